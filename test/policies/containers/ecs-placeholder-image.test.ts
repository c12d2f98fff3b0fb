import { ecsPlaceholderImage } from "../../../policies/containers/ecs-placeholder-image";
import { opaque, policyTests, ref, resource, unknown } from "../../harness";

const own = "604219837745.dkr.ecr.eu-central-1.amazonaws.com/orders:1.4.2";

const task = (...containers: unknown[]): ReturnType<typeof resource> =>
    resource("aws:ecs/taskDefinition:TaskDefinition", "orders", {
        family: "orders",
        containerDefinitions: JSON.stringify(containers),
    });
const first = { resource: "orders", property: "containerDefinitions[0].image" };

policyTests(ecsPlaceholderImage, {
    example: {
        bad: `
            new aws.ecs.TaskDefinition("orders", {
                family: "orders", requiresCompatibilities: ["FARGATE"], cpu: "512", memory: "1024", networkMode: "awsvpc",
                containerDefinitions: JSON.stringify([{ name: "orders", image: "nginx:1.27", essential: true }]),
            });`,
        good: `
            new aws.ecs.TaskDefinition("orders", {
                family: "orders", requiresCompatibilities: ["FARGATE"], cpu: "512", memory: "1024", networkMode: "awsvpc",
                containerDefinitions: pulumi.jsonStringify([
                    { name: "orders", image: pulumi.interpolate\`\${repository.repositoryUrl}:1.4.2\`, essential: true },
                ]),
            });`,
    },
    pass: [
        { name: "an image of one's own", stack: [task({ name: "orders", image: own })] },
        {
            name: "containers that are not known yet",
            stack: [resource("aws:ecs/taskDefinition:TaskDefinition", "orders", { containerDefinitions: unknown })],
            undecided: true,
        },
        {
            name: "an image that is not known yet beside a stock one, in aws-native",
            stack: [
                resource("aws:ecr/repository:Repository", "orders-repository"),
                resource("aws-native:ecs:TaskDefinition", "orders", {
                    containerDefinitions: [
                        { name: "orders", image: ref("orders-repository") },
                        { name: "proxy", image: "nginx:1.27" },
                    ],
                }),
            ],
        },
        { name: "a stock image as a sidecar", stack: [task({ image: "nginx:1.27", essential: true }, { image: own })] },
        {
            name: "a private registry's image of that name",
            stack: [task({ image: "604219837745.dkr.ecr.eu-central-1.amazonaws.com/nginx:1.27" })],
            kind: "lookalike",
        },
        {
            name: "applications that lists of things to do are",
            stack: ["shop/todo-app:1.4", "shop/my-todo:1.4", "604219837745.dkr.ecr.eu-central-1.amazonaws.com/todo:2"].map((image, i) => ({
                ...task({ image }),
                name: `t${i}`,
            })),
            kind: "lookalike",
        },
        { name: "an application of someone else's", stack: [task({ image: "grafana/grafana:11.3.0" })], kind: "lookalike" },
        { name: "a job on a bare system", stack: [task({ image: "alpine:3.20", command: ["sh", "-c", "wget $URL"] })], kind: "lookalike" },
        { name: "an agent alone", stack: [task({ image: "otel/opentelemetry-collector:0.110.0" })], kind: "lookalike" },
        { name: "a task with no containers", stack: [task()], kind: "default" },
        {
            name: "definitions that are no JSON",
            stack: [resource("aws:ecs/taskDefinition:TaskDefinition", "orders", { containerDefinitions: "nginx:latest" })],
        },
        { name: "odd containers", stack: [task(null, 3, "nginx", { image: 4 }, [])] },
        { name: "an allowed one", stack: [task({ image: "docker.io/library/nginx:1.27" })], settings: { allow: ["nginx"] } },
        {
            name: "an approved registry",
            stack: [task({ image: own }, { image: "public.ecr.aws/shop/proxy:2" })],
            settings: { registries: ["604219837745.dkr.ecr.eu-central-1.amazonaws.com", "public.ecr.aws/shop/"] },
        },
        {
            name: "an image that is not known yet, where registries are approved",
            stack: [resource("aws-native:ecs:TaskDefinition", "orders", { containerDefinitions: [{ name: "orders", image: unknown }] })],
            settings: { registries: ["604219837745.dkr.ecr.eu-central-1.amazonaws.com"] },
        },
        {
            name: "an App Runner service that is built from source",
            stack: [
                resource("aws:apprunner/service:Service", "orders", {
                    sourceConfiguration: {
                        codeRepository: { repositoryUrl: "https://github.com/shop/orders", sourceCodeVersion: { type: "BRANCH", value: "main" } },
                    },
                }),
            ],
        },
    ],
    fail: [
        {
            name: "a component that was not looked into",
            stack: [opaque("awsx:ecs:FargateService", "web", { taskDefinitionArgs: { container: { image: "nginx:1.27" } } })],
            expect: [{ resource: "web", property: "taskDefinitionArgs.container.image" }],
        },
        {
            name: "nginx",
            stack: [task({ name: "orders", image: "nginx:latest", essential: true })],
            expect: [{ ...first, severity: "high", says: /nginx:latest stands in/ }],
        },
        { name: "tomcat with a version", stack: [task({ image: "tomcat:9-jdk17" })], expect: [first] },
        { name: "the mirror in public ECR", stack: [task({ image: "public.ecr.aws/docker/library/httpd:2.4" })], expect: [first] },
        {
            name: "the ECS sample, whatever its command",
            stack: [task({ image: "httpd:2.4", entryPoint: ["sh", "-c"], command: ["echo hello"] })],
            expect: [first],
        },
        { name: "a bare system that runs nothing", stack: [task({ image: "node:22" })], expect: [first] },
        ...["your-image:1", "<image>", "placeholder-image", "changeme", "change-me", "replaceme", "replace-with-yours", "tbd"].map((image) => ({
            name: `a placeholder in an image's place: ${image}`,
            stack: [task({ image })],
            expect: [first],
        })),
        {
            name: "the essential one of two stock images",
            stack: [task({ image: "busybox", essential: false }, { image: "nginx@sha256:e3b0", essential: true })],
            expect: [{ resource: "orders", property: "containerDefinitions[1].image" }],
        },
        { name: "a stock image beside an agent", stack: [task({ image: "nginx:1.27" }, { image: "public.ecr.aws/datadog/agent:7" })], expect: [first] },
        {
            name: "aws-native's list",
            stack: [resource("aws-native:ecs:TaskDefinition", "orders", { containerDefinitions: [{ name: "orders", image: "nginx" }] })],
            expect: [first],
        },
        {
            name: "App Runner",
            stack: [
                resource("aws:apprunner/service:Service", "orders", {
                    sourceConfiguration: {
                        imageRepository: { imageIdentifier: "public.ecr.aws/aws-containers/hello-app-runner:latest", imageRepositoryType: "ECR_PUBLIC" },
                    },
                }),
            ],
            expect: [{ resource: "orders", property: "sourceConfiguration.imageRepository.imageIdentifier" }],
        },
        {
            name: "ECS Express",
            stack: [resource("aws:ecs/expressGatewayService:ExpressGatewayService", "orders", { primaryContainer: { image: "nginx" } })],
            expect: [{ resource: "orders", property: "primaryContainer.image" }],
        },
        {
            name: "another registry than the approved ones",
            stack: [task({ image: own }, { image: "datadog/agent:7" })],
            settings: { registries: ["604219837745.dkr.ecr.eu-central-1.amazonaws.com"] },
            expect: [{ resource: "orders", property: "containerDefinitions[1].image", says: /not approved[^]*use an image from 604219837745/ }],
        },
    ],
});
