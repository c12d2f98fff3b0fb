import type { ReplicationInstanceArgs } from "@pulumi/aws/dms/replicationInstance";
import type { ClusterInstanceArgs as NeptuneInstanceArgs } from "@pulumi/aws/neptune/clusterInstance";

import { resourcePolicy, resourceType, rule } from "../../kit";
import {
    CacheCluster,
    isGroupMember,
    MemoryDbCluster,
    MqBroker,
    RdsClusterInstance,
    RdsInstance,
    ReplicationGroup,
} from "../../kit/aws";

/** A default that is right: only a written false is wrong. */
const KEPT = {
    property: "autoMinorVersionUpgrade",
    must: { is: true },
    absent: "right",
    problem: "minor versions, which mend what attackers use, are not installed",
} as const;
/** What has to be asked for. */
const ASKED = { ...KEPT, absent: "wrong", fix: "set autoMinorVersionUpgrade to true" } as const;

export const rdsAutoMinorUpgrade = resourcePolicy({
    name: "rds-auto-minor-upgrade",
    title: "Databases, caches and brokers get minor versions by themselves",
    severity: "high",
    level: "advisory",
    why: "known holes stay open until somebody remembers, and the next major upgrade starts from an old version",
    fix: "leave autoMinorVersionUpgrade out, and set a maintenance window",
    frameworks: { "PCI DSS": ["6.3.3 (partly)"] },
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html",
        "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/upgrading-brokers.html",
    ],
    rules: [
        rule({ ...KEPT, type: RdsInstance, controls: ["RDS.13"] }),
        rule({ ...KEPT, type: RdsClusterInstance, controls: ["RDS.35"] }),
        rule({
            ...KEPT,
            type: resourceType<NeptuneInstanceArgs>("aws:neptune/clusterInstance:ClusterInstance"),
        }),
        rule({ ...KEPT, type: ReplicationGroup, controls: ["ElastiCache.2"] }),
        rule({ ...KEPT, type: CacheCluster, controls: ["ElastiCache.2"], unless: isGroupMember }),
        rule({ ...KEPT, type: MemoryDbCluster }),
        rule({
            ...ASKED,
            type: resourceType<ReplicationInstanceArgs>("aws:dms/replicationInstance:ReplicationInstance"),
            controls: ["DMS.6"],
        }),
        rule({ ...ASKED, type: MqBroker }),
    ],
});
