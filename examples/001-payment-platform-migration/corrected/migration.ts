import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Database } from "./database";
import type { Network } from "./network";

const TABLES = ["customers", "payments", "refunds"];

interface MigrationArgs {
    suffix: string;
    network: Network;
    database: Database;
    secretArns: { source: string; target: string };
    /** The layer that holds the package pg. */
    pgLayerArn: string;
}

/** DMS copies the tables and then every change to them; a function compares both sides. */
export class Migration extends pulumi.ComponentResource {
    readonly instance: aws.dms.ReplicationInstance;
    readonly task: aws.dms.ReplicationTask;
    readonly validation: aws.lambda.Function;

    constructor(
        name: string,
        { suffix, network, database, secretArns, pgLayerArn }: MigrationArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("payments:index:Migration", name, {}, options);
        const parent = { parent: this };
        const subnetIds = network.privateSubnets.map(({ id }) => id);

        const subnetGroup = new aws.dms.ReplicationSubnetGroup(
            `payments-${suffix}`,
            {
                replicationSubnetGroupId: `payments-${suffix}`,
                replicationSubnetGroupDescription: "Private subnets",
                subnetIds,
            },
            parent,
        );
        this.instance = new aws.dms.ReplicationInstance(
            `payments-${suffix}`,
            {
                replicationInstanceId: `payments-${suffix}`,
                replicationInstanceClass: "dms.t3.medium",
                allocatedStorage: 50,
                publiclyAccessible: false,
                kmsKeyArn: database.key.arn,
                replicationSubnetGroupId: subnetGroup.id,
                vpcSecurityGroupIds: [database.clients.id],
            },
            parent,
        );
        // DMS has users of its own in both databases. The DBAs keep their secrets, with host and port.
        const readsSecrets = (id: string, service: string): aws.iam.Role => {
            const role = new aws.iam.Role(
                `${id}-${suffix}`,
                { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: service }) },
                parent,
            );
            new aws.iam.RolePolicy(
                `${id}-${suffix}`,
                {
                    role: role.id,
                    policy: pulumi.jsonStringify({
                        Version: "2012-10-17",
                        Statement: [
                            {
                                Effect: "Allow",
                                Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
                                Resource: Object.values(secretArns),
                            },
                        ],
                    }),
                },
                parent,
            );
            return role;
        };
        const dmsRole = readsSecrets("dms-secrets", "dms.us-east-1.amazonaws.com");
        const endpoint = (side: "source" | "target", engineName: string): aws.dms.Endpoint =>
            new aws.dms.Endpoint(
                `${side}-${suffix}`,
                {
                    endpointId: `${side}-${suffix}`,
                    endpointType: side,
                    engineName,
                    databaseName: "payments",
                    secretsManagerArn: secretArns[side],
                    secretsManagerAccessRoleArn: dmsRole.arn,
                    sslMode: "require",
                },
                parent,
            );
        const source = endpoint("source", "postgres");
        const target = endpoint("target", "aurora-postgresql");
        this.task = new aws.dms.ReplicationTask(
            `payments-${suffix}`,
            {
                replicationTaskId: `payments-${suffix}`,
                migrationType: "full-load-and-cdc",
                replicationInstanceArn: this.instance.replicationInstanceArn,
                sourceEndpointArn: source.endpointArn,
                targetEndpointArn: target.endpointArn,
                tableMappings: JSON.stringify({
                    rules: [
                        ...TABLES.map((table, i) => ({
                            "rule-type": "selection",
                            "rule-id": String(i + 1),
                            "rule-name": table,
                            "rule-action": "include",
                            "object-locator": { "schema-name": "public", "table-name": table },
                        })),
                        {
                            "rule-type": "transformation",
                            "rule-id": "10",
                            "rule-name": "schema",
                            "rule-action": "rename",
                            "rule-target": "schema",
                            "object-locator": { "schema-name": "public" },
                            value: "payments",
                        },
                    ],
                }),
                replicationTaskSettings: JSON.stringify({ Logging: { EnableLogging: true } }),
            },
            parent,
        );

        const role = readsSecrets("validation", "lambda.amazonaws.com");
        new aws.iam.RolePolicyAttachment(
            `validation-${suffix}`,
            { role: role.name, policyArn: aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole },
            parent,
        );
        const logs = new aws.cloudwatch.LogGroup(`validation-${suffix}`, { retentionInDays: 7 }, parent);
        this.validation = new aws.lambda.Function(
            `validation-${suffix}`,
            {
                runtime: "nodejs24.x",
                handler: "index.handler",
                code: new pulumi.asset.FileArchive("./lambda/validation"),
                layers: [pgLayerArn],
                role: role.arn,
                timeout: 300,
                reservedConcurrentExecutions: 1,
                kmsKeyArn: database.key.arn,
                environment: {
                    variables: {
                        SOURCE_SECRET_ARN: secretArns.source,
                        TARGET_SECRET_ARN: secretArns.target,
                    },
                },
                vpcConfig: { subnetIds, securityGroupIds: [database.clients.id] },
                loggingConfig: { logFormat: "JSON", logGroup: logs.name },
            },
            parent,
        );
        this.registerOutputs();
    }
}
