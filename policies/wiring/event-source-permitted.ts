import type { EventSourceMappingArgs } from "@pulumi/aws/lambda/eventSourceMapping";

import { resourceType, type ResourceType, stackPolicy } from "../../kit";
import {
    DynamodbTable,
    functionsAt,
    isManaged,
    isTrusted,
    managedTarget,
    MskCluster,
    Queue,
    roleMayUse,
    roleOf,
    TRUSTED,
    weigh,
} from "../../kit/aws";

const Mapping = resourceType<EventSourceMappingArgs>("aws:lambda/eventSourceMapping:EventSourceMapping");
const Stream = resourceType("aws:kinesis/stream:Stream");

interface Source {
    type: ResourceType<unknown>;
    /** What Lambda does with the source, in the function's name; each without which it refuses the mapping. */
    actions: string[];
    managed: string;
}

/**
 * Sources, in their order: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions,
 * https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html
 */
const SOURCES: Source[] = [
    {
        type: Queue,
        actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
        managed: "AWSLambdaSQSQueueExecutionRole",
    },
    {
        type: Stream,
        actions: ["kinesis:GetRecords", "kinesis:GetShardIterator"],
        managed: "AWSLambdaKinesisExecutionRole",
    },
    {
        type: DynamodbTable,
        actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
        managed: "AWSLambdaDynamoDBExecutionRole",
    },
    {
        type: MskCluster,
        actions: ["kafka:GetBootstrapBrokers"],
        managed: "AWSLambdaMSKExecutionRole",
    },
];

export const eventSourcePermitted = stackPolicy({
    name: "event-source-permitted",
    title: "A function may read the queue or stream that it is fed from",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "Lambda reads the source in the name of the function's role, and refuses the mapping where that may not",
    fix: "attach AWS's policy for the source, such as AWSLambdaSQSQueueExecutionRole, to the function's role",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions",
        "https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html",
        "https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html",
        "https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html",
        "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaSQSQueueExecutionRole.html",
    ],
    settings: { trusted: TRUSTED },
    types: [Mapping],
    check(_mapping, { resource, stack, settings, report, undecided }) {
        const from = managedTarget(stack, resource, "eventSourceArn", ...SOURCES.map(({ type }) => type));
        const source = SOURCES.find(({ type }) => from?.is(type));
        const [fn, ...others] = functionsAt(stack, resource, "functionName").resources;
        if (!from || !source || !fn || others.length > 0 || !isManaged(stack, fn)) {
            return;
        }
        const role = roleOf(stack, fn, "role");
        if (!role || isTrusted(settings.trusted, role, from)) {
            return;
        }
        const { missing, isOpen } = weigh(source.actions, (action) => roleMayUse(stack, role, action, from));
        if (missing.length > 0) {
            report(
                "eventSourceArn",
                `role ${role.name} of function ${fn.name} may not do ${missing.join(", ")} on ${from.name}`,
                {
                    fix: `add an aws.iam.RolePolicyAttachment of arn:aws:iam::aws:policy/service-role/${source.managed} to ${role.name}`,
                },
            );
        } else if (isOpen) {
            undecided("functionName");
        }
    },
});
