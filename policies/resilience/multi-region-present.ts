import type { RecordArgs } from "@pulumi/aws/route53/record";

import { isEmpty, isUnknownValue, resourceType, type Stack, stackPolicy } from "../../kit";
import { presence } from "../../kit/aws";

const DnsRecord = resourceType<RecordArgs>("aws:route53/record:Record");
/** What a stack of one region keeps in us-east-1 because CloudFront, or a global service, wants it there. */
const GLOBAL =
    /^aws:(acm|budgets|cloudfront|costexplorer|cur|globalaccelerator|iam|organizations|route53|shield|waf|wafv2)\//;
/** Records that send callers elsewhere when a region fails. */
const ROUTING = [
    "failoverRoutingPolicies",
    "latencyRoutingPolicies",
    "geolocationRoutingPolicies",
    "geoproximityRoutingPolicy",
];

export const multiRegionPresent = stackPolicy({
    name: "multi-region-present",
    title: "A payments stack can go on in a second region",
    severity: "medium",
    why: "when its only region fails, payments stop until the region is back",
    fix: "add resources in a second region by a second aws.Provider or their region, with failover records or an ARC plan",
    links: [
        "https://docs.aws.amazon.com/r53recovery/latest/dg/region-switch.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover.html",
        "https://www.pulumi.com/registry/packages/aws/how-to-guides/7-0-migration/",
    ],
    ...presence({
        evidence: [
            "aws:arcregionswitch/plan:Plan",
            "aws-native:arcregionswitch:Plan",
            "aws:route53recoverycontrol/*",
            "aws-native:route53recoverycontrol:*",
            "aws:rds/globalCluster:GlobalCluster",
            "aws-native:rds:GlobalCluster",
            "aws-native:dynamodb:GlobalTable",
        ],
        templates: ["AWS::ARCRegionSwitch::Plan", "AWS::RDS::GlobalCluster", "AWS::DynamoDB::GlobalTable"],
        found: (stack) =>
            stack.of(DnsRecord).some(({ unguarded: values }) => ROUTING.some((key) => !isEmpty(values[key]))),
        unclear: (stack) => (regionsOf(stack).certain ? undefined : "region"),
        absent(stack) {
            const { regions, certain } = regionsOf(stack);
            return regions.size === 1 || (regions.size === 0 && !certain)
                ? `everything is in ${[...regions].join()}, and nothing fails over to another region`
                : undefined;
        },
    }),
});

/** The regions of resources that have one, by their own `region` or their provider's. */
function regionsOf(stack: Stack): { regions: Set<unknown>; certain: boolean } {
    const regions = new Set<unknown>();
    let certain = true;
    for (const { type, token, unguarded: values, provider } of stack.managed) {
        if (!/^aws(-native)?:/.test(token) || GLOBAL.test(type)) {
            continue;
        }
        const region = values.region ?? provider.region;
        if (isUnknownValue(region)) {
            certain = false;
        } else if (region) {
            regions.add(region);
        }
    }
    return { regions, certain };
}
