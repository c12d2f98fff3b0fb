import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const ZONES = ["us-east-1a", "us-east-1b"];

/** A VPC of two zones: in each a public subnet with a NAT gateway, and a private one that goes out through it. */
export class Network extends pulumi.ComponentResource {
    readonly vpc: aws.ec2.Vpc;
    readonly privateSubnets: aws.ec2.Subnet[] = [];
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
        const publicRoutes = new aws.ec2.RouteTable(
            `public-${suffix}`,
            { vpcId: this.vpc.id, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }] },
            parent,
        );

        const privateRoutes = ZONES.map((zone, i) => {
            const subnet = (tier: string, cidrBlock: string): aws.ec2.Subnet =>
                new aws.ec2.Subnet(
                    `${tier}-${i}-${suffix}`,
                    { vpcId: this.vpc.id, availabilityZone: zone, cidrBlock },
                    parent,
                );
            const publicSubnet = subnet("public", `10.40.${i}.0/24`);
            const privateSubnet = subnet("private", `10.40.${2 + i}.0/24`);
            this.privateSubnets.push(privateSubnet);

            const address = new aws.ec2.Eip(`nat-${i}-${suffix}`, { domain: "vpc" }, parent);
            const nat = new aws.ec2.NatGateway(
                `nat-${i}-${suffix}`,
                { allocationId: address.id, subnetId: publicSubnet.id },
                parent,
            );
            const routes = new aws.ec2.RouteTable(
                `private-${i}-${suffix}`,
                { vpcId: this.vpc.id, routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }] },
                parent,
            );
            new aws.ec2.RouteTableAssociation(
                `public-${i}-${suffix}`,
                { subnetId: publicSubnet.id, routeTableId: publicRoutes.id },
                parent,
            );
            new aws.ec2.RouteTableAssociation(
                `private-${i}-${suffix}`,
                { subnetId: privateSubnet.id, routeTableId: routes.id },
                parent,
            );
            return routes;
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
