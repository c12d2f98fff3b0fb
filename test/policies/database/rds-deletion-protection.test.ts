import { rdsDeletionProtection } from "../../../policies/database/rds-deletion-protection";
import { policyTests, resource, unknown, type TestResource } from "../../harness";

const instance = (props: Record<string, unknown>): TestResource => resource("aws:rds/instance:Instance", "orders", { engine: "postgres", ...props });
const stackName = "prod";
const unprotected = { resource: "orders", property: "deletionProtection" };
const noSnapshot = { resource: "orders", property: "skipFinalSnapshot" };

policyTests(rdsDeletionProtection, {
    example: {
        bad: `
            // The stack's name is prod
            new aws.rds.Instance("orders", { engine: "postgres", instanceClass: "db.r6g.large", skipFinalSnapshot: true });`,
        good: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r6g.large",
                deletionProtection: true, finalSnapshotIdentifier: "orders-final",
            });`,
    },
    pass: [
        { name: "protected", stackName, stack: [instance({ deletionProtection: true, finalSnapshotIdentifier: "orders-final" })] },
        { name: "not production", kind: "lookalike", stack: [instance({ deletionProtection: false, skipFinalSnapshot: true })] },
        { name: "not known yet", stackName, stack: [instance({ deletionProtection: unknown })], undecided: true },
        { name: "a replica", stackName, stack: [instance({ replicateSourceDb: "orders-primary", skipFinalSnapshot: true })] },
        { name: "the tier is set", settings: { tier: "nonproduction" }, stackName, stack: [instance({})] },
    ],
    fail: [
        { name: "nothing said (RDS.8)", stackName, stack: [instance({})], expect: [unprotected] },
        {
            name: "the provider's defaults",
            kind: "default",
            stackName,
            stack: [instance({ deletionProtection: false, skipFinalSnapshot: false })],
            expect: [unprotected],
        },
        { name: "no last snapshot", stackName, stack: [instance({ deletionProtection: true, skipFinalSnapshot: true })], expect: [noSnapshot] },
        { name: "neither", stackName, stack: [instance({ skipFinalSnapshot: true })], expect: [unprotected, noSnapshot] },
        { name: "an unknown hides nothing", stackName, stack: [instance({ deletionProtection: unknown, skipFinalSnapshot: true })], expect: [noSnapshot] },
        {
            name: "what Pulumi itself protects: the console still deletes it",
            kind: "lookalike",
            stackName,
            stack: [{ ...instance({ skipFinalSnapshot: true }), protect: true }],
            expect: [
                { ...unprotected, level: "advisory", severity: "low", says: /only Pulumi's option protect keeps/ },
                { ...noSnapshot, level: "advisory", severity: "low" },
            ],
        },
        { name: "a cluster (RDS.7)", stackName, stack: [resource("aws:rds/cluster:Cluster", "orders", { engine: "aurora-mysql" })], expect: [unprotected] },
    ],
});
