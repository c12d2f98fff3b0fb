/** `preflight check`: evaluates a file without the Pulumi CLI, AWS or an account. */
import * as fs from "node:fs";
import * as path from "node:path";

import type { Command } from "commander";

import { check, type PackChoice } from "../check";
import { readInput } from "../inputs/read";
import { withStackConfig } from "../inputs/stack-config";
import { UserError, type Run } from "../model";
import { terminal } from "../report/terminal";

interface Options {
    policyPack: string[];
    config: string[];
    tag: string[];
    stackConfig?: string;
    timeout: string;
    verbose?: boolean;
}

export function addCheck(program: Command): void {
    program
        .command("check")
        .description("check what `pulumi preview --json` or `pulumi stack export` printed")
        .argument("<file>", "the file; - is standard input")
        .option("--policy-pack <folder>", "a policy pack to run, this one unless given; repeatable", collect, [])
        .option("--config <file>", "configuration of the policies, one for each --policy-pack; repeatable", collect, [])
        .option("--stack-config <file>", "the stack's Pulumi.<stack>.yaml, for a file that holds no configuration")
        .option("--tag <key=value>", "a tag of the stack; repeatable", collect, [])
        .option("--timeout <seconds>", "how long a pack may take to start, and for each request", "60")
        .option("--verbose", "show what the packs write to standard error")
        .addHelpText("after", "\nExit code: 0 nothing mandatory, 1 a mandatory violation, 2 wrong input, configuration or pack.")
        .action(async (file: string, options: Options) => {
            const packs = packsOf(options);
            const tags = tagsOf(options.tag);
            const timeoutSeconds = secondsOf(options.timeout);
            let preview = { ...(await readInput(file)), tags };
            if (options.stackConfig !== undefined) {
                preview = withStackConfig(preview, options.stackConfig) as typeof preview;
            }
            const run = await check(preview, packs, {
                timeoutSeconds,
                onOutput: (text) => options.verbose && process.stderr.write(text),
            });
            process.stdout.write(terminal(run, terminalOptions()));
            process.exitCode = exitCode(run);
        });
}

function collect(value: string, before: string[]): string[] {
    return [...before, value];
}

/** 1 when a finding is mandatory. */
function exitCode({ findings }: Run): number {
    return findings.some(({ level }) => level === "mandatory") ? 1 : 0;
}

function terminalOptions(): Parameters<typeof terminal>[1] {
    const { NO_COLOR, FORCE_COLOR } = process.env;
    const color = FORCE_COLOR ? FORCE_COLOR !== "0" : process.stdout.isTTY === true && !NO_COLOR;
    return { width: process.stdout.columns || 100, color };
}

/** Packs with their configuration, which belongs to the pack at the same place, as in the Pulumi CLI. */
function packsOf({ policyPack, config }: Options): PackChoice[] {
    const directories = policyPack.length > 0 ? policyPack : [ownPack()];
    if (config.length > 0 && config.length !== directories.length) {
        throw new UserError(
            `there must be one --config for each --policy-pack, but there are ${config.length} for ${directories.length}`,
        );
    }
    return directories.map((directory, index) => ({ directory, config: config[index] }));
}

/** This package: the folder with PulumiPolicy.yaml above the compiled file. */
function ownPack(): string {
    let folder = __dirname;
    while (!fs.existsSync(path.join(folder, "PulumiPolicy.yaml")) && path.dirname(folder) !== folder) {
        folder = path.dirname(folder);
    }
    return folder;
}

function tagsOf(tags: string[]): Record<string, string> {
    return Object.fromEntries(
        tags.map((tag) => {
            const at = tag.indexOf("=");
            if (at < 1) {
                throw new UserError(`--tag ${tag}: a tag is written key=value`);
            }
            return [tag.slice(0, at), tag.slice(at + 1)];
        }),
    );
}

function secondsOf(text: string): number {
    const seconds = Number(text);
    if (!(seconds > 0 && seconds <= 86_400)) {
        throw new UserError(`--timeout ${text}: it must be a number of seconds above 0`);
    }
    return seconds;
}
