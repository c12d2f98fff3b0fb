import type { BucketArgs } from "@pulumi/aws/s3/bucket";
import type { BucketAclArgs } from "@pulumi/aws/s3/bucketAcl";
import type { BucketOwnershipControlsArgs } from "@pulumi/aws/s3/bucketOwnershipControls";

import { at, isUnknownValue, type Resource, resourceType, type ResourceType, type Stack, stackPolicy } from "../../kit";
import { besideBucket, Bucket, Distribution, oneTarget } from "../../kit/aws";

const BucketAcl = resourceType<BucketAclArgs>("aws:s3/bucketAcl:BucketAcl");
const OwnershipControls = resourceType<BucketOwnershipControlsArgs>(
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
);
const JUDGED: ResourceType<object>[] = [BucketAcl, Distribution];

export const s3AclAccepted = stackPolicy({
    name: "s3-acl-accepted",
    title: "What writes an ACL has a bucket that takes ACLs",
    severity: "medium",
    level: "mandatory",
    stops: "refused",
    why: "new buckets take no ACLs since April 2023: S3 answers AccessControlListNotSupported in the middle of the update",
    fix: 'remove the ACL; where it has to be, add an aws.s3.BucketOwnershipControls with objectOwnership "BucketOwnerPreferred"',
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-ownership-error-responses.html",
        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html",
    ],
    types: JUDGED,
    check(_props, { resource, stack, report, undecided }) {
        const isAcl = resource.is(BucketAcl);
        const property = isAcl ? "bucket" : "loggingConfig";
        const bucket = oneTarget(stack, resource, property, Bucket);
        // A bucket that is there already may be older than the default.
        if (!bucket || bucket.output("arn") !== undefined) {
            return;
        }
        const takes = takesAcls(bucket, stack);
        if (takes === undefined) {
            undecided(property);
        } else if (!takes) {
            report(
                isAcl ? "acl" : "loggingConfig.bucket",
                isAcl
                    ? `the bucket ${bucket.name} takes no ACLs`
                    : `CloudFront writes standard logs by an ACL, and the bucket ${bucket.name} takes none`,
                isAcl
                    ? undefined
                    : {
                          fix: OWNERSHIP,
                          cause: {
                              problem: `distributions have CloudFront write standard logs by an ACL, and the bucket ${bucket.name} takes none`,
                              fix: OWNERSHIP,
                          },
                      },
            );
        }
    },
});

const OWNERSHIP = 'add an aws.s3.BucketOwnershipControls with objectOwnership "BucketOwnerPreferred" for the bucket';

/** True for a bucket whose ownership controls let it take ACLs; undefined where that is not known. */
function takesAcls(bucket: Resource<BucketArgs>, stack: Stack): boolean | undefined {
    const controls = besideBucket(bucket, stack, OwnershipControls);
    // A bucket of aws-native has them in itself.
    const own = at(bucket.unguarded, "ownershipControls.rules[0].objectOwnership");
    const settings = controls && [
        ...controls.map(({ unguarded }) => at(unguarded, "rule.objectOwnership")),
        ...(own === undefined ? [] : [own]),
    ];
    if (!settings || settings.some(isUnknownValue)) {
        return undefined;
    }
    return settings.some((ownership) => ownership !== "BucketOwnerEnforced");
}
