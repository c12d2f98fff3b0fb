/** How a network interface in a VPC reaches an AWS service: over the internet, or by a VPC endpoint. */
import type { SubnetArgs } from "@pulumi/aws/ec2/subnet";
import type { VpcArgs } from "@pulumi/aws/ec2/vpc";
import type { VpcEndpointArgs } from "@pulumi/aws/ec2/vpcEndpoint";
import type { VpcEndpointRouteTableAssociationArgs } from "@pulumi/aws/ec2/vpcEndpointRouteTableAssociation";

import { allOf, anyOf, type Answer } from "../answer";
import { dependentsOf, isTouchedByStrangers } from "../dependents";
import { resourceType, type Resource, type ResourceType } from "../resource";
import type { Stack } from "../stack";
import { hasUnknown, isUnknownValue } from "../unknown";
import { parseBlock } from "./cidr";
import { allTargets, vpcOf } from "./network";
import { reachesInternet, tableOf, tablesIn } from "./routes";
import { INTERNET, letsThrough, type Party, SecurityGroup } from "./security-groups";
import { Route53Zone, Subnet, Vpc, VpcEndpoint } from "./types";
import { isManaged } from "./outside";
import { OTHER_NAMES, ZoneAssociation } from "./zones";

export const VpcEndpointRouteTable = resourceType<VpcEndpointRouteTableAssociationArgs>(
    "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
);

/** What changes the names of a VPC, or what its endpoints let in. */
const UNFOLLOWED: ResourceType<unknown>[] = [
    ...OTHER_NAMES,
    ZoneAssociation,
    resourceType("aws:ec2/securityGroupAssociation:SecurityGroupAssociation"),
];

const HTTPS = 443;

/** A network interface that sends. */
export interface NetworkInterface {
    subnet: Resource<SubnetArgs>;
    /** Undefined where they are not known. */
    groups: Resource<unknown>[] | undefined;
    hasPublicAddress: Answer;
}

/** The network interfaces of a resource, one for each of its subnets; undefined where these are not all this stack's. */
export function interfacesAt(
    stack: Stack,
    resource: Resource<unknown>,
    subnets: string,
    securityGroups: string,
    hasPublicAddress: Answer,
): NetworkInterface[] | undefined {
    const groups = allTargets(stack, resource, securityGroups, SecurityGroup);
    return allTargets(stack, resource, subnets, Subnet)?.map((subnet) => ({
        subnet,
        // Without any it has that of the VPC.
        groups: groups?.length ? groups : undefined,
        hasPublicAddress,
    }));
}

/** Whether it reaches HTTPS on the internet. */
export function reachesOut(stack: Stack, { subnet, groups, hasPublicAddress }: NetworkInterface): Answer {
    return allOf([
        reachesInternet(stack, subnet, hasPublicAddress),
        letsThrough(stack, groups, "egress", INTERNET, HTTPS),
    ]);
}

/**
 * Whether it reaches an AWS service, named as at the end of an endpoint's `serviceName`: `ecr.api`.
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
 */
export function reachesService(stack: Stack, sender: NetworkInterface, service: string): Answer {
    const vpc = vpcOf(stack, sender.subnet);
    if (!vpc) {
        return anyOf([reachesOut(stack, sender), "not known"]);
    }
    const { resources, possible } = stack.referrers(vpc, VpcEndpoint, "vpcId", Vpc);
    return anyOf([
        reachesOut(stack, sender),
        possible.length === 0 && isWhole(stack, vpc) ? "no" : "not known",
        ...resources.map((endpoint) => serves(stack, endpoint, sender, service, vpc)),
    ]);
}

/** True where nothing outside what is read here gives the VPC endpoints or names for them. */
function isWhole(stack: Stack, vpc: Resource<VpcArgs>): boolean {
    const isNameOfAws = ({ unguarded: { name } }: Resource<unknown>): boolean =>
        isUnknownValue(name) || String(name).includes("amazonaws");
    return (
        isManaged(stack, vpc) &&
        !isTouchedByStrangers(stack, vpc) &&
        stack.of(...UNFOLLOWED).length === 0 &&
        !dependentsOf(stack, vpc).some((dependent) => dependent.is<unknown>(Route53Zone) && isNameOfAws(dependent))
    );
}

/** Whether the sender reaches the service by this endpoint. */
function serves(
    stack: Stack,
    endpoint: Resource<VpcEndpointArgs>,
    sender: NetworkInterface,
    service: string,
    vpc: Resource<VpcArgs>,
): Answer {
    const { serviceName, vpcEndpointType: type = "Gateway", privateDnsEnabled } = endpoint.unguarded;
    if (isUnknownValue(serviceName) || isUnknownValue(type)) {
        return "not known";
    }
    const [, name] = /(?:^|\.)com\.amazonaws\.[a-z0-9-]+\.(.+)$/.exec(String(serviceName)) ?? [];
    if (name !== service) {
        return "no";
    }
    if (type === "Gateway") {
        return allOf([hasRoute(stack, endpoint, sender), letsThrough(stack, sender.groups, "egress", INTERNET, HTTPS)]);
    }
    if (type !== "Interface" || service === "s3" || service === "dynamodb") {
        // These two have names of their own for interface endpoints.
        return "not known";
    }
    const groups = allTargets(stack, endpoint, "securityGroupIds", SecurityGroup);
    return allOf([
        privateDnsEnabled === true ? "yes" : isUnknownValue(privateDnsEnabled) ? "not known" : "no",
        letsThrough(stack, sender.groups, "egress", { groups, blocks: blocksOf(vpc) }, HTTPS),
        letsThrough(stack, groups, "ingress", { groups: sender.groups, blocks: blocksOf(sender.subnet) }, HTTPS),
    ]);
}

/** Whether the sender's route table has the route to a gateway endpoint. */
function hasRoute(stack: Stack, endpoint: Resource<VpcEndpointArgs>, { subnet }: NetworkInterface): Answer {
    const table = tableOf(stack, subnet);
    const { resources, possible } = stack.referrers(endpoint, VpcEndpointRouteTable, "vpcEndpointId", VpcEndpoint);
    const tables = [
        ...tablesIn(stack, endpoint, "routeTableIds"),
        ...resources.flatMap((association) => tablesIn(stack, association, "routeTableId")),
    ];
    if (table && tables.includes(table)) {
        return "yes";
    }
    const { routeTableIds } = endpoint.unguarded;
    const isExact = Array.isArray(routeTableIds) && routeTableIds.length + resources.length === tables.length;
    const isNone = tables.length === resources.length && !hasUnknown(routeTableIds);
    return table && possible.length === 0 && (isExact || isNone) ? "no" : "not known";
}

/** The networks of VPCs or subnets, as those of a party. */
export function blocksOf(...networks: Resource<unknown>[]): Party["blocks"] {
    const blocks = networks.map(({ unguarded: { cidrBlock } }) => parseBlock(cidrBlock));
    const known = blocks.filter((block) => block !== undefined);
    return networks.length > 0 && known.length === blocks.length ? known : undefined;
}

/** Network interfaces as one party. */
export function partyOf(senders: NetworkInterface[]): Party {
    return { groups: senders[0]?.groups, blocks: blocksOf(...senders.map(({ subnet }) => subnet)) };
}
