import type { QueueArgs } from "@pulumi/aws/sqs/queue";
import type { RedrivePolicyArgs } from "@pulumi/aws/sqs/redrivePolicy";

import { dependentsOf, isSet, type Resource, resourceType, type Stack, stackPolicy } from "../../kit";

const Queue = resourceType<QueueArgs>("aws:sqs/queue:Queue");
const RedrivePolicy = resourceType<RedrivePolicyArgs>("aws:sqs/redrivePolicy:RedrivePolicy");
/** Properties by which something sends what failed to a queue. */
const FAILED = ["redrivePolicy", "deadLetterConfig", "destinationConfig", "target"];
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
        if (isSet(queue, "redrivePolicy") || keepsFailures(resource, stack)) {
            return;
        }
        const { resources, possible } = stack.referrers(resource, RedrivePolicy, "queueUrl", Queue);
        if (resources.length > 0) {
            return;
        }
        if (possible.length > 0) {
            undecided("redrivePolicy");
        } else {
            report("redrivePolicy", "messages that could not be handled are lost");
        }
    },
});

/** True for a queue that is a dead letter queue itself: by what refers to it, or by its name. */
function keepsFailures(queue: Resource<unknown>, stack: Stack): boolean {
    const named = [queue.name, queue.unguarded.name].some((name) => DEAD_LETTER_NAME.test(String(name)));
    return (
        named ||
        dependentsOf(stack, queue).some((dependent) =>
            FAILED.some((property) => dependent.origins(property).includes(queue.urn)),
        )
    );
}
