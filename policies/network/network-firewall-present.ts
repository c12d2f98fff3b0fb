import type { FirewallArgs } from "@pulumi/aws/networkfirewall/firewall";
import type { VpcEndpointAssociationArgs } from "@pulumi/aws/networkfirewall/vpcEndpointAssociation";

import { isSet, isUnknownValue, type Resource, resourceType, type Stack, stackPolicy } from "../../kit";
import { presence, Subnet, zoneName, zoneOf } from "../../kit/aws";

const Firewall = resourceType<FirewallArgs>("aws:networkfirewall/firewall:Firewall");
const EndpointAssociation = resourceType<VpcEndpointAssociationArgs>(
    "aws:networkfirewall/vpcEndpointAssociation:VpcEndpointAssociation",
);

const asked = presence({
    evidence: ["aws:networkfirewall/firewall:Firewall", "aws-native:networkfirewall:Firewall"],
    templates: ["AWS::NetworkFirewall::Firewall"],
    absent: "there is no network firewall in this stack",
});

export const networkFirewallPresent = stackPolicy({
    name: "network-firewall-present",
    title: "Traffic passes a network firewall that stands in two zones and has a policy",
    severity: "medium",
    why: "without one nothing looks into what leaves the VPC, and one that stands in a single zone is missed when that zone fails",
    fix: "add an aws.networkfirewall.Firewall with a firewallPolicyArn and a subnetMapping in each zone",
    frameworks: { "NIST 800-53": ["CP-10", "SC-36", "SC-5(2)"] },
    links: [
        "https://docs.aws.amazon.com/network-firewall/latest/developerguide/high-level-steps.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/networkfirewall-controls.html",
    ],
    ...asked,
    history: [
        { version: "0.2.0", change: "network-firewall-logging asks for the log, in place of the setting `logging`" },
    ],
    types: [Firewall],
    check(firewall, { resource, stack, report }) {
        if (!isSet(firewall, "firewallPolicyArn")) {
            report("firewallPolicyArn", "this firewall has no policy");
        }
        const zones = zonesOf(stack, resource);
        if (zones !== undefined) {
            report("subnetMappings", `this firewall stands in one zone only${zones}`, {
                fix: "add a subnetMapping with a subnet of its own in a second zone",
            });
        }
    },
});

/** For a firewall known to stand in one zone, the end of the sentence that says so; undefined for any other. */
function zonesOf(stack: Stack, firewall: Resource<FirewallArgs>): string | undefined {
    const { subnetMappings, availabilityZoneMappings } = firewall.unguarded;
    const { resources, possible } = stack.referrers(firewall, EndpointAssociation, "firewallArn", Firewall);
    if (
        resources.length + possible.length > 0 ||
        isUnknownValue(subnetMappings) ||
        isUnknownValue(availabilityZoneMappings)
    ) {
        return undefined;
    }
    const mappings = [subnetMappings, availabilityZoneMappings].flatMap((list) =>
        Array.isArray(list) ? (list as unknown[]) : [],
    );
    if (mappings.length === 1) {
        return "";
    }
    const subnets = stack.targets(firewall, "subnetMappings", Subnet).resources;
    const names = new Set(subnets.map((subnet) => zoneOf(subnet)?.name));
    const isOne = subnets.length === mappings.length && names.size === 1 && !names.has(undefined);
    return isOne ? `, ${zoneName(zoneOf(subnets[0]))}` : undefined;
}
