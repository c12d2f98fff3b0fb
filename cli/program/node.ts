/** Starts a Node program with the runner of its own @pulumi/pulumi. */
import { createRequire } from "node:module";
import * as path from "node:path";

import { UserError } from "../errors";
import type { Launch, LaunchOptions } from "./launch";
import { PARALLEL } from "./monitor";

/** How to run the program; TypeScript is compiled without type checks, which take longer than everything else. */
export function launchNode({ project, stack, organization, monitor, engine }: LaunchOptions): Launch {
    const { typescript = true, tsconfig, nodeargs } = project.runtimeOptions;
    return {
        command: process.execPath,
        args: [
            ...(typeof nodeargs === "string" ? nodeargs.split(/\s+/).filter(Boolean) : []),
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
            PULUMI_NODEJS_TYPESCRIPT: typescript === false ? undefined : "true",
            PULUMI_NODEJS_TSCONFIG_PATH: typeof tsconfig === "string" ? tsconfig : undefined,
            PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        },
    };
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
