import type { EventSourceMappingArgs } from "@pulumi/aws/lambda/eventSourceMapping";
import type { QueueArgs } from "@pulumi/aws/sqs/queue";

import { resourceType, stackPolicy } from "../../kit";
import { LambdaFunction, oneTarget } from "../../kit/aws";

const Mapping = resourceType<EventSourceMappingArgs>("aws:lambda/eventSourceMapping:EventSourceMapping");
const Queue = resourceType<QueueArgs>("aws:sqs/queue:Queue");
/** What AWS takes where the program says nothing, in seconds. */
const DEFAULT_VISIBILITY = 30;
const DEFAULT_TIMEOUT = 3;

export const lambdaSqsVisibility = stackPolicy({
    name: "lambda-sqs-visibility",
    title: "A queue hides a message for as long as its function may work on it",
    severity: "medium",
    level: "mandatory",
    stops: "refused",
    why: "AWS refuses the mapping: the queue would hand the message out again while the function still works on it",
    fix: "set the queue's visibilityTimeoutSeconds to six times the function's timeout",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html",
    ],
    settings: {
        times: {
            type: "integer",
            default: 1,
            description: "How many times the function's timeout the queue's visibility timeout is; AWS advises 6.",
        },
    },
    types: [Mapping],
    check(_mapping, { resource, stack, settings, report }) {
        const queue = oneTarget(stack, resource, "eventSourceArn", Queue);
        const fn = oneTarget(stack, resource, "functionName", LambdaFunction);
        if (!queue || !fn) {
            return;
        }
        const visibility = queue.props.visibilityTimeoutSeconds ?? DEFAULT_VISIBILITY;
        const timeout = fn.props.timeout ?? DEFAULT_TIMEOUT;
        if (visibility < timeout * settings.times) {
            const times = settings.times > 1 ? `${settings.times} times ` : "";
            report(
                "eventSourceArn",
                `queue ${queue.name} hides a message for ${visibility} s, below ${times}the ${timeout} s that function ${fn.name} may take`,
                { fix: `set visibilityTimeoutSeconds of ${queue.name} to ${timeout * 6}` },
            );
        }
    },
});
