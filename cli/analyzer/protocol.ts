/** What a check asks of a policy pack, and what the pack answers. */
import type { Learned } from "../../kit/engine/partial";
import type { ResourceOptions, Values } from "../inputs/stack";
import type { Severity, Undecided } from "../results";

export type PolicyLevel = "advisory" | "mandatory" | "disabled" | "remediate";

/** What a pack says of itself. */
export interface AnalyzerInfo {
    name: string;
    version: string;
    policies: AnalyzerPolicy[];
    /** The configuration that the pack itself brings, by policy. */
    initialConfig: [policy: string, config: PolicyConfig][];
    /** It reads what a deep run has learned; over gRPC no pack can. */
    readsLearned?: boolean;
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

/** A policy's configuration in force. */
export interface PolicySettings extends PolicyConfig {
    level: PolicyLevel;
}

/** A resource as a request holds it. */
export interface AnalyzerResource {
    urn: string;
    type: string;
    name: string;
    properties: Values;
    parent?: string;
    options: ResourceOptions;
    provider?: { urn: string; type: string; name: string; properties: Values };
    /** What a deep run knows of unknowns among the properties: for packs that read it. */
    learned?: Learned[];
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
    /** What policies could not judge, because it is unknown or hidden. */
    notKnown: Omit<Undecided, "pack">[];
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

/** The calls of the analyzer protocol that a check makes. */
export interface AnalyzerCalls {
    configureStack(stack: StackConfiguration): void;
    getAnalyzerInfo(): AnalyzerInfo;
    configure(policies: [policy: string, settings: PolicySettings][]): void;
    remediate(resource: AnalyzerResource): RemediationResult[];
    analyze(resource: AnalyzerResource): Analysis;
    analyzeStack(resources: AnalyzerStackResource[]): Analysis;
}

export type Method = keyof AnalyzerCalls;
export type Request<M extends Method> = Parameters<AnalyzerCalls[M]>[0];
export type Answer<M extends Method> = ReturnType<AnalyzerCalls[M]>;

/** A way to a pack that is running. */
export interface Connection {
    /** Rejects with a `CallError`. */
    call<M extends Method>(method: M, request: Request<M>): Promise<Answer<M>>;
    close(): void;
}

/** Why a pack gave no answer. */
export class CallError extends Error {
    constructor(
        readonly reason: "late" | "ended" | "unimplemented" | "failed",
        details = "",
    ) {
        super(details);
    }
}
