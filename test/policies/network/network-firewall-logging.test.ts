import { networkFirewallLogging } from "../../../policies/network/network-firewall-logging";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

const firewall = resource("aws:networkfirewall/firewall:Firewall", "egress", { firewallPolicyArn: unknown });
const log = (props: Record<string, unknown>): TestResource =>
    resource("aws:networkfirewall/loggingConfiguration:LoggingConfiguration", "log", {
        firewallArn: ref("egress"),
        loggingConfiguration: { logDestinationConfigs: [{ logType: "ALERT", logDestinationType: "S3", logDestination: { bucketName: "logs" } }] },
        ...props,
    });

policyTests(networkFirewallLogging, {
    example: {
        bad: `
            const config = new pulumi.Config();
            new aws.networkfirewall.Firewall("egress", {
                firewallPolicyArn: config.require("policyArn"), vpcId: config.require("vpcId"),
                subnetMappings: [{ subnetId: config.require("subnetId") }],
            });`,
        good: `
            const config = new pulumi.Config();
            const firewall = new aws.networkfirewall.Firewall("egress", {
                firewallPolicyArn: config.require("policyArn"), vpcId: config.require("vpcId"),
                subnetMappings: [{ subnetId: config.require("subnetId") }],
            });
            const alerts = new aws.cloudwatch.LogGroup("alerts", { retentionInDays: 365 });
            new aws.networkfirewall.LoggingConfiguration("egress", {
                firewallArn: firewall.arn,
                loggingConfiguration: { logDestinationConfigs: [{
                    logType: "ALERT", logDestinationType: "CloudWatchLogs", logDestination: { logGroup: alerts.name },
                }] },
            });`,
    },
    pass: [
        { name: "a log (NetworkFirewall.2)", stack: [firewall, log({})] },
        { name: "the destinations are not known", stack: [firewall, log({ loggingConfiguration: { logDestinationConfigs: unknown } })], undecided: true },
        { name: "a log of a firewall that is not known: it may be this one's", stack: [firewall, log({ firewallArn: unknown })], undecided: true },
        {
            name: "a log of a firewall of another stack, and none here",
            kind: "lookalike",
            stack: [log({ firewallArn: "arn:aws:network-firewall:us-east-1:851725499301:firewall/x" })],
        },
    ],
    fail: [
        {
            name: "no log, which is the default (NetworkFirewall.2)",
            kind: "default",
            stack: [firewall],
            expect: [{ resource: "egress", says: /othing logs/ }],
        },
        {
            name: "a log without destinations",
            stack: [firewall, log({ loggingConfiguration: { logDestinationConfigs: [] } })],
            expect: [{ resource: "egress" }],
        },
        {
            name: "the log of another firewall",
            stack: [firewall, { ...firewall, name: "ingress" }, log({})],
            expect: [{ resource: "ingress" }],
        },
    ],
});
