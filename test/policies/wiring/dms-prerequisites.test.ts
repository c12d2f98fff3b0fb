import { dmsPrerequisites } from "../../../policies/wiring/dms-prerequisites";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const endpoint = (more: object = {}): TestResource =>
    resource("aws:dms/endpoint:Endpoint", "source", { endpointId: "source", endpointType: "source", engineName: "postgres", serverName: ref("db"), ...more });
const task = (migrationType: Value = "full-load-and-cdc", replicationTaskSettings?: Value): TestResource =>
    resource("aws:dms/replicationTask:ReplicationTask", "orders", {
        ...{ migrationType, replicationTaskSettings, replicationInstanceArn: "i", replicationTaskId: "orders", tableMappings: "{}" },
        ...{ sourceEndpointArn: ref("source"), targetEndpointArn: "t" },
    });
const instance = (engine: string, more: object = {}): TestResource =>
    resource("aws:rds/instance:Instance", "db", { instanceClass: "db.m7g.large", engine, backupRetentionPeriod: 7, ...more });
const cluster = (engine: string, more: object = {}): TestResource => resource("aws:rds/cluster:Cluster", "db", { engine, ...more });
const group = (parameters?: Value): TestResource => resource("aws:rds/parameterGroup:ParameterGroup", "params", { family: "postgres16", parameters });
const clusterGroup = (parameters?: Value): TestResource =>
    resource("aws:rds/clusterParameterGroup:ClusterParameterGroup", "params", { family: "aurora-mysql8.0", parameters });
const own = { parameterGroupName: ref("params") };
const ownCluster = { dbClusterParameterGroupName: ref("params") };
const logical = { name: "rds.logical_replication", value: "1", applyMethod: "pending-reboot" };
const lobs = (TargetMetadata: object): string => JSON.stringify({ TargetMetadata });
const subnet = (name: string, availabilityZone: Value): TestResource => resource("aws:ec2/subnet:Subnet", name, { vpcId: "vpc", availabilityZone });
const subnets = (...names: string[]): TestResource =>
    resource("aws:dms/replicationSubnetGroup:ReplicationSubnetGroup", "subnets", {
        replicationSubnetGroupId: "dms",
        replicationSubnetGroupDescription: "DMS",
        subnetIds: names.map((name) => ref(name)),
    });
const wrong = (property: string, says: RegExp, name = "source"): { resource: string; property: string; says: RegExp }[] => [{ resource: name, property, says }];
const secret = {
    secretsManagerArn: "arn:aws:secretsmanager:eu-west-1:851725499301:secret:orders",
    secretsManagerAccessRoleArn: "arn:aws:iam::851725499301:role/dms",
};

policyTests(dmsPrerequisites, {
    example: {
        given: `
            const tasks = new aws.dms.ReplicationInstance("orders", { replicationInstanceId: "orders", replicationInstanceClass: "dms.r6i.large" });`,
        bad: `
            const orders = new aws.rds.Instance("orders", { ...database, username: "orders", manageMasterUserPassword: true });
            const source = new aws.dms.Endpoint("orders", {
                endpointId: "orders", endpointType: "source", engineName: "postgres", databaseName: "orders", sslMode: "require",
                serverName: orders.address, port: 5432, username: "dms", password: new pulumi.Config().requireSecret("password"),
            });
            new aws.dms.ReplicationTask("orders", {
                ...endpoints, replicationInstanceArn: tasks.replicationInstanceArn, sourceEndpointArn: source.endpointArn,
                migrationType: "full-load-and-cdc", tableMappings,
            });`,
        good: `
            const changes = new aws.rds.ParameterGroup("orders", {
                family: "postgres17", parameters: [{ name: "rds.logical_replication", value: "1", applyMethod: "pending-reboot" }],
            });
            const orders = new aws.rds.Instance("orders", {
                ...database, username: "orders", manageMasterUserPassword: true, engineVersion: "17.6", parameterGroupName: changes.name,
            });
            const source = new aws.dms.Endpoint("orders", {
                endpointId: "orders", endpointType: "source", engineName: "postgres", databaseName: "orders", sslMode: "require",
                serverName: orders.address, port: 5432, username: "dms", password: new pulumi.Config().requireSecret("password"),
            });
            new aws.dms.ReplicationTask("orders", {
                ...endpoints, replicationInstanceArn: tasks.replicationInstanceArn, sourceEndpointArn: source.endpointArn,
                migrationType: "full-load-and-cdc", tableMappings,
            });`,
    },
    pass: [
        { name: "logical replication", stack: [group([logical]), instance("postgres", own), endpoint(), task()] },
        { name: "a full load only", kind: "lookalike", stack: [instance("postgres"), endpoint(), task("full-load")] },
        { name: "a task whose type is not known yet", stack: [instance("postgres"), endpoint(), task(unknown)] },
        {
            name: "a target",
            stack: [
                instance("postgres"),
                endpoint({ endpointType: "target" }),
                { ...task(), props: { ...task().props, sourceEndpointArn: "s", targetEndpointArn: ref("source") } },
            ],
        },
        {
            name: "a parameter that is not known yet",
            stack: [group([{ name: unknown, value: "1" }]), instance("postgres", own), endpoint(), task()],
            undecided: true,
        },
        { name: "parameters that are not known yet", stack: [group(unknown), instance("postgres", own), endpoint(), task()], undecided: true },
        { name: "a group from elsewhere", stack: [instance("postgres", { parameterGroupName: "shared" }), endpoint(), task()] },
        { name: "a replica", stack: [instance("postgres", { replicateSourceDb: "orders" }), endpoint(), task()] },
        { name: "a database from elsewhere", stack: [endpoint({ serverName: "orders.internal.example" }), task()] },
        { name: "an engine of no such parameter", stack: [instance("oracle-ee"), endpoint({ engineName: "oracle" }), task()] },
        { name: "MySQL, whose default depends on its version", kind: "default", stack: [instance("mysql"), endpoint({ engineName: "mysql" }), task()] },
        {
            name: "Aurora MySQL",
            stack: [clusterGroup([{ name: "binlog_format", value: "ROW" }]), cluster("aurora-mysql", ownCluster), endpoint({ engineName: "aurora" }), task()],
        },
        {
            name: "an engine whose backups are not known yet",
            stack: [instance("mysql", { backupRetentionPeriod: unknown }), endpoint({ engineName: "mysql" }), task()],
            undecided: true,
        },
        {
            name: "PostgreSQL without backups",
            kind: "lookalike",
            stack: [group([logical]), instance("postgres", { ...own, backupRetentionPeriod: 0 }), endpoint(), task()],
        },
        {
            name: "a restored database, which has the backups of the other",
            stack: [instance("mysql", { backupRetentionPeriod: undefined, snapshotIdentifier: "orders" }), endpoint({ engineName: "mysql" }), task()],
        },
        {
            name: "a full load of an Oracle database without backups",
            stack: [instance("oracle-ee", { backupRetentionPeriod: 0 }), endpoint(), task("full-load")],
        },
        {
            name: "batches, and large objects of limited size",
            stack: [endpoint({ serverName: "orders.example.net" }), task("cdc", lobs({ BatchApplyEnabled: true, LimitedSizeLobMode: true }))],
        },
        { name: "large objects in full", stack: [endpoint({ serverName: "orders.example.net" }), task("cdc", lobs({ FullLobMode: true }))] },
        {
            name: "a full load in batches",
            stack: [endpoint({ serverName: "orders.example.net" }), task("full-load", lobs({ BatchApplyEnabled: true, FullLobMode: true }))],
        },
        { name: "settings that are not known yet", stack: [endpoint({ serverName: "orders.example.net" }), task("cdc", unknown)], undecided: true },
        { name: "settings that are no object", stack: [endpoint({ serverName: "orders.example.net" }), task("cdc", "null")] },
        { name: "a secret and its role", stack: [endpoint({ serverName: undefined, ...secret })] },
        { name: "a secret and a role that is not known yet", stack: [endpoint({ serverName: undefined, ...secret, secretsManagerAccessRoleArn: unknown })] },
        {
            name: "a DynamoDB endpoint with its role",
            stack: [endpoint({ endpointType: "target", engineName: "dynamodb", serverName: undefined, serviceAccessRole: "arn" })],
        },
        { name: "subnets in two zones", stack: [subnet("a", "eu-west-1a"), subnet("b", "eu-west-1b"), subnets("a", "b")] },
        { name: "subnets whose zones are not known yet", stack: [subnet("a", unknown), subnet("b", unknown), subnets("a", "b")] },
    ],
    fail: [
        {
            name: "PostgreSQL with AWS's parameters",
            stack: [instance("postgres"), endpoint(), task()],
            expect: wrong(
                "parameterGroupName",
                /task orders reads its changes, and rds\.logical_replication is as AWS has it by default[^]*to "1" in a parameter group/,
                "db",
            ),
        },
        {
            name: "PostgreSQL with AWS's group by name",
            stack: [instance("postgres", { parameterGroupName: "default.postgres17" }), endpoint(), task()],
            expect: wrong("parameterGroupName", /by default/, "db"),
        },
        {
            name: "PostgreSQL with other parameters",
            stack: [group([{ name: "work_mem", value: "1" }]), instance("postgres", own), endpoint(), task("cdc")],
            expect: wrong("parameterGroupName", /by default/, "db"),
        },
        {
            name: "PostgreSQL, off",
            stack: [group([{ ...logical, value: "0" }]), instance("postgres", own), endpoint(), task()],
            expect: wrong("parameterGroupName", /rds\.logical_replication is 0/, "db"),
        },
        {
            name: "Aurora MySQL with AWS's parameters",
            stack: [cluster("aurora-mysql"), endpoint(), task()],
            expect: wrong("dbClusterParameterGroupName", /binlog_format[^]*"ROW"/, "db"),
        },
        {
            name: "MySQL in another format, read by a serverless replication",
            stack: [
                group([{ name: "binlog_format", value: "MIXED" }]),
                instance("mysql", own),
                endpoint({ engineName: "mysql" }),
                resource("aws:dms/replicationConfig:ReplicationConfig", "orders", {
                    ...{ replicationConfigIdentifier: "orders", replicationType: "cdc", tableMappings: "{}" },
                    ...{ sourceEndpointArn: ref("source"), targetEndpointArn: "t", computeConfig: { maxCapacityUnits: 8, replicationSubnetGroupId: "dms" } },
                }),
            ],
            expect: wrong("parameterGroupName", /binlog_format is MIXED/, "db"),
        },
        {
            name: "Oracle without backups, which the provider's default is",
            stack: [instance("oracle-ee", { backupRetentionPeriod: undefined }), endpoint({ engineName: "oracle" }), task()],
            expect: wrong("backupRetentionPeriod", /task orders reads its changes, and without backups RDS keeps no log of them[^]*to 1 day or more/, "db"),
        },
        {
            name: "MySQL whose backups are off",
            stack: [instance("mysql", { backupRetentionPeriod: 0 }), endpoint({ engineName: "mysql" }), task("cdc")],
            expect: wrong("backupRetentionPeriod", /without backups/, "db"),
        },
        {
            name: "batches of large objects in full",
            stack: [endpoint({ serverName: "orders.example.net" }), task("cdc", lobs({ BatchApplyEnabled: true, FullLobMode: true }))],
            expect: [{ resource: "orders", property: "replicationTaskSettings", level: "advisory", says: /LimitedSizeLobMode and LobMaxSize/ }],
        },
        {
            name: "a secret without a role",
            stack: [endpoint({ serverName: undefined, ...secret, secretsManagerAccessRoleArn: undefined })],
            expect: wrong("secretsManagerAccessRoleArn", /no role that may read it[^]*the dms service of the region may assume/),
        },
        {
            name: "the secret that RDS keeps",
            stack: [instance("oracle-ee"), endpoint({ serverName: undefined, ...secret, secretsManagerArn: ref("db") })],
            expect: [
                { resource: "source", property: "secretsManagerArn", level: "advisory", says: /the secret that RDS keeps for db has neither host nor port/ },
            ],
        },
        {
            name: "DynamoDB without a role",
            stack: [endpoint({ endpointType: "target", engineName: "dynamodb", serverName: undefined })],
            expect: wrong("serviceAccessRole", /DynamoDB[^]*set serviceAccessRole to a role/),
        },
        {
            name: "Kinesis without a role",
            stack: [endpoint({ endpointType: "target", engineName: "kinesis", serverName: undefined, kinesisSettings: { streamArn: "arn" } })],
            expect: wrong("kinesisSettings.serviceAccessRoleArn", /Kinesis[^]*a role that dms\.amazonaws\.com may assume/),
        },
        {
            name: "subnets in one zone",
            stack: [subnet("a", "eu-west-1a"), subnet("b", "eu-west-1a"), subnets("a", "b")],
            expect: wrong("subnetIds", /all its subnets are in eu-west-1a[^]*add a subnet in another availability zone/, "subnets"),
        },
        { name: "one subnet", stack: [subnet("a", "eu-west-1a"), subnets("a")], expect: wrong("subnetIds", /one subnet/, "subnets") },
    ],
});
