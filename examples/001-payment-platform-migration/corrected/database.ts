import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Network } from "./network";

/** Aurora PostgreSQL, as small as a pull request's environment needs it, and as easily deleted. */
export class Database extends pulumi.ComponentResource {
    readonly key: aws.kms.Key;
    readonly cluster: aws.rds.Cluster;
    /** What may connect. */
    readonly clients: aws.ec2.SecurityGroup;

    constructor(
        name: string,
        { suffix, network }: { suffix: string; network: Network },
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("payments:index:Database", name, {}, options);
        const parent = { parent: this };

        this.key = new aws.kms.Key(
            `payments-${suffix}`,
            { description: "Payment data", enableKeyRotation: true, deletionWindowInDays: 7 },
            parent,
        );
        this.clients = network.group(`db-clients-${suffix}`);
        const group = network.group(`db-${suffix}`, [
            { protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: [this.clients.id] },
        ]);
        const subnets = new aws.rds.SubnetGroup(
            `payments-${suffix}`,
            { subnetIds: network.privateSubnets.map(({ id }) => id) },
            parent,
        );
        this.cluster = new aws.rds.Cluster(
            `payments-${suffix}`,
            {
                engine: aws.rds.EngineType.AuroraPostgresql,
                engineVersion: "16.13",
                databaseName: "payments",
                masterUsername: "payments_owner",
                manageMasterUserPassword: true,
                masterUserSecretKmsKeyId: this.key.arn,
                dbSubnetGroupName: subnets.name,
                vpcSecurityGroupIds: [group.id],
                storageEncrypted: true,
                kmsKeyId: this.key.arn,
                backupRetentionPeriod: 1,
                skipFinalSnapshot: true,
            },
            parent,
        );
        new aws.rds.ClusterInstance(
            `payments-0-${suffix}`,
            {
                clusterIdentifier: this.cluster.id,
                engine: aws.rds.EngineType.AuroraPostgresql,
                instanceClass: "db.t4g.medium",
            },
            parent,
        );
        this.registerOutputs();
    }
}
