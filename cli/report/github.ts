/** Workflow commands, which GitHub Actions shows as annotations on a pull request's lines. */
import type { Finding, Run } from "../results";
import { gapsOf } from "./gaps";
import type { FormatOptions } from "./options";
import { fileOf } from "./place";
import { byWeight, ONLY_DEEP, policyName } from "./summary";
import { printable, printableLine } from "../text";

/** Writes a run as workflow commands; the heaviest first, for GitHub shows ten of each kind in a step. */
export function github(run: Run, options: FormatOptions): string {
    const lines = [...run.findings].sort(byWeight).map((finding) => annotation(run, finding, options));
    const gaps = gapsOf(run).map(({ sentence, items }) => {
        return [`${sentence}:`, ...items.map(({ name, what }) => `${name}: ${what.join(", ")}`)].join("\n");
    });
    const notes = [...gaps, ...run.notes].map((note) => `::notice title=preflight::${escapeData(printable(note))}`);
    return [...lines, ...notes].map((line) => `${line}\n`).join("");
}

function annotation(run: Run, finding: Finding, options: FormatOptions): string {
    const { level, name, type, property, problem, why, fix, waiver, deep, source } = finding;
    const command = waiver ? "notice" : level === "mandatory" ? "error" : "warning";
    const place = source ? { file: fileOf(finding, options), line: `${source.line}`, col: `${source.column}` } : {};
    const properties = Object.entries({ ...place, title: `${policyName(run, finding)}: ${name}` })
        .map(([key, value]) => `${key}=${escapeProperty(printableLine(value))}`)
        .join(",");
    const lines = [
        `${name} (${type})`,
        property === undefined ? problem : `${property}: ${problem}`,
        why && `Why: ${why}`,
        fix && `Fix: ${fix}`,
        waiver && `Waived until ${waiver.expires}: ${waiver.reason}`,
        deep && ONLY_DEEP,
    ];
    return `::${command} ${properties}::${escapeData(printable(lines.filter((line) => line !== undefined && line !== "").join("\n")))}`;
}

function escapeData(text: string): string {
    return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
    return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
