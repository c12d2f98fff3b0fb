import { s3DirectoryLifecycle } from "../../../policies/storage/s3-directory-lifecycle";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const bucket = resource("aws:s3/directoryBucket:DirectoryBucket", "fast", { bucket: "fast--use1-az4--x-s3", location: { name: "use1-az4" } });
const lifecycle = (of: Value): TestResource =>
    resource("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "lifecycle", {
        bucket: of,
        rules: [{ id: "uploads", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }],
    });

policyTests(s3DirectoryLifecycle, {
    example: {
        bad: `
            new aws.s3.DirectoryBucket("fast", { bucket: "shop--use1-az4--x-s3", location: { name: "use1-az4" } });`,
        good: `
            const bucket = new aws.s3.DirectoryBucket("fast", { bucket: "shop--use1-az4--x-s3", location: { name: "use1-az4" } });
            new aws.s3.BucketLifecycleConfiguration("fast", {
                bucket: bucket.bucket,
                rules: [{ id: "uploads", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }],
            });`,
    },
    pass: [
        { name: "a lifecycle", stack: [bucket, lifecycle(ref("fast"))] },
        { name: "a lifecycle by the bucket's name", kind: "default", stack: [bucket, lifecycle("fast--use1-az4--x-s3")] },
        { name: "the lifecycle of a bucket that is not known yet", stack: [bucket, lifecycle(unknown)], undecided: true },
        { name: "another kind of bucket", kind: "lookalike", stack: [resource("aws:s3/bucket:Bucket", "orders")] },
    ],
    fail: [
        { name: "nothing said (S3.25)", stack: [bucket], expect: [{ resource: "fast" }] },
        { name: "another bucket's lifecycle", stack: [bucket, lifecycle("orders")], expect: [{ resource: "fast" }] },
    ],
});
