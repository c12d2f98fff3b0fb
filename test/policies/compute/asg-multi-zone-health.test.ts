import { asgMultiZoneHealth } from "../../../policies/compute/asg-multi-zone-health";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const subnet = (name: string, zone: Value): TestResource => resource("aws:ec2/subnet:Subnet", name, { availabilityZone: zone, cidrBlock: "10.0.0.0/24" });
const subnets = [subnet("a", "us-east-1a"), subnet("a2", "us-east-1a"), subnet("b", "us-east-1b")];
const group = (props: Record<string, unknown>): TestResource =>
    resource("aws:autoscaling/group:Group", "web", { minSize: 2, maxSize: 4, vpcZoneIdentifiers: [ref("a"), ref("b")], ...props });
const attachment = resource("aws:autoscaling/attachment:Attachment", "web-tg", { autoscalingGroupName: ref("web"), lbTargetGroupArn: unknown });
const TARGETS = { targetGroupArns: [unknown] };
const health = { resource: "web", property: "healthCheckType", severity: "low" };

const program = (zones: string): string => `
            const config = new pulumi.Config();
            const zone = (name: string, cidrBlock: string) =>
                new aws.ec2.Subnet(name, { vpcId: config.require("vpcId"), availabilityZone: name, cidrBlock }).id;
            new aws.autoscaling.Group("web", {
                minSize: 2, maxSize: 4, launchTemplate: { id: config.require("templateId"), version: "$Latest" },
                vpcZoneIdentifiers: [${zones}],
            });`;

policyTests(asgMultiZoneHealth, {
    example: { bad: program('zone("us-east-1a", "10.0.0.0/24")'), good: program('zone("us-east-1a", "10.0.0.0/24"), zone("us-east-1b", "10.0.1.0/24")') },
    pass: [
        { name: "two zones (AutoScaling.2)", stack: [...subnets, group({})] },
        { name: "two zones by name (AutoScaling.2)", stack: [group({ vpcZoneIdentifiers: undefined, availabilityZones: ["us-east-1a", "us-east-1b"] })] },
        { name: "subnets that are not known", stack: [group({ vpcZoneIdentifiers: unknown })], undecided: true },
        { name: "zones that are not known", stack: [subnet("a", unknown), subnet("b", "us-east-1b"), group({})] },
        { name: "health by its load balancer (AutoScaling.1)", stack: [...subnets, group({ ...TARGETS, healthCheckType: "ELB" })] },
        { name: "health by both", stack: [...subnets, group({ ...TARGETS, healthCheckType: "EC2,ELB" })] },
        { name: "no load balancer, no such health", kind: "lookalike", stack: [...subnets, group({ healthCheckType: "EC2" })] },
        { name: "health that is not known", stack: [...subnets, group({ ...TARGETS, healthCheckType: unknown })], undecided: true },
        { name: "a template (AutoScaling.9)", stack: [...subnets, group({ launchTemplate: { id: unknown } })] },
    ],
    fail: [
        {
            name: "one subnet (AutoScaling.2)",
            stack: [...subnets, group({ vpcZoneIdentifiers: [ref("a")] })],
            expect: [{ resource: "web", property: "vpcZoneIdentifiers", severity: "medium" }],
        },
        {
            name: "two subnets of one zone (AutoScaling.2)",
            stack: [...subnets, group({ vpcZoneIdentifiers: [ref("a"), ref("a2")] })],
            expect: [{ resource: "web", property: "vpcZoneIdentifiers", says: /us-east-1a/ }],
        },
        {
            name: "one zone by its name (AutoScaling.2)",
            stack: [group({ vpcZoneIdentifiers: undefined, availabilityZones: ["us-east-1a"] })],
            expect: [{ resource: "web", property: "availabilityZones", says: /name at least two availability zones/ }],
        },
        { name: "health by EC2, which is the default (AutoScaling.1)", kind: "default", stack: [...subnets, group(TARGETS)], expect: [health] },
        {
            name: "health by EC2, of a group attached elsewhere (AutoScaling.1)",
            stack: [...subnets, group({ healthCheckType: "EC2" }), attachment],
            expect: [health],
        },
        {
            name: "a launch configuration (AutoScaling.9)",
            stack: [...subnets, group({ launchConfiguration: unknown, vpcZoneIdentifiers: unknown })],
            expect: [{ resource: "web", property: "launchConfiguration", says: /make an aws\.ec2\.LaunchTemplate/ }],
        },
    ],
});
