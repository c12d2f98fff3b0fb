import type { QueryLogArgs } from "@pulumi/aws/route53/queryLog";

import { isUnknownValue, resourceType, stackPolicy } from "../../kit";
import { LogGroup, oneTarget, regionOf } from "../../kit/aws";

const QueryLog = resourceType<QueryLogArgs>("aws:route53/queryLog:QueryLog");

/** The one region in which Route 53 writes query logs. */
const REGION = "us-east-1";

export const route53QueryLogRegion = stackPolicy({
    name: "route53-query-log-region",
    title: "A query log of Route 53 goes to a log group in us-east-1",
    severity: "medium",
    level: "mandatory",
    stops: "refused",
    why: "Route 53 refuses a log group of another region, whichever region the stack is in",
    fix: `make the log group with a provider of region ${REGION}`,
    since: "0.2.0",
    links: ["https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html#query-logs-configuring"],
    types: [QueryLog],
    check(_props, { resource, stack, report, undecided }) {
        const arn = resource.unguarded.cloudwatchLogGroupArn;
        const group = oneTarget(stack, resource, "cloudwatchLogGroupArn", LogGroup);
        const region = isUnknownValue(arn) ? group && regionOf(group) : /^arn:aws:logs:([^:]*):/.exec(String(arn))?.[1];
        if (region === undefined) {
            undecided("cloudwatchLogGroupArn");
        } else if (region !== REGION) {
            report("cloudwatchLogGroupArn", `the log group is in ${region}`);
        }
    },
});
