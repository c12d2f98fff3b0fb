import type { ScheduleArgs } from "@pulumi/aws/scheduler/schedule";

import { type Resource, resourceType, type ResourceType, stackPolicy } from "../../kit";
import {
    type Delivery,
    deliveriesOf,
    deliveryAction,
    EventTarget,
    isTrusted,
    LambdaFunction,
    managedTarget,
    Queue,
    roleMayUse,
    roleOf,
    Sender,
    serviceMay,
    Topic,
    TRUSTED,
} from "../../kit/aws";

const Schedule = resourceType<ScheduleArgs>("aws:scheduler/schedule:Schedule");
const EventBus = resourceType("aws:cloudwatch/eventBus:EventBus");
const StateMachine = resourceType("aws:sfn/stateMachine:StateMachine");
const Stream = resourceType("aws:kinesis/stream:Stream");

/**
 * What EventBridge does with a target by a role: always for these, and for whatever a schedule has for its target.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html and
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html#setting-up-execution-role
 */
const BY_ROLE: { type: ResourceType<object>; actions: string[] }[] = [
    { type: StateMachine, actions: ["states:StartExecution", "states:StartSyncExecution"] },
    { type: Stream, actions: ["kinesis:PutRecord", "kinesis:PutRecords"] },
    { type: EventBus, actions: ["events:PutEvents"] },
];
const BY_SCHEDULE: typeof BY_ROLE = [
    ...BY_ROLE,
    { type: LambdaFunction, actions: ["lambda:InvokeFunction"] },
    { type: Queue, actions: ["sqs:SendMessage"] },
    { type: Topic, actions: ["sns:Publish"] },
];

const JUDGED: ResourceType<object>[] = [Sender, Schedule];

export const eventTargetPermitted = stackPolicy({
    name: "event-target-permitted",
    title: "What calls a function or sends to a queue or a topic may do so",
    severity: "high",
    level: "mandatory",
    stops: "broken",
    why: "AWS drops the events, calls and messages that the receiver's policy does not let in, and mostly tells nobody",
    fix: "add an aws.lambda.Permission, aws.sqs.QueuePolicy or aws.sns.TopicPolicy for the service, with the ARN of what sends as aws:SourceArn (for EventBridge and a topic without a Condition)",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html",
        "https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html",
        "https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html",
        "https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#LambdaFunctionExample",
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html",
        "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html",
        "https://docs.aws.amazon.com/iot/latest/developerguide/lambda-rule-action.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html",
    ],
    settings: { trusted: TRUSTED },
    types: JUDGED,
    check(_props, { resource, stack, settings, report, undecided }) {
        for (const delivery of deliveriesOf(stack, resource)) {
            const { property, service, source, to } = delivery;
            const answer = serviceMay(stack, to, { service, action: deliveryAction(delivery), source });
            if (answer === "not known") {
                undecided(property);
            } else if (answer === "no" && !isTrusted(settings.trusted, to)) {
                report(property, problemOf(delivery), { fix: repairOf(delivery) });
            }
        }
        if (resource.is(Schedule)) {
            judgeRole("target.arn", "target.roleArn", BY_SCHEDULE);
        } else if (resource.is(EventTarget)) {
            judgeRole("arn", "roleArn", BY_ROLE);
        }

        function judgeRole(property: string, roleProperty: string, table: typeof BY_ROLE): void {
            const target = managedTarget(stack, resource, property, ...table.map(({ type }) => type));
            const { actions = [] } = table.find(({ type }) => target?.is(type)) ?? {};
            const role = roleOf(stack, resource, roleProperty);
            if (!target || !role || isTrusted(settings.trusted, target, role)) {
                return;
            }
            const answers = actions.map((action) => roleMayUse(stack, role, action, target));
            if (answers.every((answer) => answer === "no")) {
                report(roleProperty, `role ${role.name} may not do ${actions[0]} on ${kindOf(target)} ${target.name}`, {
                    fix: `give ${role.name} a policy that allows ${actions[0]} on the ARN of ${target.name}`,
                });
            } else if (answers.includes("not known") && !answers.includes("yes")) {
                undecided(roleProperty);
            }
        }
    },
});

function kindOf(resource: Resource<unknown>): string {
    const words: [ResourceType<unknown>, string][] = [
        [LambdaFunction, "function"],
        [Queue, "queue"],
        [Topic, "topic"],
        [StateMachine, "state machine"],
        [Stream, "stream"],
        [EventBus, "event bus"],
    ];
    return words.find(([type]) => resource.is(type))?.[1] ?? "target";
}

function problemOf({ service, source, to }: Delivery): string {
    const whose = source ? ` for ${source.name}` : "";
    return to.is(LambdaFunction)
        ? `no aws.lambda.Permission lets ${service} invoke function ${to.name}${whose}`
        : `no policy of ${kindOf(to)} ${to.name} lets ${service} send to it${whose}`;
}

function repairOf(delivery: Delivery): string {
    const { service, source, to } = delivery;
    if (to.is(LambdaFunction)) {
        const sourceArn = source ? ` and sourceArn of ${source.name}` : "";
        return `add an aws.lambda.Permission with function ${to.name}, action "lambda:InvokeFunction", principal "${service}"${sourceArn}`;
    }
    const type = to.is(Queue) ? "aws.sqs.QueuePolicy" : "aws.sns.TopicPolicy";
    // EventBridge publishes to no topic by a statement with a condition:
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html
    const takesCondition = to.is(Queue) || service !== "events.amazonaws.com";
    const condition = source && takesCondition ? `, where aws:SourceArn is the ARN of ${source.name}` : "";
    return `add an ${type} for ${to.name} that allows ${deliveryAction(delivery)} to Service ${service}${condition}`;
}
