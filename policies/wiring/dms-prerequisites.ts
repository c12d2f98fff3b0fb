import type { EndpointArgs } from "@pulumi/aws/dms/endpoint";
import type { ReplicationSubnetGroupArgs } from "@pulumi/aws/dms/replicationSubnetGroup";
import type { ClusterArgs } from "@pulumi/aws/rds/cluster";
import type { ClusterParameterGroupArgs } from "@pulumi/aws/rds/clusterParameterGroup";
import type { InstanceArgs } from "@pulumi/aws/rds/instance";

import {
    at,
    isSet,
    isUnknownValue,
    parseJson,
    type Plain,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    type StackContext,
    stackPolicy,
    type Values,
} from "../../kit";
import {
    DATABASES,
    type DatabaseArgs,
    DmsReplicationConfig,
    DmsReplicationTask,
    isReplica,
    isRestore,
    oneTarget,
    onlyZone,
    RdsCluster,
    RdsInstance,
} from "../../kit/aws";

const Endpoint = resourceType<EndpointArgs>("aws:dms/endpoint:Endpoint");
const SubnetGroup = resourceType<ReplicationSubnetGroupArgs>("aws:dms/replicationSubnetGroup:ReplicationSubnetGroup");
const ParameterGroup = resourceType<ClusterParameterGroupArgs>(
    "aws:rds/parameterGroup:ParameterGroup",
    "aws:rds/clusterParameterGroup:ClusterParameterGroup",
);
const JUDGED: ResourceType<object>[] = [
    ...[Endpoint, SubnetGroup, DmsReplicationTask, DmsReplicationConfig],
    ...DATABASES,
];

/**
 * Engines whose logs of changes RDS keeps only where it makes backups: archived redo logs, and binary logs.
 * Sources: https://docs.aws.amazon.com/dms/latest/sbs/chap-oracle2postgresql.steps.configureoracle.html and
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.MySQL.BinaryFormat.html
 */
const LOGS_WITH_BACKUPS = /^(oracle-.*|mysql|mariadb)$/;

/** What a database needs for its changes to be read. */
interface Wanted {
    parameter: string;
    /** In small letters; the first is what a message says. */
    values: string[];
    /** True where AWS's default is another value, whatever the version. */
    isOffByDefault: boolean;
}

const LOGICAL: Wanted = { parameter: "rds.logical_replication", values: ["1", "on", "true"], isOffByDefault: true };
const ROWS: Wanted = { parameter: "binlog_format", values: ["row"], isOffByDefault: false };
const CHANGES: Record<string, Wanted> = {
    postgres: LOGICAL,
    "aurora-postgresql": LOGICAL,
    mysql: ROWS,
    mariadb: ROWS,
    "aurora-mysql": { ...ROWS, isOffByDefault: true },
};

export const dmsPrerequisites = stackPolicy({
    name: "dms-prerequisites",
    title: "What a DMS migration needs is there: roles, zones, and a source that writes its changes",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "DMS refuses the endpoint or the subnet group, or the task fails as soon as it is started",
    fix: "add what is missing",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html",
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.VPC.html",
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html",
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MySQL.html",
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.Oracle.html",
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.TargetMetadata.html",
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.AssessmentReport.Oracle.html",
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.DynamoDB.html",
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Kinesis.html",
    ],
    types: JUDGED,
    check(_props, context) {
        const { resource, stack, report } = context;
        if (resource.is(Endpoint)) {
            judgeEndpoint(resource, context);
        } else if (resource.is(SubnetGroup)) {
            const problem = onlyZone(stack, resource, "subnetIds", resource.props.subnetIds ?? []);
            if (problem) {
                report("subnetIds", `${problem}, and DMS wants subnets in two availability zones at least`, {
                    fix: "add a subnet in another availability zone",
                });
            }
        } else if (resource.is(...DATABASES)) {
            judgeSource(resource, context);
        } else {
            judgeSettings(resource, context);
        }
    },
});

type Judging = StackContext<Record<never, never>, object>;

function judgeEndpoint(resource: Resource<EndpointArgs>, { stack, report, attempt }: Judging): void {
    const endpoint = resource.props;
    if (isSet(endpoint, "secretsManagerArn") && !isSet(endpoint, "secretsManagerAccessRoleArn")) {
        report("secretsManagerAccessRoleArn", "it has a secret, and no role that may read it", {
            fix: "set it to a role that the dms service of the region may assume, and that may read the secret",
        });
    }
    const owner = oneTarget<DatabaseArgs>(stack, resource, "secretsManagerArn", ...DATABASES);
    if (owner && isUnknownValue(resource.unguarded.secretsManagerArn)) {
        report(
            "secretsManagerArn",
            `the secret that RDS keeps for ${owner.name} has neither host nor port, which DMS reads there`,
            {
                fix: "make a secret of your own with username, password, host and port",
                // AWS says so of Aurora's, which are made as those of instances are.
                level: "advisory",
            },
        );
    }
    attempt(() => {
        const { engineName, kinesisSettings } = endpoint;
        if (engineName === "dynamodb" && !isSet(endpoint, "serviceAccessRole")) {
            report("serviceAccessRole", "an endpoint of DynamoDB needs the role by which DMS writes the tables", {
                fix: "set serviceAccessRole to a role that dms.amazonaws.com may assume",
            });
        }
        if (kinesisSettings && !isSet(kinesisSettings, "serviceAccessRoleArn")) {
            report(
                "kinesisSettings.serviceAccessRoleArn",
                "an endpoint of Kinesis needs the role by which DMS writes the stream",
                {
                    fix: "set it to a role that dms.amazonaws.com may assume",
                },
            );
        }
    });
}

/** What a premigration assessment says of the settings alone, of a task or a serverless replication. */
function judgeSettings({ props }: Resource<Values>, { resource, report }: Judging): void {
    const property = resource.is(DmsReplicationConfig) ? "replicationSettings" : "replicationTaskSettings";
    const settings = parseJson(props[property]) as Values | undefined;
    const { BatchApplyEnabled: isBatched, FullLobMode: isFull } = (at(settings ?? {}, "TargetMetadata") ??
        {}) as Values;
    if (isBatched === true && isFull === true && readsChanges(resource)) {
        report(
            property,
            "BatchApplyEnabled and FullLobMode are both on, and changes of large objects are not batched so",
            {
                fix: "set LimitedSizeLobMode and LobMaxSize in place of FullLobMode, or BatchApplyEnabled to false",
                level: "advisory",
            },
        );
    }
}

/** A database of this stack whose changes a task reads. A replica's come from its source. */
function judgeSource(resource: Resource<DatabaseArgs>, { stack, report }: Judging): void {
    const reader = readerOf(stack, resource);
    if (!reader || isReplica(resource.props)) {
        return;
    }
    const { engine = "", backupRetentionPeriod } = resource.props as Plain<InstanceArgs & ClusterArgs>;
    const hasBackups = !resource.is(RdsInstance) || (backupRetentionPeriod ?? (isRestore(resource.props) ? 1 : 0)) > 0;
    if (!hasBackups && LOGS_WITH_BACKUPS.test(engine)) {
        report(
            "backupRetentionPeriod",
            `task ${reader.name} reads its changes, and without backups RDS keeps no log of them`,
            {
                fix: "set backupRetentionPeriod to 1 day or more",
            },
        );
    }
    const wanted = Object.hasOwn(CHANGES, engine) ? CHANGES[engine] : undefined;
    const property = resource.is(RdsCluster) ? "dbClusterParameterGroupName" : "parameterGroupName";
    const value = wanted && valueOf(stack, resource, property, wanted);
    if (wanted && value !== undefined && !wanted.values.includes(value.toLowerCase())) {
        const says = value === "" ? "is as AWS has it by default" : `is ${value}`;
        report(property, `task ${reader.name} reads its changes, and ${wanted.parameter} ${says}`, {
            fix: `set ${wanted.parameter} to "${wanted.values[0]?.toUpperCase()}" in a parameter group of its own, with applyMethod "pending-reboot"`,
        });
    }
}

/** A task that reads the changes of a database. */
function readerOf(stack: Stack, database: Resource<DatabaseArgs>): Resource<object> | undefined {
    const endpoints = stack.referrers(database, Endpoint, "serverName", ...DATABASES).resources;
    const tasks = endpoints.flatMap((endpoint): Resource<object>[] => [
        ...stack.referrers(endpoint, DmsReplicationTask, "sourceEndpointArn", Endpoint).resources,
        ...stack.referrers(endpoint, DmsReplicationConfig, "sourceEndpointArn", Endpoint).resources,
    ]);
    return tasks.find(readsChanges);
}

/** True for a task or a serverless replication that is known to read changes. */
function readsChanges({ unguarded: { migrationType, replicationType } }: Resource<object>): boolean {
    const type = migrationType ?? replicationType;
    return !isUnknownValue(type) && String(type).includes("cdc");
}

/**
 * The value of a parameter: none ("") where AWS's default is a wrong one; undefined where it is not known, as of a group
 * from elsewhere.
 */
function valueOf(
    stack: Stack,
    database: Resource<DatabaseArgs>,
    property: string,
    { parameter, isOffByDefault }: Wanted,
): string | undefined {
    const group = oneTarget(stack, database, property, ParameterGroup);
    const name = database.unguarded[property];
    const isDefault = !database.gives(property) || (typeof name === "string" && name.startsWith("default."));
    if (!group && !isDefault) {
        return undefined;
    }
    const set = (group?.props.parameters ?? []).find((one) => one.name === parameter);
    return set ? set.value : isOffByDefault ? "" : undefined;
}
