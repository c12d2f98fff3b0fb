import type { BucketLifecycleConfigurationArgs } from "@pulumi/aws/s3/bucketLifecycleConfiguration";
import type { DirectoryBucketArgs } from "@pulumi/aws/s3/directoryBucket";

import { resourceType, stackPolicy } from "../../kit";

const DirectoryBucket = resourceType<DirectoryBucketArgs>("aws:s3/directoryBucket:DirectoryBucket");
const Lifecycle = resourceType<BucketLifecycleConfigurationArgs>(
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
);

export const s3DirectoryLifecycle = stackPolicy({
    name: "s3-directory-lifecycle",
    title: "A directory bucket says how long it keeps what it holds",
    severity: "low",
    level: "disabled",
    why: "S3 Express One Zone is the dearest storage of S3, and old objects stay there without end",
    fix: "add an aws.s3.BucketLifecycleConfiguration",
    since: "0.2.0",
    controls: ["S3.25"],
    links: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-buckets-objects-lifecycle.html"],
    types: [DirectoryBucket],
    check(_props, { resource, stack, report, undecided }) {
        const { resources, possible } = stack.referrers(resource, Lifecycle, "bucket", DirectoryBucket);
        if (resources.length > 0) {
            return;
        }
        if (possible.length > 0) {
            undecided("bucket");
        } else {
            report(undefined, "this bucket keeps everything for ever");
        }
    },
});
