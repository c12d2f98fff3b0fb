import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Database } from "./database";
import type { Network } from "./network";

interface MigrationArgs {
    suffix: string;
    network: Network;
    database: Database;
    /** The secret of DMS's user in the old database, with host and port. */
    sourceSecretArn: string;
}

/** DMS copies the shipments, and then every change to them. */
export class Migration extends pulumi.ComponentResource {
    readonly instance: aws.dms.ReplicationInstance;
    readonly task: aws.dms.ReplicationTask;

    constructor(
        name: string,
        { suffix, network, database, sourceSecretArn }: MigrationArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("shipping:index:Migration", name, {}, options);
        const parent = { parent: this };

        const vpcRole = new aws.iam.Role(
            `dms-vpc-${suffix}`,
            {
                name: `dms-vpc-${suffix}`,
                assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "dms.amazonaws.com" }),
            },
            parent,
        );
        const vpcPolicy = new aws.iam.RolePolicyAttachment(
            `dms-vpc-${suffix}`,
            { role: vpcRole.name, policyArn: aws.iam.ManagedPolicy.AmazonDMSVPCManagementRole },
            parent,
        );
        const secretRole = new aws.iam.Role(
            `dms-secrets-${suffix}`,
            { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "dms.us-east-1.amazonaws.com" }) },
            parent,
        );
        new aws.iam.RolePolicy(
            `dms-secrets-${suffix}`,
            {
                role: secretRole.id,
                policy: pulumi.jsonStringify({
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
                            Resource: [sourceSecretArn, database.secret.arn],
                        },
                        { Effect: "Allow", Action: "kms:Decrypt", Resource: database.key.arn },
                    ],
                }),
            },
            parent,
        );

        const subnetGroup = new aws.dms.ReplicationSubnetGroup(
            `dms-${suffix}`,
            {
                replicationSubnetGroupId: `dms-${suffix}`,
                replicationSubnetGroupDescription: "Private subnets",
                subnetIds: network.privateSubnetIds,
            },
            { parent: this, dependsOn: [vpcPolicy] },
        );
        this.instance = new aws.dms.ReplicationInstance(
            `dms-${suffix}`,
            {
                replicationInstanceId: `dms-${suffix}`,
                replicationInstanceClass: "dms.t3.medium",
                allocatedStorage: 50,
                multiAz: false,
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
                databaseName: "shipping",
                secretsManagerArn: sourceSecretArn,
                secretsManagerAccessRoleArn: secretRole.arn,
                sslMode: "require",
            },
            parent,
        );
        const target = new aws.dms.Endpoint(
            `target-${suffix}`,
            {
                endpointId: `target-${suffix}`,
                endpointType: "target",
                engineName: "postgres",
                databaseName: "shipping",
                secretsManagerArn: database.secret.arn,
                secretsManagerAccessRoleArn: secretRole.arn,
                sslMode: "require",
            },
            parent,
        );
        this.task = new aws.dms.ReplicationTask(
            `shipping-${suffix}`,
            {
                replicationTaskId: `shipping-${suffix}`,
                migrationType: "full-load-and-cdc",
                replicationInstanceArn: this.instance.replicationInstanceArn,
                sourceEndpointArn: source.endpointArn,
                targetEndpointArn: target.endpointArn,
                tableMappings: JSON.stringify({
                    rules: [
                        {
                            "rule-type": "selection",
                            "rule-id": "1",
                            "rule-name": "shipments",
                            "rule-action": "include",
                            "object-locator": { "schema-name": "shipping", "table-name": "shipment%" },
                        },
                        {
                            "rule-type": "transformation",
                            "rule-id": "2",
                            "rule-name": "schema",
                            "rule-action": "rename",
                            "rule-target": "schema",
                            "object-locator": { "schema-name": "shipping" },
                            value: "public",
                        },
                    ],
                }),
                replicationTaskSettings: JSON.stringify({ Logging: { EnableLogging: true } }),
            },
            parent,
        );
        this.registerOutputs();
    }
}
