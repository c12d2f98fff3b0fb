/** Runs a Pulumi program against an embedded, preview-only engine, and gives what it registers. */
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";

import type { Preview, PreviewResource, StackSettings } from "../inputs/stack";
import { ProgramError, UserError } from "../errors";
import { secretsOf } from "../secrets";
import { isSecretName } from "../../kit/aws/credentials";
import { DataSources, readMocks } from "./datasources";
import { type DeepResult, dropped, learn } from "./deep";
import { Engine } from "./engine";
import { programEnvironment } from "./environment";
import { type Exit, type Launch, type LaunchOptions, run } from "./launch";
import { Monitor } from "./monitor";
import { launchNode } from "./node";
import { type Project, readProject, readStackConfig, type StackConfig } from "./project";
import { launchPython } from "./python";
import { sandboxed } from "./sandbox";
import { withScratch } from "./scratch";
import { serve } from "./server";
import { Tokens } from "./tokens";
import { LOOKED, OUTPUT_MARKS } from "./unanswered";

export interface ProgramOptions {
    stack: string;
    organization?: string;
    /** The stack's configuration file, where it is not Pulumi.<stack>.yaml. */
    stackConfig?: string;
    /** `key=value` pairs over the stack's file. */
    set?: string[];
    /** A file of answers to data source calls. */
    mocks?: string;
    /** Seconds after which the program is ended. */
    timeout?: number;
    /** Environment variables that the program gets although they may be credentials. */
    passEnv?: string[];
    /** Run it where it sees no files but its own. */
    sandbox?: boolean;
    /** Of the stack. */
    tags?: Record<string, string>;
    /** Runs the program a second time, to look inside texts that outputs are a part of. */
    deep?: boolean;
    /** Takes what the program prints. */
    show?(text: string): void;
}

const DEFAULT_TIMEOUT = 300;

/** How much is shown of what a program prints, and of what it fails with. */
const SHOWN = 10_000_000;
const LONGEST_PROBLEM = 100_000;

/** A program that runs: the stack that it is for, and the stack that it makes. */
export interface RunningProgram extends StackSettings {
    coming: Promise<Preview>;
    /** Ends the program, where nobody waits for it any more. */
    stop(): void;
}

/** Starts the program in `folder`, as `pulumi preview` would on its first run. */
export function startProgram(folder: string, options: ProgramOptions): RunningProgram {
    const { stack, organization = "organization" } = options;
    const project = readProject(folder);
    const config = readStackConfig(project, stack, options.stackConfig, options.set ?? []);
    const mocks = options.mocks ? readMocks(options.mocks) : [];
    const make = (tokens?: Tokens): ProgramRun => {
        const dataSources = new DataSources(mocks, tokens);
        const monitor = new Monitor({ project, stack, organization, config, dataSources, tokens });
        return { project, config, dataSources, monitor, tokens };
    };
    const plain = make();
    const tokens = options.deep ? new Tokens() : undefined;
    const settings: StackSettings = {
        project: project.name,
        stack,
        organization,
        config: config.values,
        // What the command line gives stands in no file: to a policy it is as good as secret.
        secretKeys: [...new Set([...config.secretKeys, ...config.given.filter(isSecretName)])],
        tags: options.tags ?? {},
        directory: project.root,
    };
    const secrets = secretsOf(settings);
    const show = (text: string): void => options.show?.(secrets.redact(text));
    const stopping = new AbortController();
    const finish = async (): Promise<Preview> => {
        const deep = tokens && runDeep(make(tokens), options, stopping.signal);
        const warnings = await runToEnd(plain, { ...options, show }, stopping.signal).catch((error: unknown) => {
            stopping.abort();
            if (error instanceof ProgramError) {
                error.message = secrets.redact(error.message);
            }
            throw error;
        });
        const { resources, opaque } = plain.monitor;
        const { learned, notes } = deep && tokens ? (await deep)(resources) : { learned: undefined, notes: [] };
        return {
            ...settings,
            resources,
            learned,
            opaque,
            notes: [...plain.dataSources.notes(), ...plain.monitor.notes(), ...notes, ...warnings],
        };
    };
    const coming = finish();
    // Whoever awaits it sees the failure; until then it is nobody's.
    coming.catch(() => undefined);
    return { ...settings, coming, stop: () => stopping.abort() };
}

/** Runs the program in `folder`, and gives the stack that it makes. */
export async function runProgram(folder: string, options: ProgramOptions): Promise<Preview> {
    return startProgram(folder, options).coming;
}

/** Ends a deep run whose program looks into a value, where anything may come of it. */
class Looked extends Error {}

/** What one run of a program works with. */
interface ProgramRun {
    project: Project;
    config: StackConfig;
    dataSources: DataSources;
    monitor: Monitor;
    /** Of a deep run. */
    tokens?: Tokens;
}

/** Runs the program with tokens; gives what tells what was learned, against the resources of the plain run. */
async function runDeep(
    deep: ProgramRun,
    options: ProgramOptions,
    stopped: AbortSignal,
): Promise<(plain: PreviewResource[]) => DeepResult> {
    const silent = { ...options, show: (): void => {} };
    try {
        await runToEnd(deep, silent, stopped);
        return (plain) => learn(plain, deep.monitor.resources, deep.tokens as Tokens);
    } catch (error) {
        return () => dropped(error instanceof Looked ? error.message : "the program fails where outputs have a value");
    }
}

/** Runs the program against the monitor, and gives its warnings. */
async function runToEnd(
    { project, config, dataSources, monitor, tokens }: ProgramRun,
    options: ProgramOptions,
    stopped: AbortSignal,
): Promise<string[]> {
    const { stack, organization = "organization", timeout = DEFAULT_TIMEOUT } = options;
    const show = atMost(SHOWN, options.show);
    const engine = new Engine((message) => show(`${message}\n`));
    const server = await serve([
        [ResourceMonitorService, monitor.handlers()],
        [EngineService, engine.handlers()],
    ]);
    try {
        const { address } = server;
        const exit = await withScratch((scratch) => {
            const plain = launcher(project)({ project, stack, organization, monitor: address, engine: address });
            const launch = options.sandbox ? sandboxed(plain, project, scratch) : plain;
            const env = {
                ...programEnvironment(options.passEnv ?? [], scratch),
                PULUMI_CONFIG: JSON.stringify(config.values),
                PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
                [OUTPUT_MARKS]: tokens?.tellingMarks.join(","),
                PREFLIGHT_SCRATCH: scratch,
            };
            return run(launch, project.directory, env, scratch, timeout, show, stopped);
        });
        if (exit.timedOut) {
            throw new UserError(`the program did not end within ${timeout} seconds (--timeout), and was ended`);
        }
        if (tokens && exit.code === LOOKED) {
            throw new Looked("the program decides by what a data source gives");
        }
        const problem = (server.failure ?? problemOf(exit, monitor, engine))?.slice(0, LONGEST_PROBLEM);
        if (problem) {
            const advice = configurationAdvice(problem, stack) ?? dataSources.advice();
            throw new ProgramError([...advice, problem, ...monitor.notes()].join("\n"));
        }
        return engine.warnings;
    } finally {
        monitor.close();
        server.close();
    }
}

/** Passes on so many characters, and then says that there is more. */
function atMost(most: number, show?: (text: string) => void): (text: string) => void {
    let left = most;
    return (text) => {
        if (left > 0) {
            show?.(text.length < left ? text : `${text.slice(0, left)}\n(the rest of what it prints is left out)\n`);
            left -= text.length;
        }
    };
}

function launcher(project: Project): (options: LaunchOptions) => Launch {
    return project.runtime === "python" ? launchPython : launchNode;
}

/** What to do about a value of the configuration that is not there, for somebody without the Pulumi CLI. */
function configurationAdvice(problem: string, stack: string): string[] | undefined {
    const key = /Missing required configuration variable '([^']+)'/.exec(problem)?.[1];
    return key ? [`Give it --set ${key}=<value>, or write the value into Pulumi.${stack}.yaml.`] : undefined;
}

/** What went wrong, in the program's own words where it is the program's error. */
function problemOf(exit: Exit, monitor: Monitor, engine: Engine): string | undefined {
    if (monitor.failure) {
        return monitor.failure;
    }
    if (engine.errors.length > 0) {
        return engine.errors.join("\n");
    }
    if (exit.code !== 0) {
        const ended = exit.code === undefined ? "A signal ended it." : `It ended with exit code ${exit.code}.`;
        return [ended, exit.stderr.trimEnd()].filter(Boolean).join("\n");
    }
    if (!monitor.finished) {
        return "It ended itself with exit code 0, before it had registered everything.";
    }
    return undefined;
}
