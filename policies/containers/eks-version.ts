import type { ClusterArgs } from "@pulumi/aws/eks/cluster";

import { eksAsOf, kubernetesVersion, oldestSupported } from "../../facts/eks";
import { resourcePolicy, type ResourceType } from "../../kit";
import { EksCluster, EksNodeGroup } from "../../kit/aws";

const JUDGED: ResourceType<Pick<ClusterArgs, "version">>[] = [EksCluster, EksNodeGroup];

export const eksVersion = resourcePolicy({
    name: "eks-version",
    title: "EKS runs a version of Kubernetes in standard support",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "in extended support a cluster costs six times as much, and after that AWS creates none with the version and upgrades those that exist at a time of its own",
    fix: "set version to a newer one, one minor version at a time for a cluster that exists",
    since: "0.2.0",
    controls: ["EKS.2", "EKS.9"],
    frameworks: { "PCI DSS": ["6.3.3"], "NIST 800-53": ["SI-2", "SA-22"] },
    links: [
        "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
        "https://aws.amazon.com/eks/pricing/",
    ],
    settings: {
        days: {
            type: "integer",
            default: 60,
            minimum: 0,
            description: "How many days before the end of standard support to say so.",
        },
    },
    types: JUDGED,
    check({ version }, { resource, settings, environment: { today }, report }) {
        const support = kubernetesVersion(String(version));
        if (!support) {
            return; // AWS takes its newest version, or the facts are older than this one.
        }
        const { standardSupportEnd: standard, extendedSupportEnd: extended } = support;
        const oldest = oldestSupported(today);
        const options = oldest ? { fix: `set version to "${oldest}" or newer, one minor version at a time` } : {};
        const asOf = `(as of ${eksAsOf()})`;
        // AWS moves such days: what lay ahead when the facts were true was planned, and may have changed.
        const ended = (day: string): string => (day > eksAsOf() ? `was to end on ${day}` : `ended on ${day}`);
        if (extended !== null && extended <= today) {
            const consequence = resource.is(EksCluster)
                ? "no cluster can be created with it"
                : "its images get no fixes";
            report(
                "version",
                `extended support of Kubernetes ${version} ${ended(extended)}, and ${consequence} ${asOf}`,
                {
                    ...options,
                    // AWS says it of clusters; of node groups it does not.
                    ...(resource.is(EksCluster) ? {} : { level: "advisory" as const }),
                },
            );
        } else if (standard !== null && standard <= today) {
            report(
                "version",
                `standard support of Kubernetes ${version} ${ended(standard)}, and extended support is billed ${asOf}`,
                {
                    ...options,
                    level: "advisory",
                },
            );
        } else if (standard !== null && daysBetween(today, standard) <= settings.days) {
            report("version", `standard support of Kubernetes ${version} ends on ${standard} ${asOf}`, {
                fix: "plan the upgrade to the next minor version",
                level: "advisory",
                severity: "low",
            });
        }
    },
});

function daysBetween(from: string, to: string): number {
    return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
