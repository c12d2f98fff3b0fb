import { cmkForCardholderData } from "../../../policies/database/cmk-for-cardholder-data";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

const bucket = resource("aws:s3/bucket:Bucket", "receipts", {});
const encryption = (name: string): TestResource =>
    resource("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "own", {
        bucket: name,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:aws:kms:us-east-1:604219837745:key/1" } }],
    });

policyTests(cmkForCardholderData, {
    example: {
        bad: `
            new aws.secretsmanager.Secret("acquirer", { name: "acquirer" });`,
        good: `
            const key = new aws.kms.Key("payments", { description: "Payments", enableKeyRotation: true });
            new aws.secretsmanager.Secret("acquirer", { name: "acquirer", kmsKeyId: key.arn });`,
    },
    pass: [
        {
            name: "databases restored from a snapshot",
            kind: "lookalike",
            stack: [
                resource("aws:rds/instance:Instance", "orders", { snapshotIdentifier: "orders-final" }),
                resource("aws:docdb/cluster:Cluster", "receipts", { snapshotIdentifier: "receipts-final" }),
                resource("aws:neptune/cluster:Cluster", "graph", { snapshotIdentifier: "graph-final" }),
            ],
        },
        {
            name: "replicas",
            stack: [
                resource("aws:rds/instance:Instance", "orders", { replicateSourceDb: "main" }),
                resource("aws:neptune/cluster:Cluster", "graph", { replicationSourceIdentifier: "arn:aws:rds:us-east-1:604219837745:cluster:graph" }),
            ],
        },
        { name: "a bucket with a key (S3.17)", stack: [bucket, encryption(ref("receipts"))] },
        { name: "a bucket not known yet", stack: [bucket, encryption(unknown)], undecided: true },
        {
            name: "an aws-native bucket, which has its encryption in itself",
            stack: [
                resource("aws-native:s3:Bucket", "receipts", {
                    bucketEncryption: {
                        serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "key" } }],
                    },
                }),
            ],
        },
        { name: "a bucket that says so itself", stack: [resource("aws:s3/bucket:Bucket", "receipts", { serverSideEncryptionConfiguration: unknown })] },
    ],
    fail: [
        { name: "a bucket without a key (S3.17)", stack: [bucket], expect: [{ resource: "receipts", says: /add an aws\.s3\.BucketServerSide/ }] },
        {
            name: "a bucket with S3's key (S3.17)",
            stack: [
                bucket,
                resource("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "own", {
                    bucket: ref("receipts"),
                    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
                }),
            ],
            expect: [{ resource: "own", property: "rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId" }],
        },
        {
            name: "a table with DynamoDB's key",
            stack: [resource("aws:dynamodb/table:Table", "orders", { serverSideEncryption: { enabled: true } })],
            expect: [{ resource: "orders", property: "serverSideEncryption.kmsKeyArn" }],
        },
    ],
});
