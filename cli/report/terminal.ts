/** The report for a person at a terminal: findings by resource, then what they come to. */
import { parseUrn } from "../inputs/urn";
import type { Finding, Run, Severity } from "../results";
import type { FormatOptions } from "./options";
import { byResource, isWholeStack, policyName, summarize } from "./summary";
import { plural, printable as clean, printableLine as line } from "./text";

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
export function terminal(run: Run, options: FormatOptions): string {
    const chalk = require("chalk") as typeof import("chalk");
    const paint = new chalk.Instance({
        level: options.color ? (Math.max(chalk.supportsColor ? chalk.supportsColor.level : 1, 1) as 1) : 0,
    });
    const width = Math.min(options.width, READABLE);
    const blocks = byResource(run.findings).map((findings) => resourceBlock(run, findings, paint, width));
    const parts = options.quiet ? blocks : [...blocks, closing(run, paint, width)];
    return parts.map((part) => `${part}\n`).join("\n");
}

function resourceBlock(run: Run, findings: Finding[], paint: Paint, width: number): string {
    const { type, name, source } = findings[0] as Finding;
    const whole = isWholeStack({ type });
    const title = `${paint.bold(line(name))} ${paint.dim(whole ? "the whole stack" : line(type))}`;
    const place = source ? `  ${paint.cyan(`${line(source.file)}:${source.line}`)}` : "";
    return [`${title}${place}`, ...findings.map((finding) => findingBlock(run, finding, paint, width))].join("\n");
}

function findingBlock(run: Run, finding: Finding, paint: Paint, width: number): string {
    const { level, severity, property, title, problem, why, fix, waiver } = finding;
    const mandatory = level === "mandatory";
    const sign = waiver ? paint.dim("○") : mandatory ? paint.red("✖") : paint.yellow("▲");
    const name = waiver ? "waived" : level;
    const colored = waiver ? paint.dim(name) : mandatory ? paint.red(name) : paint.yellow(name);
    const severities = severity ? `, ${SEVERITY[severity](paint)(severity)}` : "";
    const what = property === undefined ? problem : `${paint.bold(line(property))}: ${clean(problem)}`;
    const lines = [
        ...wrapped(property === undefined ? clean(what) : what, "    ", width),
        ...(why ? wrapped(`Why: ${clean(why)}`, "    ", width, "     ").map((line) => paint.dim(line)) : []),
        ...(fix ? wrapped(`${paint.green("Fix:")} ${clean(fix)}`, "    ", width, "     ") : []),
        ...(waiver ? wrapped(`Waived until ${waiver.expires}: ${clean(waiver.reason)}`, "    ", width, "     ") : []),
    ];
    // A pack that says neither why nor how has its rule in the title.
    const rule = why === undefined && title !== problem ? wrapped(line(title), "    ", width) : [];
    return [`  ${sign} ${paint.bold(line(policyName(run, finding)))}  ${colored}${severities}`, ...rule, ...lines].join(
        "\n",
    );
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
            return `${policy} would change ${properties.join(", ")} of ${parseUrn(urn)?.name ?? urn}`;
        });
        lines.push(...wrapped(clean(`Repaired before checking: ${changes.join("; ")}.`), "", width));
    }
    lines.push(
        ...run.notes.flatMap((note) => wrapped(`Note: ${clean(note)}`, "", width).map((line) => paint.dim(line))),
    );
    return lines.join("\n");
}

function counts({ findings, resources, packs, stack, project, incomplete, known }: Run, paint: Paint): string {
    const where = project ? ` in stack ${line(stack)} of ${line(project)}` : "";
    if (resources === 0 && findings.length === 0) {
        return `There was nothing to check${where}: the input holds no resources.`;
    }
    const names = packs.map(({ name, version }) => line(version ? `${name} ${version}` : name)).join(", ");
    const what = resources === undefined ? "everything" : plural(resources, "resource");
    const checked = `${what}${where} checked by ${names}`;
    const { mandatory, advisory, waived } = summarize({ findings });
    if (findings.length === 0) {
        const kind = known ? "No new findings" : "No findings";
        const none = incomplete ? `${kind}, but not everything was seen` : paint.green(`✔ ${kind}`);
        return `${none}: ${checked}.`;
    }
    const parts = [
        mandatory > 0 ? paint.red(`${mandatory} mandatory`) : "0 mandatory",
        advisory > 0 ? paint.yellow(`${advisory} advisory`) : "0 advisory",
        ...(waived > 0 ? [`${waived} waived`] : []),
    ];
    return `${parts.join(", ")}: ${checked}.`;
}

/** The text's lines within the width; those that wrap stand a little further in, under `hanging`. */
function wrapped(text: string, indent: string, width: number, hanging = ""): string[] {
    const columns = Math.max(width - indent.length - hanging.length, 20);
    return text
        .split("\n")
        .flatMap((line) =>
            wrap(line, columns).map((part, index) => `${indent}${index > 0 ? hanging : ""}${part.trimEnd()}`),
        );
}

/** Lines that were wrapped: a policy says the same of every resource. */
const known = new Map<string, string[]>();

function wrap(line: string, columns: number): string[] {
    const key = `${columns} ${line}`;
    let parts = known.get(key);
    if (!parts) {
        const wrapAnsi = require("wrap-ansi") as typeof import("wrap-ansi");
        parts = wrapAnsi(line, columns, { trim: false }).split("\n");
        known.set(key, parts);
    }
    return parts;
}
