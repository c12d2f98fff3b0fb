import type { DefaultSecurityGroupArgs } from "@pulumi/aws/ec2/defaultSecurityGroup";

import { isEmpty, type ResourceType, resourceType, stackPolicy } from "../../kit";
import { Vpc } from "../../kit/aws";

const DefaultGroup = resourceType<DefaultSecurityGroupArgs>("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
const JUDGED: ResourceType<object>[] = [Vpc, DefaultGroup];

export const defaultSecurityGroupClosed = stackPolicy({
    name: "default-security-group-closed",
    title: "The default security group of a VPC lets nothing in or out",
    severity: "high",
    level: "disabled",
    why: "what names no group gets this one, and with it everything else that named none",
    fix: "add an aws.ec2.DefaultSecurityGroup with vpcId of this VPC and no rules",
    since: "0.2.0",
    controls: ["EC2.2"],
    frameworks: { CIS: ["5.4"], "NIST 800-53": ["AC-4", "SC-7"] },
    links: [
        "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/defaultsecuritygroup/",
    ],
    types: JUDGED,
    check(_props, { resource, stack, report, undecided, attempt }) {
        if (resource.is(Vpc)) {
            const { resources, possible } = stack.referrers(resource, DefaultGroup, "vpcId", Vpc);
            if (resources.length > 0) {
                return;
            }
            if (possible.length > 0) {
                undecided("vpcId");
            } else {
                report(
                    undefined,
                    "its default security group lets in everything that has the group too, and everything out",
                );
            }
        } else if (resource.is(DefaultGroup)) {
            for (const property of ["ingress", "egress"] as const) {
                attempt(() => {
                    // What the program leaves out the provider removes.
                    if (resource.gives(property) && !isEmpty(resource.props[property])) {
                        report(property, "the default security group has rules", { fix: `leave ${property} out` });
                    }
                });
            }
        }
    },
});
