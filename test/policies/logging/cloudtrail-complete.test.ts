import { cloudtrailComplete } from "../../../policies/logging/cloudtrail-complete";
import { policyTests, ref, resource } from "../../harness";

policyTests(cloudtrailComplete, {
    example: {
        bad: `
            new aws.cloudtrail.Trail("audit", { s3BucketName: archive.bucket });`,
        good: `
            new aws.cloudtrail.Trail("audit", {
                s3BucketName: archive.bucket, isMultiRegionTrail: true, enableLogFileValidation: true, kmsKeyId: key.arn,
                cloudWatchLogsGroupArn: pulumi.interpolate\`\${trail.arn}:*\`, cloudWatchLogsRoleArn: writer.arn,
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
    fail: [],
});
