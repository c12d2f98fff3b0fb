import { rdsBackupRetention } from "../../../policies/database/rds-backup-retention";
import { policyTests, resource, unknown, type TestResource } from "../../harness";

const instance = (props: Record<string, unknown>): TestResource => resource("aws:rds/instance:Instance", "orders", { engine: "postgres", ...props });
const cluster = (props: Record<string, unknown>): TestResource => resource("aws:rds/cluster:Cluster", "orders", { engine: "aurora-mysql", ...props });
const days = (backupRetentionPeriod: unknown): TestResource => instance({ backupRetentionPeriod });
const stackName = "prod";
const expect = [{ resource: "orders", property: "backupRetentionPeriod", level: "mandatory" as const }];

policyTests(rdsBackupRetention, {
    example: {
        bad: `
            // The stack's name is prod
            new aws.rds.Instance("orders", { engine: "postgres", instanceClass: "db.r6g.large", backupRetentionPeriod: 1 });`,
        good: `
            new aws.rds.Instance("orders", { engine: "postgres", instanceClass: "db.r6g.large", backupRetentionPeriod: 30 });`,
    },
    pass: [
        { name: "enough in production", stackName, stack: [days(7)] },
        { name: "as long as one likes in production", stackName, stack: [days(35)] },
        { name: "a day elsewhere", stack: [days(1)] },
        { name: "a week elsewhere", stack: [days(7)] },
        { name: "a cluster's default elsewhere", kind: "default", stack: [cluster({})] },
        { name: "not known yet", stackName, stack: [days(unknown)], undecided: true },
        { name: "a replica", kind: "lookalike", stackName, stack: [instance({ replicateSourceDb: "orders-primary" })] },
        { name: "a restore that says nothing", stackName, stack: [instance({ snapshotIdentifier: "s" })] },
        { name: "another minimum", settings: { minimum: { production: 3 } }, stackName, stack: [days(3)] },
        { name: "another maximum", settings: { maximum: { nonproduction: 35 } }, stack: [days(35)] },
        { name: "another tier", settings: { tier: "nonproduction" }, stackName, stack: [days(1)] },
    ],
    fail: [
        {
            name: "too short in production (RDS.11)",
            stackName,
            stack: [days(1)],
            expect: [{ ...expect[0]!, says: /kept for 1 day, and a production database needs 7 days[^]*7 or more/ }],
        },
        { name: "none", stackName, stack: [instance({})], expect },
        { name: "the provider's default, outside production", stack: [days(0)], expect: [{ ...expect[0]!, level: "advisory" }] },
        { name: "a cluster's default in production (RDS.50)", stackName, stack: [cluster({})], expect },
        { name: "too long elsewhere", stack: [days(35)], expect: [{ ...expect[0]!, level: "advisory", severity: "low", says: /7 days at most[^]*1 to 7/ }] },
        {
            name: "a maximum in production",
            settings: { maximum: { production: 14 } },
            stackName,
            stack: [days(30)],
            expect: [{ ...expect[0]!, level: "advisory" }],
        },
        {
            name: "a maximum that is the minimum",
            settings: { maximum: { production: 7 } },
            stackName,
            stack: [days(8)],
            expect: [{ ...expect[0]!, level: "advisory", says: /backupRetentionPeriod to 7$/m }],
        },
        { name: "a restore that says too little", stackName, stack: [instance({ snapshotIdentifier: "s", backupRetentionPeriod: 1 })], expect },
    ],
});
