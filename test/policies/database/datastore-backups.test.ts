import { datastoreBackups } from "../../../policies/database/datastore-backups";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

const stackName = "prod";
const files = resource("aws:efs/fileSystem:FileSystem", "uploads", {});
const policy = (props: Record<string, unknown>): TestResource => resource("aws:efs/backupPolicy:BackupPolicy", "daily", props);
const ENABLED = { backupPolicy: { status: "ENABLED" } };
const expect = [{ resource: "uploads", level: "advisory" as const, says: /aws\.efs\.BackupPolicy/ }];

policyTests(datastoreBackups, {
    example: {
        bad: `
            // The stack's name is prod
            new aws.docdb.Cluster("orders", {
                masterUsername: "orders_admin", manageMasterUserPassword: true, storageEncrypted: true, deletionProtection: true,
            });`,
        good: `
            new aws.docdb.Cluster("orders", {
                masterUsername: "orders_admin", manageMasterUserPassword: true, storageEncrypted: true, deletionProtection: true,
                backupRetentionPeriod: 7,
            });`,
    },
    pass: [
        { name: "not production", kind: "lookalike", stack: [resource("aws:docdb/cluster:Cluster", "orders", {}), files] },
        {
            name: "the tier is set",
            settings: { tier: "nonproduction" },
            stackName,
            stack: [resource("aws:docdb/cluster:Cluster", "orders", {}), files],
        },
        { name: "Memcached", stackName, stack: [resource("aws:elasticache/cluster:Cluster", "pages", { engine: "memcached" })] },
        {
            name: "a replica of a group",
            stackName,
            stack: [resource("aws:elasticache/cluster:Cluster", "replica", { replicationGroupId: "sessions" })],
        },
        { name: "a file system with a policy (EFS.2, EFS.7)", stackName, stack: [files, policy({ fileSystemId: ref("uploads"), ...ENABLED })] },
        {
            name: "a file system in a backup plan (EFS.2)",
            stackName,
            stack: [files, resource("aws:backup/selection:Selection", "nightly", { resources: [ref("uploads")] })],
            undecided: false,
        },
        { name: "a policy of a file system not known yet", stackName, stack: [files, policy({ fileSystemId: unknown, ...ENABLED })], undecided: true },
        {
            name: "a status not known yet",
            stackName,
            stack: [files, policy({ fileSystemId: ref("uploads"), backupPolicy: { status: unknown } })],
            undecided: true,
        },
        {
            name: "a backup plan that selects by tag",
            stackName,
            stack: [files, resource("aws:backup/selection:Selection", "nightly", { selectionTags: [{ key: "b", type: "STRINGEQUALS", value: "y" }] })],
            undecided: true,
        },
    ],
    fail: [
        { name: "a file system without a policy (EFS.2, EFS.7)", stackName, stack: [files], expect },
        {
            name: "a policy that is switched off (EFS.7)",
            stackName,
            stack: [files, policy({ fileSystemId: ref("uploads"), backupPolicy: { status: "DISABLED" } })],
            expect,
        },
        {
            name: "a Redis node of its own (ElastiCache.1)",
            stackName,
            stack: [resource("aws:elasticache/cluster:Cluster", "sessions", { engine: "redis" })],
            expect: [{ resource: "sessions", property: "snapshotRetentionLimit", level: "advisory" }],
        },
    ],
});
