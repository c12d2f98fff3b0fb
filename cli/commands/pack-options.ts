/** What commands that start policy packs have in common. */
import * as fs from "node:fs";
import * as path from "node:path";

import type { Command } from "commander";

import { projectConfiguration, type PackChoice } from "../analyzer/parts";
import { UserError } from "../errors";

/** What the command line says of packs and their configuration. */
export interface ConfigurationOptions {
    policyPack: string[];
    profile: string[];
    config: string[];
}

/** Collects a repeatable option. */
export function collect(value: string, before: string[]): string[] {
    return [...before, value];
}

/** This package: the folder with PulumiPolicy.yaml above the compiled file. */
export function ownPack(): string {
    let folder = __dirname;
    while (!fs.existsSync(path.join(folder, "PulumiPolicy.yaml")) && path.dirname(folder) !== folder) {
        folder = path.dirname(folder);
    }
    return folder;
}

/** This package's version. */
export function ownVersion(): string {
    const { version } = JSON.parse(fs.readFileSync(path.join(ownPack(), "package.json"), "utf8")) as {
        version: string;
    };
    return version;
}

/** The value of `--timeout`. */
export function secondsOf(text: string): number {
    const seconds = Number(text);
    if (!(seconds > 0 && seconds <= 86_400)) {
        throw new UserError(`--timeout ${text}: it must be a number of seconds above 0`);
    }
    return seconds;
}

/** Adds the options that say which packs are run, and with which configuration. */
export function addConfigurationOptions(command: Command): Command {
    return command
        .option("--policy-pack <folder>", "a policy pack to run, this one unless given; repeatable", collect, [])
        .option(
            "--profile <name>",
            "a profile below the configuration; repeatable, the last is the strongest",
            collect,
            [],
        )
        .option(
            "--config <file>",
            "configuration of the policies, the project's preflight.json unless given; one for each --policy-pack",
            collect,
            [],
        );
}

/**
 * Packs with their configuration, which belongs to the pack at the same place, as in the Pulumi CLI.
 * @param folder a folder of the project, whose own configuration is this pack's where the command line names none.
 */
export function choicesOf({ policyPack, profile, config }: ConfigurationOptions, folder: string): PackChoice[] {
    if (policyPack.length === 0) {
        policyPack = [ownPack()];
        config = config.length > 0 ? config : [projectConfiguration(folder)].filter((file) => file !== undefined);
    }
    if (config.length > 0 && config.length !== policyPack.length) {
        throw new UserError(
            `there must be one --config for each --policy-pack, but there are ${config.length} for ${policyPack.length}`,
        );
    }
    return policyPack.map((directory, index) => ({ directory, config: config[index], profiles: profile }));
}
