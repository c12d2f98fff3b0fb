import { isSet, provenance, stackPolicy } from "../../kit";
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
    check(database, { resource, stack, environment, report, undecided }) {
        if (isReplica(database) || isRestore(database) || isSet(database, "manageMasterUserPassword")) {
            return;
        }
        const { unguarded } = resource;
        for (const property of PASSWORDS) {
            const password = unguarded[property];
            const origin =
                typeof password === "string" &&
                provenance(password, resource, resource.spell(property), stack, environment);
            // A literal is no-hardcoded-credentials'.
            if (origin === "configuration") {
                report(property, "the password is configured, and somebody knows it");
            } else if (origin === "hidden") {
                undecided(property, "hidden");
            }
        }
    },
});
