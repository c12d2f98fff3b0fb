import { s3ObjectLock } from "../../../policies/storage/s3-object-lock";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const bucket = (props: Value = {}): TestResource => resource("aws:s3/bucket:Bucket", "audit", props);
const lock = (of: Value): TestResource =>
    resource("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "lock", {
        bucket: of,
        rule: { defaultRetention: { mode: "COMPLIANCE", days: 365 } },
    });

policyTests(s3ObjectLock, {
    example: {
        bad: `
            new aws.s3.Bucket("audit");`,
        good: `
            const bucket = new aws.s3.Bucket("audit", { objectLockEnabled: true });
            new aws.s3.BucketObjectLockConfiguration("audit", {
                bucket: bucket.id,
                rule: { defaultRetention: { mode: "COMPLIANCE", days: 365 } },
            });`,
    },
    pass: [
        { name: "locks are on", stack: [bucket({ objectLockEnabled: true })] },
        { name: "a configuration beside the bucket", stack: [bucket(), lock(ref("audit"))] },
        { name: "the bucket's own configuration", kind: "lookalike", stack: [bucket({ objectLockConfiguration: { objectLockEnabled: "Enabled" } })] },
        { name: "not known yet", stack: [bucket({ objectLockEnabled: unknown })], undecided: true },
        { name: "the lock of a bucket that is not known yet", stack: [bucket(), lock(unknown)], undecided: true },
    ],
    fail: [
        { name: "nothing said (S3.15)", kind: "default", stack: [bucket()], expect: [{ resource: "audit", property: "objectLockEnabled" }] },
        { name: "switched off (S3.15)", stack: [bucket({ objectLockEnabled: false })], expect: [{ resource: "audit", property: "objectLockEnabled" }] },
    ],
});
