/** A network for the tables of policies that follow traffic: a VPC with a public and a private subnet. */
import { ref, resource, type TestResource, type Value } from "../../harness";

const route = (name: string, table: string, gateway: Value): TestResource =>
    resource("aws:ec2/route:Route", name, { routeTableId: ref(table), destinationCidrBlock: "0.0.0.0/0", ...gateway });

export const subnet = (name: string, more: Value = {}): TestResource =>
    resource("aws:ec2/subnet:Subnet", name, { vpcId: ref("vpc"), cidrBlock: "10.0.1.0/24", ...more });
export const associate = (table: string, name: string): TestResource =>
    resource("aws:ec2/routeTableAssociation:RouteTableAssociation", `${name}-in-${table}`, { routeTableId: ref(table), subnetId: ref(name) });
export const table = (name: string, more: Value = {}): TestResource => resource("aws:ec2/routeTable:RouteTable", name, { vpcId: ref("vpc"), ...more });

/** The VPC, with the subnets `outer`, whose default route goes to an internet gateway, and `inner`, which has none. */
export const vpc = [
    resource("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" }),
    resource("aws:ec2/internetGateway:InternetGateway", "igw", { vpcId: ref("vpc") }),
    subnet("outer", { cidrBlock: "10.0.0.0/24" }),
    subnet("inner"),
    table("public"),
    table("private"),
    route("out", "public", { gatewayId: ref("igw") }),
    associate("public", "outer"),
    associate("private", "inner"),
];

/** The way out of `inner`. */
export const nat = [resource("aws:ec2/natGateway:NatGateway", "nat", { subnetId: ref("outer") }), route("to-nat", "private", { natGatewayId: ref("nat") })];

const all = { protocol: "-1", fromPort: 0, toPort: 0 };
export const everywhere = { ...all, cidrBlocks: ["0.0.0.0/0"] };
export const group = (name: string, more: Value = {}): TestResource => resource("aws:ec2/securityGroup:SecurityGroup", name, { vpcId: ref("vpc"), ...more });
export const tcp = (port: number, from: Value): Value => ({ protocol: "tcp", fromPort: port, toPort: port, ...from });
