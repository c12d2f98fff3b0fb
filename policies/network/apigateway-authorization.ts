import type { MethodArgs } from "@pulumi/aws/apigateway/method";
import type { ApiArgs } from "@pulumi/aws/apigatewayv2/api";
import type { RouteArgs } from "@pulumi/aws/apigatewayv2/route";
import type { GraphQLApiArgs } from "@pulumi/aws/appsync/graphQLApi";

import {
    isSet,
    isUnknownValue,
    known,
    knownEntries,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    stackPolicy,
} from "../../kit";
import { oneTarget } from "../../kit/aws";

const Api = resourceType<ApiArgs>("aws:apigatewayv2/api:Api");
const GraphQLApi = resourceType<GraphQLApiArgs>("aws:appsync/graphQLApi:GraphQLApi");
const Method = resourceType<MethodArgs>("aws:apigateway/method:Method");
const RestApi = resourceType("aws:apigateway/restApi:RestApi");
const RestApiPolicy = resourceType("aws:apigateway/restApiPolicy:RestApiPolicy");
const Route = resourceType<RouteArgs>("aws:apigatewayv2/route:Route");
const JUDGED: ResourceType<object>[] = [GraphQLApi, Method, Route];

export const apigatewayAuthorization = stackPolicy({
    name: "apigateway-authorization",
    title: "Every route asks who is calling",
    severity: "medium",
    level: "advisory",
    why: "everybody on the internet may call it, as often as they like",
    fix: "set authorizationType and an authorizer; waive the routes that are meant for everyone",
    since: "0.2.0",
    controls: ["APIGateway.8", "AppSync.5"],
    frameworks: { "PCI DSS": ["7.2.1 (partly)"] },
    links: [
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html",
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
        "https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html",
    ],
    types: JUDGED,
    check(_props, { resource, stack, report, undecided }) {
        if (resource.is(Route)) {
            judgeRoute(resource);
        } else if (resource.is(Method)) {
            const { authorization, httpMethod, apiKeyRequired } = resource.props;
            if (authorization !== "NONE" || httpMethod === "OPTIONS" || apiKeyRequired) {
                return;
            }
            const api = oneTarget(stack, resource, "restApi", RestApi);
            if (!api) {
                undecided("restApi"); // Another stack's API may have a policy.
            } else if (!mayHavePolicy(api, stack)) {
                report("authorization", `anyone may call ${httpMethod === "ANY" ? "every method" : httpMethod}`, {
                    fix: "set authorization to AWS_IAM, or to COGNITO_USER_POOLS or CUSTOM with authorizerId",
                });
            }
        } else if (resource.is(GraphQLApi)) {
            judgeGraphQL(resource);
        }

        function judgeRoute(route: Resource<RouteArgs>): void {
            const { routeKey = "", authorizationType = "NONE" } = route.props;
            if (authorizationType !== "NONE" || routeKey.startsWith("OPTIONS ")) {
                return;
            }
            const [api] = stack.targets(route, "apiId", Api).resources;
            const protocol = api ? api.unguarded.protocolType : undefined;
            // A WebSocket API asks once, when it connects; an HTTP API's routes are methods and paths.
            const isHttp = routeKey.includes(" /") || protocol === "HTTP";
            if (isHttp || routeKey === "$connect") {
                report("authorizationType", `anyone may call ${routeKey}`);
            } else if (routeKey === "$default" && (protocol === undefined || isUnknownValue(protocol))) {
                undecided("apiId");
            }
        }

        function judgeGraphQL({ props, unguarded }: Resource<GraphQLApiArgs>): void {
            const problem = "whoever has the API key, which stands in every app that uses it, may call the API";
            if (unguarded.authenticationType === "API_KEY") {
                report("authenticationType", problem, {
                    fix: "use AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT, AWS_IAM or AWS_LAMBDA",
                    severity: "high",
                });
            }
            for (const [index, provider] of knownEntries(props.additionalAuthenticationProviders)) {
                if (known(provider, "authenticationType") === "API_KEY") {
                    report(`additionalAuthenticationProviders[${index}].authenticationType`, problem, {
                        severity: "high",
                    });
                }
            }
        }
    },
});

/** True for an API that a resource policy guards, or may. */
function mayHavePolicy(api: Resource<unknown>, stack: Stack): boolean {
    const { resources, possible } = stack.referrers(api, RestApiPolicy, "restApiId", RestApi);
    return isSet(api.unguarded, "policy") || [...resources, ...possible].length > 0;
}
