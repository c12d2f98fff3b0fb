import { timeoutChain } from "../../../policies/wiring/timeout-chain";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const fn = (timeout?: Value): TestResource => resource("aws:lambda/function:Function", "pay", { role: "worker", timeout });
const restApi = (types?: Value): TestResource =>
    resource("aws:apigateway/restApi:RestApi", "api", types === undefined ? {} : { endpointConfiguration: { types } });
const rest = (more: object = {}): TestResource =>
    resource("aws:apigateway/integration:Integration", "post", {
        restApi: ref("api"),
        resourceId: "r",
        httpMethod: "POST",
        type: "AWS_PROXY",
        uri: ref("pay"),
        ...more,
    });
const httpApi = (protocolType = "HTTP"): TestResource => resource("aws:apigatewayv2/api:Api", "api", { protocolType });
const http = (more: object = {}): TestResource =>
    resource("aws:apigatewayv2/integration:Integration", "post", { apiId: ref("api"), integrationType: "AWS_PROXY", integrationUri: ref("pay"), ...more });
const alb = (idleTimeout?: number): TestResource[] => [
    resource("aws:lb/loadBalancer:LoadBalancer", "alb", { idleTimeout }),
    resource("aws:lb/targetGroup:TargetGroup", "group", { targetType: "lambda" }),
    resource("aws:lb/listener:Listener", "https", { loadBalancerArn: ref("alb"), defaultActions: [{ type: "forward", targetGroupArn: ref("group") }] }),
    resource("aws:lb/targetGroupAttachment:TargetGroupAttachment", "target", { targetGroupArn: ref("group"), targetId: ref("pay") }),
];
const late = (property: string, says: RegExp, name = "post"): { resource: string; property: string; level: "advisory"; says: RegExp }[] => [
    { resource: name, property, level: "advisory", says },
];
const refused = (says: RegExp): { resource: string; property: string; level: "mandatory"; says: RegExp }[] => [
    { resource: "post", property: "timeoutMilliseconds", level: "mandatory", says },
];

policyTests(timeoutChain, {
    example: {
        given: `
            const api = new aws.apigatewayv2.Api("shop", { protocolType: "HTTP" });`,
        bad: `
            const pay = new aws.lambda.Function("pay", { role: role.arn, runtime: "nodejs22.x", handler: "index.handler", code, timeout: 120 });
            new aws.apigatewayv2.Integration("pay", { apiId: api.id, integrationType: "AWS_PROXY", integrationUri: pay.arn, payloadFormatVersion: "2.0" });`,
        good: `
            const pay = new aws.lambda.Function("pay", { role: role.arn, runtime: "nodejs22.x", handler: "index.handler", code, timeout: 25 });
            new aws.apigatewayv2.Integration("pay", { apiId: api.id, integrationType: "AWS_PROXY", integrationUri: pay.arn, payloadFormatVersion: "2.0" });`,
    },
    pass: [
        { name: "less than API Gateway waits", stack: [restApi(), rest(), fn(20)] },
        { name: "the defaults", kind: "default", stack: [restApi(), rest(), fn()] },
        { name: "30 and 29 seconds", kind: "lookalike", stack: [restApi(), rest(), fn(30)] },
        { name: "a timeout that is not known yet", stack: [restApi(), rest(), fn(unknown)], undecided: true },
        { name: "a regional API with a raised quota", stack: [restApi("REGIONAL"), rest({ timeoutMilliseconds: 120_000 }), fn(120)] },
        { name: "an endpoint type that is not known yet", stack: [restApi(unknown), rest({ timeoutMilliseconds: 60_000 }), fn(30)], undecided: true },
        { name: "a response that is streamed", stack: [restApi(), rest({ responseTransferMode: "STREAM" }), fn(300)] },
        {
            name: "a function that is only started",
            stack: [restApi(), rest({ type: "AWS", requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" } }), fn(300)],
        },
        {
            name: "a function that a WebSocket API only starts",
            stack: [httpApi("WEBSOCKET"), http({ requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" } }), fn(300)],
        },
        { name: "request parameters that are not known yet", stack: [restApi(), rest({ requestParameters: unknown }), fn(300)] },
        { name: "a function from elsewhere", stack: [restApi(), rest({ uri: "arn:aws:apigateway:eu-west-1:lambda:path/x" }), fn(300)] },
        { name: "an API from elsewhere", stack: [http({ apiId: "a1b2c3d4e5" }), fn(300)] },
        { name: "an HTTP API", stack: [httpApi(), http(), fn(30)] },
        { name: "a load balancer", stack: [...alb(), fn(60)] },
        { name: "a load balancer that waits longer", stack: [...alb(300), fn(300)] },
        { name: "a queue, which lambda-sqs-visibility judges", stack: [resource("aws:sqs/queue:Queue", "q"), fn(300)] },
    ],
    fail: [
        { name: "a REST API", stack: [restApi(), rest(), fn(60)], expect: late("uri", /function pay may take 60 s, and API Gateway waits for 29 s/) },
        { name: "a REST API that waits less", stack: [restApi(), rest({ timeoutMilliseconds: 5000 }), fn(10)], expect: late("uri", /waits for 5 s/) },
        {
            name: "an alias",
            stack: [
                restApi(),
                rest({ uri: ref("live") }),
                resource("aws:lambda/alias:Alias", "live", { functionName: ref("pay"), functionVersion: "1" }),
                fn(60),
            ],
            expect: late("uri", /function pay may take 60 s/),
        },
        { name: "an HTTP API", stack: [httpApi(), http(), fn(60)], expect: late("integrationUri", /waits for 30 s/) },
        {
            name: "an edge-optimised API, refused",
            stack: [restApi(), rest({ timeoutMilliseconds: 60_000 }), fn(60)],
            expect: refused(/at most 29000[^]*"REGIONAL"/),
        },
        {
            name: "a WebSocket API, refused",
            stack: [httpApi("WEBSOCKET"), http({ timeoutMilliseconds: 29_500 }), fn(3)],
            expect: refused(/at most 29000[^]*set it to 29000 or less/),
        },
        { name: "a load balancer", stack: [...alb(), fn(120)], expect: late("targetId", /load balancer alb waits for 60 s/, "target") },
        {
            name: "a rule of a load balancer",
            stack: [
                ...alb(30).map((part) => (part.name === "https" ? { ...part, props: { ...part.props, defaultActions: [{ type: "fixed-response" }] } } : part)),
                resource("aws:lb/listenerRule:ListenerRule", "rule", {
                    listenerArn: ref("https"),
                    conditions: [],
                    actions: [{ type: "forward", targetGroupArn: ref("group") }],
                }),
                fn(60),
            ],
            expect: late("targetId", /waits for 30 s/, "target"),
        },
    ],
});
