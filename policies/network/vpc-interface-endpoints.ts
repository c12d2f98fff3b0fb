import { known, stackPolicy } from "../../kit";
import { Vpc, VpcEndpoint } from "../../kit/aws";

export const vpcInterfaceEndpoints = stackPolicy({
    name: "vpc-interface-endpoints",
    title: "A VPC reaches the AWS services that it is asked to by interface endpoints",
    severity: "medium",
    level: "disabled",
    why: "without an endpoint, calls to a service leave the VPC over the internet",
    fix: 'add an aws.ec2.VpcEndpoint of vpcEndpointType "Interface" for each, with privateDnsEnabled',
    since: "0.2.0",
    controls: ["EC2.10", "EC2.55", "EC2.56", "EC2.57", "EC2.58", "EC2.60"].map((control) => `${control} (partly)`),
    frameworks: { "NIST 800-53": ["AC-4", "SC-7"] },
    links: [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-10",
    ],
    settings: {
        services: {
            type: "array",
            items: { type: "string" },
            default: ["ec2", "ecr.api", "ecr.dkr", "ssm", "ssm-contacts", "ssm-incidents"],
            description: "The services that need an endpoint, as they stand at the end of its serviceName.",
        },
    },
    types: [Vpc],
    check(_vpc, { resource, stack, settings, report, undecided }) {
        const { resources: endpoints, possible } = stack.referrers(resource, VpcEndpoint, "vpcId", Vpc);
        const names = endpoints.map(({ props }) => known(props, "serviceName"));
        // com.amazonaws.us-east-1.ecr.api
        const services = names.map((name) => name?.split(".").slice(3).join("."));
        const missing = settings.services.filter((service) => !services.includes(service));
        if (missing.length === 0) {
            return;
        }
        if (possible.length > 0 || names.includes(undefined)) {
            undecided("serviceName");
        } else {
            report(undefined, `it has no interface endpoint for ${missing.join(", ")}`);
        }
    },
});
