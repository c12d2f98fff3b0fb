import type { QueryLogArgs } from "@pulumi/aws/route53/queryLog";

import { isSet, resourceType, stackPolicy } from "../../kit";
import { Route53Zone } from "../../kit/aws";

const QueryLog = resourceType<QueryLogArgs>("aws:route53/queryLog:QueryLog");

export const route53QueryLog = stackPolicy({
    name: "route53-query-log",
    title: "Queries to a public zone are logged",
    severity: "medium",
    level: "disabled",
    why: "after a takeover or a wrong record nobody can tell who was sent where",
    fix: "add an aws.route53.QueryLog with zoneId of this zone",
    since: "0.2.0",
    controls: ["Route53.2"],
    links: ["https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html"],
    types: [Route53Zone],
    check(zone, { resource, stack, report, undecided }) {
        if (isSet(zone, "vpcs")) {
            return; // A private zone: its queries are the resolver's.
        }
        const { resources, possible } = stack.referrers(resource, QueryLog, "zoneId", Route53Zone);
        if (resources.length > 0) {
            return;
        }
        if (possible.length > 0) {
            undecided("zoneId");
        } else {
            report(undefined, "queries to this public zone leave no trace");
        }
    },
});
