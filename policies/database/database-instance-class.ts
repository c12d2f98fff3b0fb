import type { ClusterInstanceArgs as DocdbInstanceArgs } from "@pulumi/aws/docdb/clusterInstance";
import type { ClusterArgs as CacheClusterArgs } from "@pulumi/aws/elasticache/cluster";
import type { ClusterInstanceArgs as NeptuneInstanceArgs } from "@pulumi/aws/neptune/clusterInstance";
import type { ClusterArgs } from "@pulumi/aws/rds/cluster";
import type { InstanceArgs } from "@pulumi/aws/rds/instance";

import { classesAsOf, formerClass } from "../../facts/database-classes";
import { resourcePolicy, resourceType, type ResourceType } from "../../kit";
import { CacheCluster, RdsCluster, RdsClusterInstance, RdsInstance, ReplicationGroup } from "../../kit/aws";

type Sized = Pick<InstanceArgs, "instanceClass"> &
    Pick<ClusterArgs, "dbClusterInstanceClass"> &
    Pick<CacheClusterArgs, "nodeType">;

const JUDGED: ResourceType<Partial<Sized>>[] = [
    RdsInstance,
    RdsCluster,
    RdsClusterInstance,
    CacheCluster,
    ReplicationGroup,
    resourceType<DocdbInstanceArgs>("aws:docdb/clusterInstance:ClusterInstance"),
    resourceType<NeptuneInstanceArgs>("aws:neptune/clusterInstance:ClusterInstance"),
];
const SIZES = ["instanceClass", "dbClusterInstanceClass", "nodeType"] as const;

export const databaseInstanceClass = resourcePolicy({
    name: "database-instance-class",
    title: "Databases and caches run on instance classes that AWS offers",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "AWS refuses to create a database on a class that it has retired, and moves the ones that run there in a maintenance window",
    fix: "choose a class of a current generation",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Types.html",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html",
    ],
    types: JUDGED,
    check(props, { report, attempt }) {
        for (const property of SIZES) {
            attempt(() => judge(property, props[property]));
        }

        function judge(property: string, size: string | undefined): void {
            const former = typeof size === "string" ? formerClass(size) : undefined;
            if (former?.state === "retired") {
                report(property, `AWS no longer offers ${size} (as of ${classesAsOf()})`, {
                    fix: `choose a class of ${former.successor}`,
                });
            } else if (former) {
                report(property, `${size} is of a previous generation, slower and dearer than ${former.successor}`, {
                    fix: `choose a class of ${former.successor}`,
                    level: "advisory",
                    severity: "low",
                });
            }
        }
    },
});
