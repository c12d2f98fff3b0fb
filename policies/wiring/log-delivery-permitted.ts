import type { DeliveryChannelArgs } from "@pulumi/aws/cfg/deliveryChannel";
import type { RecorderArgs } from "@pulumi/aws/cfg/recorder";
import type { TrailArgs } from "@pulumi/aws/cloudtrail/trail";
import type { BucketServerSideEncryptionConfigurationArgs } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration";

import {
    known,
    type Resource,
    resourceType,
    type ResourceType,
    type Stack,
    type StackContext,
    stackPolicy,
} from "../../kit";
import {
    besideBucket,
    Bucket,
    ClassicLoadBalancer,
    FlowLog,
    IDENTITY,
    isTrusted,
    keyAt,
    LoadBalancer,
    managedTarget,
    roleMayUse,
    roleOf,
    serviceMay,
    TRUSTED,
} from "../../kit/aws";

const Trail = resourceType<TrailArgs>("aws:cloudtrail/trail:Trail");
const DeliveryChannel = resourceType<DeliveryChannelArgs>("aws:cfg/deliveryChannel:DeliveryChannel");
const Recorder = resourceType<RecorderArgs>("aws:cfg/recorder:Recorder");
const Encryption = resourceType<BucketServerSideEncryptionConfigurationArgs>(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
);
const JUDGED: ResourceType<object>[] = [LoadBalancer, ClassicLoadBalancer, Trail, DeliveryChannel, FlowLog];

/** Who writes the logs of load balancers: the service under its names, or by an account of AWS's in older policies. */
const BALANCING = [
    "logdelivery.elasticloadbalancing.amazonaws.com",
    "logdelivery.elb.amazonaws.com",
    "delivery.logs.amazonaws.com",
    IDENTITY,
];

type Context = StackContext<{ trusted: typeof TRUSTED }>;

export const logDeliveryPermitted = stackPolicy({
    name: "log-delivery-permitted",
    title: "A bucket lets in what writes its logs there",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "AWS tries the bucket when the log is set up, and refuses the load balancer's attribute or the trail",
    fix: "add an aws.s3.BucketPolicy that allows s3:PutObject to the service",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html",
        "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html",
        "https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html#AWS-logs-SSE-KMS-S3",
    ],
    settings: { trusted: TRUSTED },
    types: JUDGED,
    check(_props, context) {
        const { resource } = context;
        if (resource.is(Trail)) {
            checkTrail(context);
        } else if (resource.is(DeliveryChannel)) {
            checkChannel(context);
        } else if (resource.is(FlowLog)) {
            checkFlowLog(context);
        } else {
            checkLoadBalancer(context);
        }
    },
});

function checkLoadBalancer(context: Context): void {
    const { resource, stack, report, attempt } = context;
    const balancer: Resource<unknown> = resource;
    for (const property of ["accessLogs", "connectionLogs"]) {
        attempt(() => {
            const logs = (balancer.props as Record<string, { enabled?: boolean } | undefined>)[property];
            // Off unless it is switched on; with a classic one on unless it is switched off.
            if (!logs || (balancer.is(ClassicLoadBalancer) ? logs.enabled === false : logs.enabled !== true)) {
                return;
            }
            const place = `${property}.bucket`;
            const bucket = bucketAt(context, place);
            if (!bucket) {
                return;
            }
            judge(context, place, bucket, "s3:PutObject", BALANCING);
            const [here, there] = [balancer, bucket].map(({ unguarded }) => known(unguarded, "region"));
            if (here !== undefined && there !== undefined && here !== there) {
                report(
                    place,
                    `the bucket ${bucket.name} is in ${String(there)}, the load balancer in ${String(here)}`,
                    {
                        fix: "name a bucket in the load balancer's own Region",
                    },
                );
            }
            if (takesKeysOfS3Only(balancer) && usesKms(bucket, stack)) {
                report(place, `objects of ${bucket.name} are encrypted with KMS, which these logs do not support`, {
                    fix: `set sseAlgorithm of ${bucket.name} to "AES256"`,
                });
            }
        });
    }
}

function takesKeysOfS3Only({ type, props }: Resource<unknown>): boolean {
    const { loadBalancerType = "application" } = props as { loadBalancerType?: string };
    return ClassicLoadBalancer.tokens.includes(type) || loadBalancerType === "application";
}

/** True for a bucket whose default encryption is known to be one with KMS. */
function usesKms(bucket: Resource<object>, stack: Stack): boolean {
    const configurations = besideBucket(bucket as never, stack, Encryption) ?? [];
    return configurations.some(({ props }) =>
        props.rules?.some((rule) => /^aws:kms/.test(rule.applyServerSideEncryptionByDefault?.sseAlgorithm ?? "")),
    );
}

function checkTrail(context: Context): void {
    const bucket = bucketAt(context, "s3BucketName");
    const isRefused = (action: string): boolean =>
        bucket !== undefined && judge(context, "s3BucketName", bucket, action, ["cloudtrail.amazonaws.com"]);
    // Whoever may do neither is told of the first.
    if (!isRefused("s3:GetBucketAcl")) {
        isRefused("s3:PutObject");
    }
}

/** Config writes by its recorder's role; by a service-linked one, only as the bucket's policy lets the service. */
function checkChannel(context: Context): void {
    const { stack, report, settings } = context;
    const bucket = bucketAt(context, "s3BucketName");
    const [recorder, ...others] = stack.of(Recorder);
    if (!bucket || !recorder || others.length > 0) {
        return;
    }
    const role = roleOf(stack, recorder, "roleArn");
    const isLinked = /:role\/aws-service-role\/config\./.test(String(known(recorder.unguarded, "roleArn")));
    if (isLinked) {
        judge(context, "s3BucketName", bucket, "s3:PutObject", ["config.amazonaws.com"]);
    } else if (
        role &&
        !isTrusted(settings.trusted, role) &&
        roleMayUse(stack, role, "s3:PutObject", bucket) === "no" &&
        serviceMay(stack, bucket, { service: "config.amazonaws.com", action: "s3:PutObject" }) === "no"
    ) {
        report(
            "s3BucketName",
            `role ${role.name} of recorder ${recorder.name} may not write into bucket ${bucket.name}`,
            {
                fix: `give ${role.name} a policy that allows s3:PutObject and s3:GetBucketAcl on ${bucket.name}`,
            },
        );
    }
}

/** AWS adds to the bucket's policy what flow logs need, and cannot to the policy of the key that the bucket has. */
function checkFlowLog(context: Context): void {
    const { stack, settings, report } = context;
    const bucket = bucketAt(context, "logDestination");
    for (const encryption of bucket ? (besideBucket(bucket as never, stack, Encryption) ?? []) : []) {
        const key = keyAt(stack, encryption, "rules");
        const request = { service: "delivery.logs.amazonaws.com", action: "kms:GenerateDataKey" };
        if (bucket && key && !isTrusted(settings.trusted, key) && serviceMay(stack, key, request) === "no") {
            report(
                "logDestination",
                `${request.service} may not use key ${key.name}, which encrypts bucket ${bucket.name}: no log arrives`,
                {
                    fix: `add a statement to the policy of ${key.name} that allows kms:GenerateDataKey* and kms:Decrypt to Service ${request.service}`,
                },
            );
        }
    }
}

function bucketAt({ stack, resource, settings }: Context, property: string): Resource<object> | undefined {
    const bucket = managedTarget(stack, resource, property, Bucket);
    return isTrusted(settings.trusted, bucket) ? undefined : bucket;
}

/** Reports where the bucket lets none of the services in, which is told by the answer. */
function judge(
    { stack, report, undecided }: Context,
    property: string,
    bucket: Resource<object>,
    action: string,
    services: string[],
): boolean {
    const answers = services.map((service) => serviceMay(stack, bucket, { service, action }));
    const [service = ""] = services;
    if (answers.every((answer) => answer === "no")) {
        report(property, `no policy of bucket ${bucket.name} lets ${service} do ${action}`, {
            fix: `add an aws.s3.BucketPolicy for ${bucket.name} that allows ${action} to Service ${service}`,
        });
        return true;
    }
    if (!answers.includes("yes")) {
        undecided(property);
    }
    return false;
}
