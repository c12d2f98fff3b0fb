/** Runs a program in a process of its own, which never outlives this one. */
import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { endMarked } from "../descendants";
import { UserError } from "../errors";
import { limited } from "../limits";
import type { Project } from "./project";

export interface LaunchOptions {
    project: Project;
    stack: string;
    organization: string;
    /** The addresses of the gRPC servers. */
    monitor: string;
    engine: string;
}

/** A command to run in the program's folder. */
export interface Launch {
    command: string;
    args: string[];
    /** Beside the environment that every program gets. */
    env: Record<string, string | undefined>;
}

export interface Exit {
    /** Undefined when a signal ended the process. */
    code: number | undefined;
    timedOut: boolean;
    /** The end of what the program wrote to standard error. */
    stderr: string;
}

const STDERR_KEPT = 16_384;

/** How long what was written may take to arrive when the program has ended. */
const LAST_WORDS_MS = 1000;

/**
 * Runs the program until it ends or `timeout` seconds have passed.
 * @param scratch the folder that its environment names: by it what it started is found.
 * @param show takes what the program writes to its standard output and standard error.
 * @param stopped ends the program before.
 */
export async function run(
    launch: Launch,
    directory: string,
    env: NodeJS.ProcessEnv,
    scratch: string,
    timeout: number,
    show: (text: string) => void,
    stopped: AbortSignal,
): Promise<Exit> {
    if (process.platform !== "win32" && !onPath(launch.command)) {
        throw new UserError(`${launch.command} cannot be started: it is not installed`);
    }
    const child = spawn(...limited(launch.command, launch.args, directory), {
        cwd: directory,
        env: { ...env, ...launch.env },
        stdio: ["ignore", "pipe", "pipe"],
        // Its own process group, so that what the program starts ends with it.
        detached: process.platform !== "win32",
    });
    const end = (): void => {
        kill(child);
        endMarked(scratch);
    };
    const endWithSignal = (signal: NodeJS.Signals): void => {
        end();
        process.exit(128 + os.constants.signals[signal]);
    };
    process.once("exit", end);
    stopped.addEventListener("abort", end);
    SIGNALS.forEach((signal) => process.once(signal, endWithSignal));
    let stderr = "";
    let timedOut = false;
    const timer = setTimeout(() => {
        timedOut = true;
        end();
    }, timeout * 1000);
    child.stdout.setEncoding("utf8").on("data", show);
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
        stderr = (stderr + text).slice(-STDERR_KEPT);
        show(text);
    });
    try {
        const code = await new Promise<number | null>((resolve, reject) => {
            child.once("error", (error) => {
                reject(new UserError(`${launch.command} cannot be started: ${error.message}`));
            });
            child.once("exit", () => {
                end();
                // What has cleared its environment is not found, and may keep the output open.
                setTimeout(() => [child.stdout, child.stderr].forEach((stream) => stream.destroy()), LAST_WORDS_MS);
            });
            child.once("close", resolve);
        });
        return { code: code ?? undefined, timedOut, stderr };
    } finally {
        clearTimeout(timer);
        process.off("exit", end);
        SIGNALS.forEach((signal) => process.off(signal, endWithSignal));
    }
}

/** Where a command is. */
export function onPath(command: string): string | undefined {
    const folders = path.isAbsolute(command) ? ["/"] : (process.env.PATH ?? "").split(path.delimiter);
    return folders.map((folder) => path.resolve(folder, command)).find((file) => fs.existsSync(file));
}

const SIGNALS: NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Ends the program and its process group. */
function kill(child: ChildProcess): void {
    try {
        if (child.pid !== undefined && process.platform !== "win32") {
            process.kill(-child.pid, "SIGKILL");
        } else {
            child.kill("SIGKILL");
        }
    } catch {
        // It has ended.
    }
}
