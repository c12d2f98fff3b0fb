/** The one form that every input is read into: what the engine would know of a stack when it asks a policy pack. */
import type { Learned } from "../../kit/engine/partial";
import type { Opaque, SourcePosition } from "../results";

/** A property bag in Pulumi's wire form: unknowns as their sentinels, secrets and assets as signed objects. */
export type Values = Record<string, unknown>;

/** A resource of the stack as it will be. */
export interface PreviewResource {
    urn: string;
    type: string;
    name: string;
    custom: boolean;
    /** Read and not managed: such a resource is part of the stack, but no resource policy is asked about it. */
    external: boolean;
    inputs: Values;
    /** Where the input holds them; the inputs stand for them where it does not. */
    outputs?: Values;
    parent?: string;
    dependencies: string[];
    /** Top-level property -> the URNs that its value came from. */
    propertyDependencies: Record<string, string[]>;
    /** The provider's reference, `<urn>::<id>`. */
    provider?: string;
    options: ResourceOptions;
    source?: SourcePosition;
}

export interface ResourceOptions {
    protect?: boolean;
    ignoreChanges?: string[];
    deleteBeforeReplace?: boolean;
    additionalSecretOutputs?: string[];
    aliases?: string[];
    /** In seconds. */
    customTimeouts?: { create?: number; update?: number; delete?: number; read?: number };
}

/** What is known of a stack before its resources are. */
export interface StackSettings {
    project: string;
    stack: string;
    organization?: string;
    /** The stack's configuration by full key (`project:key`). */
    config: Record<string, string>;
    /** Which configuration keys are secret. */
    secretKeys: string[];
    tags: Record<string, string>;
    /** The folder of Pulumi.yaml, where it is known: archives' paths are relative to it. */
    directory?: string;
}

/** What a deep run knows of a resource. */
export interface LearnedOf {
    inputs: Learned[];
    outputs: Learned[];
}

/** A stack to check. */
export interface Preview extends StackSettings {
    /** In the order in which the engine met them. */
    resources: PreviewResource[];
    /** URN -> what a deep run of the program knows of values that are unknown here. */
    learned?: ReadonlyMap<string, LearnedOf>;
    /** Components that were not looked into; only a run of the program knows. */
    opaque?: Opaque[];
    /** What the input does not hold, for the reader of the result. */
    notes: string[];
    /** True when the input does not hold the whole stack: it ends in the middle, or the preview itself failed. */
    incomplete?: boolean;
    /** Why the preview itself failed, in one line. */
    failure?: string;
}
