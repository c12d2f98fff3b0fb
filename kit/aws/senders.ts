/** What makes AWS's services call functions and send to queues and topics, by the policy of these. */
import type { EventTargetArgs } from "@pulumi/aws/cloudwatch/eventTarget";
import type { QueueArgs } from "@pulumi/aws/sqs/queue";

import { resourceType, type Resource, type ResourceType, type Values } from "../resource";
import { at, oncePerStack, type Stack } from "../stack";
import { isSet } from "../unknown";
import { CompositeAlarm } from "./alarms";
import { Bucket } from "./buckets";
import { functionsAt } from "./functions";
import { isManaged, isMixed } from "./outside";
import { LambdaFunction, LogGroup, MetricAlarm, Topic } from "./types";

export const EventTarget = resourceType<EventTargetArgs>("aws:cloudwatch/eventTarget:EventTarget");
export const Queue = resourceType<QueueArgs>("aws:sqs/queue:Queue");

/** A service that calls a function, or sends to a queue or a topic. */
export interface Delivery {
    /** The resource that has it do so, and where that names the receiver. */
    by: Resource<unknown>;
    property: string;
    /** `events.amazonaws.com` */
    service: string;
    /** What the service does it for, and gives as `aws:SourceArn`; undefined where that is not in the stack. */
    source: Resource<unknown> | undefined;
    /** A function, a queue or a topic that the stack manages. */
    to: Resource<unknown>;
}

/** A way for a service to send. */
interface Way {
    by: ResourceType<unknown>;
    properties: string[];
    service: string;
    to: ResourceType<unknown>[];
    /** The property that names what `aws:SourceArn` is, and the types of that; without it, the resource itself. */
    source?: [string, ...ResourceType<unknown>[]];
    /** Where it names a role to send with: then the policy of the receiver is not what decides, or not alone. */
    role?: string;
}

const EventRule = resourceType("aws:cloudwatch/eventRule:EventRule");
const RestApi = resourceType("aws:apigateway/restApi:RestApi");
const HttpApi = resourceType("aws:apigatewayv2/api:Api");
const TargetGroup = resourceType("aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup");

/** The pages of AWS that say who has to be let in are among the links of event-target-permitted. */
const WAYS: Way[] = [
    {
        by: EventTarget,
        properties: ["arn"],
        service: "events.amazonaws.com",
        to: [LambdaFunction, Queue, Topic],
        source: ["rule", EventRule],
        role: "roleArn",
    },
    {
        by: EventTarget,
        properties: ["deadLetterConfig.arn"],
        service: "events.amazonaws.com",
        to: [Queue],
        source: ["rule", EventRule],
        role: "roleArn",
    },
    {
        by: resourceType("aws:sns/topicSubscription:TopicSubscription"),
        properties: ["endpoint", "redrivePolicy"],
        service: "sns.amazonaws.com",
        to: [LambdaFunction, Queue],
        source: ["topic", Topic],
    },
    {
        by: resourceType("aws:s3/bucketNotification:BucketNotification"),
        properties: ["lambdaFunctions", "queues", "topics"],
        service: "s3.amazonaws.com",
        to: [LambdaFunction, Queue, Topic],
        source: ["bucket", Bucket],
    },
    {
        by: resourceType("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"),
        properties: ["destinationArn"],
        service: "logs.amazonaws.com",
        to: [LambdaFunction],
        source: ["logGroup", LogGroup],
        role: "roleArn",
    },
    {
        by: resourceType("aws:iot/topicRule:TopicRule"),
        properties: ["lambdas", "errorAction.lambda"],
        service: "iot.amazonaws.com",
        to: [LambdaFunction],
    },
    {
        by: resourceType("aws:cognito/userPool:UserPool"),
        properties: ["lambdaConfig"],
        service: "cognito-idp.amazonaws.com",
        to: [LambdaFunction],
    },
    {
        by: resourceType("aws:apigateway/integration:Integration"),
        properties: ["uri"],
        service: "apigateway.amazonaws.com",
        to: [LambdaFunction],
        source: ["restApi", RestApi],
        role: "credentials",
    },
    {
        by: resourceType("aws:apigateway/authorizer:Authorizer"),
        properties: ["authorizerUri"],
        service: "apigateway.amazonaws.com",
        to: [LambdaFunction],
        source: ["restApi", RestApi],
        role: "authorizerCredentials",
    },
    {
        by: resourceType("aws:apigatewayv2/integration:Integration"),
        properties: ["integrationUri"],
        service: "apigateway.amazonaws.com",
        to: [LambdaFunction],
        source: ["apiId", HttpApi],
        role: "credentialsArn",
    },
    {
        by: HttpApi,
        properties: ["target"],
        service: "apigateway.amazonaws.com",
        to: [LambdaFunction],
        role: "credentialsArn",
    },
    {
        by: resourceType("aws:apigatewayv2/authorizer:Authorizer"),
        properties: ["authorizerUri"],
        service: "apigateway.amazonaws.com",
        to: [LambdaFunction],
        source: ["apiId", HttpApi],
        role: "authorizerCredentialsArn",
    },
    {
        by: resourceType(
            "aws:lb/targetGroupAttachment:TargetGroupAttachment",
            "aws:alb/targetGroupAttachment:TargetGroupAttachment",
        ),
        properties: ["targetId"],
        service: "elasticloadbalancing.amazonaws.com",
        to: [LambdaFunction],
        source: ["targetGroupArn", TargetGroup],
    },
    {
        by: resourceType(...MetricAlarm.tokens, ...CompositeAlarm.tokens),
        properties: ["alarmActions", "okActions", "insufficientDataActions"],
        service: "lambda.alarms.cloudwatch.amazonaws.com",
        to: [LambdaFunction],
    },
];

/** The types whose resources make a service send. */
export const Sender = resourceType<Values>(...new Set(WAYS.flatMap(({ by }) => by.tokens)));

/** What a resource has services send, to what the stack manages. */
export function deliveriesOf(stack: Stack, resource: Resource<unknown>): Delivery[] {
    return deliveries(stack).byResource.get(resource.urn) ?? [];
}

/** What services send to a function, a queue or a topic. */
export function deliveriesTo(stack: Stack, receiver: Resource<unknown>): Delivery[] {
    return deliveries(stack).byReceiver.get(receiver.urn) ?? [];
}

const deliveries = oncePerStack((stack) => {
    const byResource = new Map<string, Delivery[]>();
    const byReceiver = new Map<string, Delivery[]>();
    for (const way of WAYS) {
        for (const by of stack.of(way.by)) {
            for (const delivery of deliveriesBy(stack, by, way)) {
                append(byResource, by.urn, delivery);
                append(byReceiver, delivery.to.urn, delivery);
            }
        }
    }
    return { byResource, byReceiver };
});

function append(index: Map<string, Delivery[]>, urn: string, delivery: Delivery): void {
    const list = index.get(urn);
    if (list) {
        list.push(delivery);
    } else {
        index.set(urn, [delivery]);
    }
}

function deliveriesBy(stack: Stack, by: Resource<unknown>, { properties, service, to, source, role }: Way): Delivery[] {
    if (role !== undefined && isSet(by.unguarded, role)) {
        return [];
    }
    return properties.flatMap((property) =>
        receiversAt(stack, by, property, to).map((receiver) => ({
            ...{ by, property, service, to: receiver },
            source: sourceOf(stack, by, source),
        })),
    );
}

function receiversAt(
    stack: Stack,
    by: Resource<unknown>,
    property: string,
    to: ResourceType<unknown>[],
): Resource<unknown>[] {
    if (at(by.unguarded, property) === undefined || isMixed(by, property)) {
        return [];
    }
    const functions = to.includes(LambdaFunction) ? functionsAt(stack, by, property).resources : [];
    const others = stack.targets(by, property, ...to.filter((type) => type !== LambdaFunction)).resources;
    return [...functions, ...others].filter((receiver) => isManaged(stack, receiver));
}

/** An API gives `execute-api` ARNs of its methods, which its own does not tell: it is known as a reference only. */
function sourceOf(stack: Stack, by: Resource<unknown>, source: Way["source"]): Resource<unknown> | undefined {
    const [property, ...types] = source ?? [];
    const [found, ...others] = property === undefined ? [by] : stack.targets(by, property, ...types).resources;
    const isKnownApi = found?.is(RestApi, HttpApi) && found.output("arn") !== undefined;
    return others.length > 0 || isKnownApi ? undefined : found;
}

/** What a service does with a receiver, such as `sqs:SendMessage`. */
export function deliveryAction({ to }: Pick<Delivery, "to">): string {
    return to.is(Queue) ? "sqs:SendMessage" : to.is(Topic) ? "sns:Publish" : "lambda:InvokeFunction";
}
