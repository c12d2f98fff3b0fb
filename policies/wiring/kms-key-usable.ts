import type { TrailArgs } from "@pulumi/aws/cloudtrail/trail";

import { oncePerStack, type Resource, resourceType, type ResourceType, type Stack, stackPolicy } from "../../kit";
import {
    CompositeAlarm,
    deliveriesTo,
    isTrusted,
    keyAt,
    KmsKey,
    LogGroup,
    MetricAlarm,
    Queue,
    serviceMay,
    Topic,
    TRUSTED,
    weigh,
} from "../../kit/aws";

const Trail = resourceType<TrailArgs>("aws:cloudtrail/trail:Trail");
const DATA_KEY = ["kms:GenerateDataKey", "kms:Decrypt"];

/** A service that has to use a key, and for which resource. */
interface Use {
    service: string;
    actions: string[];
    of: Resource<unknown>;
    /** What becomes of it otherwise. */
    otherwise: string;
}

const JUDGED: ResourceType<object>[] = [KmsKey, Queue, Topic];

export const kmsKeyUsable = stackPolicy({
    name: "kms-key-usable",
    title: "A customer key lets the services use it that write under it",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "the default policy of a key lets the account's identities in, and no service of AWS that acts by itself",
    fix: "add a statement to the key's policy that allows kms:GenerateDataKey* and kms:Decrypt to the Service",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
        "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html",
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html#compatibility-with-aws-services",
        "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services",
        "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
    ],
    settings: { trusted: TRUSTED },
    types: JUDGED,
    check(_props, { resource, stack, settings, report, undecided }) {
        if (!resource.is(KmsKey)) {
            judgeAwsKey();
            return;
        }
        for (const { service, actions, of, otherwise } of usesOf(stack).get(resource.urn)?.values() ?? []) {
            const { missing, isOpen } = weigh(actions, (action) => serviceMay(stack, resource, { service, action }));
            if (missing.length > 0 && !isTrusted(settings.trusted, resource)) {
                report("policy", `${service} may not use this key: ${otherwise}`, {
                    fix: `add a statement to the key's policy that allows ${actions.map((action) => action.replace(/DataKey$/, "DataKey*")).join(" and ")} to Service ${service}, for ${of.name}`,
                });
            } else if (isOpen) {
                undecided("policy");
            }
        }

        /** The policy of AWS's own key cannot be changed, and lets in only who calls with an identity. */
        function judgeAwsKey(): void {
            const key = resource.unguarded.kmsMasterKeyId;
            const isAws = typeof key === "string" && /^(arn:[^:]*:kms:.*:)?alias\/aws\/(sns|sqs)$/.test(key);
            const [delivery] = isAws ? deliveriesTo(stack, resource) : [];
            if (delivery) {
                report(
                    "kmsMasterKeyId",
                    `${delivery.service} cannot use AWS's own key: what ${delivery.by.name} sends is lost`,
                    {
                        fix: `set kmsMasterKeyId to a key of your own whose policy allows ${DATA_KEY.join(" and ")} to Service ${delivery.service}, or leave it out`,
                    },
                );
            }
        }
    },
});

/** The services that have to use each key, each by its first use: key -> service -> use. */
const usesOf = oncePerStack((stack) => {
    const uses = new Map<string, Map<string, Use>>();
    for (const group of byName(stack.of(LogGroup))) {
        const otherwise = `CloudWatch Logs refuses log group ${group.name}`;
        note(group, "kmsKeyId", [{ service: "logs.amazonaws.com", actions: DATA_KEY, otherwise }]);
    }
    for (const trail of byName(stack.of(Trail))) {
        const otherwise = `CloudTrail refuses trail ${trail.name}`;
        note(trail, "kmsKeyId", [{ service: "cloudtrail.amazonaws.com", actions: ["kms:GenerateDataKey"], otherwise }]);
    }
    for (const receiver of byName(stack.of<unknown>(Queue, Topic))) {
        const senders = sendersTo(stack, receiver).map(({ service, by }) => ({
            ...{ service, actions: DATA_KEY },
            otherwise: `what ${by.name} sends to ${receiver.name} is lost`,
        }));
        note(receiver, "kmsMasterKeyId", senders);
    }
    return uses;

    function note(of: Resource<unknown>, property: string, found: Omit<Use, "of">[]): void {
        const key = found.length > 0 ? keyAt(stack, of, property) : undefined;
        if (key) {
            const byService = uses.get(key.urn) ?? new Map<string, Use>();
            uses.set(key.urn, byService);
            for (const use of found.filter(({ service }) => !byService.has(service))) {
                byService.set(use.service, { ...use, of });
            }
        }
    }
});

/** Who sends to a queue or a topic; alarms are let in by the topic's own default policy, and not by a key's. */
function sendersTo(stack: Stack, receiver: Resource<unknown>): { service: string; by: Resource<unknown> }[] {
    const alarms = receiver.is(Topic)
        ? (["alarmActions", "okActions", "insufficientDataActions"] as const).flatMap((action) => [
              ...stack.referrers(receiver, MetricAlarm, action, Topic).resources,
              ...stack.referrers(receiver, CompositeAlarm, action, Topic).resources,
          ])
        : [];
    const deliveries = [...deliveriesTo(stack, receiver)].sort((a, b) => a.by.name.localeCompare(b.by.name));
    return [...deliveries, ...byName(alarms).map((by) => ({ service: "cloudwatch.amazonaws.com", by }))];
}

/** The engine sends a stack in no order that repeats: the first of each kind is always the same. */
function byName(resources: readonly Resource<unknown>[]): Resource<unknown>[] {
    return [...resources].sort((a, b) => a.name.localeCompare(b.name));
}
