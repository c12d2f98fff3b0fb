/** Markdown, for a pull request's comment or a job's summary. */
import type { Finding, Run } from "../results";
import { gapsOf, sawEverything } from "./gaps";
import { byLine, byPolicy, byResource, type PolicyGroup, type Problem } from "./groups";
import type { FormatOptions } from "./options";
import { lineUrl, placeOf } from "./place";
import {
    countsOf,
    isWholeStack,
    levelOf,
    linkOf,
    policyName,
    policyOf,
    repairsOf,
    severitiesOf,
    shortType,
    summarize,
} from "./summary";
import { escapeMarkup, plural, printable, printableLine } from "./text";

/** GitHub takes comments of 65,536 characters. */
const LIMIT = 60_000;

const LEVEL = { mandatory: "🔴 mandatory", advisory: "🟡 advisory", waived: "⚪ waived" };

/**
 * Writes a run as GitHub's Markdown: a row for each policy, and the details folded below. Details that would make it too
 * long for a comment are counted. Its first line is hidden, and the same for each run of a stack, to find the comment by.
 */
export function markdown(run: Run, options: FormatOptions): string {
    const parts = [
        `<!-- preflight ${encodeURIComponent(printableLine(`${run.project}/${run.stack}`))} -->`,
        title(run),
    ];
    parts.push(aboutOf(run));
    const groups = byPolicy(run.findings);
    if (groups.length > 0) {
        parts.push(overview(run, groups));
    }
    const end = endOf(run);
    const details =
        options.groupBy === "policy"
            ? groups.map((group) => ({ count: group.findings.length, text: policyDetails(run, group, options) }))
            : byResource(run.findings).map((findings) => ({
                  count: findings.length,
                  text: resourceDetails(run, findings, options),
              }));
    let length = parts.concat(end).join("\n\n").length;
    let left = run.findings.length;
    for (const { count, text } of details) {
        length += text.length + 2;
        if (length > LIMIT) {
            parts.push(`… and ${plural(left, "more finding")}, left out here for length.`);
            break;
        }
        parts.push(text);
        left -= count;
    }
    return `${[...parts, ...end].join("\n\n")}\n`;
}

function title(run: Run): string {
    const { mandatory } = summarize(run);
    if (run.findings.length > 0) {
        return `## ${mandatory > 0 ? "❌" : "⚠️"} Policies: ${countsOf(run)}`;
    }
    return sawEverything(run) && run.resources !== 0
        ? "## ✅ Policies: no findings"
        : "## ⚠️ Policies: no findings, but not everything was seen";
}

function aboutOf(run: Run): string {
    const { project, stack, resources, packs } = run;
    const count = resources === undefined ? "" : `${plural(resources, "resource")} of `;
    const names = packs.map(({ name, version }) => code(version ? `${name} ${version}` : name)).join(", ");
    const severities = severitiesOf(run);
    const end = severities === "" ? "" : ` By severity: ${severities}.`;
    return `${count}stack ${code(stack)} of ${code(project)}, checked by ${names || "no policy pack"}.${end}`;
}

/** A row for each policy; a long list would leave no room for the details. */
function overview(run: Run, groups: PolicyGroup[]): string {
    const rows = groups.map(({ findings }) => {
        const [first] = findings as [Finding];
        const cells = [LEVEL[levelOf(first)], first.severity ?? "", link(run, first), lines(first.title)];
        // A bar ends a cell, in code too.
        const safe = cells.map((cell) => cell.replace(/(?<!\\)\|/g, "\\|"));
        return `| ${safe.join(" | ")} | ${findings.length} |`;
    });
    const head = ["| level | severity | policy | what is right | findings |", "|---|---|---|---|---:|"];
    return [...head, ...rows.slice(0, 100)].join("\n");
}

function policyDetails(run: Run, group: PolicyGroup, options: FormatOptions): string {
    const [first] = group.findings as [Finding];
    const summary = `${LEVEL[levelOf(first)]}${first.severity ? `, ${first.severity}` : ""}: <b>${inSummary(policyName(run, first))}</b>, ${plural(group.findings.length, "finding")}`;
    const list = group.remedies.flatMap((remedy) => [
        ...reasonsOf(remedy).map((reason) => `\n${reason}`),
        "",
        ...remedy.problems.map((problem) => problemItem(problem, options)),
    ]);
    return folded(summary, list);
}

function problemItem(problem: Problem, options: FormatOptions): string {
    const places = byLine(problem.findings.filter((finding) => !isWholeStack(finding)));
    return [
        `- ${[what(problem), ...reasonsOf({ waiver: problem.waiver })].join("<br>\n  ")}`,
        ...places.map((same) => {
            const [first] = same as [Finding];
            const names = same.map(({ name }) => code(name)).join(", ");
            return `  - ${names} ${lines(shortType(first.type))}${place(first, options)}`;
        }),
    ].join("\n");
}

function resourceDetails(run: Run, findings: Finding[], options: FormatOptions): string {
    const [first] = findings as [Finding];
    const kind = isWholeStack(first) ? "the whole stack" : inSummary(first.type);
    const summary = `<b>${inSummary(first.name)}</b> ${kind}, ${plural(findings.length, "finding")}`;
    const items = findings.map((finding) => {
        const head = `${LEVEL[levelOf(finding)]}${finding.severity ? `, ${finding.severity}` : ""} ${link(run, finding)}`;
        return `- ${[head, what(finding), ...reasonsOf(finding)].join("<br>\n  ")}`;
    });
    const at = place(first, options);
    return folded(summary, [...(at === "" ? [] : [`At${at}\n`]), ...items]);
}

function what({ property, problem }: Pick<Finding, "property" | "problem">): string {
    return property === undefined ? lines(problem) : `${code(property)}: ${lines(problem)}`;
}

function reasonsOf({ why, fix, waiver }: Pick<Finding, "why" | "fix" | "waiver">): string[] {
    return [
        ...(why ? [`Why: ${lines(why)}`] : []),
        ...(fix ? [`**Fix:** ${lines(fix)}`] : []),
        ...(waiver ? [`Waived until ${lines(waiver.expires)}: ${lines(waiver.reason)}`] : []),
    ];
}

function place(finding: Finding, options: FormatOptions): string {
    const at = placeOf(finding, options);
    const url = lineUrl(finding, options);
    return at === undefined ? "" : ` ${url ? `[${code(at)}](${address(url)})` : code(at)}`;
}

function link(run: Run, finding: Finding): string {
    const url = linkOf(policyOf(run, finding)?.url);
    const name = code(policyName(run, finding));
    return url ? `[${name}](${address(url)})` : name;
}

/** What was not seen, what was repaired, and notes. */
function endOf(run: Run): string[] {
    const gaps = gapsOf(run).map(({ kind, sentence, items }) => {
        const list = items.map(({ name, what }) => `- ${code(name)}: ${what.map(lines).join(", ")}`);
        return folded(`${kind === "unknown" ? "" : "⚠️ "}${inSummary(sentence)}`, list);
    });
    const repairs = repairsOf(run).map(({ sentence, urns }) => {
        return folded(
            `${inSummary(sentence)} before the check`,
            urns.map((urn) => `- ${code(urn)}`),
        );
    });
    const notes = run.notes.map((note) => `> **Note:** ${lines(note)}`);
    return [...notes, ...[...gaps, ...repairs].map((part) => (part.length < LIMIT / 4 ? part : withoutList(part)))];
}

/** Long lists would leave no room for the findings. */
function withoutList(part: string): string {
    return (/<summary>(.*?)<\/summary>/s.exec(part)?.[1] ?? "").trim();
}

function folded(summary: string, list: string[]): string {
    return `<details><summary>${summary}</summary>\n\n${list.join("\n").trim()}\n\n</details>`;
}

/** Text within a paragraph; its lines stay lines, and what it has in backticks is code. */
function lines(text: string): string {
    return printable(text)
        .trim()
        .split("\n")
        .map((line) =>
            line.replace(/`([^`]+)`|[^`]+|`/g, (part, inner?: string) => (inner ? code(inner) : escapeMarkdown(part))),
        )
        .join("<br>");
}

/** Text within a fold's title, which is HTML to a reader of Markdown. */
function inSummary(text: string): string {
    return escapeMarkup(printableLine(text))
        .replaceAll("@", "&#64;")
        .replace(/`([^`]+)`/g, "<code>$1</code>");
}

/** Text that Markdown and HTML show as it is, and that mentions nobody. Only what would be markup is escaped. */
export function escapeMarkdown(text: string): string {
    return text
        .replace(/[\\`*~$|]|(?<!\w)_|_(?!\w)|\](?=[([:])|^[-+#=>](?=\s|[-+#=>]|$)/g, "\\$&")
        .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2")
        .replace(/&(?=#?\w+;)/g, "&amp;")
        .replaceAll("<", "&lt;")
        .replace(/#(?=\d)/g, "&#35;")
        .replaceAll("@", "&#64;");
}

/** A web address within `[text](address)`. */
function address(url: string): string {
    return url.replace(/[()]/g, (bracket) => (bracket === "(" ? "%28" : "%29"));
}

/** Text as code, in one line; a backtick would end it. */
function code(text: string): string {
    const line = printableLine(text);
    const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = "`".repeat(longest + 1);
    return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}
