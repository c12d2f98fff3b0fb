import { natGatewayWayOut } from "../../../policies/network/nat-gateway-way-out";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const vpc = resource("aws:ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16" });
const subnet = (name: string): TestResource => resource("aws:ec2/subnet:Subnet", name, { vpcId: ref("shop"), cidrBlock: "10.0.0.0/24" });
const nat = (subnetId: Value = ref("a")): TestResource => resource("aws:ec2/natGateway:NatGateway", "nat", { subnetId });
const table = (routes?: Value): TestResource => resource("aws:ec2/routeTable:RouteTable", "private", { vpcId: ref("shop"), routes });
const route = (destinationCidrBlock = "0.0.0.0/0"): TestResource =>
    resource("aws:ec2/route:Route", "out", { routeTableId: ref("private"), destinationCidrBlock, natGatewayId: ref("nat") });
const association = (name: string): TestResource =>
    resource("aws:ec2/routeTableAssociation:RouteTableAssociation", `${name}-private`, { routeTableId: ref("private"), subnetId: ref(name) });
const at = { resource: "nat", property: "subnetId", says: /own subnet, a,/ };

const program = (gateway: string): string => `
            const config = new pulumi.Config();
            const vpcId = config.require("vpcId");
            const outer = new aws.ec2.Subnet("public", { vpcId, cidrBlock: "10.0.0.0/24", availabilityZone: "us-east-1a" });
            const inner = new aws.ec2.Subnet("private", { vpcId, cidrBlock: "10.0.1.0/24", availabilityZone: "us-east-1a" });
            const nat = new aws.ec2.NatGateway("nat", { subnetId: ${gateway}.id, allocationId: new aws.ec2.Eip("nat").id });
            const table = new aws.ec2.RouteTable("private", { vpcId, routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }] });
            new aws.ec2.RouteTableAssociation("private", { subnetId: inner.id, routeTableId: table.id });`;

policyTests(natGatewayWayOut, {
    example: { bad: program("inner"), good: program("outer") },
    pass: [
        { name: "another subnet routes to it", stack: [vpc, subnet("a"), subnet("b"), nat(), table(), route(), association("b")], undecided: false },
        { name: "no route at all", kind: "default", stack: [vpc, subnet("a"), nat()] },
        { name: "only one network goes to it", kind: "lookalike", stack: [vpc, subnet("a"), nat(), table(), route("10.8.0.0/16"), association("a")] },
        { name: "its subnet is not known", stack: [vpc, subnet("a"), nat(unknown), table(), route(), association("a")], undecided: true },
        { name: "a subnet of another stack", stack: [nat("subnet-0a1b2c3d4e5f60718")], undecided: false },
    ],
    fail: [
        { name: "its own subnet routes to it", stack: [vpc, subnet("a"), nat(), table(), route(), association("a")], expect: [at] },
        {
            name: "by a route in the table",
            stack: [vpc, subnet("a"), nat(), table([{ cidrBlock: "0.0.0.0/0", natGatewayId: ref("nat") }]), association("a")],
            expect: [at],
        },
    ],
});
