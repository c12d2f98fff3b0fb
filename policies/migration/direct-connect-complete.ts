import { resourceType, type ResourceType, stackPolicy } from "../../kit";

/** Everything that goes over a gateway names it in `dxGatewayId`. */
type Attachment = { dxGatewayId: string };
const Gateway = resourceType<object>("aws:directconnect/gateway:Gateway");
const Attached = resourceType<Attachment>(
    "aws:directconnect/gatewayAssociation:GatewayAssociation",
    "aws:directconnect/gatewayAssociationProposal:GatewayAssociationProposal",
    "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface",
    "aws:directconnect/transitVirtualInterface:TransitVirtualInterface",
    "aws:directconnect/hostedPrivateVirtualInterfaceAccepter:HostedPrivateVirtualInterfaceAccepter",
    "aws:directconnect/hostedTransitVirtualInterfaceAcceptor:HostedTransitVirtualInterfaceAcceptor",
);
const Others = resourceType<object>(
    "aws:directconnect/publicVirtualInterface:PublicVirtualInterface",
    "aws:directconnect/hostedPrivateVirtualInterface:HostedPrivateVirtualInterface",
    "aws:directconnect/hostedPublicVirtualInterface:HostedPublicVirtualInterface",
    "aws:directconnect/hostedTransitVirtualInterface:HostedTransitVirtualInterface",
    "aws:directconnect/hostedPublicVirtualInterfaceAccepter:HostedPublicVirtualInterfaceAccepter",
    "aws:directconnect/connectionAssociation:ConnectionAssociation",
    "aws:directconnect/connectionConfirmation:ConnectionConfirmation",
    "aws:directconnect/bgpPeer:BgpPeer",
);
const JUDGED: ResourceType<object>[] = [Gateway, Attached, Others];

/** The properties that name another part of the connection. */
const REFERENCES = [
    ...[
        "connectionId",
        "lagId",
        "virtualInterfaceId",
        "dxGatewayId",
        "associatedGatewayId",
        "vpnGatewayId",
        "proposalId",
    ],
];

export const directConnectComplete = stackPolicy({
    name: "direct-connect-complete",
    title: "A Direct Connect path is whole: every part names a real one, and every gateway has something attached",
    severity: "medium",
    level: "advisory",
    why: "a path with a gap carries no traffic, and the migration that counts on it finds out on its day",
    fix: "take the id from the resource that makes the part, or from the stack's configuration",
    links: [
        "https://docs.aws.amazon.com/directconnect/latest/UserGuide/direct-connect-gateways.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/directconnect/gatewayassociation/",
    ],
    types: JUDGED,
    check(_props, { resource, stack, report, undecided }) {
        for (const property of REFERENCES) {
            const id = resource.unguarded[property];
            if (typeof id === "string" && isPlaceholder(id)) {
                report(property, `"${id}" stands in for the id of a real one`);
            }
        }
        if (!resource.is(Gateway)) {
            return;
        }
        const { resources, possible } = stack.referrers(resource, Attached, "dxGatewayId", Gateway);
        if (resources.length > 0) {
            return;
        }
        const exported = Object.keys(stack.outputs ?? {}).some((name) => /dx|direct.?connect/i.test(name));
        if (possible.length > 0 || exported) {
            // Another stack may attach to a gateway that this one exports.
            undecided("dxGatewayId");
        } else {
            report(undefined, "neither a virtual interface nor an association is attached to this gateway", {
                fix: "add an aws.directconnect.GatewayAssociation and a virtual interface with dxGatewayId of this gateway",
            });
        }
    },
});

/** True for `vif-placeholder`, `dxcon-xxxxxxxx`, `<id>`, `TODO`, an id of zeros only, and their like. */
function isPlaceholder(id: string): boolean {
    return (
        /place-?holder|change-?me|replace-?me|(^|[^a-z])(todo|tbd|fixme|dummy|example|your|not-configured)([^a-z]|$)/i.test(
            id,
        ) ||
        /x{4,}|<[^<>]*>|^\s*$/i.test(id) ||
        /^([a-z]+-)?[0-]{8,}$/.test(id)
    );
}
