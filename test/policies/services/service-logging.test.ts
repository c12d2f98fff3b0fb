import { serviceLogging } from "../../../policies/services/service-logging";
import { policyTests, ref, resource } from "../../harness";

policyTests(serviceLogging, {
    example: {
        bad: `
            new aws.datasync.Task("orders", { sourceLocationArn: nfs.arn, destinationLocationArn: files.arn });`,
        good: `
            new aws.datasync.Task("orders", {
                sourceLocationArn: nfs.arn, destinationLocationArn: files.arn,
                cloudwatchLogGroupArn: group.arn, options: { logLevel: "TRANSFER" },
            });`,
    },
    pass: [
        {
            name: "a log group that is made in the same stack",
            kind: "lookalike",
            stack: [
                resource("aws:cloudwatch/logGroup:LogGroup", "g"),
                resource("aws:datasync/task:Task", "t", { cloudwatchLogGroupArn: ref("g"), options: { logLevel: "TRANSFER" } }),
            ],
        },
    ],
    fail: [],
});
