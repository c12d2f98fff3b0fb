import type { VaultArgs } from "@pulumi/aws/backup/vault";
import type { SnapshotCopyArgs } from "@pulumi/aws/rds/snapshotCopy";
import type { BucketArgs } from "@pulumi/aws/s3/bucket";
import type { BucketServerSideEncryptionConfigurationArgs } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration";

import { isSet, resourceType, rule, stackPolicy } from "../../kit";
import {
    DATABASES,
    DmsReplicationInstance,
    DocdbCluster,
    DynamodbTable,
    EfsFileSystem,
    isGlobalMember,
    isReplica,
    isRestore,
    LogGroup,
    MskCluster,
    NeptuneCluster,
    RedshiftCluster,
    ReplicationGroup,
    SearchDomain,
    Secret,
} from "../../kit/aws";

const Bucket = resourceType<BucketArgs>("aws:s3/bucket:Bucket");
const BucketEncryption = resourceType<BucketServerSideEncryptionConfigurationArgs>(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
);

const OWN = {
    must: { given: true },
    absent: "wrong",
    problem: "it is encrypted with a key that AWS keeps, which nobody here can restrict, rotate or share",
} as const;

export const cmkForCardholderData = stackPolicy({
    name: "cmk-for-cardholder-data",
    title: "Cardholder data is encrypted with a key of one's own",
    severity: "medium",
    level: "disabled",
    why: "whoever may read the data may decrypt it too, and a snapshot under an AWS key cannot go to another account",
    fix: "set the KMS key to the ARN of a key of your own, whose policy names who may decrypt",
    frameworks: { "PCI DSS": ["3.6.1 (partly)", "3.7.1 (partly)"] },
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/share-encrypted-snapshot.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
    ],
    rules: [
        ...DATABASES.map((type) =>
            rule({
                ...OWN,
                type,
                property: "kmsKeyId",
                unless: (database) => isReplica(database) || isRestore(database),
            }),
        ),
        rule({
            ...OWN,
            type: resourceType<SnapshotCopyArgs>("aws:rds/snapshotCopy:SnapshotCopy"),
            property: "kmsKeyId",
            controls: ["RDS.4 (partly)"],
        }),
        rule({
            ...OWN,
            type: resourceType<VaultArgs>("aws:backup/vault:Vault"),
            property: "kmsKeyArn",
            controls: ["Backup.1 (partly)"],
        }),
        rule({
            ...OWN,
            type: DocdbCluster,
            property: "kmsKeyId",
            unless: (cluster) => isSet(cluster, "snapshotIdentifier"),
        }),
        rule({
            ...OWN,
            type: NeptuneCluster,
            property: "kmsKeyArn",
            unless: (cluster) => isSet(cluster, "snapshotIdentifier") || isSet(cluster, "replicationSourceIdentifier"),
        }),
        rule({ ...OWN, type: RedshiftCluster, property: "kmsKeyId" }),
        rule({ ...OWN, type: ReplicationGroup, property: "kmsKeyId", unless: isGlobalMember }),
        rule({ ...OWN, type: SearchDomain, property: "encryptAtRest.kmsKeyId" }),
        rule({ ...OWN, type: MskCluster, property: "encryptionInfo.encryptionAtRestKmsKeyArn" }),
        rule({ ...OWN, type: DynamodbTable, property: "serverSideEncryption.kmsKeyArn" }),
        rule({ ...OWN, type: EfsFileSystem, property: "kmsKeyId" }),
        rule({ ...OWN, type: Secret, property: "kmsKeyId" }),
        rule({ ...OWN, type: LogGroup, property: "kmsKeyId" }),
        rule({ ...OWN, type: DmsReplicationInstance, property: "kmsKeyArn" }),
        rule({
            ...OWN,
            type: BucketEncryption,
            property: "rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId",
            controls: ["S3.17"],
        }),
    ],
    types: [Bucket],
    check(bucket, { resource, stack, report, undecided }) {
        const { resources, possible } = stack.referrers(resource, BucketEncryption, "bucket", Bucket);
        if (isSet(bucket, "serverSideEncryptionConfiguration") || resources.length > 0) {
            return;
        }
        if (possible.length > 0) {
            undecided("serverSideEncryptionConfiguration");
        } else {
            report(undefined, OWN.problem, {
                fix: "add an aws.s3.BucketServerSideEncryptionConfiguration with the ARN of a key of your own",
            });
        }
    },
});
