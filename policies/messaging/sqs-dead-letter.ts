import type { QueueArgs } from "@pulumi/aws/sqs/queue";
import type { RedrivePolicyArgs } from "@pulumi/aws/sqs/redrivePolicy";

import {
    hasUnknown,
    isSet,
    isUnknown,
    known,
    oncePerStack,
    type Resource,
    resourceType,
    type Stack,
    stackPolicy,
} from "../../kit";

const Queue = resourceType<QueueArgs>("aws:sqs/queue:Queue");
const RedrivePolicy = resourceType<RedrivePolicyArgs>("aws:sqs/redrivePolicy:RedrivePolicy");
/** Properties by which something sends what failed to a queue. */
const FAILED = ["redrivePolicy", "deadLetterConfig", "destinationConfig", "target"];
/** A message that is kept for so many seconds is worth nothing afterwards, as Karpenter's of interruptions are. */
const FLEETING = 600;
/** What may tell that a queue needs no other. */
const UNTOLD = ["name", "messageRetentionSeconds"] as const;
const DEAD_LETTER_NAME = /dlq|dead.?letter|failed|failure/i;

export const sqsDeadLetter = stackPolicy({
    name: "sqs-dead-letter",
    title: "A queue keeps the messages that could not be handled",
    severity: "medium",
    level: "advisory",
    why: "a message that fails is tried again until its retention ends, and then it is lost with nobody told",
    fix: "set redrivePolicy to { deadLetterTargetArn, maxReceiveCount } with a second queue",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/sqs/queue/#redrivepolicy_nodejs",
    ],
    types: [Queue],
    check(queue, { resource, stack, report, undecided }) {
        if (
            isSet(queue, "redrivePolicy") ||
            keepsFailures(resource, stack) ||
            (known(queue, "messageRetentionSeconds") ?? Infinity) <= FLEETING
        ) {
            return;
        }
        const { resources, possible } = stack.referrers(resource, RedrivePolicy, "queueUrl", Queue);
        if (resources.length > 0) {
            return;
        }
        if (possible.length > 0 || failureQueues(stack).all || UNTOLD.some((name) => isUnknown(queue, name))) {
            undecided("redrivePolicy");
        } else {
            report("redrivePolicy", "messages that could not be handled are lost");
        }
    },
});

/** What keeps failures: queues by their URNs and ARNs. `all` where the target of something is not known. */
const failureQueues = oncePerStack((stack) => {
    const found = { urns: new Set<string>(), texts: "", all: false };
    for (const resource of stack.managed) {
        for (const property of FAILED.filter((name) => resource.unguarded[name] !== undefined)) {
            const value = resource.unguarded[property];
            const origins = resource.origins(property);
            origins.forEach((urn) => found.urns.add(urn));
            found.texts += JSON.stringify(value);
            found.all ||= hasUnknown(value) && origins.length === 0;
        }
    }
    return found;
});

/** True for a queue that keeps failures itself: by its name, or by what sends there what failed. */
function keepsFailures(queue: Resource<unknown>, stack: Stack): boolean {
    const { urns, texts } = failureQueues(stack);
    const arn = queue.output("arn");
    return (
        [queue.name, queue.unguarded.name].some((name) => DEAD_LETTER_NAME.test(String(name))) ||
        urns.has(queue.urn) ||
        (typeof arn === "string" && texts.includes(arn))
    );
}
