/** Which resources were given something of a resource, by whatever property. */
import type { Resource } from "./resource";
import type { Stack } from "./stack";

const indexes = new WeakMap<Stack, Map<string, Resource[]>>();

/** The managed resources with a property that came from `resource`. */
export function dependentsOf(stack: Stack, resource: Resource<unknown>): Resource[] {
    let index = indexes.get(stack);
    if (!index) {
        index = new Map();
        for (const dependent of stack.managed) {
            for (const urn of new Set(Object.values(dependent.data.propertyDependencies ?? {}).flat())) {
                const dependents = index.get(urn);
                if (dependents) {
                    dependents.push(dependent);
                } else {
                    index.set(urn, [dependent]);
                }
            }
        }
        indexes.set(stack, index);
    }
    return index.get(resource.urn) ?? [];
}
