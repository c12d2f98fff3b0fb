import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Database } from "./database";
import type { Network } from "./network";

const TABLES = ["customers", "payments", "refunds"];

/** DMS copies the tables and then every change to them; a function compares both sides. */
export class Migration extends pulumi.ComponentResource {
    readonly instance: aws.dms.ReplicationInstance;
    readonly task: aws.dms.ReplicationTask;
    readonly validation: aws.lambda.Function;

    constructor(
        name: string,
        { suffix, network, database }: { suffix: string; network: Network; database: Database },
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
        const source = new aws.dms.Endpoint(
            `source-${suffix}`,
            {
                endpointId: `source-${suffix}`,
                endpointType: "source",
                engineName: "postgres",
                serverName: "source-db.example.com",
                port: 5432,
                databaseName: "payments",
                username: "dms_reader",
                password: "SourcePassword123!",
                sslMode: "require",
            },
            parent,
        );
        const target = new aws.dms.Endpoint(
            `target-${suffix}`,
            {
                endpointId: `target-${suffix}`,
                endpointType: "target",
                engineName: "aurora-postgresql",
                serverName: database.cluster.endpoint,
                port: 5432,
                databaseName: "payments",
                username: "payments_owner",
                password: "ChangeMe123!",
                sslMode: "require",
            },
            parent,
        );
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

        const role = new aws.iam.Role(
            `validation-${suffix}`,
            { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }) },
            parent,
        );
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
                role: role.arn,
                timeout: 300,
                reservedConcurrentExecutions: 1,
                kmsKeyArn: database.key.arn,
                environment: {
                    variables: {
                        SOURCE_HOST: "source-db.example.com",
                        SOURCE_PASSWORD: "SourcePassword123!",
                        TARGET_HOST: database.cluster.endpoint,
                        TARGET_PASSWORD: "ChangeMe123!",
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
