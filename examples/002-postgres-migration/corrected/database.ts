import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import type { Network } from "./network";

/** PostgreSQL, its administrator's secret, and the function that rotates it. */
export class Database extends pulumi.ComponentResource {
    readonly key: aws.kms.Key;
    readonly secret: aws.secretsmanager.Secret;
    readonly instance: aws.rds.Instance;
    readonly rotation: aws.lambda.Function;
    /** What may connect. */
    readonly clients: aws.ec2.SecurityGroup;

    constructor(
        name: string,
        { suffix, network }: { suffix: string; network: Network },
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("shipping:index:Database", name, {}, options);
        const parent = { parent: this };

        this.key = new aws.kms.Key(
            `shipping-${suffix}`,
            { description: "Shipping data", enableKeyRotation: true },
            parent,
        );
        this.secret = new aws.secretsmanager.Secret(`db-admin-${suffix}`, { kmsKeyId: this.key.arn }, parent);
        const password = new random.RandomPassword(`db-admin-${suffix}`, { length: 32, special: false }, parent);

        this.clients = network.group(`db-clients-${suffix}`);
        const group = network.group(`db-${suffix}`, [
            { protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: [this.clients.id] },
        ]);
        const subnets = new aws.rds.SubnetGroup(`db-${suffix}`, { subnetIds: network.privateSubnetIds }, parent);
        this.instance = new aws.rds.Instance(
            `shipping-${suffix}`,
            {
                engine: "postgres",
                engineVersion: "16.14",
                instanceClass: "db.t4g.medium",
                allocatedStorage: 100,
                storageType: "gp3",
                dbName: "shipping",
                username: "shipping_admin",
                password: password.result,
                dbSubnetGroupName: subnets.name,
                vpcSecurityGroupIds: [group.id],
                storageEncrypted: true,
                kmsKeyId: this.key.arn,
                multiAz: false,
                backupRetentionPeriod: 1,
                skipFinalSnapshot: true,
            },
            parent,
        );
        const version = new aws.secretsmanager.SecretVersion(
            `db-admin-${suffix}`,
            {
                secretId: this.secret.id,
                secretString: pulumi.jsonStringify({
                    dbInstanceIdentifier: this.instance.identifier,
                    host: this.instance.address,
                    port: this.instance.port,
                    username: this.instance.username,
                    password: password.result,
                }),
            },
            parent,
        );
        this.rotation = this.rotate(suffix, network, version);
        this.registerOutputs();
    }

    private rotate(suffix: string, network: Network, version: pulumi.Resource): aws.lambda.Function {
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
                            Resource: this.secret.arn,
                        },
                        { Effect: "Allow", Action: "secretsmanager:GetRandomPassword", Resource: "*" },
                        {
                            Effect: "Allow",
                            Action: ["rds:ModifyDBInstance", "rds:DescribeDBInstances"],
                            Resource: this.instance.arn,
                        },
                        { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: this.key.arn },
                    ],
                }),
            },
            parent,
        );
        const logs = new aws.cloudwatch.LogGroup(`rotation-${suffix}`, { retentionInDays: 14 }, parent);
        const rotation = new aws.lambda.Function(
            `rotation-${suffix}`,
            {
                runtime: "nodejs24.x",
                handler: "index.handler",
                code: new pulumi.asset.FileArchive("./functions/rotation"),
                role: role.arn,
                timeout: 60,
                reservedConcurrentExecutions: 1,
                vpcConfig: { subnetIds: network.privateSubnetIds, securityGroupIds: [this.clients.id] },
                loggingConfig: { logFormat: "JSON", logGroup: logs.name },
            },
            parent,
        );
        const permission = new aws.lambda.Permission(
            `rotation-${suffix}`,
            {
                function: rotation.name,
                action: "lambda:InvokeFunction",
                principal: "secretsmanager.amazonaws.com",
                sourceArn: this.secret.arn,
            },
            parent,
        );
        new aws.secretsmanager.SecretRotation(
            `db-admin-${suffix}`,
            {
                secretId: this.secret.id,
                rotationLambdaArn: rotation.arn,
                rotationRules: { automaticallyAfterDays: 30 },
            },
            { parent: this, dependsOn: [permission, version] },
        );
        return rotation;
    }
}
