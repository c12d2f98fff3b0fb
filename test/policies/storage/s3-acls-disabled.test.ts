import { s3AclsDisabled } from "../../../policies/storage/s3-acls-disabled";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const ownership = (objectOwnership: Value, bucket: Value = "orders"): TestResource =>
    resource("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "ownership", { bucket, rule: { objectOwnership } });
const acl = (props: Value): TestResource => resource("aws:s3/bucketAcl:BucketAcl", "acl", { bucket: "orders", ...props });

policyTests(s3AclsDisabled, {
    example: {
        bad: `
            const bucket = new aws.s3.Bucket("orders");
            new aws.s3.BucketOwnershipControls("orders", { bucket: bucket.id, rule: { objectOwnership: "ObjectWriter" } });`,
        good: `
            const bucket = new aws.s3.Bucket("orders");
            new aws.s3.BucketOwnershipControls("orders", { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } });`,
    },
    pass: [
        { name: "no ACLs", stack: [ownership("BucketOwnerEnforced")] },
        { name: "nothing said", kind: "default", stack: [resource("aws:s3/bucket:Bucket", "orders")] },
        { name: "not known yet", stack: [ownership(unknown)], undecided: true },
        { name: "the ACL by which S3 writes logs", stack: [acl({ acl: "log-delivery-write" })] },
        {
            name: "the bucket of CloudFront's standard logs, which need ACLs",
            kind: "lookalike",
            stack: [
                resource("aws:s3/bucket:Bucket", "logs"),
                ownership("BucketOwnerPreferred", ref("logs")),
                resource("aws:cloudfront/distribution:Distribution", "shop", { loggingConfig: { bucket: ref("logs") } } as Value),
            ],
        },
    ],
    fail: [
        {
            name: "ownership that switches ACLs on (S3.12)",
            stack: [ownership("ObjectWriter")],
            expect: [{ resource: "ownership", property: "rule.objectOwnership" }],
        },
        { name: "an ACL (S3.12)", stack: [acl({ acl: "private" })], expect: [{ resource: "acl", property: "acl" }] },
        {
            name: "an ACL of the old spelling",
            stack: [resource("aws:s3/bucketAclV2:BucketAclV2", "acl", { bucket: "orders", acl: "public-read" })],
            expect: [{ resource: "acl", property: "acl" }],
        },
        {
            name: "beside CloudFront without standard logs",
            stack: [
                resource("aws:s3/bucket:Bucket", "uploads", { bucket: unknown }),
                acl({ bucket: ref("uploads"), acl: "private" }),
                resource("aws:cloudfront/distribution:Distribution", "shop", {}),
            ],
            expect: [{ resource: "acl", property: "acl" }],
        },
        {
            name: "beside CloudFront's standard logs, which go to a bucket of another stack",
            stack: [
                resource("aws:s3/bucket:Bucket", "uploads"),
                acl({ bucket: ref("uploads"), acl: "private" }),
                resource("aws:cloudfront/distribution:Distribution", "shop", { loggingConfig: { bucket: "central-logs.s3.amazonaws.com" } } as Value),
            ],
            expect: [{ resource: "acl", property: "acl" }],
        },
    ],
});
