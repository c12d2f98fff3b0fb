import { eksAuditLogs } from "../../../policies/containers/eks-audit-logs";
import { policyTests, resource, unknown, type Value } from "../../harness";

const native = (enabledTypes: Value): ReturnType<typeof resource> =>
    resource("aws-native:eks:Cluster", "shop", { roleArn: unknown, logging: { clusterLogging: { enabledTypes } } });
const program = (logs: string): string => `
            const config = new pulumi.Config();
            new aws.eks.Cluster("shop", {
                roleArn: config.require("roleArn"), version: "1.35",${logs}
                vpcConfig: { subnetIds: [config.require("subnetA"), config.require("subnetB")], endpointPublicAccess: false, endpointPrivateAccess: true },
            });`;

policyTests(eksAuditLogs, {
    example: { bad: program(""), good: program(` enabledClusterLogTypes: ["audit", "authenticator", "api"],`) },
    pass: [
        {
            name: "a list that may hold it",
            kind: "lookalike",
            stack: [resource("aws:eks/cluster:Cluster", "shop", { enabledClusterLogTypes: ["api", unknown] })],
            undecided: true,
        },
        { name: "aws-native's list", stack: [native([{ type: "audit" }])] },
    ],
    fail: [
        {
            name: "other logs only",
            stack: [resource("aws:eks/cluster:Cluster", "shop", { enabledClusterLogTypes: ["api"] })],
            expect: [{ resource: "shop", property: "enabledClusterLogTypes" }],
        },
        { name: "aws-native's list without it", stack: [native([{ type: "api" }])], expect: [{ resource: "shop", property: "logging" }] },
    ],
});
