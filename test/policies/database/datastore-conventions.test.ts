import { datastoreConventions } from "../../../policies/database/datastore-conventions";
import { policyTests, resource } from "../../harness";

policyTests(datastoreConventions, {
    base: { "aws:rds/cluster:Cluster": { engine: "aurora-mysql" } },
    example: {
        bad: `
            new aws.kinesis.Stream("orders", { shardCount: 1, encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" });`,
        good: `
            new aws.kinesis.Stream("orders", { shardCount: 1, encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis", retentionPeriod: 168 });`,
    },
    pass: [
        {
            name: "Aurora PostgreSQL, which cannot be turned back",
            kind: "lookalike",
            stack: [resource("aws:rds/cluster:Cluster", "orders", { engine: "aurora-postgresql", port: 6432 })],
        },
        {
            name: "a member of a global database",
            stack: [resource("aws:rds/cluster:Cluster", "orders", { engine: "aurora-mysql", port: 6432, globalClusterIdentifier: "orders" })],
        },
        { name: "a replica of a group", stack: [resource("aws:elasticache/cluster:Cluster", "replica", { replicationGroupId: "sessions" })] },
    ],
    fail: [],
});
