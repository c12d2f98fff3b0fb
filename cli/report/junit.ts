/** JUnit XML, for what draws test results: a suite per pack, a case per policy and resource that it found fault with. */
import type { Finding, Run } from "../results";
import { byPack } from "./summary";
import { printable, printableLine } from "./text";

/** One case of a suite. */
interface Case {
    name: string;
    policy: string;
    failure?: { message: string; text: string };
    skipped?: string;
    output?: string;
}

/**
 * Writes a run as JUnit XML. A mandatory finding fails its case; an advisory one passes with its text as output; a
 * waived one, and a policy that could not judge everything, is skipped.
 */
export function junit(run: Run): string {
    const { create } = require("xmlbuilder2") as typeof import("xmlbuilder2");
    const suites = byPack(run).map(({ pack, findings }) => ({ pack, cases: casesOf(run, pack.name, findings) }));
    const all = suites.flatMap(({ cases }) => cases);
    const root = create({ version: "1.0", encoding: "UTF-8" }).ele("testsuites", {
        name: printableLine(`${run.project}/${run.stack}`),
        tests: all.length,
        failures: all.filter(({ failure }) => failure).length,
        errors: 0,
        time: 0,
    });
    for (const { pack, cases } of suites) {
        const suite = root.ele("testsuite", {
            name: printableLine(pack.version ? `${pack.name} ${pack.version}` : pack.name),
            tests: cases.length,
            failures: cases.filter(({ failure }) => failure).length,
            errors: 0,
            skipped: cases.filter(({ skipped }) => skipped !== undefined).length,
            time: 0,
        });
        for (const { name, policy, failure, skipped, output } of cases) {
            const element = suite.ele("testcase", {
                name,
                classname: printableLine(`${pack.name}.${policy}`),
                time: 0,
            });
            if (skipped !== undefined) {
                element.ele("skipped").txt(skipped);
            }
            if (failure) {
                element.ele("failure", { type: "mandatory", message: failure.message }).txt(failure.text);
            }
            if (output !== undefined) {
                element.ele("system-out").txt(output);
            }
        }
        if (run.notes.length > 0) {
            suite.ele("system-out").txt(run.notes.map(printable).join("\n"));
        }
    }
    return `${root.end({ prettyPrint: true })}\n`;
}

function casesOf({ packs, undecided }: Run, pack: string, findings: Finding[]): Case[] {
    const cases = findings.map(caseOf);
    const found = new Set(findings.map(({ policy }) => policy));
    for (const { name, level } of packs.find((candidate) => candidate.name === pack)?.policies ?? []) {
        const open = undecided.filter((entry) => entry.pack === pack && entry.policy === name);
        if (open.length > 0) {
            const what = printable(open.map((entry) => entry.what).join("\n"));
            cases.push({ name: "not known until the update", policy: name, skipped: what });
        } else if (!found.has(name) && level !== "disabled") {
            cases.push({ name: "passed", policy: name });
        }
    }
    return cases;
}

function caseOf({ policy, urn, name, type, level, title, property, problem, why, fix, waiver, source }: Finding): Case {
    const what = printableLine(property === undefined ? problem : `${property}: ${problem}`);
    const lines = [
        title,
        property === undefined ? problem : `${property}: ${problem}`,
        why && `Why: ${why}`,
        fix && `Fix: ${fix}`,
        source && `At: ${source.file}:${source.line}:${source.column}`,
        `Resource: ${urn}`,
    ];
    const text = printable(lines.filter((line) => line !== undefined && line !== "").join("\n"));
    const base = { policy, name: printableLine(`${name} (${type})${property === undefined ? "" : ` ${property}`}`) };
    if (waiver) {
        return { ...base, skipped: printableLine(`Waived until ${waiver.expires}: ${waiver.reason}`), output: text };
    }
    return level === "mandatory" ? { ...base, failure: { message: what, text } } : { ...base, output: text };
}
