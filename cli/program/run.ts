/** Runs a Pulumi program against an embedded, preview-only engine, and gives what it registers. */
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";

import type { Preview } from "../inputs/model";
import { ProgramError, UserError } from "../model";
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
    /** Takes what the program prints. */
    show?(text: string): void;
}

const DEFAULT_TIMEOUT = 300;

/** Runs the program in `folder` as `pulumi preview` would on its first run, and gives the stack that it makes. */
export async function runProgram(folder: string, options: ProgramOptions): Promise<Preview> {
    const project = readProject(folder);
    const config = readStackConfig(project, options.stack, options.stackConfig, options.set ?? []);
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
        if (exit.timedOut) {
            throw new UserError(`the program did not end within ${timeout} seconds (--timeout), and was ended`);
        }
        const problem = problemOf(exit, monitor, engine);
        if (problem) {
            throw new ProgramError([problem, ...notes(config, dataSources, monitor)].join("\n"));
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

/** What is not known of the stack, and how to make it known; with an error, what may explain it. */
function notes(config: StackConfig, dataSources: DataSources, monitor: Monitor): string[] {
    const notes: string[] = [];
    if (dataSources.unanswered.size > 0) {
        const tokens = [...dataSources.unanswered].join(", ");
        notes.push(`Data source calls answered with unknown values (--mocks can answer them): ${tokens}.`);
    }
    if (config.undecrypted.length > 0) {
        const keys = config.undecrypted.join(", ");
        notes.push(`Secrets that could not be decrypted are unknown (--set can give them a value): ${keys}.`);
    }
    for (const urn of monitor.remoteComponents) {
        notes.push(`${urn} is a component of a provider plugin: what it makes inside was not checked.`);
    }
    return notes;
}
