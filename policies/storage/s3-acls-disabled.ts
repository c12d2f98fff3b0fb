import type { BucketAclArgs } from "@pulumi/aws/s3/bucketAcl";
import type { BucketOwnershipControlsArgs } from "@pulumi/aws/s3/bucketOwnershipControls";

import { isSet, type Resource, resourceType, type ResourceType, type Stack, stackPolicy } from "../../kit";
import { Bucket, Distribution } from "../../kit/aws";

const BucketAcl = resourceType<BucketAclArgs>("aws:s3/bucketAcl:BucketAcl");
const OwnershipControls = resourceType<BucketOwnershipControlsArgs>(
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
);

/** ACLs that only services write by: CloudFront's logs, and S3's own in old buckets. */
const FOR_LOGS = "log-delivery-write";

const JUDGED: ResourceType<object>[] = [BucketAcl, OwnershipControls];

export const s3AclsDisabled = stackPolicy({
    name: "s3-acls-disabled",
    title: "Access to a bucket is given by policies, not by ACLs",
    severity: "medium",
    level: "disabled",
    why: "an ACL on a single object gives access that no policy shows",
    fix: "remove the ACL and the ownership controls: ACLs are off for new buckets since April 2023",
    since: "0.2.0",
    controls: ["S3.12"],
    links: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html"],
    types: JUDGED,
    check(_props, { resource, stack, report }) {
        if (takesCloudFrontLogs(resource, stack)) {
            return;
        }
        if (resource.is(OwnershipControls)) {
            const { objectOwnership } = resource.props.rule ?? {};
            if (objectOwnership !== "BucketOwnerEnforced") {
                report("rule.objectOwnership", `${objectOwnership} switches ACLs on`);
            }
        } else if (resource.is(BucketAcl) && resource.props.acl !== FOR_LOGS) {
            report("acl", "access is given by an ACL");
        }
    },
});

/** True where the bucket takes CloudFront's standard logs, which are written by an ACL, or may. */
function takesCloudFrontLogs(resource: Resource<unknown>, stack: Stack): boolean {
    const { resources, certain } = stack.targets(resource, "bucket", Bucket);
    const logs = stack
        .of(Distribution)
        .filter(({ props }) => isSet(props, "loggingConfig"))
        .map((writer) => stack.targets(writer, "loggingConfig", Bucket));
    return logs.some((log) => !certain || !log.certain || log.resources.some((bucket) => resources.includes(bucket)));
}
