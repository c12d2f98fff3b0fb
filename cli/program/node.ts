/** Starts a Node program with the runner of its own @pulumi/pulumi. */
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

import { UserError } from "../errors";
import type { Launch, LaunchOptions } from "./launch";
import { PARALLEL } from "./monitor";

/** How to run the program; TypeScript is compiled without type checks, which take longer than everything else. */
export function launchNode({ project, stack, organization, monitor, engine }: LaunchOptions): Launch {
    const { typescript = true, tsconfig, nodeargs } = project.runtimeOptions;
    const compiles = typescript !== false && hasTypeScript(project.directory);
    return {
        command: process.execPath,
        args: [
            ...(typeof nodeargs === "string" ? nodeargs.split(/\s+/).filter(Boolean) : []),
            // The compiler of ES modules tells the places of their source in no other way (preload.ts reads it).
            ...(compiles && hasModules(project.directory) ? ["--enable-source-maps"] : []),
            // Not as --require: the runner takes that for a loader of the program's own, and leaves ES modules to it.
            ...["-r", path.join(__dirname, "preload.js")],
            runner(project.directory),
            ...["--monitor", monitor, "--engine", engine],
            ...["--project", project.name, "--stack", stack, "--organization", organization],
            ...["--root-directory", project.root, "--pwd", project.directory],
            ...["--dry-run", "--parallel", String(PARALLEL)],
            project.main,
        ],
        env: {
            PULUMI_NODEJS_TYPESCRIPT: compiles ? "true" : undefined,
            PULUMI_NODEJS_TSCONFIG_PATH: typeof tsconfig === "string" ? tsconfig : undefined,
            PULUMI_NODEJS_TRANSPILE_ONLY: "true",
            // The runner does not hand its own setting to the compiler of ES modules.
            TS_NODE_TRANSPILE_ONLY: "true",
        },
    };
}

/** A program without TypeScript need not wait for its compiler. */
function hasTypeScript(folder: string): boolean {
    return fs.readdirSync(folder, { withFileTypes: true }).some((entry) => {
        if (entry.isDirectory()) {
            return !/^(\.|node_modules$)/.test(entry.name) && hasTypeScript(path.join(folder, entry.name));
        }
        return /(?<!\.d)\.[cm]?tsx?$/.test(entry.name);
    });
}

/** True where the nearest package.json makes the program's files ES modules. */
function hasModules(folder: string): boolean {
    const file = path.join(folder, "package.json");
    if (fs.existsSync(file)) {
        return /"type"\s*:\s*"module"/.test(fs.readFileSync(file, "utf8"));
    }
    return folder !== path.dirname(folder) && hasModules(path.dirname(folder));
}

function runner(folder: string): string {
    try {
        return createRequire(path.join(folder, "index.js")).resolve("@pulumi/pulumi/cmd/run");
    } catch {
        throw new UserError(
            `the program's @pulumi/pulumi is not installed: run \`npm install\` (or yarn, pnpm) in ${folder}`,
        );
    }
}
