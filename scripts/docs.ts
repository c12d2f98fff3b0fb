/**
 * Generates docs/policies/, a page per policy from its definition and its tests, the pages on controls and on other tools,
 * the files that a guide shows, and the profiles that follow from a rule; and builds docs/ into a static site.
 *
 *   npm run docs              writes docs/, profiles/ and site/
 *   npm run docs -- --check   exits 1 when a file is not what the generator makes
 */
import * as fs from "node:fs";
import * as path from "node:path";

import type { Severity } from "@pulumi/policy";

import { ownVersion } from "../cli/commands/pack-options";
import { fillIn, type System } from "../cli/init/recipes";
import type { Stops } from "../kit/definition";
import { readFacts } from "../facts/read";
import type { PeerRules } from "../facts/schemas";
import { FRAMEWORKS, frameworksOf } from "../kit/frameworks";
import { inWords, type PropertyRule } from "../kit/rules";
import { settingsSchema, type SettingsSchema } from "../kit/settings/schema";
import { listPolicies, type Listed } from "../policies";
import type { Example, Table } from "../test/harness";
import { readTables } from "../test/tables";
import { comingFromPage } from "./coming-from";
import { controlsPage, standardsOf } from "./controls";
import { profiles } from "./profiles";
import { buildSite } from "./site";

const ROOT = path.join(__dirname, "..", "..");
const DOCS = path.join(ROOT, "docs");
/** What is generated of docs/levels.md stands below this line. */
const GENERATED = "<!-- From here on `npm run docs` writes this page. -->\n";

/** Concerns whose folder does not say all. */
const FOLDER_TITLES: Record<string, string> = {
    lambda: "Lambda and keys",
    resilience: "Resilience and payments",
    governance: "Identity, names, tags, outputs",
};

function titleOf(folder: string): string {
    return FOLDER_TITLES[folder] ?? folder.charAt(0).toUpperCase() + folder.slice(1);
}

const LEVELS = { mandatory: "mandatory", advisory: "advisory", disabled: "off until a profile switches it on" };

const STOPS: Record<Stops, string> = {
    exposed: "exposes data",
    lost: "loses data",
    credential: "puts a credential in clear",
    refused: "AWS refuses it",
    broken: "broken at run time",
};

function page({ policy, folder }: Listed, table: Table): string {
    const { definition } = policy;
    const { name, title, why, fix, severity, level, stops, links } = definition;
    const { history = [], since = "0.1.0", tiered, repair } = definition;
    const sections = [
        `# ${name}`,
        `${title}.`,
        `| | |\n|---|---|\n| Severity | ${severity} |\n| Default level | ${LEVELS[level]}${stops ? `: ${STOPS[stops]}` : ""} |\n| Concern | ${titleOf(folder)} |\n| Depends on the tier | ${tiered ? "yes" : "no"} |\n| Can repair | ${repair ? "yes, at level `remediate`" : "no"} |`,
        `## Why\n\n${sentence(why)}.`,
        `## What to write\n\n${sentence(fix)}.`,
        `## A program that fails\n\n${programs(table.example, "bad")}`,
        `## A program that passes\n\n${programs(table.example, "good")}`,
        ruleTable(definition.rules ?? []),
        `## What it flags, and what it does not\n\nEach line is a test of the policy.\n\n${rows("Flags", table.fail)}\n\n${rows("Does not flag", table.pass)}`,
        `## Settings\n\n${settings(policy.definition)}`,
        frameworks(definition),
        elsewhere(name),
        links.length > 0 ? `## Read more\n\n${links.map((link) => `- <${link}>`).join("\n")}` : "",
        `## History\n\n${[...history, { version: since, change: "added" }].map((h) => `- ${h.version}: ${h.change}`).join("\n")}`,
    ];
    return `${sections.filter(Boolean).join("\n\n")}\n`;
}

function sentence(text: string): string {
    return (text.charAt(0).toUpperCase() + text.slice(1)).replace(/\.$/, "");
}

/** An example in each language that it is written in. */
function programs({ python, ...typescript }: Example, variant: "bad" | "good"): string {
    const blocks = [program("typescript", typescript[variant])];
    return [...blocks, ...(python ? [program("python", python[variant])] : [])].join("\n\n");
}

/** A block of code without the indentation that it has in the test file. */
function program(language: string, text: string): string {
    const lines = text.replace(/^\s*\n|\s+$/g, "").split("\n");
    const indent = Math.min(
        ...lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length),
    );
    return `\`\`\`${language}\n${lines.map((line) => line.slice(indent)).join("\n")}\n\`\`\``;
}

/** The rules that are data, a row each. */
function ruleTable(rules: readonly PropertyRule[]): string {
    const lines = rules.map(({ type, property, must, absent, since, problem, level, tier }) => {
        const left = `${absent}${since ? ` (${since})` : ""}`;
        const limits = [tier && `in ${tier} only`, level].filter(Boolean).join(", ");
        const lower = limits ? `${problem} (${limits})` : problem;
        return `| \`${type.tokens[0]}\` | \`${property}\` | ${inWords(must)} | ${left} | ${cell(lower)} |`;
    });
    return lines.length > 0
        ? `## What it asks for\n\n| type | property | must be | left out is | else |\n|---|---|---|---|---|\n${lines.join("\n")}`
        : "";
}

function rows(heading: string, table: { name: string }[]): string {
    if (table.length === 0) {
        return "";
    }
    return `**${heading}**\n\n${table.map(({ name }) => `- ${name}`).join("\n")}`;
}

function settings(definition: Listed["policy"]["definition"]): string {
    const lines = Object.entries<SettingsSchema[string]>(settingsSchema(definition)).map(([name, schema]) => {
        const fallback = schema.default === undefined ? "" : `\`${JSON.stringify(schema.default)}\``;
        return `| \`${name}\` | ${typeOf(schema as JsonSchema)} | ${cell(fallback)} | ${cell(String(schema.description ?? ""))} |`;
    });
    const common =
        "| `enforcementLevel` | level | the policy's own | `advisory`, `mandatory`, `remediate` or `disabled`. |";
    return ["| setting | type | default | meaning |\n|---|---|---|---|", common, ...lines].join("\n");
}

interface JsonSchema {
    type?: string;
    enum?: unknown[];
    items?: JsonSchema;
    anyOf?: JsonSchema[];
}

function typeOf(schema: JsonSchema): string {
    if (schema.enum) {
        return schema.enum.map((value) => `\`${String(value)}\``).join(" or ");
    }
    if (schema.anyOf) {
        return schema.anyOf.map(typeOf).join(" or ");
    }
    return schema.type === "array" ? `list of ${schema.items?.type ?? "object"}s` : (schema.type ?? "any");
}

function cell(text: string): string {
    return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function frameworks(definition: Listed["policy"]["definition"]): string {
    const lines = Object.entries(frameworksOf(definition)).flatMap(([name, controls]) => {
        const { version, url } = FRAMEWORKS[name as keyof typeof FRAMEWORKS];
        return controls.map((control) => {
            const [id = ""] = control.split(" ");
            const standards = standardsOf(id).join(", ");
            return `| ${name} ${version}${standards && ` (${standards})`} | ${control} | <${url(id)}> |`;
        });
    });
    return lines.length > 0
        ? `## Frameworks\n\n| framework | control | source |\n|---|---|---|\n${lines.join("\n")}`
        : "";
}

/** The rules of other tools that ask for the same. */
function elsewhere(policy: string): string {
    const peers = Object.entries(readFacts<PeerRules>("peer-rules").policies[policy] ?? {});
    const lines = peers.map(([tool, rules]) => `| ${tool} | ${rules.map((rule) => `\`${rule}\``).join(", ")} |`);
    return lines.length > 0
        ? `## Same rule elsewhere\n\nThese ask for the same, or for a part of it ([more](../coming-from.md)).\n\n| tool | rules |\n|---|---|\n${lines.join("\n")}`
        : "";
}

function index(listed: Listed[]): string {
    const order: Severity[] = ["critical", "high", "medium", "low"];
    const concerns = [...new Set(listed.map(({ folder }) => folder))].sort((a, b) =>
        titleOf(a).localeCompare(titleOf(b)),
    );
    const folders = concerns.map((folder) => {
        const policies = listed
            .filter((item) => item.folder === folder)
            .map(({ policy: { definition: d } }) => ({ ...d, rank: order.indexOf(d.severity) }))
            .sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name));
        const lines = policies.map(
            (d) => `| [${d.name}](${d.name}.md) | ${d.severity} | ${LEVELS[d.level]} | ${d.title} |`,
        );
        return `## ${titleOf(folder)}\n\n| policy | severity | default level | what is right |\n|---|---|---|---|\n${lines.join("\n")}`;
    });
    return `# Policies\n\n${listed.length} policies, by concern.\n\n${folders.join("\n\n")}\n`;
}

/** The guide, with the files that it shows as they are now. */
function guide(): string {
    const text = fs.readFileSync(path.join(DOCS, "writing-a-policy.md"), "utf8");
    return text.replace(/(<!-- (\S+\.ts) -->\n```typescript\n)[^]*?```/g, (_, head: string, file: string) => {
        return `${head}${fs.readFileSync(path.join(ROOT, file), "utf8")}\`\`\``;
    });
}

/** The guide to CI, with the recipes as `preflight init` writes them for a program in the folder `infra`. */
function ciGuide(): string {
    const project = {
        root: "",
        repository: "",
        folder: "infra",
        install: "(cd infra && npm ci)",
        version: ownVersion(),
    };
    const text = fs.readFileSync(path.join(DOCS, "ci.md"), "utf8");
    return text
        .replace(/(<!-- (\w+) -->\n```\w+\n)[^]*?```/g, (_, head: string, system: System) => {
            return `${head}${fillIn(system, ROOT, project, "dev")}\`\`\``;
        })
        .replace(/(aws-preflight@v?|rev: v)\d+\.\d+\.\d+/g, `$1${project.version}`);
}

/** docs/levels.md: what is written there by hand, and why each mandatory policy is mandatory. */
function levels(listed: Listed[]): string {
    const [written = ""] = fs.readFileSync(path.join(DOCS, "levels.md"), "utf8").split(GENERATED);
    const sections = (Object.keys(STOPS) as Stops[]).map((stops) => {
        const lines = listed
            .map(({ policy }) => policy.definition)
            .filter((definition) => definition.stops === stops)
            .map(({ name, why }) => `| [${name}](policies/${name}.md) | ${sentence(why)}. |`)
            .sort();
        return `### ${sentence(STOPS[stops])}\n\n| policy | why |\n|---|---|\n${lines.join("\n")}`;
    });
    return `${written}${GENERATED}\n## What is mandatory by default\n\n${sections.join("\n\n")}\n`;
}

/** Every generated file, by its path from docs/. */
function generate(): Map<string, string> {
    const listed = listPolicies();
    const tables = readTables();
    const pages = new Map([
        ["ci.md", ciGuide()],
        ["coming-from.md", comingFromPage(listed)],
        ["controls.md", controlsPage(listed)],
        ["levels.md", levels(listed)],
        ["policies/index.md", index(listed)],
        ["writing-a-policy.md", guide()],
    ]);
    for (const [file, text] of profiles(listed)) {
        pages.set(`../profiles/${file}`, text);
    }
    for (const item of listed) {
        const table = tables.get(item.policy.name);
        if (!table) {
            throw new Error(`${item.policy.name} has no table of tests`);
        }
        pages.set(`policies/${item.policy.name}.md`, page(item, table));
    }
    return pages;
}

function main(check: boolean): void {
    const pages = generate();
    fs.mkdirSync(path.join(DOCS, "policies"), { recursive: true });
    const present = fs.readdirSync(path.join(DOCS, "policies")).map((file) => `policies/${file}`);
    const stale = [...new Set([...pages.keys(), ...present])].filter((file) => {
        const target = path.join(DOCS, file);
        return !fs.existsSync(target) || fs.readFileSync(target, "utf8") !== pages.get(file);
    });
    if (check) {
        if (stale.length > 0) {
            console.error(`docs is stale (${stale.join(", ")}): run npm run docs and commit what it writes`);
            process.exitCode = 1;
        }
        return;
    }
    for (const file of stale) {
        const text = pages.get(file);
        if (text === undefined) {
            fs.rmSync(path.join(DOCS, file));
        } else {
            fs.writeFileSync(path.join(DOCS, file), text);
        }
    }
    buildSite(DOCS, path.join(ROOT, "site"));
    console.log(`${pages.size} pages, ${stale.length} changed; the site is in site/`);
}

main(process.argv.includes("--check"));
