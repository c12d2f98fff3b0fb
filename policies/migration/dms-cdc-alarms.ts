import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch/metricAlarm";

import { at, hasUnknown, isUnknownValue, stackPolicy, Type, type Resource, type ResourceType, type Stack } from "../../kit";
import { DmsReplicationConfig, DmsReplicationTask, MetricAlarm } from "../../kit/types";

const METRICS = ["CDCLatencySource", "CDCLatencyTarget"];
const TASK = "ReplicationTaskIdentifier";
const JUDGED: ResourceType<object>[] = [DmsReplicationTask, DmsReplicationConfig, MetricAlarm];

export const dmsCdcAlarms = stackPolicy({
    name: "dms-cdc-alarms",
    title: "A DMS task that replicates changes has alarms on its latency at the source and at the target",
    severity: "medium",
    level: "mandatory",
    why: "a replica that falls behind unnoticed is found at the cutover, when its data is missing",
    fix: 'add an aws.cloudwatch.MetricAlarm of namespace "AWS/DMS" on the metric, with dimensions ReplicationInstanceIdentifier and ReplicationTaskIdentifier',
    links: [
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html",
        "https://aws.amazon.com/blogs/database/automating-database-migration-monitoring-with-aws-dms/",
    ],
    settings: {
        elsewhere: Type.Boolean({
            default: false,
            description: "True where alarms are made in another stack: then a stack that has no alarm at all is left alone.",
        }),
    },
    types: JUDGED,
    check(_props, { resource, stack, settings, report, undecided }) {
        if (resource.is(MetricAlarm)) {
            const task = taskNamedByItsId(stack, resource);
            if (task) {
                // Advisory: the alarm is there and somebody meant it; what is wrong is the value.
                report(`dimensions.${TASK}`, `it is the id of ${task.name}, while CloudWatch has the last part of the task's ARN`, {
                    fix: `use ${camel(task.name)}.replicationTaskArn.apply((arn) => arn.split(":").pop()!), or set the task's resourceIdentifier to its id`,
                    level: "advisory",
                });
            }
            return;
        }
        const { migrationType, replicationType } = resource.values;
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
            if (!alarmsOn(stack, metric).some((alarm) => mayWatch(stack, alarm, resource))) {
                report(undefined, `no alarm watches its ${metric}`);
            }
        }
    },
});

const cache = new WeakMap<Stack, Map<string, Resource<MetricAlarmArgs>[]>>();

/** The alarms on a DMS metric, by itself or in an expression, those included of which that is not known. */
function alarmsOn(stack: Stack, metric: string): Resource<MetricAlarmArgs>[] {
    let alarms = cache.get(stack);
    if (!alarms) {
        const all = stack.of(MetricAlarm);
        alarms = new Map(METRICS.map((name) => [name, all.filter(({ values }) => mayBeOn(values, name))]));
        cache.set(stack, alarms);
    }
    return alarms.get(metric) ?? [];
}

function mayBeOn({ metricName, metricQueries }: Record<string, unknown>, metric: string): boolean {
    if (isUnknownValue(metricName) || isUnknownValue(metricQueries)) {
        return true;
    }
    const queried = Array.isArray(metricQueries) ? metricQueries : [];
    return [metricName, ...queried.map((query) => at({ query } as never, "query.metric.metricName"))].some(
        (name) => name === metric || isUnknownValue(name),
    );
}

/** True unless the alarm's dimensions name another task of the stack, and not this one. */
function mayWatch(stack: Stack, alarm: Resource<MetricAlarmArgs>, task: Resource<object>): boolean {
    if (at(alarm.values, "metricQueries") !== undefined) {
        const { resources } = stack.targets(alarm, "metricQueries", DmsReplicationTask as ResourceType<object>);
        return resources.length === 0 || resources.includes(task);
    }
    const { resources } = stack.targets(alarm, `dimensions.${TASK}`, DmsReplicationTask as ResourceType<object>);
    return resources.length === 0 || resources.includes(task);
}

/** The task whose own id, known and no resourceIdentifier, an alarm gives as its dimension. */
function taskNamedByItsId(stack: Stack, alarm: Resource<MetricAlarmArgs>): Resource<object> | undefined {
    const { namespace, dimensions } = alarm.values;
    const value = at({ dimensions }, `dimensions.${TASK}`);
    if (namespace !== "AWS/DMS" || typeof value !== "string" || isUnknownValue(value)) {
        return undefined;
    }
    const { resources } = stack.targets(alarm, `dimensions.${TASK}`, DmsReplicationTask as ResourceType<object>);
    return resources.find(
        ({ values }) =>
            values.replicationTaskId === value && values.resourceIdentifier !== value && !hasUnknown(values.resourceIdentifier),
    );
}

/** A logical name as a variable would be called: only a hint in a fix. */
function camel(name: string): string {
    return name.replace(/[^A-Za-z0-9]+(.)/g, (_, letter: string) => letter.toUpperCase());
}
