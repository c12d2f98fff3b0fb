/** Markdown, for a pull request's comment or a job's summary. */
import type { Finding, Run } from "../results";
import type { FormatOptions } from "./options";
import { byResource, countsOf, isWholeStack, linkOf, policyName, policyOf, SEVERITIES, summarize } from "./summary";
import { plural, printable, printableLine } from "./text";

/** GitHub takes comments of 65,536 characters. */
const LIMIT = 60_000;

/** Writes a run as GitHub's Markdown. Findings that would make it too long for a comment are counted. */
export function markdown(run: Run, { projectFolder }: FormatOptions): string {
    const { mandatory } = summarize(run);
    const sign = mandatory > 0 ? "❌" : run.findings.length > 0 || run.incomplete ? "⚠️" : "✅";
    const parts = [`## ${sign} Policies: ${run.findings.length === 0 ? "no findings" : countsOf(run)}`, aboutOf(run)];
    if (run.findings.length > 0) {
        parts.push(severityTable(run));
    }
    const end = endOf(run);
    let length = parts.concat(end).join("\n\n").length;
    let left = run.findings.length;
    for (const findings of byResource(run.findings)) {
        const block = resourceBlock(run, findings, projectFolder);
        length += block.length + 2;
        if (length > LIMIT) {
            parts.push(`… and ${plural(left, "more finding")}, left out here for length.`);
            break;
        }
        parts.push(block);
        left -= findings.length;
    }
    return `${[...parts, ...end].join("\n\n")}\n`;
}

function aboutOf({ project, stack, resources, packs }: Run): string {
    const count = resources === undefined ? "" : `${plural(resources, "resource")} of `;
    const names = packs.map(({ name, version }) => code(version ? `${name} ${version}` : name)).join(", ");
    return `${count}stack ${code(stack)} of ${code(project)}, checked by ${names || "no policy pack"}.`;
}

function severityTable(run: Run): string {
    const { severities } = summarize(run);
    const columns = [...SEVERITIES, ...(severities.unspecified > 0 ? (["unspecified"] as const) : [])];
    return [
        `| ${columns.join(" | ")} |`,
        `|${columns.map(() => " ---: ").join("|")}|`,
        `| ${columns.map((severity) => severities[severity]).join(" | ")} |`,
    ].join("\n");
}

function resourceBlock(run: Run, findings: Finding[], projectFolder: string): string {
    const { name, type, source } = findings[0] as Finding;
    const place = source ? ` at ${code(`${projectFolder}${source.file}:${source.line}`)}` : "";
    const kind = isWholeStack({ type }) ? "the whole stack" : code(type);
    return [
        `### ${escapeMarkdown(printableLine(name))}`,
        `${kind}${place}`,
        ...findings.map((finding) => item(run, finding)),
    ].join("\n\n");
}

function item(run: Run, finding: Finding): string {
    const { level, severity, title, property, problem, why, fix, waiver } = finding;
    const url = linkOf(policyOf(run, finding)?.url);
    const name = code(policyName(run, finding));
    const link = url ? `[${name}](${url.replace(/[()]/g, (bracket) => (bracket === "(" ? "%28" : "%29"))})` : name;
    const sign = waiver ? "⚪ waived" : level === "mandatory" ? "🔴 mandatory" : "🟡 advisory";
    const what = property === undefined ? lines(problem) : `${code(property)}: ${lines(problem)}`;
    const rule = why === undefined && title !== problem ? [`${lines(title)}`] : [];
    const details = [
        ...rule,
        what,
        ...(why ? [`Why: ${lines(why)}`] : []),
        ...(fix ? [`**Fix:** ${lines(fix)}`] : []),
        ...(waiver ? [`Waived until ${escapeMarkdown(waiver.expires)}: ${lines(waiver.reason)}`] : []),
    ];
    return `- ${sign}${severity ? `, ${severity}` : ""} ${link}<br>\n  ${details.join("<br>\n  ")}`;
}

/** What could not be judged, what was repaired, and notes. */
function endOf({ undecided, remediations, notes }: Run): string[] {
    const parts: string[] = [];
    if (undecided.length > 0) {
        const list = undecided.map(({ policy, what }) => `- ${code(policy)}: ${lines(what)}`);
        parts.push(folded(`${plural(undecided.length, "verdict")} open: values are not known until the update`, list));
    }
    if (remediations.length > 0) {
        const list = remediations.map(
            ({ policy, urn, properties }) =>
                `- ${code(policy)} changed ${properties.map(code).join(", ")} of ${code(urn)}`,
        );
        parts.push(folded(plural(remediations.length, "repair"), list));
    }
    // Long ones would leave no room for the findings.
    return [...notes.map((note) => `> **Note:** ${lines(note)}`), ...parts.filter((part) => part.length < LIMIT / 4)];
}

function folded(title: string, list: string[]): string {
    return `<details><summary>${title}</summary>\n\n${list.join("\n")}\n\n</details>`;
}

/** Text within a paragraph; its lines stay lines. */
function lines(text: string): string {
    return printable(text).trim().split("\n").map(escapeMarkdown).join("<br>");
}

/** Text that Markdown and HTML leave as it is, and that mentions nobody. */
export function escapeMarkdown(text: string): string {
    return text
        .replace(/[\\`*_{}[\]()#+!|~^$-]/g, "\\$&")
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll("@", "&#64;")
        .replace(/^(\d+)([.)])/, "$1\\$2");
}

/** Text as code, in one line; a bar would end a table's cell, a backtick the code. */
function code(text: string): string {
    const line = printableLine(text);
    const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = "`".repeat(longest + 1);
    return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}
