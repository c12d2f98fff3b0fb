import { s3NotPublic } from "../../../policies/storage/s3-not-public";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const OBJECTS = "arn:aws:s3:::orders/*";
const statement = (more: object): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: OBJECTS, ...more }] });
const policy = (more: object): TestResource => resource("aws:s3/bucketPolicy:BucketPolicy", "orders", { bucket: "orders", policy: statement(more) });
const bucket = (props: Value): TestResource => resource("aws:s3/bucket:Bucket", "orders", props);
const acl = (props: Value): TestResource => resource("aws:s3/bucketAcl:BucketAcl", "orders", { bucket: "orders", ...props });
const grant = (uri: Value): Value => ({
    accessControlPolicy: { owner: { id: "75aa57f09aa0" }, grants: [{ permission: "READ", grantee: { type: "Group", uri } }] },
});
const ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";

policyTests(s3NotPublic, {
    example: {
        bad: `
            const bucket = new aws.s3.Bucket("orders");
            new aws.s3.BucketPublicAccessBlock("orders", { bucket: bucket.id, blockPublicPolicy: false });
            new aws.s3.BucketPolicy("orders", {
                bucket: bucket.id,
                policy: {
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" }],
                },
            });`,
        good: `
            const bucket = new aws.s3.Bucket("orders");
            new aws.s3.BucketPublicAccessBlock("orders", {
                bucket: bucket.id,
                blockPublicAcls: true,
                blockPublicPolicy: true,
                ignorePublicAcls: true,
                restrictPublicBuckets: true,
            });
            new aws.s3.BucketPolicy("orders", {
                bucket: bucket.id,
                policy: {
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Principal: { Service: "cloudfront.amazonaws.com" },
                            Action: "s3:GetObject",
                            Resource: "arn:aws:s3:::orders/*",
                            Condition: { StringEquals: { "AWS:SourceArn": "arn:aws:cloudfront::851725499301:distribution/E2X1" } },
                        },
                    ],
                },
            });`,
    },
    pass: [
        { name: "an aws-native bucket", stack: [resource("aws-native:s3:Bucket", "orders", {})] },
        {
            name: "an aws-native bucket with all locks on",
            stack: [
                resource("aws-native:s3:Bucket", "orders", {
                    publicAccessBlockConfiguration: {
                        ...{ blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true },
                    },
                }),
            ],
        },
        {
            name: "an aws-native bucket whose locks are not known yet",
            stack: [resource("aws-native:s3:Bucket", "orders", { publicAccessBlockConfiguration: unknown })],
            undecided: true,
        },
        { name: "a bucket of which nothing is said: all four locks are on", kind: "default", stack: [bucket({})] },
        { name: "a private ACL", stack: [bucket({ acl: "private" }), acl({ acl: "log-delivery-write" })] },
        {
            name: "a policy of which nothing is known",
            stack: [resource("aws:s3/bucketPolicy:BucketPolicy", "orders", { bucket: "orders", policy: unknown })],
            undecided: true,
        },
        {
            name: "everybody of the organisation",
            kind: "lookalike",
            stack: [policy({ Condition: { StringEquals: { "aws:PrincipalOrgID": "o-8f2k1" } } })],
        },
        {
            name: "everybody who comes through a VPC endpoint",
            kind: "lookalike",
            stack: [policy({ Condition: { StringEquals: { "aws:SourceVpce": "vpce-0a1b" } } })],
        },
        { name: "a service", kind: "lookalike", stack: [policy({ Principal: { Service: "cloudfront.amazonaws.com" } })] },
        { name: "a denial", kind: "lookalike", stack: [policy({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } })] },
        { name: "another account", stack: [policy({ Principal: { AWS: "arn:aws:iam::851725499301:root" } })] },
        { name: "a grant to the log service", kind: "lookalike", stack: [acl(grant("http://acs.amazonaws.com/groups/s3/LogDelivery"))], undecided: false },
        { name: "a grant to somebody who is not known yet", stack: [acl(grant(unknown))], undecided: true },
        {
            name: "a grant to somebody who is not known yet, beside one to the log service",
            stack: [
                bucket({
                    grants: [...[unknown, "http://acs.amazonaws.com/groups/s3/LogDelivery"].map((uri) => ({ type: "Group", permissions: ["WRITE"], uri }))],
                }),
            ],
            undecided: true,
        },
        { name: "grants that are not known yet", stack: [bucket({ grants: unknown })], undecided: true },
        { name: "an access point that says nothing of its locks", stack: [resource("aws:s3/accessPoint:AccessPoint", "orders", { bucket: "orders" })] },
    ],
    fail: [
        {
            name: "a policy by which everybody reads (S3.2)",
            stack: [bucket({}), resource("aws:s3/bucketPolicy:BucketPolicy", "public", { bucket: ref("orders"), policy: statement({}) })],
            expect: [{ resource: "public", property: "policy", severity: "critical", says: /everybody may do s3:GetObject$[^]*Fix: name the principals/m }],
        },
        {
            name: "a policy by which everybody writes (S3.3)",
            stack: [policy({ Principal: { AWS: "*" }, Action: ["s3:PutObject", "s3:DeleteObject"] })],
            expect: [{ resource: "orders", property: "policy", says: /s3:PutObject and 1 more/ }],
        },
        {
            name: "the policy in the bucket itself",
            stack: [bucket({ policy: statement({}) })],
            expect: [{ resource: "orders", property: "policy" }],
        },
        {
            name: "a denial of plain HTTP beside the permission",
            stack: [
                resource("aws:s3/bucketPolicy:BucketPolicy", "orders", {
                    bucket: "orders",
                    policy: {
                        Version: "2012-10-17",
                        Statement: [
                            { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: OBJECTS },
                            { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: OBJECTS, Condition: { Bool: { "aws:SecureTransport": "false" } } },
                        ],
                    },
                }),
            ],
            expect: [{ resource: "orders", property: "policy" }],
        },
        {
            name: "an ACL by which everybody reads (S3.2)",
            stack: [acl({ acl: "public-read" })],
            expect: [{ resource: "orders", property: "acl", says: /remove the ACL/ }],
        },
        {
            name: "an ACL by which everybody writes (S3.3)",
            stack: [bucket({ acl: "public-read-write" })],
            expect: [{ resource: "orders", property: "acl", says: /read and write/ }],
        },
        {
            name: "the old spelling of a bucket",
            stack: [resource("aws:s3/bucketV2:BucketV2", "orders", { acl: "authenticated-read" })],
            expect: [{ resource: "orders", property: "acl", says: /every AWS account/ }],
        },
        {
            name: "a lock of an aws-native bucket that is off, and one that is left out",
            stack: [
                resource("aws-native:s3:Bucket", "orders", {
                    publicAccessBlockConfiguration: { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: false },
                }),
            ],
            expect: [
                { resource: "orders", property: "publicAccessBlockConfiguration.blockPublicPolicy" },
                { resource: "orders", property: "publicAccessBlockConfiguration.restrictPublicBuckets", level: "advisory" },
            ],
        },
        {
            name: "aws-native",
            stack: [resource("aws-native:s3:Bucket", "orders", { accessControl: "PublicRead" })],
            expect: [{ resource: "orders", property: "accessControl", says: /public-read/ }],
        },
        {
            name: "an object that everybody reads",
            stack: [resource("aws:s3/bucketObject:BucketObject", "page", { bucket: "orders", key: "index.html", acl: "public-read" })],
            expect: [{ resource: "page", property: "acl" }],
        },
        {
            name: "a grant to everybody",
            stack: [acl(grant(ALL_USERS))],
            expect: [{ resource: "orders", property: "accessControlPolicy.grants[0]", says: /grant to accounts/ }],
        },
        {
            name: "a grant to everybody in the bucket itself",
            stack: [
                bucket({
                    grants: [
                        { type: "CanonicalUser", id: "75aa", permissions: ["FULL_CONTROL"] },
                        { type: "Group", uri: ALL_USERS, permissions: ["READ"] },
                    ],
                }),
            ],
            expect: [{ resource: "orders", property: "grants[1]" }],
        },
    ],
});
