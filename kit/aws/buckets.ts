/** Buckets, and the resources beside them that say how one is kept. */
import type { BucketArgs } from "@pulumi/aws/s3/bucket";
import type { BucketLoggingArgs } from "@pulumi/aws/s3/bucketLogging";
import type { BucketPolicyArgs } from "@pulumi/aws/s3/bucketPolicy";

import { resourceType, type Resource, type ResourceType } from "../resource";
import { oncePerStack, type Stack } from "../stack";
import { ClassicLoadBalancer, Distribution, LoadBalancer } from "./types";

export const Bucket = resourceType<BucketArgs>("aws:s3/bucket:Bucket");
export const BucketLogging = resourceType<BucketLoggingArgs>("aws:s3/bucketLogging:BucketLogging");
export const BucketPolicy = resourceType<BucketPolicyArgs>("aws:s3/bucketPolicy:BucketPolicy");

/**
 * The resources of a type that stand beside a bucket, such as its BucketVersioning; undefined where one that may be its
 * own cannot be told from another's.
 */
export function besideBucket<T extends { bucket: unknown }>(
    bucket: Resource<BucketArgs>,
    stack: Stack,
    type: ResourceType<T>,
): Resource<T>[] | undefined {
    const { resources, possible } = stack.referrers(bucket, type, "bucket", Bucket);
    return resources.length === 0 && possible.length > 0 ? undefined : resources;
}

const FlowLog = resourceType("aws:ec2/flowLog:FlowLog");
const Trail = resourceType("aws:cloudtrail/trail:Trail");

/** Type -> the property that names the bucket it writes logs to. */
const LOG_WRITERS: [ResourceType<unknown>, string][] = [
    [BucketLogging, "targetBucket"],
    [Bucket, "logging"],
    [LoadBalancer, "accessLogs"],
    [ClassicLoadBalancer, "accessLogs"],
    [Distribution, "loggingConfig"],
    [FlowLog, "logDestination"],
    [Trail, "s3BucketName"],
];

/** The buckets to which something of the stack writes its logs, and whether these are all. */
const logBuckets = oncePerStack((stack) => {
    const targets = LOG_WRITERS.flatMap(([type, property]) =>
        stack.of(type).map((writer) => stack.targets(writer, property, Bucket)),
    );
    return {
        buckets: new Set(targets.flatMap(({ resources }) => resources)),
        certain: targets.every(({ certain }) => certain),
    };
});

/** True for a bucket that holds logs: something writes them there, or its name says so; undefined where it may be one. */
export function holdsLogs(bucket: Resource<BucketArgs>, stack: Stack): boolean | undefined {
    const { buckets, certain } = logBuckets(stack);
    return SAYS_LOGS.test(bucket.name) || buckets.has(bucket) || (certain ? false : undefined);
}

/** `access-logs`, `albLogs`, `cloudtrail`; not `catalog`. */
const SAYS_LOGS = /(^|[-_.]|access|audit|alb|elb|flow|waf)logs?([-_.\d]|$)|Logs?([-_.A-Z\d]|$)|[Cc]loud-?[Tt]rail/;
