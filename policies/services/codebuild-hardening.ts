import type { ProjectArgs } from "@pulumi/aws/codebuild/project";
import type { ReportGroupArgs } from "@pulumi/aws/codebuild/reportGroup";

import { resourcePolicy, resourceType, rule } from "../../kit";

const Project = resourceType<ProjectArgs>("aws:codebuild/project:Project");

export const codebuildHardening = resourcePolicy({
    name: "codebuild-hardening",
    title: "Builds leave a log, and logs and reports are encrypted",
    severity: "medium",
    level: "advisory",
    why: "a build holds the keys to production: what it did must be seen, and what it wrote kept",
    fix: "leave the setting that the finding names out",
    since: "0.2.0",
    frameworks: { "PCI DSS": ["10.3.2 (partly)"] },
    links: [
        "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html",
        "https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html",
    ],
    rules: [
        rule({
            type: Project,
            property: "logsConfig.s3Logs.encryptionDisabled",
            must: { is: false },
            absent: "right",
            problem: "the build's logs lie in the bucket unencrypted",
            severity: "low",
            controls: ["CodeBuild.3"],
        }),
        rule({
            type: Project,
            property: "logsConfig.cloudwatchLogs.status",
            must: { is: "ENABLED" },
            absent: "right",
            problem: "builds leave no log",
            controls: ["CodeBuild.4"],
            unless: ({ logsConfig }) => logsConfig?.s3Logs?.status === "ENABLED",
        }),
        rule({
            type: resourceType<ReportGroupArgs>("aws:codebuild/reportGroup:ReportGroup"),
            property: "exportConfig.s3Destination.encryptionDisabled",
            must: { is: false },
            absent: "right",
            problem: "the reports lie in the bucket unencrypted",
            controls: ["CodeBuild.7"],
        }),
    ],
});
