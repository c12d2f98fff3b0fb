import * as assert from "node:assert/strict";

import { deliveriesOf, deliveriesTo, deliveryAction } from "../../../kit/aws/senders";
import { Resource } from "../../../kit/resource";
import { Stack } from "../../../kit/stack";
import { from, make } from "./make";

const fn = make("aws:lambda/function:Function", "fn");
const queue = make("aws:sqs/queue:Queue", "queue");
const topic = make("aws:sns/topic:Topic", "topic");
const rule = make("aws:cloudwatch/eventRule:EventRule", "rule");
const bucket = make("aws:s3/bucket:Bucket", "bucket");
const logs = make("aws:cloudwatch/logGroup:LogGroup", "logs");
const rest = make("aws:apigateway/restApi:RestApi", "rest");
const http = make("aws:apigatewayv2/api:Api", "http");
const group = make("aws:lb/targetGroup:TargetGroup", "group");
const others = [fn, queue, topic, rule, bucket, logs, rest, http, group];

describe("what makes AWS's services send", () => {
    const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
    const NOTIFICATION = "aws:s3/bucketNotification:BucketNotification";
    const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
    const INTEGRATION = "aws:apigateway/integration:Integration";
    const actions = { alarmActions: [from(fn)], okActions: [from(fn)], insufficientDataActions: [from(fn)] };
    const onAlarm = ["alarmActions", "okActions", "insufficientDataActions"].map((property) => `${property}: lambda.alarms.cloudwatch for by -> fn`);
    /** The deliveries as `property: service for source -> receiver`. */
    const rows: [type: string, properties: Record<string, unknown>, deliveries: string[]][] = [
        [TARGET, { rule: from(rule), arn: from(fn) }, ["arn: events for rule -> fn"]],
        [TARGET, { rule: from(rule), arn: from(queue) }, ["arn: events for rule -> queue"]],
        [TARGET, { rule: from(rule), arn: from(topic) }, ["arn: events for rule -> topic"]],
        [TARGET, { rule: from(rule), arn: from(fn), roleArn: "arn:aws:iam::604219837745:role/sender" }, []],
        [TARGET, { rule: from(rule), deadLetterConfig: { arn: from(queue) } }, ["deadLetterConfig.arn: events for rule -> queue"]],
        [TARGET, { rule: from(rule), deadLetterConfig: { arn: from(queue) }, roleArn: "arn:aws:iam::604219837745:role/sender" }, []],
        [TARGET, { rule: from(rule), arn: "arn:aws:lambda:eu-west-1:604219837745:function:other" }, []],
        [TARGET, { rule: from(rule), arn: from(fn, queue) }, []],
        [TARGET, { rule: "another", arn: from(fn) }, ["arn: events for nothing here -> fn"]],
        [TARGET, { rule: from(rule, make("aws:cloudwatch/eventRule:EventRule", "second")), arn: from(fn) }, ["arn: events for nothing here -> fn"]],
        [SUBSCRIPTION, { topic: from(topic), endpoint: from(fn) }, ["endpoint: sns for topic -> fn"]],
        [SUBSCRIPTION, { topic: from(topic), endpoint: from(queue) }, ["endpoint: sns for topic -> queue"]],
        [SUBSCRIPTION, { topic: from(topic), redrivePolicy: from(queue) }, ["redrivePolicy: sns for topic -> queue"]],
        [NOTIFICATION, { bucket: from(bucket), lambdaFunctions: [{ lambdaFunctionArn: from(fn) }] }, ["lambdaFunctions: s3 for bucket -> fn"]],
        [NOTIFICATION, { bucket: from(bucket), queues: [{ queueArn: from(queue) }] }, ["queues: s3 for bucket -> queue"]],
        [NOTIFICATION, { bucket: from(bucket), topics: [{ topicArn: from(topic) }] }, ["topics: s3 for bucket -> topic"]],
        [
            "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
            { logGroup: from(logs), destinationArn: from(fn) },
            ["destinationArn: logs for logs -> fn"],
        ],
        ["aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", { logGroup: from(logs), destinationArn: from(fn), roleArn: "arn:a" }, []],
        ["aws:iot/topicRule:TopicRule", { lambdas: [{ functionArn: from(fn) }] }, ["lambdas: iot for by -> fn"]],
        ["aws:iot/topicRule:TopicRule", { errorAction: { lambda: { functionArn: from(fn) } } }, ["errorAction.lambda: iot for by -> fn"]],
        ["aws:cognito/userPool:UserPool", { lambdaConfig: { preSignUp: from(fn) } }, ["lambdaConfig: cognito-idp for by -> fn"]],
        [INTEGRATION, { restApi: from(rest), uri: from(fn) }, ["uri: apigateway for rest -> fn"]],
        [INTEGRATION, { restApi: from(rest), uri: from(fn), credentials: "arn:a" }, []],
        ["aws:apigateway/authorizer:Authorizer", { restApi: from(rest), authorizerUri: from(fn) }, ["authorizerUri: apigateway for rest -> fn"]],
        ["aws:apigatewayv2/integration:Integration", { apiId: from(http), integrationUri: from(fn) }, ["integrationUri: apigateway for http -> fn"]],
        ["aws:apigatewayv2/authorizer:Authorizer", { apiId: from(http), authorizerUri: from(fn) }, ["authorizerUri: apigateway for http -> fn"]],
        ["aws:apigatewayv2/api:Api", { target: from(fn) }, ["target: apigateway for by -> fn"]],
        [
            "aws:lb/targetGroupAttachment:TargetGroupAttachment",
            { targetGroupArn: from(group), targetId: from(fn) },
            ["targetId: elasticloadbalancing for group -> fn"],
        ],
        ["aws:cloudwatch/metricAlarm:MetricAlarm", actions, onAlarm],
        ["aws:cloudwatch/compositeAlarm:CompositeAlarm", actions, onAlarm],
    ];
    for (const [type, properties, expected] of rows) {
        it(`${type} with ${Object.keys(properties).join(", ")}: ${expected.join("; ") || "nothing"}`, () => {
            const by = make(type, "by", properties);
            const second = make("aws:cloudwatch/eventRule:EventRule", "second");
            const found = deliveriesOf(new Stack([...others, second, by]), by);
            assert.deepEqual(
                found.map(
                    ({ property, service, source, to }) =>
                        `${property}: ${service.replace(".amazonaws.com", "")} for ${source?.name ?? "nothing here"} -> ${to.name}`,
                ),
                expected,
            );
            assert.ok(found.every((delivery) => delivery.by === by));
        });
    }

    it("tells what is sent to a receiver", () => {
        const one = make(TARGET, "one", { rule: from(rule), arn: from(queue) });
        const two = make(NOTIFICATION, "two", { bucket: from(bucket), queues: [{ queueArn: from(queue) }] });
        const stack = new Stack([...others, one, two]);
        assert.deepEqual(
            deliveriesTo(stack, queue).map(({ by }) => by.name),
            ["one", "two"],
        );
        assert.deepEqual(deliveriesTo(stack, topic), []);
        assert.deepEqual(deliveriesOf(stack, topic), []);
    });

    it("says nothing of receivers that are only read", () => {
        const one = make(TARGET, "one", { rule: from(rule), arn: from(queue) });
        const stack = new Stack([...others, one], (resource) => resource === queue);
        assert.deepEqual(deliveriesOf(stack, one), []);
    });

    it("names no API whose ARN is known, which is not that of its methods", () => {
        const known = new Resource({ ...rest.data, properties: { arn: "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3" } });
        const one = make(INTEGRATION, "one", { restApi: from(known), uri: from(fn) });
        const deliveries = deliveriesOf(new Stack([fn, known, one]), one);
        assert.deepEqual(
            deliveries.map(({ source }) => source),
            [undefined],
        );
    });

    it("names what the service does", () => {
        assert.deepEqual(
            [fn, queue, topic].map((to) => deliveryAction({ to })),
            ["lambda:InvokeFunction", "sqs:SendMessage", "sns:Publish"],
        );
    });
});
