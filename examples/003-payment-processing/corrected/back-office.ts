import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Network } from "./network";

interface BackOfficeArgs {
    suffix: string;
    network: Network;
    image: string;
}

/**
 * The back office's web application. The review asked for App Runner, which takes no new customers any more: ECS
 * Express Mode is what AWS offers in its place, a container with its load balancer from one resource.
 */
export class BackOffice extends pulumi.ComponentResource {
    readonly service: aws.ecs.ExpressGatewayService;

    constructor(
        name: string,
        { suffix, network, image }: BackOfficeArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("payments:index:BackOffice", name, {}, options);

        const role = (purpose: string, Service: string, managedPolicy: string): aws.iam.Role => {
            const made = new aws.iam.Role(
                `back-office-${purpose}-${suffix}`,
                { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service }) },
                { parent: this },
            );
            new aws.iam.RolePolicyAttachment(
                `back-office-${purpose}-${suffix}`,
                { role: made.name, policyArn: `arn:aws:iam::aws:policy/service-role/${managedPolicy}` },
                { parent: this },
            );
            return made;
        };
        const execution = role("execution", "ecs-tasks.amazonaws.com", "AmazonECSTaskExecutionRolePolicy");
        const infrastructure = role(
            "infrastructure",
            "ecs.amazonaws.com",
            "AmazonECSInfrastructureRoleforExpressGatewayServices",
        );
        this.service = new aws.ecs.ExpressGatewayService(
            `back-office-${suffix}`,
            {
                serviceName: `back-office-${suffix}`,
                executionRoleArn: execution.arn,
                infrastructureRoleArn: infrastructure.arn,
                primaryContainer: { image, containerPort: 8080 },
                healthCheckPath: "/health",
                cpu: "512",
                memory: "1024",
                networkConfigurations: [
                    {
                        subnets: network.privateSubnets.map(({ id }) => id),
                        securityGroups: [network.functionGroup.id],
                    },
                ],
            },
            { parent: this },
        );
        this.registerOutputs();
    }
}
