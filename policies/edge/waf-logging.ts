import type { FirehoseDeliveryStreamArgs } from "@pulumi/aws/kinesis/firehoseDeliveryStream";
import type { RuleGroupArgs } from "@pulumi/aws/wafv2/ruleGroup";
import type { WebAclArgs } from "@pulumi/aws/wafv2/webAcl";
import type { WebAclLoggingConfigurationArgs } from "@pulumi/aws/wafv2/webAclLoggingConfiguration";
import type { WebAclRuleArgs } from "@pulumi/aws/wafv2/webAclRule";
import type { WebAclRuleGroupAssociationArgs } from "@pulumi/aws/wafv2/webAclRuleGroupAssociation";

import {
    at,
    isSet,
    isUnknownValue,
    type Resource,
    resourceType,
    type ResourceType,
    type StackContext,
    stackPolicy,
} from "../../kit";
import { Bucket, LogGroup, WebAcl } from "../../kit/aws";

const Logging = resourceType<WebAclLoggingConfigurationArgs>(
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
);
const DeliveryStream = resourceType<FirehoseDeliveryStreamArgs>(
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
);
const RuleGroup = resourceType<RuleGroupArgs>("aws:wafv2/ruleGroup:RuleGroup");
const WebAclRule = resourceType<WebAclRuleArgs>("aws:wafv2/webAclRule:WebAclRule");
const GroupAssociation = resourceType<WebAclRuleGroupAssociationArgs>(
    "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation",
);

const JUDGED: ResourceType<object>[] = [WebAcl, Logging, RuleGroup];

/** How the name of a destination must begin. */
const PREFIX = "aws-waf-logs-";

export const wafLogging = stackPolicy({
    name: "waf-logging",
    title: "A web ACL has rules, metrics, and a log that AWS accepts",
    severity: "medium",
    level: "mandatory",
    stops: "refused",
    why: "WAF refuses a log whose name begins otherwise, and without one nobody sees what was blocked",
    fix: `let the name of the log group, bucket or delivery stream begin with ${PREFIX}`,
    since: "0.2.0",
    controls: ["WAF.10", "WAF.11", "WAF.12"],
    links: [
        "https://docs.aws.amazon.com/waf/latest/APIReference/API_LoggingConfiguration.html",
        "https://docs.aws.amazon.com/waf/latest/developerguide/logging.html",
    ],
    types: JUDGED,
    check(_props, context) {
        const { resource } = context;
        if (resource.is(Logging)) {
            checkDestinations(resource, context);
        }
        if (resource.is<WebAclArgs | RuleGroupArgs>(WebAcl, RuleGroup)) {
            checkMetrics(resource, context);
        }
        if (resource.is(WebAcl)) {
            checkWebAcl(resource, context);
        }
    },
});

function checkDestinations(
    logging: Resource<WebAclLoggingConfigurationArgs>,
    { stack, report, undecided }: StackContext,
): void {
    const destinations = at(logging.unguarded, "logDestinationConfigs");
    for (const [index, value] of Array.isArray(destinations) ? destinations.entries() : []) {
        const { resources } = stack.targets(
            logging,
            `logDestinationConfigs[${index}]`,
            LogGroup,
            Bucket,
            DeliveryStream,
        );
        const [target] = resources;
        // One destination is all that a web ACL takes: several that an unknown may come from cannot be told apart.
        const name = isUnknownValue(value) ? resources.length === 1 && target && nameOf(target) : nameIn(value);
        if (typeof name !== "string") {
            undecided("logDestinationConfigs");
        } else if (!name.startsWith(PREFIX)) {
            report(
                `logDestinationConfigs[${index}]`,
                `the name of the destination, ${name}, does not begin with ${PREFIX}`,
            );
        }
    }
}

/** The name in the ARN of a log group, a bucket or a delivery stream. */
function nameIn(arn: unknown): string | undefined {
    return /^arn:[^:]*:(?:logs:[^:]*:[^:]*:log-group:([^:]+)|s3:::([^/]+)|firehose:[^:]*:[^:]*:deliverystream\/(.+))/
        .exec(String(arn))
        ?.slice(1)
        .find(Boolean);
}

/** The name that a destination has or will get; undefined where that is not known. */
function nameOf({ name: logical, unguarded: values }: Resource<unknown>): string | undefined {
    const name = [values.bucket, values.name, values.bucketPrefix, values.namePrefix].find(
        (value) => value !== undefined && value !== "",
    );
    // Pulumi makes a name of the logical one where none is given.
    return name === undefined ? logical : isUnknownValue(name) ? undefined : String(name);
}

function checkWebAcl(acl: Resource<WebAclArgs>, { stack, report, undecided }: StackContext): void {
    const logs = stack.referrers(acl, Logging, "resourceArn", WebAcl);
    if (logs.resources.length + logs.possible.length === 0) {
        report(undefined, "what this web ACL allows and blocks leaves no trace", {
            fix: `add an aws.wafv2.WebAclLoggingConfiguration, to a log group whose name begins with ${PREFIX}`,
            level: "advisory",
            severity: "low",
        });
    }
    if (isSet(acl.props, "rules") || isSet(acl.props, "ruleJson")) {
        return;
    }
    const apart = [WebAclRule, GroupAssociation].map((type) =>
        stack.referrers(acl, type as typeof WebAclRule, "webAclArn", WebAcl),
    );
    if (apart.some(({ resources }) => resources.length > 0)) {
        return;
    }
    if (apart.some(({ possible }) => possible.length > 0)) {
        undecided("rules");
    } else {
        report("rules", "this web ACL has no rule, and looks at nothing", {
            fix: "add rules, such as the managed group AWSManagedRulesCommonRuleSet",
            level: "advisory",
        });
    }
}

/** The metrics of a web ACL or a rule group, and of each of its rules. */
function checkMetrics(holder: Resource<WebAclArgs | RuleGroupArgs>, { report }: StackContext): void {
    const { rules } = holder.unguarded;
    const places = ["", ...(Array.isArray(rules) ? rules : []).map((_, index) => `rules[${index}].`)];
    const silent = places.find(
        (place) => at(holder.unguarded, `${place}visibilityConfig.cloudwatchMetricsEnabled`) === false,
    );
    if (silent !== undefined) {
        report(
            `${silent}visibilityConfig.cloudwatchMetricsEnabled`,
            "no metric counts what is blocked, so no alarm can",
            {
                fix: "set cloudwatchMetricsEnabled: true",
                level: "advisory",
                severity: "low",
            },
        );
    }
}
