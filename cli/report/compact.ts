/** A line for each finding, as editors and `grep` read it: `file:line:column level policy problem`. */
import type { Finding, Run } from "../results";
import { gapsOf, sawEverything } from "./gaps";
import type { FormatOptions } from "./options";
import { fileOf } from "./place";
import { byWeight, countsOf, isWholeStack, levelOf, ONLY_DEEP, policyName, severitiesOf } from "./summary";
import { printableLine } from "../text";

/** Writes a run in lines that begin with a place or with `preflight:`. */
export function compact(run: Run, options: FormatOptions): string {
    const lines = [...run.findings].sort(byWeight).map((finding) => lineOf(run, finding, options));
    const gaps = gapsOf(run).map(({ sentence, items }) => {
        return `${sentence}: ${items.map(({ name, what }) => `${name} (${what.join(", ")})`).join("; ")}`;
    });
    return [...lines, ...[...gaps, ...run.notes, total(run)].map((text) => `preflight: ${printableLine(text)}`)]
        .map((line) => `${line}\n`)
        .join("");
}

function lineOf(run: Run, finding: Finding, options: FormatOptions): string {
    const { source, name, property, problem, deep } = finding;
    const place = `${fileOf(finding, options)}:${source?.line ?? 1}:${source?.column ?? 1}`;
    const what = property === undefined ? problem : `${property}: ${problem}`;
    const where = isWholeStack(finding) ? "" : ` (${name})`;
    return printableLine(
        `${place} ${levelOf(finding)} ${policyName(run, finding)} ${what}${where}${deep ? `. ${ONLY_DEEP}` : ""}`,
    );
}

function total(run: Run): string {
    if (run.findings.length > 0) {
        const severities = severitiesOf(run);
        return severities === "" ? countsOf(run) : `${countsOf(run)}: ${severities}`;
    }
    if (run.resources === 0) {
        return "there was nothing to check: the input holds no resources";
    }
    return sawEverything(run) ? "no findings" : "no findings, but not everything was seen";
}
