/** Defining a policy: what the SDK takes, made of what the author says. */
import type {
    PolicyConfigSchema,
    ResourceValidation,
    ResourceValidationPolicy,
    StackValidationPolicy,
} from "@pulumi/policy";

import type {
    Context,
    DefaultLevel,
    Definition,
    ResourcePolicyDefinition,
    StackContext,
    StackPolicyDefinition,
} from "./definition";
import { Judge } from "./engine/judge";
import type { Repairing } from "./engine/repair";
import { run } from "./engine/run";
import { resourceOf, skipByType, stackOf } from "./engine/sdk";
import { frameworkReference, frameworksOf } from "./frameworks";
import { Resource, type Plain, type ResourceType } from "./resource";
import { applyRule, type PropertyRule } from "./rules";
import { settingsSchema, type SettingsSchema } from "./settings/schema";
import { noteDefinition } from "./settings/settings";
import type { Stack } from "./stack";

/** A policy as the pack holds it: what the SDK takes, and its definition for pages, lists and tests. */
export type Policy = (ResourceValidationPolicy | StackValidationPolicy) & {
    definition: Definition & {
        types?: ResourceType<unknown>[];
        opaque?: true;
        repair?: unknown;
        rules?: readonly PropertyRule[];
    };
};

/** Defines a policy that judges each resource by itself, before it is created. */
export function resourcePolicy<T = Record<string, unknown>, const S extends SettingsSchema = Record<never, never>>(
    definition: ResourcePolicyDefinition<S, T> & DefaultLevel,
): Policy {
    const { rules = [] } = definition;
    const check = checkOf(definition);
    // Every resource, where the check names no types.
    const types =
        definition.check && !definition.types
            ? undefined
            : [...(definition.types ?? []), ...rules.map(({ type }) => type)];
    const validateResource: ResourceValidation = async (args, reportViolation) => {
        const resource = resourceOf(args) as Resource<T>;
        if (types && !resource.is(...types)) {
            args.notApplicable(onlyAppliesTo(types));
        }
        const judge = new Judge(definition, resource, args, reportViolation);
        await judge.judge<Context<S, T>>(resource, (context) => check(resource.props, context));
        if (judge.notKnown) {
            args.notApplicable(judge.notKnown);
        }
    };
    if (types) {
        skipByType(validateResource, types);
    }
    const whole = { ...definition, types: types, check };
    return { ...describe(whole), ...remediation(whole), validateResource };
}

/** The rules of a policy, then its own check. */
function checkOf<T, S extends SettingsSchema>({ rules = [], types, check }: ResourcePolicyDefinition<S, T>) {
    return (props: Plain<T>, context: Context<S, T>): void | Promise<void> => {
        applyRules(rules, context);
        return !types || context.resource.is(...types) ? check?.(props, context) : undefined;
    };
}

function applyRules<T, S extends SettingsSchema>(rules: readonly PropertyRule[], context: Context<S, T>): void {
    const { resource, tier, report, attempt } = context;
    for (const rule of rules.filter((rule) => resource.is(rule.type) && (rule.tier ?? tier) === tier)) {
        const { problem, fix, level, severity } = rule;
        attempt(() => {
            applyRule(rule, resource as Resource<never>, (property) =>
                report(property, problem, { fix, level, severity }),
            );
        });
    }
}

/** Defines a policy that judges resources together with the rest of their stack, or the stack as a whole. */
export function stackPolicy<T = Record<string, unknown>, const S extends SettingsSchema = Record<never, never>>(
    definition: StackPolicyDefinition<S, T> & DefaultLevel,
): Policy {
    const { rules = [], check, checkStack, types, opaque } = definition;
    const ruled: ResourceType<unknown>[] = rules.map(({ type }) => type);
    // Every resource, where the check names no types.
    const known = ruled.length > 0 && (types || !check) ? [...(types ?? []), ...ruled] : types;
    const whole = { ...definition, types: known };
    return {
        ...describe(whole),
        // A stack policy may have it too: Remediate is asked of each.
        ...remediation({ ...definition, check: undefined }),
        validateStack(args, reportViolation) {
            const stack = stackOf(args);
            const judged = types ? [...stack.of(...types), ...(opaque ? stack.opaque : [])] : stack.managed;
            const resources = (check ? judged : []) as Resource<T>[];
            run.ran.add(definition.name);
            const underRules = stack.of(...ruled);
            if (!checkStack && resources.length + underRules.length === 0) {
                args.notApplicable(onlyAppliesTo(known));
            }
            const root = stack.root ?? absentRoot(stack);
            const judge = new Judge(definition, root, args, reportViolation, stack);
            for (const resource of underRules) {
                void judge.judge<StackContext<S>>(resource, (context) => applyRules(rules, context));
            }
            for (const resource of resources) {
                void judge.judge<StackContext<S, T>>(resource, (context) => check?.(resource.props, context));
            }
            void judge.judge<StackContext<S>>(root, (context) => checkStack?.(context));
            judge.reportCauses(root);
            if (judge.notKnown) {
                args.notApplicable(judge.notKnown);
            }
        },
    };
}

/** What findings about the whole stack hang on where the input does not hold the stack's root. */
function absentRoot(stack: Stack): Resource {
    const [, name = "", project = ""] = /^urn:pulumi:(.*?)::(.*?)::/.exec(stack.resources[0]?.urn ?? "") ?? [];
    const type = "pulumi:pulumi:Stack";
    const urn = `urn:pulumi:${name}::${project}::${type}::${project}-${name}`;
    return new Resource({ urn, type, name: `${project}-${name}`, properties: {} });
}

function describe<S extends SettingsSchema>(
    definition: Definition<S>,
): Omit<ResourceValidationPolicy, "validateResource"> & Pick<Policy, "definition"> {
    const { name, title, severity, level, fix } = definition;
    noteDefinition(definition);
    return {
        name,
        displayName: title,
        description: title,
        enforcementLevel: level,
        severity,
        framework: frameworkReference(frameworksOf(definition)),
        remediationSteps: fix,
        configSchema: { properties: settingsSchema(definition) } as unknown as PolicyConfigSchema,
        definition,
    };
}

/** What the SDK takes of a policy that can repair. The code of it is loaded where a level asks for it. */
function remediation<S extends SettingsSchema, T>(
    definition: Repairing<S, T>,
): Pick<ResourceValidationPolicy, "remediateResource"> {
    if (!definition.repair) {
        return {};
    }
    return {
        remediateResource: (args) => {
            const { repair } = require("./engine/repair") as typeof import("./engine/repair");
            return repair(definition, args);
        },
    };
}

/** What the SDK is told of a policy that has nothing to judge in a request. */
export function onlyAppliesTo(types: ResourceType<unknown>[] | undefined): string {
    const tokens = (types ?? []).map(({ tokens: [token] }) => `'${token}'`);
    return `Policy only applies to resources of type ${tokens.join(", ")}`;
}
