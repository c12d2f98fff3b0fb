/** `preflight check <folder>`: the options that are for a program, and its run. */
import * as fs from "node:fs";

import type { Command } from "commander";

import type { Preview } from "../inputs/model";
import { UserError } from "../model";

/** What the command line says of a program. */
export interface ProgramFlags {
    stack?: string;
    stackConfig?: string;
    set: string[];
    mocks?: string;
    passEnv: string[];
}

export function addProgramOptions(command: Command): void {
    const collect = (value: string, before: string[]): string[] => [...before, value];
    command
        .option("--stack <name>", "the stack that the program is run for")
        .option("--set <key=value>", "a value of the program's stack configuration; repeatable", collect, [])
        .option("--mocks <file>", "what the program's data source calls are answered with: [{ token, args, result }]")
        .option("--pass-env <name>", "a variable that the program gets though it may be a credential; repeatable", collect, []);
}

export function isFolder(input: string): boolean {
    return fs.statSync(input, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Runs the program in a folder. */
export async function runFolder(
    folder: string,
    flags: ProgramFlags & { seconds?: number; onOutput(text: string): void },
): Promise<Preview> {
    if (flags.stack === undefined) {
        throw new UserError(`${folder} is a program's folder: name the stack to run it for with --stack`);
    }
    // Loaded here: a file is checked without any of it.
    const { runProgram } = require("../program/run") as typeof import("../program/run");
    return runProgram(folder, {
        stack: flags.stack,
        stackConfig: flags.stackConfig,
        set: flags.set,
        mocks: flags.mocks,
        passEnv: flags.passEnv,
        timeout: flags.seconds,
        show: flags.onOutput,
    });
}
