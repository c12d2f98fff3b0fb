import { computeNoPublicIp } from "../../../policies/compute/compute-no-public-ip";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const instance = (props: Record<string, unknown>): TestResource =>
    resource("aws:ec2/instance:Instance", "web", { ami: "ami-0a1b2c3d4e5f60718", instanceType: "t3.micro", ...props });
const subnet = (mapPublicIpOnLaunch: Value): TestResource => resource("aws:ec2/subnet:Subnet", "public-a", { mapPublicIpOnLaunch });
const template = (associatePublicIpAddress: Value): TestResource =>
    resource("aws:ec2/launchTemplate:LaunchTemplate", "web", { networkInterfaces: [{}, { associatePublicIpAddress }] });
const configuration = (associatePublicIpAddress: Value): TestResource =>
    resource("aws:ec2/launchConfiguration:LaunchConfiguration", "web", {
        imageId: "ami-0a1b2c3d4e5f60718",
        instanceType: "t3.micro",
        associatePublicIpAddress,
    });
const service = (assignPublicIp: Value, type: "service:Service" | "taskSet:TaskSet" = "service:Service"): TestResource =>
    resource(`aws:ecs/${type}`, "api", {
        ...(type === "taskSet:TaskSet" ? { cluster: "shop", service: "api", taskDefinition: "api:1" } : {}),
        networkConfiguration: { subnets: unknown, assignPublicIp },
    });
const nat = resource("aws:ec2/natGateway:NatGateway", "nat", {});
const tasks = { resource: "api", property: "networkConfiguration.assignPublicIp" };
const address = { resource: "web", property: "associatePublicIpAddress" };

const program = (asked: boolean): string => `
            new aws.ec2.Instance("web", {
                ami: "ami-0a1b2c3d4e5f60718", instanceType: "t3.micro", rootBlockDevice: { encrypted: true },
                metadataOptions: { httpTokens: "required" }, associatePublicIpAddress: ${asked},
            });`;

policyTests(computeNoPublicIp, {
    example: { bad: program(true), good: program(false) },
    pass: [
        { name: "no address (EC2.9)", stack: [subnet(true), instance({ subnetId: ref("public-a"), associatePublicIpAddress: false })] },
        { name: "a subnet that gives none", kind: "default", stack: [subnet(false), instance({ subnetId: ref("public-a") })] },
        { name: "a NAT instance", kind: "lookalike", stack: [instance({ associatePublicIpAddress: true, sourceDestCheck: false })] },
        { name: "not known yet", stack: [instance({ associatePublicIpAddress: unknown })], undecided: true },
        { name: "a subnet that is not known to give one", stack: [subnet(unknown), instance({ subnetId: ref("public-a") })], undecided: true },
        { name: "a template that gives none (EC2.25)", stack: [template("false")] },
        { name: "a template's interfaces that are not known", stack: [template(unknown)], undecided: true },
        { name: "a launch configuration that gives none (Autoscaling.5)", stack: [configuration(false)] },
        { name: "tasks without (ECS.2)", stack: [service(false)] },
        { name: "tasks on the network of their machine", stack: [resource("aws:ecs/service:Service", "api", { launchType: "EC2" })] },
        { name: "tasks that are not known", stack: [service(unknown)], undecided: true },
    ],
    fail: [
        { name: "asked for (EC2.9)", stack: [instance({ associatePublicIpAddress: true })], expect: [{ ...address, severity: "high" }] },
        { name: "given by its subnet (EC2.9)", stack: [subnet(true), instance({ subnetId: ref("public-a") })], expect: [{ ...address, says: /public-a/ }] },
        {
            name: "given by a template (EC2.25)",
            stack: [template("true")],
            expect: [{ resource: "web", property: "networkInterfaces[1].associatePublicIpAddress" }],
        },
        { name: "given by a launch configuration (Autoscaling.5)", stack: [configuration(true)], expect: [address] },
        { name: "tasks beside a NAT gateway (ECS.2)", stack: [service(true), nat], expect: [{ ...tasks, severity: "high", says: /name private subnets/ }] },
        {
            name: "tasks that have no other way out (ECS.2)",
            stack: [service(true)],
            expect: [{ ...tasks, severity: "low", says: /NAT gateway, or VPC endpoints/ }],
        },
        { name: "a task set (ECS.16)", stack: [service(true, "taskSet:TaskSet"), nat], expect: [tasks] },
    ],
});
