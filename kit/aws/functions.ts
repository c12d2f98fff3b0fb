/** Functions, by every way in which other resources name one. */
import type { AliasArgs } from "@pulumi/aws/lambda/alias";
import type { FunctionArgs } from "@pulumi/aws/lambda/function";

import { resourceType, type Resource } from "../resource";
import { at, oncePerStack, type Stack, type Targets } from "../stack";
import { isUnknownValue } from "../unknown";
import { isNameUnknown } from "./names";
import { LambdaFunction } from "./types";

const Alias = resourceType<AliasArgs>("aws:lambda/alias:Alias");

/**
 * The functions that a property names: by an output, through an alias, by name, or by an ARN with a qualifier or inside
 * API Gateway's own.
 */
export function functionsAt(stack: Stack, resource: Resource<unknown>, property: string): Targets<FunctionArgs> {
    const { resources, certain } = stack.targets<object>(resource, property, LambdaFunction, Alias);
    if (resources.length > 0) {
        const found = resources.map((target) =>
            target.is(LambdaFunction)
                ? { resources: [target], certain: true }
                : functionsAt(stack, target, "functionName"),
        );
        return {
            resources: [...new Set(found.flatMap((targets) => targets.resources))],
            certain: found.every((targets) => targets.certain),
        };
    }
    const value = at(resource.unguarded, property);
    if (typeof value !== "string" || isUnknownValue(value)) {
        return { resources: [], certain };
    }
    const name = functionName(value);
    const named = stack.of(LambdaFunction).filter((fn) => fn.unguarded.name === name);
    return { resources: named, certain: named.length > 0 || !hasUnnamed(stack) };
}

/** `orders`, `orders:live`, `123456789012:function:orders`, and ARNs, also inside another. */
function functionName(text: string): string {
    return /(?:^|:)function:([\w-]+)/.exec(text)?.[1] ?? text.replace(/:.*/, "");
}

const unnamed = oncePerStack((stack) => stack.of(LambdaFunction).filter(isNameUnknown));

function hasUnnamed(stack: Stack): boolean {
    return unnamed(stack).length > 0;
}
