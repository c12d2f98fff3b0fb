import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Network } from "./network";

/** The payment platform on Fargate, behind a load balancer. */
export class Application extends pulumi.ComponentResource {
    readonly balancer: aws.lb.LoadBalancer;
    readonly targets: aws.lb.TargetGroup;
    readonly service: aws.ecs.Service;

    constructor(
        name: string,
        { suffix, network, image }: { suffix: string; network: Network; image: string },
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("payments:index:Application", name, {}, options);
        const parent = { parent: this };

        const balancerGroup = network.group(`alb-${suffix}`, [
            { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] },
        ]);
        const taskGroup = network.group(`task-${suffix}`, [
            { protocol: "tcp", fromPort: 8080, toPort: 8080, securityGroups: [balancerGroup.id] },
        ]);
        this.balancer = new aws.lb.LoadBalancer(
            `payments-${suffix}`,
            { securityGroups: [balancerGroup.id], subnets: network.publicSubnets.map(({ id }) => id) },
            parent,
        );
        this.targets = new aws.lb.TargetGroup(
            `payments-${suffix}`,
            {
                port: 8080,
                protocol: "HTTP",
                targetType: "ip",
                vpcId: network.vpc.id,
                healthCheck: { path: "/health" },
            },
            parent,
        );
        const listener = new aws.lb.Listener(
            `http-${suffix}`,
            {
                loadBalancerArn: this.balancer.arn,
                port: 80,
                protocol: "HTTP",
                defaultActions: [{ type: "forward", targetGroupArn: this.targets.arn }],
            },
            parent,
        );

        const logs = new aws.cloudwatch.LogGroup(`payments-${suffix}`, { retentionInDays: 7 }, parent);
        const role = new aws.iam.Role(
            `task-execution-${suffix}`,
            { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" }) },
            parent,
        );
        new aws.iam.RolePolicyAttachment(
            `task-execution-${suffix}`,
            { role: role.name, policyArn: aws.iam.ManagedPolicy.AmazonECSTaskExecutionRolePolicy },
            parent,
        );
        const task = new aws.ecs.TaskDefinition(
            `payments-${suffix}`,
            {
                family: `payments-${suffix}`,
                requiresCompatibilities: ["FARGATE"],
                networkMode: "awsvpc",
                cpu: "512",
                memory: "1024",
                executionRoleArn: role.arn,
                containerDefinitions: pulumi.jsonStringify([
                    {
                        name: "payments",
                        image,
                        portMappings: [{ containerPort: 8080 }],
                        logConfiguration: {
                            logDriver: "awslogs",
                            options: {
                                "awslogs-group": logs.name,
                                "awslogs-region": "us-east-1",
                                "awslogs-stream-prefix": "payments",
                            },
                        },
                    },
                ]),
            },
            parent,
        );
        const cluster = new aws.ecs.Cluster(`payments-${suffix}`, {}, parent);
        this.service = new aws.ecs.Service(
            `payments-${suffix}`,
            {
                cluster: cluster.arn,
                taskDefinition: task.arn,
                desiredCount: 1,
                launchType: "FARGATE",
                networkConfiguration: {
                    subnets: network.privateSubnets.map(({ id }) => id),
                    securityGroups: [taskGroup.id],
                },
                loadBalancers: [{ targetGroupArn: this.targets.arn, containerName: "payments", containerPort: 8080 }],
            },
            { parent: this, dependsOn: [listener] },
        );
        this.registerOutputs();
    }
}
