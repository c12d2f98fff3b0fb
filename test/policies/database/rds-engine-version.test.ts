import { rdsEngineVersion } from "../../../policies/database/rds-engine-version";
import { opaque, policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const instance = (engine: string | undefined, engineVersion?: Value, more: Record<string, unknown> = {}): TestResource =>
    resource("aws:rds/instance:Instance", "orders", {
        ...(engine === undefined ? {} : { engine }),
        ...(engineVersion === undefined ? {} : { engineVersion }),
        ...more,
    });
const cluster = (engine: string, engineVersion?: Value, more: Record<string, unknown> = {}): TestResource =>
    resource("aws:rds/cluster:Cluster", "orders", { engine, ...(engineVersion === undefined ? {} : { engineVersion }), ...more });
const member = (engineVersion: Value): TestResource =>
    resource("aws:rds/clusterInstance:ClusterInstance", "member", {
        ...{ clusterIdentifier: ref("orders"), engine: "aurora-postgresql", engineVersion },
    });
const property = "engineVersion";

policyTests(rdsEngineVersion, {
    example: {
        bad: `
            new aws.rds.Cluster("payments", { engine: "aurora-postgresql", engineVersion: "15.3", storageEncrypted: true });`,
        good: `
            new aws.rds.Cluster("payments", { engine: "aurora-postgresql", engineVersion: "15.19", storageEncrypted: true });`,
    },
    pass: [
        { name: "a version that can be created", stack: [instance("postgres", "16.15")] },
        { name: "a bare major", stack: [instance("postgres", "16")] },
        { name: "a bare major of MySQL", stack: [instance("mysql", "8.0")] },
        { name: "Aurora MySQL", stack: [cluster("aurora-mysql", "8.0.mysql_aurora.3.10.0")] },
        { name: "the beginning of an Aurora MySQL version", stack: [cluster("aurora-mysql", "8.0.mysql_aurora.3")] },
        { name: "a version newer than all known ones", kind: "lookalike", stack: [instance("postgres", "16.99")] },
        { name: "a major newer than all known ones", stack: [instance("postgres", "21.1")] },
        { name: "no version", kind: "default", stack: [instance("postgres", undefined)] },
        {
            name: "an argument of a component whose database is in the stack",
            stack: [
                resource("acme:index:Database", "component", { engine: "postgres", engineVersion: "9.6.1" }),
                { ...instance("postgres", "16.9"), parent: "component" },
            ],
            undecided: false,
        },
        { name: "a version that is not known yet", stack: [instance("postgres", unknown)], undecided: true },
        { name: "an engine that is not known yet", stack: [instance(unknown, "9.6.1")], undecided: true },
        { name: "a version that the provider computes", stack: [{ ...instance("postgres"), computed: ["engineVersion"] }] },
        {
            name: "a version that only the database has, and the program does not say",
            kind: "lookalike",
            stack: [{ ...instance("postgres"), outputs: { engineVersion: "13.4" } }],
        },
        { name: "an engine whose retirements are not tracked", stack: [instance("mariadb", "10.2.21")] },
        { name: "an engine that is not known", stack: [instance("oracle-ee", "12.1.0.2.v1")] },
        { name: "a spelling of its own", stack: [instance("postgres", "15.9-R1")] },
        { name: "a replica", stack: [instance(undefined, "13.4", { engine: "postgres", replicateSourceDb: "old" })] },
        { name: "a restore", stack: [instance("postgres", "13.4", { snapshotIdentifier: "old" })] },
        { name: "another kind of cluster without an allowlist", stack: [resource("aws:docdb/cluster:Cluster", "docs", { engineVersion: "3.6" })] },
        { name: "approved, although AWS has retired it", settings: { approved: { postgres: ["16.4"] } }, stack: [instance("postgres", "16.4")] },
        { name: "approved by major", settings: { approved: { postgres: ["15", "16.x"] } }, stack: [instance("postgres", "16.15")] },
        { name: "approved by range", settings: { approved: { postgres: [">=15.8 <17"] } }, stack: [instance("postgres", "16.15")] },
        { name: "an allowlist of another engine", settings: { approved: { mysql: ["8.4.9"] } }, stack: [instance("postgres", "16.15")] },
        { name: "pinned", settings: { pinned: true }, stack: [instance("postgres", "16.15")] },
        {
            name: "pinned: a replica, a restore and a member say none",
            settings: { pinned: true },
            stack: [
                cluster("aurora-postgresql", "16.15"),
                resource("aws:rds/clusterInstance:ClusterInstance", "a", { clusterIdentifier: ref("orders"), engine: "aurora-postgresql" }),
                resource("aws:rds/instance:Instance", "replica", { replicateSourceDb: unknown }),
                resource("aws:rds/instance:Instance", "restored", { engine: "postgres", snapshotIdentifier: "s" }),
                { ...cluster("aurora-mysql", undefined, { snapshotIdentifier: "s" }), name: "restored-cluster" },
                { ...cluster("aurora-mysql", undefined, { globalClusterIdentifier: "world" }), name: "second-region" },
            ],
        },
        { name: "pinned: not known yet", settings: { pinned: true }, stack: [instance("postgres", unknown)] },
        { name: "a number where a text belongs", stack: [instance("postgres", 13)] },
        {
            name: "a component that calls something else an engine or a version",
            stack: [
                opaque("acme:index:Database", "a", { engine: "postgres", engineVersion: 9 }),
                opaque("acme:index:Database", "b", { engine: { family: "postgres" }, engineVersion: "9.6.1" }),
            ],
        },
    ],
    fail: [
        {
            name: "the argument of a component that was not looked into",
            stack: [opaque("acme:index:Database", "db", { engine: "postgres", engineVersion: "9.6.1" })],
            expect: [{ resource: "db", property: "engineVersion" }],
        },
        {
            name: "a version that AWS has retired",
            stack: [cluster("aurora-postgresql", "15.3")],
            expect: [
                {
                    resource: "orders",
                    property,
                    severity: "high",
                    says: /no longer lets anyone create aurora-postgresql 15\.3[^]*set engineVersion to "15\.19"/,
                },
            ],
        },
        {
            name: "a version that AWS never offered",
            stack: [cluster("aurora-postgresql", "15.1")],
            expect: [{ resource: "orders", property, says: /does not offer/ }],
        },
        {
            name: "a major that AWS has retired",
            stack: [instance("postgres", "10")],
            expect: [{ resource: "orders", property, says: /set engineVersion to "18\.6"/ }],
        },
        { name: "MySQL 5.6", stack: [instance("mysql", "5.6.51")], expect: [{ resource: "orders", property }] },
        { name: "Aurora MySQL", stack: [cluster("aurora-mysql", "8.0.mysql_aurora.3.05.2")], expect: [{ resource: "orders", property }] },
        { name: "in capitals", stack: [instance("Postgres", "13.4")], expect: [{ resource: "orders", property }] },
        {
            name: "once for a cluster and its members",
            stack: [cluster("aurora-postgresql", "15.3"), member("15.3")],
            expect: [{ resource: "orders", property }],
        },
        {
            name: "a member with a version of its own",
            stack: [cluster("aurora-postgresql", "15.19"), member("15.3")],
            expect: [{ resource: "member", property }],
        },
        {
            name: "once for a global cluster and its first cluster",
            stack: [
                resource("aws:rds/globalCluster:GlobalCluster", "world", { engine: "aurora-postgresql", engineVersion: "15.3" }),
                cluster("aurora-postgresql", "15.3", { globalClusterIdentifier: ref("world") }),
            ],
            expect: [{ resource: "world", property }],
        },
        {
            name: "outside the allowlist",
            settings: { approved: { postgres: ["16.4", ">=17.6"] } },
            stack: [instance("postgres", "16.15")],
            expect: [{ resource: "orders", property, says: /not one of the approved versions[^]*16\.4, >=17\.6/ }],
        },
        {
            name: "outside the allowlist: DocumentDB, a cache and DMS",
            settings: { approved: { docdb: ["5.0.0"], redis: ["7"], dms: ["3.6"] } },
            stack: [
                resource("aws:docdb/cluster:Cluster", "docs", { engineVersion: "3.6" }),
                resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", { engine: "redis", engineVersion: "6.2" }),
                resource("aws:dms/replicationInstance:ReplicationInstance", "dms", { engineVersion: "3.5.4" }),
            ],
            expect: ["docs", "cache", "dms"].map((name) => ({ resource: name, property })),
        },
        {
            name: "pinned, and none given",
            settings: { pinned: true },
            stack: [{ ...instance("postgres"), computed: ["engineVersion"] }],
            expect: [{ resource: "orders", property }],
        },
        {
            name: "pinned, and a cluster gives none",
            settings: { pinned: true },
            stack: [cluster("aurora-postgresql")],
            expect: [{ resource: "orders", property, says: /AWS chooses one/ }],
        },
        {
            name: "pinned, and only the database has one",
            settings: { pinned: true },
            stack: [{ ...instance("postgres"), outputs: { engineVersion: "16.15" } }],
            expect: [{ resource: "orders", property }],
        },
        {
            name: "an unknown beside it hides nothing",
            stack: [instance("postgres", "13.4"), resource("aws:rds/instance:Instance", "other", { engine: unknown, engineVersion: unknown })],
            expect: [{ resource: "orders", property }],
        },
    ],
});
