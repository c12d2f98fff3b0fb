import { subnetCidrAllocation } from "../../../policies/network/subnet-cidr-allocation";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

type Props = Record<string, unknown>;
const vpc = (cidrBlock: Value = "10.0.0.0/16", name = "shop"): TestResource => resource("aws:ec2/vpc:Vpc", name, { cidrBlock });
const subnet = (name: string, cidrBlock: Value, props: Props = {}): TestResource =>
    resource("aws:ec2/subnet:Subnet", name, { vpcId: ref("shop"), cidrBlock, ...props });
const second = (cidrBlock: Value, vpcId: Value = ref("shop")): TestResource =>
    resource("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "second", { vpcId, cidrBlock });
const at = (resourceName: string): { resource: string; property: string } => ({ resource: resourceName, property: "cidrBlock" });

policyTests(subnetCidrAllocation, {
    example: {
        bad: `
            const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
            new aws.ec2.Subnet("a", { vpcId: vpc.id, cidrBlock: "10.0.0.0/23" });
            new aws.ec2.Subnet("b", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });`,
        good: `
            const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
            new aws.ec2.Subnet("a", { vpcId: vpc.id, cidrBlock: "10.0.0.0/23" });
            new aws.ec2.Subnet("b", { vpcId: vpc.id, cidrBlock: "10.0.2.0/24" });`,
    },
    pass: [
        {
            name: "no IPv4 block, where there is none to be",
            stack: [vpc(), subnet("a", undefined, { ipv6Native: true, ipv6CidrBlock: "2001:db8:1234:1a00::/64" })],
            kind: "lookalike",
        },
        { name: "one after the other", stack: [vpc(), subnet("a", "10.0.0.0/24"), subnet("b", "10.0.1.0/24"), subnet("c", "10.0.2.0/23")] },
        { name: "a gap that is smaller than the subnets", stack: [vpc(), subnet("a", "10.0.0.0/22"), subnet("b", "10.0.6.0/24")], kind: "lookalike" },
        {
            name: "tiers that begin at round addresses, with room between them",
            stack: [vpc(), ...["0.0/20", "16.0/20", "128.0/20", "144.0/20"].map((block) => subnet(`s${block}`, `10.0.${block}`))],
            kind: "lookalike",
        },
        { name: "tiers that begin at a hundred", stack: [vpc(), ...[1, 2, 101, 102, 201].map((n) => subnet(`s${n}`, `10.0.${n}.0/24`))], kind: "lookalike" },
        { name: "a tier that begins at the hundred itself", stack: [vpc(), subnet("a", "10.0.1.0/24"), subnet("b", "10.0.100.0/24")], kind: "lookalike" },
        { name: "as much free as they take", stack: [vpc(), subnet("a", "10.0.1.0/24"), subnet("b", "10.0.4.0/24")] },
        { name: "subnets in both blocks", stack: [vpc(), second("100.64.0.0/16"), subnet("a", "10.0.0.0/24"), subnet("b", "100.64.1.0/24")] },
        {
            name: "no gap in which a subnet may lie whose block is not known",
            stack: [vpc(), subnet("a", "10.0.0.0/24"), subnet("b", "10.0.1.0/24"), subnet("other", unknown)],
            undecided: false,
        },
        {
            name: "a gap in which a subnet may lie whose block is not known",
            stack: [vpc(), ...[0, 1, 10, 11].map((n) => subnet(`s${n}`, `10.0.${n}.0/24`)), subnet("other", unknown)],
            undecided: true,
        },
        {
            name: "a gap in which a subnet may lie whose VPC is not known",
            stack: [vpc(), ...[0, 1, 10, 11].map((n) => subnet(`s${n}`, `10.0.${n}.0/24`)), subnet("other", "10.0.2.0/23", { vpcId: unknown })],
            undecided: true,
        },
        { name: "blocks that are not known", stack: [vpc(unknown), subnet("a", "192.168.0.0/24"), subnet("b", unknown)] },
        {
            name: "blocks that IPAM chooses",
            kind: "default",
            stack: [
                resource("aws:ec2/vpc:Vpc", "shop", { ipv4IpamPoolId: "ipam-pool-1", ipv4NetmaskLength: 16 }),
                subnet("a", undefined, { ipv4IpamPoolId: "ipam-pool-1" }),
            ],
        },
        { name: "a subnet in a second block", stack: [vpc(), second("100.64.0.0/16"), subnet("a", "100.64.0.0/24")] },
        { name: "a second block that is not known", stack: [vpc(), second(unknown), subnet("a", "100.64.0.0/24")] },
        { name: "a second block of a VPC that is not known", stack: [vpc(), second("100.64.0.0/16", unknown), subnet("a", "100.64.0.0/24")] },
        { name: "a VPC outside the stack", stack: [subnet("a", "10.9.0.0/24", { vpcId: "vpc-1" })] },
        {
            name: "the same block in two VPCs",
            stack: [vpc(), vpc("10.0.0.0/16", "other"), subnet("a", "10.0.0.0/24"), subnet("b", "10.0.0.0/24", { vpcId: ref("other") })],
        },
        { name: "an IPv6 subnet", stack: [vpc(), subnet("a", undefined, { ipv6Native: true, ipv6CidrBlock: "2001:db8::/64" })] },
        { name: "the smallest and the largest block", stack: [vpc("10.0.0.0/16"), subnet("a", "10.0.0.0/28")] },
    ],
    fail: [
        {
            name: "outside the VPC",
            stack: [vpc(), subnet("a", "10.1.0.0/24")],
            expect: [{ ...at("a"), severity: "medium", says: /outside the VPC's 10\.0\.0\.0\/16/ }],
        },
        { name: "larger than the VPC", stack: [vpc("10.0.0.0/20"), subnet("a", "10.0.0.0/18")], expect: [at("a")] },
        {
            name: "two that overlap",
            stack: [vpc(), subnet("a", "10.0.0.0/23"), subnet("b", "10.0.1.0/24")],
            expect: [{ ...at("b"), says: /overlaps 10\.0\.0\.0\/23 of a/ }],
        },
        { name: "two of the same block", stack: [vpc(), subnet("a", "10.0.0.0/24"), subnet("b", "10.0.0.0/24")], expect: [at("a"), at("b")] },
        {
            name: "one that reaches over several",
            stack: [vpc(), subnet("a", "10.0.0.0/22"), subnet("b", "10.0.1.0/24"), subnet("c", "10.0.3.0/24")],
            expect: [at("b"), at("c")],
        },
        {
            name: "the second reaches over the third",
            stack: [vpc(), subnet("a", "10.0.0.0/24"), subnet("b", "10.0.4.0/22"), subnet("c", "10.0.5.0/24")],
            expect: [{ ...at("c"), says: /of b/ }],
        },
        { name: "two that begin together", stack: [vpc(), subnet("a", "10.0.0.0/25"), subnet("b", "10.0.0.0/24")], expect: [{ ...at("a"), says: /of b/ }] },
        {
            name: "two that overlap in a VPC outside the stack",
            stack: [subnet("a", "10.0.0.0/24", { vpcId: "vpc-1" }), subnet("b", "10.0.0.128/25", { vpcId: "vpc-1" })],
            expect: [at("b")],
        },
        { name: "a subnet that is too small", stack: [vpc(), subnet("a", "10.0.0.0/29")], expect: [{ ...at("a"), says: /refuses[^]*\/16 to \/28/ }] },
        { name: "a VPC that is too large", stack: [vpc("10.0.0.0/8")], expect: [at("shop")] },
        {
            name: "no block at all",
            stack: [vpc(), subnet("a", undefined)],
            expect: [{ ...at("a"), level: "mandatory", says: /has no block[^]*or a block of an IPAM pool/ }],
        },
        { name: "no block, which the provider says is not IPv6 alone", stack: [vpc(), subnet("a", undefined, { ipv6Native: false })], expect: [at("a")] },
        { name: "no IPv4 block", stack: [vpc(), subnet("a", "10.0.0/24")], expect: [{ ...at("a"), says: /no IPv4 block[^]*write it as/ }] },
        {
            name: "more left free between the tiers than they take",
            stack: [vpc(), ...[0, 1, 2, 10, 11, 12].map((n) => subnet(`s${n}`, `10.0.${n}.0/24`))],
            expect: [{ resource: "shop", level: "advisory", severity: "low", says: /\(10\.0\.3\.0 to 10\.0\.9\.255\)/ }],
        },
        {
            name: "a gap before what begins no tier",
            stack: [vpc(), ...[1, 2, 150, 151].map((n) => subnet(`s${n}`, `10.0.${n}.0/24`))],
            expect: [{ resource: "shop", level: "advisory" }],
        },
        {
            name: "more left free within the first hundred blocks",
            stack: [vpc(), subnet("a", "10.0.0.0/26"), subnet("b", "10.0.1.0/26")],
            expect: [{ resource: "shop", level: "advisory", says: /10\.0\.0\.64 to 10\.0\.0\.255/ }],
        },
        { name: "an unknown block beside it hides nothing", stack: [vpc(), subnet("a", unknown), subnet("b", "10.1.0.0/24")], expect: [at("b")] },
    ],
});
