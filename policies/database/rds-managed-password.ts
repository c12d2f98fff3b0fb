import type { ClusterArgs } from "@pulumi/aws/rds/cluster";
import type { InstanceArgs } from "@pulumi/aws/rds/instance";

import { isSet, known, type Plain, provenance, stackPolicy } from "../../kit";
import { DATABASES, isReplica, isRestore } from "../../kit/aws";

/** Where instances and clusters take the administrator's password. */
const PASSWORDS = ["password", "passwordWo", "masterPassword", "masterPasswordWo"];

export const rdsManagedPassword = stackPolicy({
    name: "rds-managed-password",
    title: "RDS keeps and rotates the administrator's password, or it is generated",
    severity: "high",
    level: "advisory",
    why: "a password that people chose and keep in the configuration is known to them, and nobody rotates it",
    fix: "set manageMasterUserPassword to true instead, or use the result of a random.RandomPassword",
    frameworks: { "PCI DSS": ["8.6.3 (partly)"] },
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
        "https://www.pulumi.com/registry/packages/random/api-docs/randompassword/",
    ],
    types: DATABASES,
    check(database, { resource, stack, environment, report }) {
        if (isReplica(database) || isRestore(database) || isSet(database, "manageMasterUserPassword")) {
            return;
        }
        for (const property of PASSWORDS) {
            const password: unknown = known(database as Plain<InstanceArgs & ClusterArgs>, property as "password");
            // A literal is no-hardcoded-credentials'.
            if (
                password &&
                provenance(password, resource, resource.spell(property), stack, environment) === "configuration"
            ) {
                report(property, "the password comes from the stack's configuration");
            }
        }
    },
});
