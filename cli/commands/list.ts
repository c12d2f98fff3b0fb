/** `preflight list`: the policies of a pack. */
import { Option, type Command } from "commander";

import { print } from "../report/files";
import type { AnalyzerPolicy, PolicyLevel } from "../analyzer/protocol";
import { describePack, profileOf, toPolicyInfo, type PackDescription } from "../analyzer/describe-pack";
import { controlsOf, folderOf, frameworksOf } from "../analyzer/tags";
import type { Severity } from "../results";
import { SEVERITIES } from "../report/summary";
import { printableJson } from "../text";
import { ownPack, secondsOf } from "./pack-options";

/** Which policies are asked for; all where nothing is said. */
interface Wanted {
    folder?: string;
    severity?: Severity;
    level?: PolicyLevel;
    framework?: string;
    control?: string;
    profile?: string;
}

interface Options extends Wanted {
    policyPack?: string;
    format: "terminal" | "json";
    timeout: string;
}

/** A policy in the list. */
interface Row {
    policy: AnalyzerPolicy;
    level: PolicyLevel;
}

export function addList(program: Command): void {
    program
        .command("list")
        .description("list the policies of a pack")
        .option("--policy-pack <folder>", "the policy pack, this one unless given")
        .option("--folder <folder>", "those of a folder, such as database")
        .addOption(new Option("--severity <severity>", "those of a severity").choices(SEVERITIES))
        .addOption(
            new Option("--level <level>", "those at a level").choices([
                "mandatory",
                "advisory",
                "remediate",
                "disabled",
            ]),
        )
        .option("--framework <words>", 'those that serve a framework or a control, such as "PCI DSS" or 8.6.2')
        .option("--control <id>", "those that serve a control and what is below it, such as S3.1 or PCI.10.2")
        .option("--profile <name>", "those that a profile switches on, at the profile's levels")
        .addOption(
            new Option("--format <format>", "the form of the list").choices(["terminal", "json"]).default("terminal"),
        )
        .option("--timeout <seconds>", "how long the pack may take to start", "60")
        .action(async (options: Options) => {
            const pack = await describePack(options.policyPack ?? ownPack(), secondsOf(options.timeout));
            const rows = select(pack, options);
            print(options.format === "json" ? toJson(rows) : toTable(rows));
        });
}

/** The policies that the options ask for, at the levels of the profile that they name. */
export function select(pack: PackDescription, wanted: Wanted): Row[] {
    const profile = wanted.profile === undefined ? undefined : profileOf(pack, wanted.profile);
    return pack.info.policies
        .map((policy): Row => ({ policy, level: profile?.get(policy.name)?.level ?? policy.level }))
        .filter((row) => isWanted(row, wanted));
}

function isWanted({ policy, level }: Row, options: Wanted): boolean {
    const { severity } = policy;
    const { folder, profile } = options;
    // "PCI DSS 4.0.1: 8.6.2" is found by any of its words, but "6.2" is no control of it.
    const frameworks = frameworksOf(policy).map(words);
    return (
        (folder === undefined || folderOf(policy) === folder) &&
        (options.severity === undefined || severity === options.severity) &&
        (options.level === undefined || level === options.level) &&
        (profile === undefined || options.level !== undefined || level !== "disabled") &&
        (options.framework === undefined || frameworks.some((name) => name.includes(words(options.framework ?? "")))) &&
        (options.control === undefined || serves(policy, options.control.toLowerCase()))
    );
}

/** `pci.10.2` is a requirement of PCI DSS and all that are below it, such as 10.2.1. */
function serves(policy: AnalyzerPolicy, wanted: string): boolean {
    const id = wanted.replace(/^pci\./, "");
    return controlsOf(policy)
        .filter(({ where }) => id === wanted || where.startsWith("PCI DSS"))
        .some(({ ids }) => ids.some((one) => `${one.toLowerCase()}.`.startsWith(`${id}.`)));
}

/** The words of a text, a space around each. */
function words(text: string): string {
    return ` ${text
        .toLowerCase()
        .replace(/[\s:,()]+/g, " ")
        .trim()} `;
}

function toJson(rows: Row[]): string {
    const list = rows.map(({ policy, level }) => ({ ...toPolicyInfo(policy, level), folder: folderOf(policy) }));
    return `${printableJson(list)}\n`;
}

function toTable(rows: Row[]): string {
    if (rows.length === 0) {
        return "No policy matches.\n";
    }
    const { table } = require("../report/table") as typeof import("../report/table");
    const sorted = [...rows].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
    const cells = sorted.map(({ policy, level }) => [
        policy.name,
        level,
        policy.severity ?? "",
        folderOf(policy) ?? "",
        toPolicyInfo(policy, level).title,
    ]);
    const text = table(
        ["Policy", "Level", "Severity", "Folder", "What is right"],
        cells,
        process.stdout.columns || 140,
    );
    return `${text}\n${rows.length === 1 ? "1 policy" : `${rows.length} policies`}\n`;
}

function sortKey({ policy }: Row): string {
    return `${folderOf(policy) ?? ""}\0${policy.name}`;
}
