import { eksEndpointPrivate } from "../../../policies/containers/eks-endpoint-private";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const cluster = (vpcConfig: Value, more: Record<string, unknown> = {}): TestResource =>
    resource("aws:eks/cluster:Cluster", "shop", { roleArn: unknown, vpcConfig, ...more });
const at = { resource: "shop", property: "vpcConfig.endpointPublicAccess" };

const program = (access: string): string => `
            const config = new pulumi.Config();
            new aws.eks.Cluster("shop", {
                roleArn: config.require("roleArn"), version: "1.35",
                vpcConfig: { subnetIds: [config.require("subnetA"), config.require("subnetB")]${access} },
            });`;

policyTests(eksEndpointPrivate, {
    example: { bad: program(""), good: program(", endpointPublicAccess: false, endpointPrivateAccess: true") },
    pass: [
        { name: "a private endpoint (EKS.1)", stack: [cluster({ subnetIds: unknown, endpointPublicAccess: false })] },
        {
            name: "a public endpoint for one's own networks",
            kind: "lookalike",
            stack: [cluster({ subnetIds: unknown, publicAccessCidrs: ["198.51.100.0/24"] })],
        },
        { name: "not known yet", stack: [cluster({ subnetIds: unknown, endpointPublicAccess: unknown })], undecided: true },
        { name: "networks that are not known", stack: [cluster({ subnetIds: unknown, publicAccessCidrs: [unknown] })], undecided: true },
        {
            name: "a cluster on an Outpost",
            stack: [cluster({ subnetIds: unknown }, { outpostConfig: { outpostArns: ["arn:aws:outposts:us-east-1:851725499301:outpost/op-1"] } })],
        },
    ],
    fail: [
        { name: "the default (EKS.1)", kind: "default", stack: [cluster({ subnetIds: unknown })], expect: [{ ...at, severity: "high" }] },
        {
            name: "public beside private (EKS.1)",
            stack: [cluster({ subnetIds: unknown, endpointPublicAccess: true, endpointPrivateAccess: true })],
            expect: [at],
        },
        { name: "open to everybody", stack: [cluster({ subnetIds: unknown, publicAccessCidrs: ["198.51.100.0/24", "0.0.0.0/0"] })], expect: [at] },
        {
            name: "one's own networks, where only private is right (EKS.1)",
            settings: { privateOnly: true },
            stack: [cluster({ subnetIds: unknown, publicAccessCidrs: ["198.51.100.0/24"] })],
            expect: [{ ...at, severity: "medium" }],
        },
        {
            name: "aws-native's cluster",
            stack: [resource("aws-native:eks:Cluster", "shop", { roleArn: unknown, resourcesVpcConfig: { subnetIds: unknown, endpointPublicAccess: true } })],
            expect: [{ resource: "shop", property: "resourcesVpcConfig.endpointPublicAccess" }],
        },
    ],
});
