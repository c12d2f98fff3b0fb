/** A policy pack's process, started as the engine starts it. */
import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

import { UserError } from "../errors";
import { limited } from "../limits";
import type { StackSettings } from "../inputs/stack";

/** What PulumiPolicy.yaml says. */
export interface PackProject {
    directory: string;
    version?: string;
    /** More arguments for Node, from `runtime.options.nodeargs`. */
    nodeArguments: string[];
}

/** Reads a pack's PulumiPolicy.yaml. */
export function readPackProject(directory: string): PackProject {
    const folder = path.resolve(directory);
    const stats = fs.statSync(folder, { throwIfNoEntry: false });
    if (!stats?.isDirectory()) {
        throw new UserError(`policy pack ${directory}: ${stats ? "it is no folder" : "there is no such folder"}`);
    }
    const file = ["PulumiPolicy.yaml", "PulumiPolicy.yml"].map((name) => path.join(folder, name)).find(fs.existsSync);
    if (!file) {
        throw new UserError(`policy pack ${directory}: it is no policy pack, for it has no PulumiPolicy.yaml`);
    }
    const project = readYaml(file, directory);
    const runtime = typeof project.runtime === "string" ? { name: project.runtime, options: {} } : project.runtime;
    if (runtime?.name !== "nodejs") {
        const name = JSON.stringify(runtime?.name ?? null);
        throw new UserError(`policy pack ${directory}: its runtime is ${name}; only "nodejs" packs can be run`);
    }
    const { nodeargs } = runtime.options ?? {};
    return {
        directory: folder,
        version: project.version === undefined ? undefined : String(project.version),
        nodeArguments: typeof nodeargs === "string" ? nodeargs.split(/\s+/).filter(Boolean) : [],
    };
}

interface PolicyYaml {
    runtime?: string | { name?: string; options?: { nodeargs?: unknown } };
    version?: unknown;
}

function readYaml(file: string, directory: string): PolicyYaml {
    const { load } = require("js-yaml") as typeof import("js-yaml");
    try {
        return load(fs.readFileSync(file, "utf8")) ?? {};
    } catch (error) {
        const [message] = (error as Error).message.split("\n", 1);
        throw new UserError(`policy pack ${directory}: its PulumiPolicy.yaml cannot be read: ${message}`);
    }
}

/** A first line that is longer is no port. */
const LONGEST_LINE = 1000;

/** How much of what a pack writes to standard error is kept. */
const ERRORS_KEPT = 1_000_000;

/** The packs that run. */
const running = new Set<ChildProcess>();

function stopAll(): void {
    for (const child of running) {
        child.kill("SIGKILL");
    }
}

let endsWithCommand = false;

/** Lets no pack outlive the command, whichever way that ends; from the first pack on. */
function endWithCommand(): void {
    if (endsWithCommand) {
        return;
    }
    endsWithCommand = true;
    process.on("exit", stopAll);
    for (const [signal, number] of [
        ["SIGINT", 2],
        ["SIGTERM", 15],
        ["SIGHUP", 1],
    ] as const) {
        // Exit codes as a shell tells them.
        process.once(signal, () => process.exit(128 + number));
    }
}

/** A pack that is running. */
export class PackProcess {
    /** The port that the pack listens on. */
    readonly port: Promise<number>;
    /** Settles when the process has ended and all that it wrote was read. */
    readonly ended: Promise<unknown>;
    /** Settles when nothing more can be said to the process's host. */
    readonly disconnected: Promise<unknown>;
    private readonly child: ChildProcess;
    private errors = "";

    /** @param hosted in our own host; without it by @pulumi/pulumi's own runner, as the engine does, and over gRPC only. */
    constructor(
        readonly project: PackProject,
        stack: StackSettings,
        seconds: number,
        readonly hosted = true,
    ) {
        const { directory } = project;
        const runner = findRunner(directory);
        // A large stack leaves much behind that is soon dead; a small nursery keeps it from piling up (MB, half the usual).
        const nursery = hosted ? ["--max-semi-space-size=8"] : [];
        // The runner's first argument is the engine's address, which no Node pack calls.
        const program = hosted ? [path.join(__dirname, "host.js")] : [runner, "127.0.0.1:0", "."];
        const env = environmentOf(stack);
        const args = [...nursery, ...project.nodeArguments, ...program];
        this.child = spawn(...limited(process.execPath, args, env.PWD), {
            cwd: directory,
            env: { ...process.env, ...env },
            stdio: ["ignore", "pipe", "pipe", ...(hosted ? (["ipc"] as const) : [])],
        });
        running.add(this.child);
        endWithCommand();
        this.child.stderr?.on("data", (data: Buffer) => {
            this.errors = (this.errors + data.toString()).slice(0, ERRORS_KEPT);
        });
        this.ended = new Promise((resolve) => this.child.once("close", resolve));
        this.disconnected = new Promise((resolve) => this.child.once("disconnect", resolve));
        this.port = this.readPort(seconds);
        // Whoever awaits the port sees the failure; until then it is nobody's.
        this.port.catch(() => undefined);
    }

    /** What the pack wrote to standard error so far. */
    get stderr(): string {
        return this.errors;
    }

    get pid(): number | undefined {
        return this.child.pid;
    }

    stop(): void {
        this.child.kill("SIGKILL");
    }

    /** Tells the host something; settles when that is on its way, or cannot be any more. */
    send(message: object): Promise<unknown> {
        return new Promise((resolve) => this.child.send(message, resolve));
    }

    onMessage(listener: (message: unknown) => void): void {
        this.child.on("message", listener);
    }

    /** Says what is wrong with the pack, quoting the line of its standard error that tells most. */
    fault(what: string): UserError {
        const line = tellingLine(this.errors);
        return new UserError(`policy pack ${this.project.directory}: ${what}${line ? `: ${line}` : ""}`);
    }

    /** Such a fault has one more likely cause. */
    private startFault(what: string): UserError {
        const unbuilt = isUnbuilt(this.project.directory) ? "it is not built, run `npm run build` there; " : "";
        return this.fault(`${unbuilt}${what}`);
    }

    private readPort(seconds: number): Promise<number> {
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => {
                reject(this.startFault(`it did not start within ${seconds} ${seconds === 1 ? "second" : "seconds"}`));
                this.stop();
            }, seconds * 1000);
            let output = "";
            const read = (data: Buffer): void => {
                output += data.toString();
                const [line, ...rest] = output.split("\n");
                if (rest.length === 0 && output.length < LONGEST_LINE) {
                    return;
                }
                clearTimeout(timer);
                // What it prints later is nobody's.
                this.child.stdout?.off("data", read).resume();
                if (/^\d+\s*$/.test(line as string)) {
                    resolve(Number(line));
                } else {
                    const said = (line as string).trim().slice(0, 80);
                    reject(
                        new UserError(
                            `policy pack ${this.project.directory}: it printed "${said}" where its port was expected`,
                        ),
                    );
                    this.stop();
                }
            };
            this.child.stdout?.on("data", read);
            this.child.once("error", (error) => {
                clearTimeout(timer);
                running.delete(this.child);
                reject(this.fault(`it cannot be started: ${error.message}`));
            });
            // `close`, not `exit`: by then all of its standard error has been read.
            this.child.once("close", (code, signal) => {
                clearTimeout(timer);
                running.delete(this.child);
                reject(
                    code === 0
                        ? this.fault("it ended without making a PolicyPack")
                        : this.startFault(`it failed to start (${signal ?? `exit code ${code}`})`),
                );
            });
        });
    }
}

function environmentOf({
    project,
    stack,
    organization = "organization",
    config,
    directory,
}: StackSettings): NodeJS.ProcessEnv & { PWD: string } {
    return {
        PULUMI_NODEJS_PROJECT: project,
        PULUMI_NODEJS_STACK: stack,
        PULUMI_NODEJS_ORGANIZATION: organization,
        PULUMI_NODEJS_DRY_RUN: "true",
        PULUMI_PROJECT: project,
        PULUMI_STACK: stack,
        PULUMI_ORGANIZATION: organization,
        PULUMI_DRY_RUN: "true",
        PULUMI_CONFIG: JSON.stringify(config),
        PWD: directory ?? process.cwd(),
    };
}

/** @pulumi/pulumi's own runner of policy packs, as the pack's folder resolves it. */
function findRunner(directory: string): string {
    const resolve = createRequire(path.join(directory, "package.json")).resolve;
    try {
        return path.join(path.dirname(resolve("@pulumi/pulumi/package.json")), "cmd", "run-policy-pack", "index.js");
    } catch {
        throw new UserError(`policy pack ${directory}: its dependencies are not installed; run \`npm install\` there`);
    }
}

/** True where the package's `main` is still to be built. Such a pack may start from its source nevertheless. */
function isUnbuilt(directory: string): boolean {
    const requireInPack = createRequire(path.join(directory, "package.json"));
    try {
        const { main, scripts } = requireInPack("./package.json") as { main?: string; scripts?: { build?: string } };
        return Boolean(main && scripts?.build && !fs.existsSync(path.join(directory, main)));
    } catch {
        return false;
    }
}

/** The line of a Node program's last words that says what went wrong. */
export function tellingLine(errors: string): string | undefined {
    const lines = errors
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "" && !/^at |^\(node:\d+\)|^\(Use `node /.test(line) && !/^\W*$/.test(line));
    return (
        lines.find((line) => /^(Uncaught )?[A-Za-z]*Error\b.*: /.test(line)) ??
        lines.find((line) => /error|invalid|cannot|failed/i.test(line)) ??
        lines[0]
    );
}
