import type { VpcEndpointRouteTableAssociationArgs } from "@pulumi/aws/ec2/vpcEndpointRouteTableAssociation";

import { isSet, resourceType, stackPolicy } from "../../kit";
import { oneTarget, Vpc, VpcEndpoint } from "../../kit/aws";

const Association = resourceType<VpcEndpointRouteTableAssociationArgs>(
    "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
);

export const vpcEndpointEffective = stackPolicy({
    name: "vpc-endpoint-effective",
    title: "A VPC endpoint's private names resolve, and routes lead to it",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "AWS refuses private names in a VPC that does not resolve them, and a gateway endpoint that no route table has is never used",
    fix: "set enableDnsSupport and enableDnsHostnames of the VPC to true",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
    ],
    types: [VpcEndpoint],
    check(endpoint, { resource, stack, report, undecided }) {
        const type = endpoint.vpcEndpointType ?? "Gateway";
        if (type === "Interface" && endpoint.privateDnsEnabled === true) {
            const vpc = oneTarget(stack, resource, "vpcId", Vpc);
            if (!vpc || !stack.managed.includes(vpc)) {
                return; // Who made the VPC decided it elsewhere.
            }
            // CreateVpcEndpoint: "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes".
            const { enableDnsSupport = true, enableDnsHostnames = false } = vpc.props;
            const missing = [
                ...(enableDnsSupport ? [] : ["enableDnsSupport"]),
                ...(enableDnsHostnames ? [] : ["enableDnsHostnames"]),
            ];
            if (missing.length > 0) {
                report(
                    "privateDnsEnabled",
                    `AWS refuses private names in a VPC without ${missing.join(" and ")} (${vpc.name})`,
                    {
                        fix: `set ${missing.join(" and ")} of the VPC ${vpc.name} to true`,
                    },
                );
            }
        } else if (type === "Gateway" && !isSet(endpoint, "routeTableIds")) {
            const { resources, possible } = stack.referrers(resource, Association, "vpcEndpointId", VpcEndpoint);
            if (possible.length > 0) {
                undecided("routeTableIds");
            } else if (resources.length === 0) {
                // Another stack may have the associations.
                report("routeTableIds", "no route table leads to this gateway endpoint, so nothing uses it", {
                    fix: "name the private subnets' route tables in routeTableIds",
                    level: "advisory",
                    severity: "medium",
                });
            }
        }
    },
});
