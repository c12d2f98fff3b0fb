import { genericDatabaseUser } from "../../../policies/secrets/generic-database-user";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const instance = (username: Value): TestResource => resource("aws:rds/instance:Instance", "orders", { engine: "postgres", username });

policyTests(genericDatabaseUser, {
    example: {
        bad: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.m7g.large", allocatedStorage: 100,
                username: "postgres", manageMasterUserPassword: true,
            });`,
        good: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.m7g.large", allocatedStorage: 100,
                username: "orders_admin", manageMasterUserPassword: true,
            });`,
    },
    pass: [
        { name: "a name of its own", stack: [instance("orders_admin")] },
        { name: "not known yet", stack: [instance(unknown)] },
        { name: "none", kind: "default", stack: [resource("aws:rds/instance:Instance", "orders", { replicateSourceDb: "main" })] },
        {
            name: "a database, not a user, of that name",
            kind: "lookalike",
            stack: [resource("aws:rds/instance:Instance", "orders", { dbName: "postgres", username: "orders" })],
        },
        { name: "other names", settings: { names: ["dba"] }, stack: [instance("admin")] },
        { name: "a wrong type", stack: [instance(7)] },
    ],
    fail: [
        {
            name: "an instance (RDS.25)",
            stack: [instance("postgres")],
            expect: [{ resource: "orders", property: "username", level: "advisory", severity: "low" }],
        },
        { name: "in capitals", stack: [instance("Admin")], expect: [{ resource: "orders", property: "username" }] },
        {
            name: "a cluster (RDS.24)",
            stack: [resource("aws:rds/cluster:Cluster", "orders", { masterUsername: "root" })],
            expect: [{ resource: "orders", property: "masterUsername" }],
        },
        {
            name: "a cluster of DocumentDB",
            stack: [resource("aws:docdb/cluster:Cluster", "orders", { masterUsername: "root" })],
            expect: [{ resource: "orders", property: "masterUsername" }],
        },
        {
            name: "an elastic cluster of DocumentDB",
            stack: [resource("aws:docdb/elasticCluster:ElasticCluster", "orders", { adminUserName: "admin" })],
            expect: [{ resource: "orders", property: "adminUserName" }],
        },
        {
            name: "a warehouse with the console's name (Redshift.8)",
            stack: [resource("aws:redshift/cluster:Cluster", "sales", { masterUsername: "awsuser" })],
            expect: [{ resource: "sales", property: "masterUsername" }],
        },
        {
            name: "a serverless warehouse (RedshiftServerless.5)",
            stack: [resource("aws:redshiftserverless/namespace:Namespace", "sales", { adminUsername: "admin" })],
            expect: [{ resource: "sales", property: "adminUsername" }],
        },
        {
            name: "a DMS endpoint",
            stack: [resource("aws:dms/endpoint:Endpoint", "source", { username: "postgres" })],
            expect: [{ resource: "source", property: "username" }],
        },
        { name: "other names", settings: { names: ["dba"] }, stack: [instance("dba")], expect: [{ resource: "orders", property: "username" }] },
    ],
});
