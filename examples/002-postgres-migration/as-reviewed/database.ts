import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

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
        const version = new aws.secretsmanager.SecretVersion(
            `db-admin-${suffix}`,
            {
                secretId: this.secret.id,
                secretString: JSON.stringify({
                    username: "shipping_admin",
                    password: generatePassword(),
                    engine: "postgres",
                    port: 5432,
                }),
            },
            parent,
        );
        const credentials = aws.secretsmanager
            .getSecretVersionOutput({ secretId: version.secretId }, parent)
            .secretString.apply((text) => JSON.parse(text) as { username: string; password: string });

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
                username: credentials.username,
                password: credentials.password,
                dbSubnetGroupName: subnets.name,
                vpcSecurityGroupIds: [group.id],
                storageEncrypted: true,
                kmsKeyId: this.key.arn,
                multiAz: true,
                backupRetentionPeriod: 35,
                skipFinalSnapshot: true,
            },
            parent,
        );
        this.rotation = this.rotate(suffix, network);
        this.registerOutputs();
    }

    private rotate(suffix: string, network: Network): aws.lambda.Function {
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
                code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(ROTATION) }),
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
            { parent: this, dependsOn: [permission] },
        );
        return rotation;
    }
}

function generatePassword(): string {
    // TODO: use a real generator.
    return "ChangeMe123!SecurePassword";
}

const ROTATION = `
const { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } =
    require("@aws-sdk/client-secrets-manager");
const secrets = new SecretsManagerClient({});

exports.handler = async ({ Step, SecretId, ClientRequestToken }) => {
    if (Step === "createSecret") {
        const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }));
        const password = require("crypto").randomBytes(16).toString("hex");
        await secrets.send(
            new PutSecretValueCommand({
                SecretId,
                ClientRequestToken,
                SecretString: JSON.stringify({ ...JSON.parse(SecretString), password }),
                VersionStages: ["AWSPENDING"],
            }),
        );
    }
};
`;
