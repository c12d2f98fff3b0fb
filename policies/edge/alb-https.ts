import type { LoadBalancerArgs } from "@pulumi/aws/elb/loadBalancer";
import type { ListenerRuleArgs } from "@pulumi/aws/lb/listenerRule";

import { type Plain, resourceType, type ResourceType, type StackContext, stackPolicy } from "../../kit";
import { ClassicLoadBalancer, Listener } from "../../kit/aws";

const ListenerRule = resourceType<ListenerRuleArgs>("aws:lb/listenerRule:ListenerRule");

const JUDGED: ResourceType<object>[] = [Listener, ListenerRule, ClassicLoadBalancer];

/** An action of a listener or of a rule of it. */
type Action = NonNullable<Plain<ListenerRuleArgs>["actions"]>[number];

/** Where certificate authorities look, over plain HTTP. */
const CHALLENGE = "/.well-known/";

export const albHttps = stackPolicy({
    name: "alb-https",
    title: "A load balancer answers plain HTTP only with a redirect to HTTPS",
    severity: "medium",
    level: "advisory",
    why: "passwords, cookies and cards cross the network in the clear, up to the load balancer",
    fix: 'make the default action of the HTTP listener { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }',
    since: "0.2.0",
    controls: ["ELB.1", "ELB.3", "ELB.18 (partly)"],
    frameworks: { "PCI DSS": ["4.2.1"] },
    links: [
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html",
    ],
    types: JUDGED,
    check(_props, context) {
        const { resource, stack, report } = context;
        if (resource.is(ClassicLoadBalancer)) {
            checkClassic(resource.props, context);
        } else if (resource.is(Listener)) {
            const { protocol, defaultActions } = resource.props;
            if (protocol === "HTTP" && serves(defaultActions)) {
                report("defaultActions", "this listener serves plain HTTP");
            }
        } else if (resource.is(ListenerRule)) {
            const { actions, conditions } = resource.props;
            const { resources: listeners } = stack.targets(resource, "listenerArn", Listener);
            const isPlain = listeners.some(
                ({ props: { protocol, defaultActions } }) => protocol === "HTTP" && !serves(defaultActions),
            );
            // Where the listener itself serves, its own finding says it.
            if (isPlain && serves(actions) && !conditions?.some(isChallenge)) {
                report("actions", "this rule serves plain HTTP, though its listener does not", {
                    fix: "put the rule on the HTTPS listener alone, or have its action redirect to HTTPS",
                });
            }
        }
    },
});

/** True for actions that send a request on: neither a redirect to HTTPS nor a fixed answer. */
function serves(actions: Action[] = []): boolean {
    return actions.some(({ type, redirect }) => type !== "fixed-response" && redirect?.protocol !== "HTTPS");
}

/** A condition that lets only challenges through; a rule needs all of its conditions. */
function isChallenge({ pathPattern }: NonNullable<Plain<ListenerRuleArgs>["conditions"]>[number]): boolean {
    return pathPattern?.values?.every((value) => value.startsWith(CHALLENGE)) ?? false;
}

/** A classic load balancer cannot redirect; a listener beside one with TLS is what the application redirects from. */
function checkClassic({ listeners = [] }: Plain<LoadBalancerArgs>, { report }: StackContext): void {
    const isSecure = ({ lbProtocol = "" }: { lbProtocol?: string }): boolean =>
        ["https", "ssl"].includes(lbProtocol.toLowerCase());
    const hasSecure = listeners.some(isSecure);
    for (const [index, listener] of listeners.entries()) {
        if (!isSecure(listener)) {
            report(
                `listeners[${index}].lbProtocol`,
                `port ${listener.lbPort} takes ${listener.lbProtocol} without TLS`,
                {
                    fix: "use https or ssl with a certificate of ACM, or an application load balancer, which can redirect",
                    severity: hasSecure ? "low" : undefined,
                },
            );
        }
    }
}
