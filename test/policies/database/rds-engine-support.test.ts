import { rdsEngineSupport } from "../../../policies/database/rds-engine-support";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const instance = (engine: Value, engineVersion: Value, more: Record<string, unknown> = {}): TestResource =>
    resource("aws:rds/instance:Instance", "orders", { engine, engineVersion, ...more });
const expect = (says: RegExp): { resource: string; property: string; level: "advisory"; says: RegExp }[] => [
    { resource: "orders", property: "engineVersion", level: "advisory", says },
];
const AURORA_2 = { engine: "aurora-mysql", engineVersion: "5.7.mysql_aurora.2.11.5" };
const member = resource("aws:rds/cluster:Cluster", "orders", { ...AURORA_2, globalClusterIdentifier: "orders" });

policyTests(rdsEngineSupport, {
    example: {
        bad: `
            new aws.rds.Instance("orders", { engine: "mysql", engineVersion: "8.0.46", instanceClass: "db.r6g.large" });`,
        good: `
            new aws.rds.Instance("orders", { engine: "mysql", engineVersion: "8.4.11", instanceClass: "db.r6g.large" });`,
    },
    pass: [
        { name: "in support", stack: [instance("postgres", "17.11")] },
        { name: "long before the end", stack: [instance("mysql", "8.0.46")], today: "2026-04-01" },
        { name: "not known yet", stack: [instance("mysql", unknown)], undecided: true },
        { name: "no version", kind: "default", stack: [resource("aws:rds/instance:Instance", "orders", { engine: "mysql" })] },
        { name: "no published date", stack: [instance("sqlserver-se", "15.00.4430.1.v1"), { ...instance("oracle-se2", "19.0"), name: "other" }] },
        { name: "a projected date", stack: [instance("aurora-mysql", "8.4.mysql_aurora.8.4.8")], today: "2032-06-01" },
        { name: "a retired minor of a supported major is another policy's", kind: "lookalike", stack: [instance("postgres", "16.4")] },
        { name: "a bare major in support", stack: [instance("postgres", "16")] },
        { name: "fewer days", settings: { days: 0 }, stack: [instance("mysql", "8.0.46")], today: "2026-07-30" },
        { name: "a member of a global database, which says it", stack: [member] },
        {
            name: "a restore that names no engine",
            stack: [resource("aws:rds/instance:Instance", "orders", { snapshotIdentifier: "s", engineVersion: "8.0.46" })],
        },
        { name: "wrong types", stack: [instance(7, ["8.0"])] },
    ],
    fail: [
        { name: "ended", stack: [instance("mysql", "8.0.46")], expect: expect(/mysql 8\.0 ended on 2026-07-31, and RDS Extended Support is billed/) },
        { name: "ended, for a retired version too", stack: [instance("mysql", "8.0.39")], expect: expect(/8\.0 ended/) },
        { name: "ended, for a bare major", stack: [instance("postgres", "13")], expect: expect(/postgres 13 ended on 2026-02-28/) },
        {
            name: "ended, without extended support",
            stack: [instance("mysql", "8.0.46", { engineLifecycleSupport: "open-source-rds-extended-support-disabled" })],
            expect: expect(/AWS upgrades the database/),
        },
        { name: "an engine without extended support", stack: [instance("mariadb", "10.5.29")], expect: expect(/AWS upgrades the database/) },
        { name: "ends soon", stack: [instance("mariadb", "10.6.22")], expect: expect(/10\.6 ends on 2026-12-31/) },
        {
            name: "a minor version ends soon",
            stack: [instance("postgres", "17.7")],
            today: "2027-03-01",
            expect: expect(/postgres 17\.7 ends on 2027-03-31[^]*plan the upgrade to a newer minor/),
        },
        {
            name: "a major version on its last day",
            settings: { days: 0 },
            stack: [instance("mysql", "8.0.46")],
            today: "2026-07-31",
            expect: expect(/mysql 8\.0 ends on 2026-07-31/),
        },
        {
            name: "a minor version on its last day",
            settings: { days: 0 },
            stack: [instance("postgres", "17.7")],
            today: "2027-03-31",
            expect: expect(/ends on 2027/),
        },
        { name: "more days", settings: { days: 400 }, stack: [instance("postgres", "14.24")], expect: expect(/postgres 14 ends on 2027-02-28/) },
        {
            name: "a cluster",
            stack: [resource("aws:rds/cluster:Cluster", "orders", { engine: "aurora-postgresql", engineVersion: "13.23" })],
            expect: expect(/aurora-postgresql 13 ended/),
        },
        {
            name: "a global database (RDS.51)",
            stack: [
                resource("aws:rds/globalCluster:GlobalCluster", "orders", { ...AURORA_2, globalClusterIdentifier: "orders" }),
                { ...member, name: "member" },
            ],
            expect: expect(/aurora-mysql 5\.7 ended on 2024-10-31/),
        },
    ],
});
