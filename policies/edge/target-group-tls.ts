import type { TargetGroupArgs } from "@pulumi/aws/lb/targetGroup";

import { type Plain, resourcePolicy, rule } from "../../kit";
import { TargetGroup } from "../../kit/aws";

const isFunction = ({ targetType }: Plain<TargetGroupArgs>): boolean => targetType === "lambda";

export const targetGroupTls = resourcePolicy({
    name: "target-group-tls",
    title: "Load balancers reach their targets over TLS",
    severity: "medium",
    level: "disabled",
    why: "behind the load balancer requests cross the VPC in the clear",
    fix: 'set protocol to "HTTPS", and give the targets a certificate; the load balancer takes one that they signed themselves',
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-group-routing-configuration",
    ],
    rules: [
        rule({
            type: TargetGroup,
            property: "protocol",
            must: { noneOf: ["HTTP", "TCP"] },
            absent: "right",
            problem: "requests go to the targets without TLS",
            controls: ["ELB.22"],
            unless: isFunction,
        }),
        rule({
            type: TargetGroup,
            property: "healthCheck.protocol",
            must: { noneOf: ["HTTP"] },
            absent: "wrong",
            problem: "health checks go to the targets without TLS",
            fix: 'set healthCheck.protocol to "HTTPS"',
            controls: ["ELB.21"],
            unless: isFunction,
        }),
    ],
});
