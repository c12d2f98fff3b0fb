/** Reading a VPC: which zone a subnet is in, which VPC a resource is in. */
import type { SubnetArgs } from "@pulumi/aws/ec2/subnet";
import type { VpcArgs } from "@pulumi/aws/ec2/vpc";

import type { Resource, ResourceType } from "../resource";
import { at, type Stack } from "../stack";
import { Subnet, Vpc } from "./types";
import { isUnknownValue } from "../unknown";
import { isManaged } from "./outside";

/** The one resource that `property` refers to; undefined where it is none, or one of several that cannot be told apart. */
export function oneTarget<U>(
    stack: Stack,
    resource: Resource<unknown>,
    property: string,
    ...types: ResourceType<U>[]
): Resource<U> | undefined {
    const { resources } = stack.targets(resource, property, ...types);
    return resources.length === 1 ? resources[0] : undefined;
}

/**
 * The resources of this stack that a list names, one for each of its elements; undefined where an element is another
 * stack's, or not known.
 */
export function allTargets<U>(
    stack: Stack,
    resource: Resource<unknown>,
    property: string,
    type: ResourceType<U>,
): Resource<U>[] | undefined {
    const list = at(resource.unguarded, property);
    const { resources } = stack.targets(resource, property, type);
    const isExact = Array.isArray(list) && list.length === resources.length;
    return isExact && resources.every((target) => isManaged(stack, target)) ? resources : undefined;
}

/** An availability zone by its name (`us-east-1a`), or by its id (`use1-az1`) where only that is known. */
export interface Zone {
    name?: string;
    id?: string;
}

/** The zone of a subnet; undefined where it is not known, or is a local or a wavelength zone, which have no peers. */
export function zoneOf(subnet: Resource<SubnetArgs> | undefined): Zone | undefined {
    const name = knownText(subnet, "availabilityZone");
    const id = knownText(subnet, "availabilityZoneId");
    if ((name === undefined && id === undefined) || (name !== undefined && !/^[a-z]+(-[a-z]+)+-\d[a-z]$/.test(name))) {
        return undefined;
    }
    return { name, id };
}

/** True when both are known to be different zones: a name cannot be compared with an id. */
export function differ(a: Zone | undefined, b: Zone | undefined): boolean {
    if (!a || !b) {
        return false;
    }
    if (a.name !== undefined && b.name !== undefined) {
        return a.name !== b.name;
    }
    return a.id !== undefined && b.id !== undefined && a.id !== b.id;
}

/** How a message names a zone. */
export function zoneName(zone: Zone | undefined): string {
    return zone?.name ?? zone?.id ?? "another zone";
}

/** What tells that all subnets are in one zone; undefined where they are in several, or that is not known. */
export function onlyZone(
    stack: Stack,
    resource: Resource<unknown>,
    property: string,
    ids: unknown[],
): string | undefined {
    const { resources, certain } = stack.targets(resource, property, Subnet);
    const zones = resources.map(zoneOf);
    if (ids.length === 1) {
        const isOpen = !certain && ["subnets", "subnetMappings"].includes(property);
        return isOpen || resources.some(mayStandAlone) ? undefined : "it names one subnet";
    }
    if (resources.length !== ids.length || zones.includes(undefined)) {
        return undefined;
    }
    const names = new Set(zones.map((zone) => zone?.name));
    const zoneIds = new Set(zones.map((zone) => zone?.id));
    const same = (names.size === 1 && !names.has(undefined)) || (zoneIds.size === 1 && !zoneIds.has(undefined));
    return same ? `all its subnets are in ${zoneName(zones[0])}` : undefined;
}

/** True for a subnet on an outpost or in a local zone, which have no second one, and where its zone is not known yet. */
function mayStandAlone(subnet: Resource<SubnetArgs>): boolean {
    const { outpostArn, availabilityZone } = subnet.unguarded;
    return (
        outpostArn !== undefined ||
        isUnknownValue(availabilityZone) ||
        (availabilityZone !== undefined && !zoneOf(subnet))
    );
}

/** The VPC that a resource is in; undefined where the stack does not have it, or that is not known. */
export function vpcOf(stack: Stack, resource: Resource<unknown>): Resource<VpcArgs> | undefined {
    return oneTarget(stack, resource, "vpcId", Vpc);
}

/**
 * The VPC that a resource is in, as a key that is the same for all resources of that VPC: its URN where the stack has
 * it, else its id. Undefined where that is not known.
 */
export function vpcKey(stack: Stack, resource: Resource<unknown> | undefined): string | undefined {
    return resource && (vpcOf(stack, resource)?.urn ?? knownText(resource, "vpcId"));
}

function knownText(resource: Resource<unknown> | undefined, property: string): string | undefined {
    const value = resource?.unguarded[property];
    return typeof value === "string" && value !== "" && !isUnknownValue(value) ? value : undefined;
}
