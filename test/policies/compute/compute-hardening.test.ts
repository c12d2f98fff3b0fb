import { computeHardening } from "../../../policies/compute/compute-hardening";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const group = (mixedInstancesPolicy: Value): TestResource => resource("aws:autoscaling/group:Group", "web", { minSize: 1, maxSize: 3, mixedInstancesPolicy });
const mixed = (...overrides: Value[]): TestResource => group({ launchTemplate: { launchTemplateSpecification: {}, overrides } });
const instance = (...networkInterfaces: Value[]): TestResource =>
    resource("aws:ec2/instance:Instance", "web", { iamInstanceProfile: "web", networkInterfaces });
const one = { resource: "web", property: "mixedInstancesPolicy", says: /add a mixedInstancesPolicy/ };

policyTests(computeHardening, {
    example: {
        bad: `
            const config = new pulumi.Config();
            new aws.ec2.NetworkInterface("web", { subnetId: config.require("subnetId"), sourceDestCheck: false });`,
        good: `
            const config = new pulumi.Config();
            new aws.ec2.NetworkInterface("web", { subnetId: config.require("subnetId") });`,
    },
    base: {
        "aws:ecs/capacityProvider:CapacityProvider": { autoScalingGroupProvider: { autoScalingGroupArn: unknown } },
        "aws:ssm/serviceSetting:ServiceSetting": { settingId: "/ssm/automation/customer-script-log-destination" },
    },
    pass: [
        { name: "several instance types (AutoScaling.6)", stack: [mixed({ instanceType: "m7i.large" }, { instanceType: "m6i.large" })] },
        { name: "instance types by what they must have", stack: [mixed({ instanceRequirements: { memoryMib: {}, vcpuCount: {} } })] },
        { name: "a policy that is not known", stack: [group(unknown)], undecided: true },
        { name: "one network interface (EC2.17)", stack: [instance({ deviceIndex: 0 })] },
        {
            name: "an instance of a launch template, whose role that names (SSM.1)",
            stack: [resource("aws:ec2/instance:Instance", "web", { launchTemplate: { id: unknown } })],
        },
        {
            name: "a provider of managed instances (ECS.19)",
            kind: "lookalike",
            stack: [resource("aws:ecs/capacityProvider:CapacityProvider", "managed", { managedInstancesProvider: unknown })],
        },
        {
            name: "another setting of Systems Manager (SSM.6)",
            stack: [
                resource("aws:ssm/serviceSetting:ServiceSetting", "tier", {
                    settingId: "/ssm/parameter-store/default-parameter-tier",
                    settingValue: "Advanced",
                }),
            ],
        },
    ],
    fail: [
        { name: "one instance type (AutoScaling.6)", stack: [group(undefined)], expect: [{ ...one, severity: "low" }] },
        { name: "a policy with one type (AutoScaling.6)", stack: [mixed({ instanceType: "m7i.large" })], expect: [one] },
        {
            name: "two network interfaces (EC2.17)",
            stack: [instance({ deviceIndex: 0 }, { deviceIndex: 1 })],
            expect: [{ resource: "web", property: "networkInterfaces", says: /unless it is an appliance/ }],
        },
        {
            name: "where automation logs go, by the setting's ARN (SSM.6)",
            stack: [
                resource("aws:ssm/serviceSetting:ServiceSetting", "log", {
                    settingId: "arn:aws:ssm:eu-west-1:851725499301:servicesetting/ssm/automation/customer-script-log-destination",
                    settingValue: "None",
                }),
            ],
            expect: [{ resource: "log", property: "settingValue" }],
        },
    ],
});
