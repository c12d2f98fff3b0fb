import { s3AccessLogging } from "../../../policies/storage/s3-access-logging";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const bucket = (name: string, props: Value = {}): TestResource => resource("aws:s3/bucket:Bucket", name, props);
const logging = (of: Value, to: Value): TestResource =>
    resource("aws:s3/bucketLogging:BucketLogging", "logging", { bucket: of, targetBucket: to, targetPrefix: "orders/" });

policyTests(s3AccessLogging, {
    example: {
        bad: `
            new aws.s3.Bucket("orders");`,
        good: `
            const logs = new aws.s3.Bucket("access-logs");
            const bucket = new aws.s3.Bucket("orders");
            new aws.s3.BucketLogging("orders", { bucket: bucket.id, targetBucket: logs.id, targetPrefix: "orders/" });`,
    },
    pass: [
        {
            name: "a bucket and the one that its logs go to",
            kind: "lookalike",
            stack: [bucket("orders"), bucket("archive"), logging(ref("orders"), ref("archive"))],
        },
        { name: "the bucket's own input", kind: "default", stack: [bucket("orders", { logging: { targetBucket: "central-logs" } })] },
        { name: "the old spelling", stack: [resource("aws:s3/bucketV2:BucketV2", "orders", { loggings: [{ targetBucket: "central-logs" }] })] },
        { name: "aws-native", stack: [resource("aws-native:s3:Bucket", "orders", { loggingConfiguration: { destinationBucketName: "central-logs" } })] },
        { name: "logs of a bucket that is not known yet", stack: [bucket("orders"), logging(unknown, "central-logs")], undecided: true },
        { name: "logs to a bucket that is not known yet", stack: [bucket("orders"), logging("another", unknown)], undecided: true },
        {
            name: "a trail's bucket",
            kind: "lookalike",
            stack: [bucket("events"), resource("aws:cloudtrail/trail:Trail", "trail", { s3BucketName: ref("events") })],
        },
    ],
    fail: [
        { name: "nothing said (S3.9)", stack: [bucket("orders")], expect: [{ resource: "orders" }] },
        { name: "another bucket's logging", stack: [bucket("orders"), logging("another", "central-logs")], expect: [{ resource: "orders" }] },
    ],
});
