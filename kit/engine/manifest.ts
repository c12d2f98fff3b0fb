/**
 * What the SDK is told of each policy, without its code: written when the pack is built, so that a preview loads only
 * the policies whose types it has.
 */
import type { ResourceValidation, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";

import { onlyAppliesTo, type Policy } from "../policy";
import type { ResourceType } from "../resource";
import { noteDefinition } from "../settings/settings";
import { run } from "./run";
import { resourceOf, skipByType, stackOf } from "./sdk";

/** A policy without its code. */
export interface Entry {
    /** Where its code is. */
    file: string;
    kind: "resource" | "stack";
    /** The types whose resources it judges; every resource where there are none. */
    types?: ResourceType<unknown>[];
    /** It judges components that were not looked into too. */
    opaque: boolean;
    /** It judges the stack as a whole too. */
    whole: boolean;
    repairs: boolean;
    /** Names that it had. */
    aliases: string[];
    /** What the SDK is told of it: name, texts, level, settings and tags. */
    said: Omit<ResourceValidationPolicy, "validateResource" | "remediateResource">;
}

/** What is kept of a policy. */
export function toEntry(policy: Policy, file: string): Entry {
    const { definition, ...rest } = policy;
    const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value !== "function"));
    return {
        file,
        kind: "validateStack" in policy ? "stack" : "resource",
        types: definition.types,
        opaque: definition.opaque === true,
        whole: "checkStack" in definition,
        repairs: "remediateResource" in policy,
        aliases: definition.aliases ?? [],
        said: said as unknown as Entry["said"],
    };
}

type Whole = ResourceValidationPolicy & StackValidationPolicy;

/** The policy, whose code is loaded when a resource asks for it. */
export function fromEntry(entry: Entry, load: () => Policy): ResourceValidationPolicy | StackValidationPolicy {
    const { kind, types, opaque, whole, repairs, said } = entry;
    noteDefinition({ name: said.name, settings: said.configSchema?.properties });
    let loaded: Whole | undefined;
    const policy = (): Whole => (loaded ??= load() as Whole);
    const remediateResource: Whole["remediateResource"] = (args) => policy().remediateResource?.(args);
    const repair = repairs ? { remediateResource } : {};
    if (kind === "stack") {
        return {
            ...{ ...said, ...repair },
            validateStack(args, report) {
                const stack = stackOf(args);
                if (types && !whole && stack.of(...types).length === 0 && !(opaque && stack.opaque.length > 0)) {
                    run.ran.add(said.name);
                    args.notApplicable(onlyAppliesTo(types));
                }
                return policy().validateStack(args, report);
            },
        };
    }
    const validateResource: ResourceValidation = (args, report) => {
        if (types && !resourceOf(args).is(...types)) {
            args.notApplicable(onlyAppliesTo(types));
        }
        return (policy().validateResource as ResourceValidation)(args, report);
    };
    if (types) {
        skipByType(validateResource, types);
    }
    return { ...said, ...repair, validateResource };
}
