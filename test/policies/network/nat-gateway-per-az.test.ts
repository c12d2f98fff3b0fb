import { natGatewayPerAz } from "../../../policies/network/nat-gateway-per-az";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

type Props = Record<string, unknown>;
const vpc = resource("aws:ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16" });
const igw = resource("aws:ec2/internetGateway:InternetGateway", "igw", { vpcId: ref("shop") });
const subnet = (name: string, zone: Value, props: Props = {}): TestResource =>
    resource("aws:ec2/subnet:Subnet", name, { vpcId: ref("shop"), availabilityZone: zone, ...props });
const nat = (name: string, subnetName: string, props: Props = {}): TestResource =>
    resource(
        "aws:ec2/natGateway:NatGateway",
        name,
        { subnetId: ref(subnetName), allocationId: "eipalloc-1", connectivityType: "public", ...props },
        { computed: ["availabilityMode", "vpcId"] },
    );
const table = (name: string, natName?: string): TestResource =>
    resource("aws:ec2/routeTable:RouteTable", name, {
        vpcId: ref("shop"),
        ...(natName ? { routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: ref(natName) }] } : {}),
    });
const route = (name: string, tableName: string, natName: string, props: Props = {}): TestResource =>
    resource("aws:ec2/route:Route", name, {
        ...{ routeTableId: ref(tableName), destinationCidrBlock: "0.0.0.0/0", natGatewayId: ref(natName) },
        ...props,
    });
const associate = (subnetName: string, tableName: string): TestResource =>
    resource("aws:ec2/routeTableAssociation:RouteTableAssociation", `${subnetName}-${tableName}`, {
        subnetId: ref(subnetName),
        routeTableId: ref(tableName),
    });

const publics = [subnet("public-a", "us-east-1a"), subnet("public-b", "us-east-1b")];
const privates = [subnet("private-a", "us-east-1a"), subnet("private-b", "us-east-1b")];
const base = [vpc, igw, ...publics, ...privates];
const both = [nat("nat-a", "public-a"), nat("nat-b", "public-b")];
const associations = [associate("private-a", "rt-a"), associate("private-b", "rt-b")];
/** Two zones, one gateway. */
const shared = [...base, nat("nat-a", "public-a"), table("rt-a", "nat-a"), table("rt-b", "nat-a"), ...associations];
/** Two zones, a gateway in each. */
const perZone = [...base, ...both, table("rt-a", "nat-a"), table("rt-b", "nat-b"), ...associations];
const withZones = (stack: TestResource[], zoneOf: (name: string) => Props): TestResource[] =>
    stack.map((r) => (r.type.endsWith(":Subnet") ? subnet(r.name, undefined, zoneOf(r.name)) : r));
const production = { stackName: "prod" };

policyTests(natGatewayPerAz, {
    example: {
        given: `
            const subnetIn = (zone: string, name: string, cidrBlock: string) =>
                new aws.ec2.Subnet(\`\${name}-\${zone}\`, { vpcId: vpc.id, cidrBlock, availabilityZone: \`us-east-1\${zone}\` });
            const zones = ["a", "b"].map((zone, i) => ({
                zone,
                publicSubnet: subnetIn(zone, "public", \`10.0.\${i}.0/24\`),
                privateSubnet: subnetIn(zone, "private", \`10.0.1\${i}.0/24\`),
            }));`,
        bad: `
            // production, with private subnets in us-east-1a and us-east-1b
            const nat = new aws.ec2.NatGateway("nat", { subnetId: zones[0]!.publicSubnet.id, allocationId: eip.id });
            for (const { zone, privateSubnet } of zones) {
                const table = new aws.ec2.RouteTable(zone, {
                    vpcId: vpc.id, routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }],
                });
                new aws.ec2.RouteTableAssociation(zone, { subnetId: privateSubnet.id, routeTableId: table.id });
            }`,
        good: `
            for (const { zone, publicSubnet, privateSubnet } of zones) {
                const eip = new aws.ec2.Eip(zone, { domain: "vpc" });
                const nat = new aws.ec2.NatGateway(zone, { subnetId: publicSubnet.id, allocationId: eip.id });
                const table = new aws.ec2.RouteTable(zone, {
                    vpcId: vpc.id, routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }],
                });
                new aws.ec2.RouteTableAssociation(zone, { subnetId: privateSubnet.id, routeTableId: table.id });
            }`,
    },
    pass: [
        { name: "production: a gateway in each zone", stack: perZone, ...production, undecided: false },
        {
            name: "production: one zone that is not known",
            stack: perZone.map((r) => (r.name === "private-b" ? subnet("private-b", unknown) : r)),
            ...production,
            undecided: true,
        },
        {
            name: "production: one gateway, and private subnets in its zone only",
            stack: [vpc, ...publics, subnet("private-a", "us-east-1a"), nat("nat-a", "public-a"), table("rt-a", "nat-a"), associate("private-a", "rt-a")],
            ...production,
        },
        { name: "nonproduction: one gateway for all zones", stack: shared },
        {
            name: "nonproduction: a gateway in each of two VPCs",
            stack: [
                vpc,
                subnet("public-a", "us-east-1a"),
                resource("aws:ec2/vpc:Vpc", "other", {}),
                resource("aws:ec2/subnet:Subnet", "other-a", { vpcId: ref("other") }),
                nat("nat-a", "public-a"),
                nat("nat-b", "other-a"),
            ],
        },
        {
            name: "nonproduction: a gateway that is in one of two VPCs",
            stack: [
                vpc,
                subnet("public-a", "us-east-1a"),
                resource("aws:ec2/vpc:Vpc", "other", {}),
                resource("aws:ec2/subnet:Subnet", "other-a", { vpcId: ref("other") }),
                nat("nat-a", "public-a"),
                nat("nat-b", "", { subnetId: ref("public-a", "other-a") }),
            ],
        },
        {
            name: "nonproduction: gateways in subnets that the stack does not make",
            stack: [nat("nat-a", "", { subnetId: "subnet-1" }), nat("nat-b", "", { subnetId: "subnet-2" })],
        },
        {
            name: "nonproduction: a private gateway beside a public one",
            stack: [...base, nat("nat-a", "public-a"), nat("nat-b", "public-b", { connectivityType: "private" })],
        },
        {
            name: "a regional gateway",
            stack: [
                ...base,
                resource("aws:ec2/natGateway:NatGateway", "nat-a", { vpcId: ref("shop"), availabilityMode: "regional" }),
                table("rt", "nat-a"),
                associate("private-a", "rt"),
                associate("private-b", "rt"),
            ],
            ...production,
            kind: "lookalike",
        },
        {
            name: "private connectivity",
            stack: shared.map((r) => (r.name === "nat-a" ? nat("nat-a", "public-a", { connectivityType: "private" }) : r)),
            ...production,
        },
        { name: "zones that are not known", stack: withZones(shared, () => ({ availabilityZone: unknown })), ...production, undecided: true },
        {
            name: "a default route to a transit gateway, and one gateway for another block",
            stack: [
                ...base,
                nat("nat-a", "public-a"),
                resource("aws:ec2/routeTable:RouteTable", "rt", {
                    vpcId: ref("shop"),
                    routes: [
                        { cidrBlock: "0.0.0.0/0", transitGatewayId: "tgw-1" },
                        { cidrBlock: "198.51.100.0/24", natGatewayId: ref("nat-a") },
                    ],
                }),
                associate("private-a", "rt"),
                associate("private-b", "rt"),
            ],
            ...production,
        },
        {
            name: "subnets with no route out",
            stack: [...base, nat("nat-a", "public-a"), table("rt-a", "nat-a"), associate("private-a", "rt-a"), table("rt-b"), associate("private-b", "rt-b")],
            ...production,
        },
        {
            name: "IPv6 leaves by an egress-only gateway",
            stack: [
                ...perZone,
                resource("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "eigw", { vpcId: ref("shop") }),
                resource("aws:ec2/route:Route", "v6", { routeTableId: ref("rt-b"), destinationIpv6CidrBlock: "::/0", egressOnlyGatewayId: ref("eigw") }),
            ],
            ...production,
        },
        {
            name: "a route that came from one of several gateways",
            stack: [
                ...base,
                ...both,
                table("rt-a"),
                table("rt-b"),
                route("out-a", "rt-a", "nat-a", { natGatewayId: ref("nat-a", "nat-b") }),
                route("out-b", "rt-b", "nat-b", { natGatewayId: ref("nat-a", "nat-b") }),
                ...associations,
            ],
            ...production,
        },
        {
            name: "an association of one of several subnets",
            stack: [
                ...base,
                ...both,
                table("rt-a", "nat-a"),
                table("rt-b", "nat-b"),
                resource("aws:ec2/routeTableAssociation:RouteTableAssociation", "x", { subnetId: ref("private-a", "private-b"), routeTableId: ref("rt-a") }),
            ],
            ...production,
        },
        {
            name: "a local zone has no zones beside it",
            stack: [vpc, ...publics, subnet("private-a", "us-west-2-lax-1a"), nat("nat-a", "public-a"), table("rt-a", "nat-a"), associate("private-a", "rt-a")],
            ...production,
        },
        {
            name: "a zone by its name and one by its id cannot be compared",
            stack: [
                vpc,
                subnet("public-a", undefined, { availabilityZoneId: "use1-az1" }),
                subnet("private-a", "us-east-1a"),
                nat("nat-a", "public-a"),
                table("rt-a", "nat-a"),
                associate("private-a", "rt-a"),
            ],
            ...production,
        },
        {
            name: "subnets with a table of their own do not follow the main table",
            stack: [
                ...base,
                ...both,
                resource("aws:ec2/defaultRouteTable:DefaultRouteTable", "main", {
                    defaultRouteTableId: ref("shop"),
                    routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: ref("nat-a") }],
                }),
                table("rt-b", "nat-b"),
                associate("private-b", "rt-b"),
                table("open"),
                associate("public-a", "open"),
                associate("public-b", "open"),
            ],
            ...production,
        },
        {
            name: "an association of an unknown subnet may be of any",
            stack: [
                ...base,
                nat("nat-a", "public-a"),
                resource("aws:ec2/defaultRouteTable:DefaultRouteTable", "main", {
                    defaultRouteTableId: ref("shop"),
                    routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: ref("nat-a") }],
                }),
                resource("aws:ec2/routeTableAssociation:RouteTableAssociation", "x", { subnetId: unknown, routeTableId: "rtb-1" }),
            ],
            ...production,
        },
        { name: "the tier is set to nonproduction", stack: shared, ...production, settings: { tier: "nonproduction" } },
        { name: "production may do with one", stack: shared, ...production, settings: { require: { production: "one" } } },
        { name: "any number", stack: perZone, settings: { require: { nonproduction: "any" } } },
        { name: "no gateways", stack: base, ...production },
        {
            name: "a second gateway that may be a private one",
            stack: [vpc, subnet("p", "us-east-1a"), nat("one", "p"), nat("two", "p", { connectivityType: unknown })],
        },
    ],
    fail: [
        {
            name: "production: one gateway for two zones, routes in the tables",
            stack: shared,
            ...production,
            expect: [{ resource: "nat-a", severity: "high", says: /us-east-1a.*us-east-1b.*private-b[^]*route private-b to a NAT gateway/ }],
        },
        {
            name: "production: one gateway for three zones",
            stack: [
                ...base,
                ...[subnet("private-10", "us-east-1b"), subnet("private-2", "us-east-1c")],
                ...[nat("nat-a", "public-a"), table("rt", "nat-a"), associate("private-10", "rt"), associate("private-2", "rt")],
            ],
            ...production,
            expect: [{ resource: "nat-a", says: /subnets of us-east-1b, us-east-1c leave by it \(private-2, private-10\)/ }],
        },
        {
            name: "production: its own zone and that of one subnet are not known",
            stack: [
                ...shared.map((r) => (r.name === "nat-a" ? nat("nat-a", "", { subnetId: "subnet-0f" }) : r)),
                ...[subnet("other", unknown), associate("other", "rt-a")],
            ],
            ...production,
            expect: [{ resource: "nat-a" }],
        },
        {
            name: "production: one gateway for two zones, Route resources",
            stack: [
                ...base,
                nat("nat-a", "public-a"),
                table("rt-a"),
                table("rt-b"),
                route("out-a", "rt-a", "nat-a"),
                route("out-b", "rt-b", "nat-a"),
                ...associations,
            ],
            ...production,
            expect: [{ resource: "nat-a" }],
        },
        {
            name: "production: one private table for both zones",
            stack: [...base, nat("nat-a", "public-a"), table("rt", "nat-a"), associate("private-a", "rt"), associate("private-b", "rt")],
            ...production,
            expect: [{ resource: "nat-a" }],
        },
        {
            name: "production: the availability mode that is the provider's default",
            kind: "default",
            stack: shared.map((r) => (r.name === "nat-a" ? nat("nat-a", "public-a", { availabilityMode: "zonal" }) : r)),
            ...production,
            expect: [{ resource: "nat-a" }],
        },
        {
            name: "production: gateways in each zone, routes crossed",
            stack: [...base, ...both, table("rt-a", "nat-b"), table("rt-b", "nat-a"), ...associations],
            ...production,
            expect: [{ resource: "nat-a" }, { resource: "nat-b" }],
        },
        {
            name: "production: the gateway's own subnet is outside the stack",
            stack: shared.map((r) => (r.name === "nat-a" ? nat("nat-a", "", { subnetId: "subnet-0f" }) : r)),
            ...production,
            expect: [{ resource: "nat-a", says: /several zones/ }],
        },
        {
            name: "production: zones by id",
            stack: withZones(shared, (name) => ({ availabilityZoneId: name.endsWith("-a") ? "use1-az1" : "use1-az2" })),
            ...production,
            expect: [{ resource: "nat-a" }],
        },
        {
            name: "production: an adopted default table",
            stack: [
                ...base,
                nat("nat-a", "public-a"),
                resource("aws:ec2/defaultRouteTable:DefaultRouteTable", "main", {
                    defaultRouteTableId: ref("shop"),
                    routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: ref("nat-a") }],
                }),
                table("open"),
                associate("public-a", "open"),
                associate("public-b", "open"),
            ],
            ...production,
            expect: [{ resource: "nat-a", says: /private-b/ }],
        },
        {
            name: "production: a route in the VPC's main table",
            stack: [
                ...base,
                nat("nat-a", "public-a"),
                route("out", "shop", "nat-a"),
                table("open"),
                associate("public-a", "open"),
                associate("public-b", "open"),
            ],
            ...production,
            expect: [{ resource: "nat-a" }],
        },
        {
            name: "production: a table that was made the main one",
            stack: [
                ...base,
                nat("nat-a", "public-a"),
                table("rt", "nat-a"),
                resource("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "main", { vpcId: ref("shop"), routeTableId: ref("rt") }),
                table("open"),
                associate("public-a", "open"),
                associate("public-b", "open"),
            ],
            ...production,
            expect: [{ resource: "nat-a" }],
        },
        {
            name: "production: resources that exist already, by their ids",
            stack: [
                { ...vpc, outputs: { id: "vpc-1" } },
                ...["public-a", "private-a", "private-b"].map((name) => ({
                    ...subnet(name, `us-east-1${name.slice(-1)}`, { vpcId: "vpc-1" }),
                    outputs: { id: `subnet-${name}` },
                })),
                { ...nat("nat-a", "", { subnetId: "subnet-public-a" }), outputs: { id: "nat-1" } },
                resource(
                    "aws:ec2/routeTable:RouteTable",
                    "rt",
                    { vpcId: "vpc-1", routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }] },
                    { outputs: { id: "rtb-1" } },
                ),
                ...["private-a", "private-b"].map((name) =>
                    resource("aws:ec2/routeTableAssociation:RouteTableAssociation", `x-${name}`, { subnetId: `subnet-${name}`, routeTableId: "rtb-1" }),
                ),
            ],
            ...production,
            expect: [{ resource: "nat-a" }],
        },
        {
            name: "nonproduction: a gateway in each zone",
            stack: perZone,
            expect: [{ resource: "stack", level: "advisory", severity: "low", says: /2 NAT gateways share a VPC.*: nat-a, nat-b/ }],
        },
        {
            name: "nonproduction: the VPC is outside the stack",
            stack: [subnet("public-a", "us-east-1a", { vpcId: "vpc-1" }), subnet("public-b", "us-east-1b", { vpcId: "vpc-1" }), ...both],
            expect: [{ resource: "stack", level: "advisory" }],
        },
        { name: "the tier is set to production", stack: shared, settings: { tier: "production" }, expect: [{ resource: "nat-a" }] },
        {
            name: "nonproduction that asks for one in each zone",
            stack: shared,
            settings: { require: { nonproduction: "per-zone" } },
            expect: [{ resource: "nat-a" }],
        },
    ],
});
