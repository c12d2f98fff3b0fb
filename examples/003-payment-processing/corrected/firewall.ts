import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

interface FirewallArgs {
    suffix: string;
    vpc: aws.ec2.Vpc;
    /** One in each zone. */
    subnets: aws.ec2.Subnet[];
}

/** Lets the payment functions reach the hosts they need, and no other; both are logged. */
export class Firewall extends pulumi.ComponentResource {
    private readonly firewall: aws.networkfirewall.Firewall;

    constructor(name: string, { suffix, vpc, subnets }: FirewallArgs, options?: pulumi.ComponentResourceOptions) {
        super("payments:index:Firewall", name, {}, options);
        const parent = { parent: this };

        const hosts = new aws.networkfirewall.RuleGroup(
            `allowed-hosts-${suffix}`,
            {
                type: "STATEFUL",
                capacity: 100,
                ruleGroup: {
                    rulesSource: {
                        rulesSourceList: {
                            generatedRulesType: "ALLOWLIST",
                            targetTypes: ["TLS_SNI"],
                            targets: [".amazonaws.com", ".tessera-pay.com"],
                        },
                    },
                },
            },
            parent,
        );
        const policy = new aws.networkfirewall.FirewallPolicy(
            `payments-${suffix}`,
            {
                firewallPolicy: {
                    statelessDefaultActions: ["aws:forward_to_sfe"],
                    statelessFragmentDefaultActions: ["aws:forward_to_sfe"],
                    statefulRuleGroupReferences: [{ resourceArn: hosts.arn }],
                },
            },
            parent,
        );
        this.firewall = new aws.networkfirewall.Firewall(
            `payments-${suffix}`,
            {
                vpcId: vpc.id,
                firewallPolicyArn: policy.arn,
                subnetMappings: subnets.map(({ id }) => ({ subnetId: id })),
                deleteProtection: true,
            },
            parent,
        );
        const logs = new aws.cloudwatch.LogGroup(`firewall-${suffix}`, { retentionInDays: 365 }, parent);
        new aws.networkfirewall.LoggingConfiguration(
            `payments-${suffix}`,
            {
                firewallArn: this.firewall.arn,
                loggingConfiguration: {
                    logDestinationConfigs: ["ALERT", "FLOW"].map((logType) => ({
                        logType,
                        logDestinationType: "CloudWatchLogs",
                        logDestination: { logGroup: logs.name },
                    })),
                },
            },
            parent,
        );
        this.registerOutputs();
    }

    /** The endpoint that traffic of a zone is sent through. */
    endpointIn(zone: string): pulumi.Output<string> {
        return this.firewall.firewallStatuses.apply(([{ syncStates }]) => {
            const state = syncStates.find(({ availabilityZone }) => availabilityZone === zone);
            return state!.attachments[0].endpointId;
        });
    }
}
