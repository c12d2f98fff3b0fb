import { resourcePolicy } from "../../kit";
import { Secret } from "../../kit/aws";

/** What Secrets Manager keeps a deleted secret for, unless it is told otherwise. */
const DEFAULT_DAYS = 30;

export const secretRecoveryWindow = resourcePolicy({
    name: "secret-recovery-window",
    title: "A production secret can be restored after it was deleted",
    severity: "low",
    level: "advisory",
    why: "with no recovery window a wrong deletion is final at once",
    fix: "leave recoveryWindowInDays out, for 30 days, or set it to 7 to 30",
    links: ["https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html"],
    tiered: true,
    types: [Secret],
    check(secret, { tier, report }) {
        if (tier === "production" && secret.recoveryWindowInDays === 0) {
            report("recoveryWindowInDays", "0 deletes this secret at once, for ever");
        }
    },
    repair: { recoveryWindowInDays: DEFAULT_DAYS },
});
