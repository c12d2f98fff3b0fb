import type { LustreFileSystemArgs } from "@pulumi/aws/fsx/lustreFileSystem";
import type { OpenZfsFileSystemArgs } from "@pulumi/aws/fsx/openZfsFileSystem";
import type { StreamArgs } from "@pulumi/aws/kinesis/stream";

import { isSet, resourcePolicy, resourceType, rule } from "../../kit";
import {
    CacheCluster,
    isGroupMember,
    isReplica,
    isRestore,
    RdsCluster,
    RdsInstance,
    ReplicationGroup,
} from "../../kit/aws";

/** The ports on which engines listen where nobody says another: MySQL, PostgreSQL, Oracle, SQL Server. */
const PORT = {
    property: "port",
    must: { noneOf: [3306, 5432, 1521, 1433] },
    absent: "wrong",
    problem: "the database listens on its engine's usual port",
    fix: "set port to another",
    controls: ["RDS.23"],
} as const;
const TAGS = { must: { is: true }, absent: "wrong", fix: "switch the copying of tags on" } as const;
const GROUP = {
    property: "subnetGroupName",
    must: { noneOf: ["default"] },
    absent: "wrong",
    problem: "the default group holds all subnets of the default VPC, which are public",
    fix: "set subnetGroupName to an aws.elasticache.SubnetGroup of private subnets",
    controls: ["ElastiCache.7"],
} as const;

export const datastoreConventions = resourcePolicy({
    name: "datastore-conventions",
    title: "Data stores follow the conventions that Security Hub asks for",
    severity: "low",
    level: "disabled",
    why: "an audit by AWS Security Hub lists what deviates",
    fix: "follow the convention, or waive it",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/fsx-controls.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/kinesis-controls.html",
    ],
    rules: [
        rule({ ...PORT, type: RdsInstance, unless: isReplica }),
        rule({ ...PORT, type: RdsCluster, unless: isReplica }),
        rule({
            type: RdsCluster,
            property: "backtrackWindow",
            must: { atLeast: 1 },
            absent: "wrong",
            problem: "the cluster cannot be turned back by minutes after a wrong statement",
            fix: "set backtrackWindow to the seconds to keep, such as 86400",
            controls: ["RDS.14"],
            // Aurora MySQL alone has it, and neither a copy nor a member of a global database can.
            unless: (cluster) =>
                cluster.engine !== "aurora-mysql" ||
                isReplica(cluster) ||
                isRestore(cluster) ||
                isSet(cluster, "globalClusterIdentifier"),
        }),
        rule({ ...GROUP, type: ReplicationGroup }),
        rule({ ...GROUP, type: CacheCluster, unless: isGroupMember }),
        rule({
            type: resourceType<StreamArgs>("aws:kinesis/stream:Stream"),
            property: "retentionPeriod",
            must: { atLeast: 168 },
            absent: "wrong",
            since: "kept for 24 hours",
            problem: "records are gone before a consumer that failed over a weekend is mended",
            fix: "set retentionPeriod to 168 or more",
            controls: ["Kinesis.3"],
        }),
        ...(["copyTagsToBackups", "copyTagsToVolumes"] as const).map((property) =>
            rule({
                ...TAGS,
                type: resourceType<OpenZfsFileSystemArgs>("aws:fsx/openZfsFileSystem:OpenZfsFileSystem"),
                property,
                problem: "what is made of the file system has no tags, so nobody finds whose it is",
                controls: ["FSx.1"],
            }),
        ),
        rule({
            ...TAGS,
            type: resourceType<LustreFileSystemArgs>("aws:fsx/lustreFileSystem:LustreFileSystem"),
            property: "copyTagsToBackups",
            problem: "its backups have no tags, so nobody finds whose they are",
            controls: ["FSx.2"],
        }),
    ],
});
