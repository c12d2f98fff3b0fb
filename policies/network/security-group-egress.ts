import { knownEntries, resourcePolicy, resourceType } from "../../kit";
import { isEverywhere } from "../../kit/aws";

/** A rule that goes out, in any of the three spellings. */
interface Rule {
    protocol?: string;
    ipProtocol?: string;
    cidrBlocks?: string[];
    ipv6CidrBlocks?: string[];
    cidrIpv4?: string;
    cidrIpv6?: string;
}
interface Judged extends Rule {
    type?: string;
    egress?: Rule[];
}
const Group = resourceType<Judged>("aws:ec2/securityGroup:SecurityGroup");
const GroupRule = resourceType<Judged>("aws:ec2/securityGroupRule:SecurityGroupRule");
const EgressRule = resourceType<Judged>("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
const BLOCKS = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"] as const;

export const securityGroupEgress = resourcePolicy({
    name: "security-group-egress",
    title: "Security groups let out what is needed, and not everything",
    severity: "low",
    level: "disabled",
    why: "whoever gets in sends what he found wherever he likes",
    fix: "name the ports and the networks, prefix lists or groups that it has to reach, such as 443 of the VPC's endpoints",
    since: "0.2.0",
    frameworks: { "PCI DSS": ["1.3.2"], "NIST 800-53": ["AC-4", "SC-7(5)"] },
    links: ["https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"],
    types: [Group, GroupRule, EgressRule],
    check(props, { resource, report, attempt }) {
        if (Group.tokens.includes(resource.type)) {
            for (const [index, rule] of knownEntries(props.egress)) {
                attempt(() => judge(rule, `egress[${index}].`));
            }
        } else if (!GroupRule.tokens.includes(resource.type) || props.type === "egress") {
            judge(props, "");
        }

        function judge(rule: Rule, path: string): void {
            const protocol = String(rule.protocol ?? rule.ipProtocol).toLowerCase();
            const open = BLOCKS.find((name) => [rule[name] ?? []].flat().some(isEverywhere));
            if (open && ["-1", "all"].includes(protocol)) {
                report(path + open, "everything may go out to the whole internet");
            }
        }
    },
});
