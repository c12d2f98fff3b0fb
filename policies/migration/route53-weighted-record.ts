import { stackPolicy } from "../../kit";
import { recordFaults, Route53Record } from "../../kit/aws";

// The faults of records that are there, in every stack; see route53-weighted-cutover, which says the same where it runs.
export const route53WeightedRecord = stackPolicy({
    name: "route53-weighted-record",
    title: "A weighted Route 53 record has an identifier of its own, a weight that counts, and a health check",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "Route 53 divides traffic by these alone: without them it refuses the record, replaces it, or sends traffic to a target that is down",
    fix: "set setIdentifier, a weight above 0 and healthCheckId",
    links: [
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-weighted.html",
    ],
    types: [Route53Record],
    check(_record, { resource, stack, report, ran }) {
        if (ran("route53-weighted-cutover")) {
            return;
        }
        for (const { property, problem, fix, level } of recordFaults(stack, resource)) {
            report(property, problem, { fix, level });
        }
    },
});
