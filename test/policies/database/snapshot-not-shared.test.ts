import { snapshotNotShared } from "../../../policies/database/snapshot-not-shared";
import { policyTests, resource, unknown } from "../../harness";

policyTests(snapshotNotShared, {
    example: {
        bad: `
            new aws.rds.Snapshot("cutover", { dbInstanceIdentifier: "orders", dbSnapshotIdentifier: "cutover", sharedAccounts: ["all"] });`,
        good: `
            new aws.rds.Snapshot("cutover", { dbInstanceIdentifier: "orders", dbSnapshotIdentifier: "cutover", sharedAccounts: ["604219837745"] });`,
    },
    pass: [
        {
            name: "shared with an account of one's own",
            kind: "lookalike",
            stack: [resource("aws:rds/snapshot:Snapshot", "cutover", { sharedAccounts: ["604219837745", unknown] })],
        },
        {
            name: "an image for one account",
            stack: [resource("aws:ec2/amiLaunchPermission:AmiLaunchPermission", "app", { accountId: "604219837745", imageId: "ami-1" })],
        },
    ],
    fail: [
        {
            name: "one account, and all",
            stack: [resource("aws:rds/snapshot:Snapshot", "cutover", { sharedAccounts: ["604219837745", "all"] })],
            expect: [{ resource: "cutover", property: "sharedAccounts[1]" }],
        },
    ],
});
