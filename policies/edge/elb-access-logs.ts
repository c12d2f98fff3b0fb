import { resourcePolicy, rule } from "../../kit";
import { ClassicLoadBalancer, LoadBalancer } from "../../kit/aws";

const PROBLEM = "requests leave no trace";

export const elbAccessLogs = resourcePolicy({
    name: "elb-access-logs",
    title: "Requests to a load balancer are logged",
    severity: "medium",
    level: "advisory",
    why: "after an attack or a failed cutover nobody can tell who asked for what, and what was answered",
    fix: "set accessLogs: { bucket, enabled: true }, with a bucket whose policy lets the load balancer write",
    since: "0.2.0",
    controls: ["ELB.5"],
    frameworks: { "PCI DSS": ["10.2.1"] },
    links: [
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html",
    ],
    rules: [
        rule({
            type: LoadBalancer,
            property: "accessLogs.enabled",
            must: { is: true },
            absent: "wrong",
            problem: PROBLEM,
            // A network load balancer logs its TLS listeners only, a gateway one nothing.
            unless: ({ loadBalancerType = "application" }) => loadBalancerType !== "application",
        }),
        rule({
            type: ClassicLoadBalancer,
            property: "accessLogs",
            must: { given: true },
            absent: "wrong",
            problem: PROBLEM,
            fix: "set accessLogs: { bucket }",
        }),
        rule({
            type: ClassicLoadBalancer,
            property: "accessLogs.enabled",
            must: { is: true },
            absent: "right",
            since: "enabled where a bucket is given",
            problem: PROBLEM,
        }),
    ],
});
