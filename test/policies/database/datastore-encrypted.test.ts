import { datastoreEncrypted } from "../../../policies/database/datastore-encrypted";
import { policyTests, resource } from "../../harness";

policyTests(datastoreEncrypted, {
    example: {
        bad: `
            new aws.docdb.Cluster("orders", { masterUsername: "app", manageMasterUserPassword: true });`,
        good: `
            new aws.docdb.Cluster("orders", { masterUsername: "app", manageMasterUserPassword: true, storageEncrypted: true });`,
    },
    pass: [
        {
            name: "a cluster restored from a snapshot",
            kind: "lookalike",
            stack: [
                resource("aws:docdb/cluster:Cluster", "orders", { snapshotIdentifier: "orders-final" }),
                resource("aws:neptune/cluster:Cluster", "graph", { snapshotIdentifier: "graph-final" }),
            ],
        },
        {
            name: "a replica of a cluster",
            stack: [resource("aws:neptune/cluster:Cluster", "graph", { replicationSourceIdentifier: "arn:aws:rds:us-east-1:851725499301:cluster:graph" })],
        },
        {
            name: "Valkey, which is encrypted by default",
            stack: [resource("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", { description: "Sessions", engine: "valkey" })],
        },
        {
            name: "a delivery stream that reads another stream",
            stack: [
                resource("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "archive", {
                    destination: "extended_s3",
                    kinesisSourceConfiguration: {
                        kinesisStreamArn: "arn:aws:kinesis:us-east-1:851725499301:stream/orders",
                        roleArn: "arn:aws:iam::851725499301:role/archive",
                    },
                }),
            ],
        },
    ],
    fail: [
        {
            name: "Valkey with its encryption switched off",
            stack: [
                resource("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", {
                    description: "Sessions",
                    engine: "valkey",
                    atRestEncryptionEnabled: false,
                }),
            ],
            expect: [{ resource: "sessions", property: "atRestEncryptionEnabled" }],
        },
    ],
});
