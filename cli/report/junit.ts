/** JUnit XML, for what draws test results: a suite per pack, a case per policy and resource that it found fault with. */
import type { Finding, Pack, Run } from "../results";
import { gapsOf, type Gap } from "./gaps";
import { byPack, ONLY_DEEP } from "./summary";
import { escapeMarkup, printable, printableLine } from "../text";

/** One case of a suite. */
interface Case {
    name: string;
    policy: string;
    failure?: { message: string; text: string };
    skipped?: string;
    output?: string;
}

/** What a case is called that stands for something that was not judged. */
const UNSEEN = {
    opaque: "not looked into",
    hidden: "hidden by the file",
    unknown: "not known until the update",
} satisfies Record<Gap["kind"], string>;

/**
 * Writes a run as JUnit XML. A mandatory finding fails its case; an advisory one passes with its text as output; a
 * waived one, what a policy could not judge, and a component that was not looked into are skipped.
 */
export function junit(run: Run): string {
    const suites = byPack(run).map(({ pack, findings }) => ({ pack, cases: casesOf(run, pack.name, findings) }));
    const all = suites.flatMap(({ cases }) => cases);
    const root = element(
        "testsuites",
        { name: `${run.project}/${run.stack}`, ...countsOf(all), errors: 0, time: 0 },
        suites.map(({ pack, cases }) => suiteOf(run, pack, cases)),
    );
    return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function suiteOf({ notes }: Run, { name, version }: Pack, cases: Case[]): string {
    const skipped = cases.filter((one) => one.skipped !== undefined).length;
    return element(
        "testsuite",
        { name: version ? `${name} ${version}` : name, ...countsOf(cases), errors: 0, skipped, time: 0 },
        [
            ...cases.map((one) => caseElement(name, one)),
            ...(notes.length > 0 ? [element("system-out", {}, notes.map(printable).join("\n"))] : []),
        ],
    );
}

function countsOf(cases: Case[]): { tests: number; failures: number } {
    return { tests: cases.length, failures: cases.filter(({ failure }) => failure).length };
}

function caseElement(pack: string, { name, policy, failure, skipped, output }: Case): string {
    return element("testcase", { name, classname: `${pack}.${policy}`, time: 0 }, [
        ...(skipped === undefined ? [] : [element("skipped", {}, skipped)]),
        ...(failure ? [element("failure", { type: "mandatory", message: failure.message }, failure.text)] : []),
        ...(output === undefined ? [] : [element("system-out", {}, output)]),
    ]);
}

/** An element with text, or with other elements, each on a line of its own. */
function element(name: string, attributes: Record<string, string | number>, content: string | string[]): string {
    const list = Object.entries(attributes).map(
        ([key, value]) => ` ${key}="${escapeMarkup(printableLine(`${value}`))}"`,
    );
    const start = `<${name}${list.join("")}`;
    if (typeof content === "string") {
        return `${start}>${escapeMarkup(content)}</${name}>`;
    }
    return content.length === 0 ? `${start}/>` : `${start}>\n${content.join("\n")}\n</${name}>`;
}

function casesOf(run: Run, pack: string, findings: Finding[]): Case[] {
    const cases = findings.map(caseOf);
    const found = new Set(findings.map(({ policy }) => policy));
    const gaps = gapsOf({ ...run, undecided: run.undecided.filter((entry) => entry.pack === pack) });
    for (const { kind, reason, items } of gaps) {
        for (const { name, what } of items) {
            cases.push({ name: UNSEEN[kind], policy: name, skipped: printable([...what, `(${reason})`].join("\n")) });
        }
    }
    const open = new Set(run.undecided.filter((entry) => entry.pack === pack).map(({ policy }) => policy));
    for (const { name, level } of run.packs.find((candidate) => candidate.name === pack)?.policies ?? []) {
        if (!found.has(name) && !open.has(name) && level !== "disabled") {
            cases.push({ name: "passed", policy: name });
        }
    }
    return cases;
}

function caseOf(finding: Finding): Case {
    const { policy, urn, name, type, level, title, property, problem, why, fix, waiver, deep, source } = finding;
    const what = printableLine(property === undefined ? problem : `${property}: ${problem}`);
    const lines = [
        title,
        property === undefined ? problem : `${property}: ${problem}`,
        why && `Why: ${why}`,
        fix && `Fix: ${fix}`,
        deep && ONLY_DEEP,
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
