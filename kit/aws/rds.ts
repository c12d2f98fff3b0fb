/** Reading RDS databases: instances and clusters, and which of them are copies of another. */
import type { ClusterArgs } from "@pulumi/aws/rds/cluster";
import type { InstanceArgs } from "@pulumi/aws/rds/instance";

import type { Plain, ResourceType } from "../resource";
import { RdsCluster, RdsInstance } from "./types";
import { isSet } from "../unknown";

export type DatabaseArgs = InstanceArgs | ClusterArgs;

/** What holds data: instances, and clusters (whose instances hold none of their own). */
export const DATABASES: ResourceType<DatabaseArgs>[] = [RdsInstance, RdsCluster];

/** True for a replica of another database: it takes version, encryption, credentials and data from there. */
export function isReplica(database: Plain<DatabaseArgs>): boolean {
    return (
        isSet(database as Plain<InstanceArgs>, "replicateSourceDb") ||
        isSet(database as Plain<ClusterArgs>, "replicationSourceIdentifier")
    );
}

/** True for a database that is restored from a snapshot or from a point in time of another. */
export function isRestore(database: Plain<DatabaseArgs>): boolean {
    return isSet(database, "snapshotIdentifier") || isSet(database, "restoreToPointInTime");
}
