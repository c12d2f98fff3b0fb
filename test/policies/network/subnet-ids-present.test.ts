import { subnetIdsPresent } from "../../../policies/network/subnet-ids-present";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

type Props = Record<string, unknown>;
const subnet = (name: string, zone: Value, props: Props = {}): TestResource => resource("aws:ec2/subnet:Subnet", name, { availabilityZone: zone, ...props });
const [a, b, a2] = [subnet("a", "us-east-1a"), subnet("b", "us-east-1b"), subnet("a2", "us-east-1a")] as const;
const dbGroup = (subnetIds: Value): TestResource => resource("aws:rds/subnetGroup:SubnetGroup", "x", { subnetIds });
const fn = (vpcConfig: Value): TestResource => resource("aws:lambda/function:Function", "x", { vpcConfig });
const alb = (props: Props, type = "aws:lb/loadBalancer:LoadBalancer"): TestResource => resource(type, "x", props);
const endpoint = (props: Props): TestResource => resource("aws:ec2/vpcEndpoint:VpcEndpoint", "x", props);
const nested = (path: string, value: Value): Props => path.split(".").reduceRight((inner: Value, key) => ({ [key]: inner as unknown }), value) as Props;
const finding = (property: string): { resource: string; property: string } => ({ resource: "x", property });

policyTests(subnetIdsPresent, {
    example: {
        given: `
            const zones = aws.getAvailabilityZones({ state: "available" }).then(({ names }) => names);`,
        bad: `
            const subnetIds: pulumi.Output<string>[] = [];
            zones.then((names) => names.forEach((availabilityZone, i) => {
                const cidrBlock = \`10.0.\${i}.0/24\`;
                subnetIds.push(new aws.ec2.Subnet(availabilityZone, { vpcId: vpc.id, cidrBlock, availabilityZone }).id);
            }));
            new aws.rds.SubnetGroup("database", { subnetIds });   // still empty`,
        good: `
            const subnets = ["us-east-1a", "us-east-1b"].map((availabilityZone, i) => {
                const cidrBlock = \`10.0.\${i}.0/24\`;
                return new aws.ec2.Subnet(availabilityZone, { vpcId: vpc.id, cidrBlock, availabilityZone });
            });
            new aws.rds.SubnetGroup("database", { subnetIds: subnets.map((subnet) => subnet.id) });`,
    },
    pass: [
        { name: "two subnets in two zones", stack: [a, b, dbGroup([ref("a"), ref("b")])] },
        { name: "a list that is not known", stack: [dbGroup(unknown), fn({ subnetIds: unknown, securityGroupIds: ["sg-1"] })] },
        { name: "subnets outside the stack", stack: [dbGroup(["subnet-1", "subnet-2"])] },
        { name: "zones that are not known", stack: [subnet("a", unknown), subnet("b", unknown), dbGroup([ref("a"), ref("b")])] },
        { name: "one of them is not known", stack: [a, dbGroup([ref("a"), unknown])] },
        { name: "a cache needs one zone", stack: [a, resource("aws:elasticache/subnetGroup:SubnetGroup", "x", { subnetIds: [ref("a")] })] },
        { name: "a function that leaves its VPC", kind: "lookalike", stack: [fn({ subnetIds: [], securityGroupIds: [] })] },
        { name: "a function that may leave its VPC", stack: [fn({ subnetIds: [], securityGroupIds: unknown })], undecided: true },
        { name: "a function outside a VPC", kind: "default", stack: [fn(undefined)] },
        { name: "a network load balancer in two zones (ELB.13)", stack: [a, b, alb({ subnets: [ref("a"), ref("b")], loadBalancerType: "network" })] },
        {
            name: "a network load balancer in two zones, by mappings",
            stack: [a, b, alb({ subnetMappings: [{ subnetId: ref("a") }, { subnetId: ref("b") }], loadBalancerType: "network" })],
        },
        { name: "mappings that are not known", stack: [alb({ subnetMappings: unknown, loadBalancerType: "network" })] },
        { name: "a function in two zones (Lambda.5)", stack: [a, b, fn({ subnetIds: [ref("a"), ref("b")], securityGroupIds: ["sg-1"] })] },
        { name: "a load balancer by mappings", stack: [alb({ subnets: [], subnetMappings: [{ subnetId: "subnet-1" }, { subnetId: "subnet-2" }] })] },
        { name: "a load balancer in a local zone", stack: [subnet("l", "us-west-2-lax-1a"), alb({ subnets: [ref("l")] })] },
        { name: "a gateway endpoint has no subnets", stack: [endpoint({ subnetIds: [], serviceName: "com.amazonaws.us-east-1.s3" })] },
        { name: "an interface endpoint that leaves them out", stack: [endpoint({ vpcEndpointType: "Interface" })] },
        {
            name: "a group of instances by its zones",
            stack: [resource("aws:autoscaling/group:Group", "x", { vpcZoneIdentifiers: [], availabilityZones: ["us-east-1a"] })],
        },
        { name: "odd input", stack: [dbGroup(3), fn(3), resource("aws:eks/cluster:Cluster", "k", { vpcConfig: null as never })] },
    ],
    fail: [
        {
            name: "a network load balancer in one zone (ELB.13)",
            stack: [a, alb({ subnets: [ref("a")], loadBalancerType: "network" })],
            expect: [{ ...finding("subnets"), level: "advisory", severity: "medium", says: /fails with that zone/ }],
        },
        {
            name: "a gateway load balancer in one zone (ELB.13)",
            stack: [a, alb({ subnets: [ref("a")], loadBalancerType: "gateway" })],
            expect: [{ ...finding("subnets"), level: "advisory", severity: "medium" }],
        },
        {
            name: "load balancers in one zone, by mappings (ELB.13)",
            stack: [
                ...[a, a2, alb({ subnetMappings: [{ subnetId: ref("a"), allocationId: "eipalloc-1" }, { subnetId: ref("a2") }] })],
                resource("aws:lb/loadBalancer:LoadBalancer", "n", { subnetMappings: [{ subnetId: ref("a") }], loadBalancerType: "network" }),
            ],
            expect: [finding("subnetMappings"), { resource: "n", property: "subnetMappings", level: "advisory", severity: "medium" }],
        },
        {
            name: "a function in one zone (Lambda.5)",
            stack: [a, fn({ subnetIds: [ref("a")], securityGroupIds: ["sg-1"] })],
            expect: [{ ...finding("vpcConfig.subnetIds"), level: "advisory", severity: "medium" }],
        },
        { name: "an empty list", stack: [dbGroup([])], expect: [{ ...finding("subnetIds"), severity: "high", says: /empty/ }] },
        ...(
            [
                ["aws:docdb/subnetGroup:SubnetGroup", "subnetIds"],
                ["aws:neptune/subnetGroup:SubnetGroup", "subnetIds"],
                ["aws:dms/replicationSubnetGroup:ReplicationSubnetGroup", "subnetIds"],
                ["aws:elasticache/subnetGroup:SubnetGroup", "subnetIds"],
                ["aws:redshift/subnetGroup:SubnetGroup", "subnetIds"],
                ["aws:rds/proxy:Proxy", "vpcSubnetIds"],
                ["aws:eks/cluster:Cluster", "vpcConfig.subnetIds"],
                ["aws:directoryservice/directory:Directory", "vpcSettings.subnetIds"],
                ["aws:ec2transitgateway/vpcAttachment:VpcAttachment", "subnetIds"],
                ["aws:apprunner/vpcConnector:VpcConnector", "subnets"],
                ["aws:codebuild/project:Project", "vpcConfig.subnets"],
                ["aws:opensearch/domain:Domain", "vpcOptions.subnetIds"],
                ["aws:msk/cluster:Cluster", "brokerNodeGroupInfo.clientSubnets"],
                ["aws:autoscaling/group:Group", "vpcZoneIdentifiers"],
            ] as const
        ).map(([type, property]) => ({
            name: `${type.slice(0, type.indexOf("/"))}, ${property}`,
            stack: [resource(type as string, "x", nested(property, []))],
            expect: [finding(property)],
        })),
        { name: "a function with a security group", stack: [fn({ subnetIds: [], securityGroupIds: [unknown] })], expect: [finding("vpcConfig.subnetIds")] },
        {
            name: "a service",
            stack: [resource("aws:ecs/service:Service", "x", { networkConfiguration: { subnets: [] } })],
            expect: [finding("networkConfiguration.subnets")],
        },
        { name: "an interface endpoint", stack: [endpoint({ vpcEndpointType: "Interface", subnetIds: [] })], expect: [finding("subnetIds")] },
        {
            name: "a load balancer, in its older spelling too",
            stack: [alb({ subnets: [] }, "aws:alb/loadBalancer:LoadBalancer")],
            expect: [finding("subnets")],
        },
        {
            name: "two subnets in one zone",
            stack: [a, a2, dbGroup([ref("a"), ref("a2")])],
            expect: [{ ...finding("subnetIds"), says: /us-east-1a[^]*at least two availability zones/ }],
        },
        {
            name: "two subnets in one zone by its id",
            stack: [
                subnet("a", undefined, { availabilityZoneId: "use1-az1" }),
                subnet("b", undefined, { availabilityZoneId: "use1-az1" }),
                dbGroup([ref("a"), ref("b")]),
            ],
            expect: [finding("subnetIds")],
        },
        { name: "one subnet", stack: [dbGroup([unknown])], expect: [{ ...finding("subnetIds"), says: /one subnet/ }] },
        {
            name: "an application load balancer in one zone",
            stack: [a, a2, alb({ subnets: [ref("a"), ref("a2")], loadBalancerType: "application" })],
            expect: [finding("subnets")],
        },
    ],
});
