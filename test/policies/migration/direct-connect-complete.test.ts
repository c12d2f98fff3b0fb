import { directConnectComplete } from "../../../policies/migration/direct-connect-complete";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

type Props = Record<string, unknown>;
const gateway = resource("aws:directconnect/gateway:Gateway", "gateway", { amazonSideAsn: "64512" });
const vif = (props: Props = {}): TestResource =>
    resource("aws:directconnect/privateVirtualInterface:PrivateVirtualInterface", "vif", {
        ...{ connectionId: "dxcon-fh3kd92m", vlan: 101, bgpAsn: 65000, addressFamily: "ipv4", dxGatewayId: ref("gateway") },
        ...props,
    });
const association = (props: Props = {}): TestResource =>
    resource("aws:directconnect/gatewayAssociation:GatewayAssociation", "association", {
        ...{ dxGatewayId: ref("gateway"), associatedGatewayId: "tgw-0f1e2d3c4b5a69788" },
        ...props,
    });

policyTests(directConnectComplete, {
    example: {
        given: `
            const transitGateway = aws.ec2transitgateway.TransitGateway.get("hub", "tgw-0a1b2c3d");`,
        bad: `
            const gateway = new aws.directconnect.Gateway("premises", { amazonSideAsn: "64512" });
            new aws.directconnect.TransitVirtualInterface("premises", {
                connectionId: "dxcon-placeholder", dxGatewayId: gateway.id, vlan: 101, bgpAsn: 65000, addressFamily: "ipv4",
            });`,
        good: `
            const gateway = new aws.directconnect.Gateway("premises", { amazonSideAsn: "64512" });
            new aws.directconnect.TransitVirtualInterface("premises", {
                connectionId: config.require("connectionId"), dxGatewayId: gateway.id,
                vlan: 101, bgpAsn: 65000, addressFamily: "ipv4",
            });
            new aws.directconnect.GatewayAssociation("premises", {
                dxGatewayId: gateway.id, associatedGatewayId: transitGateway.id,
            });`,
    },
    pass: [
        { name: "a gateway with an interface and an association", stack: [gateway, vif(), association()] },
        { name: "ids that are not known", stack: [gateway, vif({ connectionId: unknown }), association({ associatedGatewayId: unknown })] },
        { name: "an attachment whose gateway is not known", stack: [gateway, association({ dxGatewayId: unknown })], undecided: true },
        { name: "a gateway that another stack attaches to", stack: [gateway], outputs: { directConnectGatewayId: unknown }, undecided: true },
        { name: "a gateway that is only read", kind: "lookalike", stack: [{ ...gateway, read: true }] },
        {
            name: "ids that only look like placeholders",
            stack: ["dxcon-ffyour12", "dxcon-todofh12", "dxcon-00000000fh", "dxcon-fh00000000"].map((connectionId) => ({
                ...vif({ connectionId, dxGatewayId: unknown }),
                name: connectionId,
            })),
        },
        { name: "ids left out, or of another type", kind: "default", stack: [gateway, vif({ connectionId: 3, vpnGatewayId: undefined })] },
    ],
    fail: [
        {
            name: "a gateway with nothing attached",
            stack: [gateway],
            expect: [{ resource: "gateway", severity: "medium", says: /attached[^]*Fix: add an aws\.directconnect\.GatewayAssociation/ }],
        },
        {
            name: "a connection by a placeholder",
            stack: [gateway, vif({ connectionId: "dxcon-placeholder" })],
            expect: [{ resource: "vif", property: "connectionId" }],
        },
        {
            name: "other placeholders",
            stack: ["changeme", "replaceme", "<connection>", "", "dxcon-00000000", "your-connection", "dxcon-example"].map((connectionId, i) => ({
                ...vif({ connectionId, dxGatewayId: "dx-gateway-1" }),
                name: `vif${i}`,
            })),
            expect: [0, 1, 2, 3, 4, 5, 6].map((i) => ({ resource: `vif${i}`, property: "connectionId" })),
        },
        {
            name: "an association by placeholders",
            stack: [association({ dxGatewayId: "00000000-0000-0000-0000-000000000000", associatedGatewayId: "vgw-xxxxxxxx" })],
            expect: [
                { resource: "association", property: "dxGatewayId" },
                { resource: "association", property: "associatedGatewayId" },
            ],
        },
        {
            name: "an accepter by a placeholder",
            stack: [
                resource("aws:directconnect/hostedPublicVirtualInterfaceAccepter:HostedPublicVirtualInterfaceAccepter", "accepter", {
                    virtualInterfaceId: "TODO",
                }),
            ],
            expect: [{ resource: "accepter", property: "virtualInterfaceId" }],
        },
    ],
});
