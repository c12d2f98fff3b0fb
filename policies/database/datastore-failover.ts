import type { OntapFileSystemArgs } from "@pulumi/aws/fsx/ontapFileSystem";
import type { OpenZfsFileSystemArgs } from "@pulumi/aws/fsx/openZfsFileSystem";
import type { WindowsFileSystemArgs } from "@pulumi/aws/fsx/windowsFileSystem";

import { resourcePolicy, resourceType, rule } from "../../kit";
import { isGlobalMember, MqBroker, RedshiftCluster, ReplicationGroup } from "../../kit/aws";

const PRODUCTION = { absent: "wrong", tier: "production", problem: "one zone's failure stops it" } as const;

export const datastoreFailover = resourcePolicy({
    name: "datastore-failover",
    title: "Caches, warehouses, brokers and file systems of production go on when a zone fails",
    severity: "medium",
    level: "advisory",
    why: "without a standby elsewhere everything that needs it stops with the zone, and what was written last may be lost",
    fix: "choose the deployment with a standby in another zone",
    frameworks: { "NIST 800-53": ["CP-10", "SC-36", "SI-13(5)"] },
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
        "https://docs.aws.amazon.com/fsx/latest/WindowsGuide/high-availability-multiAZ.html",
        "https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-multi-az.html",
    ],
    tiered: true,
    rules: [
        rule({
            ...PRODUCTION,
            type: ReplicationGroup,
            property: "automaticFailoverEnabled",
            must: { is: true },
            problem: "no replica takes over when the primary node fails",
            fix: "set automaticFailoverEnabled and multiAzEnabled to true, with two nodes or more",
            controls: ["ElastiCache.3"],
            unless: isGlobalMember,
        }),
        rule({
            ...PRODUCTION,
            type: RedshiftCluster,
            property: "multiAz",
            must: { is: true },
            fix: "set multiAz to true",
            controls: ["Redshift.18"],
            // Only RA3 can.
            unless: ({ nodeType }) => !String(nodeType).startsWith("ra3."),
        }),
        rule({
            ...PRODUCTION,
            type: MqBroker,
            property: "deploymentMode",
            must: { oneOf: ["ACTIVE_STANDBY_MULTI_AZ", "CLUSTER_MULTI_AZ"] },
            fix: 'set deploymentMode to "ACTIVE_STANDBY_MULTI_AZ", or "CLUSTER_MULTI_AZ" for RabbitMQ',
        }),
        rule({
            ...PRODUCTION,
            type: resourceType<OpenZfsFileSystemArgs>("aws:fsx/openZfsFileSystem:OpenZfsFileSystem"),
            property: "deploymentType",
            must: { is: "MULTI_AZ_1" },
            controls: ["FSx.3"],
        }),
        rule({
            ...PRODUCTION,
            type: resourceType<OntapFileSystemArgs>("aws:fsx/ontapFileSystem:OntapFileSystem"),
            property: "deploymentType",
            must: { oneOf: ["MULTI_AZ_1", "MULTI_AZ_2"] },
            controls: ["FSx.4"],
        }),
        rule({
            ...PRODUCTION,
            type: resourceType<WindowsFileSystemArgs>("aws:fsx/windowsFileSystem:WindowsFileSystem"),
            property: "deploymentType",
            must: { is: "MULTI_AZ_1" },
            controls: ["FSx.5"],
        }),
    ],
});
