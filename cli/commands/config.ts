/** `preflight config`: the configuration in force, and where each value of it comes from. */
import { Option, type Command } from "commander";

import { reconcile, OWN, type InForce, type Part } from "../analyzer/configuration";
import { describePack } from "../analyzer/describe-pack";
import { partsOf } from "../analyzer/parts";
import { UserError } from "../errors";
import { print, writeWhole } from "../report/files";
import { printableJson } from "../text";
import { addConfigurationOptions, choicesOf, secondsOf, type ConfigurationOptions } from "./pack-options";

interface Options extends ConfigurationOptions {
    format: "terminal" | "json" | "pulumi";
    output?: string;
    all?: boolean;
    timeout: string;
}

const FORMS = `
The forms:
  terminal  a row for each value that a profile or a file gives; --all shows the policies' own too
  json      every value, with where it comes from
  pulumi    profiles and file as one, which \`pulumi preview --policy-pack-config\` and
            \`pulumi policy enable --config\` take`;

export function addConfig(program: Command): void {
    addConfigurationOptions(program.command("config"))
        .description("show the configuration in force, and where each value comes from")
        .argument("[folder]", "the project's folder, whose preflight.json is read", ".")
        .addOption(
            new Option("--format <format>", "the form of the answer")
                .choices(["terminal", "json", "pulumi"])
                .default("terminal"),
        )
        .option("--output <file>", "the file for the answer, standard output unless given")
        .option("--all", "show also what is the policies' own")
        .option("--timeout <seconds>", "how long the pack may take to start", "60")
        .addHelpText("after", `${FORMS}\n\nExit code: 0 the configuration is right, 2 it is not.`)
        .action(async (folder: string, options: Options) => {
            const [choice, ...more] = choicesOf(options, folder);
            if (!choice || more.length > 0) {
                throw new UserError("--policy-pack is given twice: a configuration is one pack's");
            }
            const given = partsOf(choice);
            const pack = await describePack(choice.directory, secondsOf(options.timeout));
            const parts = given.map((part) => underNewNames(part, pack.renamed));
            const settings = reconcile(pack.info, parts);
            const text = {
                terminal: () => toTable(pack.info.name, settings, options.all === true),
                json: () => toJson(pack.info.name, parts, settings),
                pulumi: () => toPulumi(settings),
            }[options.format]();
            if (options.output === undefined) {
                print(text);
            } else {
                writeWhole(options.output, text);
            }
        });
}

/** What stands under a policy's old name is the new one's, unless that has it too. */
function underNewNames({ name, policies }: Part, renamed: ReadonlyMap<string, string>): Part {
    const now = new Map(policies);
    for (const [policy, config] of policies) {
        const newName = renamed.get(policy);
        if (newName !== undefined) {
            const own = policies.get(newName);
            const properties = { ...config.properties, ...own?.properties };
            now.set(newName, { level: own?.level ?? config.level, properties });
            now.delete(policy);
        }
    }
    return { name, policies: now };
}

/** A value in force. */
interface Row {
    policy: string;
    setting: string;
    value: unknown;
    from: string;
}

function rowsOf(settings: Map<string, InForce>): Row[] {
    return [...settings].flatMap(([policy, { level, properties, from }]) => [
        { policy, setting: "enforcementLevel", value: level, from: from.level },
        ...Object.entries(properties).map(([setting, value]) => ({
            ...{ policy, setting, value },
            from: from.properties[setting] ?? OWN,
        })),
    ]);
}

function toTable(pack: string, settings: Map<string, InForce>, all: boolean): string {
    const { table } = require("../report/table") as typeof import("../report/table");
    const rows = rowsOf(settings);
    const shown = rows.filter(({ from }) => all || from !== OWN);
    const changed = new Set(rows.filter(({ from }) => from !== OWN).map(({ policy }) => policy)).size;
    const rest = settings.size - changed;
    const count = `${pack}: ${changed} of ${settings.size} policies configured; ${rest} as they are by themselves${all ? "" : " (--all shows them)"}`;
    if (shown.length === 0) {
        return `${count}\n`;
    }
    const cells = shown.map(({ policy, setting, value, from }) => {
        // The last column wraps, and a list can be long.
        return [policy, setting, from, typeof value === "string" ? value : JSON.stringify(value)];
    });
    return `${table(["Policy", "Setting", "From", "Value"], cells, process.stdout.columns || 140)}\n${count}\n`;
}

function toJson(pack: string, parts: Part[], settings: Map<string, InForce>): string {
    const policies: Record<string, Record<string, object>> = Object.fromEntries(
        [...settings.keys()].map((policy) => [policy, {}]),
    );
    for (const { policy, setting, value, from } of rowsOf(settings)) {
        policies[policy] = { ...policies[policy], [setting]: { value, from } };
    }
    return `${printableJson({ pack, parts: parts.map(({ name }) => name), policies })}\n`;
}

/** What profiles and files say, each entry an object: a policy group takes no other form. */
function toPulumi(settings: Map<string, InForce>): string {
    const document: Record<string, Record<string, unknown>> = {};
    for (const { policy, setting, value } of rowsOf(settings).filter(({ from }) => from !== OWN)) {
        document[policy] = { ...document[policy], [setting]: value };
    }
    return `${JSON.stringify(document, undefined, 4)}\n`;
}
