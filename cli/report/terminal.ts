/** The report for a person at a terminal: findings by policy or by resource, then what they come to. */
import { styleText } from "node:util";

import type { Finding, Run, Severity } from "../results";
import { gapsOf, sawEverything, type Gap } from "./gaps";
import { byLine, byPolicy, byResource, type PolicyGroup, type Problem, type Remedy } from "./groups";
import type { FormatOptions } from "./options";
import { placeOf } from "./place";
import {
    countsOf,
    isWholeStack,
    levelOf,
    ONLY_DEEP,
    policyName,
    repairsOf,
    severitiesOf,
    shortType,
    summarize,
} from "./summary";
import { columnsOf, plural, printable as clean, printableLine as line, wrap } from "../text";

/** Lines longer than this are hard to read, however wide the terminal is. */
const READABLE = 110;

/** More than this of what one policy could not judge is counted: other reports name them all. */
const NAMED = 5;

type Style = Parameters<typeof styleText>[0];

const SEVERITY: Record<Severity, Style> = { critical: ["red", "bold"], high: "red", medium: "yellow", low: "blue" };
const LEVEL = {
    mandatory: { sign: "✖", style: "red" },
    advisory: { sign: "▲", style: "yellow" },
    waived: { sign: "○", style: "dim" },
} as const;

/** What the parts of the report have in common. */
interface Page {
    run: Run;
    options: FormatOptions;
    width: number;
    paint: (style: Style, text: string) => string;
}

/** Writes a run for a terminal. */
export function terminal(run: Run, options: FormatOptions): string {
    // Whether colours are wanted was decided by whoever asked; the stream may be a file's.
    const paint = (style: Style, text: string): string => {
        return options.color ? styleText(style, text, { validateStream: false }) : text;
    };
    const page = { run, options, width: Math.min(options.width, READABLE), paint };
    const blocks =
        options.groupBy === "policy"
            ? byPolicy(run.findings).map((group) => policyBlock(page, group))
            : byResource(run.findings).map((findings) => resourceBlock(page, findings));
    return [...blocks, closing(page)].map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function policyBlock(page: Page, group: PolicyGroup): string[] {
    const [first] = group.findings as [Finding];
    const many = group.findings.length > 1 ? `  ${group.findings.length} findings` : "";
    // A pack that says neither why nor how has its rule in the title.
    const rule = first.why === undefined && first.title !== first.problem ? wrapped(page, line(first.title), "  ") : [];
    return [
        `${policyHeader(page, first)}${page.paint("dim", many)}`,
        ...rule,
        ...group.remedies.flatMap((remedy) => remedyLines(page, remedy, group.remedies.length > 1)),
    ];
}

/** Problems with what repairs them: under them where the next have another repair, which nobody takes for theirs. */
function remedyLines(page: Page, { why, fix, problems }: Remedy, isOneOfSome: boolean): string[] {
    const lines = problems.flatMap((problem) => problemLines(page, problem));
    return isOneOfSome
        ? [...reasons(page, { why }, "  "), ...lines, ...reasons(page, { fix }, "    ")]
        : [...reasons(page, { why, fix }, "  "), ...lines];
}

/** What is wrong and where: in one line where that is one place, and fits. */
function problemLines(page: Page, problem: Problem): string[] {
    const { findings, waiver, deep } = problem;
    const [first] = findings as [Finding];
    const problems = what(page, problem, "  ");
    const place = placeOf(first, page.options);
    const short = `${problems[0]}  ${line(first.name)}  ${page.paint("cyan", place ?? "")}`.trimEnd();
    if (findings.length === 1 && problems.length === 1 && !isWholeStack(first) && columnsOf(short) <= page.width) {
        return [short, ...reasons(page, { waiver, deep }, "    ")];
    }
    const places = byLine(findings.filter((finding) => !isWholeStack(finding))).flatMap((same) => {
        const [one] = same as [Finding];
        return heading(page, same.map(({ name }) => line(name)).join(", "), line(shortType(one.type)), one, "    ");
    });
    return [...problems, ...places, ...reasons(page, { waiver, deep }, "    ")];
}

function resourceBlock(page: Page, findings: Finding[]): string[] {
    const [first] = findings as [Finding];
    const kind = isWholeStack(first) ? "the whole stack" : line(first.type);
    return [
        ...heading(page, page.paint("bold", line(first.name)), kind, first),
        ...findings.flatMap((finding) => {
            const { why, title, problem } = finding;
            const rule = why === undefined && title !== problem ? wrapped(page, line(title), "    ") : [];
            const header = `  ${policyHeader(page, finding)}`;
            return [header, ...rule, ...what(page, finding, "    "), ...reasons(page, finding, "    ")];
        }),
    ];
}

/** Names, their kind and their place in the program, which stands whole in a line: terminals open it. */
function heading(page: Page, names: string, kind: string, finding: Finding, indent = ""): string[] {
    const { options, width, paint } = page;
    const lines = wrapped(page, `${names} ${paint("dim", kind)}`, indent);
    const place = placeOf(finding, options);
    if (place === undefined) {
        return lines;
    }
    const colored = paint("cyan", place);
    const last = `${lines.at(-1)}  ${colored}`;
    return columnsOf(last) <= width ? [...lines.slice(0, -1), last] : [...lines, `${indent}  ${colored}`];
}

function policyHeader({ run, paint }: Page, finding: Finding): string {
    const level = levelOf(finding);
    const { sign, style } = LEVEL[level];
    const severity = finding.severity ? `, ${paint(SEVERITY[finding.severity], finding.severity)}` : "";
    return `${paint(style, sign)} ${paint("bold", line(policyName(run, finding)))}  ${paint(style, level)}${severity}`;
}

function what(page: Page, { property, problem }: Pick<Finding, "property" | "problem">, indent: string): string[] {
    const start = property === undefined ? "" : `${page.paint("bold", line(property))}: `;
    return wrapped(page, `${start}${clean(problem)}`, indent);
}

function reasons(
    page: Page,
    { why, fix, waiver, deep }: Pick<Finding, "why" | "fix" | "waiver" | "deep">,
    indent: string,
): string[] {
    const { paint } = page;
    return [
        ...(why ? wrapped(page, `Why: ${clean(why)}`, indent, "     ").map((text) => paint("dim", text)) : []),
        ...(fix ? wrapped(page, `${paint("green", "Fix:")} ${clean(fix)}`, indent, "     ") : []),
        ...(waiver ? wrapped(page, `Waived until ${waiver.expires}: ${clean(waiver.reason)}`, indent, "     ") : []),
        ...(deep ? wrapped(page, ONLY_DEEP, indent, "     ").map((text) => paint("dim", text)) : []),
    ];
}

/** What was not seen, what was repaired, notes, what was checked; the counts last. */
function closing(page: Page): string[] {
    const { run, paint } = page;
    return [
        ...gapsOf(run).flatMap((gap) => gapLines(page, gap)),
        ...repairsOf(run).flatMap(({ sentence }) => wrapped(page, `${line(sentence)} before the check.`, "")),
        ...run.notes.flatMap((note) => wrapped(page, `Note: ${clean(note)}`, "").map((text) => paint("dim", text))),
        ...verdict(page),
    ];
}

function gapLines(page: Page, { kind, sentence, items }: Gap): string[] {
    const named = items.flatMap(({ name, what: list }) => {
        const more = list.length > NAMED ? [`and ${list.length - NAMED} more`] : [];
        return wrapped(page, line(`${name}: ${[...list.slice(0, NAMED), ...more].join(", ")}`), "  ", "  ");
    });
    const style = kind === "unknown" ? "reset" : "yellow";
    return [...wrapped(page, `${line(sentence)}:`, "").map((text) => page.paint(style, text)), ...named];
}

function verdict(page: Page): string[] {
    const { run, paint } = page;
    const checked = checkedBy(run);
    if (run.findings.length === 0) {
        const kind = run.known ? "No new findings" : "No findings";
        const sign = sawEverything(run) ? paint("green", `✔ ${kind}`) : `${kind}, but not everything was seen`;
        return wrapped(page, run.resources === 0 ? checked : `${sign}: ${checked}`, "");
    }
    const { mandatory, advisory } = summarize(run);
    const severities = severitiesOf(run);
    const style = mandatory > 0 ? "red" : advisory > 0 ? "yellow" : "dim";
    return [
        ...wrapped(page, checked, ""),
        ...wrapped(page, paint(style, countsOf(run)) + (severities === "" ? "" : `: ${severities}`), ""),
    ];
}

/** `7 resources in stack prod of shop checked by aws-preflight 1.0.0.` */
function checkedBy({ findings, resources, opaque, packs, stack, project }: Run): string {
    const where = project ? ` in stack ${line(stack)} of ${line(project)}` : "";
    if (resources === 0 && findings.length === 0) {
        return opaque.length > 0
            ? `Nothing could be checked${where}: all of it is inside components.`
            : `There was nothing to check${where}: the input holds no resources.`;
    }
    const names = packs.map(({ name, version }) => line(version ? `${name} ${version}` : name)).join(", ");
    return `${resources === undefined ? "everything" : plural(resources, "resource")}${where} checked by ${names}.`;
}

/** The text's lines within the width; those that wrap stand a little further in, under `hanging`. */
function wrapped({ width }: Page, text: string, indent: string, hanging = ""): string[] {
    const columns = Math.max(width - indent.length - hanging.length, 20);
    return text
        .split("\n")
        .flatMap((part) => wrap(part, columns).map((row, index) => `${indent}${index > 0 ? hanging : ""}${row}`));
}
