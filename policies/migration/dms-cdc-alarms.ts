import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch/metricAlarm";

import {
    at,
    hasUnknown,
    isUnknownValue,
    oncePerPart,
    type Resource,
    type ResourceType,
    type Stack,
    stackPolicy,
} from "../../kit";
import { DmsReplicationConfig, DmsReplicationTask, MetricAlarm } from "../../kit/aws";

const METRICS = ["CDCLatencySource", "CDCLatencyTarget"];
const TASK = "ReplicationTaskIdentifier";
const JUDGED: ResourceType<object>[] = [DmsReplicationTask, DmsReplicationConfig];

export const dmsCdcAlarms = stackPolicy({
    name: "dms-cdc-alarms",
    title: "A DMS task that replicates changes has alarms on its latency at the source and at the target",
    severity: "medium",
    level: "advisory",
    why: "a replica that falls behind unnoticed is found at the cutover, when its data is missing",
    fix: 'add an aws.cloudwatch.MetricAlarm of namespace "AWS/DMS" on the metric, with dimensions ReplicationInstanceIdentifier and ReplicationTaskIdentifier',
    links: [
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html",
        "https://aws.amazon.com/blogs/database/automating-database-migration-monitoring-with-aws-dms/",
    ],
    settings: {
        elsewhere: {
            type: "boolean",
            default: false,
            description:
                "True where alarms are made in another stack: then a stack that has no alarm at all is left alone.",
        },
        taskDimension: {
            type: "boolean",
            default: false,
            description:
                "True also finds alarms whose dimension ReplicationTaskIdentifier is the task's own id, where CloudWatch has the last part of its ARN (advisory).",
        },
    },
    types: JUDGED,
    check(_props, { resource, stack, settings, report, undecided }) {
        const misnamed = settings.taskDimension ? alarmsByOwnId(stack, resource) : [];
        if (misnamed.length > 0) {
            const id = String(resource.unguarded.replicationTaskId);
            // Advisory: the alarms are there and somebody meant them; what is wrong is one value.
            report(
                "resourceIdentifier",
                `its alarms ${misnamed.map(({ name }) => name).join(", ")} name it "${id}", while CloudWatch has the last part of its ARN`,
                {
                    fix: `set resourceIdentifier to "${id}" too, or use replicationTaskArn.apply((arn) => arn.split(":").pop()!) as the dimension`,
                    level: "advisory",
                },
            );
        }
        const { migrationType, replicationType } = resource.unguarded;
        const type = migrationType ?? replicationType;
        if (isUnknownValue(type)) {
            undecided("migrationType");
            return;
        }
        const alarms = stack.of(MetricAlarm);
        if (!String(type).includes("cdc") || (settings.elsewhere && alarms.length === 0)) {
            return;
        }
        for (const metric of METRICS) {
            const { tasks, maybeAny } = watchedBy(stack, metric);
            if (!maybeAny && !tasks.has(resource.urn)) {
                report(undefined, `no alarm watches its ${metric}`);
            }
        }
    },
});

/** What the alarms on a metric watch. */
interface Watched {
    /** URNs of tasks. */
    tasks: Set<string>;
    /** True where an alarm names no task of this stack: it may be on any. */
    maybeAny: boolean;
}

const watchedBy = oncePerPart((stack, metric: string): Watched => {
    const watched: Watched = { tasks: new Set(), maybeAny: false };
    for (const alarm of stack.of(MetricAlarm).filter(({ unguarded: values }) => mayBeOn(values, metric))) {
        const property = alarm.unguarded.metricQueries === undefined ? `dimensions.${TASK}` : "metricQueries";
        const { resources } = stack.targets(alarm, property, DmsReplicationTask);
        watched.maybeAny ||= resources.length === 0;
        resources.forEach(({ urn }) => watched.tasks.add(urn));
    }
    return watched;
});

/** True for an alarm on the metric, by itself or in an expression, or one of which that is not known. */
function mayBeOn({ metricName, metricQueries }: Record<string, unknown>, metric: string): boolean {
    if (isUnknownValue(metricName) || isUnknownValue(metricQueries)) {
        return true;
    }
    const queried = Array.isArray(metricQueries) ? metricQueries : [];
    return [metricName, ...queried.map((query) => at({ query }, "query.metric.metricName"))].some(
        (name) => name === metric || isUnknownValue(name),
    );
}

/** The alarms that name a task by its own id, where the ARN ends in something else: in what AWS makes up. */
function alarmsByOwnId(stack: Stack, task: Resource<object>): Resource<MetricAlarmArgs>[] {
    const { replicationTaskId: id, resourceIdentifier } = task.unguarded;
    if (hasUnknown([id, resourceIdentifier]) || resourceIdentifier === id) {
        return [];
    }
    return stack
        .referrers(task, MetricAlarm, "dimensions", DmsReplicationTask as ResourceType<object>)
        .resources.filter(({ unguarded: values }) => at(values, `dimensions.${TASK}`) === id)
        .sort((a, b) => a.name.localeCompare(b.name, "en"));
}
