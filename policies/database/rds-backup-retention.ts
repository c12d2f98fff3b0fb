import { resourcePolicy } from "../../kit";
import { DATABASES, isReplica, isRestore, RdsInstance } from "../../kit/aws";

const MINIMUM = { production: 7, nonproduction: 1 };
const MAXIMUM = { nonproduction: 7 };
const Days = { type: "integer", minimum: 0, maximum: 35 } as const;
const PerTier = { production: Days, nonproduction: Days } as const;

export const rdsBackupRetention = resourcePolicy({
    name: "rds-backup-retention",
    title: "Backups of a database are kept as long as its tier needs, and no longer",
    severity: "high",
    level: "mandatory",
    stops: "lost",
    why: "too short a time loses the state to go back to, and outside production every further day only costs",
    fix: "set backupRetentionPeriod",
    controls: ["RDS.11", "RDS.50"],
    frameworks: {
        "NIST 800-53": ["CP-10", "CP-6", "CP-6(1)", "CP-6(2)", "CP-9", "SC-5(2)", "SI-12", "SI-13(5)"],
    },
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-11",
    ],
    settings: {
        minimum: {
            type: "object",
            properties: PerTier,
            additionalProperties: false,
            default: MINIMUM,
            description: "The fewest days for each tier.",
        },
        maximum: {
            type: "object",
            properties: PerTier,
            additionalProperties: false,
            default: MAXIMUM,
            description: "The most days for each tier; no limit where none is given.",
        },
    },
    tiered: true,
    types: DATABASES,
    check(database, { resource, settings, tier, report }) {
        const written = database.backupRetentionPeriod;
        if (isReplica(database) || (written === undefined && isRestore(database))) {
            return;
        }
        // What AWS keeps where the program says nothing: an instance made by the provider none, a cluster one day.
        const days = written ?? (resource.is(RdsInstance) ? 0 : 1);
        const minimum = settings.minimum[tier] ?? MINIMUM[tier];
        const maximum = { ...MAXIMUM, ...settings.maximum }[tier] ?? Infinity;
        if (days < minimum) {
            report(
                "backupRetentionPeriod",
                `backups are kept for ${inDays(days)}, and a ${tier} database needs ${inDays(minimum)}`,
                {
                    fix: `set backupRetentionPeriod to ${minimum} or more`,
                    // Elsewhere the data can usually be made again.
                    ...(tier === "production" ? {} : { level: "advisory" }),
                },
            );
        } else if (days > maximum) {
            report(
                "backupRetentionPeriod",
                `backups are kept for ${inDays(days)}, and a ${tier} database needs ${inDays(maximum)} at most`,
                {
                    fix: `set backupRetentionPeriod to ${minimum === maximum ? minimum : `${minimum} to ${maximum}`}`,
                    level: "advisory",
                    severity: "low",
                },
            );
        }
    },
});

function inDays(days: number): string {
    return days === 1 ? "1 day" : `${days} days`;
}
