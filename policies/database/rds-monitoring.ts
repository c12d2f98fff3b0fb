import { isUnknownValue, rule, stackPolicy } from "../../kit";
import { NeptuneCluster, RdsCluster, RdsClusterInstance, RdsInstance } from "../../kit/aws";

const UNSEEN = "what the host of this database does, such as swapping or waiting for its disk, is not recorded";
const FIX = "set monitoringInterval to 60, and monitoringRoleArn";

/** Backups that cost centres, owners and backup plans find by the database's tags. */
const TAGS = {
    property: "copyTagsToSnapshot",
    must: { is: true },
    absent: "wrong",
    problem: "its snapshots have no tags, so nobody finds whose they are",
    fix: "set copyTagsToSnapshot to true",
} as const;

export const rdsMonitoring = stackPolicy({
    name: "rds-monitoring",
    title: "Databases record what their host does, and their snapshots have their tags",
    severity: "low",
    level: "advisory",
    why: "after an incident nobody can tell what the database did, or whose a snapshot is",
    fix: FIX,
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.overview.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html",
    ],
    rules: [
        rule({
            type: RdsInstance,
            property: "monitoringInterval",
            must: { atLeast: 1 },
            absent: "wrong",
            problem: UNSEEN,
            controls: ["RDS.6"],
        }),
        rule({ ...TAGS, type: RdsInstance, controls: ["RDS.17"] }),
        rule({ ...TAGS, type: RdsCluster, controls: ["RDS.16", "RDS.47", "RDS.48"] }),
        rule({ ...TAGS, type: NeptuneCluster, controls: ["Neptune.8"] }),
    ],
    types: [RdsClusterInstance],
    check(instance, { resource, stack, report, undecided }) {
        if (instance.monitoringInterval) {
            return;
        }
        const { resources: clusters, certain } = stack.targets(resource, "clusterIdentifier", RdsCluster);
        const ofClusters = (certain ? clusters : stack.of(RdsCluster)).map(
            (cluster) => cluster.unguarded.monitoringInterval,
        );
        // A cluster's own setting holds for all of its instances.
        if (ofClusters.some((interval) => isUnknownValue(interval) || (!certain && interval))) {
            undecided("monitoringInterval");
        } else if (!ofClusters.some(Boolean)) {
            report("monitoringInterval", UNSEEN);
        }
    },
});
