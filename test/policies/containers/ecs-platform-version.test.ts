import { ecsPlatformVersion } from "../../../policies/containers/ecs-platform-version";
import { policyTests, ref, resource, unknown } from "../../harness";

const service = (props: Record<string, unknown>): ReturnType<typeof resource> =>
    resource("aws:ecs/service:Service", "orders", { launchType: "FARGATE", ...props });
const task = (operatingSystemFamily: string): ReturnType<typeof resource> =>
    resource("aws:ecs/taskDefinition:TaskDefinition", "task", { family: "orders", runtimePlatform: { operatingSystemFamily } });
const expect = [{ resource: "orders", property: "platformVersion", severity: "low" }];

policyTests(ecsPlatformVersion, {
    example: {
        given: `
            const task = aws.ecs.TaskDefinition.get("task", "task");`,
        bad: `
            new aws.ecs.Service("orders", {
                cluster: cluster.arn, taskDefinition: task.arn, launchType: "FARGATE", desiredCount: 2,
                platformVersion: "1.3.0",
            });`,
        good: `
            new aws.ecs.Service("orders", {
                cluster: cluster.arn, taskDefinition: task.arn, launchType: "FARGATE", desiredCount: 2,
                platformVersion: "LATEST",
            });`,
    },
    pass: [
        { name: "the latest (ECS.10)", stack: [service({ platformVersion: "LATEST" })] },
        { name: "what latest stands for", stack: [service({ platformVersion: "1.4.0" })] },
        { name: "what latest stands for, for Linux tasks", stack: [task("LINUX"), service({ taskDefinition: ref("task"), platformVersion: "1.4.0" })] },
        { name: "none", stack: [service({})], kind: "default" },
        { name: "one that is not known yet", stack: [service({ platformVersion: unknown })], undecided: true },
        {
            name: "the current one of Windows",
            stack: [task("WINDOWS_SERVER_2022_CORE"), service({ taskDefinition: ref("task"), platformVersion: "1.0.0" })],
            kind: "lookalike",
        },
        { name: "1.0.0 for tasks of an unknown system", stack: [service({ taskDefinition: unknown, platformVersion: "1.0.0" })], kind: "lookalike" },
        { name: "a service on EC2", stack: [service({ launchType: "EC2", platformVersion: "1.2.0" })] },
        { name: "an approved one", stack: [service({ platformVersion: "1.3.0" })], settings: { approved: ["1.3.0"] } },
    ],
    fail: [
        { name: "an old one (ECS.10)", stack: [service({ platformVersion: "1.3.0" })], expect },
        {
            name: "on a capacity provider",
            stack: [resource("aws:ecs/service:Service", "orders", { capacityProviderStrategies: [{ capacityProvider: "FARGATE" }], platformVersion: "1.3.0" })],
            expect,
        },
        { name: "1.0.0 for Linux tasks", stack: [task("LINUX"), service({ taskDefinition: ref("task"), platformVersion: "1.0.0" })], expect },
        {
            name: "1.0.0 for tasks of the default system",
            stack: [
                resource("aws:ecs/taskDefinition:TaskDefinition", "task", { family: "orders" }),
                service({ taskDefinition: ref("task"), platformVersion: "1.0.0" }),
            ],
            expect,
        },
        {
            name: "the current one where only LATEST is approved",
            stack: [service({ platformVersion: "1.4.0" })],
            settings: { approved: ["LATEST"] },
            expect: [{ ...expect[0]!, says: /set platformVersion to "LATEST"$/m }],
        },
    ],
});
