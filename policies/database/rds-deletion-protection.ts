import { resourcePolicy } from "../../kit";
import { DATABASES, isReplica } from "../../kit/aws";

export const rdsDeletionProtection = resourcePolicy({
    name: "rds-deletion-protection",
    title: "A production database cannot be deleted by mistake",
    severity: "high",
    level: "mandatory",
    stops: "lost",
    why: "a wrong property or a pulumi destroy replaces or deletes the database, and its data with it",
    fix: "set deletionProtection to true",
    controls: ["RDS.7", "RDS.8"],
    frameworks: { "NIST 800-53": ["CM-3", "SC-5(2)", "SI-13(5)"] },
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-8",
        "https://www.pulumi.com/docs/iac/concepts/options/protect/",
    ],
    tiered: true,
    history: [{ version: "0.2.0", change: "advises where Pulumi's option `protect` keeps the database" }],
    types: DATABASES,
    check(database, { resource, tier, report, attempt }) {
        // A replica can be made again from its source, and AWS takes no final snapshot of one.
        if (tier !== "production" || isReplica(database)) {
            return;
        }
        // Pulumi's own option keeps it from the program, as deletionProtection does; the console still deletes it.
        const options = resource.isProtected ? ({ level: "advisory", severity: "low" } as const) : {};
        attempt(() => {
            if (!database.deletionProtection) {
                const protection = resource.isProtected ? "only Pulumi's option protect keeps" : "nothing protects";
                report("deletionProtection", `${protection} this production database from deletion`, options);
            }
        });
        attempt(() => {
            if (database.skipFinalSnapshot) {
                report("skipFinalSnapshot", "this production database leaves no snapshot when it is deleted", {
                    fix: "leave skipFinalSnapshot out, and set finalSnapshotIdentifier",
                    ...options,
                });
            }
        });
    },
});
