import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"];

/** A VPC of three zones with a public and a private subnet in each, and one NAT gateway: it is no production. */
export class Network extends pulumi.ComponentResource {
    readonly vpc: aws.ec2.Vpc;
    readonly publicSubnets: aws.ec2.Subnet[];
    readonly privateSubnets: aws.ec2.Subnet[];

    constructor(name: string, { suffix }: { suffix: string }, options?: pulumi.ComponentResourceOptions) {
        super("payments:index:Network", name, {}, options);
        const parent = { parent: this };

        this.vpc = new aws.ec2.Vpc(
            `payments-${suffix}`,
            { cidrBlock: "10.60.0.0/21", enableDnsHostnames: true },
            parent,
        );
        const gateway = new aws.ec2.InternetGateway(`payments-${suffix}`, { vpcId: this.vpc.id }, parent);
        const subnets = (tier: string, first: number): aws.ec2.Subnet[] =>
            ZONES.map(
                (availabilityZone, i) =>
                    new aws.ec2.Subnet(
                        `${tier}-${i}-${suffix}`,
                        { vpcId: this.vpc.id, availabilityZone, cidrBlock: `10.60.${first + i}.0/24` },
                        parent,
                    ),
            );
        const routed = (id: string, from: aws.ec2.Subnet[], route: aws.types.input.ec2.RouteTableRoute) => {
            const table = new aws.ec2.RouteTable(
                `${id}-${suffix}`,
                { vpcId: this.vpc.id, routes: [{ cidrBlock: "0.0.0.0/0", ...route }] },
                parent,
            );
            from.forEach(
                (subnet, i) =>
                    new aws.ec2.RouteTableAssociation(
                        `${id}-${i}-${suffix}`,
                        { subnetId: subnet.id, routeTableId: table.id },
                        parent,
                    ),
            );
            return table;
        };

        this.publicSubnets = subnets("public", 0);
        this.privateSubnets = subnets("private", ZONES.length);
        routed("public", this.publicSubnets, { gatewayId: gateway.id });
        const address = new aws.ec2.Eip(`nat-${suffix}`, { domain: "vpc" }, parent);
        const nat = new aws.ec2.NatGateway(
            `nat-${suffix}`,
            { allocationId: address.id, subnetId: this.publicSubnets[0].id },
            parent,
        );
        const privateRoutes = routed("private", this.privateSubnets, { natGatewayId: nat.id });
        for (const service of ["s3", "dynamodb"]) {
            new aws.ec2.VpcEndpoint(
                `${service}-${suffix}`,
                {
                    vpcId: this.vpc.id,
                    serviceName: `com.amazonaws.us-east-1.${service}`,
                    routeTableIds: [privateRoutes.id],
                },
                parent,
            );
        }
        this.logTraffic(suffix);
        this.registerOutputs();
    }

    /** A security group that may send anywhere and takes nothing but what is given. */
    group(id: string, ingress: aws.types.input.ec2.SecurityGroupIngress[] = []): aws.ec2.SecurityGroup {
        return new aws.ec2.SecurityGroup(
            id,
            {
                vpcId: this.vpc.id,
                ingress,
                egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
            },
            { parent: this },
        );
    }

    private logTraffic(suffix: string): void {
        const parent = { parent: this };
        const logs = new aws.cloudwatch.LogGroup(`vpc-flow-logs-${suffix}`, { retentionInDays: 14 }, parent);
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
