import { sqsDeadLetter } from "../../../policies/messaging/sqs-dead-letter";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

const queue = (props: Record<string, unknown> = {}, name = "orders"): TestResource => resource("aws:sqs/queue:Queue", name, props);
const second = queue({}, "second");
const ARN = "arn:aws:sqs:us-east-1:851725499301:second";

policyTests(sqsDeadLetter, {
    example: {
        bad: `
            new aws.sqs.Queue("orders");`,
        good: `
            const failed = new aws.sqs.Queue("orders-failed", { messageRetentionSeconds: 1209600 });
            new aws.sqs.Queue("orders", {
                redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: failed.arn, maxReceiveCount: 5 }),
            });`,
    },
    pass: [
        { name: "a queue with a second one", stack: [second, queue({ redrivePolicy: ref("second") })] },
        {
            name: "a policy that stands apart",
            stack: [second, queue(), resource("aws:sqs/redrivePolicy:RedrivePolicy", "r", { queueUrl: ref("orders"), redrivePolicy: ref("second") })],
        },
        {
            name: "a policy whose queue is not known: it may be this one",
            stack: [queue(), resource("aws:sqs/redrivePolicy:RedrivePolicy", "r", { queueUrl: unknown, redrivePolicy: "{}" })],
            undecided: true,
        },
        {
            name: "a dead letter queue by its name",
            kind: "lookalike",
            stack: [queue({}, "orders-dlq"), queue({ name: "orders-dead-letters" }, "b"), queue({}, "deadletters")],
        },
        { name: "messages that are worth nothing after minutes", kind: "lookalike", stack: [queue({ messageRetentionSeconds: 600 })] },
        {
            name: "what a function could not handle",
            stack: [second, resource("aws:lambda/function:Function", "f", { deadLetterConfig: { targetArn: ref("second") } })],
        },
        {
            name: "what a topic could not deliver",
            stack: [second, resource("aws:sns/topicSubscription:TopicSubscription", "s", { redrivePolicy: ref("second") })],
        },
        {
            name: "what a queue could not handle, by an ARN that is known",
            stack: [{ ...second, outputs: { arn: ARN } }, queue({ redrivePolicy: JSON.stringify({ deadLetterTargetArn: ARN, maxReceiveCount: 5 }) })],
        },
        {
            name: "a function whose target is not known: it may be this queue",
            stack: [queue(), resource("aws:lambda/function:Function", "f", { deadLetterConfig: { targetArn: unknown } })],
            undecided: true,
        },
    ],
    fail: [
        { name: "a queue alone", kind: "default", stack: [queue()], expect: [{ resource: "orders", property: "redrivePolicy", says: /are lost/ }] },
        {
            name: "messages that are kept for more than ten minutes",
            stack: [queue({ messageRetentionSeconds: 601 })],
            expect: [{ resource: "orders", property: "redrivePolicy" }],
        },
        {
            name: "a queue that a function reads",
            stack: [queue(), resource("aws:lambda/eventSourceMapping:EventSourceMapping", "m", { eventSourceArn: ref("orders"), functionName: "f" })],
            expect: [{ resource: "orders", property: "redrivePolicy" }],
        },
        {
            name: "a function's failures go to another queue",
            stack: [queue(), second, resource("aws:lambda/function:Function", "f", { deadLetterConfig: { targetArn: ref("second") } })],
            expect: [{ resource: "orders", property: "redrivePolicy" }],
        },
        {
            name: "another queue's failures go by an ARN that is known",
            stack: [
                { ...queue(), outputs: { arn: "arn:aws:sqs:us-east-1:851725499301:orders" } },
                queue({ redrivePolicy: JSON.stringify({ deadLetterTargetArn: ARN, maxReceiveCount: 5 }) }, "pay"),
            ],
            expect: [{ resource: "orders", property: "redrivePolicy" }],
        },
        {
            name: "a policy of another queue",
            stack: [
                queue({ name: "a" }),
                queue({ name: "b" }, "other"),
                resource("aws:sqs/redrivePolicy:RedrivePolicy", "r", { queueUrl: ref("other"), redrivePolicy: "{}" }),
            ],
            expect: [{ resource: "orders", property: "redrivePolicy" }],
        },
    ],
});
