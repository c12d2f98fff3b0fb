/** Small programs in temporary folders, run with the project's own packages. */
import * as fs from "node:fs";
import * as path from "node:path";

import type { Preview, PreviewResource } from "../../../cli/inputs/stack";
import { runProgram, type ProgramOptions } from "../../../cli/program/run";
import { makeFolder, ROOT } from "../fixtures";

/** A folder with Pulumi.yaml, Pulumi.dev.yaml and index.js (or the files given). */
export function makeProgram(code: string, files: Record<string, string> = {}): string {
    const folder = makeFolder({
        "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
        "Pulumi.dev.yaml": "config:\n  aws:region: eu-west-1\n",
        "package.json": '{"name":"shop","main":"index.js"}',
        "index.js": `const pulumi = require("@pulumi/pulumi");\n${code}`,
        ...files,
    });
    fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
    return folder;
}

/** A custom resource that needs no SDK of its provider, which would take a second to load. */
export const RESOURCES = `
class Resource extends pulumi.CustomResource {
    constructor(type, name, args, opts, outputs = []) {
        super(type, name, { ...Object.fromEntries(outputs.map((key) => [key, undefined])), ...args }, { version: "7.48.0", ...opts });
    }
}
class Provider extends pulumi.ProviderResource {
    constructor(name, args, opts) { super("aws", name, args, { version: "7.48.0", ...opts }); }
}
`;

/** Runs a program of `code` for the stack dev. */
export function run(code: string, options: Partial<ProgramOptions> = {}): Promise<Preview> {
    return runProgram(makeProgram(RESOURCES + code), { stack: "dev", timeout: 60, ...options });
}

/** The resource with this logical name. */
export function named(preview: Preview, name: string): PreviewResource {
    const resource = preview.resources.find((candidate) => candidate.name === name);
    if (!resource) {
        throw new Error(`${name} is not among ${preview.resources.map((candidate) => candidate.name).join(", ")}`);
    }
    return resource;
}
