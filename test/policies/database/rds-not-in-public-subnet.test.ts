import { rdsNotInPublicSubnet } from "../../../policies/database/rds-not-in-public-subnet";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const subnet = (name: string): TestResource => resource("aws:ec2/subnet:Subnet", name, { vpcId: ref("vpc") });
const associate = (table: string, name: string): TestResource =>
    resource("aws:ec2/routeTableAssociation:RouteTableAssociation", `${name}-in-${table}`, { routeTableId: ref(table), subnetId: ref(name) });
const group = (subnetIds: Value): TestResource => resource("aws:rds/subnetGroup:SubnetGroup", "orders", { subnetIds });
/** Two public subnets, a and b, by routes written in both ways; c has its route to a NAT gateway. */
const network = [
    resource("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" }),
    resource("aws:ec2/internetGateway:InternetGateway", "igw", { vpcId: ref("vpc") }),
    resource("aws:ec2/natGateway:NatGateway", "nat", { subnetId: ref("a") }),
    resource("aws:ec2/routeTable:RouteTable", "inline", { vpcId: ref("vpc"), routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: ref("igw") }] }),
    resource("aws:ec2/routeTable:RouteTable", "outside", { vpcId: ref("vpc") }),
    resource("aws:ec2/route:Route", "out", { routeTableId: ref("outside"), destinationCidrBlock: "0.0.0.0/0", gatewayId: ref("igw") }),
    resource("aws:ec2/routeTable:RouteTable", "inside", { vpcId: ref("vpc"), routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: ref("nat") }] }),
    ...["a", "b", "c"].map(subnet),
    associate("inline", "a"),
    associate("outside", "b"),
    associate("inside", "c"),
];

policyTests(rdsNotInPublicSubnet, {
    example: {
        bad: `
            const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.20.0.0/16" });
            const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });
            const table = new aws.ec2.RouteTable("public", { vpcId: vpc.id, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }] });
            const subnets = ["us-east-1a", "us-east-1b"].map((availabilityZone, i) => {
                const subnet = new aws.ec2.Subnet(\`data-\${i}\`, { vpcId: vpc.id, availabilityZone, cidrBlock: \`10.20.\${i}.0/24\` });
                new aws.ec2.RouteTableAssociation(\`data-\${i}\`, { routeTableId: table.id, subnetId: subnet.id });
                return subnet;
            });
            new aws.rds.SubnetGroup("orders", { subnetIds: subnets.map((subnet) => subnet.id) });`,
        good: `
            const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.20.0.0/16" });
            const table = new aws.ec2.RouteTable("data", { vpcId: vpc.id });
            const subnets = ["us-east-1a", "us-east-1b"].map((availabilityZone, i) => {
                const subnet = new aws.ec2.Subnet(\`data-\${i}\`, { vpcId: vpc.id, availabilityZone, cidrBlock: \`10.20.\${i}.0/24\` });
                new aws.ec2.RouteTableAssociation(\`data-\${i}\`, { routeTableId: table.id, subnetId: subnet.id });
                return subnet;
            });
            new aws.rds.SubnetGroup("orders", { subnetIds: subnets.map((subnet) => subnet.id) });`,
    },
    pass: [
        { name: "a private subnet (RDS.46)", stack: [...network, group([ref("c")])] },
        { name: "subnets that stand elsewhere", kind: "default", stack: [...network, group(["subnet-0a1b2c", "subnet-3d4e5f"])] },
        { name: "subnets not known yet", stack: [...network, group(unknown)] },
        { name: "a list computed from all subnets", kind: "lookalike", stack: [...network, group(ref("a", "b", "c"))], undecided: true },
        { name: "an element computed from two subnets", stack: [...network, group([ref("a", "c")])], undecided: true },
    ],
    fail: [
        {
            name: "a public subnet beside a private one (RDS.46)",
            stack: [...network, group([ref("a"), ref("c")])],
            expect: [{ resource: "orders", property: "subnetIds", says: /default route of a goes/ }],
        },
        {
            name: "public subnets, however the route is written (RDS.46)",
            stack: [...network, group(ref("a", "b"))],
            expect: [{ resource: "orders", property: "subnetIds", says: /of a, b goes/ }],
        },
        {
            name: "a replication",
            stack: [...network, resource("aws:dms/replicationSubnetGroup:ReplicationSubnetGroup", "move", { subnetIds: [ref("b")] })],
            expect: [{ resource: "move", property: "subnetIds" }],
        },
    ],
});
