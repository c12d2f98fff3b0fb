import * as assert from "node:assert/strict";

import type { Answer } from "../../../kit/answer";
import { interfacesAt, type NetworkInterface, partyOf, reachesService } from "../../../kit/aws/endpoints";
import { isPublicSubnet, natClients, reachesInternet } from "../../../kit/aws/routes";
import { INTERNET, letsAnybodyIn, letsThrough, type Party } from "../../../kit/aws/security-groups";
import { parseBlock } from "../../../kit/aws/cidr";
import { Resource } from "../../../kit/resource";
import { Stack } from "../../../kit/stack";
import { unknown } from "../../harness";
import { from, make } from "./make";

const vpc = make("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
const subnet = make("aws:ec2/subnet:Subnet", "subnet", { vpcId: from(vpc), cidrBlock: "10.0.1.0/24" });
const igw = make("aws:ec2/internetGateway:InternetGateway", "igw", { vpcId: from(vpc) });
const nat = make("aws:ec2/natGateway:NatGateway", "nat", { subnetId: from(subnet) });
const table = (routes: unknown[], more: object = {}): Resource => make("aws:ec2/routeTable:RouteTable", "table", { vpcId: from(vpc), routes, ...more });
const associate = (of: Resource, subnetId: unknown = from(subnet)): Resource => make(ASSOCIATION, "association", { routeTableId: from(of), subnetId });
const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const MAIN = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation";
const PROPAGATION = "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation";
const everywhere = { cidrBlock: "0.0.0.0/0" };

describe("kit/routes", () => {
    const there = { cidrBlock: "203.0.113.0/24" };
    const peer = { cidrBlock: "10.9.0.0/16", vpcPeeringConnectionId: "pcx-1" };
    const out = table([{ ...everywhere, natGatewayId: from(nat) }]);
    const other = make("aws:ec2/routeTable:RouteTable", "other", { vpcId: from(vpc), routes: [] });
    const second = make("aws:ec2/subnet:Subnet", "second", { vpcId: from(vpc) });
    const adopted = (more: object): Resource => make("aws:ec2/defaultRouteTable:DefaultRouteTable", "adopted", { defaultRouteTableId: from(vpc), ...more });

    /** Whether the subnet reaches the internet without a public address, and with one. */
    const rows: [string, Answer, Answer, Resource[]][] = [
        ["the VPC's own table, which leads nowhere", "no", "no", []],
        ["a table without routes", "no", "no", [table([]), associate(table([]))]],
        ["an internet gateway", "no", "yes", [table([{ ...everywhere, gatewayId: from(igw) }]), associate(table([]))]],
        ["an internet gateway by its id", "no", "yes", [table([{ ...everywhere, gatewayId: "igw-0a1b2c3d" }]), associate(table([]))]],
        ["a NAT gateway", "yes", "yes", [table([{ ...everywhere, natGatewayId: from(nat) }]), associate(table([]))]],
        [
            "a private NAT gateway",
            "not known",
            "not known",
            [
                make("aws:ec2/natGateway:NatGateway", "nat", { connectivityType: "private" }),
                table([{ ...everywhere, natGatewayId: from(nat) }]),
                associate(table([])),
            ],
        ],
        ["a transit gateway", "not known", "not known", [table([{ ...everywhere, transitGatewayId: "tgw-0a1b2c3d" }]), associate(table([]))]],
        ["a peer, which may lead on", "not known", "not known", [table([{ cidrBlock: "10.9.0.0/16", vpcPeeringConnectionId: "pcx-1" }]), associate(table([]))]],
        ["routes that are not known", "not known", "not known", [table(unknown), associate(table([]))]],
        ["a route that is not known", "not known", "not known", [table([unknown]), associate(table([]))]],
        [
            "a table from elsewhere",
            "not known",
            "not known",
            [make("aws:ec2/routeTableAssociation:RouteTableAssociation", "association", { routeTableId: "rtb-0a1b2c3d", subnetId: from(subnet) })],
        ],
        ["an association with a subnet that is not known", "not known", "not known", [table([]), associate(table([]), unknown)]],
        ["routes that a gateway announces", "not known", "not known", [table([], { propagatingVgws: ["vgw-0a1b2c3d"] }), associate(table([]))]],
        [
            "a route beside the table",
            "yes",
            "yes",
            [
                table([]),
                associate(table([])),
                make("aws:ec2/route:Route", "out", { routeTableId: from(table([])), destinationCidrBlock: "0.0.0.0/0", natGatewayId: from(nat) }),
            ],
        ],
        [
            "a route of a table that is not known",
            "not known",
            "not known",
            [
                table([]),
                associate(table([])),
                make("aws:ec2/route:Route", "out", { routeTableId: unknown, destinationCidrBlock: "0.0.0.0/0", natGatewayId: from(nat) }),
            ],
        ],
        ["an internet gateway, and a peer", "not known", "yes", [table([{ ...everywhere, gatewayId: from(igw) }, peer]), associate(table([]))]],
        ["a peer first", "yes", "yes", [table([peer, { ...everywhere, natGatewayId: from(nat) }]), associate(table([]))]],
        ["an internet gateway for one network", "not known", "not known", [table([{ ...there, gatewayId: from(igw) }]), associate(table([]))]],
        ["a NAT gateway for one network", "not known", "not known", [table([{ ...there, natGatewayId: from(nat) }]), associate(table([]))]],
        ["a NAT gateway by its id", "yes", "yes", [table([{ ...everywhere, natGatewayId: "nat-0a1b2c3d" }]), associate(table([]))]],
        ["a NAT gateway that is not known", "not known", "not known", [table([{ ...everywhere, natGatewayId: unknown }]), associate(table([]))]],
        [
            "two gateways in one route",
            "not known",
            "not known",
            [table([{ ...everywhere, natGatewayId: from(nat), gatewayId: "vgw-1" }]), associate(table([]))],
        ],
        ["the VPC's own network", "no", "no", [table([{ cidrBlock: "10.0.0.0/16", gatewayId: "local" }]), associate(table([]))]],
        [
            "one of two associations",
            "not known",
            "not known",
            [out, other, associate(out), make(ASSOCIATION, "second", { routeTableId: from(other), subnetId: from(subnet) })],
        ],
        ["an association of one of two subnets", "not known", "not known", [out, second, associate(out, from(subnet, second))]],
        ["one of two tables", "not known", "not known", [out, other, make(ASSOCIATION, "one", { routeTableId: from(out, other), subnetId: from(subnet) })]],
        ["the VPC's main table", "yes", "yes", [out, make(MAIN, "main", { vpcId: from(vpc), routeTableId: from(out) })]],
        ["a main table of a VPC that is not known", "not known", "not known", [out, make(MAIN, "main", { vpcId: unknown, routeTableId: from(out) })]],
        ["the adopted table", "yes", "yes", [adopted({ routes: [{ ...everywhere, natGatewayId: from(nat) }] })]],
        ["an association with the adopted table", "yes", "yes", [adopted({ routes: [{ ...everywhere, natGatewayId: from(nat) }] }), associate(adopted({}))]],
        ["an adopted table without routes", "no", "no", [adopted({ routes: [] })]],
        ["an adopted table that a gateway announces routes to", "not known", "not known", [adopted({ propagatingVgws: ["vgw-0a1b2c3d"] })]],
        ["an adopted table of a VPC that is not known", "not known", "not known", [adopted({ defaultRouteTableId: unknown })]],
        [
            "routes announced beside the table",
            "not known",
            "not known",
            [table([]), associate(table([])), make(PROPAGATION, "vpn", { routeTableId: from(table([])) })],
        ],
        [
            "routes announced to a table that is not known",
            "not known",
            "not known",
            [table([]), associate(table([])), make(PROPAGATION, "vpn", { routeTableId: unknown })],
        ],
        [
            "a route of one of two tables",
            "not known",
            "not known",
            [
                ...[table([]), other, associate(table([]))],
                make("aws:ec2/route:Route", "out", { routeTableId: from(table([]), other), destinationCidrBlock: "0.0.0.0/0", natGatewayId: from(nat) }),
            ],
        ],
    ];
    for (const [name, without, withAddress, more] of rows) {
        it(`${without}, and ${withAddress} with a public address: ${name}`, () => {
            const others = [vpc, subnet, igw, nat].filter(({ urn }) => !more.some((one) => one.urn === urn));
            const stack = new Stack([...others, ...more]);
            assert.equal(reachesInternet(stack, subnet as never, "no"), without);
            assert.equal(reachesInternet(stack, subnet as never, "yes"), withAddress);
        });
    }

    it("tells public subnets, and those of a NAT gateway", () => {
        const open = new Stack([vpc, subnet, igw, table([{ ...everywhere, gatewayId: from(igw) }]), associate(table([]))]);
        const behind = new Stack([vpc, subnet, nat, table([{ ...everywhere, natGatewayId: from(nat) }]), associate(table([]))]);
        assert.equal(isPublicSubnet(open, subnet as never), true);
        assert.equal(isPublicSubnet(behind, subnet as never), false);
        assert.deepEqual(natClients(behind, nat as never), [subnet]);
    });

    it("takes only subnets for clients of a NAT gateway", () => {
        const main = make(MAIN, "main", { vpcId: from(vpc), routeTableId: from(out) });
        const stack = new Stack([vpc, subnet, nat, out, main]);
        assert.deepEqual(natClients(stack, nat as never), [subnet]);
        assert.deepEqual(natClients(new Stack([vpc, subnet, nat]), nat as never), []);
        const elsewhere = make("aws:ec2/subnet:Subnet", "there", { vpcId: "vpc-0a1b2c3d" });
        assert.equal(isPublicSubnet(new Stack([elsewhere]), elsewhere as never), false);
    });

    it("knows nothing of a subnet of another stack's VPC", () => {
        const elsewhere = make("aws:ec2/subnet:Subnet", "there", { vpcId: "vpc-0a1b2c3d" });
        assert.equal(reachesInternet(new Stack([elsewhere]), elsewhere as never, "no"), "not known");
    });
});

describe("kit/security-groups", () => {
    const front = make("aws:ec2/securityGroup:SecurityGroup", "front", { vpcId: from(vpc) });
    const app = (more: object): Resource => make("aws:ec2/securityGroup:SecurityGroup", "app", { vpcId: from(vpc), ...more });
    const rule = (more: object): object => ({ protocol: "tcp", fromPort: 8000, toPort: 8080, ...more });
    const beside = (more: object, type = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"): Resource =>
        make(type, "rule", { securityGroupId: from(app({})), ipProtocol: "tcp", fromPort: 8080, toPort: 8080, ...more });
    const sender: Party = { groups: [front], blocks: [parseBlock("10.0.1.0/24") as never] };
    const rows: [string, Answer, Resource[]][] = [
        ["no rule", "no", [app({})]],
        ["the group", "yes", [app({ ingress: [rule({ securityGroups: [from(front)] })] })]],
        ["a range that the port is not in", "no", [app({ ingress: [rule({ toPort: 8079, securityGroups: [from(front)] })] })]],
        ["every protocol", "yes", [app({ ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.0.0.0/16"] }] })]],
        ["UDP", "no", [app({ ingress: [rule({ protocol: "udp", cidrBlocks: ["0.0.0.0/0"] })] })]],
        ["a protocol that is not known", "not known", [app({ ingress: [rule({ protocol: unknown, cidrBlocks: ["0.0.0.0/0"] })] })]],
        ["a port that is not known", "not known", [app({ ingress: [rule({ fromPort: unknown, cidrBlocks: ["0.0.0.0/0"] })] })]],
        ["a network around it", "yes", [app({ ingress: [rule({ cidrBlocks: ["10.0.0.0/16"] })] })]],
        ["a part of its network", "not known", [app({ ingress: [rule({ cidrBlocks: ["10.0.1.0/28"] })] })]],
        ["another network", "no", [app({ ingress: [rule({ cidrBlocks: ["10.9.0.0/16"] })] })]],
        ["a network that is not known", "not known", [app({ ingress: [rule({ cidrBlocks: [unknown] })] })]],
        ["another network beside one that is not known", "not known", [app({ ingress: [rule({ cidrBlocks: ["10.9.0.0/16", unknown] })] })]],
        ["a group by an id from elsewhere", "no", [app({ ingress: [rule({ securityGroups: ["sg-0a1b2c3d"] })] })]],
        ["a group that is not known", "not known", [app({ ingress: [rule({ securityGroups: [unknown] })] })]],
        ["a prefix list", "not known", [app({ ingress: [rule({ prefixListIds: ["pl-0a1b2c3d"] })] })]],
        ["itself", "no", [app({ ingress: [rule({ self: true })] })]],
        ["a rule beside it", "yes", [app({}), beside({ referencedSecurityGroupId: from(front) })]],
        [
            "a rule beside it, of another direction",
            "no",
            [app({}), beside({ referencedSecurityGroupId: from(front) }, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")],
        ],
        ["a rule of a group that is not known", "not known", [app({}), beside({ securityGroupId: unknown })]],
        ["a group that is only given to a command", "no", [app({}), make("command:local:Command", "open", { create: from(app({})) })]],
    ];
    for (const [name, answer, resources] of rows) {
        it(`${answer}: ${name}`, () => {
            const stack = new Stack([vpc, front, ...resources]);
            const [group] = resources as [Resource];
            assert.equal(letsThrough(stack, [group], "ingress", sender, 8080), answer);
        });
    }

    it("takes an aws-native group to let everything out", () => {
        const native = make("aws-native:ec2:SecurityGroup", "native", { groupDescription: "a" });
        const classic = app({});
        assert.equal(letsThrough(new Stack([native]), [native], "egress", INTERNET, 443), "not known");
        assert.equal(letsThrough(new Stack([classic]), [classic], "egress", INTERNET, 443), "no");
    });

    it("knows whether anybody is let in", () => {
        const open = app({ ingress: [rule({ prefixListIds: ["pl-0a1b2c3d"] })] });
        const stack = new Stack([open]);
        assert.equal(letsAnybodyIn(stack, [open], 8080), "yes");
        assert.equal(letsAnybodyIn(stack, [open], 9090), "no");
        assert.equal(letsAnybodyIn(stack, undefined, 8080), "not known");
    });
});

describe("kit/endpoints", () => {
    const out = make("aws:ec2/securityGroup:SecurityGroup", "out", {
        vpcId: from(vpc),
        egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    });
    const door = (ingress: unknown[]): Resource => make("aws:ec2/securityGroup:SecurityGroup", "door", { vpcId: from(vpc), ingress });
    const https = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"] };
    const endpoint = (more: object): Resource =>
        make("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoint", {
            ...{ vpcId: from(vpc), serviceName: "com.amazonaws.eu-west-1.secretsmanager", vpcEndpointType: "Interface", privateDnsEnabled: true },
            ...{ securityGroupIds: [from(door([]))], ...more },
        });
    const gateway = (more: object): Resource =>
        make("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoint", { vpcId: from(vpc), serviceName: "com.amazonaws.eu-west-1.s3", ...more });
    const other = make("aws:ec2/routeTable:RouteTable", "other", { vpcId: from(vpc), routes: [] });
    const third = make("aws:ec2/routeTable:RouteTable", "third", { vpcId: from(vpc), routes: [] });
    const joined = (to: unknown, vpcEndpointId: unknown = from(gateway({}))): Resource =>
        make("aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation", "joined", {
            ...{ vpcEndpointId, routeTableId: to === unknown ? unknown : from(to as Resource) },
        });
    const zone = (name: unknown): Resource => make("aws:route53/zone:Zone", "zone", { name, vpcs: [{ vpcId: from(vpc) }] });
    const sender: NetworkInterface = { subnet: subnet, groups: [out], hasPublicAddress: "no" };
    const rows: [string, Answer, string, Resource[]][] = [
        ["nothing", "no", "secretsmanager", []],
        ["its endpoint", "yes", "secretsmanager", [door([https]), endpoint({})]],
        ["the endpoint of another service", "no", "kms", [door([https]), endpoint({})]],
        ["an endpoint that lets nobody in", "no", "secretsmanager", [door([]), endpoint({})]],
        ["an endpoint without the service's names", "no", "secretsmanager", [door([https]), endpoint({ privateDnsEnabled: false })]],
        ["an endpoint of a service that is not known", "not known", "secretsmanager", [door([https]), endpoint({ serviceName: unknown })]],
        ["an endpoint in a VPC that is not known", "not known", "secretsmanager", [door([https]), endpoint({ vpcId: unknown })]],
        ["a gateway endpoint without a route", "no", "s3", [table([]), associate(table([])), gateway({})]],
        ["a gateway endpoint in the table", "yes", "s3", [table([]), associate(table([])), gateway({ routeTableIds: [from(table([]))] })]],
        ["a gateway endpoint in tables that are not known", "not known", "s3", [table([]), associate(table([])), gateway({ routeTableIds: [unknown] })]],
        ["a service of somebody else's", "no", "secretsmanager", [door([https]), endpoint({ serviceName: "vpce-svc-0a1b2c3d" })]],
        ["a kind of endpoint that is not known", "not known", "secretsmanager", [door([https]), endpoint({ vpcEndpointType: unknown })]],
        ["another kind of endpoint", "not known", "secretsmanager", [door([https]), endpoint({ vpcEndpointType: "Resource" })]],
        ["an endpoint whose names are not known", "not known", "secretsmanager", [door([https]), endpoint({ privateDnsEnabled: unknown })]],
        ["an interface endpoint", "not known", "s3", [door([https]), endpoint({ serviceName: "com.amazonaws.eu-west-1.s3" })]],
        ["an interface endpoint", "not known", "dynamodb", [door([https]), endpoint({ serviceName: "com.amazonaws.eu-west-1.dynamodb" })]],
        ["a gateway endpoint in another table", "no", "s3", [table([]), associate(table([])), other, gateway({ routeTableIds: [from(other)] })]],
        [
            "a gateway endpoint in another stack's table",
            "not known",
            "s3",
            [table([]), associate(table([])), gateway({ routeTableIds: ["rtb-0a1b2c3d", unknown] })],
        ],
        ["a gateway endpoint joined to the table", "yes", "s3", [table([]), associate(table([])), gateway({}), joined(table([]))]],
        ["a gateway endpoint joined to another table", "no", "s3", [table([]), associate(table([])), other, gateway({}), joined(other)]],
        [
            "a gateway endpoint in one table and joined to another",
            "no",
            "s3",
            [table([]), associate(table([])), other, third, gateway({ routeTableIds: [from(third)] }), joined(other)],
        ],
        ["a gateway endpoint joined to a table that is not known", "not known", "s3", [table([]), associate(table([])), gateway({}), joined(unknown)]],
        ["an endpoint of another gateway, perhaps", "not known", "s3", [table([]), associate(table([])), gateway({}), joined(table([]), unknown)]],
        ["a zone of the VPC's own", "no", "kms", [zone("shop.internal")]],
        ["a zone that may be AWS's", "not known", "kms", [zone(unknown)]],
        ["a zone with AWS's names", "not known", "kms", [zone("kms.eu-west-1.amazonaws.com")]],
        ["a NAT gateway", "yes", "kms", [nat, table([{ ...everywhere, natGatewayId: from(nat) }]), associate(table([]))]],
        ["rules of names from elsewhere", "not known", "kms", [make("aws:route53/resolverRuleAssociation:ResolverRuleAssociation", "rules", {})]],
    ];
    for (const [name, answer, service, more] of rows) {
        it(`${answer}: ${service} by ${name}`, () => assert.equal(reachesService(new Stack([vpc, subnet, out, ...more]), sender, service), answer));
    }

    it("asks whether the sender is let out to the VPC", () => {
        const inside = make("aws:ec2/securityGroup:SecurityGroup", "inside", { vpcId: from(vpc), egress: [https] });
        const stack = new Stack([vpc, subnet, inside, door([https]), endpoint({})]);
        assert.equal(reachesService(stack, { ...sender, groups: [inside] }, "secretsmanager"), "yes");
    });

    it("knows nothing of a VPC that others may add to", () => {
        const shut = make("aws:ec2/securityGroup:SecurityGroup", "shut", { vpcId: from(vpc), egress: [] });
        const ask = (resources: Resource[], isRead?: (one: Resource) => boolean): Answer =>
            reachesService(new Stack([vpc, subnet, shut, ...resources], isRead), { ...sender, groups: [shut] }, "kms");
        assert.equal(ask([]), "no");
        assert.equal(
            ask([], (one) => one === vpc),
            "not known",
        );
        const { data } = make("command:local:Command", "open", { create: from(vpc) });
        assert.equal(ask([new Resource({ ...data, provider: {} as never })]), "not known");
    });

    it("knows nothing of a subnet of another stack's VPC", () => {
        const elsewhere = make("aws:ec2/subnet:Subnet", "there", { vpcId: "vpc-0a1b2c3d" }) as Resource<never>;
        assert.equal(reachesService(new Stack([elsewhere, out]), { ...sender, subnet: elsewhere }, "kms"), "not known");
    });

    it("finds the network interfaces of a resource", () => {
        const holder = (more: object): Resource => make("aws:a/b:C", "holder", { subnets: [from(subnet)], groups: [from(out)], ...more });
        const at = (one: Resource): unknown => interfacesAt(new Stack([vpc, subnet, out, one]), one, "subnets", "groups", "no");
        assert.deepEqual(at(holder({})), [sender]);
        assert.deepEqual(at(holder({ groups: [] })), [{ ...sender, groups: undefined }]);
        assert.deepEqual(at(holder({ groups: unknown })), [{ ...sender, groups: undefined }]);
        assert.equal(at(holder({ subnets: ["subnet-0a1b2c3d"] })), undefined);
    });

    it("makes one party of senders", () => {
        const blank = make("aws:ec2/subnet:Subnet", "blank", { vpcId: from(vpc), cidrBlock: unknown });
        const block = parseBlock("10.0.1.0/24");
        assert.deepEqual(partyOf([sender]), { groups: [out], blocks: [block] });
        assert.deepEqual(partyOf([sender, sender]), { groups: [out], blocks: [block, block] });
        assert.deepEqual(partyOf([sender, { ...sender, subnet: blank }]), { groups: [out], blocks: undefined });
        assert.deepEqual(partyOf([]), { groups: undefined, blocks: undefined });
    });
});
