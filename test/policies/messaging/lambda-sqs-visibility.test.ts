import { lambdaSqsVisibility } from "../../../policies/messaging/lambda-sqs-visibility";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const mapping = resource("aws:lambda/eventSourceMapping:EventSourceMapping", "m", { eventSourceArn: ref("orders"), functionName: ref("pay") });
const fn = (timeout?: Value): TestResource => resource("aws:lambda/function:Function", "pay", { timeout });
const queue = (visibilityTimeoutSeconds?: Value): TestResource => resource("aws:sqs/queue:Queue", "orders", { visibilityTimeoutSeconds });
const expect = [{ resource: "m", property: "eventSourceArn" }];

policyTests(lambdaSqsVisibility, {
    example: {
        bad: `
            const orders = new aws.sqs.Queue("orders");
            const pay = new aws.lambda.Function("pay", { role: "arn:aws:iam::851725499301:role/worker", runtime: "nodejs22.x", handler: "index.handler", s3Bucket: "releases-7f3", s3Key: "pay.zip", timeout: 60 });
            new aws.lambda.EventSourceMapping("orders", { eventSourceArn: orders.arn, functionName: pay.name });`,
        good: `
            const orders = new aws.sqs.Queue("orders", { visibilityTimeoutSeconds: 360 });
            const pay = new aws.lambda.Function("pay", { role: "arn:aws:iam::851725499301:role/worker", runtime: "nodejs22.x", handler: "index.handler", s3Bucket: "releases-7f3", s3Key: "pay.zip", timeout: 60 });
            new aws.lambda.EventSourceMapping("orders", { eventSourceArn: orders.arn, functionName: pay.name });`,
    },
    pass: [
        { name: "six times as long", stack: [mapping, fn(60), queue(360)] },
        { name: "just as long", kind: "lookalike", stack: [mapping, fn(60), queue(60)] },
        { name: "the defaults of both", kind: "default", stack: [mapping, fn(), queue()] },
        { name: "a timeout that is not known yet", stack: [mapping, fn(unknown), queue(30)], undecided: true },
        { name: "a visibility that is not known yet", stack: [mapping, fn(60), queue(unknown)], undecided: true },
        {
            name: "a queue that is made elsewhere",
            stack: [
                resource("aws:lambda/eventSourceMapping:EventSourceMapping", "m", {
                    eventSourceArn: "arn:aws:sqs:us-east-1:851725499301:orders",
                    functionName: ref("pay"),
                }),
                fn(60),
            ],
        },
        { name: "a stream", stack: [resource("aws:kinesis/stream:Stream", "orders"), mapping, fn(60)] },
        { name: "AWS's advice where it is kept", stack: [mapping, fn(5), queue()], settings: { times: 6 } },
    ],
    fail: [
        {
            name: "a shorter one",
            stack: [mapping, fn(60), queue(45)],
            expect: [{ ...expect[0], resource: "m", says: /hides a message for 45 s, below the 60 s[^]*of orders to 360/ }],
        },
        { name: "the queue's default", stack: [mapping, fn(31), queue()], expect },
        { name: "zero", stack: [mapping, fn(), queue(0)], expect },
        {
            name: "AWS's advice",
            stack: [mapping, fn(10), queue()],
            settings: { times: 6 },
            expect: [{ ...expect[0], resource: "m", says: /below 6 times the 10 s/ }],
        },
    ],
});
