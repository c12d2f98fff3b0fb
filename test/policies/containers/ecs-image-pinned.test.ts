import { ecsImagePinned } from "../../../policies/containers/ecs-image-pinned";
import { opaque, policyTests, redacted, resource, unknown } from "../../harness";

const repository = "604219837745.dkr.ecr.eu-central-1.amazonaws.com/orders";
const task = (...images: unknown[]): ReturnType<typeof resource> =>
    resource("aws:ecs/taskDefinition:TaskDefinition", "orders", {
        containerDefinitions: JSON.stringify(images.map((image) => ({ name: "orders", image }))),
    });
const first = { resource: "orders", property: "containerDefinitions[0].image" };

policyTests(ecsImagePinned, {
    example: {
        bad: `
            new aws.ecs.TaskDefinition("orders", {
                family: "orders",
                containerDefinitions: JSON.stringify([
                    { name: "orders", image: "registry.shop.dev/orders:latest" },
                ]),
            });`,
        good: `
            new aws.ecs.TaskDefinition("orders", {
                family: "orders",
                containerDefinitions: pulumi.jsonStringify([
                    { name: "orders", image: pulumi.interpolate\`\${repository.repositoryUrl}:\${config.require("version")}\` },
                ]),
            });`,
    },
    pass: [
        { name: "a version", stack: [task(`${repository}:1.4.2`)] },
        { name: "a digest", stack: [task(`${repository}@sha256:e3b0c442`)] },
        { name: "latest with a digest", stack: [task(`${repository}:latest@sha256:e3b0c442`)] },
        { name: "a tag that begins so", stack: [task(`${repository}:latest-stable-1.4.2`)], kind: "lookalike" },
        {
            name: "containers that are not known yet",
            stack: [resource("aws:ecs/taskDefinition:TaskDefinition", "orders", { containerDefinitions: unknown })],
            undecided: "unknown",
        },
        {
            name: "containers that are redacted",
            stack: [resource("aws:ecs/taskDefinition:TaskDefinition", "orders", { containerDefinitions: redacted() })],
            undecided: "hidden",
        },
        {
            name: "an image that is not known yet, in a component that was not looked into",
            stack: [opaque("awsx:ecs:FargateTaskDefinition", "orders", { container: { name: "orders", image: unknown } })],
            undecided: "unknown",
        },
        {
            name: "a component whose task definition is in the stack is judged there",
            stack: [
                resource("awsx:ecs:FargateService", "orders", { taskDefinitionArgs: { container: { image: `${repository}:latest` } } }),
                { ...task(`${repository}:1.4.2`), name: "task", parent: "orders" },
            ],
            undecided: false,
        },
        {
            name: "a component of the program, which has no provider",
            kind: "lookalike",
            stack: [resource("awsx:ecs:FargateService", "orders", { taskDefinitionArgs: { container: { image: repository } } })],
            undecided: false,
        },
        { name: "no image", stack: [task(undefined, "", 7, null)], kind: "default" },
    ],
    fail: [
        {
            name: "components that were not looked into",
            stack: [
                opaque("awsx:ecs:FargateService", "orders", { taskDefinitionArgs: { container: { image: `${repository}:latest` } } }),
                opaque("awsx:ecs:EC2TaskDefinition", "jobs", { containers: { main: { image: repository }, log: { image: "fluent-bit:3.1.2" } } }),
            ],
            expect: [
                { resource: "orders", property: "taskDefinitionArgs.container.image" },
                { resource: "jobs", property: "containers.main.image" },
            ],
        },
        { name: "latest", stack: [task(`${repository}:latest`)], expect: [{ ...first, severity: "medium", says: /is not one version/ }] },
        { name: "no tag", stack: [task(repository)], expect: [{ ...first, says: /no tag/ }] },
        { name: "a registry with a port and no tag", stack: [task("registry.shop.dev:5000/orders")], expect: [first] },
        {
            name: "every container",
            stack: [task(`${repository}:latest`, "datadog/agent:7", "envoyproxy/envoy")],
            expect: [first, { resource: "orders", property: "containerDefinitions[2].image" }],
        },
        {
            name: "an image that is not known yet hides nothing",
            stack: [resource("aws-native:ecs:TaskDefinition", "orders", { containerDefinitions: [{ image: unknown }, { image: `${repository}:latest` }] })],
            expect: [{ resource: "orders", property: "containerDefinitions[1].image" }],
        },
        {
            name: "App Runner",
            stack: [
                resource("aws:apprunner/service:Service", "orders", {
                    sourceConfiguration: { imageRepository: { imageIdentifier: `${repository}:latest`, imageRepositoryType: "ECR" } },
                }),
            ],
            expect: [{ resource: "orders", property: "sourceConfiguration.imageRepository.imageIdentifier" }],
        },
    ],
});
