import type { TrailArgs } from "@pulumi/aws/cloudtrail/trail";
import type { BucketArgs } from "@pulumi/aws/s3/bucket";
import type { BucketLoggingArgs } from "@pulumi/aws/s3/bucketLogging";
import type { BucketPolicyArgs } from "@pulumi/aws/s3/bucketPolicy";
import type { BucketPublicAccessBlockArgs } from "@pulumi/aws/s3/bucketPublicAccessBlock";

import { isSet, isUnknown, type Resource, resourceType, type Stack, stackPolicy } from "../../kit";
import { allStatementsOf, oneTarget, openStatements } from "../../kit/aws";

const Bucket = resourceType<BucketArgs>("aws:s3/bucket:Bucket");
const BucketLogging = resourceType<BucketLoggingArgs>("aws:s3/bucketLogging:BucketLogging");
const BucketPolicy = resourceType<BucketPolicyArgs>("aws:s3/bucketPolicy:BucketPolicy");
const PublicAccessBlock = resourceType<BucketPublicAccessBlockArgs>(
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
);
const Trail = resourceType<TrailArgs>("aws:cloudtrail/trail:Trail");
const BLOCKS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

/** What a bucket of aws-native has in itself. */
type Block = Record<(typeof BLOCKS)[number], boolean>;

export const cloudtrailBucket = stackPolicy({
    name: "cloudtrail-bucket",
    title: "The bucket of a trail is closed, and tells who read it",
    severity: "critical",
    level: "advisory",
    why: "the trail names every role, key and address of the account: it is a map for an attacker",
    fix: "keep Block Public Access on, and add an aws.s3.BucketLogging to another bucket",
    since: "0.2.0",
    controls: ["CloudTrail.6", "CloudTrail.7"],
    frameworks: { "PCI DSS": ["10.3.1 (partly)"] },
    links: [
        "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-6",
        "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html",
    ],
    types: [Trail],
    check(_trail, { resource, stack, report, attempt }) {
        const bucket = oneTarget(stack, resource, "s3BucketName", Bucket);
        if (!bucket) {
            return;
        }
        attempt(() => {
            if (isPublic(bucket, stack)) {
                report("s3BucketName", `anyone may read the trail: bucket ${bucket.name} is public`);
            }
        });
        const { resources, possible } = stack.referrers(bucket, BucketLogging, "bucket", Bucket);
        if ([...resources, ...possible].length === 0 && !isSet(bucket.props, "logging")) {
            report("s3BucketName", `nobody can tell who read the trail: bucket ${bucket.name} has no access log`, {
                severity: "low",
            });
        }
    },
});

/** True where the bucket's policy lets anyone in, or its block is open: the provider sends false for a lock left out. */
function isPublic(bucket: Resource<BucketArgs>, stack: Stack): boolean {
    const { publicAccessBlockConfiguration: own } = bucket.props as { publicAccessBlockConfiguration?: Partial<Block> };
    const blocks = stack.referrers(bucket, PublicAccessBlock, "bucket", Bucket).resources.map(({ props }) => props);
    const policies = stack.referrers(bucket, BucketPolicy, "bucket", Bucket).resources;
    return (
        [...blocks, ...(own ? [own] : [])].some((block) =>
            BLOCKS.some((lock) => !isUnknown(block, lock) && !block[lock]),
        ) || policies.some(({ props }) => openStatements(allStatementsOf(props.policy)).length > 0)
    );
}
