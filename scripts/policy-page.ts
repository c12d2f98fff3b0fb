/** The page of a policy, from its definition and its tests. */
import type { Stops } from "../kit/definition";
import { readFacts } from "../facts/read";
import type { PeerRules } from "../facts/schemas";
import { FRAMEWORKS, frameworksOf } from "../kit/frameworks";
import type { Policy } from "../kit/policy";
import { inWords, type PropertyRule } from "../kit/rules";
import { settingsSchema, type SettingsSchema } from "../kit/settings/schema";
import type { Example, Row, Table } from "../test/harness";
import { standardsOf } from "./controls";

/** Concerns whose folder does not say all. */
const FOLDER_TITLES: Record<string, string> = {
    lambda: "Lambda and keys",
    resilience: "Resilience and payments",
    governance: "Identity, names, tags, outputs",
};

/** A concern, as a title. */
export function titleOf(folder: string): string {
    return FOLDER_TITLES[folder] ?? folder.charAt(0).toUpperCase() + folder.slice(1);
}

export const LEVELS = { mandatory: "mandatory", advisory: "advisory", disabled: "off until a profile switches it on" };

export const STOPS: Record<Stops, string> = {
    exposed: "exposes data",
    lost: "loses data",
    credential: "puts a credential in clear",
    refused: "AWS refuses it",
    broken: "broken at run time",
};

/** The two programs of an example. */
export type Programs = Partial<Pick<Example, "bad" | "good">>;

/** docs/policies/<name>.md; `folder` is the concern's, `python` the example's programs in Python. */
export function policyPage(policy: Policy, folder: string, table: Table, python?: Programs): string {
    const { definition } = policy;
    const { name, title, why, fix, severity, level, stops, links } = definition;
    const { history = [], since = "0.1.0", tiered, repair } = definition;
    const sections = [
        `# ${name}`,
        `${title}.`,
        `| | |\n|---|---|\n| Severity | ${severity} |\n| Default level | ${LEVELS[level]}${stops ? `: ${STOPS[stops]}` : ""} |\n| Concern | ${titleOf(folder)} |\n| Depends on the tier | ${tiered ? "yes" : "no"} |\n| Can repair | ${repair ? "yes, at level `remediate`" : "no"} |`,
        `## Why\n\n${sentence(why)}.`,
        `## What to write\n\n${sentence(fix)}.`,
        `## A program that fails\n\n${programs(table.example.bad, python?.bad)}`,
        `## A program that passes\n\n${programs(table.example.good, python?.good)}`,
        ruleTable(definition.rules ?? []),
        cases(definition.rules ?? [], table),
        `## Settings\n\n${settings(policy.definition)}`,
        frameworks(definition),
        elsewhere(name),
        links.length > 0 ? `## Read more\n\n${links.map((link) => `- <${link}>`).join("\n")}` : "",
        `## History\n\n${[...history, { version: since, change: "added" }].map((h) => `- ${h.version}: ${h.change}`).join("\n")}`,
    ];
    return `${sections.filter(Boolean).join("\n\n")}\n`;
}

/** A text as a sentence without its end. */
export function sentence(text: string): string {
    return (text.charAt(0).toUpperCase() + text.slice(1)).replace(/\.$/, "");
}

/** An example in each language that it is written in. */
function programs(typescript: string, python: string | undefined): string {
    return [program("typescript", typescript), ...(python ? [program("python", python)] : [])].join("\n\n");
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

/** The rows of the policy's tests, as sentences. */
function cases(rules: readonly PropertyRule[], { fail, pass }: Table): string {
    const isJudged = ({ undecided }: Row): boolean => !undecided;
    return [
        "## What it flags, and what it does not",
        "Each line is a test of the policy.",
        rows("It flags", [...rules.map(ruleInWords), ...fail]),
        rows("It does not flag", pass.filter(isJudged)),
        rows(
            "It cannot judge, and says so",
            pass.filter((row) => !isJudged(row)),
        ),
    ]
        .filter(Boolean)
        .join("\n\n");
}

/** A rule as a line of what the policy flags. */
function ruleInWords({ type, property, problem }: PropertyRule): { name: string } {
    const [, , name = ""] = (type.tokens[0] as string).split(":");
    return { name: `${name}, \`${property}\`: ${problem}` };
}

function rows(heading: string, table: { name: string }[]): string {
    return table.length > 0 ? `**${heading}:**\n\n${table.map(({ name }) => `- ${line(name)}`).join("\n")}` : "";
}

const TYPE_TOKEN = /(?<![\w`:/-])[a-z][\w-]*:[\w-]+(?:\/\w+)?:[A-Z]\w*(?![\w`:])/g;

/** The name of a test's row as a line that ends; what is a name in code keeps its first letter. */
function line(name: string): string {
    const text = name.replace(TYPE_TOKEN, "`$&`");
    return `${/^[a-z]+(?=[\s,.:;)]|'s|$)(?!:\S)/.test(text) ? sentence(text) : text.replace(/\.$/, "")}.`;
}

function settings(definition: Policy["definition"]): string {
    const lines = everySetting(settingsSchema(definition) as Record<string, JsonSchema>).map(([name, schema]) => {
        const fallback = schema.default === undefined ? "" : `\`${JSON.stringify(schema.default)}\``;
        return `| \`${name}\` | ${typeOf(schema)} | ${cell(fallback)} | ${cell(schema.description ?? "")} |`;
    });
    const common =
        "| `enforcementLevel` | level | the policy's own | `advisory`, `mandatory`, `remediate` or `disabled`. |";
    const table = ["| setting | type | default | meaning |\n|---|---|---|---|", common, ...lines].join("\n");
    return `${table}\n\nTo copy into the configuration, with what holds by default:\n\n${inConfiguration(definition)}`;
}

/** Settings with what stands in them, such as `metrics.database`. */
function everySetting(schemas: Record<string, JsonSchema>): [string, JsonSchema][] {
    return Object.entries(schemas).flatMap(([name, schema]): [string, JsonSchema][] => [
        [name, schema],
        ...everySetting(schema.properties ?? {}).map(([key, inner]): [string, JsonSchema] => [`${name}.${key}`, inner]),
    ]);
}

/** The policy's entry of a configuration file, as it is by default. */
function inConfiguration(definition: Policy["definition"]): string {
    const { name, level } = definition;
    const defaults = Object.entries<SettingsSchema[string]>(settingsSchema(definition))
        .filter(([, schema]) => schema.default !== undefined)
        .map(([setting, schema]) => [setting, schema.default] as const);
    const entry = { [name]: { enforcementLevel: level, ...Object.fromEntries(defaults) } };
    return `\`\`\`json\n${JSON.stringify(entry, null, 4)}\n\`\`\``;
}

interface JsonSchema {
    type?: string;
    enum?: unknown[];
    items?: JsonSchema;
    anyOf?: JsonSchema[];
    format?: string;
    default?: unknown;
    description?: string;
    properties?: Record<string, JsonSchema>;
    additionalProperties?: JsonSchema | false;
}

function typeOf(schema: JsonSchema): string {
    if (schema.enum) {
        return schema.enum.map((value) => `\`${String(value)}\``).join(" or ");
    }
    if (schema.anyOf) {
        return schema.anyOf.map(typeOf).join(" or ");
    }
    if (schema.additionalProperties) {
        return `map to ${typeOf(schema.additionalProperties)}`;
    }
    if (schema.format === "regex") {
        return "regular expression";
    }
    return schema.type === "array" ? `list of ${schema.items?.type ?? "object"}s` : (schema.type ?? "any");
}

function cell(text: string): string {
    return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function frameworks(definition: Policy["definition"]): string {
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
