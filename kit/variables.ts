/** The environment variables that the program may have read: a credential in one is not written in the program. */
import * as fs from "node:fs";
import * as path from "node:path";
import { parseEnv } from "node:util";

import { programFolder } from "./aws/archives";

/** The last that were read: every resource asks for them. */
let read: { key: string; variables: Record<string, string> } | undefined;

/**
 * The variables of this process, which are the Pulumi CLI's, and of the files that `dotenv` and `python-dotenv` load from
 * the program's folder.
 */
export function readVariables(project: string, stack: string): Record<string, string> {
    const key = `${project} ${stack}`;
    if (read?.key !== key) {
        const folder = programFolder(project);
        const files =
            folder === undefined ? [] : [".env", ".env.local", `.env.${stack}`].map((name) => path.join(folder, name));
        read = { key, variables: Object.assign({}, process.env, ...files.map(readFile)) as Record<string, string> };
    }
    return read.variables;
}

function readFile(file: string): NodeJS.Dict<string> {
    return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? parseEnv(fs.readFileSync(file, "utf8")) : {};
}
