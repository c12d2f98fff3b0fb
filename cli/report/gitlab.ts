/** GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
import { createHash } from "node:crypto";

import type { Finding, Run, Severity } from "../results";
import { fingerprints } from "../fingerprint";
import { gapsOf } from "./gaps";
import type { FormatOptions } from "./options";
import { fileOf } from "./place";
import { ONLY_DEEP } from "./summary";
import { printable, printableJson } from "../text";

const SEVERITY: Record<Severity, string> = { critical: "blocker", high: "critical", medium: "major", low: "minor" };

/** Writes a run as code quality; what is waived, was not judged or is only a note is `info`. */
export function gitlab(run: Run, options: FormatOptions): string {
    const marks = fingerprints(run.findings);
    const found = run.findings.map((finding, index) => ({
        description: descriptionOf(finding),
        check_name: finding.policy,
        fingerprint: marks[index],
        severity: severityOf(finding),
        location: { path: fileOf(finding, options), lines: { begin: finding.source?.line ?? 1 } },
    }));
    const gaps = gapsOf(run).map(({ sentence, items }) => {
        return `${sentence}: ${items.map(({ name, what }) => `${name}: ${what.join(", ")}`).join("; ")}`;
    });
    const notes = [...gaps, ...run.notes].map((note) => ({
        description: printable(note),
        check_name: "preflight",
        fingerprint: createHash("sha256").update(note).digest("hex"),
        severity: "info",
        location: { path: fileOf({}, options), lines: { begin: 1 } },
    }));
    return `${printableJson([...found, ...notes])}\n`;
}

function severityOf({ severity, level, waiver }: Finding): string {
    return waiver ? "info" : SEVERITY[severity ?? (level === "mandatory" ? "high" : "low")];
}

function descriptionOf({ name, property, problem, fix, waiver, deep }: Finding): string {
    const what = `${name}: ${property === undefined ? "" : `${property}: `}${problem}`;
    const then = waiver ? `Waived until ${waiver.expires}: ${waiver.reason}` : fix && `Fix: ${fix}`;
    return printable([what, then, deep && ONLY_DEEP].filter(Boolean).join("\n"));
}
