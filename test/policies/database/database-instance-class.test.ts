import { databaseInstanceClass } from "../../../policies/database/database-instance-class";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const instance = (instanceClass: Value): TestResource => resource("aws:rds/instance:Instance", "orders", { instanceClass });

policyTests(databaseInstanceClass, {
    example: {
        bad: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r3.large", allocatedStorage: 200, storageEncrypted: true,
                username: "orders_admin", manageMasterUserPassword: true,
            });`,
        good: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r7g.large", allocatedStorage: 200, storageEncrypted: true,
                username: "orders_admin", manageMasterUserPassword: true,
            });`,
    },
    pass: [
        { name: "a current class", stack: [instance("db.r7g.large")] },
        { name: "a class that the facts do not know", kind: "lookalike", stack: [instance("db.r30x.large")] },
        { name: "none", kind: "default", stack: [resource("aws:rds/cluster:Cluster", "orders", { engine: "aurora-mysql" })] },
        { name: "serverless", stack: [instance("db.serverless")] },
        { name: "not known yet", stack: [instance(unknown)], undecided: true },
    ],
    fail: [
        {
            name: "a retired class",
            stack: [instance("db.r3.large")],
            expect: [{ resource: "orders", property: "instanceClass", level: "mandatory", says: /no longer offers db\.r3\.large \(as of[^]*db\.r7g/ }],
        },
        {
            name: "a retired class of a Multi-AZ cluster",
            stack: [resource("aws:rds/cluster:Cluster", "orders", { engine: "mysql", dbClusterInstanceClass: "db.m4.large" })],
            expect: [{ resource: "orders", property: "dbClusterInstanceClass" }],
        },
        {
            name: "a retired node type",
            stack: [resource("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", { nodeType: "cache.m3.medium" })],
            expect: [{ resource: "sessions", property: "nodeType" }],
        },
        {
            name: "a previous generation",
            stack: [instance("db.t2.micro")],
            expect: [{ resource: "orders", property: "instanceClass", level: "advisory", severity: "low", says: /previous generation/ }],
        },
    ],
});
