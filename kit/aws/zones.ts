/** Zones of Route 53: where their records stand, and which VPCs get their names. */
import type { RecordArgs } from "@pulumi/aws/route53/record";
import type { VpcArgs } from "@pulumi/aws/ec2/vpc";
import type { ZoneArgs } from "@pulumi/aws/route53/zone";
import type { ZoneAssociationArgs } from "@pulumi/aws/route53/zoneAssociation";

import { anyOf, type Answer } from "../answer";
import { isTouchedByStrangers } from "../dependents";
import { resourceType, type Resource, type ResourceType } from "../resource";
import { at, oncePerStack, type Stack } from "../stack";
import { isEmpty, isUnknownValue } from "../unknown";
import { oneTarget } from "./network";
import { isManaged } from "./outside";
import { Route53Record, Route53Zone, Vpc } from "./types";

export const ZoneAssociation = resourceType<ZoneAssociationArgs>("aws:route53/zoneAssociation:ZoneAssociation");

/** What else gives a VPC names, from zones that nobody here follows. */
export const OTHER_NAMES: ResourceType<unknown>[] = [
    resourceType("aws:route53/profilesAssociation:ProfilesAssociation"),
    resourceType("aws:route53/resolverRuleAssociation:ResolverRuleAssociation"),
    resourceType("aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation"),
];

/** A record whose zone and name are known. */
export interface Placed {
    record: Resource<RecordArgs>;
    /** The zone: its URN where the stack has it, else its id. */
    zone: string;
    /** Of the zone where the stack has it: its name, to tell the apex. */
    apex?: string;
    /** In full, in small letters, without the dot at its end. */
    name: string;
}

/** The records of a name, in an order that does not change. */
export function recordsAt(stack: Stack, { zone, name }: Placed): Placed[] {
    return places(stack).get(`${zone} ${name}`) ?? [];
}

const places = oncePerStack((stack): Map<string, Placed[]> => {
    const byPlace = new Map<string, Placed[]>();
    for (const record of stack.of(Route53Record).toSorted((a, b) => a.name.localeCompare(b.name, "en"))) {
        const placed = placeOf(stack, record);
        if (placed) {
            const key = `${placed.zone} ${placed.name}`;
            byPlace.set(key, [...(byPlace.get(key) ?? []), placed]);
        }
    }
    return byPlace;
});

/** Where a record stands; undefined where its zone or its name is not known. */
export function placeOf(stack: Stack, record: Resource<RecordArgs>): Placed | undefined {
    const { zoneId, name } = record.unguarded;
    const zone = oneTarget(stack, record, "zoneId", Route53Zone);
    const apex = zone && domainName(zone);
    const own = domainOf(name);
    if (own === undefined || (zone ? apex === undefined : domainOf(zoneId) === undefined)) {
        return undefined;
    }
    const isWhole = apex === undefined || own === apex || isBelow(own, apex);
    return {
        record,
        zone: zone?.urn ?? String(zoneId),
        apex,
        name: isWhole ? own : own === "" ? apex : `${own}.${apex}`,
    };
}

/** The name of a zone; undefined where it is not known. */
export function domainName(zone: Resource<unknown>): string | undefined {
    return domainOf(zone.unguarded.name);
}

/** True for a name in the domain, and not for the domain itself. */
export function isBelow(name: string, domain: string): boolean {
    return name.endsWith(`.${domain}`);
}

function domainOf(value: unknown): string | undefined {
    return typeof value === "string" && !isUnknownValue(value) ? value.toLowerCase().replace(/\.$/, "") : undefined;
}

/** Whether a zone is private: AWS wants the first VPC of such a zone when it makes it. */
export function isPrivateZone({ unguarded: { vpcs } }: Resource<unknown>): Answer {
    return isUnknownValue(vpcs) ? "not known" : isEmpty(vpcs) ? "no" : "yes";
}

/**
 * Whether a VPC gets the names of a private zone.
 * Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html
 */
export function answersIn(stack: Stack, zone: Resource<ZoneArgs>, vpc: Resource<VpcArgs>): Answer {
    const { resources, possible } = stack.referrers(zone, ZoneAssociation, "zoneId", Route53Zone);
    const isWhole =
        possible.length === 0 &&
        stack.of(...OTHER_NAMES).length === 0 &&
        [zone, vpc].every((one) => isManaged(stack, one) && !isTouchedByStrangers(stack, one));
    return anyOf([
        isWhole ? "no" : "not known",
        names(stack, zone, "vpcs", vpc),
        ...resources.map((association) => names(stack, association, "vpcId", vpc)),
    ]);
}

/** Whether a VPC is the one, or among those, that a property holds. */
function names(stack: Stack, owner: Resource<unknown>, property: string, vpc: Resource<VpcArgs>): Answer {
    const { resources, certain } = stack.targets(owner, property, Vpc);
    if (resources.includes(vpc)) {
        return "yes";
    }
    const value = at(owner.unguarded, property);
    const isExact = certain && (!Array.isArray(value) || resources.length >= value.length);
    return isExact ? "no" : "not known";
}
