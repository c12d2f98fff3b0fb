import { ecsLogging } from "../../../policies/containers/ecs-logging";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const LOGS = { logDriver: "awslogs", options: { "awslogs-group": "api" } };
const task = (...containers: Value[]): TestResource =>
    resource("aws:ecs/taskDefinition:TaskDefinition", "api", { family: "api", containerDefinitions: JSON.stringify(containers) });
const api = { name: "api", image: "api:1.4.2" };
const cluster = (settings: Value): TestResource => resource("aws:ecs/cluster:Cluster", "shop", { settings });
const insights = (value: Value): TestResource => cluster([{ name: "containerInsights", value }]);
const account = (value: Value): TestResource =>
    resource("aws:ecs/accountSettingDefault:AccountSettingDefault", "insights", { name: "containerInsights", value });

const program = (cluster: string, logs: string): string => `
            new aws.ecs.Cluster("shop"${cluster});
            new aws.ecs.TaskDefinition("api", {
                family: "api", requiresCompatibilities: ["FARGATE"], networkMode: "awsvpc", cpu: "256", memory: "512",
                containerDefinitions: JSON.stringify([{
                    name: "api", image: "604219837745.dkr.ecr.us-east-1.amazonaws.com/api:1.4.2", readonlyRootFilesystem: true, user: "1000",${logs}
                }]),
            });`;

policyTests(ecsLogging, {
    example: {
        bad: program("", ""),
        good: program(
            ', { settings: [{ name: "containerInsights", value: "enhanced" }] }',
            `
                    logConfiguration: { logDriver: "awslogs", options: {
                        "awslogs-group": "/shop/api", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "api",
                    } },`,
        ),
    },
    pass: [
        { name: "logs (ECS.9)", stack: [task({ ...api, logConfiguration: LOGS })] },
        {
            name: "a log router beside it",
            kind: "lookalike",
            stack: [task({ ...api, logConfiguration: { logDriver: "awsfirelens" } }, { name: "router", firelensConfiguration: { type: "fluentbit" } })],
        },
        {
            name: "containers that are not known",
            stack: [resource("aws:ecs/taskDefinition:TaskDefinition", "api", { containerDefinitions: unknown })],
            undecided: true,
        },
        { name: "insights (ECS.12)", stack: [insights("enabled")] },
        { name: "enhanced insights (ECS.12)", stack: [insights("enhanced")] },
        { name: "insights that are not known", stack: [insights(unknown)], undecided: true },
        { name: "the account's default in the stack", stack: [cluster(undefined), account("enabled")] },
    ],
    fail: [
        {
            name: "no logs (ECS.9)",
            stack: [task(api, { name: "web", logConfiguration: LOGS })],
            expect: [{ resource: "api", property: "containerDefinitions", severity: "high", says: /of api are/ }],
        },
        {
            name: "no insights, which is the default (ECS.12)",
            kind: "default",
            stack: [cluster(undefined)],
            expect: [{ resource: "shop", property: "settings", severity: "medium" }],
        },
        { name: "insights switched off (ECS.12)", stack: [insights("disabled"), account("enabled")], expect: [{ resource: "shop", property: "settings" }] },
        { name: "the account's default switched off", stack: [cluster(undefined), account("disabled")], expect: [{ resource: "shop", property: "settings" }] },
    ],
});
