/** Runs a Pulumi program against an embedded, preview-only engine, and gives what it registers. */
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";

import type { Preview, StackSettings } from "../inputs/stack";
import { ProgramError, UserError } from "../errors";
import { isSecretName } from "../../kit/aws/credentials";
import { DataSources, readMocks } from "./datasources";
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
    /** Takes what the program prints. */
    show?(text: string): void;
}

const DEFAULT_TIMEOUT = 300;

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
    const dataSources = new DataSources(options.mocks ? readMocks(options.mocks) : []);
    const monitor = new Monitor({ project, stack, organization, config, dataSources });
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
    const stopping = new AbortController();
    const finish = async (): Promise<Preview> => {
        const warnings = await runToEnd(project, config, dataSources, monitor, options, stopping.signal);
        return {
            ...settings,
            resources: monitor.resources,
            opaque: monitor.opaque,
            notes: [...dataSources.notes(), ...monitor.notes(), ...warnings],
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

/** Runs the program against the monitor, and gives its warnings. */
async function runToEnd(
    project: Project,
    config: StackConfig,
    dataSources: DataSources,
    monitor: Monitor,
    options: ProgramOptions,
    stopped: AbortSignal,
): Promise<string[]> {
    const { stack, organization = "organization", timeout = DEFAULT_TIMEOUT, show = (): void => {} } = options;
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
                PREFLIGHT_SCRATCH: scratch,
            };
            return run(launch, project.directory, env, scratch, timeout, show, stopped);
        });
        if (exit.timedOut) {
            throw new UserError(`the program did not end within ${timeout} seconds (--timeout), and was ended`);
        }
        const problem = problemOf(exit, monitor, engine);
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
