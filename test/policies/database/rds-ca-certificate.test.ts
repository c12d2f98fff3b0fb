import { rdsCaCertificate } from "../../../policies/database/rds-ca-certificate";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const instance = (caCertIdentifier: Value): TestResource =>
    resource("aws:rds/instance:Instance", "orders", { instanceClass: "db.r6g.large", caCertIdentifier });
const at = { resource: "orders", property: "caCertIdentifier" };

policyTests(rdsCaCertificate, {
    example: {
        bad: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r6g.large", allocatedStorage: 200, storageEncrypted: true,
                username: "orders_admin", manageMasterUserPassword: true,
                caCertIdentifier: "rds-ca-2019",
            });`,
        good: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r6g.large", allocatedStorage: 200, storageEncrypted: true,
                username: "orders_admin", manageMasterUserPassword: true,
                caCertIdentifier: "rds-ca-rsa2048-g1",
            });`,
    },
    pass: [
        { name: "a valid authority", stack: [instance("rds-ca-ecc384-g1")] },
        { name: "the one that AWS gives", kind: "default", stack: [resource("aws:rds/instance:Instance", "orders", {})] },
        { name: "an authority that the facts do not know", kind: "lookalike", stack: [instance("rds-ca-rsa2048-g2")] },
        { name: "not known yet", stack: [instance(unknown)], undecided: true },
        { name: "the day before its end", today: "2024-08-21", stack: [instance("rds-ca-2019")] },
    ],
    fail: [
        {
            name: "the authority of 2019",
            stack: [instance("rds-ca-2019")],
            expect: [{ ...at, says: /rds-ca-2019 ended on 2024-08-22[^]*"rds-ca-rsa2048-g1"/ }],
        },
        { name: "the day of its end", today: "2024-08-22", stack: [instance("rds-ca-2019")], expect: [at] },
        {
            name: "an instance of Aurora",
            stack: [resource("aws:rds/clusterInstance:ClusterInstance", "orders", { caCertIdentifier: "rds-ca-2015" })],
            expect: [at],
        },
        {
            name: "an instance of DocumentDB",
            stack: [resource("aws:docdb/clusterInstance:ClusterInstance", "orders", { caCertIdentifier: "rds-ca-2019" })],
            expect: [at],
        },
    ],
});
