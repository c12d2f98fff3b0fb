import type { ReplicationSubnetGroupArgs } from "@pulumi/aws/dms/replicationSubnetGroup";
import type { SubnetGroupArgs as DocdbGroupArgs } from "@pulumi/aws/docdb/subnetGroup";
import type { SubnetGroupArgs as CacheGroupArgs } from "@pulumi/aws/elasticache/subnetGroup";
import type { SubnetGroupArgs as MemoryDbGroupArgs } from "@pulumi/aws/memorydb/subnetGroup";
import type { SubnetGroupArgs as NeptuneGroupArgs } from "@pulumi/aws/neptune/subnetGroup";
import type { SubnetGroupArgs } from "@pulumi/aws/rds/subnetGroup";
import type { SubnetGroupArgs as RedshiftGroupArgs } from "@pulumi/aws/redshift/subnetGroup";

import { resourceType, stackPolicy, type ResourceType } from "../../kit";
import { isPublicSubnet, Subnet } from "../../kit/aws";

const GROUPS: ResourceType<{ subnetIds: SubnetGroupArgs["subnetIds"] }>[] = [
    resourceType<SubnetGroupArgs>("aws:rds/subnetGroup:SubnetGroup"),
    resourceType<DocdbGroupArgs>("aws:docdb/subnetGroup:SubnetGroup"),
    resourceType<NeptuneGroupArgs>("aws:neptune/subnetGroup:SubnetGroup"),
    resourceType<RedshiftGroupArgs>("aws:redshift/subnetGroup:SubnetGroup"),
    resourceType<CacheGroupArgs>("aws:elasticache/subnetGroup:SubnetGroup"),
    resourceType<MemoryDbGroupArgs>("aws:memorydb/subnetGroup:SubnetGroup"),
    resourceType<ReplicationSubnetGroupArgs>("aws:dms/replicationSubnetGroup:ReplicationSubnetGroup"),
];

export const rdsNotInPublicSubnet = stackPolicy({
    name: "rds-not-in-public-subnet",
    title: "Databases, caches and replications stand in private subnets",
    severity: "high",
    level: "advisory",
    why: "a public address and one open rule are then all that is between the database and the internet",
    fix: "name subnets whose default route goes to a NAT gateway, or that have none",
    frameworks: { "PCI DSS": ["1.4.4"] },
    controls: ["RDS.46"],
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-46",
    ],
    types: GROUPS,
    check(_props, { resource, stack, report, undecided }) {
        const { resources: subnets } = stack.targets(resource, "subnetIds", Subnet);
        const open = subnets.filter((subnet) => isPublicSubnet(stack, subnet));
        if (open.length === 0) {
            return;
        }
        const ids = resource.unguarded.subnetIds;
        // A list that was computed from subnets may hold some of them only.
        const isExact = Array.isArray(ids) && ids.length === subnets.length;
        if (isExact || open.length === subnets.length) {
            const names = open.map(({ name }) => name).join(", ");
            report("subnetIds", `the default route of ${names} goes to an internet gateway`);
        } else {
            undecided("subnetIds");
        }
    },
});
