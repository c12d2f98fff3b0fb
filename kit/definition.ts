/** What a policy says of itself, and what its check is given. */
import type { Severity } from "@pulumi/policy";

import type { Environment, Tier } from "./environment";
import type { Frameworks } from "./frameworks";
import type { Plain, Resource, ResourceType } from "./resource";
import type { PropertyRule } from "./rules";
import type { Settings, SettingsSchema } from "./settings/schema";
import type { Stack } from "./stack";
import type { Because } from "./unknown";

export type Level = "mandatory" | "advisory" | "disabled";

/**
 * What a mandatory policy stops by default: data that others can reach, data that is lost, a credential in clear,
 * what AWS refuses, or what is broken at run time. Anything else is advisory (docs/levels.md).
 */
export type Stops = "exposed" | "lost" | "credential" | "refused" | "broken";

/** A policy that is mandatory by default says what it stops, and no other does. */
export type DefaultLevel = { level: "mandatory"; stops: Stops } | { level: "advisory" | "disabled"; stops?: never };

/** What every policy says of itself. */
export interface Definition<S extends SettingsSchema = SettingsSchema> {
    /** The name in configuration, findings and waivers; also the file's name. Never reused. */
    name: string;
    /** Names that it had: configuration, waivers and baselines that hold one go on working. */
    aliases?: string[];
    /** One line that says what is right. */
    title: string;
    severity: Severity;
    /** The level unless configuration says otherwise; `disabled` for a policy that a profile switches on. */
    level: Level;
    /** Of a policy that is mandatory by default: what its worst finding stops. */
    stops?: Stops;
    /** Why it matters, in one clause. */
    why: string;
    /** What to write instead. */
    fix: string;
    /** Framework -> the controls that it serves, each with its source in kit/frameworks.ts. */
    frameworks?: Frameworks;
    /** AWS Security Hub controls that it serves, beside those of its rules; ` (partly)` after one not served wholly. */
    controls?: readonly string[];
    /** AWS and Pulumi pages that the policy rests on. */
    links: string[];
    /** The settings, beside `enforcementLevel` and `waivers`: the JSON schema of each, with a description. */
    settings?: S;
    /** True where the verdict depends on the tier: adds the `tier` setting. */
    tiered?: boolean;
    /** The version that added it, where that is not 0.1.0, the first. */
    since?: string;
    /** What changed since the version that added it, newest first, for the page. */
    history?: { version: string; change: string }[];
}

/** What many resources have in common, and the one change that repairs them all. */
export interface Cause {
    /** What is wrong, in the plural: "resources lack Owner". Their number goes before it. */
    problem: string;
    fix: string;
    /** How many could have it: one finding tells it where more than half do. Without it, wherever two do. */
    among?: number;
}

/** Options of one finding. */
export interface ReportOptions {
    /** What to write instead, where it is more exact than the policy's own `fix`. */
    fix?: string;
    /** Reports below the policy's level: a lesser finding of the same kind. */
    level?: "advisory";
    severity?: Severity;
    /** Says it once in a preview, however many resources it holds for. */
    once?: boolean;
    /** Of a stack policy: findings of one cause are told by one finding on the stack, which counts the resources. */
    cause?: Cause;
}

/** What a check knows beside the properties. */
export interface Facts<S extends SettingsSchema = SettingsSchema, T = unknown> {
    resource: Resource<T>;
    settings: Settings<S>;
    environment: Environment;
    tier: Tier;
}

/** What a check is given beside the properties. */
export interface Context<S extends SettingsSchema = SettingsSchema, T = unknown> extends Facts<S, T> {
    /**
     * Reports a violation.
     * @param property the path of the property to change, such as `environment.variables`; undefined for the whole.
     * @param problem what is wrong, in one clause; never a credential's value.
     */
    report(property: string | undefined, problem: string, options?: ReportOptions): void;
    /** Runs a part of a check; an unknown value that it reads ends this part only. */
    attempt(part: () => void): void;
    /** Says that `property` could not be judged because it is not known yet, or hidden by the file that was read. */
    undecided(property: string, because?: Because): void;
}

/** What a check of a stack policy is given. */
export interface StackContext<S extends SettingsSchema = SettingsSchema, T = unknown> extends Context<S, T> {
    stack: Stack;
    /** True when the stack policy of that name has run in this analysis: two policies never say the same. */
    ran(policy: string): boolean;
}

/** The properties that a repair sets, and to what. */
export type Repaired<T> = Partial<Plain<T>>;

/** Works a repair out of the resource and the settings; undefined where this resource needs none. */
export type RepairOf<S extends SettingsSchema, T> = (props: Plain<T>, facts: Facts<S, T>) => Repaired<T> | undefined;

export interface ResourcePolicyDefinition<S extends SettingsSchema, T> extends Definition<S> {
    /** What is judged as data: one property, one value (`rule` in kit/rules.ts). */
    rules?: readonly PropertyRule[];
    /** The types that `check` judges; every resource where it names none. */
    types?: ResourceType<T>[];
    /** Judges one resource by its inputs; a check that has to read files or assets answers with a promise. */
    check?(props: Plain<T>, context: Context<S, T>): void | Promise<void>;
    /**
     * What level `remediate` sets on a resource before it is created: where the check reports one of these properties.
     */
    repair?: Repaired<T> | RepairOf<S, T>;
}

export interface StackPolicyDefinition<S extends SettingsSchema, T> extends Definition<S> {
    /** What is judged as data beside the relations: one property, one value (`rule` in kit/rules.ts). */
    rules?: readonly PropertyRule[];
    /** The types that `check` judges; every resource where it names none. */
    types?: ResourceType<T>[];
    /** True where `check` also judges components that were not looked into (`stack.opaque`), by their arguments. */
    opaque?: true;
    /** Judges one resource within its stack; one that cannot be judged does not hide another. */
    check?(props: Plain<T>, context: StackContext<S, T>): void;
    /** Judges the stack as a whole; its findings hang on the stack. */
    checkStack?(context: StackContext<S>): void;
    /** What level `remediate` sets on a resource before it is created. There is no stack yet: the repair decides alone. */
    repair?: RepairOf<S, T>;
}
