import type { VpnConnectionArgs } from "@pulumi/aws/ec2/vpnConnection";
import type { EndpointArgs } from "@pulumi/aws/ec2clientvpn/endpoint";
import type { TransitGatewayArgs } from "@pulumi/aws/ec2transitgateway/transitGateway";

import { resourcePolicy, resourceType, rule } from "../../kit";

const VpnConnection = resourceType<VpnConnectionArgs>("aws:ec2/vpnConnection:VpnConnection");

export const vpnHardening = resourcePolicy({
    name: "vpn-hardening",
    title: "VPN tunnels keep a log and use IKEv2, and a transit gateway asks before it takes an attachment",
    severity: "medium",
    level: "advisory",
    why: "the path of a migration fails without a trace, or lets in a network that nobody looked at",
    fix: "set the tunnels' logOptions and ikeVersions",
    since: "0.2.0",
    frameworks: { "PCI DSS": ["10.2.1 (partly)", "4.2.1 (partly)"], "NIST 800-53": ["AU-12", "SC-8"] },
    links: [
        "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html",
        "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/connection-logging.html",
        "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html",
    ],
    rules: [
        ...[1, 2].flatMap((tunnel) => [
            rule({
                type: VpnConnection,
                property: `tunnel${tunnel}LogOptions.cloudwatchLogOptions.logEnabled`,
                must: { is: true },
                absent: "wrong",
                problem: `tunnel ${tunnel} keeps no log`,
                fix: `set tunnel${tunnel}LogOptions.cloudwatchLogOptions to { logEnabled: true, logGroupArn: ... }`,
                controls: ["EC2.171"],
            }),
            rule({
                type: VpnConnection,
                property: `tunnel${tunnel}IkeVersions`,
                must: { is: "ikev2" },
                absent: "wrong",
                problem: `tunnel ${tunnel} also takes IKEv1`,
                fix: `set tunnel${tunnel}IkeVersions to ["ikev2"]`,
                controls: ["EC2.183"],
            }),
        ]),
        rule({
            type: resourceType<EndpointArgs>("aws:ec2clientvpn/endpoint:Endpoint"),
            property: "connectionLogOptions.enabled",
            must: { is: true },
            absent: "wrong",
            problem: "nobody can tell who connected",
            fix: "set connectionLogOptions to { enabled: true, cloudwatchLogGroup: ... }",
            controls: ["EC2.51"],
        }),
        rule({
            type: resourceType<TransitGatewayArgs>("aws:ec2transitgateway/transitGateway:TransitGateway"),
            property: "autoAcceptSharedAttachments",
            must: { noneOf: ["enable"] },
            absent: "right",
            problem: "every account that the gateway is shared with connects its network unasked",
            fix: "leave autoAcceptSharedAttachments out, and accept each attachment",
            controls: ["EC2.23"],
            severity: "high",
        }),
    ],
});
