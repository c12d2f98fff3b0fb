import type { NatGatewayArgs } from "@pulumi/aws/ec2/natGateway";
import type { VpcArgs } from "@pulumi/aws/ec2/vpc";

import { isUnknownValue, known, type Resource, type Stack, stackPolicy } from "../../kit";
import { NatGateway, Subnet, Vpc, VpcEndpoint } from "../../kit/aws";

export const vpcGatewayEndpoints = stackPolicy({
    name: "vpc-gateway-endpoints",
    title: "A VPC with NAT gateways reaches S3 and DynamoDB by gateway endpoints",
    severity: "low",
    level: "advisory",
    why: "a gateway endpoint is free, while a NAT gateway bills every gigabyte that goes to S3 or DynamoDB through it",
    fix: 'add an aws.ec2.VpcEndpoint of vpcEndpointType "Gateway" for each, with routeTableIds of the private subnets',
    links: [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/vpcendpoint/",
    ],
    settings: {
        services: {
            type: "array",
            items: { type: "string" },
            default: ["s3", "dynamodb"],
            description: "The services that need an endpoint: `s3`, `dynamodb`.",
        },
    },
    types: [Vpc],
    check(_vpc, { resource, stack, settings, report, undecided }) {
        if (!hasNatGateway(stack, resource)) {
            return;
        }
        const { resources: endpoints, possible } = stack.referrers(resource, VpcEndpoint, "vpcId", Vpc);
        const services = endpoints.map(({ props }) => known(props, "serviceName"));
        const missing = settings.services.filter(
            (service) => !services.some((name) => typeof name === "string" && name.endsWith(`.${service}`)),
        );
        if (missing.length === 0) {
            return;
        }
        if (possible.length > 0 || services.includes(undefined)) {
            undecided("serviceName");
        } else {
            report(undefined, `it has NAT gateways, and no gateway endpoint for ${missing.join(" and ")}`);
        }
    },
});

/** True for a VPC with a public NAT gateway: in one of its subnets, or a regional one. */
function hasNatGateway(stack: Stack, vpc: Resource<VpcArgs>): boolean {
    const isPublic = ({ unguarded: values }: Resource<NatGatewayArgs>): boolean =>
        values.connectivityType !== "private" && !isUnknownValue(values.connectivityType);
    return (
        stack.referrers(vpc, NatGateway, "vpcId", Vpc).resources.some(isPublic) ||
        stack
            .referrers(vpc, Subnet, "vpcId", Vpc)
            .resources.some((subnet) =>
                stack.referrers(subnet, NatGateway, "subnetId", Subnet).resources.some(isPublic),
            )
    );
}
