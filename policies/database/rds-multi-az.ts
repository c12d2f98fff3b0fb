import type { ClusterArgs } from "@pulumi/aws/rds/cluster";
import type { InstanceArgs } from "@pulumi/aws/rds/instance";

import { isSet, known, type Plain, type Resource, stackPolicy } from "../../kit";
import {
    DATABASES,
    isReplica,
    RdsCluster,
    RdsClusterInstance,
    RdsInstance,
    standbySetting,
    wantedStandby,
} from "../../kit/aws";

export const rdsMultiAz = stackPolicy({
    name: "rds-multi-az",
    title: "A production database has a standby in another availability zone, and no other database pays for one",
    severity: "high",
    level: "advisory",
    why: "one zone's failure stops a database without a standby, and a standby costs as much as the database itself",
    fix: "set multiAz to true",
    controls: ["RDS.5", "RDS.15"],
    frameworks: {
        "NIST 800-53": ["CP-10", "CP-6(2)", "SC-36", "SC-5(2)", "SI-13(5)"],
    },
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-5",
    ],
    settings: standbySetting,
    tiered: true,
    types: DATABASES,
    check(props, { resource, stack, settings, tier, report, undecided }) {
        const wanted = wantedStandby(settings.require, tier);
        if (resource.is(RdsInstance)) {
            judgeInstance(props);
        } else if (wanted === "multi-az") {
            judgeCluster(resource);
        }

        function judgeInstance(instance: Plain<InstanceArgs>): void {
            if (wanted === "single-az" && instance.multiAz) {
                report("multiAz", `a standby in another zone doubles the cost of a ${tier} database`, {
                    fix: "leave multiAz out, or set it to false",
                    level: "advisory",
                    severity: "low",
                });
            } else if (wanted === "multi-az" && !instance.multiAz && !isReplica(instance) && !isCustom(instance)) {
                report("multiAz", "this database runs in a single availability zone");
            }
        }

        function judgeCluster(cluster: Resource<ClusterArgs>): void {
            const { dbClusterInstanceClass, engineMode } = cluster.props;
            if (dbClusterInstanceClass || engineMode === "serverless" || isSet(cluster.props, "clusterMembers")) {
                return;
            }
            const { resources: members, possible } = stack.referrers(
                cluster,
                RdsClusterInstance,
                "clusterIdentifier",
                RdsCluster,
            );
            if (members.length >= 2) {
                const zones = members.map(({ props: member }) => known(member, "availabilityZone"));
                if (zones[0] && possible.length === 0 && zones.every((zone) => zone === zones[0])) {
                    report(undefined, `all ${members.length} instances of this cluster are in ${zones[0]}`, {
                        fix: "give the ClusterInstances different values of availabilityZone, or leave it out",
                    });
                }
            } else if (possible.length > 0) {
                undecided("clusterIdentifier");
            } else if (members.length === 1 || !isSet(cluster.props, "globalClusterIdentifier")) {
                // The secondary of a global database may stand without instances until it is needed.
                report(
                    undefined,
                    `this cluster has ${members.length === 1 ? "one instance" : "no instance"}, so none can take over`,
                    {
                        fix: "add a second aws.rds.ClusterInstance with clusterIdentifier of this cluster",
                    },
                );
            }
        }
    },
});

/** RDS Custom has its own ways of standing by; `multiAz` is not for it. */
function isCustom({ engine }: Plain<InstanceArgs>): boolean {
    return String(engine).startsWith("custom-");
}
