import type { ClusterParameterGroupArgs } from "@pulumi/aws/rds/clusterParameterGroup";
import type { InstanceArgs } from "@pulumi/aws/rds/instance";

import {
    hasUnknown,
    isSet,
    isUnknown,
    knownEntries,
    type Plain,
    resourcePolicy,
    resourceType,
    rule,
    type ResourceType,
} from "../../kit";
import { DATABASES, DocdbCluster, NeptuneCluster } from "../../kit/aws";

const ClusterGroup = resourceType<ClusterParameterGroupArgs>("aws:rds/clusterParameterGroup:ClusterParameterGroup");
const JUDGED: ResourceType<object>[] = [...DATABASES, ClusterGroup];

/**
 * Engine -> the logs that an incident is looked into with. MySQL's general log holds every statement with its values,
 * card numbers too, so it is not asked for.
 */
const LOGS: Record<string, string[]> = {
    "aurora-mysql": ["audit"],
    "aurora-postgresql": ["postgresql"],
    mariadb: ["audit", "error"],
    mysql: ["audit", "error"],
    oracle: ["alert", "audit", "listener", "trace"],
    postgres: ["postgresql"],
    sqlserver: ["agent", "error"],
    "sqlserver-ex": ["error"],
};

const AUDIT = {
    must: { includes: ["audit"] },
    absent: "wrong",
    problem: "who did what in the database is written down nowhere outside it",
} as const;

export const rdsLogExports = resourcePolicy({
    name: "rds-log-exports",
    title: "Databases send their logs to CloudWatch Logs",
    severity: "medium",
    level: "advisory",
    why: "logs that stay on the instance go with it, and nobody looks for a break-in or an error there",
    fix: "name the logs in enabledCloudwatchLogsExports",
    frameworks: { "PCI DSS": ["10.2.1 (partly)", "10.3.3 (partly)"] },
    controls: ["RDS.9", "RDS.34", "RDS.36", "RDS.37", "RDS.40", "RDS.42", "RDS.45"],
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Auditing.html",
        "https://docs.aws.amazon.com/documentdb/latest/developerguide/event-auditing.html",
    ],
    settings: {
        logs: {
            type: "object",
            additionalProperties: { type: "array", items: { type: "string" } },
            default: {},
            description: 'Engine to the logs that it must send, such as { "postgres": ["postgresql", "upgrade"] }.',
        },
    },
    rules: [
        rule({
            ...AUDIT,
            type: DocdbCluster,
            property: "enabledCloudwatchLogsExports",
            controls: ["DocumentDB.4"],
        }),
        rule({
            ...AUDIT,
            type: NeptuneCluster,
            property: "enableCloudwatchLogsExports",
            fix: 'add "audit" to enableCloudwatchLogsExports',
            controls: ["Neptune.2"],
        }),
    ],
    types: JUDGED,
    check(_props, { resource, settings, report, undecided }) {
        if (resource.is(ClusterGroup)) {
            const { family, parameters } = resource.props;
            if (String(family).startsWith("aurora-mysql") && !isAudited(parameters)) {
                report("parameters", "server_audit_logging is off by default, so no audit log is written", {
                    fix: 'set the parameters server_audit_logging to "1" and server_audit_events to what is to be seen',
                });
            }
        } else if (resource.is(...DATABASES)) {
            judge(resource.props);
        }

        function judge(database: Plain<InstanceArgs>): void {
            const logs = logsOf(database.engine ?? "", settings.logs);
            if (logs.length === 0) {
                return;
            }
            if (
                isUnknown(database, "enabledCloudwatchLogsExports") ||
                hasUnknown(database.enabledCloudwatchLogsExports)
            ) {
                undecided("enabledCloudwatchLogsExports");
                return;
            }
            const sent = knownEntries(database.enabledCloudwatchLogsExports).map(([, log]) => log);
            const missing = logs.filter((log) => !sent.includes(log));
            if (missing.length > 0) {
                const audits = missing.includes("audit") && /^(mysql|mariadb)$/.test(database.engine ?? "");
                const plugin = audits ? ", and optionGroupName to a group with MARIADB_AUDIT_PLUGIN" : "";
                report("enabledCloudwatchLogsExports", `these logs are not sent: ${missing.join(", ")}`, {
                    fix: `set enabledCloudwatchLogsExports to ${JSON.stringify([...sent, ...missing])}${plugin}`,
                });
            } else if (
                database.engine === "aurora-mysql" &&
                !isSet(database as { dbClusterParameterGroupName?: string }, "dbClusterParameterGroupName")
            ) {
                report(
                    "dbClusterParameterGroupName",
                    "with the default parameter group Aurora MySQL writes no audit log to send",
                    {
                        fix: "set dbClusterParameterGroupName to a group that sets server_audit_logging to 1",
                    },
                );
            }
        }
    },
});

function logsOf(engine: string, settings: Record<string, string[]>): string[] {
    const family = /^(oracle|sqlserver)-/.exec(engine)?.[1] ?? engine;
    return settings[engine] ?? settings[family] ?? LOGS[engine] ?? LOGS[family] ?? [];
}

function isAudited(parameters: Plain<ClusterParameterGroupArgs>["parameters"]): boolean {
    const value = parameters?.find(({ name }) => name === "server_audit_logging")?.value;
    return value !== undefined && ["1", "ON"].includes(value.toUpperCase());
}
