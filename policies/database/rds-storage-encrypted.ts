import { type Plain, resourcePolicy } from "../../kit";
import { type DatabaseArgs, DATABASES, isReplica, isRestore } from "../../kit/aws";

export const rdsStorageEncrypted = resourcePolicy({
    name: "rds-storage-encrypted",
    title: "The database's storage is encrypted",
    severity: "high",
    level: "mandatory",
    stops: "exposed",
    why: "data, backups and snapshots lie in the clear, and encryption cannot be switched on later without a new database",
    fix: "set storageEncrypted to true, and kmsKeyId to the ARN of a key of your own",
    controls: ["RDS.3", "RDS.27"],
    frameworks: {
        CIS: ["2.3.1"],
        "NIST 800-53": ["CA-9(1)", "CM-3(6)", "SC-13", "SC-28", "SC-28(1)", "SC-7(10)", "SI-7(6)"],
    },
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-3",
    ],
    history: [{ version: "0.2.0", change: "Aurora clusters pass: AWS encrypts every new one" }],
    types: DATABASES,
    check(database, { report }) {
        if (!database.storageEncrypted && !isEncryptedAnyway(database)) {
            report("storageEncrypted", "the database's storage is not encrypted");
        }
    },
    repair: { storageEncrypted: true },
});

/**
 * A copy is encrypted as its source is, and every Aurora cluster that is created since February 18, 2026, is encrypted,
 * with a key that AWS owns where it says nothing.
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html
 */
function isEncryptedAnyway(database: Plain<DatabaseArgs>): boolean {
    return isReplica(database) || isRestore(database) || /^aurora/.test(database.engine ?? "");
}
