import { s3AclAccepted } from "../../../policies/storage/s3-acl-accepted";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const bucket = resource("aws:s3/bucket:Bucket", "orders");
const acl = (of: Value = ref("orders")): TestResource => resource("aws:s3/bucketAcl:BucketAcl", "acl", { bucket: of, acl: "private" });
const ownership = (objectOwnership: Value, of: Value = ref("orders")): TestResource =>
    resource("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "ownership", { bucket: of, rule: { objectOwnership } });
const distribution = (loggingConfig: Value): TestResource =>
    resource("aws:cloudfront/distribution:Distribution", "shop", { enabled: true, loggingConfig } as Value);

policyTests(s3AclAccepted, {
    example: {
        bad: `
            const bucket = new aws.s3.Bucket("orders");
            new aws.s3.BucketAcl("orders", { bucket: bucket.id, acl: "private" });`,
        good: `
            const bucket = new aws.s3.Bucket("orders");
            const ownership = new aws.s3.BucketOwnershipControls("orders", {
                bucket: bucket.id,
                rule: { objectOwnership: "BucketOwnerPreferred" },
            });
            new aws.s3.BucketAcl("orders", { bucket: bucket.id, acl: "private" }, { dependsOn: [ownership] });`,
    },
    pass: [
        { name: "ownership that takes ACLs", stack: [bucket, ownership("BucketOwnerPreferred"), acl()] },
        { name: "a bucket that is there already, and may be older", kind: "lookalike", stack: [{ ...bucket, outputs: { arn: "arn:aws:s3:::orders" } }, acl()] },
        {
            name: "an aws-native bucket that takes them",
            stack: [
                resource("aws-native:s3:Bucket", "orders", { ownershipControls: { rules: [{ objectOwnership: "BucketOwnerPreferred" }] } } as Value),
                distribution({ bucket: ref("orders") }),
            ],
        },
        {
            name: "an aws-native bucket, of which that is not known yet",
            stack: [
                resource("aws-native:s3:Bucket", "orders", { ownershipControls: { rules: [{ objectOwnership: unknown }] } } as Value),
                distribution({ bucket: ref("orders") }),
            ],
            undecided: true,
        },
        { name: "a bucket of another stack", stack: [acl("orders-of-2019")] },
        { name: "ownership that is not known yet", stack: [bucket, ownership(unknown), acl()], undecided: true },
        { name: "ownership of a bucket that is not known yet", stack: [bucket, ownership("ObjectWriter", unknown), acl()], undecided: true },
        { name: "CloudFront without standard logs", kind: "default", stack: [bucket, distribution(undefined)] },
        { name: "CloudFront, to a bucket that takes ACLs", stack: [bucket, ownership("ObjectWriter"), distribution({ bucket: ref("orders") })] },
    ],
    fail: [
        { name: "nothing said of ownership", stack: [bucket, acl()], expect: [{ resource: "acl", property: "acl", says: /orders takes no ACLs/ }] },
        { name: "ownership that takes none", stack: [bucket, ownership("BucketOwnerEnforced"), acl()], expect: [{ resource: "acl", property: "acl" }] },
        {
            name: "the old spellings",
            stack: [
                resource("aws:s3/bucketV2:BucketV2", "orders"),
                resource("aws:s3/bucketAclV2:BucketAclV2", "acl", { bucket: ref("orders"), acl: "private" }),
            ],
            expect: [{ resource: "acl", property: "acl" }],
        },
        {
            name: "CloudFront's standard logs",
            stack: [bucket, distribution({ bucket: ref("orders") })],
            expect: [{ resource: "shop", property: "loggingConfig.bucket", says: /CloudFront writes standard logs by an ACL/ }],
        },
        {
            name: "the standard logs of two distributions to one bucket, which are one mistake",
            stack: [bucket, distribution({ bucket: ref("orders") }), { ...distribution({ bucket: ref("orders") }), name: "admin" }],
            expect: [
                { resource: "stack", says: /2 distributions have CloudFront write standard logs by an ACL, and the bucket orders takes none: admin, shop/ },
            ],
        },
    ],
});
