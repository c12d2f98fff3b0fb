import type { FirewallPolicyArgs } from "@pulumi/aws/networkfirewall/firewallPolicy";
import type { RuleGroupArgs } from "@pulumi/aws/networkfirewall/ruleGroup";

import { isSet, type Plain, resourcePolicy, resourceType, rule } from "../../kit";

const FirewallPolicy = resourceType<FirewallPolicyArgs>("aws:networkfirewall/firewallPolicy:FirewallPolicy");

/** Then packets are stopped, or passed on, before the default action. */
const hasStatelessRules = ({ firewallPolicy }: Plain<FirewallPolicyArgs>): boolean =>
    isSet(firewallPolicy, "statelessRuleGroupReferences");

/** A firewall's default action, and the control that asks for it. */
const DEFAULTS = [
    ["statelessDefaultActions", "packets", "NetworkFirewall.4"],
    ["statelessFragmentDefaultActions", "fragmented packets", "NetworkFirewall.5"],
] as const;

export const networkFirewallPolicy = resourcePolicy({
    name: "network-firewall-policy",
    title: "A network firewall inspects what it lets through",
    severity: "medium",
    level: "mandatory",
    stops: "exposed",
    why: "a firewall whose default is to pass lets all traffic by without looking at it, while everybody believes that it is inspected",
    fix: 'set the stateless default actions to ["aws:forward_to_sfe"], and name rule groups',
    since: "0.2.0",
    frameworks: { "NIST 800-53": ["CA-9(1)", "SC-7"] },
    links: [
        "https://docs.aws.amazon.com/network-firewall/latest/developerguide/rule-action.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/networkfirewall-controls.html",
    ],
    rules: [
        ...DEFAULTS.flatMap(([property, what, control]) =>
            [false, true].map((withRules) =>
                rule({
                    type: FirewallPolicy,
                    property: `firewallPolicy.${property}[]`,
                    must: { noneOf: ["aws:pass"] },
                    absent: "right",
                    problem: withRules
                        ? `${what} that match no stateless rule pass uninspected`
                        : `all ${what} pass uninspected: the stateful rules never see them`,
                    fix: `set ${property} to ["aws:forward_to_sfe"], or to ["aws:drop"]`,
                    controls: [control],
                    ...(withRules ? { level: "advisory" as const } : {}),
                    unless: (policy) => hasStatelessRules(policy) !== withRules,
                }),
            ),
        ),
        rule({
            type: FirewallPolicy,
            property: "firewallPolicy.statefulRuleGroupReferences",
            must: { given: true },
            absent: "wrong",
            problem: "this policy names no rule group, so there is nothing that the firewall looks for",
            fix: "add statefulRuleGroupReferences with the ARN of a rule group, such as one that AWS manages",
            controls: ["NetworkFirewall.3"],
            level: "advisory",
            unless: hasStatelessRules,
        }),
        rule({
            type: resourceType<RuleGroupArgs>("aws:networkfirewall/ruleGroup:RuleGroup"),
            property: "ruleGroup.rulesSource.statelessRulesAndCustomActions.statelessRules",
            must: { given: true },
            absent: "wrong",
            problem: "this stateless rule group has no rules",
            fix: "add statelessRules, or take the group out",
            controls: ["NetworkFirewall.6"],
            level: "advisory",
            unless: (group) => group.type !== "STATELESS",
        }),
    ],
});
