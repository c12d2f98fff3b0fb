import { apigatewayAuthorization } from "../../../policies/network/apigateway-authorization";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const api = (protocolType: Value = "HTTP"): TestResource => resource("aws:apigatewayv2/api:Api", "api", { protocolType });
const route = (routeKey: Value, props: Record<string, unknown> = {}): TestResource =>
    resource("aws:apigatewayv2/route:Route", "r", { apiId: ref("api"), routeKey, ...props });
const rest = (props: Record<string, unknown> = {}): TestResource => resource("aws:apigateway/restApi:RestApi", "api", props);
const method = (props: Record<string, unknown> = {}): TestResource =>
    resource("aws:apigateway/method:Method", "m", { restApi: ref("api"), resourceId: "r1", httpMethod: "POST", authorization: "NONE", ...props });
const graph = (props: Record<string, unknown>): TestResource => resource("aws:appsync/graphQLApi:GraphQLApi", "g", props);
const expectRoute = [{ resource: "r", property: "authorizationType" }];

policyTests(apigatewayAuthorization, {
    example: {
        bad: `
            new aws.apigatewayv2.Route("pay", { apiId: "a1b2c3d4e5", routeKey: "POST /payments", target: "integrations/f6g7h8" });`,
        good: `
            new aws.apigatewayv2.Route("pay", {
                apiId: "a1b2c3d4e5", routeKey: "POST /payments", target: "integrations/f6g7h8", authorizationType: "JWT", authorizerId: "i9j0k1",
            });`,
    },
    pass: [
        { name: "a route with an authorizer", stack: [api(), route("POST /payments", { authorizationType: "JWT", authorizerId: "a1" })] },
        { name: "a type that is not known yet", stack: [api(), route("POST /payments", { authorizationType: unknown })], undecided: true },
        { name: "a browser's question before the call", kind: "lookalike", stack: [api(), route("OPTIONS /payments")] },
        { name: "a browser's question to a REST API", kind: "lookalike", stack: [rest(), method({ httpMethod: "OPTIONS" })] },
        {
            name: "a message of a WebSocket API, which asked when it connected",
            stack: [api("WEBSOCKET"), route("sendMessage"), { ...route("$default"), name: "d" }],
            undecided: false,
        },
        { name: "a message of an API that is not known", stack: [route("sendMessage", { apiId: unknown })], undecided: false },
        { name: "the default route of an API that is not known", stack: [route("$default", { apiId: unknown })], undecided: true },
        {
            name: "a method with a key, one with IAM",
            stack: [rest(), method({ apiKeyRequired: true }), { ...method({ authorization: "AWS_IAM" }), name: "n" }],
        },
        { name: "an API with a resource policy", stack: [rest({ policy: "{}" }), method()] },
        { name: "a method of an API of another stack, which may have a policy", stack: [method({ restApi: "a1b2c3d4e5" })], undecided: true },
        {
            name: "a resource policy of an API that is not known",
            stack: [rest(), method(), resource("aws:apigateway/restApiPolicy:RestApiPolicy", "p", { restApiId: unknown, policy: "{}" })],
        },
        {
            name: "a resource policy that stands apart",
            stack: [rest(), method(), resource("aws:apigateway/restApiPolicy:RestApiPolicy", "p", { restApiId: ref("api"), policy: "{}" })],
        },
        { name: "a method that is not known yet", stack: [rest(), method({ authorization: unknown })], undecided: true },
        {
            name: "GraphQL for users",
            stack: [
                graph({
                    authenticationType: "AWS_IAM",
                    additionalAuthenticationProviders: [{ authenticationType: unknown }, { authenticationType: "OPENID_CONNECT" }],
                }),
            ],
        },
    ],
    fail: [
        {
            name: "a route for anyone (APIGateway.8)",
            kind: "default",
            stack: [api(), route("POST /payments")],
            expect: [{ ...expectRoute[0], resource: "r", says: /anyone may call POST \/payments/ }],
        },
        { name: "it says so", stack: [api(), route("GET /orders", { authorizationType: "NONE" })], expect: expectRoute },
        { name: "the default route", stack: [api(), route("$default")], expect: expectRoute },
        { name: "a WebSocket API that asks nobody", stack: [api("WEBSOCKET"), route("$connect")], expect: expectRoute },
        {
            name: "a method for anyone, beside an API with a policy",
            stack: [
                rest(),
                { ...rest({ policy: "{}" }), name: "other" },
                method(),
                resource("aws:apigateway/restApiPolicy:RestApiPolicy", "p", { restApiId: ref("other"), policy: "{}" }),
            ],
            expect: [{ resource: "m", property: "authorization", says: /may call POST[^]*set authorization to AWS_IAM/ }],
        },
        {
            name: "every method for anyone",
            stack: [rest(), method({ httpMethod: "ANY" })],
            expect: [{ resource: "m", property: "authorization", says: /every method/ }],
        },
        {
            name: "GraphQL by key (AppSync.5)",
            stack: [graph({ authenticationType: "API_KEY" })],
            expect: [{ resource: "g", property: "authenticationType", severity: "high" }],
        },
        {
            name: "GraphQL by key too (AppSync.5)",
            stack: [graph({ authenticationType: "AWS_IAM", additionalAuthenticationProviders: [{ authenticationType: "API_KEY" }] })],
            expect: [{ resource: "g", property: "additionalAuthenticationProviders[0].authenticationType", severity: "high" }],
        },
    ],
});
