import { eventTargetPermitted } from "../../../policies/wiring/event-target-permitted";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const ACCOUNT = "604219837745";
const QUEUE_ARN = `arn:aws:sqs:eu-west-1:${ACCOUNT}:orders`;
const RULE_ARN = `arn:aws:events:eu-west-1:${ACCOUNT}:rule/nightly`;
const trust = (service: string): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }] });
const document = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const letsSend = (condition?: object): string =>
    document({ Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sqs:SendMessage", Resource: "*", Condition: condition });

const role = resource("aws:iam/role:Role", "worker", { name: "worker", assumeRolePolicy: trust("lambda.amazonaws.com") });
const fn = resource("aws:lambda/function:Function", "work", { name: "work", role: ref("worker") });
const permission = (principal: string, sourceArn?: Value, more: Value = {}): TestResource =>
    resource("aws:lambda/permission:Permission", "allow", { action: "lambda:InvokeFunction", function: "work", principal, sourceArn, ...more });
const queue = resource("aws:sqs/queue:Queue", "orders", {}, { outputs: { arn: QUEUE_ARN } });
const topic = resource("aws:sns/topic:Topic", "alerts", {});
const bucket = resource("aws:s3/bucket:Bucket", "files", {});
const rule = resource("aws:cloudwatch/eventRule:EventRule", "nightly", { scheduleExpression: "rate(1 day)" }, { outputs: { arn: RULE_ARN } });
const otherRule = resource("aws:cloudwatch/eventRule:EventRule", "hourly", { scheduleExpression: "rate(1 hour)" });
const target = (arn: Value, more: Value = {}): TestResource =>
    resource("aws:cloudwatch/eventTarget:EventTarget", "target", { rule: ref("nightly"), arn, ...more });
const queuePolicy = (policy: Value, queueUrl: Value = ref("orders")): TestResource =>
    resource("aws:sqs/queuePolicy:QueuePolicy", "policy", { queueUrl, policy });
const subscription = (protocol: string, endpoint: Value, more: Value = {}): TestResource =>
    resource("aws:sns/topicSubscription:TopicSubscription", "subscription", { topic: ref("alerts"), protocol, endpoint, ...more });
const notification = (props: Value): TestResource => resource("aws:s3/bucketNotification:BucketNotification", "notify", { bucket: ref("files"), ...props });
const machine = resource("aws:sfn/stateMachine:StateMachine", "flow", { definition: "{}", roleArn: ref("worker") });
const schedule = (arn: Value, more: Value = {}): TestResource =>
    resource("aws:scheduler/schedule:Schedule", "schedule", {
        scheduleExpression: "rate(1 day)",
        flexibleTimeWindow: { mode: "OFF" },
        target: { arn, roleArn: ref("worker"), ...more },
    });
const inline = (policy: Value): TestResource => resource("aws:iam/rolePolicy:RolePolicy", "inline", { role: "worker", policy });
const basic = resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "basic", {
    role: "worker",
    policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
});
const toWork = [role, fn, rule, target(ref("work"))];

/** What calls the function besides a rule: the sender, what it sends for, and the property and the service. */
const callers: { name: string; sender: TestResource; source?: TestResource; property: string; service: string }[] = [
    { name: "a topic", sender: subscription("lambda", ref("work")), source: topic, property: "endpoint", service: "sns.amazonaws.com" },
    {
        name: "a bucket",
        sender: notification({ lambdaFunctions: [{ lambdaFunctionArn: ref("work"), events: ["s3:ObjectCreated:*"] }] }),
        source: bucket,
        property: "lambdaFunctions",
        service: "s3.amazonaws.com",
    },
    {
        name: "a log group",
        sender: resource("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "filter", {
            ...{ logGroup: ref("logs"), filterPattern: "", destinationArn: ref("work") },
        }),
        source: resource("aws:cloudwatch/logGroup:LogGroup", "logs", {}),
        property: "destinationArn",
        service: "logs.amazonaws.com",
    },
    {
        name: "a rule of IoT",
        sender: resource("aws:iot/topicRule:TopicRule", "devices", {
            ...{ enabled: true, sql: "SELECT * FROM 'a'", sqlVersion: "2016-03-23", lambdas: [{ functionArn: ref("work") }] },
        }),
        property: "lambdas",
        service: "iot.amazonaws.com",
    },
    {
        name: "a user pool",
        sender: resource("aws:cognito/userPool:UserPool", "users", { lambdaConfig: { preSignUp: ref("work") } }),
        property: "lambdaConfig",
        service: "cognito-idp.amazonaws.com",
    },
    {
        name: "a REST API",
        sender: resource("aws:apigateway/integration:Integration", "call", {
            ...{ restApi: ref("api"), resourceId: "a", httpMethod: "GET", type: "AWS_PROXY", uri: ref("work") },
        }),
        source: resource("aws:apigateway/restApi:RestApi", "api", {}),
        property: "uri",
        service: "apigateway.amazonaws.com",
    },
    {
        name: "an HTTP API",
        sender: resource("aws:apigatewayv2/integration:Integration", "call", { apiId: ref("api"), integrationType: "AWS_PROXY", integrationUri: ref("work") }),
        source: resource("aws:apigatewayv2/api:Api", "api", { protocolType: "HTTP" }),
        property: "integrationUri",
        service: "apigateway.amazonaws.com",
    },
    {
        name: "an HTTP API made in one",
        sender: resource("aws:apigatewayv2/api:Api", "api", { protocolType: "HTTP", target: ref("work") }),
        property: "target",
        service: "apigateway.amazonaws.com",
    },
    {
        name: "a load balancer",
        sender: resource("aws:lb/targetGroupAttachment:TargetGroupAttachment", "attach", { targetGroupArn: ref("group"), targetId: ref("work") }),
        source: resource("aws:lb/targetGroup:TargetGroup", "group", { targetType: "lambda" }),
        property: "targetId",
        service: "elasticloadbalancing.amazonaws.com",
    },
    {
        name: "an alarm",
        sender: resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", {
            ...{ comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1, alarmActions: [ref("work")] },
        }),
        property: "alarmActions",
        service: "lambda.alarms.cloudwatch.amazonaws.com",
    },
];

policyTests(eventTargetPermitted, {
    example: {
        bad: `
            const nightly = new aws.cloudwatch.EventRule("nightly", { scheduleExpression: "cron(0 3 * * ? *)" });
            const orders = new aws.sqs.Queue("orders", {});
            new aws.cloudwatch.EventTarget("nightly", { rule: nightly.name, arn: orders.arn });`,
        good: `
            const nightly = new aws.cloudwatch.EventRule("nightly", { scheduleExpression: "cron(0 3 * * ? *)" });
            const orders = new aws.sqs.Queue("orders", {});
            new aws.sqs.QueuePolicy("orders", {
                queueUrl: orders.id,
                policy: pulumi.jsonStringify({
                    Version: "2012-10-17",
                    Statement: [{
                        Effect: "Allow",
                        Principal: { Service: "events.amazonaws.com" },
                        Action: "sqs:SendMessage",
                        Resource: orders.arn,
                        Condition: { ArnEquals: { "aws:SourceArn": nightly.arn } },
                    }],
                }),
            });
            new aws.cloudwatch.EventTarget("nightly", { rule: nightly.name, arn: orders.arn });`,
    },
    pass: [
        { name: "a permission for the rule", stack: [...toWork, permission("events.amazonaws.com", ref("nightly"))] },
        { name: "a permission for every rule", kind: "default", stack: [...toWork, permission("events.amazonaws.com")] },
        { name: "a permission by the rule's known ARN", stack: [...toWork, permission("events.amazonaws.com", RULE_ARN)] },
        { name: "a permission by an alias", stack: [...toWork, permission("events.amazonaws.com", RULE_ARN, { qualifier: "live" })] },
        {
            name: "a permission of a function that is not known: it may be this one's",
            stack: [...toWork, permission("events.amazonaws.com", ref("nightly"), { function: unknown })],
            undecided: true,
        },
        { name: "a source that is not known", stack: [...toWork, permission("events.amazonaws.com", unknown)], undecided: true },
        { name: "a target that is not known", stack: [role, fn, rule, target(unknown)] },
        { name: "a function outside the stack", stack: [rule, target(`arn:aws:lambda:eu-west-1:${ACCOUNT}:function:elsewhere`)] },
        { name: "a function that is only read", kind: "lookalike", stack: [{ ...fn, props: { name: "work" }, read: true }, rule, target(ref("work"))] },
        { name: "a rule that calls with a role", stack: [role, fn, rule, target(ref("work"), { roleArn: ref("worker") })] },
        { name: "a function that something outside lets be called", stack: toWork, settings: { trusted: ["aws:lambda/function:Function::work"] } },
        {
            name: "a command that is given the function may add the permission",
            stack: [...toWork, resource("command:local/index:Command", "add", { create: ref("work") })],
            undecided: true,
        },
        {
            name: "a queue with a policy for the rule",
            stack: [rule, queue, target(ref("orders")), queuePolicy(letsSend({ ArnEquals: { "aws:SourceArn": RULE_ARN } }))],
        },
        {
            name: "a queue whose policy refers to what is not there yet",
            stack: [rule, queue, target(ref("orders")), queuePolicy(ref("orders", "nightly"))],
            undecided: true,
        },
        { name: "a queue with a policy in it", stack: [rule, { ...queue, props: { policy: letsSend() } }, target(ref("orders"))] },
        {
            name: "a topic that sends to another's queue by an ARN",
            stack: [topic, subscription("sqs", QUEUE_ARN.replace("orders", "elsewhere"))],
        },
        { name: "a topic that sends mail", stack: [topic, subscription("email", "ops@shop.io")] },
        {
            name: "a queue that a function reads: that takes no permission of it",
            kind: "lookalike",
            stack: [
                ...[role, fn, queue],
                resource("aws:lambda/eventSourceMapping:EventSourceMapping", "read", { eventSourceArn: ref("orders"), functionName: "work" }),
            ],
        },
        ...callers.map(({ name, sender, source, service }) => ({
            name: `${name} with a permission`,
            stack: [role, fn, ...(source ? [source] : []), sender, permission(service, ref((source ?? sender).name))],
        })),
        {
            name: "an API that calls with a role",
            stack: [
                ...[role, fn, resource("aws:apigateway/restApi:RestApi", "api", {})],
                resource("aws:apigateway/integration:Integration", "call", {
                    ...{ restApi: ref("api"), resourceId: "a", httpMethod: "GET", type: "AWS_PROXY", uri: ref("work"), credentials: ref("worker") },
                }),
            ],
        },
        {
            name: "an API's permission by a known ARN of its methods",
            stack: [
                ...[role, fn, resource("aws:apigateway/restApi:RestApi", "api", {}, { outputs: { arn: "arn:aws:apigateway:eu-west-1::/restapis/a1" } })],
                resource("aws:apigateway/integration:Integration", "call", {
                    ...{ restApi: ref("api"), resourceId: "a", httpMethod: "GET", type: "AWS_PROXY", uri: ref("work") },
                }),
                permission("apigateway.amazonaws.com", `arn:aws:execute-api:eu-west-1:${ACCOUNT}:a1/*/GET/orders`),
            ],
            undecided: true,
        },
        {
            name: "a schedule needs no permission of the function",
            stack: [role, fn, schedule(ref("work")), inline(document({ Effect: "Allow", Action: "lambda:*", Resource: "*" }))],
        },
        { name: "a schedule with a role from outside", stack: [fn, role, schedule(ref("work"), { roleArn: `arn:aws:iam::${ACCOUNT}:role/other` })] },
        { name: "a schedule with a role whose policy is not known", stack: [role, fn, schedule(ref("work")), inline(unknown)], undecided: true },
        {
            name: "a schedule's queue whose policy lets the role send",
            stack: [
                role,
                queue,
                schedule(ref("orders")),
                queuePolicy(document({ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/worker` }, Action: "sqs:*", Resource: "*" })),
            ],
            undecided: true,
        },
        { name: "a role that something outside completes", stack: [role, fn, schedule(ref("work"))], settings: { trusted: ["aws:iam/role:Role"] } },
        {
            name: "a rule that starts a state machine by a role that may",
            stack: [
                role,
                machine,
                rule,
                target(ref("flow"), { roleArn: ref("worker") }),
                inline(document({ Effect: "Allow", Action: "states:StartExecution", Resource: "*" })),
            ],
            undecided: false,
        },
    ],
    fail: [
        {
            name: "a queue that nobody may send to",
            stack: [rule, queue, target(ref("orders"))],
            expect: [
                {
                    resource: "target",
                    property: "arn",
                    severity: "high",
                    says: /no policy of queue orders lets events\.amazonaws\.com send to it for nightly[^]*add an aws\.sqs\.QueuePolicy for orders/,
                },
            ],
        },
        {
            name: "a queue that another rule only may send to",
            stack: [rule, otherRule, queue, target(ref("orders")), queuePolicy(letsSend({ ArnEquals: { "aws:SourceArn": `${RULE_ARN}-b` } }))],
            expect: [{ resource: "target", property: "arn" }],
        },
        {
            name: "a queue that the service may read, not send to",
            stack: [
                ...[rule, queue, target(ref("orders"))],
                queuePolicy(document({ Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sqs:ReceiveMessage", Resource: "*" })),
            ],
            expect: [{ resource: "target", property: "arn" }],
        },
        {
            name: "the policy of another queue",
            stack: [rule, queue, resource("aws:sqs/queue:Queue", "other", {}), target(ref("orders")), queuePolicy(letsSend(), ref("other"))],
            expect: [{ resource: "target", property: "arn" }],
        },
        {
            name: "a queue of dropped events",
            stack: [...toWork.slice(0, 3), queue, target(ref("work"), { deadLetterConfig: { arn: ref("orders") } }), permission("events.amazonaws.com")],
            expect: [{ resource: "target", property: "deadLetterConfig.arn" }],
        },
        {
            name: "a topic, to which EventBridge sends by a statement without a condition",
            stack: [rule, topic, target(ref("alerts"))],
            expect: [{ resource: "target", property: "arn", says: /topic alerts.*to Service events\.amazonaws\.com$/s }],
        },
        {
            name: "a topic that sends to a queue",
            stack: [topic, queue, subscription("sqs", ref("orders"))],
            expect: [{ resource: "subscription", property: "endpoint", says: /sns\.amazonaws\.com/ }],
        },
        {
            name: "a bucket that tells a queue and a topic",
            stack: [
                ...[bucket, queue, topic],
                notification({
                    queues: [{ queueArn: ref("orders"), events: ["s3:ObjectCreated:*"] }],
                    topics: [{ topicArn: ref("alerts"), events: ["s3:ObjectRemoved:*"] }],
                }),
            ],
            expect: [
                { resource: "notify", property: "queues" },
                { resource: "notify", property: "topics" },
            ],
        },
        {
            name: "no permission",
            stack: toWork,
            expect: [{ resource: "target", property: "arn", says: /no aws\.lambda\.Permission[^]*add an aws\.lambda\.Permission with function work/ }],
        },
        { name: "a permission for another service", stack: [...toWork, permission("s3.amazonaws.com")], expect: [{ resource: "target", property: "arn" }] },
        {
            name: "a permission for another rule",
            stack: [...toWork, otherRule, permission("events.amazonaws.com", ref("hourly"))],
            expect: [{ resource: "target", property: "arn" }],
        },
        {
            name: "a permission of another function",
            stack: [
                ...toWork,
                resource("aws:lambda/function:Function", "other", { name: "other", role: ref("worker") }),
                permission("events.amazonaws.com", undefined, { function: ref("other") }),
            ],
            expect: [{ resource: "target", property: "arn" }],
        },
        ...callers.map(({ name, sender, source, property }) => ({
            name: `${name} without a permission`,
            stack: [role, fn, ...(source ? [source] : []), sender],
            expect: [{ resource: sender.name, property }],
        })),
        {
            name: "a schedule whose role may not call the function",
            stack: [role, fn, basic, schedule(ref("work"))],
            expect: [{ resource: "schedule", property: "target.roleArn", says: /role worker may not do lambda:InvokeFunction on function work/ }],
        },
        {
            name: "a permission does not help a schedule",
            stack: [role, fn, schedule(ref("work")), permission("scheduler.amazonaws.com")],
            expect: [{ resource: "schedule", property: "target.roleArn" }],
        },
        {
            name: "a rule whose role may not start the state machine",
            stack: [role, basic, machine, rule, target(ref("flow"), { roleArn: ref("worker") })],
            expect: [{ resource: "target", property: "roleArn", says: /states:StartExecution on state machine flow/ }],
        },
        {
            name: "a rule whose role may not write to the stream",
            stack: [role, basic, resource("aws:kinesis/stream:Stream", "clicks", {}), rule, target(ref("clicks"), { roleArn: ref("worker") })],
            expect: [{ resource: "target", property: "roleArn", says: /kinesis:PutRecord on stream clicks/ }],
        },
        {
            name: "a rule whose role may not put events on the bus",
            stack: [role, basic, resource("aws:cloudwatch/eventBus:EventBus", "shop", {}), rule, target(ref("shop"), { roleArn: ref("worker") })],
            expect: [{ resource: "target", property: "roleArn", says: /events:PutEvents on event bus shop/ }],
        },
        {
            name: "a schedule whose role may not publish to the topic",
            stack: [role, basic, topic, schedule(ref("alerts"))],
            expect: [{ resource: "schedule", property: "target.roleArn", says: /sns:Publish on topic alerts/ }],
        },
    ],
});
