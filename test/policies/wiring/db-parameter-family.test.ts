import { dbParameterFamily } from "../../../policies/wiring/db-parameter-family";
import { policyTests, ref, resource, unknown, type Row, type TestResource, type Value } from "../../harness";

const group = (family: Value, parameters?: Value): TestResource => resource("aws:rds/parameterGroup:ParameterGroup", "params", { family, parameters });
const clusterGroup = (family: Value, parameters?: Value): TestResource =>
    resource("aws:rds/clusterParameterGroup:ClusterParameterGroup", "params", { family, parameters });
const instance = (engine: Value, engineVersion: Value, more: object = {}): TestResource =>
    resource("aws:rds/instance:Instance", "db", { instanceClass: "db.m7g.large", engine, engineVersion, parameterGroupName: ref("params"), ...more });
const cluster = (engine: Value, engineVersion: Value, more: object = {}): TestResource =>
    resource("aws:rds/cluster:Cluster", "db", { engine, engineVersion, dbClusterParameterGroupName: ref("params"), ...more });
const member = (name: string): TestResource =>
    resource("aws:rds/clusterInstance:ClusterInstance", name, {
        ...{ clusterIdentifier: ref("db"), instanceClass: "db.r7g.large", engine: "aurora-postgresql", engineVersion: "16.4" },
        dbParameterGroupName: ref("params"),
    });
const options = (engineName: Value, majorEngineVersion: Value): TestResource =>
    resource("aws:rds/optionGroup:OptionGroup", "options", { engineName, majorEngineVersion });
const cache = (engine: Value, engineVersion: Value, parameterGroupName: Value = ref("params")): TestResource =>
    resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", { description: "sessions", engine, engineVersion, parameterGroupName });
const cacheGroup = (family: string): TestResource => resource("aws:elasticache/parameterGroup:ParameterGroup", "params", { family });
/** A database that its group suits. */
const suits = (family: string, engine: string, version: string): Row => ({
    name: `${family} and ${engine} ${version}`,
    stack: [group(family), instance(engine, version)],
});
const wrong = (property: string, says: RegExp, name = "db"): { resource: string; property: string; says: RegExp }[] => [{ resource: name, property, says }];

policyTests(dbParameterFamily, {
    example: {
        bad: `
            const params = new aws.rds.ParameterGroup("params", { family: "postgres16" });
            new aws.rds.Instance("orders", { ...database, engineVersion: "17.6", parameterGroupName: params.name });`,
        good: `
            const params = new aws.rds.ParameterGroup("params", { family: "postgres17" });
            new aws.rds.Instance("orders", { ...database, engineVersion: "17.6", parameterGroupName: params.name });`,
    },
    pass: [
        suits("postgres16", "postgres", "16.4"),
        suits("postgres16", "postgres", "16"),
        suits("mysql8.4", "mysql", "8.4.3"),
        suits("mysql8.0", "mysql", "8"),
        suits("mariadb10.11", "mariadb", "10.11.9"),
        suits("oracle-ee-cdb-19", "oracle-ee-cdb", "19.0.0.0.ru-2025-01.rur-2025-01.r1"),
        suits("sqlserver-se-15.0", "sqlserver-se", "15.00.4345.5.v1"),
        suits("db2-ae-11.5", "db2-ae", "11.5.9.0.sb00000000.r1"),
        { name: "Aurora MySQL", stack: [clusterGroup("aurora-mysql8.0"), cluster("aurora-mysql", "8.0.mysql_aurora.3.08.0")] },
        { name: "Aurora PostgreSQL", stack: [clusterGroup("aurora-postgresql16"), cluster("aurora-postgresql", "16.4-limitless")] },
        { name: "a cluster of PostgreSQL instances", stack: [clusterGroup("postgres16"), cluster("postgres", "16.4")] },
        {
            name: "options",
            stack: [
                options("sqlserver-se", "15.00"),
                instance("sqlserver-se", "15.00.4345.5.v1", { parameterGroupName: undefined, optionGroupName: ref("options") }),
            ],
        },
        { name: "AWS's own options", stack: [instance("mysql", "8.0.40", { parameterGroupName: "default.mysql8.0", optionGroupName: "default:mysql-8-0" })] },
        { name: "a cache of Redis 6", stack: [cacheGroup("redis6.x"), cache("redis", "6.2")] },
        { name: "a cache of Valkey", stack: [cacheGroup("valkey8"), cache("valkey", "8.1")] },
        { name: "AWS's own group for a cluster of Redis", stack: [cache(undefined, "7.1", "default.redis7.cluster.on")] },
        {
            name: "MemoryDB",
            stack: [
                resource("aws:memorydb/parameterGroup:ParameterGroup", "params", { family: "memorydb_valkey7" }),
                resource("aws:memorydb/cluster:Cluster", "db", {
                    aclName: "a",
                    nodeType: "db.r7g.large",
                    engine: "valkey",
                    engineVersion: "7.2",
                    parameterGroupName: ref("params"),
                }),
            ],
        },
        { name: "no version, which AWS chooses", kind: "default", stack: [group("postgres16"), instance("postgres", undefined)] },
        {
            name: "a version that AWS chose long ago",
            stack: [group("postgres17"), { ...instance("postgres", undefined), outputs: { engineVersion: "16.4" } }],
        },
        { name: "a version that is not known yet", stack: [group("postgres16"), instance("postgres", unknown)], undecided: true },
        { name: "a family that is not known yet", stack: [group(unknown), instance("postgres", "16.4")], undecided: true },
        { name: "a group from elsewhere", stack: [instance("postgres", "17.4", { parameterGroupName: "shared-postgres16" })] },
        { name: "a replica", kind: "lookalike", stack: [group("postgres16"), instance("postgres", "15.4", { replicateSourceDb: "orders" })] },
        { name: "a snapshot, which is upgraded", stack: [group("postgres16"), instance("postgres", "15.4", { snapshotIdentifier: "orders-15" })] },
        { name: "a custom engine", stack: [group("oracle-ee-19"), instance("custom-oracle-ee", "19.my_cev1")] },
        {
            name: "static parameters at the next reboot",
            stack: [group("postgres16", [{ name: "rds.logical_replication", value: "1", applyMethod: "pending-reboot" }])],
        },
        {
            name: "dynamic parameters at once",
            stack: [
                group("postgres16", [
                    { name: "work_mem", value: "65536" },
                    { name: "rds.force_ssl", value: "1", applyMethod: "immediate" },
                ]),
            ],
        },
        { name: "binlog_format, which is dynamic but in Aurora", stack: [group("mysql8.0", [{ name: "binlog_format", value: "ROW" }])] },
        { name: "a parameter that is not known yet", stack: [group("postgres16", [{ name: unknown, value: "1" }])], undecided: true },
        {
            name: "DocumentDB's default",
            stack: [
                resource("aws:docdb/clusterParameterGroup:ClusterParameterGroup", "params", {
                    family: "docdb5.0",
                    parameters: [{ name: "tls", value: "enabled" }],
                }),
            ],
        },
    ],
    fail: [
        {
            name: "another major version",
            stack: [group("postgres16"), instance("postgres", "17.6")],
            expect: wrong("parameterGroupName", /its group is of postgres16, and this is postgres 17\.6[^]*make the group for version 17$/m),
        },
        {
            name: "another engine",
            stack: [group("mysql8.0"), instance("mariadb", "10.11.9")],
            expect: wrong("parameterGroupName", /of mysql8\.0, and this is mariadb[^]*make a group for mariadb/),
        },
        {
            name: "another engine, of no version",
            stack: [group("mysql8.0"), instance("postgres", undefined)],
            expect: wrong("parameterGroupName", /and this is postgres$/m),
        },
        {
            name: "another minor version where that counts",
            stack: [group("mysql8.0"), instance("mysql", "8.4.3")],
            expect: wrong("parameterGroupName", /make the group for version 8\.4/),
        },
        {
            name: "AWS's own group",
            stack: [instance("postgres", "17.6", { parameterGroupName: "default.postgres16" })],
            expect: wrong("parameterGroupName", /postgres16/),
        },
        {
            name: "options",
            stack: [options("mysql", "8.0"), instance("mysql", "8.4.3", { parameterGroupName: undefined, optionGroupName: ref("options") })],
            expect: wrong("optionGroupName", /of mysql-8\.0, and this is mysql 8\.4\.3/),
        },
        {
            name: "AWS's own options",
            stack: [instance("mysql", "8.4.3", { parameterGroupName: undefined, optionGroupName: "default:mysql-8-0" })],
            expect: wrong("optionGroupName", /of mysql-8\.0, and this is mysql 8\.4\.3/),
        },
        {
            name: "a minor version that begins another",
            stack: [group("mariadb10.11"), instance("mariadb", "10.1.48")],
            expect: wrong("parameterGroupName", /of mariadb10\.11, and this is mariadb 10\.1\.48/),
        },
        {
            name: "RDS's group for Aurora",
            stack: [clusterGroup("postgres16"), cluster("aurora-postgresql", "16.4")],
            expect: wrong("dbClusterParameterGroupName", /of postgres16, and this is aurora-postgresql 16\.4/),
        },
        {
            name: "a group that two instances have, once",
            once: ["db-2"],
            stack: [
                cluster("aurora-postgresql", "16.4", { dbClusterParameterGroupName: undefined }),
                group("aurora-postgresql15"),
                member("db-1"),
                member("db-2"),
            ],
            expect: wrong("dbParameterGroupName", /aurora-postgresql15/, "db-1"),
        },
        {
            name: "a cache",
            stack: [cacheGroup("redis7"), cache("valkey", "8.0")],
            expect: wrong("parameterGroupName", /redis7, and this is valkey 8\.0/, "cache"),
        },
        {
            name: "a cache of nodes",
            stack: [
                cacheGroup("memcached1.5"),
                resource("aws:elasticache/cluster:Cluster", "cache", {
                    ...{ engine: "memcached", engineVersion: "1.6.22", nodeType: "cache.t4g.small", numCacheNodes: 2 },
                    parameterGroupName: ref("params"),
                }),
            ],
            expect: wrong("parameterGroupName", /memcached1\.5, and this is memcached 1\.6/, "cache"),
        },
        {
            name: "MemoryDB",
            stack: [
                resource("aws:memorydb/parameterGroup:ParameterGroup", "params", { family: "memorydb_redis6" }),
                resource("aws:memorydb/cluster:Cluster", "db", {
                    ...{ aclName: "a", nodeType: "db.r7g.large", engineVersion: "7.1" },
                    parameterGroupName: ref("params"),
                }),
            ],
            expect: wrong("parameterGroupName", /redis6, and this is redis 7\.1/),
        },
        {
            name: "an instance of Neptune",
            stack: [
                resource("aws:neptune/parameterGroup:ParameterGroup", "params", { family: "neptune1.2" }),
                resource("aws:neptune/clusterInstance:ClusterInstance", "db", {
                    ...{ clusterIdentifier: "graph", instanceClass: "db.r6g.large", engineVersion: "1.3.2.1" },
                    neptuneParameterGroupName: ref("params"),
                }),
            ],
            expect: wrong("neptuneParameterGroupName", /neptune1\.2, and this is neptune 1\.3\.2\.1/),
        },
        {
            name: "DocumentDB",
            stack: [
                resource("aws:docdb/clusterParameterGroup:ClusterParameterGroup", "params", { family: "docdb4.0" }),
                resource("aws:docdb/cluster:Cluster", "db", { engineVersion: "5.0.0", dbClusterParameterGroupName: ref("params") }),
            ],
            expect: wrong("dbClusterParameterGroupName", /docdb4\.0, and this is docdb 5\.0\.0/),
        },
        {
            name: "Neptune",
            stack: [
                resource("aws:neptune/clusterParameterGroup:ClusterParameterGroup", "params", { family: "neptune1.2" }),
                resource("aws:neptune/cluster:Cluster", "db", { engineVersion: "1.3.2.1", neptuneClusterParameterGroupName: ref("params") }),
            ],
            expect: wrong("neptuneClusterParameterGroupName", /neptune1\.2, and this is neptune 1\.3\.2\.1/),
        },
        {
            name: "a static parameter, at once by default",
            stack: [
                group("postgres16", [
                    { name: "work_mem", value: "65536" },
                    { name: "rds.logical_replication", value: "1" },
                ]),
            ],
            expect: wrong("parameters[1].applyMethod", /rds\.logical_replication is a static parameter[^]*"pending-reboot"/, "params"),
        },
        {
            name: "a static parameter of Aurora, at once",
            stack: [clusterGroup("aurora-mysql8.0", [{ name: "binlog_format", value: "ROW", applyMethod: "immediate" }])],
            expect: wrong("parameters[0].applyMethod", /binlog_format/, "params"),
        },
        {
            name: "a static parameter of DocumentDB, at once",
            stack: [
                resource("aws:docdb/clusterParameterGroup:ClusterParameterGroup", "params", {
                    family: "docdb5.0",
                    parameters: [{ name: "tls", value: "enabled", applyMethod: "immediate" }],
                }),
            ],
            expect: wrong("parameters[0].applyMethod", /tls/, "params"),
        },
    ],
});
