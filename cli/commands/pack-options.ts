/** What commands that start policy packs have in common. */
import * as fs from "node:fs";
import * as path from "node:path";

import { UserError } from "../errors";

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

/** The value of `--timeout`. */
export function secondsOf(text: string): number {
    const seconds = Number(text);
    if (!(seconds > 0 && seconds <= 86_400)) {
        throw new UserError(`--timeout ${text}: it must be a number of seconds above 0`);
    }
    return seconds;
}
