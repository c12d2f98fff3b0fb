import { at, isEmpty, type Resource, type ResourceType, resourceType, stackPolicy, type Values } from "../../kit";
import { onlyZone } from "../../kit/aws";

/** Where a type has its subnets, and whether AWS wants them in two zones, or advises it. */
interface Place {
    tokens: string[];
    property: string;
    twoZones?: "wanted" | "advised" | ((resource: Resource<object>) => "wanted" | "advised" | undefined);
    /** The other property in which the type may have them. */
    or?: string;
    /** Without subnets, true for a resource that is meant to have none. */
    unless?(resource: Resource<object>): boolean;
}

const isInterface = ({ unguarded: values }: Resource<object>): boolean =>
    ["Interface", "GatewayLoadBalancer"].includes(String(values.vpcEndpointType));
/** A network or gateway load balancer may stand in one zone. */
const zonesOfBalancer = ({ unguarded: { loadBalancerType: type } }: Resource<object>): "wanted" | "advised" =>
    type === undefined ? "wanted" : "advised";

const PLACES: Place[] = [
    { tokens: ["aws:rds/subnetGroup:SubnetGroup"], property: "subnetIds", twoZones: "wanted" },
    { tokens: ["aws:docdb/subnetGroup:SubnetGroup"], property: "subnetIds", twoZones: "wanted" },
    { tokens: ["aws:neptune/subnetGroup:SubnetGroup"], property: "subnetIds", twoZones: "wanted" },
    { tokens: ["aws:dms/replicationSubnetGroup:ReplicationSubnetGroup"], property: "subnetIds", twoZones: "wanted" },
    { tokens: ["aws:rds/proxy:Proxy"], property: "vpcSubnetIds", twoZones: "wanted" },
    { tokens: ["aws:eks/cluster:Cluster"], property: "vpcConfig.subnetIds", twoZones: "wanted" },
    { tokens: ["aws:directoryservice/directory:Directory"], property: "vpcSettings.subnetIds", twoZones: "wanted" },
    {
        tokens: ["aws:elasticache/subnetGroup:SubnetGroup", "aws:memorydb/subnetGroup:SubnetGroup"],
        property: "subnetIds",
    },
    { tokens: ["aws:redshift/subnetGroup:SubnetGroup", "aws:dax/subnetGroup:SubnetGroup"], property: "subnetIds" },
    {
        tokens: ["aws:lambda/function:Function"],
        property: "vpcConfig.subnetIds",
        twoZones: "advised",
        // Both lists empty take a function out of its VPC.
        unless: ({ props }) => isEmpty(at(props as Values, "vpcConfig.securityGroupIds")),
    },
    {
        tokens: ["aws:ecs/service:Service", "aws:ecs/taskSet:TaskSet"],
        property: "networkConfiguration.subnets",
    },
    {
        tokens: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
        property: "subnets",
        or: "subnetMappings",
        twoZones: zonesOfBalancer,
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
const TWO_ZONES = "name subnets in at least two availability zones";
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
    controls: ["Lambda.5", "ELB.13"],
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
        "https://www.pulumi.com/docs/iac/concepts/inputs-outputs/",
    ],
    history: [
        { version: "0.2.0", change: "advises a second zone for functions, and for network and gateway load balancers" },
    ],
    types: JUDGED,
    check(_props, { resource, stack, report }) {
        const place = byToken.get(resource.type) as Place;
        const [property, ids] = subnetsOf(resource, place);
        if (!Array.isArray(ids)) {
            return; // Left out, or not known as a whole.
        }
        if (ids.length === 0) {
            if (!place.unless?.(resource)) {
                report(property, "the list of subnets is empty");
            }
            return;
        }
        const twoZones = typeof place.twoZones === "function" ? place.twoZones(resource) : place.twoZones;
        const zone = twoZones && onlyZone(stack, resource, property, ids);
        if (zone && twoZones === "wanted") {
            report(property, `${zone}, and AWS wants two availability zones here`, { fix: TWO_ZONES });
        } else if (zone) {
            report(property, `${zone}, and it fails with that zone`, {
                fix: TWO_ZONES,
                level: "advisory",
                severity: "medium",
            });
        }
    },
});

/** The property in which a resource has its subnets, and what stands there. */
function subnetsOf({ unguarded: values }: Resource<object>, { property, or }: Place): [string, unknown] {
    return or !== undefined && !isEmpty(at(values, or)) ? [or, at(values, or)] : [property, at(values, property)];
}
