import { stackPolicy } from "../../kit";
import { DynamodbTable, isBackedUp } from "../../kit/aws";

export const dynamodbPitr = stackPolicy({
    name: "dynamodb-pitr",
    title: "A production table can be brought back to any second of the last weeks",
    severity: "high",
    level: "mandatory",
    stops: "lost",
    why: "a wrong release or a wrong script writes to every item within minutes, and DynamoDB keeps no earlier state by itself",
    fix: "set pointInTimeRecovery to { enabled: true }, or let an aws.backup.Selection name the table",
    controls: ["DynamoDB.2"],
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html",
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/backuprestore_HowItWorksAWS.html",
    ],
    tiered: true,
    types: [DynamodbTable],
    check(table, { resource, stack, tier, report, undecided }) {
        if (tier !== "production" || table.pointInTimeRecovery?.enabled) {
            return;
        }
        const backedUp = isBackedUp(resource, DynamodbTable, "dynamodb", stack);
        if (backedUp === "no") {
            report("pointInTimeRecovery.enabled", "this production table has no backups");
        } else if (backedUp === "maybe") {
            undecided("pointInTimeRecovery");
        }
    },
});
