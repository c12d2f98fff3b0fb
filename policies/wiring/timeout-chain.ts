import type { IntegrationArgs as RestIntegrationArgs } from "@pulumi/aws/apigateway/integration";
import type { RestApiArgs } from "@pulumi/aws/apigateway/restApi";
import type { ApiArgs } from "@pulumi/aws/apigatewayv2/api";
import type { IntegrationArgs as HttpIntegrationArgs } from "@pulumi/aws/apigatewayv2/integration";
import type { AliasArgs } from "@pulumi/aws/lambda/alias";
import type { FunctionArgs } from "@pulumi/aws/lambda/function";
import type { ListenerRuleArgs } from "@pulumi/aws/lb/listenerRule";
import type { TargetGroupAttachmentArgs } from "@pulumi/aws/lb/targetGroupAttachment";

import {
    hasUnknown,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    type StackContext,
    stackPolicy,
} from "../../kit";
import { LambdaFunction, Listener, LoadBalancer, oneTarget } from "../../kit/aws";

const RestIntegration = resourceType<RestIntegrationArgs>("aws:apigateway/integration:Integration");
const RestApi = resourceType<RestApiArgs>("aws:apigateway/restApi:RestApi");
const HttpIntegration = resourceType<HttpIntegrationArgs>("aws:apigatewayv2/integration:Integration");
const HttpApi = resourceType<ApiArgs>("aws:apigatewayv2/api:Api");
const Alias = resourceType<AliasArgs>("aws:lambda/alias:Alias");
const Attachment = resourceType<TargetGroupAttachmentArgs>("aws:lb/targetGroupAttachment:TargetGroupAttachment");
const TargetGroup = resourceType<object>("aws:lb/targetGroup:TargetGroup");
const ListenerRule = resourceType<ListenerRuleArgs>("aws:lb/listenerRule:ListenerRule");
const JUDGED: ResourceType<object>[] = [RestIntegration, HttpIntegration, Attachment];

/** What AWS takes where the program says nothing, in seconds. */
const FUNCTION_TIMEOUT = 3;
const IDLE_TIMEOUT = 60;
/** How long API Gateway waits where the program says nothing, and at most where no quota can be raised, in milliseconds. */
const REST_WAITS = 29_000;
const HTTP_WAITS = 30_000;
/** Nobody means the second between 29 and 30. */
const GRACE = 1;

export const timeoutChain = stackPolicy({
    name: "timeout-chain",
    title: "Nothing may take longer than what waits for it",
    severity: "medium",
    level: "mandatory",
    stops: "refused",
    why: "the caller gets an error while the function goes on, and what it does is done, paid for, and often done again",
    fix: "set the function's timeout below what waits for it, or take long work off the request",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html",
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html",
        "https://aws.amazon.com/about-aws/whats-new/2024/06/amazon-api-gateway-integration-timeout-limit-29-seconds/",
        "https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html",
    ],
    types: JUDGED,
    // The visibility timeout of a queue is the matter of lambda-sqs-visibility.
    check(_props, context) {
        const { resource } = context;
        if (resource.is(RestIntegration)) {
            judgeRest(resource, context);
        } else if (resource.is(HttpIntegration)) {
            judgeHttp(resource, context);
        } else if (resource.is(Attachment)) {
            judgeTarget(resource, context);
        }
    },
});

type Judging = StackContext<Record<never, never>, object>;

function judgeRest(resource: Resource<RestIntegrationArgs>, context: Judging): void {
    const { stack, report, attempt } = context;
    const { timeoutMilliseconds: waits = REST_WAITS } = resource.props;
    attempt(() => {
        const api = oneTarget(stack, resource, "restApi", RestApi);
        const types = [api?.props.endpointConfiguration?.types ?? "EDGE"].flat();
        if (waits > REST_WAITS && api && types[0] === "EDGE") {
            report("timeoutMilliseconds", "AWS takes at most 29000 for an edge-optimised API", {
                fix: 'set it to 29000, or make the API "REGIONAL", for which the quota can be raised',
            });
        }
    });
    // A response that is streamed may take 15 minutes.
    if (resource.props.responseTransferMode !== "STREAM" && !isAsynchronous(resource.unguarded.requestParameters)) {
        judgeFunction("uri", waits, "API Gateway", context);
    }
}

function judgeHttp(resource: Resource<HttpIntegrationArgs>, context: Judging): void {
    const { stack, report } = context;
    const api = oneTarget(stack, resource, "apiId", HttpApi);
    if (!api) {
        return;
    }
    const most = api.props.protocolType === "WEBSOCKET" ? REST_WAITS : HTTP_WAITS;
    const { timeoutMilliseconds: waits = most } = resource.props;
    if (waits > most) {
        report("timeoutMilliseconds", `AWS takes at most ${most} for an API of this protocol`, {
            fix: `set it to ${most} or less`,
        });
    }
    if (!isAsynchronous(resource.unguarded.requestParameters)) {
        judgeFunction("integrationUri", waits, "API Gateway", context);
    }
}

/** A function behind an application load balancer. */
function judgeTarget(resource: Resource<TargetGroupAttachmentArgs>, context: Judging): void {
    const { stack } = context;
    const group = oneTarget(stack, resource, "targetGroupArn", TargetGroup);
    for (const balancer of group ? balancersOf(stack, group) : []) {
        const { idleTimeout = IDLE_TIMEOUT } = balancer.props;
        judgeFunction("targetId", idleTimeout * 1000, `load balancer ${balancer.name}`, context);
    }
}

function balancersOf(stack: Stack, group: Resource<object>): Set<Resource<{ idleTimeout?: number }>> {
    const rules = stack.referrers(group, ListenerRule, "actions", TargetGroup).resources;
    const listeners = [
        ...stack.referrers(group, Listener, "defaultActions", TargetGroup).resources,
        ...rules.flatMap((rule) => oneTarget(stack, rule, "listenerArn", Listener) ?? []),
    ];
    return new Set(listeners.flatMap((listener) => oneTarget(stack, listener, "loadBalancerArn", LoadBalancer) ?? []));
}

/** Compares the timeout of the function that a property names with what waits for it. */
function judgeFunction(property: string, waits: number, who: string, { resource, stack, report }: Judging): void {
    const fn = functionAt(stack, resource, property);
    const { timeout = FUNCTION_TIMEOUT } = fn?.props ?? {};
    if (fn && timeout * 1000 > waits + GRACE * 1000) {
        const seconds = waits / 1000;
        report(property, `function ${fn.name} may take ${timeout} s, and ${who} waits for ${seconds} s`, {
            fix: `set timeout of ${fn.name} to ${Math.floor(seconds)} or less, or let it answer at once and do the work from a queue`,
            level: "advisory",
        });
    }
}

function functionAt(
    stack: Stack,
    resource: Resource<object>,
    property: string,
): Resource<Pick<FunctionArgs, "timeout">> | undefined {
    const alias = oneTarget(stack, resource, property, Alias);
    return alias
        ? oneTarget(stack, alias, "functionName", LambdaFunction)
        : oneTarget(stack, resource, property, LambdaFunction);
}

/** True where the request only starts the function, or may do no more. */
function isAsynchronous(requestParameters: unknown): boolean {
    return /invocation-type/i.test(JSON.stringify(requestParameters ?? {})) || hasUnknown(requestParameters);
}
