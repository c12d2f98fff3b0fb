import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Database } from "./database";
import type { Network } from "./network";

interface PaymentFunctionArgs {
    suffix: string;
    network: Network;
    database: Database;
    runtime: string;
    folder: string;
}

/** A function in the private subnets that may read the ledger's secret. */
export class PaymentFunction extends pulumi.ComponentResource {
    readonly function: aws.lambda.Function;

    constructor(
        name: string,
        { suffix, network, database, runtime, folder }: PaymentFunctionArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("payments:index:PaymentFunction", name, {}, options);
        const parent = { parent: this };

        const role = new aws.iam.Role(
            `${name}-${suffix}`,
            { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }) },
            parent,
        );
        new aws.iam.RolePolicyAttachment(
            `${name}-vpc-${suffix}`,
            { role: role.name, policyArn: aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole },
            parent,
        );
        new aws.iam.RolePolicy(
            `${name}-${suffix}`,
            {
                role: role.id,
                policy: pulumi.jsonStringify({
                    Version: "2012-10-17",
                    Statement: [
                        { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: database.secret.arn },
                        { Effect: "Allow", Action: "kms:Decrypt", Resource: database.key.arn },
                    ],
                }),
            },
            parent,
        );
        const logs = new aws.cloudwatch.LogGroup(`${name}-${suffix}`, { retentionInDays: 365 }, parent);
        this.function = new aws.lambda.Function(
            `${name}-${suffix}`,
            {
                runtime,
                handler: "index.handler",
                code: new pulumi.asset.FileArchive(folder),
                role: role.arn,
                timeout: 30,
                memorySize: 512,
                environment: { variables: { DB_SECRET_ARN: database.secret.arn } },
                vpcConfig: {
                    subnetIds: network.privateSubnets.map(({ id }) => id),
                    securityGroupIds: [network.functionGroup.id],
                },
                loggingConfig: { logFormat: "JSON", logGroup: logs.name },
            },
            parent,
        );
        this.registerOutputs();
    }
}
