import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Firewall } from "./firewall";

const ZONES = ["us-east-1a", "us-east-1b"];

/**
 * A VPC of two zones. In each, traffic of the private subnet goes out through the firewall's endpoint and then through
 * the NAT gateway of the public subnet, and comes back the same way.
 */
export class Network extends pulumi.ComponentResource {
    readonly vpc: aws.ec2.Vpc;
    readonly privateSubnets: aws.ec2.Subnet[];
    readonly functionGroup: aws.ec2.SecurityGroup;

    constructor(name: string, { suffix }: { suffix: string }, options?: pulumi.ComponentResourceOptions) {
        super("payments:index:Network", name, {}, options);
        const parent = { parent: this };

        this.vpc = new aws.ec2.Vpc(
            `payments-${suffix}`,
            { cidrBlock: "10.40.0.0/21", enableDnsHostnames: true },
            parent,
        );
        const gateway = new aws.ec2.InternetGateway(`payments-${suffix}`, { vpcId: this.vpc.id }, parent);
        const subnet = (tier: string, i: number, cidrBlock: string): aws.ec2.Subnet =>
            new aws.ec2.Subnet(
                `${tier}-${i}-${suffix}`,
                { vpcId: this.vpc.id, availabilityZone: ZONES[i], cidrBlock },
                parent,
            );
        const publicSubnets = ZONES.map((_, i) => subnet("public", i, `10.40.${i}.0/24`));
        this.privateSubnets = ZONES.map((_, i) => subnet("private", i, `10.40.${2 + i}.0/24`));
        const firewallSubnets = ZONES.map((_, i) => subnet("firewall", i, `10.40.4.${16 * i}/28`));
        const firewall = new Firewall("firewall", { suffix, vpc: this.vpc, subnets: firewallSubnets }, parent);

        const routed = (id: string, from: aws.ec2.Subnet, routes: aws.types.input.ec2.RouteTableRoute[]) => {
            const table = new aws.ec2.RouteTable(`${id}-${suffix}`, { vpcId: this.vpc.id, routes }, parent);
            new aws.ec2.RouteTableAssociation(
                `${id}-${suffix}`,
                { subnetId: from.id, routeTableId: table.id },
                parent,
            );
            return table;
        };
        const privateRoutes = ZONES.map((zone, i) => {
            const address = new aws.ec2.Eip(`nat-${i}-${suffix}`, { domain: "vpc" }, parent);
            const nat = new aws.ec2.NatGateway(
                `nat-${i}-${suffix}`,
                { allocationId: address.id, subnetId: publicSubnets[i].id },
                parent,
            );
            const inspection = firewall.endpointIn(zone);
            routed(`public-${i}`, publicSubnets[i], [
                { cidrBlock: "0.0.0.0/0", gatewayId: gateway.id },
                { cidrBlock: `10.40.${2 + i}.0/24`, vpcEndpointId: inspection },
            ]);
            routed(`firewall-${i}`, firewallSubnets[i], [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }]);
            return routed(`private-${i}`, this.privateSubnets[i], [
                { cidrBlock: "0.0.0.0/0", vpcEndpointId: inspection },
            ]);
        });
        for (const service of ["s3", "dynamodb"]) {
            new aws.ec2.VpcEndpoint(
                `${service}-${suffix}`,
                {
                    vpcId: this.vpc.id,
                    serviceName: `com.amazonaws.us-east-1.${service}`,
                    routeTableIds: privateRoutes.map(({ id }) => id),
                },
                parent,
            );
        }

        this.functionGroup = new aws.ec2.SecurityGroup(
            `functions-${suffix}`,
            {
                vpcId: this.vpc.id,
                description: "Payment functions",
                egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
            },
            parent,
        );
        this.logTraffic(suffix);
        this.registerOutputs();
    }

    private logTraffic(suffix: string): void {
        const parent = { parent: this };
        const logs = new aws.cloudwatch.LogGroup(`vpc-flow-logs-${suffix}`, { retentionInDays: 365 }, parent);
        const role = new aws.iam.Role(
            `vpc-flow-logs-${suffix}`,
            { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "vpc-flow-logs.amazonaws.com" }) },
            parent,
        );
        new aws.iam.RolePolicy(
            `vpc-flow-logs-${suffix}`,
            {
                role: role.id,
                policy: pulumi.jsonStringify({
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
                            Resource: pulumi.interpolate`${logs.arn}:*`,
                        },
                    ],
                }),
            },
            parent,
        );
        new aws.ec2.FlowLog(
            `vpc-${suffix}`,
            { vpcId: this.vpc.id, trafficType: "ALL", logDestination: logs.arn, iamRoleArn: role.arn },
            parent,
        );
    }
}
