/** The report for a person at a terminal: findings by resource, then what they come to. */
import type { Finding, Run, Severity } from "../model";

export interface TerminalOptions {
    /** Columns to wrap at. */
    width: number;
    color: boolean;
}

type Paint = import("chalk").Chalk;

/** Lines longer than this are hard to read, however wide the terminal is. */
const READABLE = 110;

const SEVERITY: Record<Severity, (paint: Paint) => Paint> = {
    critical: (paint) => paint.red.bold,
    high: (paint) => paint.red,
    medium: (paint) => paint.yellow,
    low: (paint) => paint.blue,
};

/** Writes a run for a terminal. */
export function terminal(run: Run, options: TerminalOptions): string {
    const chalk = require("chalk") as typeof import("chalk");
    const paint = new chalk.Instance({ level: options.color ? Math.max(chalk.supportsColor ? chalk.supportsColor.level : 1, 1) as 1 : 0 });
    const width = Math.min(options.width, READABLE);
    const blocks = groupByResource(run.findings).map((findings) => resourceBlock(findings, paint, width));
    return [...blocks, closing(run, paint, width)].join("\n\n") + "\n";
}

function groupByResource(findings: Finding[]): Finding[][] {
    const groups = new Map<string, Finding[]>();
    for (const finding of findings) {
        const group = groups.get(finding.urn);
        if (group) {
            group.push(finding);
        } else {
            groups.set(finding.urn, [finding]);
        }
    }
    // What stops the update is read first.
    return [...groups.values()].map((group) => group.sort((a, b) => rank(a) - rank(b)));
}

const RANKS: (Severity | undefined)[] = ["critical", "high", "medium", "low", undefined];

function rank({ level, severity, waiver }: Finding): number {
    return (level === "mandatory" ? 0 : 10) + RANKS.indexOf(severity) + (waiver ? 100 : 0);
}

function resourceBlock(findings: Finding[], paint: Paint, width: number): string {
    const { type, name, source } = findings[0] as Finding;
    const whole = type === "pulumi:pulumi:Stack";
    const title = `${paint.bold(clean(name))} ${paint.dim(whole ? "the whole stack" : clean(type))}`;
    const place = source ? `  ${paint.cyan(`${clean(source.file)}:${source.line}`)}` : "";
    return [`${title}${place}`, ...findings.map((finding) => findingBlock(finding, paint, width))].join("\n");
}

function findingBlock(finding: Finding, paint: Paint, width: number): string {
    const { level, severity, policy, property, title, problem, why, fix, waiver } = finding;
    const mandatory = level === "mandatory";
    const sign = waiver ? paint.dim("○") : mandatory ? paint.red("✖") : paint.yellow("▲");
    const name = waiver ? "waived" : level;
    const colored = waiver ? paint.dim(name) : mandatory ? paint.red(name) : paint.yellow(name);
    const severities = severity ? `, ${SEVERITY[severity](paint)(severity)}` : "";
    const what = property === undefined ? problem : `${paint.bold(clean(property))}: ${clean(problem)}`;
    const lines = [
        ...wrapped(property === undefined ? clean(what) : what, "    ", width),
        ...(why ? wrapped(`Why: ${clean(why)}`, "    ", width, "     ").map((line) => paint.dim(line)) : []),
        ...(fix ? wrapped(`${paint.green("Fix:")} ${clean(fix)}`, "    ", width, "     ") : []),
        ...(waiver ? wrapped(`Waived until ${waiver.expires}: ${clean(waiver.reason)}`, "    ", width, "     ") : []),
    ];
    // A pack that says neither why nor how has its rule in the title.
    const rule = why === undefined && title !== problem ? wrapped(clean(title), "    ", width) : [];
    return [`  ${sign} ${paint.bold(clean(policy))}  ${colored}${severities}`, ...rule, ...lines].join("\n");
}

/** The counts, what could not be judged, what was repaired, and notes. */
function closing(run: Run, paint: Paint, width: number): string {
    const undecided = [...new Set(run.undecided.map(({ policy }) => policy))].sort();
    const lines = [...wrapped(`${counts(run, paint)}`, "", width)];
    if (undecided.length > 0) {
        const policies = undecided.length === 1 ? "1 policy" : `${undecided.length} policies`;
        const text = `${policies} could not judge everything, because values are not known until the update: ${undecided.join(", ")}.`;
        lines.push(...wrapped(clean(text), "", width));
    }
    if (run.remediations.length > 0) {
        const changes = run.remediations.map(({ policy, urn, properties }) => {
            return `${policy} would change ${properties.join(", ")} of ${urn.slice(urn.lastIndexOf("::") + 2)}`;
        });
        lines.push(...wrapped(clean(`Repaired before checking: ${changes.join("; ")}.`), "", width));
    }
    lines.push(...run.notes.flatMap((note) => wrapped(`Note: ${clean(note)}`, "", width).map((line) => paint.dim(line))));
    return lines.join("\n");
}

function counts({ findings, resources, packs, stack, project }: Run, paint: Paint): string {
    const where = project ? ` in stack ${clean(stack)} of ${clean(project)}` : "";
    if (resources === 0 && findings.length === 0) {
        return `There was nothing to check${where}: the input holds no resources.`;
    }
    const names = packs.map(({ name, version }) => clean(version ? `${name} ${version}` : name)).join(", ");
    const checked = `${plural(resources, "resource")}${where} checked by ${names}`;
    const waived = findings.filter(({ waiver }) => waiver).length;
    const mandatory = findings.filter(({ level }) => level === "mandatory").length;
    const advisory = findings.length - mandatory - waived;
    if (findings.length === 0) {
        return `${paint.green("✔ No findings")}: ${checked}.`;
    }
    const parts = [
        mandatory > 0 ? paint.red(`${mandatory} mandatory`) : "0 mandatory",
        advisory > 0 ? paint.yellow(`${advisory} advisory`) : "0 advisory",
        ...(waived > 0 ? [`${waived} waived`] : []),
    ];
    return `${parts.join(", ")}: ${checked}.`;
}

function plural(count: number, noun: string): string {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The text's lines within the width; those that wrap stand a little further in, under `hanging`. */
function wrapped(text: string, indent: string, width: number, hanging = ""): string[] {
    const wrap = require("wrap-ansi") as typeof import("wrap-ansi");
    const columns = Math.max(width - indent.length - hanging.length, 20);
    return text.split("\n").flatMap((line) =>
        wrap(line, columns, { trim: false })
            .split("\n")
            .map((part, index) => `${indent}${index > 0 ? hanging : ""}${part.trimEnd()}`),
    );
}

/** Text of a pack or a file cannot command the terminal. */
function clean(text: string): string {
    // eslint-disable-next-line no-control-regex
    return text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, "").replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, " ");
}
