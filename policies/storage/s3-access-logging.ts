import { isSet, stackPolicy } from "../../kit";
import { besideBucket, Bucket, BucketLogging, holdsLogs } from "../../kit/aws";

export const s3AccessLogging = stackPolicy({
    name: "s3-access-logging",
    title: "Requests to a bucket are logged",
    severity: "medium",
    level: "disabled",
    why: "without it nobody can tell who read or deleted an object; data events of CloudTrail are the other way",
    fix: "add an aws.s3.BucketLogging that writes to a log bucket",
    since: "0.2.0",
    controls: ["S3.9"],
    frameworks: { "PCI DSS": ["10.2.1"] },
    links: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html"],
    types: [Bucket],
    check(bucket, { resource, stack, report, undecided }) {
        const logs = holdsLogs(resource, stack);
        if (isSet(bucket, "logging") || logs) {
            return;
        }
        const logging = besideBucket(resource, stack, BucketLogging);
        if (logs === undefined || !logging) {
            undecided("logging");
        } else if (logging.length === 0) {
            report(undefined, "requests to this bucket leave no trace");
        }
    },
});
