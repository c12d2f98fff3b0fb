/** One self-contained page: it asks nothing of the network, and reads without its script. */
import { createHash } from "node:crypto";

import type { Finding, Run, Severity } from "../results";
import type { FormatOptions } from "./options";
import { SCRIPT } from "./html-script";
import { STYLE } from "./html-style";
import { byResource, byWeight, isWholeStack, linkOf, policyName, policyOf, SEVERITIES, summarize } from "./summary";
import { plural, printable, printableLine } from "./text";

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

/** Writes a run as a page. */
export function html(run: Run, { projectFolder }: FormatOptions): string {
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
${notes(run)}
${run.findings.length > 0 ? filters(run) : ""}
${findingsSection(run, projectFolder)}
${undecidedSection(run)}
${remediationsSection(run)}
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
                : ["pass", "Nothing stands in the way"];
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
        return `<li class="${band}"><span class="name">${BAND_NAMES[band]}</span><span class="bar" aria-hidden="true"><i style="width:${share.toFixed(2)}%"></i></span><b>${counts[band]}</b></li>`;
    });
    const levels = [
        ["mandatory", mandatory],
        ["advisory", advisory],
        ["waived", waived],
    ].map(([name, count]) => `<li class="${name}"><b>${count}</b> ${name}</li>`);
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
    const rows = top.map(
        ([name, count]) =>
            `<li><span class="name">${escape(name)}</span><span class="bar" aria-hidden="true"><i style="width:${((count / most) * 100).toFixed(2)}%"></i></span><b>${count}</b></li>`,
    );
    return `<div class="busiest"><h2>Most findings by policy</h2><ol>${rows.join("")}</ol></div>`;
}

function notes({ notes: list }: Run): string {
    return list.map((note) => `<p class="note"><b>Note</b> ${lines(note)}</p>`).join("\n");
}

/** The filters; the script shows them, for they do nothing without it. */
function filters(run: Run): string {
    const { findings } = run;
    const policies = [...new Set(findings.map((finding) => policyName(run, finding)))].sort();
    const resources = [...new Map(findings.map(({ urn, name, type }) => [urn, `${name} (${shortType(type)})`]))];
    const bands = BANDS.filter(
        (band) => band !== "waived" && findings.some((finding) => (finding.severity ?? "unspecified") === band),
    );
    const levels = ["mandatory", "advisory", "waived"].filter((level) =>
        findings.some((finding) => levelOf(finding) === level),
    );
    return `<form class="filters" role="search" aria-label="Filter the findings" hidden>
<label class="wide">Search <input type="search" name="text" autocomplete="off" placeholder="a word of a finding"></label>
${select(
    "severity",
    "Severity",
    bands.map((band) => [band, BAND_NAMES[band]]),
)}
${select(
    "level",
    "Level",
    levels.map((level) => [level, level]),
)}
${select(
    "policy",
    "Policy",
    policies.map((policy) => [policy, policy]),
)}
${select(
    "resource",
    "Resource",
    resources.sort(([, a], [, b]) => (a < b ? -1 : 1)),
)}
<button type="reset">Clear</button>
<output aria-live="polite"></output>
</form>`;
}

function select(name: string, label: string, options: [string, string][]): string {
    const list = options.map(([value, text]) => `<option value="${escape(value)}">${escape(text)}</option>`).join("");
    return `<label>${label} <select name="${name}"><option value="">All</option>${list}</select></label>`;
}

function findingsSection(run: Run, projectFolder: string): string {
    if (run.findings.length === 0) {
        return `<section id="findings" tabindex="-1"><h2>Findings</h2><p class="empty">No findings.</p></section>`;
    }
    const groups = byResource(run.findings).sort(([a], [b]) => byWeight(a as Finding, b as Finding));
    return `<section id="findings" tabindex="-1">
<h2>Findings</h2>
<p class="empty" hidden>No finding matches the filters.</p>
${groups.map((findings) => resource(run, findings, projectFolder)).join("\n")}
</section>`;
}

function resource(run: Run, findings: Finding[], projectFolder: string): string {
    const { name, type, urn, source } = findings[0] as Finding;
    const place = source ? `<span class="place">${escape(`${projectFolder}${source.file}:${source.line}`)}</span>` : "";
    const kind = isWholeStack({ type }) ? "the whole stack" : `<code>${escape(type)}</code>`;
    return `<section class="resource">
<h3>${escape(name)}</h3>
<p class="about">${kind} ${place}</p>
<details class="urn"><summary>URN</summary><code>${escape(urn)}</code></details>
${findings.map((finding) => card(run, finding)).join("\n")}
</section>`;
}

function card(run: Run, finding: Finding): string {
    const { policy, pack, severity, title, property, problem, why, fix, waiver, urn } = finding;
    const level = levelOf(finding);
    const band = severity ?? "unspecified";
    const url = linkOf(policyOf(run, finding)?.url);
    const name = url ? `<a href="${escape(url)}" rel="noreferrer">${escape(policy)}</a>` : escape(policy);
    const from = run.packs.length > 1 ? `<span class="pack">${escape(pack)}</span>` : "";
    const what = property === undefined ? lines(problem) : `<code>${escape(property)}</code> ${lines(problem)}`;
    const data = `data-policy="${escape(policyName(run, finding))}" data-severity="${band}" data-level="${level}" data-resource="${escape(urn)}"`;
    return `<article class="finding ${waiver ? "waived" : band}" ${data}>
<h4><span class="policy">${name}</span>${from}<span class="chip level ${level}">${level}</span>${severity ? `<span class="chip ${band}">${severity}</span>` : ""}</h4>
${title === problem ? "" : `<p class="title">${lines(title)}</p>`}
<p class="problem">${what}</p>
${why ? `<p class="why"><b>Why</b> ${lines(why)}</p>` : ""}
${fix ? `<p class="fix"><b>Fix</b> ${lines(fix)}</p>` : ""}
${waiver ? `<p class="waiver"><b>Waived until ${escape(waiver.expires)}</b> ${lines(waiver.reason)}</p>` : ""}
</article>`;
}

function undecidedSection({ undecided }: Run): string {
    if (undecided.length === 0) {
        return "";
    }
    const rows = undecided.map(({ policy, what }) => `<li><b>${escape(policy)}</b> ${lines(what)}</li>`);
    return `<section class="more"><h2>Not known until the update</h2>
<p>These policies could not judge everything, because values are not known yet.</p>
<ul>${rows.join("")}</ul></section>`;
}

function remediationsSection({ remediations }: Run): string {
    if (remediations.length === 0) {
        return "";
    }
    const rows = remediations.map(({ policy, urn, properties }) => {
        const names = properties.map((property) => `<code>${escape(property)}</code>`).join(", ");
        return `<li><b>${escape(policy)}</b> changed ${names} of <code>${escape(urn)}</code></li>`;
    });
    return `<section class="more"><h2>Repaired before checking</h2><ul>${rows.join("")}</ul></section>`;
}

function levelOf({ level, waiver }: Finding): string {
    return waiver ? "waived" : level;
}

/** `aws:rds/instance:Instance` as `aws:rds:Instance`, as Pulumi shows it. */
function shortType(type: string): string {
    return type.replace(/\/[^:]*:/, ":");
}

/** Text of several lines. */
function lines(text: string): string {
    return printable(text).trim().split("\n").map(escape).join("<br>");
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escape(text: string): string {
    return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
