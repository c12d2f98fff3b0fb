import { s3Lifecycle } from "../../../policies/storage/s3-lifecycle";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const bucket = (props: Value = {}): TestResource => resource("aws:s3/bucket:Bucket", "orders", props);
const directory = resource("aws:s3/directoryBucket:DirectoryBucket", "fast", { bucket: "fast--use1-az4--x-s3", location: { name: "use1-az4" } });
const lifecycle = (of: Value): TestResource =>
    resource("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "lifecycle", {
        bucket: of,
        rules: [{ id: "uploads", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }],
    });

policyTests(s3Lifecycle, {
    example: {
        bad: `
            new aws.s3.Bucket("orders");`,
        good: `
            const bucket = new aws.s3.Bucket("orders");
            new aws.s3.BucketLifecycleConfiguration("orders", {
                bucket: bucket.id,
                rules: [{ id: "uploads", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }],
            });`,
    },
    pass: [
        { name: "a lifecycle", stack: [bucket(), lifecycle(ref("orders"))] },
        { name: "a directory bucket with a lifecycle", stack: [directory, lifecycle(ref("fast"))] },
        { name: "the bucket's own rules", kind: "default", stack: [bucket({ lifecycleRules: [{ enabled: true, expiration: { days: 365 } }] })] },
        {
            name: "aws-native",
            stack: [resource("aws-native:s3:Bucket", "orders", { lifecycleConfiguration: { rules: [{ status: "Enabled", expirationInDays: 365 }] } })],
        },
        { name: "the lifecycle of a bucket that is not known yet", kind: "lookalike", stack: [bucket(), lifecycle(unknown)], undecided: true },
    ],
    fail: [
        { name: "nothing said (S3.13)", stack: [bucket()], expect: [{ resource: "orders" }] },
        { name: "a directory bucket (S3.25)", stack: [directory], expect: [{ resource: "fast" }] },
    ],
});
