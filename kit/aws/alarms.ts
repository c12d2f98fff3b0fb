/** What CloudWatch alarms watch, and which alarms a composite alarm names. */
import type { CompositeAlarmArgs } from "@pulumi/aws/cloudwatch/compositeAlarm";
import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch/metricAlarm";

import { partialText } from "../engine/partial";
import { resourceType, type Plain, type Resource, type Values } from "../resource";
import { oncePerStack, type Stack } from "../stack";
import { UNKNOWN } from "../sentinels";
import { MetricAlarm } from "./types";
import { isUnknown, isUnknownValue, known } from "../unknown";

export const CompositeAlarm = resourceType<CompositeAlarmArgs>("aws:cloudwatch/compositeAlarm:CompositeAlarm");

/** A metric that an alarm watches. */
export interface WatchedMetric {
    namespace: string;
    name: string;
    /** By name; values may be unknown. Undefined where all are unknown. */
    dimensions: Values | undefined;
    /** Where the metric stands in the alarm: empty, or such as `metricQueries[0].metric.`. */
    at: string;
    /** The metric is of another account. */
    foreign: boolean;
}

/** The metrics that an alarm watches, its own and those of its metric math; none whose name is unknown. */
export function watchedMetrics(alarm: Plain<MetricAlarmArgs>): WatchedMetric[] {
    const watched: (WatchedMetric | undefined)[] = [read(alarm, "", false)];
    const queries: unknown = known(alarm, "metricQueries");
    if (Array.isArray(queries)) {
        for (const index of Object.keys(queries)) {
            const query: unknown = known(queries as unknown as Values, index);
            if (isObject(query) && isObject(known(query, "metric"))) {
                const foreign = known(query, "accountId") !== undefined || isUnknown(query, "accountId");
                watched.push(read(query.metric as Values, `metricQueries[${index}].metric.`, foreign));
            }
        }
    }
    return watched.filter((metric) => metric !== undefined);
}

function read(owner: Values, at: string, foreign: boolean): WatchedMetric | undefined {
    const namespace = known(owner, "namespace");
    const name = known(owner, "metricName");
    if (typeof namespace !== "string" || typeof name !== "string") {
        return undefined;
    }
    const dimensions = known(owner, "dimensions") ?? {};
    const areKnown = !isUnknown(owner, "dimensions") && isObject(dimensions);
    return { namespace, name, dimensions: areKnown ? dimensions : undefined, at, foreign };
}

function isObject(value: unknown): value is Values {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The alarms that a composite alarm's rule names, by name.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function alarmsInRule(rule: string): string[] {
    const states = /\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]*)"\s*|'([^']*)'\s*|([^()"'\s][^()"']*))\)/g;
    return [...rule.matchAll(states)]
        .map(([, double, single, bare]) => double ?? single ?? bare?.trim() ?? "")
        .map((name) => /^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:(.+)$/.exec(name)?.[1] ?? name)
        .filter((name) => name !== "");
}

interface Composed {
    urns: Set<string>;
    /** False where a rule is not known: beside the outputs inside it may name any alarm. */
    certain: boolean;
    /** True where a rule names an alarm that is not found: one whose own name is not known, perhaps. */
    unmatched: boolean;
}

/** True when a composite alarm's rule names this alarm; undefined where a rule may, as it or the name is not known yet. */
export function isComposed(stack: Stack, alarm: Resource<unknown>): boolean | undefined {
    const { urns, certain, unmatched } = readRules(stack);
    const { name, alarmName = name } = alarm.unguarded;
    const isTold = certain && !(unmatched && isUnknownValue(alarmName));
    return urns.has(alarm.urn) || (isTold ? false : undefined);
}

const readRules = oncePerStack((stack: Stack): Composed => {
    const found: Composed = { urns: new Set(), certain: true, unmatched: false };
    const byName = new Map<unknown, string>([
        ...stack.of(MetricAlarm).map(({ unguarded: values, urn }) => [values.name, urn] as const),
        ...stack.of(CompositeAlarm).map(({ unguarded: values, urn }) => [values.alarmName, urn] as const),
    ]);
    for (const composite of stack.of(CompositeAlarm)) {
        const { alarmRule } = composite.unguarded;
        const origins = composite.origins("alarmRule");
        const rule = partialText(alarmRule) ?? alarmRule;
        // An output in it is one of the origins.
        const names = typeof rule === "string" ? alarmsInRule(rule).filter((name) => !name.includes(UNKNOWN)) : [];
        for (const urn of [...origins, ...names.map((name) => byName.get(name))]) {
            if (urn !== undefined) {
                found.urns.add(urn);
            }
        }
        found.certain &&= !isUnknownValue(rule);
        found.unmatched ||= names.some((name) => !byName.has(name));
    }
    return found;
});
