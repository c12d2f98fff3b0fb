/** `preflight check`: evaluates a file without the Pulumi CLI, AWS or an account. */
import type { Command } from "commander";

import { runPacks } from "../analyzer/run-packs";
import type { Preview } from "../inputs/stack";
import { readInput } from "../inputs/read";
import { withStackConfig } from "../inputs/stack-config";
import { UserError } from "../errors";
import { printable, withoutCommands } from "../text";
import { addOutputOptions, deliver, EXIT_CODES, type OutputOptions } from "./output";
import { progressOn } from "../progress";
import { addConfigurationOptions, choicesOf, collect, secondsOf, type ConfigurationOptions } from "./pack-options";
import { addProgramOptions, isFolder, type ProgramFlags, startFolder } from "./program-options";

interface Options extends OutputOptions, ProgramFlags, ConfigurationOptions {
    tag: string[];
    stackConfig?: string;
    timeout?: string;
    verbose?: boolean;
    failOnUnknown?: boolean;
}

export function addCheck(parent: Command): void {
    const command = parent
        .command("check")
        .description("check what `pulumi preview --json` or `pulumi stack export` printed, or a Pulumi program")
        .argument("<input>", "the file (- is standard input), or the program's folder")
        .option("--stack-config <file>", "the stack's Pulumi.<stack>.yaml, for a file that holds no configuration")
        .option("--tag <key=value>", "a tag of the stack; repeatable", collect, [])
        .option("--timeout <seconds>", "how long the program may run (300), and a pack may take for a request (60)")
        .option("--verbose", "show what the packs write to standard error")
        .option(
            "--fail-on-unknown",
            "fail also when not everything was judged: values that are not known yet or hidden, components not looked into",
        )
        .addHelpText("after", EXIT_CODES)
        .action(async (input: string, options: Options) => {
            const packs = choicesOf(options, isFolder(input) ? input : ".");
            const tags = tagsOf(options.tag);
            const timeout = options.timeout === undefined ? undefined : secondsOf(options.timeout);
            const onOutput = options.verbose
                ? (text: string): void => void process.stderr.write(withoutCommands(printable(text)))
                : undefined;
            const program = isFolder(input)
                ? startFolder(input, { ...options, tags, seconds: timeout, onOutput })
                : undefined;
            try {
                const stack = program ?? { ...(await readFile(input, options.stackConfig)), tags };
                const onProgress = progressOn(process.stderr);
                const run = await runPacks(stack, packs, { timeoutSeconds: timeout ?? 60, onOutput, onProgress });
                const code = deliver(run, options);
                const unjudged = run.undecided.length + run.opaque.length;
                process.exitCode = code === 0 && options.failOnUnknown && unjudged > 0 ? 1 : code;
            } finally {
                program?.stop();
            }
        });
    addConfigurationOptions(command);
    addProgramOptions(command);
    addOutputOptions(command);
}

async function readFile(file: string, stackConfig: string | undefined): Promise<Preview> {
    const preview = await readInput(file);
    return stackConfig === undefined ? preview : withStackConfig(preview, stackConfig);
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
