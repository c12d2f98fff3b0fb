/** Runs a Pulumi program against an embedded, preview-only engine, and gives what it registers. */
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";

import type { Preview } from "../inputs/model";
import { UserError } from "../model";
import { DataSources, readMocks } from "./datasources";
import { Engine } from "./engine";
import { type Exit, type Launch, type LaunchOptions, programEnvironment, run } from "./launch";
import { Monitor } from "./monitor";
import { launchNode } from "./node";
import { type Project, readProject, readStackConfig, type StackConfig } from "./project";
import { launchPython } from "./python";
import { serve } from "./server";

export interface ProgramOptions {
    stack: string;
    organization?: string;
    /** `key=value` pairs over the stack's file. */
    config?: string[];
    /** A file of answers to data source calls. */
    mocks?: string;
    /** Seconds after which the program is ended. */
    timeout?: number;
    /** Environment variables that the program gets although they may be credentials. */
    passEnv?: string[];
    /** Takes what the program prints. */
    show?(text: string): void;
}

const DEFAULT_TIMEOUT = 300;

/** Runs the program in `folder` as `pulumi preview` would on its first run, and gives the stack that it makes. */
export async function runProgram(folder: string, options: ProgramOptions): Promise<Preview> {
    const project = readProject(folder);
    const config = readStackConfig(project, options.stack, options.config ?? []);
    const organization = options.organization ?? "organization";
    const show = options.show ?? ((): void => {});
    const dataSources = new DataSources(options.mocks ? readMocks(options.mocks) : []);
    const monitor = new Monitor({ project, stack: options.stack, organization, config, dataSources });
    const engine = new Engine((message) => show(`${message}\n`));
    const server = await serve([
        [ResourceMonitorService, monitor.handlers()],
        [EngineService, engine.handlers()],
    ]);
    try {
        const { address } = server;
        const launch = launcher(project)({
            project,
            stack: options.stack,
            organization,
            monitor: address,
            engine: address,
        });
        const env = {
            ...programEnvironment(options.passEnv ?? []),
            PULUMI_CONFIG: JSON.stringify(config.values),
            PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
        };
        const timeout = options.timeout ?? DEFAULT_TIMEOUT;
        const exit = await run(launch, project.directory, env, timeout, show);
        const problem = problemOf(exit, timeout, monitor, engine);
        if (problem) {
            throw new UserError([problem, ...hints(config, dataSources)].join("\n"));
        }
    } finally {
        monitor.close();
        server.close();
    }
    return {
        project: project.name,
        stack: options.stack,
        organization,
        config: config.values,
        secretKeys: config.secretKeys,
        tags: {},
        resources: monitor.resources,
        directory: project.root,
        notes: [...notes(config, dataSources, monitor), ...engine.warnings],
    };
}

function launcher(project: Project): (options: LaunchOptions) => Launch {
    return project.runtime === "python" ? launchPython : launchNode;
}

/** What went wrong, in the program's own words where it is the program's error. */
function problemOf(exit: Exit, timeout: number, monitor: Monitor, engine: Engine): string | undefined {
    if (exit.timedOut) {
        return `The program did not end within ${timeout} seconds (--timeout); it was ended.`;
    }
    if (monitor.failure) {
        return `The program registered a resource that the engine refuses: ${monitor.failure}`;
    }
    if (engine.errors.length > 0) {
        return engine.errors.join("\n");
    }
    if (exit.code !== 0) {
        const ended = exit.code === undefined ? "was ended by a signal" : `ended with exit code ${exit.code}`;
        return [`The program ${ended}.`, exit.stderr.trimEnd()].filter(Boolean).join("\n");
    }
    if (!monitor.finished) {
        return "The program ended itself (exit code 0) before it had registered everything.";
    }
    return undefined;
}

/** What may explain a program's error. */
function hints(config: StackConfig, dataSources: DataSources): string[] {
    const hints: string[] = [];
    if (dataSources.unanswered.size > 0) {
        hints.push(
            `These calls were answered with unknown values, which a file of answers (--mocks) can change: ${[...dataSources.unanswered].join(", ")}.`,
        );
    }
    if (config.undecrypted.length > 0) {
        hints.push(
            `These secrets could not be decrypted, and --stack-config key=value can stand in for them: ${config.undecrypted.join(", ")}.`,
        );
    }
    return hints;
}

function notes(config: StackConfig, dataSources: DataSources, monitor: Monitor): string[] {
    const notes: string[] = [];
    if (dataSources.unanswered.size > 0) {
        notes.push(`Answered with unknown values (--mocks can answer them): ${[...dataSources.unanswered].join(", ")}.`);
    }
    if (config.undecrypted.length > 0) {
        notes.push(`Secrets that could not be decrypted are unknown: ${config.undecrypted.join(", ")}.`);
    }
    for (const urn of monitor.remoteComponents) {
        notes.push(`${urn} is a component of a provider plugin: what it makes inside was not checked.`);
    }
    return notes;
}
