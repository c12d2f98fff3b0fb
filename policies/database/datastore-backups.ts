import type { ElasticClusterArgs } from "@pulumi/aws/docdb/elasticCluster";
import type { BackupPolicyArgs } from "@pulumi/aws/efs/backupPolicy";
import type { OntapFileSystemArgs } from "@pulumi/aws/fsx/ontapFileSystem";
import type { OpenZfsFileSystemArgs } from "@pulumi/aws/fsx/openZfsFileSystem";
import type { WindowsFileSystemArgs } from "@pulumi/aws/fsx/windowsFileSystem";

import { resourceType, rule, stackPolicy, type ResourceType } from "../../kit";
import {
    CacheCluster,
    DocdbCluster,
    EfsFileSystem,
    isBackedUp,
    isGlobalMember,
    isGroupMember,
    MemoryDbCluster,
    NeptuneCluster,
    RedshiftCluster,
    ReplicationGroup,
} from "../../kit/aws";

const BackupPolicy = resourceType<BackupPolicyArgs>("aws:efs/backupPolicy:BackupPolicy");
const FSX: ResourceType<WindowsFileSystemArgs | OntapFileSystemArgs | OpenZfsFileSystemArgs>[] = [
    resourceType<WindowsFileSystemArgs>("aws:fsx/windowsFileSystem:WindowsFileSystem"),
    resourceType<OntapFileSystemArgs>("aws:fsx/ontapFileSystem:OntapFileSystem"),
    resourceType<OpenZfsFileSystemArgs>("aws:fsx/openZfsFileSystem:OpenZfsFileSystem"),
];

/** A week is what RDS databases have to keep too. */
const WEEK = { must: { atLeast: 7 }, absent: "wrong", tier: "production", since: "kept for one day" } as const;
const DAY = { must: { atLeast: 1 }, absent: "wrong", tier: "production" } as const;
const CACHE = {
    ...DAY,
    property: "snapshotRetentionLimit",
    problem: "this production cache has no snapshots, so what only it holds is lost with it",
    fix: "set snapshotRetentionLimit to 1 or more, or waive it where everything can be computed again",
    controls: ["ElastiCache.1"],
    level: "advisory",
} as const;

const SHORT = "backups of this production cluster are kept for less than a week";

export const datastoreBackups = stackPolicy({
    name: "datastore-backups",
    title: "Production data outside RDS is backed up too",
    severity: "high",
    level: "mandatory",
    stops: "lost",
    why: "what a wrong release or a deletion destroys is gone, or gone by the time that somebody notices",
    fix: "keep backups for 7 days or more",
    frameworks: { "NIST 800-53": ["CP-9", "CP-10"] },
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/documentdb/latest/developerguide/backup_restore.html",
        "https://docs.aws.amazon.com/neptune/latest/userguide/backup-restore.html",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html",
        "https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html",
    ],
    tiered: true,
    rules: [
        rule({
            ...WEEK,
            type: DocdbCluster,
            property: "backupRetentionPeriod",
            problem: SHORT,
            controls: ["DocumentDB.2"],
        }),
        rule({
            ...WEEK,
            type: resourceType<ElasticClusterArgs>("aws:docdb/elasticCluster:ElasticCluster"),
            property: "backupRetentionPeriod",
            problem: SHORT,
        }),
        rule({
            ...WEEK,
            type: NeptuneCluster,
            property: "backupRetentionPeriod",
            problem: SHORT,
            controls: ["Neptune.5"],
        }),
        rule({
            ...WEEK,
            type: RedshiftCluster,
            property: "automatedSnapshotRetentionPeriod",
            problem: SHORT,
            controls: ["Redshift.3"],
        }),
        rule({
            ...DAY,
            type: MemoryDbCluster,
            property: "snapshotRetentionLimit",
            problem: "this production cluster has no snapshots",
            fix: "set snapshotRetentionLimit to 7 or more",
        }),
        rule({ ...CACHE, type: ReplicationGroup, unless: isGlobalMember }),
        rule({
            ...CACHE,
            type: CacheCluster,
            unless: (cache) => isGroupMember(cache) || cache.engine === "memcached",
        }),
        ...FSX.map((type) =>
            rule({
                ...DAY,
                type,
                property: "automaticBackupRetentionDays",
                absent: "right",
                problem: "0 switches the backups of this production file system off",
            }),
        ),
    ],
    controls: ["EFS.2 (partly)", "EFS.7"],
    types: [EfsFileSystem],
    check(_props, { resource, stack, tier, report, undecided }) {
        if (tier !== "production") {
            return;
        }
        const policies = stack.referrers(resource, BackupPolicy, "fileSystemId", EfsFileSystem);
        const [policy] = policies.resources;
        if (policy?.props.backupPolicy?.status === "ENABLED") {
            return;
        }
        const backedUp = isBackedUp(resource, EfsFileSystem, "elasticfilesystem", stack);
        if (backedUp === "maybe" || (!policy && policies.possible.length > 0)) {
            undecided("backupPolicy");
        } else if (backedUp === "no") {
            // A plan that stands elsewhere may select the file system by a tag.
            report(undefined, "no backup policy and no backup plan of this stack covers this production file system", {
                fix: 'add an aws.efs.BackupPolicy with fileSystemId of it and backupPolicy { status: "ENABLED" }',
                level: "advisory",
            });
        }
    },
});
