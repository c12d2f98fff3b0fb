#!/usr/bin/env node
/** The command line: `preflight <command>`. */
import { Command, CommanderError } from "commander";

import { addCheck } from "./commands/check";
import { addConfig } from "./commands/config";
import { addExplain } from "./commands/explain";
import { addInit } from "./commands/init";
import { addList } from "./commands/list";
import { addReport } from "./commands/report";
import { addWaivers } from "./commands/waivers";
import { ownVersion } from "./commands/pack-options";
import { inOneLine, ProgramError, reason, UserError } from "./errors";
import { printable, withoutCommands } from "./text";

const COMMANDS = [addCheck, addReport, addList, addExplain, addInit, addConfig, addWaivers];

const program = new Command("preflight")
    .version(ownVersion())
    .description("Checks Pulumi previews and states with policy packs, without the Pulumi CLI or an AWS account.")
    .exitOverride()
    .configureOutput({ outputError: (message, write) => write(message.replace(/^error: /, "preflight: ")) })
    .showSuggestionAfterError();

for (const add of COMMANDS) {
    add(program);
}

/** What the user got wrong is told in one line; what we got wrong, with its stack. */
function fail(error: unknown): void {
    if (error instanceof CommanderError) {
        // Help and version end with 0; commander has said the rest.
        process.exitCode = error.exitCode === 0 ? 0 : 2;
        return;
    }
    process.exitCode = 2;
    const text =
        error instanceof ProgramError
            ? `the program failed\n${error.message}`
            : (inOneLine(error) ?? (error as Error).stack ?? String(error));
    // It may quote a program or a pack.
    process.stderr.write(withoutCommands(printable(`preflight: ${text}\n`)));
}

for (const [stream, name] of [
    [process.stdout, "output"],
    [process.stderr, "error"],
] as const) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
        // A reader that stops reading, such as `head`, is no error.
        if (error.code !== "EPIPE") {
            fail(new UserError(`standard ${name} cannot be written: ${reason(error)}`));
            process.exit();
        }
    });
}
process.on("uncaughtException", (error) => {
    fail(error);
    process.exit();
});

program.parseAsync().catch(fail);
