import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Database } from "./database";
import type { Network } from "./network";

/** Gives the ledger a new password every 30 days. */
export class Rotation extends pulumi.ComponentResource {
    readonly function: aws.lambda.Function;

    constructor(
        name: string,
        { suffix, database, network }: { suffix: string; database: Database; network: Network },
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("payments:index:Rotation", name, {}, options);
        const parent = { parent: this };

        const role = new aws.iam.Role(
            `rotation-${suffix}`,
            { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }) },
            parent,
        );
        new aws.iam.RolePolicyAttachment(
            `rotation-vpc-${suffix}`,
            { role: role.name, policyArn: aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole },
            parent,
        );
        new aws.iam.RolePolicy(
            `rotation-${suffix}`,
            {
                role: role.id,
                policy: pulumi.jsonStringify({
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Action: [
                                "secretsmanager:DescribeSecret",
                                "secretsmanager:GetSecretValue",
                                "secretsmanager:PutSecretValue",
                                "secretsmanager:UpdateSecretVersionStage",
                            ],
                            Resource: database.secret.arn,
                        },
                        { Effect: "Allow", Action: "secretsmanager:GetRandomPassword", Resource: "*" },
                        {
                            Effect: "Allow",
                            Action: ["rds:ModifyDBInstance", "rds:DescribeDBInstances"],
                            Resource: database.instance.arn,
                        },
                        { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: database.key.arn },
                    ],
                }),
            },
            parent,
        );
        const logs = new aws.cloudwatch.LogGroup(`rotation-${suffix}`, { retentionInDays: 365 }, parent);
        this.function = new aws.lambda.Function(
            `rotation-${suffix}`,
            {
                runtime: "nodejs24.x",
                handler: "index.handler",
                code: new pulumi.asset.FileArchive("./functions/rotation"),
                role: role.arn,
                timeout: 60,
                reservedConcurrentExecutions: 1,
                vpcConfig: {
                    subnetIds: network.privateSubnets.map(({ id }) => id),
                    securityGroupIds: [network.functionGroup.id],
                },
                loggingConfig: { logFormat: "JSON", logGroup: logs.name },
            },
            parent,
        );
        const permission = new aws.lambda.Permission(
            `rotation-${suffix}`,
            {
                function: this.function.name,
                action: "lambda:InvokeFunction",
                principal: "secretsmanager.amazonaws.com",
                sourceArn: database.secret.arn,
            },
            parent,
        );
        new aws.secretsmanager.SecretRotation(
            `ledger-${suffix}`,
            {
                secretId: database.secret.id,
                rotationLambdaArn: this.function.arn,
                rotationRules: { automaticallyAfterDays: 30 },
            },
            { parent: this, dependsOn: [permission, database.secretVersion] },
        );
        this.registerOutputs();
    }
}
