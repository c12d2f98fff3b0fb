import { resourcePolicy } from "../../kit";
import { EksCluster, isEverywhere } from "../../kit/aws";

export const eksEndpointPrivate = resourcePolicy({
    name: "eks-endpoint-private",
    title: "The API of an EKS cluster is reached from known networks",
    severity: "high",
    level: "advisory",
    why: "by default anybody on the internet reaches the cluster's API, and a leaked token or a hole in the API server is enough",
    fix: "set vpcConfig.endpointPublicAccess to false and endpointPrivateAccess to true, or name your own networks in publicAccessCidrs",
    since: "0.2.0",
    controls: ["EKS.1"],
    frameworks: { "PCI DSS": ["1.4.4"], "NIST 800-53": ["AC-4", "SC-7"] },
    links: [
        "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/eks-controls.html#eks-1",
    ],
    settings: {
        privateOnly: {
            type: "boolean",
            default: false,
            description: "True also flags a public endpoint that only named networks reach, as Security Hub does.",
        },
    },
    types: [EksCluster],
    check({ vpcConfig, outpostConfig }, { settings, report }) {
        // A cluster on an Outpost has a private endpoint only.
        if (!vpcConfig || outpostConfig !== undefined || vpcConfig.endpointPublicAccess === false) {
            return;
        }
        const cidrs = vpcConfig.publicAccessCidrs ?? [];
        if (cidrs.length === 0 || cidrs.some(isEverywhere)) {
            report("vpcConfig.endpointPublicAccess", "the whole internet reaches the cluster's API");
        } else if (settings.privateOnly) {
            report("vpcConfig.endpointPublicAccess", "the cluster's API has a public endpoint", { severity: "medium" });
        }
    },
});
