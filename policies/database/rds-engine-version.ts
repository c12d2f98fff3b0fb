import type { ClusterArgs as DocDbClusterArgs } from "@pulumi/aws/docdb/cluster";
import type { ReplicationInstanceArgs } from "@pulumi/aws/dms/replicationInstance";
import type { ClusterArgs as CacheClusterArgs } from "@pulumi/aws/elasticache/cluster";
import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache/replicationGroup";
import type { ClusterArgs as NeptuneClusterArgs } from "@pulumi/aws/neptune/cluster";
import type { InstanceArgs } from "@pulumi/aws/rds/instance";
import type { GlobalClusterArgs } from "@pulumi/aws/rds/globalCluster";

import { availability, newest, newestOfMajor, versionsAsOf } from "../../facts/rds";
import {
    isSet,
    isUnknownValue,
    type Plain,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    stackPolicy,
} from "../../kit";
import { isReplica, isRestore, RdsCluster, RdsClusterInstance, RdsInstance, satisfies } from "../../kit/aws";

const GlobalCluster = resourceType<GlobalClusterArgs>("aws:rds/globalCluster:GlobalCluster");
/** Types whose versions are compared with `approved` only: the facts do not follow these engines. */
const OTHER_ENGINES = {
    docdb: resourceType<DocDbClusterArgs>("aws:docdb/cluster:Cluster"),
    neptune: resourceType<NeptuneClusterArgs>("aws:neptune/cluster:Cluster"),
    redis: resourceType<ReplicationGroupArgs | CacheClusterArgs>(
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "aws:elasticache/cluster:Cluster",
    ),
    dms: resourceType<ReplicationInstanceArgs>("aws:dms/replicationInstance:ReplicationInstance"),
};

type Versioned = Pick<InstanceArgs, "engine" | "engineVersion">;
const VERSIONED: ResourceType<Versioned>[] = [
    ...[RdsInstance, RdsCluster, RdsClusterInstance, GlobalCluster],
    ...(Object.values(OTHER_ENGINES) as ResourceType<Versioned>[]),
];

export const rdsEngineVersion = stackPolicy({
    name: "rds-engine-version",
    title: "The database engine's version is one that AWS lets anyone create",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "AWS refuses to create a database with a version that it has retired or never offered, so the update fails, now or when the stack is built again",
    fix: "set engineVersion to a version that AWS creates",
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/aurorapostgresql-release-calendar.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html",
    ],
    settings: {
        approved: {
            type: "object",
            additionalProperties: { type: "array", items: { type: "string" } },
            default: {},
            description:
                'Engine to the versions that are allowed: "16.4", "16" for all of 16, or a range such as ">=16.4 <17". ' +
                "Then they alone decide for that engine. `dms` stands for DMS replication instances.",
        },
        pinned: {
            type: "boolean",
            default: false,
            description: "Whether a database without engineVersion is a violation.",
        },
    },
    types: VERSIONED,
    opaque: true,
    check(props, { resource, stack, settings, report }) {
        const { engine = defaultEngine(resource) } = props;
        // What AWS chose for a database that exists is no version of the program's.
        const version = resource.gives("engineVersion") ? props.engineVersion : undefined;
        if (!version) {
            if (settings.pinned && choosesVersion(resource)) {
                report("engineVersion", "no version is given, so AWS chooses one that may change from day to day");
            }
            return;
        }
        if (typeof version !== "string" || typeof engine !== "string" || isOwnersVersion(resource, version, stack)) {
            return;
        }
        const approved = Object.entries(settings.approved).find(
            ([name]) => name.toLowerCase() === engine.toLowerCase(),
        )?.[1];
        if (approved) {
            if (!approved.some((range) => satisfies(version, range))) {
                report("engineVersion", `${engine} ${version} is not one of the approved versions`, {
                    fix: `set engineVersion to an approved version: ${approved.join(", ")}`,
                });
            }
            return;
        }
        const state = createsVersion(resource) ? availability(engine, version) : "unknown";
        if (state === "retired" || state === "never-offered") {
            const replacement = newestOfMajor(engine, version) ?? newest(engine);
            const problem =
                state === "retired"
                    ? `AWS no longer lets anyone create ${engine} ${version} (as of ${versionsAsOf()})`
                    : `AWS does not offer ${engine} ${version} (as of ${versionsAsOf()})`;
            report("engineVersion", problem, replacement ? { fix: `set engineVersion to "${replacement}"` } : {});
        }
    },
});

/** The engine where the program names none: DocumentDB and Neptune clusters have one, and so has DMS. */
function defaultEngine(resource: Resource<unknown>): string | undefined {
    return Object.entries(OTHER_ENGINES).find(([, type]) => resource.is<unknown>(type))?.[0];
}

/** True for a resource whose version decides what is created: a copy has its source's version. */
function createsVersion(resource: Resource<unknown>): boolean {
    return !resource.is<unknown>(RdsInstance, RdsCluster) || !isCopy(resource);
}

/** True for a resource that should say its version: members of a cluster and copies take another's. */
function choosesVersion(resource: Resource<unknown>): boolean {
    if (resource.is(RdsCluster)) {
        return !isCopy(resource) && !isSet(resource.props, "globalClusterIdentifier");
    }
    return resource.is(RdsInstance) && !isCopy(resource);
}

function isCopy(resource: Resource<unknown>): boolean {
    const database = resource.props as Plain<InstanceArgs>;
    return isReplica(database) || isRestore(database);
}

/** True where the cluster that this belongs to, or may belong to, has the same version: the finding is there, once. */
function isOwnersVersion(resource: Resource<unknown>, version: string, stack: Stack): boolean {
    const [property, type]: [string, ResourceType<unknown>] = resource.is(RdsClusterInstance)
        ? ["clusterIdentifier", RdsCluster]
        : ["globalClusterIdentifier", GlobalCluster];
    const { resources, certain } = stack.targets(resource, property, type);
    return (certain ? resources : stack.of(type)).some(
        ({ unguarded: { engineVersion } }) => engineVersion === version || isUnknownValue(engineVersion),
    );
}
