/** The types of data stores beside RDS that more than one policy speaks of, and which of them are copies of another. */
import type { ClusterArgs as DocdbClusterArgs } from "@pulumi/aws/docdb/cluster";
import type { TableArgs } from "@pulumi/aws/dynamodb/table";
import type { FileSystemArgs } from "@pulumi/aws/efs/fileSystem";
import type { ClusterArgs as CacheClusterArgs } from "@pulumi/aws/elasticache/cluster";
import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache/replicationGroup";
import type { ClusterArgs as MemoryDbClusterArgs } from "@pulumi/aws/memorydb/cluster";
import type { BrokerArgs } from "@pulumi/aws/mq/broker";
import type { ClusterArgs as MskClusterArgs } from "@pulumi/aws/msk/cluster";
import type { ConnectorArgs } from "@pulumi/aws/mskconnect/connector";
import type { ClusterArgs as NeptuneClusterArgs } from "@pulumi/aws/neptune/cluster";
import type { DomainArgs } from "@pulumi/aws/opensearch/domain";
import type { ClusterArgs as RedshiftClusterArgs } from "@pulumi/aws/redshift/cluster";
import type { NamespaceArgs } from "@pulumi/aws/redshiftserverless/namespace";
import type { WorkgroupArgs } from "@pulumi/aws/redshiftserverless/workgroup";

import { type Plain, resourceType } from "../resource";
import { isSet } from "../unknown";

/** A node of its own, without replicas; a member of a replication group has `replicationGroupId`. */
export const CacheCluster = resourceType<CacheClusterArgs>("aws:elasticache/cluster:Cluster");
export const DocdbCluster = resourceType<DocdbClusterArgs>("aws:docdb/cluster:Cluster");
export const DynamodbTable = resourceType<TableArgs>("aws:dynamodb/table:Table");
export const EfsFileSystem = resourceType<FileSystemArgs>("aws:efs/fileSystem:FileSystem");
export const MemoryDbCluster = resourceType<MemoryDbClusterArgs>("aws:memorydb/cluster:Cluster");
export const MqBroker = resourceType<BrokerArgs>("aws:mq/broker:Broker");
export const MskCluster = resourceType<MskClusterArgs>("aws:msk/cluster:Cluster");
export const MskConnector = resourceType<ConnectorArgs>("aws:mskconnect/connector:Connector");
export const NeptuneCluster = resourceType<NeptuneClusterArgs>("aws:neptune/cluster:Cluster");
export const RedshiftCluster = resourceType<RedshiftClusterArgs>("aws:redshift/cluster:Cluster");
export const RedshiftNamespace = resourceType<NamespaceArgs>("aws:redshiftserverless/namespace:Namespace");
export const RedshiftWorkgroup = resourceType<WorkgroupArgs>("aws:redshiftserverless/workgroup:Workgroup");
export const ReplicationGroup = resourceType<ReplicationGroupArgs>("aws:elasticache/replicationGroup:ReplicationGroup");
/** OpenSearch Service, under both of its names. */
export const SearchDomain = resourceType<DomainArgs>("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain");

/** True for a member of a global datastore, which takes engine, encryption and data from the primary group. */
export function isGlobalMember(group: Plain<ReplicationGroupArgs>): boolean {
    return isSet(group, "globalReplicationGroupId");
}

/** True for a cache of Memcached, which has neither backups nor users. */
export function isMemcached(cache: Plain<CacheClusterArgs>): boolean {
    return cache.engine === "memcached";
}

/** True for a node that is a replica of a replication group: the group has the setting. */
export function isGroupMember(cache: Plain<CacheClusterArgs>): boolean {
    return isSet(cache, "replicationGroupId");
}

/** True for a secondary cluster of a global database, which can be made again from its primary. */
export function isGlobalSecondary(cluster: Plain<DocdbClusterArgs | NeptuneClusterArgs>): boolean {
    return isSet(cluster, "globalClusterIdentifier") && !isSet(cluster as Plain<DocdbClusterArgs>, "masterUsername");
}
