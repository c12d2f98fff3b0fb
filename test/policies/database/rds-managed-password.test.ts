import { rdsManagedPassword } from "../../../policies/database/rds-managed-password";
import { policyTests, redacted, ref, resource, secret, unknown, type TestResource } from "../../harness";

const PASSWORD = "Quiet-Meadow-7743";
const config = { "shop:dbPassword": PASSWORD };
const instance = (props: Record<string, unknown>): TestResource => resource("aws:rds/instance:Instance", "orders", { engine: "postgres", ...props });
const cluster = (props: Record<string, unknown>): TestResource => resource("aws:rds/cluster:Cluster", "orders", { engine: "aurora-mysql", ...props });

policyTests(rdsManagedPassword, {
    example: {
        bad: `
            const config = new pulumi.Config();
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r6g.large", username: "orders_admin",
                password: config.requireSecret("dbPassword"),
            });`,
        good: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r6g.large", username: "orders_admin",
                manageMasterUserPassword: true,
            });`,
    },
    pass: [
        { name: "RDS manages it", config, stack: [instance({ manageMasterUserPassword: true })] },
        { name: "whether RDS manages it is not known yet", config, stack: [instance({ manageMasterUserPassword: unknown, password: PASSWORD })] },
        { name: "generated", config, stack: [resource("random:index/randomPassword:RandomPassword", "random", {}), instance({ password: ref("random") })] },
        { name: "not known yet", config, stack: [instance({ password: secret(unknown) })] },
        { name: "redacted, from the configuration, the program or another system", stack: [instance({ password: redacted() })], undecided: "hidden" },
        {
            name: "redacted, generated",
            stack: [resource("random:index/randomPassword:RandomPassword", "random", {}), instance({ password: redacted("random") })],
            undecided: false,
        },
        { name: "a literal, which another policy flags", kind: "lookalike", stack: [instance({ password: "ChangeMe123!" })] },
        { name: "no password", config, kind: "default", stack: [instance({})] },
        { name: "a replica", config, stack: [instance({ replicateSourceDb: "orders", password: PASSWORD })] },
        { name: "a restore", config, stack: [cluster({ snapshotIdentifier: "s", masterPassword: PASSWORD })] },
    ],
    fail: [
        {
            name: "from the configuration",
            config,
            stack: [instance({ password: secret(PASSWORD) })],
            expect: [{ resource: "orders", property: "password", level: "advisory", severity: "high", says: /^(?![^]*Meadow)/ }],
        },
        { name: "a cluster's", config, stack: [cluster({ masterPassword: PASSWORD })], expect: [{ resource: "orders", property: "masterPassword" }] },
        {
            name: "write-only, from structured configuration",
            config: { "shop:db": JSON.stringify({ password: PASSWORD }) },
            stack: [instance({ passwordWo: PASSWORD, passwordWoVersion: 1 })],
            expect: [{ resource: "orders", property: "passwordWo" }],
        },
    ],
});
