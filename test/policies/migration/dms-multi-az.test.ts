import { dmsMultiAz } from "../../../policies/migration/dms-multi-az";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const instance = (props: Record<string, unknown>): TestResource =>
    resource("aws:dms/replicationInstance:ReplicationInstance", "dms", { replicationInstanceId: "dms", ...props });
const serverless = (computeConfig: Value): TestResource =>
    resource("aws:dms/replicationConfig:ReplicationConfig", "dms", { replicationType: "cdc", computeConfig });
const production = { stackName: "prod" };

policyTests(dmsMultiAz, {
    example: {
        bad: `
            // production
            new aws.dms.ReplicationInstance("dms", {
                replicationInstanceId: "dms", replicationInstanceClass: "dms.r6i.large", publiclyAccessible: false,
            });`,
        good: `
            new aws.dms.ReplicationInstance("dms", {
                replicationInstanceId: "dms", replicationInstanceClass: "dms.r6i.large", publiclyAccessible: false,
                multiAz: true,
            });`,
    },
    pass: [
        { name: "production with a standby", stack: [instance({ multiAz: true })], ...production },
        { name: "production, serverless with a standby", stack: [serverless({ multiAz: true })], ...production },
        { name: "nonproduction without", stack: [instance({ multiAz: false })] },
        { name: "nonproduction, where it is left out", stack: [instance({})] },
        { name: "not known yet", stack: [instance({ multiAz: unknown })], ...production, undecided: true },
        { name: "a serverless configuration that is not known yet", stack: [serverless(unknown)], ...production, undecided: true },
        {
            name: "a database of RDS, of which another policy speaks",
            stack: [resource("aws:rds/instance:Instance", "target", { multiAz: false })],
            ...production,
            kind: "lookalike",
        },
        { name: "the tier is set", stack: [instance({ multiAz: false })], ...production, settings: { tier: "nonproduction" } },
        { name: "production may go without", stack: [instance({ multiAz: false })], ...production, settings: { require: { production: "either" } } },
    ],
    fail: [
        {
            name: "production without (DMS.13)",
            stack: [instance({ multiAz: false })],
            ...production,
            expect: [{ resource: "dms", property: "multiAz", severity: "high" }],
        },
        {
            name: "production, where it is left out: the default is one zone",
            kind: "default",
            stack: [instance({})],
            ...production,
            expect: [{ resource: "dms", property: "multiAz" }],
        },
        {
            name: "production, serverless without",
            stack: [serverless({ maxCapacityUnits: 8 })],
            ...production,
            expect: [{ resource: "dms", property: "computeConfig.multiAz", says: /Fix: set computeConfig\.multiAz to true/ }],
        },
        {
            name: "nonproduction that pays for a standby",
            stack: [instance({ multiAz: true })],
            expect: [{ resource: "dms", property: "multiAz", level: "advisory", severity: "low" }],
        },
        {
            name: "nonproduction that must have one; the other tier keeps its default",
            stack: [instance({})],
            settings: { require: { nonproduction: "multi-az" } },
            expect: [{ resource: "dms", property: "multiAz" }],
        },
    ],
});
