import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Private subnets in three zones, with no way to the internet: what they need of AWS they reach by endpoints. */
export class Network extends pulumi.ComponentResource {
    readonly vpc: aws.ec2.Vpc;
    readonly privateSubnetIds: pulumi.Output<string[]>;

    constructor(name: string, { suffix }: { suffix: string }, options?: pulumi.ComponentResourceOptions) {
        super("shipping:index:Network", name, {}, options);
        const parent = { parent: this };

        this.vpc = new aws.ec2.Vpc(
            `shipping-${suffix}`,
            { cidrBlock: "10.80.0.0/22", enableDnsHostnames: true },
            parent,
        );
        const routes = new aws.ec2.RouteTable(`private-${suffix}`, { vpcId: this.vpc.id }, parent);

        // An output's list: whoever uses it waits for the zones.
        this.privateSubnetIds = aws
            .getAvailabilityZonesOutput({ state: "available" }, parent)
            .names.apply((names) =>
                pulumi.all(
                    names.slice(0, 3).map((zone, i) => {
                        const subnet = new aws.ec2.Subnet(
                            `private-${i}-${suffix}`,
                            { vpcId: this.vpc.id, availabilityZone: zone, cidrBlock: `10.80.${i}.0/24` },
                            parent,
                        );
                        new aws.ec2.RouteTableAssociation(
                            `private-${i}-${suffix}`,
                            { subnetId: subnet.id, routeTableId: routes.id },
                            parent,
                        );
                        return subnet.id;
                    }),
                ),
            );

        new aws.ec2.VpcEndpoint(
            `s3-${suffix}`,
            { vpcId: this.vpc.id, serviceName: "com.amazonaws.us-east-1.s3", routeTableIds: [routes.id] },
            parent,
        );
        const endpointGroup = this.group(`endpoints-${suffix}`, [
            { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.80.0.0/22"] },
        ]);
        for (const service of ["secretsmanager", "rds"]) {
            new aws.ec2.VpcEndpoint(
                `${service}-${suffix}`,
                {
                    vpcId: this.vpc.id,
                    serviceName: `com.amazonaws.us-east-1.${service}`,
                    vpcEndpointType: "Interface",
                    privateDnsEnabled: true,
                    subnetIds: this.privateSubnetIds,
                    securityGroupIds: [endpointGroup.id],
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
