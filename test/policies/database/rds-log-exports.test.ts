import { rdsLogExports } from "../../../policies/database/rds-log-exports";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const instance = (engine: Value, enabledCloudwatchLogsExports?: Value): TestResource =>
    resource("aws:rds/instance:Instance", "orders", { engine, enabledCloudwatchLogsExports });
const cluster = (engine: string, props: Record<string, unknown> = {}): TestResource => resource("aws:rds/cluster:Cluster", "orders", { engine, ...props });
const group = (family: string, parameters: Value): TestResource =>
    resource("aws:rds/clusterParameterGroup:ClusterParameterGroup", "audited", { family, parameters });
const expect = [{ resource: "orders", property: "enabledCloudwatchLogsExports" }];
const noPlugin = [{ resource: "orders", property: "enabledCloudwatchLogsExports", says: /^(?![^]*MARIADB_AUDIT)/ }];

policyTests(rdsLogExports, {
    example: {
        bad: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r6g.large", allocatedStorage: 200, storageEncrypted: true,
                username: "orders_admin", manageMasterUserPassword: true,
            });`,
        good: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r6g.large", allocatedStorage: 200, storageEncrypted: true,
                username: "orders_admin", manageMasterUserPassword: true,
                enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
            });`,
    },
    pass: [
        { name: "PostgreSQL (RDS.9, RDS.36)", stack: [instance("postgres", ["postgresql", "upgrade"])] },
        { name: "Aurora PostgreSQL (RDS.37)", stack: [cluster("aurora-postgresql", { enabledCloudwatchLogsExports: ["postgresql"] })] },
        { name: "SQL Server Express, which has no agent (RDS.40)", stack: [instance("sqlserver-ex", ["error"])] },
        {
            name: "Aurora MySQL with an audited group (RDS.34, RDS.45)",
            stack: [
                cluster("aurora-mysql", { enabledCloudwatchLogsExports: ["audit"], dbClusterParameterGroupName: "audited" }),
                group("aurora-mysql8.0", [{ name: "server_audit_logging", value: "on" }]),
            ],
        },
        { name: "an engine without logs to send", kind: "lookalike", stack: [instance("custom-oracle-ee")] },
        { name: "a member of a cluster", stack: [resource("aws:rds/clusterInstance:ClusterInstance", "member", { engine: "aurora-mysql" })] },
        { name: "logs not known yet", stack: [instance("postgres", unknown)], undecided: true },
        { name: "a log not known yet", stack: [instance("mysql", ["error", unknown])], undecided: true },
        { name: "an engine not known yet", stack: [instance(unknown)], undecided: true },
        { name: "parameters not known yet", stack: [group("aurora-mysql8.0", unknown)], undecided: true },
        { name: "a group of another engine", stack: [group("aurora-postgresql16", [])] },
        { name: "fewer logs", settings: { logs: { mysql: ["error"] } }, stack: [instance("mysql", ["error"])] },
        { name: "none of Aurora MySQL", settings: { logs: { "aurora-mysql": [] } }, stack: [cluster("aurora-mysql")] },
        { name: "none of a family", settings: { logs: { sqlserver: [] } }, stack: [instance("sqlserver-se")] },
    ],
    fail: [
        { name: "none (RDS.9, RDS.36)", kind: "default", stack: [instance("postgres")], expect },
        { name: "Aurora MySQL (RDS.34)", stack: [cluster("aurora-mysql", { enabledCloudwatchLogsExports: ["error"] })], expect: noPlugin },
        { name: "MySQL's errors, which take no plugin", stack: [instance("mysql", ["audit"])], expect: noPlugin },
        {
            name: "Aurora MySQL, which writes none by default (RDS.45)",
            stack: [cluster("aurora-mysql", { enabledCloudwatchLogsExports: ["audit"] })],
            expect: [{ resource: "orders", property: "dbClusterParameterGroupName", says: /to a group that sets server_audit_logging/ }],
        },
        {
            name: "Aurora MySQL with a group that writes none (RDS.45)",
            stack: [group("aurora-mysql8.0", [{ name: "server_audit_logging", value: "0" }])],
            expect: [{ resource: "audited", property: "parameters", says: /server_audit_events/ }],
        },
        {
            name: "a group that sets something else (RDS.45)",
            stack: [group("aurora-mysql8.0", [{ name: "slow_query_log", value: "1" }])],
            expect: [{ resource: "audited", property: "parameters" }],
        },
        { name: "a group that says nothing (RDS.45)", stack: [group("aurora-mysql8.0", undefined)], expect: [{ resource: "audited", property: "parameters" }] },
        { name: "Aurora PostgreSQL (RDS.37)", stack: [cluster("aurora-postgresql")], expect },
        {
            name: "SQL Server (RDS.40)",
            stack: [instance("sqlserver-se", ["error"])],
            expect: [{ resource: "orders", property: "enabledCloudwatchLogsExports", says: /sent: agent\n[^]*\["error","agent"\]/ }],
        },
        {
            name: "MariaDB (RDS.42)",
            stack: [instance("mariadb", ["error", "general"])],
            expect: [{ resource: "orders", property: "enabledCloudwatchLogsExports", says: /MARIADB_AUDIT_PLUGIN/ }],
        },
        { name: "SQL Server Express (RDS.40)", stack: [instance("sqlserver-ex")], expect },
        { name: "Oracle", stack: [instance("oracle-se2", ["alert", "audit"])], expect },
        { name: "more logs", settings: { logs: { postgres: ["postgresql", "upgrade"] } }, stack: [instance("postgres", ["postgresql"])], expect },
    ],
});
