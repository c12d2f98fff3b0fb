/** Speaks the analyzer protocol to a policy pack, as the engine does. */
import type * as Grpc from "@grpc/grpc-js";
import type { AnalyzerClient as Client } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type * as Proto from "@pulumi/pulumi/proto/analyzer_pb";
import type { JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

import type { Values } from "../inputs/model";
import { UserError, type Severity } from "../model";
import type { PackProcess } from "./pack";

export type PolicyLevel = "advisory" | "mandatory" | "disabled" | "remediate";

/** What a pack says of itself. */
export interface AnalyzerInfo {
    name: string;
    version: string;
    policies: AnalyzerPolicy[];
    /** Policy name -> the configuration that the pack itself brings. */
    initialConfig: Map<string, PolicyConfig>;
}

export interface AnalyzerPolicy {
    name: string;
    displayName: string;
    description: string;
    level: PolicyLevel;
    severity?: Severity;
    url?: string;
    remediationSteps?: string;
    framework?: { name: string; version: string; reference: string; specification: string };
    tags?: string[];
    /** The JSON schema of each setting, and which settings are needed. */
    schema?: { properties: Record<string, Values>; required: string[] };
}

export interface PolicyConfig {
    level?: PolicyLevel;
    properties: Values;
}

/** A resource as a request holds it. */
export interface AnalyzerResource {
    urn: string;
    type: string;
    name: string;
    properties: Values;
    parent?: string;
    options: {
        protect?: boolean;
        ignoreChanges?: string[];
        deleteBeforeReplace?: boolean;
        additionalSecretOutputs?: string[];
        aliases?: string[];
        customTimeouts?: { create?: number; update?: number; delete?: number; read?: number };
    };
    provider?: { urn: string; type: string; name: string; properties: Values };
}

/** A resource among the others of its stack. */
export interface AnalyzerStackResource extends AnalyzerResource {
    dependencies: string[];
    propertyDependencies: Record<string, string[]>;
}

export interface Diagnostic {
    policy: string;
    description: string;
    message: string;
    level: PolicyLevel;
    severity?: Severity;
    urn: string;
}

export interface Analysis {
    diagnostics: Diagnostic[];
    notApplicable: { policy: string; reason: string }[];
}

export interface RemediationResult {
    policy: string;
    description: string;
    properties?: Values;
    /** Why the remediation could not run. */
    diagnostic?: string;
}

export interface StackConfiguration {
    project: string;
    stack: string;
    organization: string;
    config: Record<string, string>;
    secretKeys: string[];
    tags: Record<string, string>;
}

/** The numbers that stand for levels and severities in analyzer.proto. */
const LEVELS: PolicyLevel[] = ["advisory", "mandatory", "disabled", "remediate"];
const SEVERITIES: (Severity | undefined)[] = [undefined, "low", "medium", "high", "critical"];

/** The engine's limit of a message, both ways: 400 MB. */
const LIMIT = 1024 * 1024 * 400;

/** gRPC's status codes that are told apart here. */
const DEADLINE_EXCEEDED = 4;
const UNIMPLEMENTED = 12;
const UNAVAILABLE = 14;
const CANCELLED = 1;

/** How long a pack whose connection has broken may take to end by itself. */
const LAST_WORDS_MS = 2000;

/** A connection to a pack that is running. */
export class Analyzer {
    private constructor(
        private readonly pack: PackProcess,
        private readonly client: Client,
        private readonly seconds: number,
        private readonly proto: typeof Proto,
        private readonly struct: typeof Struct,
        private readonly metadata: Grpc.Metadata,
    ) {}

    /**
     * Connects to a pack as soon as it has started.
     * @param seconds how long each request may take.
     */
    static async connect(pack: PackProcess, seconds: number): Promise<Analyzer> {
        // Loaded while the pack starts, which takes longer.
        const { AnalyzerClient } = require("@pulumi/pulumi/proto/analyzer_grpc_pb") as {
            AnalyzerClient: typeof Client;
        };
        const { credentials, Metadata } = require("@grpc/grpc-js") as typeof Grpc;
        const proto = require("@pulumi/pulumi/proto/analyzer_pb") as typeof Proto;
        const { Struct: struct } = require("google-protobuf/google/protobuf/struct_pb") as { Struct: typeof Struct };
        const client = new AnalyzerClient(`127.0.0.1:${await pack.port}`, credentials.createInsecure(), {
            "grpc.max_receive_message_length": LIMIT,
            "grpc.max_send_message_length": LIMIT,
            // A proxy that is set for the network is not for the pack.
            "grpc.enable_http_proxy": 0,
        });
        return new Analyzer(pack, client, seconds, proto, struct, new Metadata());
    }

    close(): void {
        this.client.close();
    }

    async info(): Promise<AnalyzerInfo> {
        const { Empty } = require("google-protobuf/google/protobuf/empty_pb") as {
            Empty: new () => import("google-protobuf/google/protobuf/empty_pb").Empty;
        };
        const info = await this.call<Proto.AnalyzerInfo>("describe itself", (metadata, options, done) =>
            this.client.getAnalyzerInfo(new Empty(), metadata, options, done),
        );
        const initialConfig = new Map<string, PolicyConfig>();
        info.getInitialconfigMap().forEach((config, name) => {
            initialConfig.set(name, { level: LEVELS[config.getEnforcementlevel()], properties: values(config.getProperties()) });
        });
        const policies = info.getPoliciesList().map((policy) => readPolicy(policy, info.getSupportsconfig()));
        return {
            name: info.getName(),
            version: this.pack.project.version ?? info.getVersion(),
            policies: policies.sort((a, b) => (a.name < b.name ? -1 : 1)),
            initialConfig,
        };
    }

    async configure(policies: Map<string, { level: PolicyLevel; properties: Values }>): Promise<void> {
        const request = new this.proto.ConfigureAnalyzerRequest();
        for (const [name, { level, properties }] of policies) {
            const config = new this.proto.PolicyConfig();
            config.setEnforcementlevel(LEVELS.indexOf(level) as Proto.EnforcementLevel);
            config.setProperties(this.toStruct(properties));
            request.getPolicyconfigMap().set(name, config);
        }
        await this.call("be configured", (metadata, options, done) =>
            this.client.configure(request, metadata, options, done),
        );
    }

    async configureStack(stack: StackConfiguration): Promise<void> {
        const request = new this.proto.AnalyzerStackConfigureRequest();
        request.setStack(stack.stack);
        request.setProject(stack.project);
        request.setOrganization(stack.organization);
        request.setDryRun(true);
        request.setConfigSecretKeysList(stack.secretKeys);
        Object.entries(stack.config).forEach(([key, value]) => request.getConfigMap().set(key, value));
        Object.entries(stack.tags).forEach(([key, value]) => request.getTagsMap().set(key, value));
        await this.callIfImplemented("be told of the stack", (metadata, options, done) =>
            this.client.configureStack(request, metadata, options, done),
        );
    }

    async remediate(resource: AnalyzerResource): Promise<RemediationResult[]> {
        const response = await this.callIfImplemented<Proto.RemediateResponse>(`repair ${resource.name}`, (metadata, options, done) =>
            this.client.remediate(this.fill(new this.proto.AnalyzeRequest(), resource), metadata, options, done),
        );
        return (response?.getRemediationsList() ?? []).map((remediation) => ({
            policy: remediation.getPolicyname(),
            description: remediation.getDescription(),
            properties: remediation.hasProperties() ? values(remediation.getProperties()) : undefined,
            diagnostic: remediation.getDiagnostic() || undefined,
        }));
    }

    async analyze(resource: AnalyzerResource): Promise<Analysis> {
        const request = this.fill(new this.proto.AnalyzeRequest(), withoutInternals(resource));
        return readAnalysis(
            await this.call<Proto.AnalyzeResponse>(`check ${resource.name}`, (metadata, options, done) =>
                this.client.analyze(request, metadata, options, done),
            ),
        );
    }

    async analyzeStack(resources: AnalyzerStackResource[]): Promise<Analysis> {
        const request = new this.proto.AnalyzeStackRequest();
        request.setResourcesList(
            resources.map((resource) => {
                const message = this.fill(new this.proto.AnalyzerResource(), withoutInternals(resource));
                message.setParent(resource.parent ?? "");
                message.setDependenciesList(resource.dependencies);
                for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
                    const dependencies = new this.proto.AnalyzerPropertyDependencies();
                    dependencies.setUrnsList(urns);
                    message.getPropertydependenciesMap().set(property, dependencies);
                }
                return message;
            }),
        );
        return readAnalysis(
            await this.callIfImplemented<Proto.AnalyzeResponse>("check the stack", (metadata, options, done) =>
                this.client.analyzeStack(request, metadata, options, done),
            ),
        );
    }

    private fill<M extends Proto.AnalyzeRequest | Proto.AnalyzerResource>(message: M, resource: AnalyzerResource): M {
        const { protect, ignoreChanges, deleteBeforeReplace, additionalSecretOutputs, aliases, customTimeouts } =
            resource.options;
        const options = new this.proto.AnalyzerResourceOptions();
        options.setProtect(protect ?? false);
        options.setIgnorechangesList(ignoreChanges ?? []);
        options.setDeletebeforereplace(deleteBeforeReplace ?? false);
        options.setDeletebeforereplacedefined(deleteBeforeReplace !== undefined);
        options.setAdditionalsecretoutputsList(additionalSecretOutputs ?? []);
        options.setAliasesList(aliases ?? []);
        options.setParent(resource.parent ?? "");
        const timeouts = new this.proto.AnalyzerResourceOptions.CustomTimeouts();
        timeouts.setCreate(customTimeouts?.create ?? 0);
        timeouts.setUpdate(customTimeouts?.update ?? 0);
        timeouts.setDelete(customTimeouts?.delete ?? 0);
        timeouts.setRead(customTimeouts?.read ?? 0);
        options.setCustomtimeouts(timeouts);

        message.setUrn(resource.urn);
        message.setType(resource.type);
        message.setName(resource.name);
        message.setProperties(this.toStruct(resource.properties));
        message.setOptions(options);
        if (resource.provider) {
            const provider = new this.proto.AnalyzerProviderResource();
            provider.setUrn(resource.provider.urn);
            provider.setType(resource.provider.type);
            provider.setName(resource.provider.name);
            provider.setProperties(this.toStruct(withoutInternals(resource.provider).properties));
            message.setProvider(provider);
        }
        return message;
    }

    private toStruct(properties: Values): Struct {
        return this.struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
    }

    private call<T>(what: string, send: Send<T>): Promise<T> {
        return new Promise((resolve, reject) => {
            send(this.metadata, { deadline: Date.now() + this.seconds * 1000 }, (error, response) => {
                if (error) {
                    void this.explain(what, error).then(reject);
                } else {
                    resolve(response as T);
                }
            });
        });
    }

    /** A call that packs made with an old SDK do not answer, which the engine accepts. */
    private callIfImplemented<T>(what: string, send: Send<T>): Promise<T | undefined> {
        return this.call<T>(what, (metadata, options, done) =>
            send(metadata, options, (error, response) => {
                done(error?.code === UNIMPLEMENTED ? null : error, response);
            }),
        );
    }

    private async explain(what: string, { code, details }: Grpc.ServiceError): Promise<Error> {
        if (code === DEADLINE_EXCEEDED) {
            const seconds = `${this.seconds} ${this.seconds === 1 ? "second" : "seconds"}`;
            return this.pack.fault(`it took longer than ${seconds} to ${what}`);
        }
        if (code === UNAVAILABLE || code === CANCELLED) {
            // Its last words arrive after the connection has broken; a pack that broke it and lives on is stopped.
            setTimeout(() => this.pack.stop(), LAST_WORDS_MS);
            await this.pack.ended;
            return this.pack.fault(`it ended when asked to ${what}`);
        }
        const [first = "", second = ""] = details.split("\n");
        const message = first.endsWith(":") ? `${first} ${second.trim()}` : first;
        return new UserError(`policy pack ${this.pack.project.directory}: it failed when asked to ${what}: ${message}`);
    }
}

/** Sends a request with one of the client's methods. */
type Send<T> = (
    metadata: Grpc.Metadata,
    options: Partial<Grpc.CallOptions>,
    done: (error: Grpc.ServiceError | null, response?: T) => void,
) => unknown;

function readPolicy(policy: Proto.PolicyInfo, supportsConfig: boolean): AnalyzerPolicy {
    const framework = policy.getFramework();
    const schema = policy.getConfigschema();
    return {
        name: policy.getName(),
        displayName: policy.getDisplayname(),
        description: policy.getDescription(),
        level: LEVELS[policy.getEnforcementlevel()] as PolicyLevel,
        severity: SEVERITIES[policy.getSeverity()],
        url: policy.getUrl() || undefined,
        remediationSteps: policy.getRemediationSteps() || undefined,
        framework: framework && {
            name: framework.getName(),
            version: framework.getVersion(),
            reference: framework.getReference(),
            specification: framework.getSpecification(),
        },
        tags: policy.getTagsList(),
        schema: supportsConfig
            ? {
                  properties: values(schema?.getProperties()) as Record<string, Values>,
                  required: schema?.getRequiredList() ?? [],
              }
            : undefined,
    };
}

function readAnalysis(response: Proto.AnalyzeResponse | undefined): Analysis {
    return {
        diagnostics: (response?.getDiagnosticsList() ?? []).map((diagnostic) => ({
            policy: diagnostic.getPolicyname(),
            description: diagnostic.getDescription(),
            message: diagnostic.getMessage(),
            level: LEVELS[diagnostic.getEnforcementlevel()] as PolicyLevel,
            severity: SEVERITIES[diagnostic.getSeverity()],
            urn: diagnostic.getUrn(),
        })),
        notApplicable: (response?.getNotApplicableList() ?? []).map((entry) => ({
            policy: entry.getPolicyName(),
            reason: entry.getReason(),
        })),
    };
}

function values(struct: Struct | undefined): Values {
    return (struct?.toJavaScript() ?? {}) as Values;
}

/** The engine keeps its own top-level properties, such as `__defaults`, from what a policy checks. */
function withoutInternals<R extends { properties: Values }>(resource: R): R {
    const properties = Object.entries(resource.properties).filter(([key]) => !key.startsWith("__"));
    return { ...resource, properties: Object.fromEntries(properties) };
}
