import { rdsMultiAz } from "../../../policies/database/rds-multi-az";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

const instance = (props: Record<string, unknown>): TestResource => resource("aws:rds/instance:Instance", "orders", { engine: "postgres", ...props });
const cluster = (props: Record<string, unknown> = {}): TestResource => resource("aws:rds/cluster:Cluster", "orders", { engine: "aurora-postgresql", ...props });
const member = (name: string, props: Record<string, unknown> = {}): TestResource =>
    resource("aws:rds/clusterInstance:ClusterInstance", name, { clusterIdentifier: ref("orders"), ...props });
const stackName = "prod";
const multiAz = [{ resource: "orders", property: "multiAz", severity: "high" }];
const costs = [{ resource: "orders", property: "multiAz", level: "advisory" as const, severity: "low", says: /doubles the cost/ }];

policyTests(rdsMultiAz, {
    example: {
        bad: `
            // The stack's name is prod
            new aws.rds.Instance("orders", { engine: "postgres", instanceClass: "db.r6g.large", storageEncrypted: true });`,
        good: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r6g.large", storageEncrypted: true,
                multiAz: pulumi.getStack() === "prod",
            });`,
    },
    pass: [
        { name: "a standby in production", stackName, stack: [instance({ multiAz: true })] },
        { name: "none elsewhere", stack: [instance({ multiAz: false })] },
        { name: "nothing said elsewhere", stack: [instance({})] },
        { name: "not known yet", stackName, stack: [instance({ multiAz: unknown })], undecided: true },
        { name: "a cluster of two", stackName, stack: [cluster(), member("a"), member("b")] },
        {
            name: "a cluster of two, by its known name",
            stackName,
            stack: [
                cluster({ clusterIdentifier: "orders-prod" }),
                member("a", { clusterIdentifier: "orders-prod", availabilityZone: "us-east-1a" }),
                member("b", { clusterIdentifier: "orders-prod", availabilityZone: "us-east-1b" }),
            ],
        },
        {
            name: "a cluster of two in zones not known yet",
            stackName,
            stack: [cluster(), member("a", { availabilityZone: unknown }), member("b", { availabilityZone: unknown })],
        },
        { name: "a cluster of one elsewhere", stack: [cluster(), member("a")] },
        { name: "a cluster of two elsewhere, which may serve reads", kind: "lookalike", stack: [cluster(), member("a"), member("b")] },
        { name: "a Multi-AZ DB cluster", stackName, stack: [cluster({ engine: "postgres", dbClusterInstanceClass: "db.r6gd.large" })] },
        { name: "Aurora Serverless v1", stackName, stack: [cluster({ engineMode: "serverless" })] },
        { name: "members whose cluster is not known yet", stackName, stack: [cluster(), member("a", { clusterIdentifier: unknown })], undecided: true },
        { name: "the secondary of a global database", stackName, stack: [cluster({ globalClusterIdentifier: unknown })] },
        { name: "a replica in production", stackName, stack: [instance({ replicateSourceDb: "orders-primary" })] },
        { name: "RDS Custom", stackName, stack: [instance({ engine: "custom-oracle-ee" })] },
        { name: "the tier is set", settings: { tier: "nonproduction" }, stackName, stack: [instance({})] },
        { name: "either is right", settings: { require: { nonproduction: "either" } }, stack: [instance({ multiAz: true })] },
        {
            name: "either is right in production",
            settings: { require: { production: "either" } },
            stackName,
            stack: [instance({}), resource("aws:rds/cluster:Cluster", "main", {})],
        },
        {
            name: "instances in one zone, and one elsewhere that may be the cluster's",
            stackName,
            stack: [
                cluster(),
                member("a", { availabilityZone: "us-east-1a" }),
                member("b", { availabilityZone: "us-east-1a" }),
                member("c", { availabilityZone: "us-east-1b", clusterIdentifier: unknown }),
            ],
        },
    ],
    fail: [
        { name: "none in production (RDS.5)", stackName, stack: [instance({})], expect: multiAz },
        { name: "the provider's default in production", kind: "default", stackName, stack: [instance({ multiAz: false })], expect: multiAz },
        { name: "a standby elsewhere", stack: [instance({ multiAz: true })], expect: costs },
        { name: "the stack's tier is configured", config: { "preflight:tier": "production" }, stack: [instance({})], expect: multiAz },
        {
            name: "a cluster of one (RDS.15)",
            stackName,
            stack: [cluster(), member("a")],
            expect: [{ resource: "orders", says: /one instance[^]*add a second aws\.rds\.ClusterInstance/ }],
        },
        {
            name: "the secondary of a global database with one instance",
            stackName,
            stack: [cluster({ globalClusterIdentifier: "world" }), member("a")],
            expect: [{ resource: "orders", says: /one instance/ }],
        },
        { name: "a cluster without instances", stackName, stack: [cluster()], expect: [{ resource: "orders", says: /no instance/ }] },
        {
            name: "all instances in one zone",
            stackName,
            stack: [cluster(), member("a", { availabilityZone: "us-east-1a" }), member("b", { availabilityZone: "us-east-1a" })],
            expect: [{ resource: "orders", says: /All 2 instances of this cluster are in us-east-1a[^]*different values of availabilityZone/ }],
        },
        { name: "a standby is asked for elsewhere", settings: { require: { nonproduction: "multi-az" } }, stack: [instance({})], expect: multiAz },
    ],
});
