/**
 * Generates docs/policies/, a page per policy from its definition and its tests, the pages on controls and on other tools,
 * the files that a guide shows, the table of the README, the profiles that follow from a rule, and the picture of a run.
 *
 *   npm run docs              writes docs/ and profiles/
 *   npm run docs -- --check   exits 1 when a file is not what the generator makes
 */
import * as fs from "node:fs";
import * as path from "node:path";

import type { Severity } from "@pulumi/policy";

import { ownVersion } from "../cli/commands/pack-options";
import { fillIn, type System } from "../cli/init/recipes";
import type { Stops } from "../kit/definition";
import { listPolicies, type Listed } from "../policies";
import { compile, inPython } from "../test/examples/programs";
import { readTables } from "../test/tables";
import { comingFromPage } from "./coming-from";
import { controlsPage } from "./controls";
import { licencesPage } from "./licences";
import { LEVELS, policyPage, sentence, STOPS, titleOf } from "./policy-page";
import { picture } from "./picture";
import { profiles } from "./profiles";

const ROOT = path.join(__dirname, "..", "..");
const DOCS = path.join(ROOT, "docs");
/** What is generated of docs/levels.md stands below this line. */
const GENERATED = "<!-- From here on `npm run docs` writes this page. -->\n";

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

/** The README, with the table of what there is. */
function readme(listed: Listed[]): string {
    const text = fs.readFileSync(path.join(ROOT, "README.md"), "utf8");
    const concerns = [...new Set(listed.map(({ folder }) => folder))].sort((a, b) =>
        titleOf(a).localeCompare(titleOf(b)),
    );
    const lines = concerns.map((concern) => {
        const of = listed.filter(({ folder }) => folder === concern);
        const count = (level: string): number => of.filter(({ policy }) => policy.definition.level === level).length;
        return `| ${titleOf(concern)} | ${of.length} | ${count("mandatory")} | ${count("advisory")} | ${count("disabled")} |`;
    });
    const table = `[${listed.length} policies](docs/policies/index.md):\n\n| concern | policies | mandatory | advisory | off by default |\n|---|---|---|---|---|\n${lines.join("\n")}`;
    return text.replace(
        /(<!-- policies.*-->\n)[^]*?(<!-- \/policies -->)/,
        (_, start: string, end: string) => `${start}\n${table}\n\n${end}`,
    );
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
    const python = inPython(tables, compile(tables));
    const pages = new Map([
        ["ci.md", ciGuide()],
        ["../README.md", readme(listed)],
        ["coming-from.md", comingFromPage(listed)],
        ["controls.md", controlsPage(listed)],
        ["levels.md", levels(listed)],
        ["licences.md", licencesPage(ROOT)],
        ["policies/index.md", index(listed)],
        ["public/finding.svg", picture()],
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
        pages.set(
            `policies/${item.policy.name}.md`,
            policyPage(item.policy, item.folder, table, {
                bad: python.get(item.policy.name)?.bad.code,
                good: python.get(item.policy.name)?.good.code,
            }),
        );
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
    console.log(`${pages.size} pages, ${stale.length} changed`);
}

main(process.argv.includes("--check"));
