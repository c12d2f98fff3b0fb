import { wafLogging } from "../../../policies/edge/waf-logging";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const metrics = (cloudwatchMetricsEnabled: Value = true): Value => ({ cloudwatchMetricsEnabled, metricName: "shop", sampledRequestsEnabled: true });
const rule = (more: Value = {}): Value => ({
    name: "common",
    priority: 1,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { name: "AWSManagedRulesCommonRuleSet", vendorName: "AWS" } },
    visibilityConfig: metrics(),
    ...more,
});
const acl = (props: Value = {}): TestResource =>
    resource("aws:wafv2/webAcl:WebAcl", "shop", { scope: "REGIONAL", defaultAction: { allow: {} }, visibilityConfig: metrics(), rules: [rule()], ...props });
const logging = (destination: Value = "arn:aws:logs:eu-west-1:851725499301:log-group:aws-waf-logs-shop", of: Value = ref("shop")): TestResource =>
    resource("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "logging", { logDestinationConfigs: [destination], resourceArn: of });
const group = (name: string, props: Value = {}): TestResource => resource("aws:cloudwatch/logGroup:LogGroup", name, props);
const destination = "logDestinationConfigs[0]";

policyTests(wafLogging, {
    example: {
        bad: `
            const acl = new aws.wafv2.WebAcl("shop", {
                scope: "REGIONAL",
                defaultAction: { allow: {} },
                visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "shop", sampledRequestsEnabled: true },
            });
            const logs = new aws.cloudwatch.LogGroup("waf", { name: "shop-waf", retentionInDays: 365 });
            new aws.wafv2.WebAclLoggingConfiguration("shop", { resourceArn: acl.arn, logDestinationConfigs: [logs.arn] });`,
        good: `
            const acl = new aws.wafv2.WebAcl("shop", {
                scope: "REGIONAL",
                defaultAction: { allow: {} },
                visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "shop", sampledRequestsEnabled: true },
                rules: [
                    {
                        name: "common",
                        priority: 1,
                        overrideAction: { none: {} },
                        statement: { managedRuleGroupStatement: { name: "AWSManagedRulesCommonRuleSet", vendorName: "AWS" } },
                        visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "common", sampledRequestsEnabled: true },
                    },
                ],
            });
            const logs = new aws.cloudwatch.LogGroup("waf", { name: "aws-waf-logs-shop", retentionInDays: 365 });
            new aws.wafv2.WebAclLoggingConfiguration("shop", { resourceArn: acl.arn, logDestinationConfigs: [logs.arn] });`,
    },
    pass: [
        { name: "a log group by its ARN", stack: [acl(), logging()] },
        {
            name: "a bucket and a delivery stream by their ARNs",
            stack: [acl(), logging("arn:aws:s3:::aws-waf-logs-shop"), logging("arn:aws:firehose:eu-west-1:851725499301:deliverystream/aws-waf-logs-shop")],
        },
        { name: "a log group of the stack", stack: [acl(), group("waf", { name: "aws-waf-logs-shop" }), logging(ref("waf"))] },
        { name: "a prefix that Pulumi makes a name of", kind: "lookalike", stack: [acl(), group("waf", { namePrefix: "aws-waf-logs-" }), logging(ref("waf"))] },
        {
            name: "a logical name that Pulumi makes a name of",
            kind: "lookalike",
            stack: [acl(), group("aws-waf-logs-shop"), logging(ref("aws-waf-logs-shop"))],
        },
        { name: "a name that is not known yet", stack: [acl(), group("waf", { name: unknown }), logging(ref("waf"))], undecided: true },
        { name: "a destination that is not known yet", stack: [acl(), logging(unknown)], undecided: true },
        {
            name: "one of two log groups",
            stack: [acl(), group("waf"), group("aws-waf-logs-shop"), logging(ref("waf", "aws-waf-logs-shop"))],
            undecided: true,
        },
        { name: "an ARN that has no name", stack: [acl(), logging("arn:aws:s3:eu-west-1:851725499301:accesspoint/waf")], undecided: true },
        {
            name: "an empty name, which is none",
            kind: "lookalike",
            stack: [acl(), group("waf", { name: "", namePrefix: "aws-waf-logs-" }), logging(ref("waf"))],
        },
        { name: "the log of a web ACL that is not known yet", stack: [acl(), logging(undefined, unknown)] },
        { name: "a log, and that of a web ACL that is not known yet", stack: [acl(), logging(), { ...logging(undefined, unknown), name: "other" }] },
        { name: "rules as JSON", kind: "default", stack: [acl({ rules: undefined, ruleJson: "[]" }), logging()] },
        {
            name: "a rule that stands apart",
            stack: [acl({ rules: [] }), logging(), resource("aws:wafv2/webAclRule:WebAclRule", "rule", { priority: 1, webAclArn: ref("shop") })],
        },
        {
            name: "a group of rules of a web ACL that is not known yet",
            stack: [
                acl({ rules: [] }),
                logging(),
                resource("aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation", "rules", { priority: 1, ruleName: "common", webAclArn: unknown }),
            ],
            undecided: true,
        },
    ],
    fail: [
        {
            name: "another name in the ARN",
            stack: [acl(), logging("arn:aws:logs:eu-west-1:851725499301:log-group:shop-waf:*")],
            expect: [{ resource: "logging", property: destination, level: "mandatory", says: /shop-waf, does not begin with aws-waf-logs-/ }],
        },
        { name: "a bucket by its ARN", stack: [acl(), logging("arn:aws:s3:::shop-waf")], expect: [{ resource: "logging", property: destination }] },
        {
            name: "a delivery stream by its ARN",
            stack: [acl(), logging("arn:aws:firehose:eu-west-1:851725499301:deliverystream/waf")],
            expect: [{ resource: "logging", property: destination }],
        },
        {
            name: "another name",
            stack: [acl(), group("aws-waf-logs-shop", { name: "/waf/shop" }), logging(ref("aws-waf-logs-shop"))],
            expect: [{ resource: "logging", property: destination }],
        },
        { name: "a name that Pulumi makes", stack: [acl(), group("waf"), logging(ref("waf"))], expect: [{ resource: "logging", property: destination }] },
        { name: "no log (WAF.11)", stack: [acl()], expect: [{ resource: "shop", level: "advisory", severity: "low" }] },
        { name: "no rule (WAF.10)", stack: [acl({ rules: undefined }), logging()], expect: [{ resource: "shop", property: "rules", level: "advisory" }] },
        {
            name: "no metrics (WAF.12)",
            stack: [acl({ rules: [rule(), rule({ visibilityConfig: metrics(false) })] }), logging()],
            expect: [{ resource: "shop", property: "rules[1].visibilityConfig.cloudwatchMetricsEnabled", level: "advisory" }],
        },
        {
            name: "no metrics of a rule group (WAF.12)",
            stack: [resource("aws:wafv2/ruleGroup:RuleGroup", "rules", { capacity: 10, scope: "REGIONAL", visibilityConfig: metrics(false) })],
            expect: [{ resource: "rules", property: "visibilityConfig.cloudwatchMetricsEnabled", level: "advisory" }],
        },
    ],
});
