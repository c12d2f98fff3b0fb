import { cloudtrailBucket } from "../../../policies/logging/cloudtrail-bucket";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const trail = resource("aws:cloudtrail/trail:Trail", "audit", { s3BucketName: ref("archive") });
const bucket = resource("aws:s3/bucket:Bucket", "archive");
const logging = (of: Value = ref("archive")): TestResource =>
    resource("aws:s3/bucketLogging:BucketLogging", "log", { bucket: of, targetBucket: "access-7f3", targetPrefix: "trail/" });
const block = (props: Record<string, unknown>): TestResource =>
    resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "block", { bucket: ref("archive"), ...props });
const policy = (principal: Value): TestResource =>
    resource("aws:s3/bucketPolicy:BucketPolicy", "policy", {
        bucket: ref("archive"),
        policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: principal, Action: "s3:GetObject", Resource: unknown }] },
    });
const found = { resource: "audit", property: "s3BucketName" };

policyTests(cloudtrailBucket, {
    example: {
        bad: `
            const archive = new aws.s3.Bucket("archive");
            new aws.cloudtrail.Trail("audit", { s3BucketName: archive.bucket });`,
        good: `
            const archive = new aws.s3.Bucket("archive");
            new aws.s3.BucketLogging("archive", { bucket: archive.id, targetBucket: "access-logs-7f3", targetPrefix: "trail/" });
            new aws.cloudtrail.Trail("audit", { s3BucketName: archive.bucket });`,
    },
    pass: [
        {
            name: "a closed bucket with an access log",
            stack: [trail, bucket, logging(), block({ blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true })],
        },
        { name: "a log whose bucket is not known: it may be this one's", stack: [trail, bucket, logging(unknown)] },
        { name: "a policy that lets CloudTrail write", kind: "lookalike", stack: [trail, bucket, logging(), policy({ Service: "cloudtrail.amazonaws.com" })] },
        { name: "a policy of which the principal is not known yet", stack: [trail, bucket, logging(), policy(unknown)], undecided: true },
        { name: "a bucket that is made elsewhere", stack: [resource("aws:cloudtrail/trail:Trail", "audit", { s3BucketName: "audit-7f3" })] },
    ],
    fail: [
        {
            name: "an aws-native bucket whose own block is open",
            stack: [
                trail,
                resource("aws-native:s3:Bucket", "archive", {
                    loggingConfiguration: { destinationBucketName: "access-7f3" },
                    publicAccessBlockConfiguration: { blockPublicAcls: true, blockPublicPolicy: true },
                }),
            ],
            expect: [{ ...found, says: /bucket archive is public/ }],
        },
        {
            name: "no access log (CloudTrail.7)",
            kind: "default",
            stack: [trail, bucket],
            expect: [{ ...found, severity: "low", says: /nobody can tell who read/ }],
        },
        { name: "a log of another bucket", stack: [trail, bucket, resource("aws:s3/bucket:Bucket", "other"), logging(ref("other"))], expect: [found] },
        {
            name: "an open policy (CloudTrail.6)",
            stack: [trail, bucket, logging(), policy("*")],
            expect: [{ ...found, severity: "critical", says: /anyone may read the trail/ }],
        },
        {
            name: "an open block (CloudTrail.6)",
            stack: [trail, bucket, logging(), block({ blockPublicAcls: true, restrictPublicBuckets: false })],
            expect: [found],
        },
    ],
});
