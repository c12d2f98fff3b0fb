import type { ClusterInstanceArgs as NeptuneInstanceArgs } from "@pulumi/aws/neptune/clusterInstance";
import type { ClusterParameterGroupArgs } from "@pulumi/aws/rds/clusterParameterGroup";

import { isStaticParameter } from "../../facts/parameters";
import { type Resource, type ResourceType, resourceType, type Stack, type StackContext, stackPolicy } from "../../kit";
import {
    CacheCluster,
    DATABASES,
    DocdbCluster,
    isReplica,
    isRestore,
    MemoryDbCluster,
    NeptuneCluster,
    oneTarget,
    RdsCluster,
    RdsClusterInstance,
    RdsInstance,
    ReplicationGroup,
} from "../../kit/aws";

const RdsGroup = resourceType<ClusterParameterGroupArgs>("aws:rds/parameterGroup:ParameterGroup");
const RdsClusterGroup = resourceType<ClusterParameterGroupArgs>("aws:rds/clusterParameterGroup:ClusterParameterGroup");
const OptionGroup = resourceType<object>("aws:rds/optionGroup:OptionGroup");
const DocdbGroup = resourceType<ClusterParameterGroupArgs>("aws:docdb/clusterParameterGroup:ClusterParameterGroup");
const NeptuneGroup = resourceType<object>("aws:neptune/parameterGroup:ParameterGroup");
const NeptuneClusterGroup = resourceType<object>("aws:neptune/clusterParameterGroup:ClusterParameterGroup");
const NeptuneInstance = resourceType<NeptuneInstanceArgs>("aws:neptune/clusterInstance:ClusterInstance");
const CacheGroup = resourceType<object>("aws:elasticache/parameterGroup:ParameterGroup");
const MemoryDbGroup = resourceType<object>("aws:memorydb/parameterGroup:ParameterGroup");

/** Where a database names its groups. */
interface Use {
    type: ResourceType<object>;
    /** Property -> the type of the group that it names. */
    groups: Record<string, ResourceType<object>>;
    /** The engine where the program names none. */
    engine?: string;
}

const USES: Use[] = [
    { type: RdsInstance, groups: { parameterGroupName: RdsGroup, optionGroupName: OptionGroup } },
    {
        type: RdsCluster,
        groups: { dbClusterParameterGroupName: RdsClusterGroup, dbInstanceParameterGroupName: RdsGroup },
    },
    { type: RdsClusterInstance, groups: { dbParameterGroupName: RdsGroup } },
    { type: DocdbCluster, groups: { dbClusterParameterGroupName: DocdbGroup }, engine: "docdb" },
    {
        type: NeptuneCluster,
        groups: {
            neptuneClusterParameterGroupName: NeptuneClusterGroup,
            neptuneInstanceParameterGroupName: NeptuneGroup,
        },
        engine: "neptune",
    },
    { type: NeptuneInstance, groups: { neptuneParameterGroupName: NeptuneGroup }, engine: "neptune" },
    { type: CacheCluster, groups: { parameterGroupName: CacheGroup } },
    { type: ReplicationGroup, groups: { parameterGroupName: CacheGroup }, engine: "redis" },
    { type: MemoryDbCluster, groups: { parameterGroupName: MemoryDbGroup }, engine: "redis" },
];
const PARAMETERS: ResourceType<ClusterParameterGroupArgs>[] = [RdsGroup, RdsClusterGroup, DocdbGroup];
const JUDGED: ResourceType<object>[] = [...USES.map(({ type }) => type), ...PARAMETERS];

export const dbParameterFamily = stackPolicy({
    name: "db-parameter-family",
    title: "A database's parameter and option groups are of its engine and version, and hold what AWS applies",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "AWS refuses a group of another engine or major version, and a change of a static parameter without a reboot",
    fix: "make the group with the family of the engine's major version",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithOptionGroups.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBParameterGroup.html",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html",
        "https://docs.aws.amazon.com/neptune/latest/userguide/parameter-groups.html",
    ],
    types: JUDGED,
    check(_props, context) {
        const { resource, attempt } = context;
        for (const { type, groups, engine } of USES) {
            if (resource.is(type)) {
                for (const [property, group] of Object.entries(groups)) {
                    attempt(() => judgeGroup(property, group, engine, context));
                }
            }
        }
        if (resource.is(...PARAMETERS)) {
            judgeParameters(resource, context);
        }
    },
});

/** An engine and the numbers of its version that count, such as postgres and 16. */
interface Family {
    text: string;
    engine: string;
    numbers: number[];
}

function judgeGroup(
    property: string,
    type: ResourceType<object>,
    defaultEngine: string | undefined,
    { resource, stack, report }: StackContext<Record<never, never>, object>,
): void {
    const database = resource.props as { engine?: unknown; engineVersion?: unknown };
    const family = familyAt(stack, resource, property, type);
    const engine = resource.gives("engine") ? database.engine : defaultEngine;
    if (!family || typeof engine !== "string" || engine.startsWith("custom-") || isCopy(resource)) {
        return;
    }
    // What AWS chose for a database that exists is no version of the program's.
    const version = resource.gives("engineVersion") ? String(database.engineVersion) : "";
    const numbers = numbersOf(version);
    const isOf = family.engine === engine.toLowerCase();
    if ((isOf && begins(numbers, family.numbers)) || isTold(stack, resource, property, type)) {
        return;
    }
    const wanted = numbers.slice(0, family.numbers.length).join(".");
    report(property, `its group is of ${family.text}, and this is ${`${engine} ${version}`.trim()}`, {
        fix: isOf ? `make the group for version ${wanted}` : `make a group for ${engine}, or leave ${property} out`,
    });
}

/** The family of the group that a property names; of AWS's own groups the name says it. */
function familyAt(
    stack: Stack,
    resource: Resource<object>,
    property: string,
    type: ResourceType<object>,
): Family | undefined {
    const group = oneTarget(stack, resource, property, type);
    if (group) {
        const { family, engineName, majorEngineVersion } = group.props as Record<string, unknown>;
        return typeof family === "string"
            ? parseFamily(family)
            : parseFamily(`${String(engineName)}-${String(majorEngineVersion)}`);
    }
    const name = resource.unguarded[property];
    const [, family] = (typeof name === "string" && /^default[.:](.+?)(?:\.cluster\.on)?$/.exec(name)) || [];
    return family === undefined ? undefined : parseFamily(family.replace(/(?<=\d)-(?=\d)/g, "."));
}

/** Such as `postgres16`, `aurora-mysql8.0`, `sqlserver-ee-15.0`, `redis6.x`, `memorydb_redis7`. */
function parseFamily(text: string): Family | undefined {
    const [, engine = "", version] = /^(?:memorydb[_-])?(\D+)(\d[\d.]*)x?$/.exec(text.toLowerCase()) ?? [];
    return version === undefined ? undefined : { text, engine: engine.replace(/-$/, ""), numbers: numbersOf(version) };
}

function numbersOf(version: string): number[] {
    const [numbers = ""] = /^\d+(\.\d+)*/.exec(version) ?? [];
    return numbers.split(".").filter(Boolean).map(Number);
}

/** True where what both have is the same: a version may have less, or more. */
function begins(a: number[], b: number[]): boolean {
    return a.slice(0, b.length).every((number, index) => number === b[index]);
}

/** True for a database whose version its source decides. */
function isCopy(resource: Resource<object>): boolean {
    return resource.is(...DATABASES) && (isReplica(resource.props) || isRestore(resource.props));
}

/** True for an instance of a cluster beside another that has the same group: one finding is enough. */
function isTold(stack: Stack, resource: Resource<object>, property: string, type: ResourceType<object>): boolean {
    const group = oneTarget(stack, resource, property, type);
    if (!group || !resource.is<object>(RdsClusterInstance, NeptuneInstance)) {
        return false;
    }
    const instances = resourceType<Record<string, unknown>>(resource.type);
    const same = stack.referrers(group, instances, property, type).resources.map(({ name }) => name);
    return same.some((name) => name < resource.name);
}

/** Static parameters that are to be applied at once. Without `applyMethod` the provider does so, but for DocumentDB. */
function judgeParameters(
    group: Resource<ClusterParameterGroupArgs>,
    { report, attempt }: StackContext<Record<never, never>, object>,
): void {
    const { family, parameters = [] } = group.props;
    const engine = parseFamily(family ?? "")?.engine ?? "";
    for (const index of parameters.keys()) {
        attempt(() => {
            const parameter = parameters[index] as { name: string; applyMethod?: string };
            const { name, applyMethod = group.is(DocdbGroup) ? "pending-reboot" : "immediate" } = parameter;
            if (applyMethod === "immediate" && isStaticParameter(engine, name)) {
                report(
                    `parameters[${index}].applyMethod`,
                    `${name} is a static parameter, which AWS refuses to apply immediately`,
                    { fix: 'set applyMethod to "pending-reboot"' },
                );
            }
        });
    }
}
