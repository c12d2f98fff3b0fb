import { operatingSystemSupport } from "../../../policies/compute/operating-system-support";
import { opaque, policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const nodes = (amiType: Value): TestResource => resource("aws:eks/nodeGroup:NodeGroup", "nodes", { clusterName: "shop", amiType });
const task = (image: string): TestResource =>
    resource("aws:ecs/taskDefinition:TaskDefinition", "job", { containerDefinitions: JSON.stringify([{ name: "job", image, command: ["run"] }]) });
const at = (name: string, property: string): { resource: string; property: string } => ({ resource: name, property });
const of = (type: string, props: Value): TestResource => resource(`aws:${type}` as never, "x", props as never);

const program = (amiType: string): string => `
            const config = new pulumi.Config();
            new aws.eks.NodeGroup("nodes", {
                clusterName: "shop", nodeRoleArn: config.require("roleArn"), subnetIds: [config.require("subnetA"), config.require("subnetB")],
                scalingConfig: { minSize: 2, maxSize: 4, desiredSize: 2 }, amiType: "${amiType}",
            });`;

policyTests(operatingSystemSupport, {
    example: { bad: program("AL2_x86_64"), good: program("AL2023_x86_64_STANDARD") },
    pass: [
        { name: "Amazon Linux 2023", stack: [nodes("AL2023_x86_64_STANDARD")], undecided: false },
        { name: "nothing said", kind: "default", stack: [nodes(undefined)] },
        { name: "not known yet", stack: [nodes(unknown)], undecided: true },
        { name: "Bottlerocket", stack: [nodes("BOTTLEROCKET_x86_64")] },
        {
            name: "an AMI by its id, which says nothing",
            kind: "lookalike",
            stack: [of("ec2/launchTemplate:LaunchTemplate", { imageId: "ami-0a1b2c3d4e5f60718" })],
        },
        {
            name: "CodeBuild's image of Amazon Linux 2023, whose old name says 2",
            stack: [of("codebuild/project:Project", { environment: { image: "aws/codebuild/amazonlinux2-x86_64-standard:5.0" } })],
        },
        { name: "a container of Amazon Linux 2023", stack: [task("public.ecr.aws/amazonlinux/amazonlinux:2023")] },
        { name: "181 days before the end", today: "2025-12-31", stack: [nodes("AL2_x86_64")] },
        { name: "fewer days", settings: { days: 10 }, today: "2026-06-01", stack: [nodes("AL2_x86_64")] },
    ],
    fail: [
        {
            name: "nodes",
            stack: [nodes("AL2_ARM_64")],
            expect: [{ ...at("nodes", "amiType"), severity: "high", says: /Amazon Linux 2 ended on 2026-06-30[^]*2023/ }],
        },
        {
            name: "nodes, in 180 days",
            today: "2026-01-01",
            stack: [nodes("AL2_x86_64_GPU")],
            expect: [{ ...at("nodes", "amiType"), severity: "low", says: /ends on/ }],
        },
        {
            name: "on the day",
            today: "2026-06-30",
            stack: [nodes("AL2_x86_64")],
            expect: [{ ...at("nodes", "amiType"), severity: "high", says: /ended on/ }],
        },
        { name: "a container", stack: [task("amazonlinux:2")], expect: [at("job", "containerDefinitions[0].image")] },
        {
            name: "a container of a component",
            stack: [opaque("awsx:ecs:FargateService", "job", { taskDefinitionArgs: { container: { image: "amazonlinux:2" } } })],
            expect: [at("job", "taskDefinitionArgs.container.image")],
        },
        {
            name: "a template by a public parameter",
            stack: [of("ec2/launchTemplate:LaunchTemplate", { imageId: "resolve:ssm:/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2" })],
            expect: [at("x", "imageId")],
        },
        {
            name: "a second image of a Batch environment",
            stack: [
                of("batch/computeEnvironment:ComputeEnvironment", {
                    computeResources: { ec2Configurations: [{ imageType: "ECS_AL2023" }, { imageType: "ECS_AL2_NVIDIA" }] },
                }),
            ],
            expect: [at("x", "computeResources.ec2Configurations[1].imageType")],
        },
        {
            name: "Elastic Beanstalk",
            stack: [of("elasticbeanstalk/environment:Environment", { solutionStackName: "64bit Amazon Linux 2 v5.9.0 running Node.js 18" })],
            expect: [at("x", "solutionStackName")],
        },
        {
            name: "Elastic Beanstalk on the first Amazon Linux",
            stack: [of("elasticbeanstalk/environment:Environment", { solutionStackName: "64bit Amazon Linux 2018.03 v4.17.0 running Node.js" })],
            expect: [{ ...at("x", "solutionStackName"), says: /the first/ }],
        },
        {
            name: "a template of Elastic Beanstalk",
            stack: [
                of("elasticbeanstalk/configurationTemplate:ConfigurationTemplate", { solutionStackName: "64bit Amazon Linux 2 v5.9.0 running Node.js 18" }),
            ],
            expect: [at("x", "solutionStackName")],
        },
        {
            name: "an environment of Cloud9",
            stack: [of("cloud9/environmentEC2:EnvironmentEC2", { imageId: "amazonlinux-2-x86_64" })],
            expect: [at("x", "imageId")],
        },
        {
            name: "a notebook",
            stack: [of("sagemaker/notebookInstance:NotebookInstance", { platformIdentifier: "notebook-al2-v2" })],
            expect: [at("x", "platformIdentifier")],
        },
        {
            name: "a build",
            stack: [of("codebuild/project:Project", { environment: { image: "aws/codebuild/amazonlinux2-x86_64-standard:4.0" } })],
            expect: [at("x", "environment.image")],
        },
    ],
});
