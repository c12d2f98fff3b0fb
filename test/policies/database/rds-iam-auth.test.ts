import { rdsIamAuth } from "../../../policies/database/rds-iam-auth";
import { policyTests, resource, unknown } from "../../harness";

policyTests(rdsIamAuth, {
    base: {
        "aws:rds/instance:Instance": { engine: "postgres" },
        "aws:rds/cluster:Cluster": { engine: "aurora-postgresql" },
    },
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
                iamDatabaseAuthenticationEnabled: true,
            });`,
    },
    pass: [
        { name: "an engine that cannot", kind: "lookalike", stack: [resource("aws:rds/instance:Instance", "orders", { engine: "sqlserver-se" })] },
        { name: "a replica that names no engine", stack: [resource("aws:rds/instance:Instance", "orders", { replicateSourceDb: "main" })] },
        { name: "an engine not known yet", stack: [resource("aws:rds/instance:Instance", "orders", { engine: unknown })], undecided: true },
    ],
    fail: [],
});
