import { appRunnerPresent } from "../../../policies/resilience/app-runner-present";
import { policyTests, resource, unknown } from "../../harness";

const expect = [{ resource: "stack", severity: "medium" }];

policyTests(appRunnerPresent, {
    example: {
        given: `
            const infrastructure = role;`,
        bad: `new aws.lambda.Function("status-page", { runtime: "nodejs22.x", handler: "index.handler", role: role.arn, code });`,
        good: `
            new aws.ecs.ExpressGatewayService("status-page", {
                executionRoleArn: role.arn, infrastructureRoleArn: infrastructure.arn,
                primaryContainer: { image: pulumi.interpolate\`\${repository.repositoryUrl}:1.4.2\`, containerPort: 8080 },
            });`,
    },
    pass: [
        { name: "App Runner", stack: [resource("aws:apprunner/service:Service", "status")], kind: "default" },
        { name: "ECS Express", stack: [resource("aws:ecs/expressGatewayService:ExpressGatewayService", "status")] },
        { name: "Cloud Control", stack: [resource("aws:cloudcontrol/resource:Resource", "status", { typeName: "AWS::AppRunner::Service" })] },
        { name: "a template that is not known yet", stack: [resource("aws:cloudformation/stack:Stack", "status", { templateBody: unknown })], undecided: true },
        { name: "evidence of one's own", stack: [resource("gcp:cloudrun/service:Service", "status")], settings: { evidence: ["gcp:cloudrun/*"] } },
    ],
    fail: [
        { name: "nothing", stack: [resource("aws:lambda/function:Function", "status")], expect },
        {
            name: "an ordinary ECS service, or a connector without a service",
            stack: [resource("aws:ecs/service:Service", "status"), resource("aws:apprunner/vpcConnector:VpcConnector", "connector")],
            expect,
            kind: "lookalike",
        },
    ],
});
