import { vpcInterfaceEndpoints } from "../../../policies/network/vpc-interface-endpoints";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const vpc = resource("aws:ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16" });
const endpoint = (service: string, vpcId: Value = ref("shop")): TestResource =>
    resource("aws:ec2/vpcEndpoint:VpcEndpoint", service, { vpcId, vpcEndpointType: "Interface", serviceName: `com.amazonaws.us-east-1.${service}` });
const all = ["ec2", "ecr.api", "ecr.dkr", "ssm", "ssm-contacts", "ssm-incidents"];
const controls: Record<string, string> = {
    ec2: "EC2.10",
    "ecr.api": "EC2.55",
    "ecr.dkr": "EC2.56",
    ssm: "EC2.57",
    "ssm-contacts": "EC2.58",
    "ssm-incidents": "EC2.60",
};

policyTests(vpcInterfaceEndpoints, {
    example: {
        bad: `
            new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });`,
        good: `
            const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
            const subnet = new aws.ec2.Subnet("private", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
            for (const service of ["ec2", "ecr.api", "ecr.dkr", "ssm", "ssm-contacts", "ssm-incidents"]) {
                new aws.ec2.VpcEndpoint(service, {
                    vpcId: vpc.id, vpcEndpointType: "Interface", serviceName: \`com.amazonaws.us-east-1.\${service}\`,
                    subnetIds: [subnet.id], privateDnsEnabled: true,
                });
            }`,
    },
    pass: [
        { name: "all of them", stack: [vpc, ...all.map((service) => endpoint(service))] },
        { name: "those that the settings ask for", settings: { services: ["ssm"] }, stack: [vpc, endpoint("ssm")] },
        {
            name: "an endpoint whose service is not known",
            stack: [vpc, { ...endpoint("x"), props: { vpcId: ref("shop"), serviceName: unknown } }],
            undecided: true,
        },
        { name: "an endpoint whose VPC is not known", stack: [vpc, endpoint("ssm", unknown)], undecided: true },
        { name: "a VPC that is only read", kind: "lookalike", stack: [{ ...vpc, read: true }] },
    ],
    fail: [
        { name: "none", kind: "default", stack: [vpc], expect: [{ resource: "shop", severity: "medium", says: /ec2, ecr\.api/ }] },
        ...all.map((service) => ({
            name: `all but ${service} (${controls[service]})`,
            stack: [vpc, ...all.filter((other) => other !== service).map((other) => endpoint(other))],
            expect: [{ resource: "shop", says: new RegExp(`for ${service.replace(".", "\\.")}$`, "m") }],
        })),
    ],
});
