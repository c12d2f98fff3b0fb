/** What a policy is written with: its definition, and what its check is given. */
import type {
    PolicyConfigSchema,
    ReportViolation,
    ResourceValidation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
    StackValidationPolicy,
} from "@pulumi/policy";
import { asset } from "@pulumi/pulumi";
import type { Static, TObject, TProperties } from "@sinclair/typebox";

import { frameworkReference, type Frameworks } from "./frameworks";
import { clock, readEnvironment, tierOf, type Environment, type Tier } from "./environment";
import { Resource, type Plain, type ResourceType } from "./resource";
import { run } from "./run";
import { raw, resourceOf, skipByType, stackOf } from "./sdk";
import type { Stack } from "./stack";
import { Type } from "./type";
import { UnknownValue } from "./unknown";
import { Waiver, waiverMatches, waiverProblem } from "./waivers";

export type Level = "mandatory" | "advisory" | "disabled";

/** Where a crash of a check is to be reported. */
const ISSUES = "https://github.com/aws-preflight/aws-preflight/issues";
/** Where the pages of the policies are; `docs/policies/` builds them. */
export const PAGES = "https://aws-preflight.github.io/aws-preflight/policies";

/** What every policy says of itself. */
interface Definition<S extends TProperties> {
    /** The name in configuration, findings and waivers; also the file's name. Never reused. */
    name: string;
    /** One line that says what is right. */
    title: string;
    severity: Severity;
    /** The level unless configuration says otherwise; `disabled` for a policy that a profile switches on. */
    level: Level;
    /** Why it matters, in one clause. */
    why: string;
    /** What to write instead. */
    fix: string;
    /** Framework -> the controls that it serves, each with its source in kit/frameworks.ts. */
    frameworks?: Frameworks;
    /** AWS and Pulumi pages that the policy rests on. */
    links: string[];
    /** The settings, beside `enforcementLevel` and `waivers`. Each needs a description, and a default or `Optional`. */
    settings?: S;
    /** True where the verdict depends on the tier: adds the `tier` setting. */
    tiered?: boolean;
    /** What changed since the version that added it, newest first, for the page. */
    history?: { version: string; change: string }[];
}

/**
 * How the SDK takes a violation: beside the string that its typings name, an object, which does not repeat the
 * description and may change severity and level (`makeReportViolationFun` in @pulumi/policy's server.ts).
 */
type ReportObject = (violation: {
    message: string;
    urn?: string;
    enforcementLevel?: Level;
    severity?: Severity;
}) => void;

/** Options of one finding. */
export interface ReportOptions {
    /** What to write instead, where it is more exact than the policy's own `fix`. */
    fix?: string;
    /** Reports below the policy's level: a lesser finding of the same kind. */
    level?: "advisory";
    severity?: Severity;
}

/** What a check is given beside the properties. */
export interface Context<S extends TProperties = TProperties, T = unknown> {
    resource: Resource<T>;
    settings: Static<TObject<S>>;
    environment: Environment;
    tier: Tier;
    /**
     * Reports a violation.
     * @param property the path of the property to change, such as `environment.variables`; undefined for the whole.
     * @param problem what is wrong, in one clause; never a credential's value.
     */
    report(property: string | undefined, problem: string, options?: ReportOptions): void;
    /** Runs a part of a check; an unknown value that it reads ends this part only. */
    attempt(part: () => void): void;
    /** Says that `property` could not be judged because it is not known yet. */
    undecided(property: string): void;
}

/** What a check of a stack policy is given. */
export interface StackContext<S extends TProperties = TProperties, T = unknown> extends Context<S, T> {
    stack: Stack;
    /** True when the stack policy of that name has run in this analysis: two policies never say the same. */
    ran(policy: string): boolean;
}

/**
 * Repairs a resource by itself, before it is created (level `remediate`): changes the one property and returns true, or
 * returns false. The properties keep secrets secret.
 */
export type Remediate<S extends TProperties, T> = (
    props: Plain<T>,
    context: Omit<Context<S, T>, "report" | "attempt" | "undecided">,
) => boolean;

export interface ResourcePolicyDefinition<S extends TProperties, T> extends Definition<S> {
    /** The types that the policy checks; every resource where it names none. */
    types?: ResourceType<T>[];
    /** Judges one resource by its inputs; a check that has to read files or assets answers with a promise. */
    check(props: Plain<T>, context: Context<S, T>): void | Promise<void>;
    remediate?: Remediate<S, T>;
}

export interface StackPolicyDefinition<S extends TProperties, T> extends Definition<S> {
    /** The types that `check` judges; every resource where it names none. */
    types?: ResourceType<T>[];
    /** Judges one resource within its stack; one that cannot be judged does not hide another. */
    check?(props: Plain<T>, context: StackContext<S, T>): void;
    /** Judges the stack as a whole; its findings hang on the stack. */
    checkStack?(context: StackContext<S>): void;
    remediate?: Remediate<S, T>;
}

/** A policy as the pack holds it: what the SDK takes, and its definition for pages, lists and tests. */
export type Policy = (ResourceValidationPolicy | StackValidationPolicy) & {
    definition: Definition<TProperties> & { types?: ResourceType<unknown>[]; remediable: boolean };
};

/** Defines a policy that judges each resource by itself, before it is created. */
export function resourcePolicy<T = Record<string, unknown>, S extends TProperties = Record<never, never>>(
    definition: ResourcePolicyDefinition<S, T>,
): Policy {
    const { types, check } = definition;
    const validateResource: ResourceValidation = async (args, reportViolation) => {
        const resource = resourceOf(args) as Resource<T>;
        const settings = settingsOf(definition, args.getConfig());
        if (types && !resource.is(...types)) {
            args.notApplicable(onlyAppliesTo(types));
        }
        const judge = new Judge(definition, settings, environmentFor(resource, args), reportViolation);
        await judge.judge(resource, (context) => check(resource.props, context));
        if (judge.unknowns.size > 0) {
            args.notApplicable(judge.undecidedReason());
        }
    };
    if (types) {
        skipByType(validateResource, types);
    }
    return { ...describe(definition), ...remediation(definition), validateResource } as Policy;
}

/** Defines a policy that judges resources together with the rest of their stack, or the stack as a whole. */
export function stackPolicy<T = Record<string, unknown>, S extends TProperties = Record<never, never>>(
    definition: StackPolicyDefinition<S, T>,
): Policy {
    const { check, checkStack, types } = definition;
    return {
        ...describe(definition),
        ...remediation(definition),
        validateStack(args, reportViolation) {
            const stack = stackOf(args);
            const settings = settingsOf(definition, args.getConfig());
            const resources = check ? ((types ? stack.of(...types) : stack.managed) as Resource<T>[]) : [];
            run.ran.add(definition.name);
            if (!checkStack && resources.length === 0) {
                args.notApplicable(onlyAppliesTo(types));
            }
            const root = stack.root ?? absentRoot(stack);
            const judge = new Judge(definition, settings, environmentFor(root, args), reportViolation, stack);
            for (const resource of resources) {
                void judge.judge(resource, (context) => check?.(resource.props, context));
            }
            void judge.judge(root, (context) => checkStack?.(context));
            if (judge.unknowns.size > 0) {
                args.notApplicable(judge.undecidedReason());
            }
        },
    } as Policy;
}

/** What findings about the whole stack hang on where the input does not hold the stack's root. */
function absentRoot(stack: Stack): Resource {
    const [, name = "", project = ""] = /^urn:pulumi:(.*?)::(.*?)::/.exec(stack.resources[0]?.urn ?? "") ?? [];
    const type = "pulumi:pulumi:Stack";
    const urn = `urn:pulumi:${name}::${project}::${type}::${project}-${name}`;
    return new Resource({ urn, type, name: `${project}-${name}`, properties: {} });
}

/** Applies a check to resources and turns what it says into violations, waived or not. */
class Judge<S extends TProperties> {
    readonly unknowns = new Set<string>();
    private readonly reportViolation: ReportObject;
    private readonly tier: Tier;

    constructor(
        private readonly definition: Definition<S>,
        private readonly settings: Static<TObject<S>> & CommonSettings,
        private readonly environment: Environment,
        reportViolation: ReportViolation,
        /** Of a stack policy only. */
        private readonly stack?: Stack,
    ) {
        this.reportViolation = reportViolation as unknown as ReportObject;
        this.tier = tierOf(environment, settings.tier);
    }

    judge<T>(
        resource: Resource<T>,
        check: (context: StackContext<S, T>) => void | Promise<void>,
    ): void | Promise<void> {
        const undecided = (property: string): void => {
            this.unknowns.add(`${resource.name} ${resource.spell(property)}`.trim());
        };
        const rethrowUnlessUnknown = (error: unknown): void => {
            if (!(error instanceof UnknownValue)) {
                throw error;
            }
            undecided(error.path);
        };
        const attempt = (part: () => void): void => {
            try {
                part();
            } catch (error) {
                rethrowUnlessUnknown(error);
            }
        };
        const fail = (error: unknown): void => {
            try {
                rethrowUnlessUnknown(error);
            } catch {
                this.crash(resource.urn, error);
            }
        };
        const context: StackContext<S, T> = {
            stack: this.stack as Stack,
            ran: (policy) => run.ran.has(policy),
            resource,
            settings: this.settings,
            environment: this.environment,
            tier: this.tier,
            report: (property, problem, options = {}) => {
                this.report(resource, property, problem, options);
            },
            attempt,
            undecided,
        };
        try {
            const reading = check(context);
            return reading?.catch(fail);
        } catch (error) {
            fail(error);
        }
    }

    /** What the SDK's summary and `preflight check` say of a policy that met unknown values. */
    undecidedReason(): string {
        return `${UNDECIDED}${[...this.unknowns].join(", ")}`;
    }

    private report(
        resource: Resource<unknown>,
        property: string | undefined,
        problem: string,
        { fix = this.definition.fix, level, severity }: ReportOptions,
    ): void {
        const { title, why } = this.definition;
        const waiver = this.waiverFor(resource);
        const lines = [
            title,
            property === undefined ? sentence(problem) : `${resource.spell(property)}: ${problem}`,
            `Why: ${why}`,
            `Fix: ${fix}`,
            ...(waiver ? [`Waived until ${waiver.expires}: ${waiver.reason}`] : []),
        ];
        this.reportViolation({
            message: lines.map(oneLine).join("\n"),
            urn: resource.urn,
            enforcementLevel: waiver ? "advisory" : level,
            severity,
        });
    }

    private waiverFor(resource: Resource<unknown>): Waiver | undefined {
        for (const waiver of this.settings.waivers ?? []) {
            const entry = run.waivers.get(waiverKey(this.definition.name, waiver));
            if (entry && !entry.problem && waiverMatches(waiver, resource)) {
                entry.used = true;
                return waiver;
            }
        }
        return undefined;
    }

    private crash(urn: string, error: unknown): void {
        const { name, title } = this.definition;
        if (run.crashed.has(name)) {
            return;
        }
        run.crashed.add(name);
        const kind = error instanceof Error ? error.name : typeof error;
        this.reportViolation({
            // The error's own text may quote a value; its kind and place do not.
            message: [
                title,
                `The check itself failed (${kind}${placeOf(error)}), so it says nothing here.`,
                `Please report it with the name of the policy, ${name}: ${ISSUES}`,
            ].join("\n"),
            urn,
            enforcementLevel: "advisory",
        });
    }
}

/** How a not-applicable reason begins when values are unknown; what follows names them. */
export const UNDECIDED = "Not known until the update: ";

interface CommonSettings {
    waivers?: Waiver[];
    tier?: Tier;
}

const TIER = Type.Optional(
    Type.Union([Type.Literal("production"), Type.Literal("nonproduction")], {
        description:
            "The tier to judge by; without it the stack tag or configuration `preflight:tier`, the configured environment, or the stack's name says it.",
    }),
);

/** The settings of a policy, those that every policy has included, as a JSON schema's properties. */
export function settingsSchema(definition: Pick<Definition<TProperties>, "settings" | "tiered">): TProperties {
    return {
        ...definition.settings,
        ...(definition.tiered ? { tier: TIER } : {}),
        waivers: Type.Array(Waiver, { default: [], description: "Findings that were accepted, each until a day." }),
    };
}

function describe<S extends TProperties>(
    definition: Definition<S>,
): Omit<ResourceValidationPolicy, "validateResource"> & Pick<Policy, "definition"> {
    const { name, title, severity, level, fix, frameworks } = definition;
    definitions.set(name, definition);
    return {
        name,
        displayName: title,
        description: title,
        enforcementLevel: level,
        severity,
        framework: frameworks && frameworkReference(frameworks),
        remediationSteps: fix,
        url: `${PAGES}/${name}.html`,
        configSchema: { properties: settingsSchema(definition) } as unknown as PolicyConfigSchema,
        definition: { ...definition, remediable: "remediate" in definition },
    };
}

const definitions = new Map<string, Definition<TProperties>>();

/** Notes the waivers and settings of every policy that was configured, also of those that no resource called. */
export function noteConfiguration(): void {
    for (const [name, config] of run.configured) {
        const definition = definitions.get(name);
        if (definition) {
            settingsOf(definition, config);
        }
    }
}

/** The settings in force, schema defaults filled in; waivers and settings that no policy knows are noted. */
function settingsOf<S extends TProperties>(
    definition: Definition<S>,
    config: Record<string, unknown>,
): Static<TObject<S>> & CommonSettings {
    const known = knownSettings(definition);
    const settings: Record<string, unknown> = { ...known.defaults, ...config };
    for (const key of Object.keys(config)) {
        if (!known.names.has(key)) {
            run.unknownSettings.add(`${definition.name}: ${key}`);
        }
    }
    settings.waivers = Array.isArray(settings.waivers) ? settings.waivers : [];
    for (const waiver of settings.waivers as Waiver[]) {
        const key = waiverKey(definition.name, waiver);
        if (!run.waivers.has(key)) {
            const problem = waiverProblem(waiver, clock.today());
            const resource = String((waiver as Partial<Waiver> | null)?.resource);
            run.waivers.set(key, { policy: definition.name, resource, used: false, problem });
        }
    }
    return settings as Static<TObject<S>> & CommonSettings;
}

const knownSettingsOf = new WeakMap<object, { names: Set<string>; defaults: Record<string, unknown> }>();

/** The names of a policy's settings and their defaults, worked out once. */
function knownSettings(definition: Definition<TProperties>): { names: Set<string>; defaults: Record<string, unknown> } {
    let known = knownSettingsOf.get(definition);
    if (!known) {
        const entries = Object.entries(settingsSchema(definition));
        const defaults = entries.filter(([, schema]) => schema.default !== undefined);
        known = {
            names: new Set(entries.map(([name]) => name)),
            defaults: Object.fromEntries(defaults.map(([name, schema]) => [name, schema.default as unknown])),
        };
        knownSettingsOf.set(definition, known);
    }
    return known;
}

function waiverKey(policy: string, waiver: Waiver): string {
    return `${policy} ${JSON.stringify(waiver)}`;
}

/** What the SDK takes of a policy that can repair. A stack policy may have it too: Remediate is asked of each. */
function remediation<S extends TProperties, T>(
    definition: ResourcePolicyDefinition<S, T> | StackPolicyDefinition<S, T>,
): Pick<ResourceValidationPolicy, "remediateResource"> {
    return definition.remediate ? { remediateResource: (args) => remediateWith(definition, args) } : {};
}

function remediateWith<S extends TProperties, T>(
    definition: ResourcePolicyDefinition<S, T> | StackPolicyDefinition<S, T>,
    args: ResourceValidationArgs,
): Record<string, unknown> | undefined {
    const { urn, type, name, props, provider } = args;
    const properties = raw(props);
    if (Object.values(properties).some(isAssetArchive)) {
        return undefined;
    }
    const providerData = provider && { ...provider, properties: raw(provider.props) };
    const resource = new Resource<T>({ urn, type, name, properties, provider: providerData });
    if (definition.types && !resource.is(...definition.types)) {
        args.notApplicable(onlyAppliesTo(definition.types));
    }
    const environment = environmentFor(resource, args);
    const settings = settingsOf(definition, args.getConfig());
    const context = { resource, settings, environment, tier: tierOf(environment, settings.tier) };
    try {
        return definition.remediate?.(props as Plain<T>, context) ? props : undefined;
    } catch {
        // What cannot be repaired, for an unknown value or a fault of ours, is reported by the check.
        return undefined;
    }
}

/** An archive that was put together in the program: the SDK cannot hand one back (`serializeProperties`). */
function isAssetArchive(value: unknown): boolean {
    return asset.Archive.isInstance(value) && "assets" in value;
}

function onlyAppliesTo(types: ResourceType<unknown>[] | undefined): string {
    const tokens = (types ?? []).map(({ tokens: [token] }) => `'${token}'`);
    return `Policy only applies to resources of type ${tokens.join(", ")}`;
}

const environments = new WeakMap<object, Environment>();

/** The environment, read once for the resource of a request: every policy asks for it. */
function environmentFor(
    resource: Resource<unknown>,
    { stackTags }: { stackTags: ReadonlyMap<string, string> },
): Environment {
    const environment =
        environments.get(resource) ?? readEnvironment(resource.urn, Object.fromEntries(stackTags.entries()));
    environments.set(resource, environment);
    return environment;
}

function sentence(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A name with a line break or a control character in it stays within its line. */
function oneLine(text: string): string {
    // eslint-disable-next-line no-control-regex
    return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
}

function placeOf(error: unknown): string {
    const stack = error instanceof Error ? error.stack : undefined;
    const [, place] = /\bat .*?([\w.-]+\.js:\d+)/.exec(stack ?? "") ?? [];
    return place ? ` at ${place}` : "";
}
