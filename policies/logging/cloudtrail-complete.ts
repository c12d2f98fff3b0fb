import type { TrailArgs } from "@pulumi/aws/cloudtrail/trail";

import { resourcePolicy, resourceType, rule } from "../../kit";

const Trail = resourceType<TrailArgs>("aws:cloudtrail/trail:Trail");

export const cloudtrailComplete = resourcePolicy({
    name: "cloudtrail-complete",
    title: "A trail records every Region, can be proven unaltered, is encrypted with a key of your own and can raise alarms",
    severity: "high",
    level: "advisory",
    why: "after an incident the trail is the only account of who did what",
    fix: "set isMultiRegionTrail and enableLogFileValidation, and give the trail a kmsKeyId and a log group",
    since: "0.2.0",
    frameworks: { "PCI DSS": ["10.2.1 (partly)", "10.3.2", "10.3.4"] },
    links: [
        "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html",
    ],
    rules: [
        rule({
            type: Trail,
            property: "enableLogging",
            must: { is: true },
            absent: "right",
            problem: "the trail records nothing",
            controls: ["CloudTrail.3 (partly)"],
        }),
        rule({
            type: Trail,
            property: "isMultiRegionTrail",
            must: { is: true },
            absent: "wrong",
            problem: "what happens in other Regions is not recorded",
            controls: ["CloudTrail.1 (partly)"],
        }),
        rule({
            type: Trail,
            property: "enableLogFileValidation",
            must: { is: true },
            absent: "wrong",
            problem: "nobody can tell whether its files were altered",
            severity: "low",
            controls: ["CloudTrail.4"],
        }),
        rule({
            type: Trail,
            property: "kmsKeyId",
            must: { given: true },
            absent: "wrong",
            problem: "whoever may read the bucket may read the trail: it has no key of its own",
            severity: "medium",
            controls: ["CloudTrail.2"],
        }),
        rule({
            type: Trail,
            property: "cloudWatchLogsGroupArn",
            must: { given: true },
            absent: "wrong",
            problem: "no alarm can look at it: it does not go to a log group",
            severity: "low",
            controls: ["CloudTrail.5"],
        }),
    ],
});
