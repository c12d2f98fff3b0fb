import type { BucketObjectLockConfigurationArgs } from "@pulumi/aws/s3/bucketObjectLockConfiguration";

import { isSet, resourceType, stackPolicy } from "../../kit";
import { besideBucket, Bucket } from "../../kit/aws";

const ObjectLock = resourceType<BucketObjectLockConfigurationArgs>(
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
);

export const s3ObjectLock = stackPolicy({
    name: "s3-object-lock",
    title: "Objects cannot be deleted before their time",
    severity: "medium",
    level: "disabled",
    why: "audit logs and card data records can be deleted by whoever gets into the account",
    fix: "set objectLockEnabled: true, and add an aws.s3.BucketObjectLockConfiguration with a default retention",
    since: "0.2.0",
    controls: ["S3.15"],
    frameworks: { "PCI DSS": ["10.3.2"] },
    links: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html"],
    types: [Bucket],
    check(bucket, { resource, stack, report, undecided }) {
        if (isSet(bucket, "objectLockConfiguration") || bucket.objectLockEnabled) {
            return;
        }
        const locks = besideBucket(resource, stack, ObjectLock);
        if (!locks) {
            undecided("objectLockEnabled");
        } else if (locks.length === 0) {
            report("objectLockEnabled", "objects of this bucket can be deleted at any time");
        }
    },
});
