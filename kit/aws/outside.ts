/** What stands outside the stack, and what may be changed from there: of neither the stack tells all. */
import { dependentsOf } from "../dependents";
import { resourceGlobs } from "../globs";
import type { Resource, ResourceType } from "../resource";
import { at, oncePerStack, type Stack } from "../stack";
import { hasUnknown, isUnknownValue } from "../unknown";

/**
 * The setting `trusted` of the policies that rest on what a stack does not have. Such a finding is wrong where another
 * stack completes the resource: attaches a policy to the role, sets the policy of the queue, adds the VPC's endpoints.
 */
export const TRUSTED = {
    type: "array",
    items: { type: "string" },
    default: [],
    description:
        "Globs on `type::name` or the type of resources that something outside the stack completes, such as " +
        "`aws:iam/role:Role::orders` or `aws:ec2/vpc:Vpc`: what they lack here is no finding.",
} as const;

/** True where the setting `trusted` names one of the resources. */
export function isTrusted(trusted: readonly string[], ...resources: (Resource<unknown> | undefined)[]): boolean {
    if (trusted.length === 0) {
        return false;
    }
    const matches = resourceGlobs(trusted);
    return resources.some((resource) => resource !== undefined && matches(resource));
}

const managed = oncePerStack((stack) => new Set(stack.managed));

/** True for a resource that the program manages, and does not only read: the stack has what belongs to it. */
export function isManaged(stack: Stack, resource: Resource<unknown>): boolean {
    return managed(stack).has(resource as Resource);
}

/**
 * The one resource that a property refers to, where the stack manages it; undefined where it may be another: one from
 * outside, one of several, or a value that more than this resource went into.
 */
export function managedTarget<U>(
    stack: Stack,
    resource: Resource<unknown>,
    property: string,
    ...types: ResourceType<U>[]
): Resource<U> | undefined {
    const [target, ...others] = stack.targets(resource, property, ...types).resources;
    if (!target || others.length > 0 || !isManaged(stack, target)) {
        return undefined;
    }
    return isMixed(resource, property) ? undefined : target;
}

/**
 * True where more resources went into a property, or what it stands in, than it has unknown values: then one of them came
 * from several, and nobody can tell which it names.
 */
export function isMixed(resource: Resource<unknown>, property: string): boolean {
    const [top = ""] = property.split(/[.[]/, 1);
    const isUnknown = hasUnknown(at(resource.unguarded, property));
    return isUnknown && resource.origins(top).length > countUnknowns(resource.unguarded[top]);
}

function countUnknowns(value: unknown): number {
    if (typeof value === "object" && value !== null) {
        return Object.values(value).reduce<number>((sum, one) => sum + countUnknowns(one), 0);
    }
    return isUnknownValue(value) ? 1 : 0;
}

/** Commands, programs of their own and components that were not looked into do with a resource what they like. */
const PROGRAMS = /^(command:|pulumi-\w+:dynamic|aws(-native)?:cloudformation[/:]|terraform)/;

/** True where something that nobody reads is given the resource, such as a command that calls AWS. */
export function mayBeChangedElsewhere(stack: Stack, resource: Resource<unknown>): boolean {
    return (
        dependentsOf(stack, resource).some(
            (dependent) => PROGRAMS.test(dependent.token) || stack.opaque.includes(dependent),
        ) || unread(stack).length > 0
    );
}

/** Those that may know any resource of the stack. */
const unread = oncePerStack((stack) =>
    stack.managed.filter((resource) => PROGRAMS.test(resource.token) && mayKnowAnything(resource)),
);

/** True where nothing tells what an unknown value came from. */
function mayKnowAnything(program: Resource): boolean {
    return Object.entries(program.unguarded).some(
        ([property, value]) => hasUnknown(value) && program.origins(property).length === 0,
    );
}
