import type { TargetArgs } from "@pulumi/aws/appautoscaling/target";
import type { DistributionArgs } from "@pulumi/aws/cloudfront/distribution";
import type { TableArgs } from "@pulumi/aws/dynamodb/table";
import type { VolumeArgs } from "@pulumi/aws/ebs/volume";
import type { EipArgs } from "@pulumi/aws/ec2/eip";
import type { BucketArgs } from "@pulumi/aws/s3/bucket";
import type { BucketLifecycleConfigurationArgs } from "@pulumi/aws/s3/bucketLifecycleConfiguration";

import {
    dependentsOf,
    hasUnknown,
    isSet,
    isUnknownValue,
    type Resource,
    type ResourceType,
    resourceType,
    stackPolicy,
} from "../../kit";
import { RdsInstance } from "../../kit/aws";

const Bucket = resourceType<BucketArgs>("aws:s3/bucket:Bucket");
const Distribution = resourceType<DistributionArgs>("aws:cloudfront/distribution:Distribution");
const Eip = resourceType<EipArgs>("aws:ec2/eip:Eip");
const Lifecycle = resourceType<BucketLifecycleConfigurationArgs>(
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
);
const ScalingTarget = resourceType<TargetArgs>("aws:appautoscaling/target:Target");
const Table = resourceType<TableArgs>("aws:dynamodb/table:Table");
const Volume = resourceType<VolumeArgs>("aws:ebs/volume:Volume");
const JUDGED: ResourceType<object>[] = [Bucket, Distribution, Eip, RdsInstance, Table, Volume];
/** Properties that take an address. */
const ADDRESSES = ["allocationId", "secondaryAllocationIds", "subnetMappings", "publicIp"];
const NEWER_VOLUMES: Record<string, string> = { gp2: "gp3", io1: "io2 or gp3" };

export const costTraps = stackPolicy({
    name: "cost-traps",
    title: "Nothing is paid for that nobody uses, or that a newer kind does for less",
    severity: "medium",
    level: "disabled",
    why: "each is billed every month until somebody looks at the bill",
    fix: "change what the finding names",
    since: "0.2.0",
    controls: ["CloudFront.8", "DynamoDB.1", "S3.13"],
    links: [
        "https://aws.amazon.com/cloudfront/pricing/",
        "https://aws.amazon.com/ebs/volume-types/",
        "https://aws.amazon.com/vpc/pricing/",
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html",
    ],
    types: JUDGED,
    check(_props, { resource, stack, report, undecided }) {
        if (resource.is(Distribution)) {
            const method = resource.props.viewerCertificate?.sslSupportMethod;
            if (method === "vip" || method === "static-ip") {
                report(
                    "viewerCertificate.sslSupportMethod",
                    "CloudFront bills addresses of its own for the certificate",
                    {
                        fix: 'set sslSupportMethod to "sni-only", which every current client knows',
                    },
                );
            }
        } else if (resource.is(Volume)) {
            judgeVolume("type", resource.props.type);
        } else if (resource.is(RdsInstance)) {
            judgeVolume("storageType", resource.props.storageType);
        } else if (resource.is(Eip)) {
            judgeAddress(resource);
        } else if (resource.is(Table)) {
            judgeTable(resource);
        } else if (resource.is(Bucket)) {
            judgeBucket(resource);
        }

        function judgeVolume(property: string, type: string | undefined): void {
            const newer = NEWER_VOLUMES[type ?? ""];
            if (newer) {
                report(property, `${newer} costs less than ${type} and does more`, {
                    fix: `set ${property} to ${newer}`,
                });
            }
        }

        function judgeAddress(address: Resource<EipArgs>): void {
            const isHeld = isSet(address.props, "instance") || isSet(address.props, "networkInterface");
            // The id of what exists already may stand anywhere.
            if (isHeld || dependentsOf(stack, address).length > 0 || address.output("id") !== undefined) {
                return;
            }
            if (stack.managed.some(mayUseAddress)) {
                undecided("instance");
            } else {
                report(undefined, "nothing uses the address, and it is billed by the hour", {
                    fix: "give it to an instance, a NAT gateway or a load balancer, or leave it out",
                });
            }
        }

        function judgeTable(table: Resource<TableArgs>): void {
            const { billingMode = "PROVISIONED", name } = table.props;
            if (billingMode !== "PROVISIONED") {
                return;
            }
            const ids = stack.of(ScalingTarget).map((target) => [target, target.unguarded.resourceId] as const);
            const scales = ids.some(
                ([target, id]) => target.origins("resourceId").includes(table.urn) || (name && id === `table/${name}`),
            );
            if (scales) {
                return;
            }
            if (ids.some(([target, id]) => isUnknownValue(id) && target.origins("resourceId").length === 0)) {
                undecided("billingMode");
            } else {
                report(
                    "billingMode",
                    "capacity is paid for whether it is used or not, and does not grow with the load",
                    {
                        fix: 'set billingMode to "PAY_PER_REQUEST", or add an aws.appautoscaling.Target for the table',
                    },
                );
            }
        }

        function judgeBucket(bucket: Resource<BucketArgs>): void {
            const { resources, possible } = stack.referrers(bucket, Lifecycle, "bucket", Bucket);
            if (isSet(bucket.props, "lifecycleRules") || resources.length > 0) {
                return;
            }
            if (possible.length > 0) {
                undecided("bucket");
            } else {
                report(undefined, "uploads that were never finished and old versions are kept for ever", {
                    fix: "add an aws.s3.BucketLifecycleConfiguration with abortIncompleteMultipartUpload",
                    severity: "low",
                });
            }
        }
    },
});

/** True where something takes an address, and nothing tells which. */
function mayUseAddress(resource: Resource<unknown>): boolean {
    return ADDRESSES.some(
        (property) => hasUnknown(resource.unguarded[property]) && resource.origins(property).length === 0,
    );
}
