import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { defineConfig, type DefaultTheme } from "vitepress";

const DOCS = fileURLToPath(new URL("..", import.meta.url));
const REPOSITORY = "https://github.com/aws-preflight/aws-preflight";

/** The policies by concern, as the page that lists them has them. */
function policies(): DefaultTheme.SidebarItem[] {
    const [, ...concerns] = fs.readFileSync(path.join(DOCS, "policies", "index.md"), "utf8").split(/^## /m);
    return concerns.map((concern) => ({
        text: concern.slice(0, concern.indexOf("\n")),
        collapsed: true,
        items: [...concern.matchAll(/\[([\w-]+)\]\(\1\.md\)/g)].map(([, name]) => ({
            text: name,
            link: `/policies/${name}`,
        })),
    }));
}

/** What a page links outside of docs/ is in the repository. */
function linked(markdown: string, page: string): string {
    return page.includes("/") ? markdown : markdown.replaceAll("](../", `](${REPOSITORY}/blob/main/`);
}

/** An example that is there in two languages has a tab for each. */
function sideBySide(markdown: string): string {
    return markdown.replace(
        /^```typescript\n([^]*?)^```\n\n^```python\n([^]*?)^```\n/gm,
        "::: code-group\n```typescript [TypeScript]\n$1```\n\n```python [Python]\n$2```\n:::\n",
    );
}

/** The words of a text; an id such as RDS.3 is one, and its parts are others. The site has the function as text. */
function tokenize(text: string): string[] {
    return text
        .split(/[^\p{L}\p{N}._-]+/u)
        .map((word) => word.replace(/^[._-]+|[._-]+$/g, ""))
        .flatMap((word) => [word, ...(/[._-]/.test(word) ? word.split(/[._-]+/) : [])])
        .filter(Boolean);
}

/** Another number is another control: of what has digits, no more than a word that is the same. */
const fuzzy = (term: string): number | boolean => (/\d/.test(term) ? false : 0.2);
const prefix = (term: string): boolean => !/\d/.test(term);

/** A table without headings has no row for them, and what is wide fits a phone better. */
const STYLE = `
.vp-doc thead:not(:has(th:not(:empty))) { display: none; }
.vp-doc img { border-radius: 8px; }
@media (max-width: 640px) {
    .vp-doc table { font-size: 13px; line-height: 1.45; }
    .vp-doc th, .vp-doc td { padding: 6px 8px; }
}
`;

const guides: DefaultTheme.SidebarItem[] = [
    {
        text: "Start",
        items: [
            { text: "First preview in five minutes", link: "/first-preview" },
            { text: "How a check decides", link: "/how-it-decides" },
            { text: "How it follows references", link: "/how-it-follows" },
            { text: "Levels: what stops an update", link: "/levels" },
            { text: "Compared with other tools", link: "/comparison" },
        ],
    },
    {
        text: "Use it",
        items: [
            { text: "Configuration and profiles", link: "/configuration" },
            { text: "In CI", link: "/ci" },
            { text: "Pulumi Cloud", link: "/pulumi-cloud" },
            { text: "From advisory to mandatory", link: "/adopting" },
            { text: "Checking a program", link: "/checking-a-program" },
            { text: "Reports", link: "/reports" },
        ],
    },
    {
        text: "Reference",
        items: [
            { text: "Policies", link: "/policies/" },
            { text: "Controls", link: "/controls" },
            { text: "Coming from another tool", link: "/coming-from" },
            { text: "Facts", link: "/facts" },
        ],
    },
    {
        text: "Contribute",
        items: [
            { text: "Writing a policy", link: "/writing-a-policy" },
            { text: "Architecture", link: "/architecture" },
            { text: "Mutants", link: "/mutants" },
        ],
    },
];

export default defineConfig({
    title: "aws-preflight",
    description: "A Pulumi policy pack that stops the mistakes teams make when they move to AWS or take payments on it.",
    // Works from any folder of any host: a fork's pages, a preview of a pull request.
    base: process.env.SITE_BASE ?? "/",
    cleanUrls: true,
    lastUpdated: false,
    head: [["style", {}, STYLE]],
    markdown: {
        theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
        // The pages show markup, and have none: what a policy flags names tags and placeholders.
        html: false,
        config(md) {
            md.core.ruler.before("normalize", "prepare", (state) => {
                // A title is rendered by itself, of no page.
                const { relativePath = "" } = state.env as { relativePath?: string };
                state.src = sideBySide(linked(state.src.replace(/^<!--.*-->\n/gm, ""), relativePath));
            });
        },
    },
    transformPageData(page) {
        // The lists of policies and controls have one heading too many for an outline beside them.
        page.frontmatter.outline ??= page.relativePath.startsWith("policies/") ? [2, 2] : [2, 3];
    },
    themeConfig: {
        nav: [
            { text: "Guide", link: "/first-preview", activeMatch: "^/(?!policies|controls|coming-from)." },
            { text: "Policies", link: "/policies/", activeMatch: "^/policies/" },
            { text: "Controls", link: "/controls" },
            { text: "Coming from…", link: "/coming-from" },
        ],
        sidebar: { "/policies/": [{ text: "All policies", link: "/policies/" }, ...policies()], "/": guides },
        search: {
            provider: "local",
            options: { miniSearch: { options: { tokenize }, searchOptions: { combineWith: "AND", fuzzy, prefix } } },
        },
        socialLinks: [{ icon: "github", link: REPOSITORY }],
        editLink: { pattern: `${REPOSITORY}/edit/main/docs/:path`, text: "Edit this page" },
        footer: { message: "Apache-2.0" },
    },
});
