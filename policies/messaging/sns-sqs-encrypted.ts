import type { QueueArgs } from "@pulumi/aws/sqs/queue";
import type { TopicArgs } from "@pulumi/aws/sns/topic";

import { isSet, resourcePolicy, resourceType, rule } from "../../kit";

export const snsSqsEncrypted = resourcePolicy({
    name: "sns-sqs-encrypted",
    title: "Queues and topics are encrypted at rest",
    severity: "medium",
    level: "disabled",
    why: "messages of the cardholder environment lie where only a key decides who reads them",
    fix: "set kmsMasterKeyId to a key of your own whose policy lets the sending services use it",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html",
        "https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html",
    ],
    rules: [
        rule({
            type: resourceType<QueueArgs>("aws:sqs/queue:Queue"),
            property: "sqsManagedSseEnabled",
            must: { is: true },
            absent: "right",
            since: "encrypted by default since October 2022",
            problem: "the queue's encryption is switched off",
            fix: "leave sqsManagedSseEnabled out, or set kmsMasterKeyId",
            controls: ["SQS.1"],
            unless: (queue) => isSet(queue, "kmsMasterKeyId"),
        }),
        rule({
            type: resourceType<TopicArgs>("aws:sns/topic:Topic"),
            property: "kmsMasterKeyId",
            must: { given: true },
            absent: "wrong",
            problem: "messages wait for delivery without a key of KMS",
        }),
    ],
});
