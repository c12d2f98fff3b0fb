import { s3PolicyDelegation } from "../../../policies/storage/s3-policy-delegation";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const PARTNER = "arn:aws:iam::851725499301:root";
const policy = (...statements: object[]): Value => ({
    Version: "2012-10-17",
    Statement: statements.map((more) => ({ Effect: "Allow", Principal: { AWS: PARTNER }, Resource: "arn:aws:s3:::orders/*", ...more })),
});
const of = (document: Value): TestResource => resource("aws:s3/bucketPolicy:BucketPolicy", "policy", { bucket: "orders", policy: document });

policyTests(s3PolicyDelegation, {
    example: {
        bad: `
            const bucket = new aws.s3.Bucket("orders");
            new aws.s3.BucketPolicy("orders", {
                bucket: bucket.id,
                policy: {
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Principal: { AWS: "arn:aws:iam::851725499301:root" },
                            Action: ["s3:PutObject", "s3:PutObjectAcl"],
                            Resource: "arn:aws:s3:::orders/*",
                        },
                    ],
                },
            });`,
        good: `
            const bucket = new aws.s3.Bucket("orders");
            new aws.s3.BucketPolicy("orders", {
                bucket: bucket.id,
                policy: {
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Principal: { AWS: "arn:aws:iam::851725499301:root" },
                            Action: "s3:PutObject",
                            Resource: "arn:aws:s3:::orders/*",
                        },
                    ],
                },
            });`,
    },
    pass: [
        { name: "objects only", kind: "default", stack: [of(policy({ Action: ["s3:GetObject", "s3:PutObject"] }))] },
        { name: "a denial", kind: "lookalike", stack: [of(policy({ Effect: "Deny", Action: "s3:PutBucketPolicy" }))] },
        { name: "a service", kind: "lookalike", stack: [of(policy({ Principal: { Service: "logging.s3.amazonaws.com" }, Action: "s3:*" }))] },
        { name: "an account of one's own", settings: { ownAccounts: ["851725499301"] }, stack: [of(policy({ Action: "s3:*" }))] },
        { name: "everybody, of which s3-not-public speaks", stack: [of(policy({ Principal: { AWS: "*" }, Action: "s3:*" }))] },
        { name: "a policy that is not known yet", stack: [of(unknown)], undecided: true },
    ],
    fail: [
        {
            name: "an ACL (S3.6)",
            stack: [of(policy({ Action: "s3:GetObject" }, { Action: ["s3:PutObjectAcl"] }))],
            expect: [{ resource: "policy", property: "policy", says: /851725499301 may do s3:PutObjectAcl/ }],
        },
        { name: "every action (S3.6)", stack: [of(policy({ Action: "s3:*" }))], expect: [{ resource: "policy", property: "policy" }] },
        {
            name: "in the bucket itself",
            stack: [resource("aws:s3/bucket:Bucket", "orders", { policy: JSON.stringify(policy({ Action: "s3:PutBucket*" })) })],
            expect: [{ resource: "orders", property: "policy" }],
        },
    ],
});
