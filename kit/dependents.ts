/** Which resources were given something of a resource, by whatever property. */
import type { Resource } from "./resource";
import { oncePerStack, type Stack } from "./stack";
import { hasUnknown } from "./unknown";

/** The managed resources with a property that came from `resource`. */
export function dependentsOf(stack: Stack, resource: Resource<unknown>): Resource[] {
    return dependents(stack).get(resource.urn) ?? [];
}

/**
 * True where a resource was given, or may have been, to what adds to it unseen: to a component that nobody looked
 * into, a template, or a resource of another provider.
 */
export function isTouchedByStrangers(stack: Stack, resource: Resource<unknown>): boolean {
    const { list, isBlind } = strangers(stack);
    return isBlind || dependentsOf(stack, resource).some((dependent) => list.has(dependent));
}

const strangers = oncePerStack((stack) => {
    const list = stack.managed.filter(
        (resource) =>
            resource.data.provider !== undefined &&
            stack.children(resource).length === 0 &&
            !/^aws:(?!cloudformation\/|cloudcontrol\/)/.test(resource.type),
    );
    const isBlind = list.some((stranger) =>
        Object.entries(stranger.arguments).some(([key, value]) => hasUnknown(value) && !stranger.origins(key).length),
    );
    return { list: new Set(list), isBlind };
});

const dependents = oncePerStack((stack) => {
    const byUrn = new Map<string, Resource[]>();
    for (const dependent of stack.managed) {
        for (const urn of new Set(Object.values(dependent.data.propertyDependencies ?? {}).flat())) {
            const known = byUrn.get(urn);
            if (known) {
                known.push(dependent);
            } else {
                byUrn.set(urn, [dependent]);
            }
        }
    }
    return byUrn;
});
