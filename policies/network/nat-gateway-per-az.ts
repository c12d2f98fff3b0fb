import type { NatGatewayArgs } from "@pulumi/aws/ec2/natGateway";
import type { SubnetArgs } from "@pulumi/aws/ec2/subnet";

import { isUnknownValue, oncePerStack, type Resource, type Stack, stackPolicy } from "../../kit";
import { differ, natClients, NatGateway, oneTarget, Subnet, vpcKey, zoneName, zoneOf } from "../../kit/aws";

const DEFAULTS = { production: "per-zone", nonproduction: "one" } as const;
const Requirement = { type: "string", enum: ["per-zone", "one", "any"] } as const;

export const natGatewayPerAz = stackPolicy({
    name: "nat-gateway-per-az",
    title: "Private subnets leave by a NAT gateway in their own zone in production, by a single one elsewhere",
    severity: "high",
    level: "advisory",
    tiered: true,
    why: "when a zone fails, every subnet whose NAT gateway was in it loses its way out, and traffic between zones is billed; outside production each further gateway only costs",
    fix: "make one NAT gateway in a public subnet of each zone, and route each zone's private subnets to its own",
    links: [
        "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
    ],
    settings: {
        require: {
            type: "object",
            properties: { production: Requirement, nonproduction: Requirement },
            additionalProperties: false,
            default: DEFAULTS,
            description:
                "What each tier needs: `per-zone` (a gateway in each zone that uses one), `one` (not more than one in a VPC) or `any`.",
        },
    },
    types: [NatGateway],
    check(nat, { resource, stack, tier, settings, report, undecided }) {
        const required = settings.require[tier] ?? DEFAULTS[tier];
        if (nat.connectivityType === "private" || nat.availabilityMode === "regional") {
            return;
        }
        if (required === "per-zone") {
            const clients = natClients(stack, resource).sort(byName);
            const home = zoneOf(oneTarget(stack, resource, "subnetId", Subnet));
            // Where its own zone is not known, two clients in different zones still tell.
            const other = home ?? clients.map(zoneOf).find((zone) => zone !== undefined);
            const strays = clients.filter((subnet) => differ(zoneOf(subnet), other));
            if (strays.length > 0) {
                const zones = [...new Set(strays.map((subnet) => zoneName(zoneOf(subnet))))].sort().join(", ");
                const subnets = strays.map(({ name }) => name).join(", ");
                const where = home ? `it is in ${zoneName(home)}` : "subnets of several zones share it";
                report(undefined, `${where}, and the private subnets of ${zones} leave by it (${subnets})`, {
                    fix: `route ${subnets} to a NAT gateway in a public subnet of ${zones}; make one where there is none`,
                });
            } else if (clients.some((subnet) => !zoneOf(subnet))) {
                undecided("subnetId");
            }
        }
        if (required === "one") {
            const gateways = gatewaysByVpc(stack).get(vpcOf(stack, resource)) ?? [];
            if (gateways.includes(resource) && gateways.length > 1) {
                const fix = "make one NAT gateway, and route every private subnet to it";
                report(undefined, `its VPC has ${gateways.length} NAT gateways, where one is enough`, {
                    ...{ fix, level: "advisory", severity: "low" },
                    // None of them is the one too many.
                    cause: { problem: "NAT gateways share a VPC, where one is enough", fix },
                });
            }
        }
    },
});

/** The public gateways of a single zone, by VPC; those of which any of this is not known are left out. */
const gatewaysByVpc = oncePerStack((stack) => {
    const gateways = new Map<string | undefined, Resource<NatGatewayArgs>[]>();
    for (const gateway of stack.of(NatGateway)) {
        const { connectivityType } = gateway.unguarded;
        const vpc = vpcOf(stack, gateway);
        if (vpc && !isUnknownValue(connectivityType) && connectivityType !== "private") {
            gateways.set(vpc, [...(gateways.get(vpc) ?? []), gateway]);
        }
    }
    return gateways;
});

/** The VPC of a gateway is that of its subnet; a regional one has none. */
function vpcOf(stack: Stack, gateway: Resource<NatGatewayArgs>): string | undefined {
    const { resources: subnets } = stack.targets<SubnetArgs>(gateway, "subnetId", Subnet);
    const vpcs = new Set(subnets.map((subnet) => vpcKey(stack, subnet)));
    return vpcs.size === 1 ? [...vpcs][0] : undefined;
}

function byName(a: Resource<unknown>, b: Resource<unknown>): number {
    return a.name.localeCompare(b.name, "en", { numeric: true });
}
