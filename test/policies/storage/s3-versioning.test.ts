import { s3Versioning } from "../../../policies/storage/s3-versioning";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const bucket = (props: Value = {}, name = "orders"): TestResource => resource("aws:s3/bucket:Bucket", name, props);
const versioning = (status: Value, of: Value = ref("orders")): TestResource =>
    resource("aws:s3/bucketVersioning:BucketVersioning", "versioning", { bucket: of, versioningConfiguration: { status } });
const stackName = "prod";

policyTests(s3Versioning, {
    example: {
        bad: `
            // The stack's name is prod
            new aws.s3.Bucket("orders");`,
        good: `
            const bucket = new aws.s3.Bucket("orders");
            new aws.s3.BucketVersioning("orders", { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } });`,
    },
    pass: [
        { name: "versions are kept", stackName, stack: [bucket(), versioning("Enabled")] },
        { name: "the bucket's own input", stackName, stack: [bucket({ versioning: { enabled: true } })] },
        { name: "the old spelling", stackName, stack: [resource("aws:s3/bucketV2:BucketV2", "orders", { versionings: [{ enabled: true }] })] },
        { name: "aws-native", stackName, stack: [resource("aws-native:s3:Bucket", "orders", { versioningConfiguration: { status: "Enabled" } })] },
        { name: "a status that is not known yet", stackName, stack: [bucket(), versioning(unknown)], undecided: true },
        { name: "of a bucket that is not known yet", stackName, stack: [bucket(), versioning("Enabled", unknown)], undecided: true },
        { name: "not production", kind: "default", stack: [bucket()] },
        { name: "the tier is set", stackName, settings: { tier: "nonproduction" }, stack: [bucket()] },
        { name: "a bucket that holds logs, by its name", kind: "lookalike", stackName, stack: [bucket({}, "access-logs")] },
        {
            name: "a bucket that a load balancer writes its logs to",
            kind: "lookalike",
            stackName,
            stack: [bucket(), resource("aws:lb/loadBalancer:LoadBalancer", "shop", { accessLogs: { bucket: ref("orders"), enabled: true } })],
        },
    ],
    fail: [
        { name: "nothing said", stackName, stack: [bucket()], expect: [{ resource: "orders" }] },
        { name: "a name that only looks like logs", stackName, stack: [bucket({}, "catalog")], expect: [{ resource: "catalog" }] },
        { name: "suspended", stackName, stack: [bucket(), versioning("Suspended")], expect: [{ resource: "orders" }] },
        { name: "switched off in the bucket", stackName, stack: [bucket({ versioning: { enabled: false } })], expect: [{ resource: "orders" }] },
        {
            name: "most buckets of a stack: one finding",
            stackName,
            stack: [bucket(), bucket({}, "invoices")],
            expect: [{ resource: "stack", says: /2 of 2|2 buckets/ }],
            once: ["orders", "invoices", "stack"],
        },
    ],
});
