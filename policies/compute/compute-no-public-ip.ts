import type { ServiceArgs } from "@pulumi/aws/ecs/service";
import type { TaskSetArgs } from "@pulumi/aws/ecs/taskSet";

import { knownEntries, type ResourceType, resourceType, type Stack, stackPolicy } from "../../kit";
import { Ec2Instance, LaunchConfiguration, LaunchTemplate, NatGateway, oneTarget, Subnet } from "../../kit/aws";

const TASKS: ResourceType<Pick<ServiceArgs & TaskSetArgs, "networkConfiguration">>[] = [
    resourceType<ServiceArgs>("aws:ecs/service:Service"),
    resourceType<TaskSetArgs>("aws:ecs/taskSet:TaskSet"),
];
const JUDGED: ResourceType<object>[] = [Ec2Instance, LaunchTemplate, LaunchConfiguration, ...TASKS];

export const computeNoPublicIp = stackPolicy({
    name: "compute-no-public-ip",
    title: "Machines and tasks have no public address",
    severity: "high",
    level: "advisory",
    why: "whatever listens on it is one wrong security group rule away from the whole internet",
    fix: "set associatePublicIpAddress to false, put it in a private subnet, and reach it through a load balancer or Session Manager",
    since: "0.2.0",
    controls: ["EC2.9", "EC2.25", "Autoscaling.5", "ECS.2", "ECS.16"],
    frameworks: { "PCI DSS": ["1.4.4"], "NIST 800-53": ["AC-4", "SC-7"] },
    links: [
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-9",
    ],
    types: JUDGED,
    check(_props, { resource, stack, report, attempt }) {
        if (resource.is(Ec2Instance)) {
            const { associatePublicIpAddress: asked, sourceDestCheck } = resource.props;
            // A router, such as a NAT instance, has to have one.
            if (sourceDestCheck === false) {
                return;
            }
            const subnet = oneTarget(stack, resource, "subnetId", Subnet);
            if (asked === true) {
                report("associatePublicIpAddress", "the instance gets a public address");
            } else if (asked === undefined && subnet?.props.mapPublicIpOnLaunch === true) {
                report("associatePublicIpAddress", `the subnet ${subnet.name} gives the instance a public address`);
            }
        } else if (resource.is(LaunchTemplate)) {
            for (const [index, networkInterface] of knownEntries(resource.props.networkInterfaces)) {
                attempt(() => {
                    if (String(networkInterface.associatePublicIpAddress) === "true") {
                        const property = `networkInterfaces[${index}].associatePublicIpAddress`;
                        report(property, "every instance of this template gets a public address");
                    }
                });
            }
        } else if (resource.is(LaunchConfiguration)) {
            if (resource.props.associatePublicIpAddress === true) {
                report("associatePublicIpAddress", "every instance of this configuration gets a public address");
            }
        } else if (resource.is(...TASKS) && resource.props.networkConfiguration?.assignPublicIp === true) {
            const way = hasWayOut(stack)
                ? {}
                : {
                      severity: "low" as const,
                      fix: "give private subnets a NAT gateway, or VPC endpoints for what the tasks call, then set networkConfiguration.assignPublicIp to false",
                  };
            report("networkConfiguration.assignPublicIp", "every task gets a public address", {
                fix: "set networkConfiguration.assignPublicIp to false, and name private subnets",
                ...way,
            });
        }
    },
});

/** True where the stack has a NAT gateway: without one, a task in a public subnet needs its address to pull its image. */
function hasWayOut(stack: Stack): boolean {
    return stack.of(NatGateway).length > 0;
}
