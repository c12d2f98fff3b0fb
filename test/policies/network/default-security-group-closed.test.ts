import { defaultSecurityGroupClosed } from "../../../policies/network/default-security-group-closed";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

const vpc = resource("aws:ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16" });
const group = (props: Record<string, unknown> = {}): TestResource =>
    resource("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "default", { vpcId: ref("shop"), ...props });
const itself = [{ protocol: "-1", self: true, fromPort: 0, toPort: 0 }];

policyTests(defaultSecurityGroupClosed, {
    example: {
        bad: `
            new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });`,
        good: `
            const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
            new aws.ec2.DefaultSecurityGroup("shop", { vpcId: vpc.id });`,
    },
    pass: [
        { name: "a group without rules (EC2.2)", stack: [vpc, group()] },
        { name: "rules that only the provider knows", kind: "lookalike", stack: [vpc, { ...group(), outputs: { ingress: itself } }] },
        { name: "empty lists", stack: [vpc, group({ ingress: [], egress: [] })] },
        { name: "a group of a VPC that is not known", stack: [vpc, group({ vpcId: unknown })], undecided: true },
        {
            name: "a group, and that of a VPC that is not known",
            stack: [vpc, group(), { ...group({ vpcId: unknown }), name: "other" }],
            undecided: false,
        },
        { name: "rules that are not known", stack: [vpc, group({ ingress: unknown })], undecided: true },
        { name: "a VPC that is only read", stack: [{ ...vpc, read: true }] },
    ],
    fail: [
        { name: "a VPC as AWS makes it (EC2.2)", kind: "default", stack: [vpc], expect: [{ resource: "shop", severity: "high" }] },
        {
            name: "a group with rules (EC2.2)",
            stack: [vpc, group({ ingress: itself, egress: unknown })],
            expect: [{ resource: "default", property: "ingress", says: /leave ingress out/ }],
        },
        { name: "a group that lets out (EC2.2)", stack: [vpc, group({ egress: itself })], expect: [{ resource: "default", property: "egress" }] },
    ],
});
