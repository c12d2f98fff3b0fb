/** Builds docs/ into a small static site: every Markdown file a page, with a search over all of them. */
import * as fs from "node:fs";
import * as path from "node:path";

import { marked } from "marked";

interface Page {
    /** Relative to the site's root, such as `policies/rds-multi-az.html`. */
    file: string;
    title: string;
    html: string;
    text: string;
}

/** Writes the site. Links between pages are relative, so it works from any folder of any host. */
export function buildSite(docs: string, site: string): void {
    const sources = (fs.readdirSync(docs, { recursive: true }) as string[]).filter((file) => file.endsWith(".md"));
    const pages = sources.map((source) => read(docs, source)).sort((a, b) => a.file.localeCompare(b.file));
    fs.rmSync(site, { recursive: true, force: true });
    for (const page of pages) {
        const target = path.join(site, page.file);
        fs.mkdirSync(path.dirname(target), { recursive: true });
        fs.writeFileSync(target, render(page));
    }
    const entries = pages.map(({ file, title, text }) => ({ file, title, text: text.slice(0, 2000) }));
    fs.writeFileSync(path.join(site, "search.js"), `window.pages = ${JSON.stringify(entries)};\n${SEARCH}`);
    fs.writeFileSync(path.join(site, "style.css"), STYLE);
}

function read(docs: string, source: string): Page {
    const markdown = fs.readFileSync(path.join(docs, source), "utf8");
    const html = marked.parse(markdown, { async: false }).replace(/(href="(?!https?:)[^"#]+)\.md(["#])/g, "$1.html$2");
    return {
        file: source.split(path.sep).join("/").replace(/\.md$/, ".html"),
        title: /^# (.+)$/m.exec(markdown)?.[1] ?? source,
        html: html.replaceAll("<table>", '<div class="table"><table>').replaceAll("</table>", "</table></div>"),
        text: markdown.replace(/[#|`*<>[\]-]+/g, " ").replace(/\s+/g, " "),
    };
}

function render({ file, title, html }: Page): string {
    const root = "../".repeat(file.split("/").length - 1) || "./";
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} - aws-preflight</title>
<link rel="stylesheet" href="${root}style.css">
</head>
<body data-root="${root}">
<header>
<a class="home" href="${root}index.html">aws-preflight</a>
<nav aria-label="Site"><a href="${root}policies/index.html">Policies</a></nav>
<form role="search" onsubmit="return false">
<label for="search">Search</label>
<input id="search" type="search" autocomplete="off" aria-controls="results">
</form>
</header>
<ul id="results" aria-live="polite"></ul>
<main>
${html}</main>
<script src="${root}search.js" defer></script>
</body>
</html>
`;
}

function escape(text: string): string {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

const SEARCH = `
const input = document.getElementById("search");
const results = document.getElementById("results");
input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const rank = ({ title, text }) => words.reduce((sum, word) => {
        if (sum < 0) return sum;
        if (title.toLowerCase().includes(word)) return sum + 10;
        return text.toLowerCase().includes(word) ? sum + 1 : -1;
    }, 0);
    const hits = words.length === 0 ? [] : window.pages
        .map((page) => ({ page, score: rank(page) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
        .slice(0, 12);
    results.replaceChildren(...hits.map(({ page }) => {
        const link = document.createElement("a");
        link.href = document.body.dataset.root + page.file;
        link.textContent = page.title;
        const item = document.createElement("li");
        item.append(link);
        return item;
    }));
});
`;

const STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --muted: #59636e; --line: #d1d9e0; --back: #ffffff; --code: #f4f6f8; --link: #0757ba; }
@media (prefers-color-scheme: dark) {
    :root { --text: #e6e9ed; --muted: #9aa4af; --line: #353c45; --back: #14181d; --code: #1e242b; --link: #7cb7ff; }
}
* { box-sizing: border-box; }
body { margin: 0; color: var(--text); background: var(--back); font: 16px/1.6 system-ui, sans-serif; }
a { color: var(--link); }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: .75rem 1.25rem; border-bottom: 1px solid var(--line); }
header .home { font-weight: 700; color: var(--text); text-decoration: none; }
header form { margin-left: auto; display: flex; gap: .5rem; align-items: center; }
header label { color: var(--muted); font-size: .9rem; }
input { font: inherit; padding: .25rem .6rem; border: 1px solid var(--line); border-radius: 6px; background: var(--back); color: var(--text); width: min(16rem, 60vw); }
#results { list-style: none; margin: 0 auto; padding: 0 1.25rem; max-width: 52rem; }
#results li { padding: .3rem 0; border-bottom: 1px solid var(--line); }
main { max-width: 52rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; }
h1 { line-height: 1.2; } h2 { margin-top: 2.2rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .94rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem; border: 1px solid var(--line); }
thead:not(:has(th:not(:empty))) { display: none; }
code { background: var(--code); padding: .1em .3em; border-radius: 4px; font-size: .9em; overflow-wrap: anywhere; }
pre { background: var(--code); padding: .9rem 1rem; border-radius: 8px; overflow-x: auto; }
pre code { padding: 0; background: none; overflow-wrap: normal; }
`;
