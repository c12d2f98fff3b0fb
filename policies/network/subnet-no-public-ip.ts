import type { SubnetArgs } from "@pulumi/aws/ec2/subnet";
import type { MountTargetArgs } from "@pulumi/aws/efs/mountTarget";

import { resourceType, type Resource, type Stack, stackPolicy } from "../../kit";
import { AutoScalingGroup, EksNodeGroup, Subnet } from "../../kit/aws";

const MountTarget = resourceType<MountTargetArgs>("aws:efs/mountTarget:MountTarget");

export const subnetNoPublicIp = stackPolicy({
    name: "subnet-no-public-ip",
    title: "What stands in a subnet gets no public address of itself",
    severity: "medium",
    level: "advisory",
    why: "every machine that starts there is on the internet, whether or not anybody meant it to be",
    fix: "leave mapPublicIpOnLaunch out: load balancers and NAT gateways need no such address; or put the machines in private subnets",
    since: "0.2.0",
    controls: ["EC2.15", "EFS.6"],
    frameworks: { "PCI DSS": ["1.4.4"], "NIST 800-53": ["AC-4", "SC-7"] },
    links: [
        "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-15",
    ],
    settings: {
        every: {
            type: "boolean",
            default: false,
            description:
                "True flags each subnet that gives public addresses, as Security Hub does, whatever stands in it.",
        },
    },
    types: [Subnet],
    check({ mapPublicIpOnLaunch }, { resource, stack, settings, report }) {
        if (mapPublicIpOnLaunch !== true) {
            return;
        }
        const inside = tenants(stack, resource).map(({ name }) => name);
        if (inside.length > 0) {
            report("mapPublicIpOnLaunch", `the subnet gives public addresses, and ${inside.join(", ")} stands in it`);
        } else if (settings.every) {
            report("mapPublicIpOnLaunch", "what starts in this subnet gets a public address");
        }
    },
});

/** What starts machines in a subnet, or has an address in it, and says nothing of it; compute-no-public-ip is for instances. */
function tenants(stack: Stack, subnet: Resource<SubnetArgs>): Resource<unknown>[] {
    return [
        ...stack.referrers(subnet, AutoScalingGroup, "vpcZoneIdentifiers", Subnet).resources,
        ...stack.referrers(subnet, EksNodeGroup, "subnetIds", Subnet).resources,
        ...stack.referrers(subnet, MountTarget, "subnetId", Subnet).resources,
    ] as Resource<unknown>[];
}
