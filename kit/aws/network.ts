/** Reading a VPC: which zone a subnet is in, which VPC a resource is in, by which gateway subnets leave. */
import type { InternetGatewayArgs } from "@pulumi/aws/ec2/internetGateway";
import type { MainRouteTableAssociationArgs } from "@pulumi/aws/ec2/mainRouteTableAssociation";
import type { NatGatewayArgs } from "@pulumi/aws/ec2/natGateway";
import type { RouteTableArgs } from "@pulumi/aws/ec2/routeTable";
import type { SubnetArgs } from "@pulumi/aws/ec2/subnet";

import { resourceType, type Resource, type ResourceType } from "../resource";
import { at, oncePerStack, type Stack } from "../stack";
import { NatGateway, Route, RouteTable, RouteTableAssociation, Subnet, Vpc } from "./types";
import { isUnknownValue } from "../unknown";

const MainRouteTableAssociation = resourceType<MainRouteTableAssociationArgs>(
    "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
);
const InternetGateway = resourceType<InternetGatewayArgs>("aws:ec2/internetGateway:InternetGateway");
const DefaultRouteTable = resourceType<RouteTableArgs>("aws:ec2/defaultRouteTable:DefaultRouteTable");

const EVERYWHERE = "0.0.0.0/0";

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
        // A local zone or an outpost has no second one.
        const mayBeSpecial = resources.some(
            ({ unguarded: { outpostArn, availabilityZone } }) =>
                outpostArn !== undefined || isUnknownValue(availabilityZone),
        );
        return mayBeSpecial ||
            (!certain && ["subnets", "subnetMappings"].includes(property)) ||
            resources.some(isInLocalZone)
            ? undefined
            : "it names one subnet";
    }
    if (resources.length !== ids.length || zones.includes(undefined)) {
        return undefined;
    }
    const names = new Set(zones.map((zone) => zone?.name));
    const zoneIds = new Set(zones.map((zone) => zone?.id));
    const same = (names.size === 1 && !names.has(undefined)) || (zoneIds.size === 1 && !zoneIds.has(undefined));
    return same ? `all its subnets are in ${zoneName(zones[0])}` : undefined;
}

function isInLocalZone(subnet: Resource<SubnetArgs>): boolean {
    const { availabilityZone: name } = subnet.unguarded;
    return typeof name === "string" && !isUnknownValue(name) && !zoneOf(subnet);
}

/**
 * The VPC that a resource is in, as a key that is the same for all resources of that VPC: its URN where the stack has
 * it, else its id. Undefined where that is not known.
 */
export function vpcKey(stack: Stack, resource: Resource<unknown> | undefined): string | undefined {
    if (!resource) {
        return undefined;
    }
    return oneTarget(stack, resource, "vpcId", Vpc)?.urn ?? knownText(resource, "vpcId");
}

/** A route table; or the VPC itself, standing for its main table where the program only refers to that. */
type Table = Resource<unknown>;

const TABLES: ResourceType<unknown>[] = [RouteTable, Vpc];

/**
 * The subnets whose default route is known to go to `nat`: by routes in the table or Route resources of their own; by
 * an association of the subnet or, where it has none, as one of the VPC's main table.
 */
export function natClients(stack: Stack, nat: Resource<NatGatewayArgs>): Resource<SubnetArgs>[] {
    return clients(stack, nat, "natGatewayId", NatGateway);
}

/** The subnets whose default route is known to go to an internet gateway: what stands in one can be reached from there. */
export const publicSubnets = oncePerStack((stack): Set<Resource<SubnetArgs>> => {
    const gateways = stack.of(InternetGateway);
    return new Set(gateways.flatMap((gateway) => clients(stack, gateway, "gatewayId", InternetGateway)));
});

type Via = "natGatewayId" | "gatewayId";

function clients<T>(stack: Stack, gateway: Resource<T>, via: Via, type: ResourceType<T>): Resource<SubnetArgs>[] {
    return [...new Set(tablesTo(stack, gateway, via, type).flatMap((table) => subnetsOf(stack, table)))];
}

function tablesTo<T>(stack: Stack, gateway: Resource<T>, via: Via, type: ResourceType<T>): Table[] {
    const tables = new Set<Table>();
    for (const route of stack.referrers(gateway, Route, via, type).resources) {
        const isDefault = knownText(route, "destinationCidrBlock") === EVERYWHERE;
        if (isDefault && oneTarget(stack, route, via, type)) {
            const table = oneTarget(stack, route, "routeTableId", ...TABLES);
            if (table) {
                tables.add(table);
            }
        }
    }
    for (const table of stack.referrers(gateway, RouteTable, "routes", type).resources) {
        const routes = at(table.unguarded, "routes");
        const index = Array.isArray(routes) ? routes.findIndex((route) => isDefaultBy(via, route)) : -1;
        if (index >= 0 && oneTarget(stack, table, `routes[${index}].${via}`, type) === gateway) {
            tables.add(table);
        }
    }
    return [...tables];
}

function isDefaultBy(via: Via, route: unknown): boolean {
    if (typeof route !== "object" || route === null) {
        return false;
    }
    const { cidrBlock, [via]: gateway } = route as Record<string, unknown>;
    return cidrBlock === EVERYWHERE && typeof gateway === "string" && gateway !== "";
}

function subnetsOf(stack: Stack, table: Table): Resource<SubnetArgs>[] {
    const associations = stack.referrers(table, RouteTableAssociation, "routeTableId", ...TABLES).resources;
    const subnets = associations.flatMap((association) => oneTarget(stack, association, "subnetId", Subnet) ?? []);
    const vpc = vpcOfMainTable(stack, table);
    if (vpc) {
        for (const subnet of stack.referrers(vpc, Subnet, "vpcId", Vpc).resources) {
            const { resources, possible } = stack.referrers(subnet, RouteTableAssociation, "subnetId", Subnet);
            if (resources.length === 0 && possible.length === 0) {
                subnets.push(subnet);
            }
        }
    }
    return subnets;
}

/** The VPC whose main table this is; undefined where it is no main table, or another was made the main one. */
function vpcOfMainTable(stack: Stack, table: Table): Resource<unknown> | undefined {
    const [association] = stack.referrers(table, MainRouteTableAssociation, "routeTableId", ...TABLES).resources;
    if (association) {
        return oneTarget(stack, association, "vpcId", Vpc);
    }
    const vpc = table.is(DefaultRouteTable) ? oneTarget(stack, table, "defaultRouteTableId", Vpc) : table;
    const replaced = vpc && stack.referrers(vpc, MainRouteTableAssociation, "vpcId", Vpc).resources.length > 0;
    return vpc?.is(Vpc) && !replaced ? vpc : undefined;
}

function knownText(resource: Resource<unknown> | undefined, property: string): string | undefined {
    const value = resource?.unguarded[property];
    return typeof value === "string" && value !== "" && !isUnknownValue(value) ? value : undefined;
}
