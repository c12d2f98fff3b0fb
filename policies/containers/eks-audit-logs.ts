import { resourcePolicy, rule } from "../../kit";
import { EksCluster } from "../../kit/aws";

export const eksAuditLogs = resourcePolicy({
    name: "eks-audit-logs",
    title: "An EKS cluster keeps an audit log",
    severity: "medium",
    level: "advisory",
    why: "without it nobody can tell afterwards who asked the cluster for what",
    fix: 'set enabledClusterLogTypes to ["audit", "authenticator", "api"]',
    since: "0.2.0",
    frameworks: { "PCI DSS": ["10.2.1"], "NIST 800-53": ["AU-2", "AU-12"] },
    links: [
        "https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/eks-controls.html#eks-8",
    ],
    rules: [
        rule({
            type: EksCluster,
            property: "enabledClusterLogTypes",
            must: { includes: ["audit"] },
            absent: "wrong",
            problem: "the cluster keeps no audit log",
            controls: ["EKS.8"],
        }),
    ],
});
