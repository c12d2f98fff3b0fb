import type { BucketLifecycleConfigurationArgs } from "@pulumi/aws/s3/bucketLifecycleConfiguration";
import type { DirectoryBucketArgs } from "@pulumi/aws/s3/directoryBucket";

import { isSet, resourceType, stackPolicy } from "../../kit";
import { Bucket } from "../../kit/aws";

const DirectoryBucket = resourceType<DirectoryBucketArgs>("aws:s3/directoryBucket:DirectoryBucket");
const Lifecycle = resourceType<BucketLifecycleConfigurationArgs>(
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
);

export const s3Lifecycle = stackPolicy({
    name: "s3-lifecycle",
    title: "A bucket says how long it keeps what it holds",
    severity: "low",
    level: "disabled",
    why: "old objects, old versions and unfinished uploads are kept and paid for without end",
    fix: "add an aws.s3.BucketLifecycleConfiguration",
    since: "0.2.0",
    controls: ["S3.13", "S3.25"],
    links: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html"],
    types: [Bucket, DirectoryBucket],
    check(_props, { resource, stack, report, undecided }) {
        if (resource.is(Bucket) && isSet(resource.props, "lifecycleRules")) {
            return;
        }
        const { resources, possible } = stack.referrers(resource, Lifecycle, "bucket", Bucket, DirectoryBucket);
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
