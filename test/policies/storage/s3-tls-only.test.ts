import { s3TlsOnly } from "../../../policies/storage/s3-tls-only";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const bucket = (name: string, props: Value = {}): TestResource => resource("aws:s3/bucket:Bucket", name, props);
const policy = (document: Value, of: Value = ref("orders")): TestResource =>
    resource("aws:s3/bucketPolicy:BucketPolicy", "policy", { bucket: of, policy: document });
const denial = (condition: Value = { Bool: { "aws:SecureTransport": "false" } }, effect = "Deny"): Value => ({
    Version: "2012-10-17",
    Statement: [
        { Effect: effect, Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::orders/*", Condition: condition },
        { Effect: "Allow", Principal: { AWS: "arn:aws:iam::851725499301:root" }, Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" },
    ],
});
const DENIED = JSON.stringify(denial());

policyTests(s3TlsOnly, {
    example: {
        bad: `
            new aws.s3.Bucket("orders", { bucket: "shop-orders" });`,
        good: `
            const bucket = new aws.s3.Bucket("orders", { bucket: "shop-orders" });
            new aws.s3.BucketPolicy("orders", {
                bucket: bucket.id,
                policy: {
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Deny",
                            Principal: "*",
                            Action: "s3:*",
                            Resource: ["arn:aws:s3:::shop-orders", "arn:aws:s3:::shop-orders/*"],
                            Condition: { Bool: { "aws:SecureTransport": "false" } },
                        },
                    ],
                },
            });`,
    },
    pass: [
        { name: "a policy that denies plain HTTP", stack: [bucket("orders"), policy(DENIED)] },
        { name: "the policy as an object", stack: [bucket("orders"), policy(denial())] },
        { name: "the policy in the bucket itself", stack: [bucket("orders", { policy: DENIED })] },
        {
            name: "a boolean in the place of the text",
            kind: "lookalike",
            stack: [bucket("orders"), policy(denial({ bool: { "AWS:SecureTransport": false } }))],
        },
        {
            name: "a denial that spares the services of AWS and an old client",
            kind: "lookalike",
            stack: [
                bucket("orders"),
                policy(
                    denial({
                        BoolIfExists: { "aws:SecureTransport": "false", "aws:PrincipalIsAWSService": "false" },
                        ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::851725499301:role/scanner" },
                    }),
                ),
            ],
        },
        { name: "a policy that is not known yet", stack: [bucket("orders"), policy(unknown)], undecided: true },
        { name: "a policy of a bucket that is not known yet", stack: [bucket("orders"), policy(DENIED, unknown)], undecided: true },
        { name: "the bucket by its name", kind: "default", stack: [bucket("orders", { bucket: "shop-orders" }), policy(DENIED, "shop-orders")] },
    ],
    fail: [
        { name: "no policy (S3.5)", stack: [bucket("orders")], expect: [{ resource: "orders" }] },
        {
            name: "a policy that denies something else",
            stack: [bucket("orders"), policy(denial({ Bool: { "aws:MultiFactorAuthPresent": "false" } }))],
            expect: [{ resource: "orders" }],
        },
        { name: "a denial of TLS", stack: [bucket("orders"), policy(denial({ Bool: { "aws:SecureTransport": "true" } }))], expect: [{ resource: "orders" }] },
        { name: "a permission", stack: [bucket("orders"), policy(denial(undefined, "Allow"))], expect: [{ resource: "orders" }] },
        {
            name: "most buckets of a stack: one finding",
            stack: [bucket("orders"), bucket("invoices"), bucket("photos"), policy(DENIED)],
            expect: [{ resource: "stack", says: /2 buckets have no policy/ }],
            once: ["invoices", "photos", "orders", "stack"],
        },
    ],
});
