import type { ClusterArgs as DaxClusterArgs } from "@pulumi/aws/dax/cluster";
import type { ClusterArgs as DocdbClusterArgs } from "@pulumi/aws/docdb/cluster";
import type { FileSystemArgs } from "@pulumi/aws/efs/fileSystem";
import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache/replicationGroup";
import type { FirehoseDeliveryStreamArgs } from "@pulumi/aws/kinesis/firehoseDeliveryStream";
import type { StreamArgs } from "@pulumi/aws/kinesis/stream";
import type { ClusterArgs as NeptuneClusterArgs } from "@pulumi/aws/neptune/cluster";
import type { DomainArgs } from "@pulumi/aws/opensearch/domain";
import type { ClusterArgs as RedshiftClusterArgs } from "@pulumi/aws/redshift/cluster";
import type { WorkspaceArgs } from "@pulumi/aws/workspaces/workspace";

import { isSet, resourcePolicy, resourceType, rule } from "../../kit";

const CLUSTER = "the cluster's storage is not encrypted";

export const datastoreEncrypted = resourcePolicy({
    name: "datastore-encrypted",
    title: "Clusters, caches, file systems, search domains and streams are encrypted at rest",
    severity: "high",
    level: "mandatory",
    stops: "exposed",
    why: "data and backups lie in the clear, and most of these can only be encrypted by making them anew",
    fix: "switch encryption on before the first data arrive",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/documentdb/latest/developerguide/encryption-at-rest.html",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html",
        "https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html",
    ],
    rules: [
        rule({
            type: resourceType<DocdbClusterArgs>("aws:docdb/cluster:Cluster"),
            property: "storageEncrypted",
            must: { is: true },
            absent: "wrong",
            problem: CLUSTER,
            controls: ["DocumentDB.1"],
            // A restored cluster is encrypted as its snapshot is.
            unless: (cluster) => isSet(cluster, "snapshotIdentifier") || isSet(cluster, "restoreToPointInTime"),
        }),
        rule({
            type: resourceType<NeptuneClusterArgs>("aws:neptune/cluster:Cluster"),
            property: "storageEncrypted",
            must: { is: true },
            absent: "wrong",
            problem: CLUSTER,
            controls: ["Neptune.1"],
            unless: (cluster) => isSet(cluster, "snapshotIdentifier") || isSet(cluster, "replicationSourceIdentifier"),
        }),
        rule({
            type: resourceType<RedshiftClusterArgs>("aws:redshift/cluster:Cluster"),
            property: "encrypted",
            must: { is: true },
            absent: "right",
            since: "encrypted by default since January 2025, and in @pulumi/aws since 7.0",
            problem: CLUSTER,
            controls: ["Redshift.10"],
        }),
        rule({
            type: resourceType<ReplicationGroupArgs>("aws:elasticache/replicationGroup:ReplicationGroup"),
            property: "atRestEncryptionEnabled",
            must: { is: true },
            absent: "wrong",
            problem: "the cache's disk, its snapshots included, is not encrypted",
            controls: ["ElastiCache.4"],
            // Valkey is encrypted by default, and a member of a global datastore as its primary group is.
            unless: (group) =>
                (group.engine === "valkey" && group.atRestEncryptionEnabled === undefined) ||
                isSet(group, "globalReplicationGroupId"),
        }),
        rule({
            type: resourceType<FileSystemArgs>("aws:efs/fileSystem:FileSystem"),
            property: "encrypted",
            must: { is: true },
            absent: "wrong",
            problem: "the file system is not encrypted",
            controls: ["EFS.1", "EFS.8"],
        }),
        rule({
            type: resourceType<DomainArgs>("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"),
            property: "encryptAtRest.enabled",
            must: { is: true },
            absent: "wrong",
            problem: "the domain's indices are not encrypted",
            controls: ["Opensearch.1", "ES.1"],
        }),
        rule({
            type: resourceType<DaxClusterArgs>("aws:dax/cluster:Cluster"),
            property: "serverSideEncryption.enabled",
            must: { is: true },
            absent: "wrong",
            problem: "the accelerator's disk is not encrypted",
            controls: ["DynamoDB.3"],
        }),
        rule({
            type: resourceType<StreamArgs>("aws:kinesis/stream:Stream"),
            property: "encryptionType",
            must: { is: "KMS" },
            absent: "wrong",
            problem: "records lie in the stream unencrypted",
            fix: 'set encryptionType to "KMS" and kmsKeyId to "alias/aws/kinesis" or a key of your own',
            controls: ["Kinesis.1"],
        }),
        rule({
            type: resourceType<FirehoseDeliveryStreamArgs>("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"),
            property: "serverSideEncryption.enabled",
            must: { is: true },
            absent: "wrong",
            problem: "records wait in the delivery stream unencrypted",
            controls: ["DataFirehose.1"],
            level: "advisory",
            // Then the records are the other stream's, and encrypted as that is.
            unless: (stream) => isSet(stream, "kinesisSourceConfiguration") || isSet(stream, "mskSourceConfiguration"),
        }),
        ...(["rootVolumeEncryptionEnabled", "userVolumeEncryptionEnabled"] as const).map((property) =>
            rule({
                type: resourceType<WorkspaceArgs>("aws:workspaces/workspace:Workspace"),
                property,
                must: { is: true },
                absent: "wrong",
                problem: "the desktop's volume is not encrypted",
                controls: [property === "userVolumeEncryptionEnabled" ? "WorkSpaces.1" : "WorkSpaces.2"],
                level: "advisory",
            }),
        ),
    ],
});
