import type { EventRuleArgs } from "@pulumi/aws/cloudwatch/eventRule";
import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch/metricAlarm";
import type { DeploymentGroupArgs } from "@pulumi/aws/codedeploy/deploymentGroup";
import type { ExperimentTemplateArgs } from "@pulumi/aws/fis/experimentTemplate";
import type { HealthCheckArgs } from "@pulumi/aws/route53/healthCheck";

import {
    dependentsOf,
    hasUnknown,
    isUnknown,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    stackPolicy,
} from "../../kit";
import { CompositeAlarm, EcsService, isComposed, MetricAlarm } from "../../kit/aws";

const EventRule = resourceType<EventRuleArgs>("aws:cloudwatch/eventRule:EventRule");
const DeploymentGroup = resourceType<DeploymentGroupArgs>("aws:codedeploy/deploymentGroup:DeploymentGroup");
const JUDGED: ResourceType<Pick<MetricAlarmArgs, "alarmActions" | "actionsEnabled">>[] = [MetricAlarm, CompositeAlarm];
const Experiment = resourceType<ExperimentTemplateArgs>("aws:fis/experimentTemplate:ExperimentTemplate");
const HealthCheck = resourceType<HealthCheckArgs>("aws:route53/healthCheck:HealthCheck");

export const alarmActions = stackPolicy({
    name: "alarm-actions",
    title: "Every alarm notifies someone",
    severity: "medium",
    level: "advisory",
    why: "an alarm without an action changes its colour in the console, and nobody is told",
    fix: "set alarmActions to an SNS topic that people or a pager read, such as [alerts.arn]",
    frameworks: { "NIST 800-53": ["SI-4(5)", "AU-6(1)"] },
    links: [
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html",
    ],
    types: JUDGED,
    check(alarm, { resource, stack, report, undecided, attempt }) {
        const heard = isHeard(stack, resource);
        if (heard === undefined) {
            undecided("alarmActions");
        }
        if (heard !== false) {
            return;
        }
        attempt(() => {
            if (isNobody(alarm.alarmActions)) {
                report("alarmActions", "this alarm notifies nobody", {
                    cause: {
                        problem: "alarms notify nobody",
                        fix: "set alarmActions of each to one SNS topic that people or a pager read, such as [alerts.arn]",
                        among: stack.of(...JUDGED).length,
                    },
                });
            } else if (alarm.actionsEnabled === false) {
                report("actionsEnabled", "the actions of this alarm are switched off", {
                    fix: "remove actionsEnabled: false",
                });
            }
        });
    },
});

/** An empty list, or one of empty values. */
function isNobody(actions: unknown): boolean {
    return (
        !Array.isArray(actions) ||
        Object.keys(actions).every((key) => !isUnknown(actions, Number(key)) && !actions[Number(key)])
    );
}

/**
 * True when something else acts on the alarm: a composite alarm, a deployment that it stops, a health check, an event
 * rule; undefined where one that is not known may.
 */
function isHeard(stack: Stack, alarm: Resource<unknown>): boolean | undefined {
    const stopped = [
        stack.referrers(alarm, DeploymentGroup, "alarmConfiguration", MetricAlarm, CompositeAlarm),
        stack.referrers(alarm, EcsService, "alarms", MetricAlarm, CompositeAlarm),
        stack.referrers(alarm, Experiment, "stopConditions", MetricAlarm, CompositeAlarm),
        stack.referrers(alarm, HealthCheck, "cloudwatchAlarmName", MetricAlarm, CompositeAlarm),
    ];
    const patterns = stack.of(EventRule).map(({ unguarded: values }) => values.eventPattern);
    const isComposedAlarm = isComposed(stack, alarm);
    if (
        isComposedAlarm ||
        dependentsOf(stack, alarm).some(({ type }) => !/dashboard/i.test(type)) ||
        stopped.some(({ resources }) => resources.length > 0) ||
        patterns.some((pattern) => /CloudWatch Alarm State Change/.test(JSON.stringify(pattern ?? "")))
    ) {
        return true;
    }
    const may =
        isComposedAlarm === undefined || stopped.some(({ possible }) => possible.length > 0) || hasUnknown(patterns);
    return may ? undefined : false;
}
