import { serviceLogging } from "../../../policies/services/service-logging";
import { policyTests, ref, resource } from "../../harness";

policyTests(serviceLogging, {
    example: {
        bad: `
            new aws.datasync.Task("orders", { sourceLocationArn: "arn:aws:datasync:us-east-1:851725499301:location/loc-0a1b2c3d", destinationLocationArn: "arn:aws:datasync:us-east-1:851725499301:location/loc-4e5f6a7b" });`,
        good: `
            new aws.datasync.Task("orders", {
                sourceLocationArn: "arn:aws:datasync:us-east-1:851725499301:location/loc-0a1b2c3d", destinationLocationArn: "arn:aws:datasync:us-east-1:851725499301:location/loc-4e5f6a7b",
                cloudwatchLogGroupArn: "arn:aws:logs:us-east-1:851725499301:log-group:/datasync", options: { logLevel: "TRANSFER" },
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
