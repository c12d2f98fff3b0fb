import { vpcEndpointEffective } from "../../../policies/network/vpc-endpoint-effective";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const vpc = (props: Record<string, unknown>): TestResource => resource("aws:ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16", ...props });
const endpoint = (props: Record<string, unknown>): TestResource => resource("aws:ec2/vpcEndpoint:VpcEndpoint", "ecr", { vpcId: ref("shop"), ...props });
const inside = (privateDnsEnabled: Value = true): TestResource =>
    endpoint({ vpcEndpointType: "Interface", serviceName: "com.amazonaws.us-east-1.ecr.api", subnetIds: unknown, privateDnsEnabled });
const gateway = (props: Record<string, unknown> = {}): TestResource => endpoint({ serviceName: "com.amazonaws.us-east-1.s3", ...props });
const association = (vpcEndpointId: Value): TestResource =>
    resource("aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation", "private", { vpcEndpointId, routeTableId: unknown });
const DNS = { enableDnsSupport: true, enableDnsHostnames: true };
const names = { resource: "ecr", property: "privateDnsEnabled" };
const tables = { resource: "ecr", property: "routeTableIds", level: "advisory", severity: "medium" } as const;

const program = (dns: string): string => `
            const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16"${dns} });
            const subnet = new aws.ec2.Subnet("private", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
            new aws.ec2.VpcEndpoint("ecr", {
                vpcId: vpc.id, vpcEndpointType: "Interface", serviceName: "com.amazonaws.us-east-1.ecr.api",
                subnetIds: [subnet.id], privateDnsEnabled: true,
            });`;

policyTests(vpcEndpointEffective, {
    example: { bad: program(""), good: program(", enableDnsHostnames: true") },
    pass: [
        { name: "a VPC that resolves names", stack: [vpc(DNS), inside()] },
        { name: "no private names, in a VPC that resolves none", kind: "lookalike", stack: [vpc({}), inside(false)] },
        { name: "names that are not known", stack: [vpc({}), inside(unknown)], undecided: true },
        { name: "a VPC whose settings are not known", stack: [vpc({ enableDnsHostnames: unknown }), inside()], undecided: true },
        { name: "a VPC that is only read", stack: [{ ...vpc({}), read: true }, inside()] },
        { name: "a gateway with its route tables", stack: [vpc({}), gateway({ routeTableIds: [unknown] })] },
        { name: "a gateway with route tables that are not known", stack: [vpc({}), gateway({ routeTableIds: unknown })] },
        { name: "a gateway with a table beside it", stack: [vpc({}), gateway(), association(ref("ecr"))] },
        { name: "a table beside that may be its", stack: [vpc({}), gateway(), association(unknown)], undecided: true },
    ],
    fail: [
        {
            name: "no host names, which is the default",
            kind: "default",
            stack: [vpc({ enableDnsSupport: true }), inside()],
            expect: [{ ...names, level: "mandatory", says: /without enableDnsHostnames \(shop\)/ }],
        },
        {
            name: "no DNS",
            stack: [vpc({ ...DNS, enableDnsSupport: false }), inside()],
            expect: [{ ...names, says: /without enableDnsSupport [^]*set enableDnsSupport of the VPC shop/ }],
        },
        { name: "a gateway that no route leads to", stack: [vpc({}), gateway()], expect: [tables] },
        { name: "an empty list", stack: [vpc({}), gateway({ routeTableIds: [], vpcEndpointType: "Gateway" })], expect: [tables] },
    ],
});
