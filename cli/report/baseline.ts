/** Baselines: a recorded run, so that only what is new is reported. */
import * as fs from "node:fs";

import { writeWhole } from "./files";
import { reason, syntaxError } from "../errors";
import { isObject } from "../inputs/values";
import type { Run } from "../results";
import { UserError } from "../errors";
import { keyOf, type FindingKey } from "../fingerprint";
import { plural } from "../text";

const VERSION = 1;

/**
 * Reports only what the baseline does not hold. Waived findings are not its matter: they stay in the report, and one
 * whose waiver ends is new unless the baseline holds it.
 */
export function withoutBaseline(run: Run, file: string): Run {
    const names = new Map(run.packs.flatMap(({ renamed = {} }) => Object.entries(renamed)));
    const known = new Set(
        readBaseline(file).map((key) => keyOf({ ...key, policy: names.get(key.policy) ?? key.policy })),
    );
    const met = new Set<string>();
    const findings = run.findings.filter((finding) => {
        const key = keyOf(finding);
        if (finding.waiver || !known.has(key)) {
            return true;
        }
        met.add(key);
        return false;
    });
    const left = run.findings.length - findings.length;
    const gone = known.size - met.size;
    const notes = [
        ...(left > 0
            ? [`${plural(left, "finding")} of the baseline ${file} ${left === 1 ? "is" : "are"} left out.`]
            : []),
        ...(gone > 0 && !run.incomplete
            ? [
                  `${gone === 1 ? "1 entry" : `${gone} entries`} of the baseline ${file} no longer found; --update-baseline drops what is gone.`,
              ]
            : []),
    ];
    return { ...run, findings, known: left, notes: [...run.notes, ...notes] };
}

/** Records a run's findings, sorted, one a line, and gives the run that is left: waived findings, and what was recorded. */
export function updateBaseline(run: Run, file: string): Run {
    if (run.incomplete) {
        throw new UserError(
            `the baseline ${file} was not written: not everything was checked, so findings may be missing`,
        );
    }
    const entries = new Map<string, FindingKey>();
    for (const finding of run.findings.filter(({ waiver }) => !waiver)) {
        const { policy, urn, property, pack } = finding;
        entries.set(keyOf(finding), { policy, urn, property, pack });
    }
    const sorted = [...entries.values()].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
    const lines = sorted.map((entry) => `        ${JSON.stringify(entry)}`);
    const list = lines.length > 0 ? `[\n${lines.join(",\n")}\n    ]` : "[]";
    writeWhole(file, `{\n    "version": ${VERSION},\n    "findings": ${list}\n}\n`);
    const findings = run.findings.filter(({ waiver }) => waiver);
    const known = run.findings.length - findings.length;
    const note = `${plural(known, "finding")} recorded in the baseline ${file}; from now on only what is new is reported.`;
    return { ...run, findings, known, notes: [...run.notes, note] };
}

/** By policy, then resource, then property: a policy's findings stand together in the diff. */
function sortKey({ policy, urn, property = "", pack }: FindingKey): string {
    return [policy, urn, property, pack].join("\0");
}

function readBaseline(file: string): FindingKey[] {
    let text: string;
    try {
        text = fs.readFileSync(file, "utf8").replace(/^\uFEFF/, "");
    } catch (error) {
        const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
        const hint = missing ? "; --update-baseline writes it" : "";
        throw new UserError(`baseline ${file} cannot be read: ${reason(error)}${hint}`);
    }
    let document: unknown;
    try {
        document = JSON.parse(text);
    } catch (error) {
        throw new UserError(`baseline ${file}: it is not JSON: ${syntaxError(error, text)}`);
    }
    if (!isObject(document) || !Array.isArray(document.findings)) {
        throw new UserError(`baseline ${file}: it is not a baseline, for it has no list of findings`);
    }
    if (document.version !== VERSION) {
        throw new UserError(
            `baseline ${file}: its version is ${JSON.stringify(document.version)}; only ${VERSION} can be read`,
        );
    }
    return document.findings.map((entry: unknown, index) => {
        if (!isObject(entry) || !isKey(entry)) {
            throw new UserError(`baseline ${file}: entry ${index + 1} needs policy, urn and pack, each a text`);
        }
        return entry;
    });
}

function isKey(entry: Record<string, unknown>): entry is Record<string, unknown> & FindingKey {
    const { pack, policy, urn, property } = entry;
    return (
        [pack, policy, urn].every((value) => typeof value === "string") &&
        ["string", "undefined"].includes(typeof property)
    );
}
