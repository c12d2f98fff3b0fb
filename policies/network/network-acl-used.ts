import type { NetworkAclArgs } from "@pulumi/aws/ec2/networkAcl";
import type { NetworkAclAssociationArgs } from "@pulumi/aws/ec2/networkAclAssociation";

import { isSet, resourceType, stackPolicy } from "../../kit";

const NetworkAcl = resourceType<NetworkAclArgs>("aws:ec2/networkAcl:NetworkAcl");
const Association = resourceType<NetworkAclAssociationArgs>("aws:ec2/networkAclAssociation:NetworkAclAssociation");

export const networkAclUsed = stackPolicy({
    name: "network-acl-used",
    title: "Every network access list stands before a subnet",
    severity: "low",
    level: "disabled",
    why: "a list before no subnet protects nothing, and whoever reads it believes otherwise",
    fix: "name the subnets in subnetIds, or take the list out",
    since: "0.2.0",
    controls: ["EC2.16"],
    frameworks: { "PCI DSS": ["1.2.7 (partly)"], "NIST 800-53": ["CM-8(1)"] },
    links: ["https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-16"],
    types: [NetworkAcl],
    check(list, { resource, stack, report, undecided }) {
        const { resources, possible } = stack.referrers(resource, Association, "networkAclId", NetworkAcl);
        if (isSet(list, "subnetIds") || resources.length > 0) {
            return;
        }
        if (possible.length > 0) {
            undecided("networkAclId");
        } else {
            report("subnetIds", "this list stands before no subnet");
        }
    },
});
