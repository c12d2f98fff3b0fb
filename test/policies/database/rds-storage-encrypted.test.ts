import { rdsStorageEncrypted } from "../../../policies/database/rds-storage-encrypted";
import { policyTests, ref, resource, secret, unknown } from "../../harness";

const instance = (props: Record<string, unknown>): ReturnType<typeof resource> =>
    resource("aws:rds/instance:Instance", "orders", { engine: "postgres", ...props });
const cluster = (props: Record<string, unknown>): ReturnType<typeof resource> =>
    resource("aws:rds/cluster:Cluster", "orders", { engine: "postgres", ...props });
const expect = [{ resource: "orders", property: "storageEncrypted" }];

policyTests(rdsStorageEncrypted, {
    example: {
        bad: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r6g.large", allocatedStorage: 200,
                manageMasterUserPassword: true, username: "orders_admin",
            });`,
        good: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r6g.large", allocatedStorage: 200,
                manageMasterUserPassword: true, username: "orders_admin",
                storageEncrypted: true, kmsKeyId: key.arn,
            });`,
    },
    pass: [
        { name: "an encrypted instance", stack: [instance({ storageEncrypted: true })] },
        { name: "an encrypted cluster", stack: [cluster({ storageEncrypted: true, kmsKeyId: unknown })] },
        { name: "not known yet", stack: [instance({ storageEncrypted: unknown })], undecided: true },
        { name: "Aurora, which AWS encrypts", stack: [cluster({ engine: "aurora-postgresql" })] },
        { name: "Aurora with the provider's default", kind: "default", stack: [cluster({ engine: "aurora-mysql", storageEncrypted: false })] },
        { name: "an engine not known yet", stack: [cluster({ engine: unknown })], undecided: true },
        {
            name: "a replica",
            kind: "lookalike",
            stack: [
                resource("aws:rds/instance:Instance", "primary", { engine: "postgres", storageEncrypted: true }),
                instance({ replicateSourceDb: ref("primary") }),
            ],
        },
        { name: "a replica cluster", stack: [cluster({ replicationSourceIdentifier: "arn:aws:rds:us-east-1:604219837745:cluster:main" })] },
        { name: "restored from a snapshot", stack: [instance({ snapshotIdentifier: "orders-2026-11-01" })] },
        { name: "restored to a point in time", stack: [cluster({ restoreToPointInTime: { sourceClusterIdentifier: unknown } })] },
        { name: "a member of a cluster", stack: [resource("aws:rds/clusterInstance:ClusterInstance", "member", { engine: "aurora-postgresql" })] },
    ],
    fail: [
        { name: "an instance (RDS.3)", stack: [instance({})], expect },
        { name: "a cluster (RDS.27)", stack: [cluster({ engineMode: "provisioned" })], expect },
        { name: "the provider's default", kind: "default", stack: [instance({ storageEncrypted: false })], expect },
        { name: "a key alone", stack: [instance({ kmsKeyId: unknown })], expect },
    ],
    remediate: [
        {
            name: "switches encryption on, and keeps secrets and unknowns as they are",
            stack: [instance({ password: secret("x"), kmsKeyId: unknown })],
            expect: { engine: "postgres", password: secret("x"), kmsKeyId: unknown, storageEncrypted: true },
        },
        { name: "replaces the default", stack: [cluster({ storageEncrypted: false })], expect: { engine: "postgres", storageEncrypted: true } },
        { name: "leaves Aurora alone", stack: [cluster({ engine: "aurora-mysql" })], expect: { engine: "aurora-mysql" } },
        { name: "leaves an unknown alone", stack: [instance({ storageEncrypted: unknown })], expect: { engine: "postgres", storageEncrypted: unknown } },
        {
            name: "leaves a replica alone",
            stack: [instance({ replicateSourceDb: "orders-primary" })],
            expect: { engine: "postgres", replicateSourceDb: "orders-primary" },
        },
    ],
});
