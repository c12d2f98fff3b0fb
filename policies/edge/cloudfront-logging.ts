import type { LogDeliverySourceArgs } from "@pulumi/aws/cloudwatch/logDeliverySource";

import { isSet, resourceType, stackPolicy } from "../../kit";
import { Distribution } from "../../kit/aws";

/** Standard logging v2: the distribution as a source of log deliveries. */
const LogDeliverySource = resourceType<LogDeliverySourceArgs>("aws:cloudwatch/logDeliverySource:LogDeliverySource");

export const cloudfrontLogging = stackPolicy({
    name: "cloudfront-logging",
    title: "Requests to a distribution are logged",
    severity: "medium",
    level: "advisory",
    why: "what CloudFront answers from its cache never reaches another log",
    fix: 'set loggingConfig.bucket, or add an aws.cloudwatch.LogDeliverySource of logType "ACCESS_LOGS" with its delivery',
    since: "0.2.0",
    controls: ["CloudFront.5"],
    frameworks: { "PCI DSS": ["10.2.1"] },
    links: ["https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html"],
    types: [Distribution],
    check(distribution, { resource, stack, report, undecided }) {
        const { loggingConfig } = distribution;
        if (isSet(loggingConfig, "bucket")) {
            return;
        }
        const { resources, possible } = stack.referrers(resource, LogDeliverySource, "resourceArn", Distribution);
        if (resources.length > 0) {
            return;
        }
        if (possible.length > 0) {
            undecided("loggingConfig");
        } else {
            report("loggingConfig", "requests to this distribution leave no trace");
        }
    },
});
