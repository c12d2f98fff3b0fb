import { securityGroupIngress } from "../../../policies/network/security-group-ingress";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

type Props = Record<string, unknown>;
const group = (...ingress: Value[]): TestResource => resource("aws:ec2/securityGroup:SecurityGroup", "web", { ingress });
const inline = (port: Value, props: Props = {}): Props => ({ protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: ["0.0.0.0/0"], ...props });
const rule = (props: Props): TestResource =>
    resource("aws:ec2/securityGroupRule:SecurityGroupRule", "rule", { type: "ingress", securityGroupId: "sg-1", ...inline(22), ...props });
const ingressRule = (props: Props): TestResource =>
    resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "rule", {
        securityGroupId: "sg-1",
        ipProtocol: "tcp",
        fromPort: 22,
        toPort: 22,
        ...props,
    });
const networks = (cidr: Value): TestResource =>
    resource("aws:ec2/managedPrefixList:ManagedPrefixList", "offices", {
        addressFamily: "IPv4",
        maxEntries: 5,
        entries: [{ cidr: "203.0.113.0/24" }, { cidr }],
    });
const listed = { cidrBlocks: undefined, prefixListIds: [ref("offices")] };
const vpc = resource("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
const gateway = (vpcId?: Value): TestResource => resource("aws:ec2/internetGateway:InternetGateway", "igw", { vpcId });
const inVpc = (vpcId: Value = ref("vpc")): TestResource => resource("aws:ec2/securityGroup:SecurityGroup", "web", { vpcId, ingress: [inline(22) as never] });
const endpoint = resource("aws:ec2/vpcEndpoint:VpcEndpoint", "ecr", { vpcId: "vpc-1", vpcEndpointType: "Interface", securityGroupIds: [ref("web")] });
const warehouse = (port: Value): TestResource =>
    resource("aws:redshift/cluster:Cluster", "w", { clusterIdentifier: "w", nodeType: "ra3.large", port, vpcSecurityGroupIds: [ref("web")] });
const first = { resource: "web", property: "ingress[0].cidrBlocks" };

policyTests(securityGroupIngress, {
    example: {
        given: `
            const app = securityGroup;`,
        bad: `
            new aws.ec2.SecurityGroup("database", {
                vpcId: vpc.id,
                ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["0.0.0.0/0"] }],
            });`,
        good: `
            new aws.ec2.SecurityGroup("database", {
                vpcId: vpc.id,
                ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: [app.id] }],
            });`,
    },
    pass: [
        { name: "another port than a warehouse's", stack: [warehouse(8192), group(inline(8193))] },
        { name: "a warehouse's port that is not known", stack: [warehouse(unknown), group(inline(8192))] },
        {
            name: "a warehouse behind another group",
            stack: [
                { ...warehouse(8192), props: { clusterIdentifier: "w", nodeType: "ra3.large", port: 8192, vpcSecurityGroupIds: ["sg-2"] } },
                group(inline(8192)),
            ],
        },
        { name: "ports that are allowed (EC2.18)", settings: { onlyPorts: [80, 443] }, stack: [group(inline(80), inline(443))] },
        { name: "a prefix list of one's own networks", stack: [networks("198.51.100.0/24"), group(inline(22, listed))] },
        { name: "a prefix list that is not known", stack: [networks(unknown), group(inline(22, listed))] },
        {
            name: "ranges with none of them in it",
            stack: [group(inline(0, { toPort: 19 }), inline(30000, { toPort: 65535 }))],
            kind: "lookalike",
        },
        { name: "ping, where two ports are allowed", settings: { onlyPorts: [80, 443] }, stack: [group(inline(-1, { protocol: "icmp" }))] },
        { name: "80 and 443 of a load balancer", kind: "lookalike", stack: [group(inline(80), inline(443, { ipv6CidrBlocks: ["::/0"] }))] },
        { name: "SSH from a network of one's own", stack: [group(inline(22, { cidrBlocks: ["203.0.113.0/24", "10.0.0.0/8"] }))], undecided: false },
        { name: "sources that are not known", stack: [group(inline(22, { cidrBlocks: unknown }))], undecided: "unknown" },
        {
            name: "a database from a security group, or itself",
            stack: [group(inline(5432, { cidrBlocks: undefined, securityGroups: [unknown] }), inline(3306, { cidrBlocks: [], self: true }))],
        },
        {
            name: "no rules, and rules that are not known",
            kind: "default",
            stack: [resource("aws:ec2/securityGroup:SecurityGroup", "web", {}), resource("aws:ec2/securityGroup:SecurityGroup", "other", { ingress: unknown })],
        },
        {
            name: "sources, ports and protocols that are not known",
            stack: [group(inline(22, { cidrBlocks: unknown }), inline(22, { cidrBlocks: [unknown] }), inline(unknown), inline(22, { protocol: unknown }))],
            undecided: "unknown",
        },
        {
            name: "what goes out",
            stack: [
                rule({ type: "egress", protocol: "-1", fromPort: 0, toPort: 0 }),
                resource("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "out", { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" }),
            ],
        },
        { name: "an ingress rule of a group, a prefix list", stack: [ingressRule({ referencedSecurityGroupId: "sg-2" })] },
        { name: "ping", stack: [group(inline(-1, { protocol: "icmp" }))] },
        { name: "UDP of a VPN", stack: [group(inline(51820, { protocol: "udp" }))] },
        {
            name: "odd input",
            stack: [
                group(3, "x", null, inline("x"), inline(22, { cidrBlocks: 3 })),
                rule({ cidrBlocks: "x" }),
                resource("aws:ec2/securityGroup:SecurityGroup", "odd", { ingress: "x" as never }),
            ],
        },
        {
            name: "rules that only the group shows, for they stand beside it",
            stack: [resource("aws:ec2/securityGroup:SecurityGroup", "web", {}, { outputs: { ingress: [inline(22)] } })],
            kind: "lookalike",
        },
        { name: "a port that the settings leave out", stack: [group(inline(22))], settings: { ports: [3389] } },
    ],
    fail: [
        {
            name: "the port of a warehouse behind the group (Redshift.15)",
            stack: [warehouse(8192), group(inline(8192))],
            expect: [{ ...first, severity: "high", says: /port 8192/ }],
        },
        {
            name: "the same by a rule beside the group (Redshift.15)",
            stack: [warehouse(8192), group(), ingressRule({ securityGroupId: ref("web"), fromPort: 8192, toPort: 8192, cidrIpv4: "0.0.0.0/0" })],
            expect: [{ resource: "rule", property: "cidrIpv4" }],
        },
        ...[20, 21, 25, 110, 143, 3000, 5000, 5500, 8080, 8088, 8888].map((port) => ({
            name: `port ${port} (EC2.19)`,
            stack: [group(inline(port))],
            expect: [{ ...first, level: "advisory" as const, severity: "medium", says: new RegExp(`port ${port} is open`) }],
        })),
        { name: "mSQL (EC2.19)", stack: [group(inline(4333))], expect: [{ ...first, level: "mandatory" }] },
        { name: "SSH to everybody (EC2.13, EC2.53)", stack: [group(inline(22))], expect: [{ ...first, level: "mandatory" }] },
        { name: "RDP to everybody (EC2.14, EC2.53)", stack: [group(inline(3389))], expect: [first] },
        {
            name: "SSH to everybody by IPv6 (EC2.54)",
            stack: [group(inline(22, { cidrBlocks: [], ipv6CidrBlocks: ["::/0"] }))],
            expect: [{ resource: "web", property: "ingress[0].ipv6CidrBlocks" }],
        },
        {
            name: "another port, where two are allowed (EC2.18)",
            settings: { onlyPorts: [80, 443] },
            stack: [group(inline(9999))],
            expect: [{ ...first, level: "mandatory" }],
        },
        {
            name: "a range that begins with one",
            settings: { onlyPorts: [80, 443] },
            stack: [group(inline(80, { toPort: 90 }))],
            expect: [{ ...first, says: /ports \(80 to 90\)/ }],
        },
        {
            name: "a doubtful port that the settings name",
            settings: { doubtfulPorts: [9999] },
            stack: [group(inline(9999), inline(8080))],
            expect: [{ ...first, level: "advisory" }],
        },
        {
            name: "everybody in a prefix list",
            stack: [networks("0.0.0.0/0"), group(inline(22, listed))],
            expect: [{ resource: "web", property: "ingress[0].prefixListIds", says: /0\.0\.0\.0\/0 in offices/ }],
        },
        {
            name: "everybody in a prefix list of a rule",
            stack: [networks("0.0.0.0/0"), ingressRule({ prefixListId: ref("offices") })],
            expect: [{ resource: "rule", property: "prefixListId" }],
        },
        { name: "SSH inline", stack: [group(inline(22))], expect: [{ ...first, severity: "high", says: /port 22 is open/ }] },
        {
            name: "a database over IPv6",
            stack: [group(inline(443), inline(5432, { cidrBlocks: ["10.0.0.0/8"], ipv6CidrBlocks: ["::/0"] }))],
            expect: [{ resource: "web", property: "ingress[1].ipv6CidrBlocks" }],
        },
        { name: "every port", stack: [group(inline(0, { protocol: "-1" }))], expect: [{ ...first, says: /every port/ }] },
        {
            name: "every TCP port, every UDP port",
            stack: [group(inline(0, { toPort: 65535 })), rule({ protocol: "udp", fromPort: 0, toPort: 65535 })],
            expect: [first, { resource: "rule", property: "cidrBlocks", says: /UDP/ }],
        },
        { name: "every TCP port but 0", stack: [group(inline(1, { toPort: 65535 }))], expect: [{ ...first, says: /every TCP port/ }] },
        { name: "every protocol by name", stack: [rule({ protocol: "all" })], expect: [{ resource: "rule", property: "cidrBlocks", says: /every port/ }] },
        {
            name: "every UDP port by number",
            stack: [rule({ protocol: "17", fromPort: 0, toPort: 65535 })],
            expect: [{ resource: "rule", property: "cidrBlocks", says: /UDP/ }],
        },
        { name: "a range with three of them in it", stack: [group(inline(20, { toPort: 135 }))], expect: [{ ...first, says: /with 22, 23, 135 in it/ }] },
        {
            name: "a range with more of them in it",
            stack: [group(inline(20, { toPort: 445 }))],
            expect: [{ ...first, says: /with 22, 23, 135 and more in it/ }],
        },
        { name: "a range with a database in it", stack: [group(inline(3000, { toPort: 4000 }))], expect: [{ ...first, says: /3306, 3389.*3000 to 4000/ }] },
        { name: "a rule of its own", stack: [rule({})], expect: [{ resource: "rule", property: "cidrBlocks" }] },
        { name: "an ingress rule of its own", stack: [ingressRule({ cidrIpv4: "0.0.0.0/0" })], expect: [{ resource: "rule", property: "cidrIpv4" }] },
        {
            name: "an ingress rule of its own over IPv6, every protocol",
            stack: [ingressRule({ cidrIpv6: "::/0", ipProtocol: "-1", fromPort: undefined, toPort: undefined })],
            expect: [{ resource: "rule", property: "cidrIpv6", says: /every port/ }],
        },
        {
            name: "the default group of a VPC",
            stack: [resource("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "web", { ingress: [inline(3389, { protocol: "6" }) as never] })],
            expect: [first],
        },
        {
            name: "an unknown rule before it hides nothing",
            stack: [group(unknown, inline(unknown), inline(22, { cidrBlocks: [unknown, "0.0.0.0/0"] }))],
            expect: [{ resource: "web", property: "ingress[2].cidrBlocks" }],
        },
        {
            name: "in a VPC with an internet gateway",
            stack: [vpc, gateway(ref("vpc")), inVpc()],
            expect: [{ ...first, level: "mandatory", says: /open to the whole internet/ }],
        },
        {
            name: "in a VPC whose internet gateway is attached by itself",
            stack: [vpc, gateway(), resource("aws:ec2/internetGatewayAttachment:InternetGatewayAttachment", "a", { vpcId: ref("vpc") }), inVpc()],
            expect: [{ ...first, level: "mandatory" }],
        },
        {
            name: "in a VPC that may have an internet gateway",
            stack: [vpc, gateway(unknown), inVpc()],
            expect: [{ ...first, level: "mandatory" }],
        },
        { name: "in a VPC outside the stack", stack: [inVpc("vpc-1"), vpc], expect: [{ ...first, level: "mandatory" }] },
        { name: "in a VPC that is not known", stack: [inVpc(unknown), vpc], expect: [{ ...first, level: "mandatory" }] },
        {
            name: "in a VPC that the program only reads",
            stack: [{ ...vpc, read: true, outputs: { id: "vpc-1" } }, inVpc("vpc-1")],
            expect: [{ ...first, level: "mandatory" }],
        },
        {
            name: "in a VPC without an internet gateway: other networks reach it",
            // Without its VPC it is open to the internet, as any other is.
            once: ["web"],
            stack: [vpc, resource("aws:ec2/vpc:Vpc", "other", {}), gateway(ref("other")), inVpc()],
            expect: [{ ...first, level: "advisory", severity: "low", says: /every network that reaches the VPC/ }],
        },
        {
            name: "a rule of its own in a VPC without an internet gateway",
            once: ["rule"],
            stack: [
                vpc,
                resource("aws:ec2/securityGroup:SecurityGroup", "web", { vpcId: ref("vpc") }),
                ingressRule({ securityGroupId: ref("web"), cidrIpv4: "0.0.0.0/0" }),
            ],
            expect: [{ resource: "rule", property: "cidrIpv4", level: "advisory", severity: "low" }],
        },
        {
            name: "of VPC endpoints alone, which have no public addresses",
            kind: "lookalike",
            // Without its endpoint it may be anything's.
            once: ["web", "rule"],
            stack: [
                inVpc("vpc-1"),
                endpoint,
                ingressRule({ securityGroupId: ref("web"), cidrIpv4: "0.0.0.0/0" }),
                resource("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "out", { securityGroupId: ref("web"), ipProtocol: "-1" }),
            ],
            expect: [
                { ...first, level: "advisory", severity: "low", says: /every network that reaches the VPC/ },
                { resource: "rule", property: "cidrIpv4", level: "advisory" },
            ],
        },
        {
            name: "of an endpoint and an instance",
            stack: [inVpc("vpc-1"), endpoint, resource("aws:ec2/instance:Instance", "host", { vpcSecurityGroupIds: [ref("web")] })],
            expect: [{ ...first, level: "mandatory" }],
        },
        { name: "a port that the settings add", stack: [group(inline(8080))], settings: { ports: [8080] }, expect: [first] },
    ],
});
