import { networkFirewallPolicy } from "../../../policies/network/network-firewall-policy";
import { policyTests, resource, unknown, type TestResource } from "../../harness";

const FORWARD = ["aws:forward_to_sfe"];
const rules = [{ resourceArn: "arn:aws:network-firewall:us-east-1:851725499301:stateful-rulegroup/egress" }];
const policy = (props: Record<string, unknown>): TestResource =>
    resource("aws:networkfirewall/firewallPolicy:FirewallPolicy", "egress", {
        firewallPolicy: { statelessDefaultActions: FORWARD, statelessFragmentDefaultActions: FORWARD, statefulRuleGroupReferences: rules, ...props },
    });
const first = "firewallPolicy.statelessDefaultActions[0]";

policyTests(networkFirewallPolicy, {
    example: {
        bad: `
            new aws.networkfirewall.FirewallPolicy("egress", {
                firewallPolicy: { statelessDefaultActions: ["aws:pass"], statelessFragmentDefaultActions: ["aws:pass"] },
            });`,
        good: `
            const domains = new aws.networkfirewall.RuleGroup("domains", {
                type: "STATEFUL", capacity: 100,
                ruleGroup: { rulesSource: { rulesSourceList: {
                    generatedRulesType: "ALLOWLIST", targetTypes: ["TLS_SNI"], targets: [".amazonaws.com"],
                } } },
            });
            new aws.networkfirewall.FirewallPolicy("egress", {
                firewallPolicy: {
                    statelessDefaultActions: ["aws:forward_to_sfe"], statelessFragmentDefaultActions: ["aws:forward_to_sfe"],
                    statefulRuleGroupReferences: [{ resourceArn: domains.arn }],
                },
            });`,
    },
    base: { "aws:networkfirewall/ruleGroup:RuleGroup": { type: "STATELESS", capacity: 10 } },
    pass: [
        { name: "everything goes to the stateful rules", stack: [policy({})] },
        { name: "everything that no rule names is dropped", kind: "lookalike", stack: [policy({ statelessDefaultActions: ["aws:drop"] })] },
        {
            name: "stateless rule groups only (NetworkFirewall.3)",
            stack: [policy({ statefulRuleGroupReferences: undefined, statelessRuleGroupReferences: rules })],
        },
        { name: "actions that are not known", stack: [policy({ statelessDefaultActions: unknown })], undecided: true },
        {
            name: "a stateful rule group keeps its rules elsewhere (NetworkFirewall.6)",
            stack: [
                resource("aws:networkfirewall/ruleGroup:RuleGroup", "domains", {
                    type: "STATEFUL",
                    capacity: 10,
                    rules: "pass tls any any -> any any (sid:1;)",
                }),
            ],
        },
    ],
    fail: [
        {
            name: "the default is to pass",
            stack: [policy({ statelessDefaultActions: ["aws:pass"] })],
            expect: [{ resource: "egress", property: first, level: "mandatory", says: /never see them[^]*forward_to_sfe/ }],
        },
        {
            name: "the default is to pass, and to count",
            stack: [policy({ statelessDefaultActions: ["counted", "aws:pass"] })],
            expect: [{ resource: "egress", property: "firewallPolicy.statelessDefaultActions[1]", level: "mandatory" }],
        },
        {
            name: "the default is to pass what the stateless rules leave",
            stack: [policy({ statelessDefaultActions: ["aws:pass"], statelessRuleGroupReferences: rules })],
            expect: [{ resource: "egress", property: first, level: "advisory" }],
        },
        {
            name: "no rule group",
            stack: [policy({ statefulRuleGroupReferences: [] })],
            expect: [{ resource: "egress", property: "firewallPolicy.statefulRuleGroupReferences", level: "advisory" }],
        },
    ],
});
