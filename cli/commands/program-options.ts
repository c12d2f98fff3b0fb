/** `preflight check <folder>`: the options that are for a program, and its run. */
import * as fs from "node:fs";

import type { Command } from "commander";

import { UserError } from "../errors";
import type { RunningProgram } from "../program/run";

/** What the command line says of a program. */
export interface ProgramFlags {
    stack?: string;
    stackConfig?: string;
    set: string[];
    mocks?: string;
    passEnv: string[];
    sandbox?: boolean;
    deep: boolean;
}

export function addProgramOptions(command: Command): void {
    const collect = (value: string, before: string[]): string[] => [...before, value];
    command
        .option("--stack <name>", "the stack that the program is run for; needless where only one has a file")
        .option("--set <key=value>", "a value of the program's stack configuration; repeatable", collect, [])
        .option("--mocks <file>", "what the program's data source calls are answered with: [{ token, args, result }]")
        .option(
            "--no-deep",
            "run the program once only, and leave what is inside texts with outputs unknown, as a preview does",
        )
        .option(
            "--pass-env <name>",
            "a variable that the program and the packs get beside PATH and the like; repeatable",
            collect,
            [],
        )
        .option(
            "--sandbox",
            "run the program where it sees no files but its own; needs bubblewrap, or Node for a Node program",
        );
}

export function isFolder(input: string): boolean {
    return fs.statSync(input, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Starts the program in a folder. */
export function startFolder(
    folder: string,
    flags: ProgramFlags & { tags: Record<string, string>; seconds?: number; onOutput?(text: string): void },
): RunningProgram {
    // Loaded here: a file is checked without any of it.
    const { readProject, stacksOf } = require("../program/project") as typeof import("../program/project");
    const known = flags.stack === undefined ? stacksOf(readProject(folder)) : [flags.stack];
    const [stack] = known;
    if (stack === undefined || known.length > 1) {
        const names = known.join(", ") || "none has a file yet";
        throw new UserError(`${folder} is a program's folder: name the stack to run it for with --stack (${names})`);
    }
    const { forgetEnvironment } = require("../program/environment") as typeof import("../program/environment");
    const { startProgram } = require("../program/run") as typeof import("../program/run");
    const program = startProgram(folder, {
        stack,
        stackConfig: flags.stackConfig,
        set: flags.set,
        mocks: flags.mocks,
        passEnv: flags.passEnv,
        sandbox: flags.sandbox,
        deep: flags.deep,
        tags: flags.tags,
        timeout: flags.seconds,
        show: flags.onOutput,
    });
    // The configuration is decrypted by now, and no process is started before this function returns.
    forgetEnvironment(flags.passEnv);
    return program;
}
