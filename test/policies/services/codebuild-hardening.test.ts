import { codebuildHardening } from "../../../policies/services/codebuild-hardening";
import { policyTests, resource } from "../../harness";

policyTests(codebuildHardening, {
    example: {
        bad: `
            new aws.codebuild.Project("release", {
                serviceRole: "arn:aws:iam::851725499301:role/builder", artifacts: { type: "NO_ARTIFACTS" }, source: { type: "GITHUB", location: "https://github.com/shop/payments.git" },
                environment: { type: "LINUX_CONTAINER", computeType: "BUILD_GENERAL1_SMALL", image: "aws/codebuild/standard:7.0" },
                logsConfig: { cloudwatchLogs: { status: "DISABLED" } },
            });`,
        good: `
            new aws.codebuild.Project("release", {
                serviceRole: "arn:aws:iam::851725499301:role/builder", artifacts: { type: "NO_ARTIFACTS" }, source: { type: "GITHUB", location: "https://github.com/shop/payments.git" },
                environment: { type: "LINUX_CONTAINER", computeType: "BUILD_GENERAL1_SMALL", image: "aws/codebuild/standard:7.0" },
            });`,
    },
    pass: [
        {
            name: "logs in a bucket instead of a log group",
            kind: "lookalike",
            stack: [
                resource("aws:codebuild/project:Project", "release", {
                    logsConfig: { cloudwatchLogs: { status: "DISABLED" }, s3Logs: { status: "ENABLED", location: "builds-7f3/logs" } },
                }),
            ],
        },
    ],
    fail: [],
});
