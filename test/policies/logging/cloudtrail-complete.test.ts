import { cloudtrailComplete } from "../../../policies/logging/cloudtrail-complete";
import { policyTests, ref, resource } from "../../harness";

policyTests(cloudtrailComplete, {
    example: {
        bad: `
            new aws.cloudtrail.Trail("audit", { s3BucketName: "audit-7f3" });`,
        good: `
            new aws.cloudtrail.Trail("audit", {
                s3BucketName: "audit-7f3", isMultiRegionTrail: true, enableLogFileValidation: true, kmsKeyId: "arn:aws:kms:us-east-1:851725499301:key/0a1b2c3d",
                cloudWatchLogsGroupArn: "arn:aws:logs:us-east-1:851725499301:log-group:audit:*", cloudWatchLogsRoleArn: "arn:aws:iam::851725499301:role/writer",
            });`,
    },
    pass: [
        {
            name: "a trail whose key and log group are made in the same stack",
            kind: "lookalike",
            stack: [
                resource("aws:kms/key:Key", "key"),
                resource("aws:cloudwatch/logGroup:LogGroup", "group"),
                resource("aws:cloudtrail/trail:Trail", "audit", {
                    ...{ s3BucketName: "audit-7f3", isMultiRegionTrail: true, enableLogFileValidation: true, enableLogging: true },
                    ...{ kmsKeyId: ref("key"), cloudWatchLogsGroupArn: ref("group") },
                }),
            ],
        },
    ],
    fail: [
        {
            name: "aws-native's trail",
            stack: [
                resource("aws-native:cloudtrail:Trail", "audit", {
                    s3BucketName: "audit-7f3",
                    isLogging: true,
                    isMultiRegionTrail: true,
                    enableLogFileValidation: true,
                    kmsKeyId: "alias/audit",
                }),
            ],
            expect: [{ resource: "audit", property: "cloudWatchLogsLogGroupArn", severity: "low" }],
        },
    ],
});
