import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import type { Network } from "./network";

/** The ledger: MySQL in two zones, its password in Secrets Manager, one key for both. */
export class Database extends pulumi.ComponentResource {
    readonly key: aws.kms.Key;
    readonly secret: aws.secretsmanager.Secret;
    readonly instance: aws.rds.Instance;

    constructor(
        name: string,
        { suffix, network }: { suffix: string; network: Network },
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("payments:index:Database", name, {}, options);
        const parent = { parent: this };

        this.key = new aws.kms.Key(
            `payments-${suffix}`,
            { description: "Payment data", enableKeyRotation: true, deletionWindowInDays: 30 },
            parent,
        );
        const group = new aws.ec2.SecurityGroup(
            `ledger-${suffix}`,
            {
                vpcId: network.vpc.id,
                description: "MySQL, from the functions",
                ingress: [
                    { protocol: "tcp", fromPort: 3306, toPort: 3306, securityGroups: [network.functionGroup.id] },
                ],
            },
            parent,
        );
        const subnets = new aws.rds.SubnetGroup(
            `ledger-${suffix}`,
            { subnetIds: network.privateSubnets.map(({ id }) => id) },
            parent,
        );
        const password = new random.RandomPassword(`ledger-${suffix}`, { length: 32, special: false }, parent);

        this.instance = new aws.rds.Instance(
            `ledger-${suffix}`,
            {
                engine: "mysql",
                engineVersion: "8.4.9",
                instanceClass: "db.r8g.large",
                allocatedStorage: 200,
                storageType: "gp3",
                dbName: "ledger",
                username: "ledger_owner",
                password: password.result,
                dbSubnetGroupName: subnets.name,
                vpcSecurityGroupIds: [group.id],
                storageEncrypted: true,
                kmsKeyId: this.key.arn,
                multiAz: true,
                backupRetentionPeriod: 30,
                deletionProtection: true,
                finalSnapshotIdentifier: `ledger-final-${suffix}`,
                copyTagsToSnapshot: true,
            },
            parent,
        );

        this.secret = new aws.secretsmanager.Secret(
            `ledger-${suffix}`,
            { description: "The ledger's owner", kmsKeyId: this.key.arn },
            parent,
        );
        new aws.secretsmanager.SecretVersion(
            `ledger-${suffix}`,
            {
                secretId: this.secret.id,
                secretString: pulumi.jsonStringify({
                    dbInstanceIdentifier: this.instance.identifier,
                    host: this.instance.address,
                    username: this.instance.username,
                    password: password.result,
                }),
            },
            parent,
        );
        this.registerOutputs();
    }
}
