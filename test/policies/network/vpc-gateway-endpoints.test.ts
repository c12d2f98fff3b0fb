import { vpcGatewayEndpoints } from "../../../policies/network/vpc-gateway-endpoints";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

type Props = Record<string, unknown>;
const vpc = resource("aws:ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16" });
const subnet = resource("aws:ec2/subnet:Subnet", "public", { vpcId: ref("shop") });
const nat = (props: Props = { subnetId: ref("public") }): TestResource => resource("aws:ec2/natGateway:NatGateway", "nat", props);
const endpoint = (serviceName: Value, props: Props = {}): TestResource =>
    resource("aws:ec2/vpcEndpoint:VpcEndpoint", `endpoint-${String(serviceName).split(".").pop()}`, { vpcId: ref("shop"), serviceName, ...props });
const s3 = endpoint("com.amazonaws.us-east-1.s3");
const dynamodb = endpoint("com.amazonaws.us-east-1.dynamodb");

policyTests(vpcGatewayEndpoints, {
    example: {
        given: `
            const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
            const subnet = new aws.ec2.Subnet("public", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
            const privateTable = aws.ec2.RouteTable.get("private", "rtb-0a1b2c3d");`,
        bad: `
            const nat = new aws.ec2.NatGateway("nat", { subnetId: subnet.id, allocationId: eip.id });`,
        good: `
            const nat = new aws.ec2.NatGateway("nat", { subnetId: subnet.id, allocationId: eip.id });
            for (const service of ["s3", "dynamodb"]) {
                new aws.ec2.VpcEndpoint(service, {
                    vpcId: vpc.id, serviceName: \`com.amazonaws.us-east-1.\${service}\`, routeTableIds: [privateTable.id],
                });
            }`,
    },
    pass: [
        { name: "an endpoint for each", stack: [vpc, subnet, nat(), s3, dynamodb], kind: "default" },
        { name: "no NAT gateway", stack: [vpc, subnet] },
        { name: "a private NAT gateway", kind: "lookalike", stack: [vpc, subnet, nat({ subnetId: ref("public"), connectivityType: "private" })] },
        { name: "the NAT gateway of another VPC", stack: [vpc, subnet, nat({ subnetId: "subnet-0f" })] },
        { name: "a service that is not known", stack: [vpc, subnet, nat(), s3, endpoint(unknown)], undecided: true },
        {
            name: "an endpoint whose VPC is not known",
            stack: [vpc, subnet, nat(), s3, endpoint("com.amazonaws.us-east-1.dynamodb", { vpcId: unknown })],
            undecided: true,
        },
        { name: "one service, where the settings ask for no more", stack: [vpc, subnet, nat(), s3], settings: { services: ["s3"] } },
        { name: "a gateway that may be a private one", stack: [vpc, subnet, nat({ subnetId: ref("public"), connectivityType: unknown })] },
    ],
    fail: [
        { name: "none", stack: [vpc, subnet, nat()], expect: [{ resource: "shop", severity: "low", says: /s3 and dynamodb/ }] },
        {
            name: "one of the two, and one of something else",
            stack: [vpc, subnet, nat(), s3, endpoint("com.amazonaws.us-east-1.ecr")],
            expect: [{ resource: "shop", says: /for dynamodb/ }],
        },
        { name: "a regional NAT gateway", stack: [vpc, nat({ vpcId: ref("shop"), availabilityMode: "regional" })], expect: [{ resource: "shop" }] },
        {
            name: "endpoints in another VPC",
            stack: [
                vpc,
                resource("aws:ec2/vpc:Vpc", "other", {}),
                subnet,
                nat(),
                endpoint("com.amazonaws.us-east-1.s3", { vpcId: ref("other") }),
                endpoint("com.amazonaws.us-east-1.dynamodb", { vpcId: ref("other") }),
            ],
            expect: [{ resource: "shop" }],
        },
    ],
});
