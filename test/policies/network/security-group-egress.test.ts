import { securityGroupEgress } from "../../../policies/network/security-group-egress";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

type Props = Record<string, unknown>;
const ALL = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };
const group = (...egress: Value[]): TestResource => resource("aws:ec2/securityGroup:SecurityGroup", "api", { egress });
const rule = (props: Props): TestResource => resource("aws:ec2/securityGroupRule:SecurityGroupRule", "out", { ...ALL, type: "egress", ...props });
const egressRule = (props: Props): TestResource => resource("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "out", { ipProtocol: "-1", ...props });

const program = (rule: string): string => `
            new aws.ec2.SecurityGroup("api", {
                egress: [{ ${rule} }],
            });`;

policyTests(securityGroupEgress, {
    example: {
        bad: program('protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"]'),
        good: program('protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"]'),
    },
    pass: [
        { name: "one port to a network", stack: [group({ ...ALL, protocol: "tcp", fromPort: 443, toPort: 443 })] },
        { name: "no rules: the provider takes AWS's own away", kind: "default", stack: [resource("aws:ec2/securityGroup:SecurityGroup", "api", {})] },
        { name: "everything, into the VPC", kind: "lookalike", stack: [group({ ...ALL, cidrBlocks: ["10.0.0.0/16"] })] },
        { name: "a rule that comes in", stack: [rule({ type: "ingress" })] },
        { name: "networks that are not known", stack: [group({ ...ALL, cidrBlocks: unknown })], undecided: true },
        { name: "a rule to a group", stack: [egressRule({ referencedSecurityGroupId: "sg-1" })] },
    ],
    fail: [
        {
            name: "everything",
            stack: [group({ ...ALL, protocol: "tcp" }, ALL)],
            expect: [{ resource: "api", property: "egress[1].cidrBlocks", severity: "low" }],
        },
        {
            name: "everything by IPv6",
            stack: [group({ ...ALL, cidrBlocks: [], ipv6CidrBlocks: ["::/0"] })],
            expect: [{ resource: "api", property: "egress[0].ipv6CidrBlocks" }],
        },
        { name: "every protocol by name", stack: [rule({ protocol: "all" })], expect: [{ resource: "out", property: "cidrBlocks" }] },
        { name: "a rule of its own", stack: [rule({})], expect: [{ resource: "out", property: "cidrBlocks" }] },
        { name: "a rule of the newer type", stack: [egressRule({ cidrIpv4: "0.0.0.0/0" })], expect: [{ resource: "out", property: "cidrIpv4" }] },
        {
            name: "an unknown rule does not hide another",
            stack: [group({ ...ALL, protocol: unknown }, ALL)],
            expect: [{ resource: "api", property: "egress[1].cidrBlocks" }],
        },
    ],
});
