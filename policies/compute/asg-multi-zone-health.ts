import type { AttachmentArgs } from "@pulumi/aws/autoscaling/attachment";

import { isSet, resourceType, stackPolicy } from "../../kit";
import { AutoScalingGroup, onlyZone } from "../../kit/aws";

const Attachment = resourceType<AttachmentArgs>("aws:autoscaling/attachment:Attachment");
const BALANCERS = ["targetGroupArns", "loadBalancers", "trafficSources"] as const;

export const asgMultiZoneHealth = stackPolicy({
    name: "asg-multi-zone-health",
    title: "An Auto Scaling group spans zones, replaces what its load balancer finds unhealthy, and starts from a template",
    severity: "medium",
    level: "advisory",
    why: "a group in one zone stops with it, and one that asks EC2 only keeps an instance whose application has died",
    fix: "name subnets in two zones in vpcZoneIdentifiers",
    since: "0.2.0",
    controls: ["AutoScaling.1", "AutoScaling.2", "AutoScaling.9"],
    frameworks: { "NIST 800-53": ["CP-10", "SC-5(2)", "SC-36"] },
    links: [
        "https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html",
        "https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html",
        "https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html",
    ],
    types: [AutoScalingGroup],
    check(group, { resource, stack, report, attempt }) {
        attempt(() => {
            const zone = onlyZone(stack, resource, "vpcZoneIdentifiers", group.vpcZoneIdentifiers ?? []);
            if (zone) {
                report("vpcZoneIdentifiers", `${zone}, and the group stops with that zone`);
            }
        });
        attempt(() => {
            if (group.availabilityZones?.length === 1) {
                report("availabilityZones", "it names one zone, and the group stops with that zone", {
                    fix: "name at least two availability zones",
                });
            }
        });
        attempt(() => {
            const isBehind =
                BALANCERS.some((property) => isSet(group, property)) ||
                stack.referrers(resource, Attachment, "autoscalingGroupName", AutoScalingGroup).resources.length > 0;
            if (isBehind && !/ELB|VPC_LATTICE/.test(group.healthCheckType ?? "EC2")) {
                report("healthCheckType", "an instance that its load balancer finds unhealthy is not replaced", {
                    fix: 'set healthCheckType to "ELB", and healthCheckGracePeriod to what a start takes',
                    severity: "low",
                });
            }
        });
        if (isSet(group, "launchConfiguration")) {
            report(
                "launchConfiguration",
                "launch configurations get no new features, and new accounts cannot make any",
                {
                    fix: "make an aws.ec2.LaunchTemplate, and name it in launchTemplate",
                },
            );
        }
    },
});
