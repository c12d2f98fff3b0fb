/** `preflight explain`: all that a pack says of one policy, or of those that ask for the same as another tool's rule. */
import * as fs from "node:fs";
import * as path from "node:path";

import { print } from "../report/files";
import { Option, type Command } from "commander";

import type { AnalyzerPolicy } from "../analyzer/protocol";
import { suggest } from "../analyzer/suggest";
import { describePack, toPolicyInfo, type PackDescription } from "../analyzer/describe-pack";
import { otherNames, otherRule, type OtherRule } from "../analyzer/other-rules";
import { folderOf, frameworksOf, peersOf } from "../analyzer/tags";
import type { Values } from "../inputs/stack";
import { UserError } from "../errors";
import { linkOf } from "../report/summary";
import { printable, printableJson, wrap } from "../text";
import { ownPack, secondsOf } from "./pack-options";

/** What the pack's page of a policy says, in the pack's folder `docs/policies`; the protocol carries none of it. */
interface Page {
    why?: string;
    /** A program that fails, and one that passes. */
    bad?: string;
    good?: string;
}

interface Options {
    policyPack?: string;
    format: "terminal" | "json";
    timeout: string;
}

export function addExplain(program: Command): void {
    program
        .command("explain")
        .description("say what a policy asks for, how to satisfy it, and its settings")
        .argument("<policy>", "the policy's name, a control such as S3.1, or another tool's rule such as CKV_AWS_16")
        .option("--policy-pack <folder>", "the policy pack, this one unless given")
        .addOption(
            new Option("--format <format>", "the form of the answer").choices(["terminal", "json"]).default("terminal"),
        )
        .option("--timeout <seconds>", "how long the pack may take to start", "60")
        .action(async (name: string, options: Options) => {
            const folder = options.policyPack ?? ownPack();
            const pack = await describePack(folder, secondsOf(options.timeout));
            const now = pack.renamed.get(name) ?? name;
            if (now !== name) {
                process.stderr.write(`preflight: ${name} is called ${now} now\n`);
            }
            const pageOf = (policy: AnalyzerPolicy): Page =>
                readPage(path.join(folder, "docs", "policies", `${policy.name}.md`));
            const policy = pack.info.policies.find((candidate) => candidate.name === now);
            const said = policy
                ? { json: toJson(policy, pack, pageOf(policy)), text: toText(policy, pack, pageOf(policy)) }
                : sayOther(otherRule(pack, name) ?? fail(pack, name), pack, pageOf);
            print(options.format === "json" ? `${printableJson(said.json)}\n` : `${said.text}\n`);
        });
}

/** A rule of another tool, and all that the pack says of the policies that it leads to. */
function sayOther(
    { id, of, policies }: OtherRule,
    pack: PackDescription,
    pageOf: (policy: AnalyzerPolicy) => Page,
): { json: object; text: string } {
    const names = policies.map(({ name }) => name).join(", ");
    const texts = policies.map((policy) => toText(policy, pack, pageOf(policy)));
    return {
        json: { rule: id, of, policies: policies.map((policy) => toJson(policy, pack, pageOf(policy))) },
        text: printable(`${id} of ${of.join(" and ")} leads to ${names}.`) + `\n\n${texts.join("\n\n\n")}`,
    };
}

function fail(pack: PackDescription, name: string): never {
    const names = pack.info.policies.map((policy) => policy.name);
    const others = otherNames(pack, name);
    const none = others.length > 0 ? ", and knows none that asks for the same as another tool's rule of that name" : "";
    throw new UserError(`${pack.info.name} has no policy "${name}"${none}${suggest(name, [...names, ...others])}`);
}

function readPage(file: string): Page {
    const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
    const section = (heading: string): string | undefined =>
        text
            .split(/^## /m)
            .find((part) => part.startsWith(`${heading}\n`))
            ?.slice(heading.length)
            .replace(/^```.*$/gm, "")
            .replace(/\n{3,}/g, "\n\n")
            .trim();
    return { why: section("Why"), bad: section("A program that fails"), good: section("A program that passes") };
}

function toJson(policy: AnalyzerPolicy, pack: PackDescription, page: Page): object {
    return {
        pack: pack.info.name,
        ...toPolicyInfo(policy, policy.level),
        ...page,
        folder: folderOf(policy),
        profiles: Object.fromEntries(levelsByProfile(policy, pack)),
        settings: policy.schema?.properties ?? {},
    };
}

function levelsByProfile({ name, level }: AnalyzerPolicy, { profiles }: PackDescription): [string, string][] {
    return [...profiles].map(([profile, settings]) => [profile, settings.get(name)?.level ?? level]);
}

function toText(policy: AnalyzerPolicy, pack: PackDescription, { why, bad, good }: Page): string {
    const width = Math.min(process.stdout.columns || 100, 110);
    const indented = (text: string, indent: string): string =>
        printable(text)
            .split("\n")
            .flatMap((line) => wrap(line, width - indent.length))
            .map((line) => `${indent}${line}`)
            .join("\n");
    const { title, fix } = toPolicyInfo(policy, policy.level);
    const profiles = levelsByProfile(policy, pack).map(([name, level]) => `${name} ${level}`);
    const facts = [
        ["Pack", pack.info.name],
        ["Folder", folderOf(policy)],
        ["Level", `${policy.level}${profiles.length > 0 ? ` (profiles: ${profiles.join(", ")})` : ""}`],
        ["Severity", policy.severity],
        ["Serves", frameworksOf(policy).join("; ") || undefined],
        ["Same as", sameAs(policy)],
        ["Page", linkOf(policy.url)],
    ].filter((fact): fact is [string, string] => fact[1] !== undefined);
    // A description that says more than the title is of another pack's making.
    const description = policy.description.trim() === title ? [] : ["", indented(policy.description.trim(), "")];
    const settings = Object.entries(policy.schema?.properties ?? {}).map(([name, schema]) =>
        settingText(name, schema, indented),
    );
    return [
        policy.name,
        indented(title, ""),
        ...description,
        "",
        ...facts.map(([name, value]) => `${`${name}:`.padEnd(10)}${indented(value, " ".repeat(10)).trimStart()}`),
        ...(why ? ["", "Why:", indented(why, "  ")] : []),
        ...(fix ? ["", "Fix:", indented(fix, "  ")] : []),
        ...(bad ? ["", "Fails:", code(bad)] : []),
        ...(good ? ["", "Passes:", code(good)] : []),
        ...(settings.length > 0 ? ["", "Settings:", ...settings] : []),
    ].join("\n");
}

/** The rules of other tools that ask for the same. */
function sameAs(policy: AnalyzerPolicy): string | undefined {
    const peers = peersOf(policy).map(({ where, ids }) => `${where} ${ids.join(", ")}`);
    return peers.length > 0 ? peers.join("; ") : undefined;
}

/** A program keeps its lines. */
function code(program: string): string {
    return printable(program).replace(/^(?=.)/gm, "  ");
}

function settingText(name: string, schema: Values, indented: (text: string, indent: string) => string): string {
    const kind = kindOf(schema);
    const value = "default" in schema ? `, ${JSON.stringify(schema.default)} unless set` : "";
    const about = typeof schema.description === "string" ? `\n${indented(schema.description, "      ")}` : "";
    return `${indented(`${name}: ${kind}${value}`, "  ")}${about}`;
}

/** What a value may be, in a few words. */
function kindOf(schema: Values): string {
    const choices = (schema.anyOf ?? schema.oneOf) as Values[] | undefined;
    const values =
        (schema.enum as unknown[] | undefined) ??
        choices?.map((choice) => choice.const).filter((value) => value !== undefined);
    if (values && values.length > 0) {
        return values.map((value) => JSON.stringify(value)).join(" or ");
    }
    if (schema.type === "array") {
        return `list of ${kindOf((schema.items ?? {}) as Values)}`;
    }
    if (schema.type === "object" && schema.properties) {
        return `{ ${Object.keys(schema.properties).join(", ")} }`;
    }
    return typeof schema.type === "string" ? schema.type : "any value";
}
