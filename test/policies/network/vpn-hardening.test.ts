import { vpnHardening } from "../../../policies/network/vpn-hardening";
import { policyTests, resource, unknown } from "../../harness";

const LOGS = { cloudwatchLogOptions: { logEnabled: true, logGroupArn: unknown } };
const SAFE = { type: "ipsec.1", tunnel1IkeVersions: ["ikev2"], tunnel2IkeVersions: ["ikev2"], tunnel1LogOptions: LOGS, tunnel2LogOptions: LOGS };

policyTests(vpnHardening, {
    example: {
        bad: `
            const config = new pulumi.Config();
            new aws.ec2.VpnConnection("datacenter", {
                type: "ipsec.1", customerGatewayId: config.require("customerGatewayId"), transitGatewayId: config.require("transitGatewayId"),
            });`,
        good: `
            const config = new pulumi.Config();
            const tunnels = new aws.cloudwatch.LogGroup("tunnels", { retentionInDays: 365 });
            const log = { cloudwatchLogOptions: { logEnabled: true, logGroupArn: tunnels.arn } };
            new aws.ec2.VpnConnection("datacenter", {
                type: "ipsec.1", customerGatewayId: config.require("customerGatewayId"), transitGatewayId: config.require("transitGatewayId"),
                tunnel1IkeVersions: ["ikev2"], tunnel1LogOptions: log,
                tunnel2IkeVersions: ["ikev2"], tunnel2LogOptions: log,
            });`,
    },
    pass: [
        { name: "both tunnels log and use IKEv2", stack: [resource("aws:ec2/vpnConnection:VpnConnection", "dc", SAFE)] },
        {
            name: "the provider's default of a transit gateway",
            kind: "lookalike",
            stack: [resource("aws:ec2transitgateway/transitGateway:TransitGateway", "hub", { autoAcceptSharedAttachments: "disable" })],
        },
        {
            name: "a version that is not known",
            stack: [resource("aws:ec2/vpnConnection:VpnConnection", "dc", { ...SAFE, tunnel1IkeVersions: [unknown] })],
            undecided: true,
        },
    ],
    fail: [
        {
            name: "the second tunnel takes both versions",
            stack: [resource("aws:ec2/vpnConnection:VpnConnection", "dc", { ...SAFE, tunnel2IkeVersions: ["ikev1", "ikev2"] })],
            expect: [{ resource: "dc", property: "tunnel2IkeVersions" }],
        },
    ],
});
