/** Where the traffic of a subnet goes: its route table, and the gateway that its default route leads to. */
import type { DefaultRouteTableArgs } from "@pulumi/aws/ec2/defaultRouteTable";
import type { InternetGatewayArgs } from "@pulumi/aws/ec2/internetGateway";
import type { MainRouteTableAssociationArgs } from "@pulumi/aws/ec2/mainRouteTableAssociation";
import type { NatGatewayArgs } from "@pulumi/aws/ec2/natGateway";
import type { RouteArgs } from "@pulumi/aws/ec2/route";
import type { SubnetArgs } from "@pulumi/aws/ec2/subnet";
import type { VpnGatewayRoutePropagationArgs } from "@pulumi/aws/ec2/vpnGatewayRoutePropagation";

import type { Answer } from "../answer";
import { isTouchedByStrangers } from "../dependents";
import { resourceType, type Resource, type ResourceType, type Values } from "../resource";
import { at, oncePerPart, oncePerStack, type Stack } from "../stack";
import { isEmpty, isUnknownValue } from "../unknown";
import { isManaged } from "./outside";
import { oneTarget, vpcOf } from "./network";
import { NatGateway, Route, RouteTable, RouteTableAssociation, Subnet, Vpc } from "./types";

const InternetGateway = resourceType<InternetGatewayArgs>("aws:ec2/internetGateway:InternetGateway");
const DefaultRouteTable = resourceType<DefaultRouteTableArgs>("aws:ec2/defaultRouteTable:DefaultRouteTable");
const MainRouteTableAssociation = resourceType<MainRouteTableAssociationArgs>(
    "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
);
const Propagation = resourceType<VpnGatewayRoutePropagationArgs>(
    "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation",
);

/** A route table; a VPC stands for the table that it comes with. */
export type Table = Resource<unknown>;

const TABLES: ResourceType<unknown>[] = [RouteTable, Vpc];
const EVERYWHERE = "0.0.0.0/0";

/** Where a route leads; `elsewhere` is what is not followed: other networks, instances, what is not known. */
type Way = "internet gateway" | "nat gateway" | "local" | "elsewhere";

interface Leading {
    /** The IPv4 network; absent where it is another kind. */
    destination?: unknown;
    way: Way;
    gateway?: Resource<unknown>;
}

interface Routes {
    list: Leading[];
    /** Nothing but what was read here adds a route to the table. */
    isWhole: boolean;
}

/**
 * Whether what stands in the subnet reaches the internet over IPv4, given whether it has a public address.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
 */
export function reachesInternet(stack: Stack, subnet: Resource<SubnetArgs>, hasPublicAddress: Answer): Answer {
    const table = tableOf(stack, subnet);
    if (!table) {
        return "not known";
    }
    const { list, isWhole } = routesOf(stack, table);
    const way = defaultRoute(list)?.way;
    if (way === "nat gateway") {
        return "yes";
    }
    if (way === "internet gateway" && hasPublicAddress !== "no") {
        return hasPublicAddress;
    }
    // A route to another network may lead on from there, or to endpoints that serve this one.
    const isClosed = list.every(
        (route) => route.way === "local" || (route.way === "internet gateway" && route.destination === EVERYWHERE),
    );
    return isClosed && isWhole && isManaged(stack, subnet) && !isTouchedByStrangers(stack, subnet) ? "no" : "not known";
}

/** True where the subnet's default route is known to go to an internet gateway: what stands there can be reached. */
export function isPublicSubnet(stack: Stack, subnet: Resource<SubnetArgs>): boolean {
    const table = tableOf(stack, subnet);
    return table !== undefined && defaultRoute(routesOf(stack, table).list)?.way === "internet gateway";
}

/** The subnets whose default route is known to go to `nat`. */
export function natClients(stack: Stack, nat: Resource<NatGatewayArgs>): Resource<SubnetArgs>[] {
    return clients(stack).get(nat) ?? [];
}

const clients = oncePerStack((stack) => {
    const byGateway = new Map<Resource<unknown>, Resource<SubnetArgs>[]>();
    for (const subnet of stack.resources.filter((resource) => resource.is(Subnet))) {
        const table = tableOf(stack, subnet);
        const gateway = table && defaultRoute(routesOf(stack, table).list)?.gateway;
        if (gateway) {
            byGateway.set(gateway, byGateway.get(gateway) ?? []);
            byGateway.get(gateway)?.push(subnet);
        }
    }
    return byGateway;
});

function defaultRoute(list: Leading[]): Leading | undefined {
    return list.find(({ destination }) => destination === EVERYWHERE);
}

/** The route table of a subnet: that of its association, or else its VPC's main one; undefined where it is not known. */
export function tableOf(stack: Stack, subnet: Resource<SubnetArgs>): Table | undefined {
    const { resources, possible } = stack.referrers(subnet, RouteTableAssociation, "subnetId", Subnet);
    const [association, ...others] = resources;
    if (association) {
        const isOwn = others.length === 0 && oneTarget(stack, association, "subnetId", Subnet) === subnet;
        return isOwn ? oneTable(stack, association, "routeTableId") : undefined;
    }
    const vpc = possible.length === 0 ? vpcOf(stack, subnet) : undefined;
    return vpc && mainTable(stack, vpc);
}

function mainTable(stack: Stack, vpc: Resource<unknown>): Table | undefined {
    const { resources, possible } = stack.referrers(vpc, MainRouteTableAssociation, "vpcId", Vpc);
    const [association] = resources;
    if (association) {
        return oneTable(stack, association, "routeTableId");
    }
    return possible.length === 0 ? vpc : undefined;
}

/** The tables that a property names. */
export function tablesIn(stack: Stack, resource: Resource<unknown>, property: string): Table[] {
    const tables = stack.targets(resource, property, ...TABLES).resources;
    return [...new Set(tables.map((table) => own(stack, table)))];
}

function oneTable(stack: Stack, resource: Resource<unknown>, property: string): Table | undefined {
    const tables = tablesIn(stack, resource, property);
    return tables.length === 1 ? tables[0] : undefined;
}

/** The VPC in place of the resource that adopts the table that it came with. */
function own(stack: Stack, table: Table): Table {
    return (table.is(DefaultRouteTable) && oneTarget(stack, table, "defaultRouteTableId", Vpc)) || table;
}

const routesOf = oncePerPart((stack, table: Table): Routes => {
    const adopted = table.is(Vpc)
        ? stack.referrers(table, DefaultRouteTable, "defaultRouteTableId", Vpc)
        : { resources: [], possible: [] };
    const parts: Table[] = [table, ...adopted.resources];
    const beside = parts.map((part) => stack.referrers(part, Route, "routeTableId", ...TABLES));
    const propagated = parts.map((part) => stack.referrers(part, Propagation, "routeTableId", ...TABLES));
    const routes = new Set(beside.flatMap(({ resources }) => resources));
    return {
        list: [
            ...parts.flatMap((part) => inlineRoutes(stack, part)),
            ...[...routes].map((route) => leadingOf(stack, route, table)),
        ],
        isWhole:
            adopted.possible.length === 0 &&
            beside.every(({ possible }) => possible.length === 0) &&
            propagated.every(({ resources, possible }) => resources.length + possible.length === 0) &&
            parts.every(
                (part) =>
                    isManaged(stack, part) &&
                    isEmpty(part.unguarded.propagatingVgws) &&
                    !isTouchedByStrangers(stack, part),
            ),
    };
});

/** A route that stands beside its table. */
function leadingOf(stack: Stack, route: Resource<RouteArgs>, table: Table): Leading {
    return oneTable(stack, route, "routeTableId") === table
        ? leading(stack, route, "", route.unguarded.destinationCidrBlock)
        : { way: "elsewhere" };
}

function inlineRoutes(stack: Stack, table: Table): Leading[] {
    // Without routes of its own a table shows those that stand beside it.
    const routes = table.is(RouteTable) ? table.unguarded.routes : undefined;
    if (!Array.isArray(routes)) {
        return isUnknownValue(routes) && table.gives(table.spell("routes")) ? [{ way: "elsewhere" }] : [];
    }
    return routes.map((route: unknown, index) =>
        isUnknownValue(route)
            ? { way: "elsewhere" }
            : leading(stack, table, `routes[${index}].`, (route as Values).cidrBlock),
    );
}

function leading(stack: Stack, owner: Resource<unknown>, path: string, destination: unknown): Leading {
    return { destination, ...gatewayOf(stack, owner, path) };
}

/** The gateway that a route names. */
function gatewayOf(stack: Stack, owner: Resource<unknown>, path: string): Omit<Leading, "destination"> {
    const nat = at(owner.unguarded, `${path}natGatewayId`);
    const other = at(owner.unguarded, `${path}gatewayId`);
    if (!isEmpty(nat) && isEmpty(other)) {
        const gateway = oneTarget(stack, owner, `${path}natGatewayId`, NatGateway);
        const isPublic = gateway ? isEmpty(gateway.unguarded.connectivityType) : /^nat-/.test(String(nat));
        return { way: isPublic ? "nat gateway" : "elsewhere", gateway };
    }
    if (other === "local") {
        return { way: "local" };
    }
    const gateway = isEmpty(nat) ? oneTarget(stack, owner, `${path}gatewayId`, InternetGateway) : undefined;
    return { way: gateway || /^igw-/.test(String(other)) ? "internet gateway" : "elsewhere", gateway };
}
