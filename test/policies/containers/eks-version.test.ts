import { eksVersion } from "../../../policies/containers/eks-version";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const cluster = (version: Value): TestResource => resource("aws:eks/cluster:Cluster", "shop", { roleArn: unknown, vpcConfig: { subnetIds: unknown }, version });
const nodes = (version: Value): TestResource =>
    resource("aws:eks/nodeGroup:NodeGroup", "nodes", { clusterName: "shop", nodeRoleArn: unknown, subnetIds: unknown, scalingConfig: unknown, version });
const at = { resource: "shop", property: "version" };

const program = (version: string): string => `
            const config = new pulumi.Config();
            new aws.eks.Cluster("shop", {
                roleArn: config.require("roleArn"), version: "${version}",
                vpcConfig: { subnetIds: [config.require("subnetA"), config.require("subnetB")], endpointPublicAccess: false, endpointPrivateAccess: true },
            });`;

policyTests(eksVersion, {
    example: { bad: program("1.29"), good: program("1.35") },
    pass: [
        { name: "in standard support (EKS.2)", stack: [cluster("1.35")] },
        { name: "nodes in standard support (EKS.9)", stack: [nodes("1.35")] },
        { name: "no version: AWS takes its newest", kind: "default", stack: [cluster(undefined)] },
        { name: "not known yet", stack: [cluster(unknown)], undecided: true },
        { name: "newer than the facts", kind: "lookalike", stack: [cluster("1.47")] },
        { name: "without published days", stack: [cluster("1.36")] },
        { name: "61 days before the end of standard support", today: "2026-10-02", stack: [cluster("1.34")] },
        { name: "fewer days", settings: { days: 5 }, stack: [cluster("1.34")] },
    ],
    fail: [
        {
            name: "after extended support (EKS.2)",
            stack: [cluster("1.30")],
            expect: [{ ...at, level: "mandatory", severity: "high", says: /ended on 2026-07-23, and no cluster can be created[^]*"1\.34" or newer/ }],
        },
        {
            name: "on the day that extended support ends",
            today: "2026-11-26",
            stack: [cluster("1.31")],
            expect: [{ ...at, level: "mandatory", says: /was to end on 2026-11-26/ }],
        },
        { name: "on the day before", today: "2026-11-25", stack: [cluster("1.31")], expect: [{ ...at, level: "advisory", says: /billed/ }] },
        {
            name: "in extended support (EKS.2)",
            stack: [cluster("1.33")],
            expect: [{ ...at, level: "advisory", severity: "high", says: /ended on 2026-07-29, and extended support is billed/ }],
        },
        {
            name: "nodes after extended support (EKS.9)",
            stack: [nodes("1.30")],
            expect: [{ resource: "nodes", property: "version", level: "advisory", says: /no fixes/ }],
        },
        { name: "soon out of standard support", stack: [cluster("1.34")], expect: [{ ...at, level: "advisory", severity: "low", says: /ends on 2026-12-02/ }] },
        { name: "60 days before", today: "2026-10-03", stack: [cluster("1.34")], expect: [{ ...at, level: "advisory", severity: "low" }] },
        {
            name: "on the day that standard support ends",
            today: "2026-12-02",
            stack: [cluster("1.34")],
            expect: [{ ...at, level: "advisory", severity: "high", says: /was to end on 2026-12-02, and extended support is billed/ }],
        },
        { name: "more days", settings: { days: 200 }, stack: [cluster("1.35")], expect: [{ ...at, level: "advisory", severity: "low" }] },
        { name: "aws-native's cluster", stack: [{ ...cluster("1.30"), type: "aws-native:eks:Cluster" }], expect: [{ ...at, level: "mandatory" }] },
    ],
});
