/** Which resources were given something of a resource, by whatever property. */
import type { Resource } from "./resource";
import { oncePerStack, type Stack } from "./stack";

/** The managed resources with a property that came from `resource`. */
export function dependentsOf(stack: Stack, resource: Resource<unknown>): Resource[] {
    return dependents(stack).get(resource.urn) ?? [];
}

/**
 * True where a resource was given to what may add to it unseen: to a component that nobody looked into, a template, or
 * a resource of another provider.
 */
export function isTouchedByStrangers(stack: Stack, resource: Resource<unknown>): boolean {
    return dependentsOf(stack, resource).some(
        (dependent) =>
            dependent.data.provider !== undefined &&
            stack.children(dependent).length === 0 &&
            !/^aws:(?!cloudformation\/|cloudcontrol\/)/.test(dependent.type),
    );
}

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
