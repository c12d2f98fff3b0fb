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
    ONLY_DEEP,
    policyName,
    policyOf,
    repairsOf,
    severitiesOf,
    shortType,
    summarize,
} from "./summary";
import { escapeMarkup, plural, printable, printableLine } from "../text";

/** GitHub takes comments of 65,536 characters. */
const LIMIT = 60_000;

/** A longer table would leave no room for the details. */
const ROWS = 100;

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
            ? groups.map((group) => policyDetails(group, run, options))
            : byResource(run.findings).map((findings) => resourceDetails(findings, run, options));
    return `${[...parts, ...withinLimit(details, parts.concat(end).join("\n\n").length), ...end].join("\n\n")}\n`;
}

/** A fold. */
interface Details {
    summary: string;
    items: Item[];
}

/** A part of a fold, and how many findings it tells. */
interface Item {
    text: string;
    count: number;
}

/** As much of the details as a comment takes that holds so much already. */
function withinLimit(details: Details[], taken: number): string[] {
    const parts: string[] = [];
    let length = taken;
    let left = details.flatMap(({ items }) => items).reduce((sum, { count }) => sum + count, 0);
    for (const { summary, items } of details) {
        length += folded(summary, []).length + 2;
        const fitting = items.filter(({ text }) => (length += text.length + 1) < LIMIT);
        if (fitting.some(({ count }) => count > 0)) {
            const texts = fitting.map(({ text }) => text);
            parts.push(folded(summary, texts));
            left -= fitting.reduce((sum, { count }) => sum + count, 0);
        }
    }
    return left > 0 ? [...parts, `… and ${plural(left, "more finding")}, left out here for length.`] : parts;
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

/** A row for each policy. */
function overview(run: Run, groups: PolicyGroup[]): string {
    const rows = groups.map(({ findings }) => {
        const [first] = findings as [Finding];
        const cells = [LEVEL[levelOf(first)], first.severity ?? "", link(run, first), lines(first.title)];
        // A bar ends a cell, in code too.
        const safe = cells.map((cell) => cell.replace(/(?<!\\)\|/g, "\\|"));
        return `| ${safe.join(" | ")} | ${findings.length} |`;
    });
    const head = ["| level | severity | policy | what is right | findings |", "|---|---|---|---|---:|"];
    const more = rows.length > ROWS ? [`\n… and ${rows.length - ROWS} more policies, in the details.`] : [];
    return [...head, ...rows.slice(0, ROWS), ...more].join("\n");
}

function policyDetails(group: PolicyGroup, run: Run, options: FormatOptions): Details {
    const [first] = group.findings as [Finding];
    const level = `${LEVEL[levelOf(first)]}${first.severity ? `, ${first.severity}` : ""}`;
    const count = plural(group.findings.length, "finding");
    const items = group.remedies.flatMap((remedy): Item[] => [
        { text: `\n${reasonsOf(remedy).join("\n\n")}\n`, count: 0 },
        ...remedy.problems.map((problem) => ({ text: problemItem(problem, options), count: problem.findings.length })),
    ]);
    return { summary: `${level}: <b>${inSummary(policyName(run, first))}</b>, ${count}`, items };
}

function problemItem(problem: Problem, options: FormatOptions): string {
    const places = byLine(problem.findings.filter((finding) => !isWholeStack(finding)));
    return [
        `- ${[what(problem), ...reasonsOf({ waiver: problem.waiver, deep: problem.deep })].join("<br>\n  ")}`,
        ...places.map((same) => {
            const [first] = same as [Finding];
            const names = same.map(({ name }) => code(name)).join(", ");
            return `  - ${names} ${lines(shortType(first.type))}${place(first, options)}`;
        }),
    ].join("\n");
}

function resourceDetails(findings: Finding[], run: Run, options: FormatOptions): Details {
    const [first] = findings as [Finding];
    const kind = isWholeStack(first) ? "the whole stack" : inSummary(first.type);
    const at = place(first, options);
    const items = findings.map((finding): Item => {
        const level = `${LEVEL[levelOf(finding)]}${finding.severity ? `, ${finding.severity}` : ""}`;
        const rows = [`${level} ${link(run, finding)}`, what(finding), ...reasonsOf(finding)];
        return { text: `- ${rows.join("<br>\n  ")}`, count: 1 };
    });
    return {
        summary: `<b>${inSummary(first.name)}</b> ${kind}, ${plural(findings.length, "finding")}`,
        items: at === "" ? items : [{ text: `At${at}\n`, count: 0 }, ...items],
    };
}

function what({ property, problem }: Pick<Finding, "property" | "problem">): string {
    return property === undefined ? lines(problem) : `${code(property)}: ${lines(problem)}`;
}

function reasonsOf({ why, fix, waiver, deep }: Pick<Finding, "why" | "fix" | "waiver" | "deep">): string[] {
    return [
        ...(why ? [`Why: ${lines(why)}`] : []),
        ...(fix ? [`**Fix:** ${lines(fix)}`] : []),
        ...(waiver ? [`Waived until ${lines(waiver.expires)}: ${lines(waiver.reason)}`] : []),
        ...(deep ? [ONLY_DEEP] : []),
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
    return (
        text
            .replace(/[\\`*~$|]|(?<!\w)_|_(?!\w)|\](?=[([:])|^[-+#=>](?=\s|[-+#=>]|$)/g, "\\$&")
            .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2")
            .replace(/&(?=#?\w+;)/g, "&amp;")
            .replaceAll("<", "&lt;")
            .replace(/#(?=\d)/g, "&#35;")
            // GitHub makes links of bare addresses.
            .replace(/:(?=\/\/)/g, "&#58;")
            .replace(/\b(www)\.(?=\w)/gi, "$1&#46;")
            .replaceAll("@", "&#64;")
    );
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
