import { rdsForceTls } from "../../../policies/database/rds-force-tls";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

type Parameters = { name: string; value: string }[];
const group = (family: string, parameters: Parameters = []): TestResource =>
    resource("aws:rds/parameterGroup:ParameterGroup", "strict", { family, parameters });
const instance = (props: Record<string, unknown>): TestResource => resource("aws:rds/instance:Instance", "orders", props);
const cluster = (props: Record<string, unknown>): TestResource => resource("aws:rds/cluster:Cluster", "orders", props);
const sets = (name: string, value: string): Parameters => [{ name, value }];

policyTests(rdsForceTls, {
    example: {
        bad: `
            new aws.rds.ParameterGroup("orders", {
                family: "postgres16", parameters: [{ name: "rds.force_ssl", value: "0" }],
            });`,
        good: `
            new aws.rds.ParameterGroup("orders", {
                family: "postgres16", parameters: [{ name: "rds.force_ssl", value: "1" }],
            });`,
    },
    pass: [
        { name: "PostgreSQL 15 and later (RDS.38)", stack: [group("postgres16"), instance({ engine: "postgres", engineVersion: "15.4" })] },
        { name: "PostgreSQL of AWS's choice", kind: "default", stack: [instance({ engine: "postgres" })] },
        { name: "PostgreSQL 14 that asks for it (RDS.38)", stack: [group("postgres14", sets("rds.force_ssl", "1"))] },
        { name: "MySQL that asks for it (RDS.39)", stack: [group("mysql8.0", sets("require_secure_transport", "on"))] },
        { name: "SQL Server that asks for it (RDS.41)", stack: [group("sqlserver-se-16.0", sets("rds.force_ssl", "1"))] },
        { name: "MariaDB 11.8 (RDS.44)", stack: [group("mariadb11.8")] },
        { name: "MariaDB before it had the parameter", stack: [group("mariadb10.4")] },
        { name: "Oracle, which has no such parameter", kind: "lookalike", stack: [group("oracle-ee-19"), instance({ engine: "oracle-ee" })] },
        { name: "a database with a group of its own", stack: [instance({ engine: "mysql", engineVersion: "8.0", parameterGroupName: "strict" })] },
        { name: "a group not known yet", stack: [instance({ engine: "mysql", parameterGroupName: unknown })] },
        { name: "an engine not known yet", stack: [instance({ engine: unknown })], undecided: true },
        { name: "parameters not known yet", stack: [group("mysql8.0", unknown)], undecided: true },
        { name: "a parameter's name not known yet", stack: [group("mysql8.0", sets(unknown, "1"))], undecided: true },
        {
            name: "a replica",
            stack: [instance({ engine: "mysql", replicateSourceDb: ref("strict") }), group("mysql8.0", sets("require_secure_transport", "1"))],
        },
        {
            name: "DocumentDB, which asks for it by default (DocumentDB.6)",
            stack: [
                resource("aws:docdb/clusterParameterGroup:ClusterParameterGroup", "strict", { family: "docdb5.0", parameters: sets("audit_logs", "enabled") }),
            ],
        },
        {
            name: "a warehouse's new family (Redshift.2)",
            stack: [resource("aws:redshift/parameterGroup:ParameterGroup", "strict", { family: "redshift-2.0" })],
        },
        { name: "a serverless warehouse that sets nothing", stack: [resource("aws:redshiftserverless/workgroup:Workgroup", "sales", {})] },
        {
            name: "a serverless warehouse (RedshiftServerless.2)",
            stack: [
                resource("aws:redshiftserverless/workgroup:Workgroup", "sales", {
                    configParameters: [{ parameterKey: "require_ssl", parameterValue: "true" }],
                }),
            ],
        },
    ],
    fail: [
        {
            name: "PostgreSQL with it switched off (RDS.38)",
            stack: [group("postgres16", sets("rds.force_ssl", "0"))],
            expect: [{ resource: "strict", property: "parameters", says: /rds\.force_ssl is 0[^]*set the parameter rds\.force_ssl to "1"/ }],
        },
        {
            name: "PostgreSQL 14 (RDS.38)",
            stack: [group("postgres14")],
            expect: [{ resource: "strict", property: "parameters", says: /off by default in postgres14/ }],
        },
        {
            name: "PostgreSQL 14 with AWS's group (RDS.38)",
            stack: [instance({ engine: "postgres", engineVersion: "14.12", parameterGroupName: "default.postgres14" })],
            expect: [{ resource: "orders", property: "parameterGroupName", says: /to a group of your own that sets rds\.force_ssl/ }],
        },
        { name: "MySQL (RDS.39)", stack: [instance({ engine: "mysql" })], expect: [{ resource: "orders", property: "parameterGroupName" }] },
        { name: "a group of MySQL (RDS.39)", stack: [group("mysql8.4")], expect: [{ resource: "strict", property: "parameters" }] },
        { name: "SQL Server (RDS.41)", stack: [group("sqlserver-ex-15.0")], expect: [{ resource: "strict", property: "parameters" }] },
        { name: "MariaDB 11.4 (RDS.44)", stack: [group("mariadb11.4")], expect: [{ resource: "strict", property: "parameters" }] },
        { name: "an Aurora cluster", stack: [cluster({ engine: "aurora-mysql" })], expect: [{ resource: "orders", property: "dbClusterParameterGroupName" }] },
        {
            name: "DocumentDB with it switched off (DocumentDB.6)",
            stack: [resource("aws:docdb/clusterParameterGroup:ClusterParameterGroup", "strict", { family: "docdb5.0", parameters: sets("tls", "disabled") })],
            expect: [{ resource: "strict", property: "parameters", says: /to "enabled"/ }],
        },
        {
            name: "a warehouse's old family (Redshift.2)",
            stack: [resource("aws:redshift/parameterGroup:ParameterGroup", "strict", { family: "redshift-1.0" })],
            expect: [{ resource: "strict", property: "parameters", says: /false by default[^]*require_ssl to "true"/ }],
        },
        {
            name: "a serverless warehouse with it switched off (RedshiftServerless.2)",
            stack: [
                resource("aws:redshiftserverless/workgroup:Workgroup", "sales", {
                    configParameters: [{ parameterKey: "require_ssl", parameterValue: "false" }],
                }),
            ],
            expect: [{ resource: "sales", property: "configParameters", says: /leave require_ssl out/ }],
        },
    ],
});
