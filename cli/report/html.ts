/** One self-contained page: it asks nothing of the network, and reads without its script. */
import { createHash } from "node:crypto";

import type { Finding, Run, Severity } from "../results";
import { gapsOf, sawEverything } from "./gaps";
import { byPolicy, byResource, type PolicyGroup, type Problem } from "./groups";
import { SCRIPT } from "./html-script";
import { STYLE } from "./html-style";
import type { FormatOptions } from "./options";
import { lineUrl, placeOf } from "./place";
import {
    byWeight,
    isWholeStack,
    levelOf,
    linkOf,
    ONLY_DEEP,
    policyName,
    policyOf,
    repairsOf,
    SEVERITIES,
    shortType,
    summarize,
} from "./summary";
import { escapeMarkup as escape, plural, printable, printableLine } from "../text";

type Band = Severity | "unspecified" | "waived";

const BANDS: readonly Band[] = [...SEVERITIES, "unspecified", "waived"];

const BAND_NAMES: Record<Band, string> = {
    critical: "Critical",
    high: "High",
    medium: "Medium",
    low: "Low",
    unspecified: "No severity",
    waived: "Waived",
};

type Level = ReturnType<typeof levelOf>;

const LEVELS: readonly Level[] = ["mandatory", "advisory", "waived"];
const LEVEL_NAMES: Record<Level, string> = { mandatory: "Mandatory", advisory: "Advisory", waived: "Waived" };
const SIGNS: Record<Level, string> = { mandatory: "✖", advisory: "▲", waived: "○" };

/** Writes a run as a page. */
export function html(run: Run, options: FormatOptions): string {
    const title = printableLine(`Policy report: ${run.project}/${run.stack}`);
    const hash = createHash("sha256").update(SCRIPT).digest("base64");
    // Whatever a message holds, the browser runs this page's script alone.
    const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
${header(run)}
<main>
${totals(run)}
<div class="notes">
${[...gaps(run), ...repairs(run), ...notes(run)].join("\n")}
</div>
${run.findings.length > 0 ? filters(run) : ""}
${findingsSection(run, options)}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function header(run: Run): string {
    const { project, stack, resources, packs, incomplete } = run;
    const { mandatory, advisory } = summarize(run);
    const [kind, verdict] =
        mandatory > 0
            ? ["stop", `${plural(mandatory, "violation")} ${mandatory === 1 ? "stops" : "stop"} the update`]
            : incomplete
              ? ["warn", "Not everything was checked"]
              : advisory > 0
                ? ["warn", `${plural(advisory, "advisory finding")}, nothing mandatory`]
                : resources === 0
                  ? ["warn", "There was nothing to check"]
                  : sawEverything(run)
                    ? ["pass", "Nothing stands in the way"]
                    : ["warn", "Nothing was found, but not everything was seen"];
    const names = packs.map(({ name, version }) => escape(version ? `${name} ${version}` : name)).join(", ");
    const facts = [
        ["Project", escape(project)],
        ["Stack", escape(stack)],
        ...(resources === undefined ? [] : [["Resources", resources.toLocaleString("en")]]),
        ["Checked by", names],
    ];
    return `<header class="${kind}">
<p class="kicker">Policy report</p>
<h1>${escape(verdict)}</h1>
<dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join("")}</dl>
</header>`;
}

/** The counts as a ring, with a legend that says the same in words. */
function totals(run: Run): string {
    const { mandatory, advisory, waived, severities } = summarize(run);
    const counts: Record<Band, number> = { ...severities, waived };
    const total = run.findings.length;
    const bands = BANDS.filter((band) => counts[band] > 0 || (SEVERITIES as readonly Band[]).includes(band));
    const words = bands.map((band) => `${counts[band]} ${BAND_NAMES[band].toLowerCase()}`).join(", ");
    const legend = bands.map((band) => {
        const share = total > 0 ? (counts[band] / total) * 100 : 0;
        const [key, value] = band === "waived" ? ["level", "waived"] : ["severity", band];
        return `<li>${filterLink(key, value, `${band} row`, `<span class="name">${BAND_NAMES[band]}</span>${bar(share)}<b>${counts[band]}</b>`)}</li>`;
    });
    const byLevel: Record<Level, number> = { mandatory, advisory, waived };
    const levels = LEVELS.map((level) => {
        const text = `<span class="level ${level}"><b aria-hidden="true">${SIGNS[level]}</b>${level}</span><b>${byLevel[level]}</b>`;
        return `<li>${filterLink("level", level, "", text)}</li>`;
    });
    return `<section class="totals" aria-label="Totals">
<svg viewBox="0 0 120 120" role="img" aria-label="${plural(total, "finding")}: ${words}">
<circle class="track" cx="60" cy="60" r="48"/>
${ring(
    bands.map((band) => [band, counts[band]]),
    total,
)}
<text x="60" y="62" class="total">${total}</text>
<text x="60" y="79" class="unit">${total === 1 ? "finding" : "findings"}</text>
</svg>
<div>
<ul class="legend">${legend.join("")}</ul>
<ul class="levels">${levels.join("")}</ul>
</div>
${busiest(run)}
</section>`;
}

/** What filters the findings by its own count; the address of the page then says so. */
function filterLink(key: string, value: string, classes: string, content: string): string {
    const address = escape(`#${new URLSearchParams({ [key]: value }).toString()}`);
    return `<a class="${classes}" href="${address}" data-filter="${key}" data-value="${escape(value)}">${content}</a>`;
}

function bar(percent: number): string {
    return `<span class="bar" aria-hidden="true"><i style="width:${percent.toFixed(2)}%"></i></span>`;
}

/** The arcs of the ring, one after the other from the top. */
function ring(parts: [Band, number][], total: number): string {
    const around = 2 * Math.PI * 48;
    const shown = parts.filter(([, count]) => count > 0);
    const gap = shown.length > 1 ? 2 : 0;
    let offset = 0;
    return shown
        .map(([band, count]) => {
            const length = (count / total) * around;
            const arc = `<circle class="arc ${band}" cx="60" cy="60" r="48" stroke-dasharray="${Math.max(length - gap, 0.5).toFixed(2)} ${around.toFixed(2)}" stroke-dashoffset="${(-offset).toFixed(2)}"/>`;
            offset += length;
            return arc;
        })
        .join("\n");
}

/** The policies with the most findings, as bars. */
function busiest(run: Run): string {
    const counts = new Map<string, number>();
    for (const finding of run.findings.filter(({ waiver }) => !waiver)) {
        const name = policyName(run, finding);
        counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const top = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, 6);
    if (top.length < 2) {
        return "";
    }
    const most = top[0]?.[1] ?? 1;
    const rows = top.map(([name, count]) => {
        const row = `<span class="name">${escape(name)}</span>${bar((count / most) * 100)}<b>${count}</b>`;
        return `<li>${filterLink("policy", name, "row", row)}</li>`;
    });
    return `<div class="busiest"><h2>Most findings by policy</h2><ol>${rows.join("")}</ol></div>`;
}

function notes({ notes: list }: Run): string[] {
    return list.map((note) => `<p class="note"><b>Note</b> ${lines(note)}</p>`);
}

/** The filters; the script shows them, for they do nothing without it. */
function filters(run: Run): string {
    const { findings } = run;
    const names = new Map(findings.map(({ urn, name, type }) => [urn, `${name} (${shortType(type)})`]));
    const options = {
        severity: counted(findings.map(bandOf).filter((band) => band !== "waived")),
        level: counted(findings.map(levelOf)),
        policy: counted(findings.map((finding) => policyName(run, finding))),
        resource: counted(findings.map(({ urn }) => urn)),
    };
    return `<form class="filters" role="search" aria-label="Filter the findings" hidden>
<label class="wide">Search <input type="search" name="text" autocomplete="off" placeholder="a resource, a file, a word"></label>
${select(
    "severity",
    "Severity",
    BANDS.filter((band) => options.severity.has(band)),
    options.severity,
    (band) => BAND_NAMES[band as Band],
)}
${select(
    "level",
    "Level",
    LEVELS.filter((level) => options.level.has(level)),
    options.level,
    (level) => LEVEL_NAMES[level as Level],
)}
${select("policy", "Policy", [...options.policy.keys()].sort(), options.policy, (name) => name)}
${select("resource", "Resource", [...names.keys()], options.resource, (urn) => names.get(urn) ?? urn)}
<button type="reset">Clear</button>
<p><output aria-live="polite"></output> <button type="button" class="fold">Fold all</button></p>
</form>`;
}

function counted(values: string[]): Map<string, number> {
    const counts = new Map<string, number>();
    for (const value of values) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
}

function select(
    name: string,
    label: string,
    values: readonly string[],
    counts: Map<string, number>,
    text: (value: string) => string,
): string {
    const list = values
        .map((value) => ({ value, words: text(value) }))
        .map(({ value, words }) => `<option value="${escape(value)}">${escape(words)} (${counts.get(value)})</option>`);
    return `<label>${label} <select name="${name}"><option value="">All</option>${list.join("")}</select></label>`;
}

function findingsSection(run: Run, options: FormatOptions): string {
    if (run.findings.length === 0) {
        return `<section id="findings" tabindex="-1"><h2>Findings</h2><p class="empty">No findings.</p></section>`;
    }
    const groups =
        options.groupBy === "policy"
            ? byPolicy(run.findings).map((group) => policyGroup(run, group, options))
            : byResource(run.findings)
                  .sort(([a], [b]) => byWeight(a as Finding, b as Finding))
                  .map((findings) => resourceGroup(run, findings, options));
    return `<section id="findings" tabindex="-1">
<h2>Findings</h2>
<p class="empty" hidden>No finding matches the filters.</p>
${groups.join("\n")}
</section>`;
}

/** A policy with why and how, then what is wrong and where. It is unfolded where it stops the update. */
function policyGroup(run: Run, group: PolicyGroup, options: FormatOptions): string {
    const [first] = group.findings as [Finding];
    const url = linkOf(policyOf(run, first)?.url);
    const page = url ? ` <a href="${escape(url)}" rel="noreferrer">About this policy</a>` : "";
    const remedies = group.remedies.map((remedy) => {
        const problems = remedy.problems.map((problem) => problemBlock(run, problem, options));
        return `<div class="remedy">${reasons(remedy)}${problems.join("\n")}</div>`;
    });
    return `<details class="group ${bandOf(first)}"${levelOf(first) === "mandatory" ? " open" : ""}>
<summary>${policyHeading(run, first, "h3")}<span class="count">${plural(group.findings.length, "finding")}</span></summary>
<div class="body"><p class="title">${lines(first.title)}${page}</p>
${remedies.join("\n")}</div>
</details>`;
}

function problemBlock(run: Run, problem: Problem, options: FormatOptions): string {
    const rows = problem.findings.map(
        (finding) => `<li ${dataOf(run, finding)}>${resourceLine(finding, options)}</li>`,
    );
    const text = `<p>${what(problem)}</p>${reasons({ waiver: problem.waiver, deep: problem.deep })}`;
    return `<div class="problem">${text}<ul>${rows.join("")}</ul></div>`;
}

function resourceGroup(run: Run, findings: Finding[], options: FormatOptions): string {
    const [first] = findings as [Finding];
    const cards = findings.map((finding) => {
        const body = `${titleOf(finding)}<p>${what(finding)}</p>${reasons(finding)}`;
        return `<article ${dataOf(run, finding)}><div class="heading">${policyHeading(run, finding, "h4")}</div>${body}</article>`;
    });
    return `<details class="group ${bandOf(first)}"${findings.some((finding) => levelOf(finding) === "mandatory") ? " open" : ""}>
<summary><h3>${resourceLine(first, options)}</h3><span class="count">${plural(findings.length, "finding")}</span></summary>
<div class="body"><p class="urn"><code>${escape(first.urn)}</code></p>
${cards.join("\n")}</div>
</details>`;
}

/** What the filters ask of a finding. */
function dataOf(run: Run, finding: Finding): string {
    const band = bandOf(finding);
    const data = {
        policy: policyName(run, finding),
        severity: band === "waived" ? "" : band,
        level: levelOf(finding),
        resource: finding.urn,
    };
    const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${escape(value)}"`);
    return `class="finding ${band}"${attributes.join("")}`;
}

/** A level is a sign in a square, a severity so many bars of four: they differ in form, not in colour alone. */
function policyHeading(run: Run, finding: Finding, rank: "h3" | "h4"): string {
    const level = levelOf(finding);
    const { severity } = finding;
    const strength = severity ? SEVERITIES.length - SEVERITIES.indexOf(severity) : 0;
    const bars = [1, 2, 3, 4].map((bar) => `<i${bar <= strength ? ' class="on"' : ""}></i>`).join("");
    const chip = severity
        ? `<span class="severity ${severity}"><span aria-hidden="true">${bars}</span>${severity}</span>`
        : "";
    return `<span class="level ${level}"><b aria-hidden="true">${SIGNS[level]}</b>${level}</span><${rank}>${escape(policyName(run, finding))}</${rank}>${chip}`;
}

function resourceLine(finding: Finding, options: FormatOptions): string {
    const { name, type } = finding;
    const at = placeOf(finding, options);
    const url = linkOf(lineUrl(finding, options));
    const text = at === undefined ? "" : escape(at);
    const place = url
        ? `<a class="place" href="${escape(url)}" rel="noreferrer">${text}</a>`
        : `<span class="place">${text}</span>`;
    const kind = isWholeStack(finding) ? "the whole stack" : escape(shortType(type));
    return `<span class="name">${escape(name)}</span> <span class="type">${kind}</span>${at === undefined ? "" : ` ${place}`}`;
}

/** The title, where the problem does not say it. */
function titleOf({ title, problem }: Finding): string {
    return title === problem ? "" : `<p class="title">${lines(title)}</p>`;
}

function what({ property, problem }: Pick<Finding, "property" | "problem">): string {
    return property === undefined ? lines(problem) : `<code>${escape(property)}</code> ${lines(problem)}`;
}

function reasons({ why, fix, waiver, deep }: Pick<Finding, "why" | "fix" | "waiver" | "deep">): string {
    return [
        why && `<p class="why"><b>Why</b> ${lines(why)}</p>`,
        fix && `<p class="fix"><b>Fix</b> ${lines(fix)}</p>`,
        waiver && `<p class="waiver"><b>Waived until ${escape(waiver.expires)}</b> ${lines(waiver.reason)}</p>`,
        deep && `<p class="deep">${ONLY_DEEP}</p>`,
    ]
        .filter(Boolean)
        .join("");
}

/** What was not seen, at the top where it takes the green away. */
function gaps(run: Run): string[] {
    return gapsOf(run).map(({ kind, sentence, items }) => {
        const rows = items.map(
            ({ name, what: list }) => `<li><b>${escape(name)}</b> ${list.map(lines).join(", ")}</li>`,
        );
        return `<details class="note ${kind}"><summary>${lines(sentence)}</summary><ul>${rows.join("")}</ul></details>`;
    });
}

function repairs(run: Run): string[] {
    return repairsOf(run).map(({ sentence, urns }) => {
        const list = urns.map((urn) => `<li><code>${escape(urn)}</code></li>`);
        return `<details class="note"><summary>${lines(sentence)} before the check</summary><ul>${list.join("")}</ul></details>`;
    });
}

function bandOf({ severity, waiver }: Finding): Band {
    return waiver ? "waived" : (severity ?? "unspecified");
}

/** Text of several lines; what it has in backticks is code. */
function lines(text: string): string {
    return printable(text)
        .trim()
        .split("\n")
        .map((line) => escape(line).replace(/`([^`]+)`/g, "<code>$1</code>"))
        .join("<br>");
}
