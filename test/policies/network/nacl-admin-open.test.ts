import { naclAdminOpen } from "../../../policies/network/nacl-admin-open";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

type Props = Record<string, unknown>;
const entry = (ruleNo: number, port: number, props: Props = {}): Props => ({
    ...{ ruleNo, action: "allow", protocol: "tcp", fromPort: port, toPort: port, cidrBlock: "0.0.0.0/0" },
    ...props,
});
const list = (...ingress: Value[]): TestResource => resource("aws:ec2/networkAcl:NetworkAcl", "public", { vpcId: unknown, ingress });
const empty = resource("aws:ec2/networkAcl:NetworkAcl", "public", { vpcId: unknown });
const rule = (name: string, ruleNumber: Value, props: Props = {}): TestResource =>
    resource("aws:ec2/networkAclRule:NetworkAclRule", name, {
        ...{ networkAclId: ref("public"), ruleNumber, ruleAction: "allow", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlock: "0.0.0.0/0" },
        ...props,
    });
const first = { resource: "public", property: "ingress[0].cidrBlock" };

const program = (cidrBlock: string): string => `
            const config = new pulumi.Config();
            new aws.ec2.NetworkAcl("public", {
                vpcId: config.require("vpcId"),
                ingress: [{ ruleNo: 100, action: "allow", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlock: "${cidrBlock}" }],
            });`;

policyTests(naclAdminOpen, {
    example: { bad: program("0.0.0.0/0"), good: program("10.0.0.0/8") },
    pass: [
        { name: "one's own networks (EC2.21)", stack: [list(entry(100, 22, { cidrBlock: "10.0.0.0/8" }))] },
        { name: "no rules, which lets nobody in", kind: "default", stack: [empty] },
        { name: "a web port", kind: "lookalike", stack: [list(entry(100, 443))] },
        { name: "denied before it is allowed", stack: [list(entry(200, 22), entry(100, 22, { action: "deny" }))] },
        { name: "denied by a rule of its own before it is allowed", stack: [empty, rule("open", 200), rule("shut", 100, { ruleAction: "deny" })] },
        { name: "a rule that goes out", stack: [empty, rule("out", 100, { egress: true })] },
        { name: "a rule that is not known may deny it", stack: [empty, rule("open", 200), rule("other", unknown, { ruleAction: unknown })], undecided: true },
        { name: "a rule whose list is not known", stack: [rule("open", 100, { networkAclId: unknown })], undecided: true },
        {
            name: "denied in a list of another stack",
            stack: [
                rule("open", 200, { networkAclId: "acl-0a1b2c3d4e5f60718" }),
                rule("shut", 100, { networkAclId: "acl-0a1b2c3d4e5f60718", ruleAction: "deny" }),
            ],
        },
        { name: "UDP", stack: [list(entry(100, 22, { protocol: "17" }))] },
        { name: "a list of its own rules' shadows", stack: [{ ...empty, outputs: { ingress: [entry(100, 22)] } }, rule("shut", 100, { ruleAction: "deny" })] },
        { name: "ports that the settings leave out", settings: { ports: [3389] }, stack: [list(entry(100, 22))] },
    ],
    fail: [
        { name: "SSH (EC2.21)", stack: [list(entry(100, 22))], expect: [{ ...first, severity: "medium", says: /port 22/ }] },
        {
            name: "RDP by number and IPv6 (EC2.21)",
            stack: [list(entry(100, 3389, { protocol: "6", cidrBlock: undefined, ipv6CidrBlock: "::/0" }))],
            expect: [{ resource: "public", property: "ingress[0].ipv6CidrBlock" }],
        },
        { name: "everything", stack: [list(entry(100, 0, { protocol: "-1" }))], expect: [{ ...first, says: /every port/ }] },
        { name: "a range", stack: [list(entry(100, 0, { toPort: 1024 }))], expect: [{ ...first, says: /0 to 1024/ }] },
        { name: "denied too late", stack: [list(entry(100, 22), entry(200, 22, { action: "deny" }))], expect: [first] },
        {
            name: "denied for IPv4 only",
            stack: [list(entry(100, 22, { action: "deny" }), entry(200, 22, { cidrBlock: undefined, ipv6CidrBlock: "::/0" }))],
            expect: [{ resource: "public", property: "ingress[1].ipv6CidrBlock" }],
        },
        { name: "a rule of its own", stack: [empty, rule("open", 100)], expect: [{ resource: "open", property: "cidrBlock" }] },
        {
            name: "denied in another list",
            stack: [empty, { ...empty, name: "private" }, rule("open", 200), rule("shut", 100, { networkAclId: ref("private"), ruleAction: "deny" })],
            expect: [{ resource: "open", property: "cidrBlock" }],
        },
        {
            name: "denied in another list of another stack",
            stack: [
                rule("open", 200, { networkAclId: "acl-0a1b2c3d4e5f60718" }),
                rule("shut", 100, { networkAclId: "acl-0a1b2c3d4e5f60719", ruleAction: "deny" }),
            ],
            expect: [{ resource: "open", property: "cidrBlock" }],
        },
        {
            name: "a rule of a list of another stack",
            stack: [rule("open", 100, { networkAclId: "acl-0a1b2c3d4e5f60718" })],
            expect: [{ resource: "open", property: "cidrBlock" }],
        },
        {
            name: "a rule without ports",
            stack: [empty, rule("open", 100, { protocol: "-1", fromPort: undefined, toPort: undefined })],
            expect: [{ resource: "open", property: "cidrBlock" }],
        },
    ],
});
