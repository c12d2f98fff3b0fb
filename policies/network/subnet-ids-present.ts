import type { SubnetArgs } from "@pulumi/aws/ec2/subnet";

import {
    at,
    isEmpty,
    isUnknownValue,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    stackPolicy,
} from "../../kit";
import { Subnet, zoneName, zoneOf } from "../../kit/aws";

/** Where a type has its subnets, and whether AWS wants them in two zones. */
interface Place {
    tokens: string[];
    property: string;
    twoZones?: boolean;
    /** Without subnets, true for a resource that is meant to have none. */
    unless?(resource: Resource<object>): boolean;
}

const isInterface = ({ unguarded: values }: Resource<object>): boolean =>
    ["Interface", "GatewayLoadBalancer"].includes(String(values.vpcEndpointType));
/** A network or a gateway load balancer may stand in one zone. */
const isApplication = ({ unguarded: values }: Resource<object>): boolean =>
    ["application", "undefined"].includes(String(values.loadBalancerType));

const SECURITY_GROUPS = "vpcConfig.securityGroupIds";

const PLACES: Place[] = [
    { tokens: ["aws:rds/subnetGroup:SubnetGroup"], property: "subnetIds", twoZones: true },
    { tokens: ["aws:docdb/subnetGroup:SubnetGroup"], property: "subnetIds", twoZones: true },
    { tokens: ["aws:neptune/subnetGroup:SubnetGroup"], property: "subnetIds", twoZones: true },
    { tokens: ["aws:dms/replicationSubnetGroup:ReplicationSubnetGroup"], property: "subnetIds", twoZones: true },
    { tokens: ["aws:rds/proxy:Proxy"], property: "vpcSubnetIds", twoZones: true },
    { tokens: ["aws:eks/cluster:Cluster"], property: "vpcConfig.subnetIds", twoZones: true },
    { tokens: ["aws:directoryservice/directory:Directory"], property: "vpcSettings.subnetIds", twoZones: true },
    {
        tokens: ["aws:elasticache/subnetGroup:SubnetGroup", "aws:memorydb/subnetGroup:SubnetGroup"],
        property: "subnetIds",
    },
    { tokens: ["aws:redshift/subnetGroup:SubnetGroup", "aws:dax/subnetGroup:SubnetGroup"], property: "subnetIds" },
    {
        tokens: ["aws:lambda/function:Function"],
        property: "vpcConfig.subnetIds",
        // Both lists empty take a function out of its VPC.
        unless: ({ unguarded: values }) => isEmpty(at(values, SECURITY_GROUPS)),
    },
    {
        tokens: ["aws:ecs/service:Service", "aws:ecs/taskSet:TaskSet"],
        property: "networkConfiguration.subnets",
    },
    {
        tokens: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
        property: "subnets",
        unless: ({ unguarded: values }) => !isEmpty(values.subnetMappings),
    },
    {
        tokens: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
        property: "subnetIds",
        unless: (endpoint) => !isInterface(endpoint) || !isEmpty(endpoint.unguarded.subnetConfigurations),
    },
    { tokens: ["aws:ec2transitgateway/vpcAttachment:VpcAttachment"], property: "subnetIds" },
    { tokens: ["aws:apprunner/vpcConnector:VpcConnector"], property: "subnets" },
    { tokens: ["aws:codebuild/project:Project"], property: "vpcConfig.subnets" },
    { tokens: ["aws:opensearch/domain:Domain"], property: "vpcOptions.subnetIds" },
    { tokens: ["aws:msk/cluster:Cluster"], property: "brokerNodeGroupInfo.clientSubnets" },
    {
        tokens: ["aws:autoscaling/group:Group"],
        property: "vpcZoneIdentifiers",
        unless: ({ unguarded: values }) => !isEmpty(values.availabilityZones),
    },
];
const byToken = new Map(PLACES.flatMap((place) => place.tokens.map((token) => [token, place])));
const JUDGED: ResourceType<object>[] = [resourceType<object>(...byToken.keys())];

export const subnetIdsPresent = stackPolicy({
    name: "subnet-ids-present",
    title: "What runs in a VPC names its subnets, in two zones where AWS wants two",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "AWS refuses an empty list in the middle of the update; it comes from subnets made in a promise or a callback that has not run yet",
    fix: "pass the ids as outputs, such as vpc.privateSubnets.map((subnet) => subnet.id), made before this resource",
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
        "https://www.pulumi.com/docs/iac/concepts/inputs-outputs/",
    ],
    types: JUDGED,
    check(_props, { resource, stack, report, undecided }) {
        const place = byToken.get(resource.type);
        const ids = place && at(resource.unguarded, place.property);
        if (!place || !Array.isArray(ids)) {
            return; // Left out, or not known as a whole.
        }
        if (ids.length === 0) {
            if (place.property === "vpcConfig.subnetIds" && isUnknownValue(at(resource.unguarded, SECURITY_GROUPS))) {
                undecided(SECURITY_GROUPS);
            } else if (!place.unless?.(resource)) {
                report(place.property, "the list of subnets is empty");
            }
            return;
        }
        if (
            place.twoZones ||
            (place.property === "subnets" && resource.type.endsWith(":LoadBalancer") && isApplication(resource))
        ) {
            const zone = onlyZone(stack, resource, place.property, ids);
            if (zone) {
                report(place.property, `${zone}, and AWS wants two availability zones here`, {
                    fix: "name subnets in at least two availability zones",
                });
            }
        }
    },
});

/** What tells that all subnets are in one zone; undefined where they are in several, or that is not known. */
function onlyZone(stack: Stack, resource: Resource<object>, property: string, ids: unknown[]): string | undefined {
    const { resources, certain } = stack.targets(resource, property, Subnet);
    const zones = resources.map(zoneOf);
    if (ids.length === 1) {
        // A local zone or an outpost has no second one.
        const mayBeSpecial = resources.some(
            ({ unguarded: { outpostArn, availabilityZone } }) =>
                outpostArn !== undefined || isUnknownValue(availabilityZone),
        );
        return mayBeSpecial || (!certain && property === "subnets") || resources.some(isInLocalZone)
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
