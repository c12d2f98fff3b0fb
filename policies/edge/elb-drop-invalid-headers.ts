import { type Plain, resourcePolicy, rule } from "../../kit";
import { ClassicLoadBalancer, LoadBalancer } from "../../kit/aws";

export const elbDropInvalidHeaders = resourcePolicy({
    name: "elb-drop-invalid-headers",
    title: "A load balancer passes on no malformed request",
    severity: "medium",
    level: "advisory",
    why: "a header that the load balancer and the target read differently smuggles a second request past every rule",
    fix: "set dropInvalidHeaderFields: true",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#desync-mitigation-mode",
    ],
    rules: [
        rule({
            type: LoadBalancer,
            property: "dropInvalidHeaderFields",
            must: { is: true },
            absent: "wrong",
            problem: "headers with invalid names reach the targets",
            controls: ["ELB.4"],
            unless: isNoApplication,
        }),
        rule({
            type: LoadBalancer,
            property: "desyncMitigationMode",
            must: { noneOf: ["monitor"] },
            absent: "right",
            since: "`defensive` by default",
            problem: "requests that may be smuggled are only counted",
            fix: "leave desyncMitigationMode out, for defensive",
            controls: ["ELB.12"],
            unless: isNoApplication,
        }),
        rule({
            type: ClassicLoadBalancer,
            property: "desyncMitigationMode",
            must: { noneOf: ["monitor"] },
            absent: "right",
            since: "`defensive` by default",
            problem: "requests that may be smuggled are only counted",
            fix: "leave desyncMitigationMode out, for defensive",
            controls: ["ELB.14"],
        }),
    ],
});

/** Network and gateway load balancers read no headers. */
function isNoApplication({ loadBalancerType }: Plain<{ loadBalancerType?: string }>): boolean {
    return (loadBalancerType ?? "application") !== "application";
}
