import type { EventRuleArgs } from "@pulumi/aws/cloudwatch/eventRule";
import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch/metricAlarm";
import type { DeploymentGroupArgs } from "@pulumi/aws/codedeploy/deploymentGroup";
import type { ServiceArgs } from "@pulumi/aws/ecs/service";
import type { ExperimentTemplateArgs } from "@pulumi/aws/fis/experimentTemplate";

import {
    dependentsOf,
    isUnknown,
    type Referrers,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    stackPolicy,
} from "../../kit";
import { CompositeAlarm, isComposed, MetricAlarm } from "../../kit/aws";

const EventRule = resourceType<EventRuleArgs>("aws:cloudwatch/eventRule:EventRule");
const DeploymentGroup = resourceType<DeploymentGroupArgs>("aws:codedeploy/deploymentGroup:DeploymentGroup");
const JUDGED: ResourceType<Pick<MetricAlarmArgs, "alarmActions" | "actionsEnabled">>[] = [MetricAlarm, CompositeAlarm];
const Experiment = resourceType<ExperimentTemplateArgs>("aws:fis/experimentTemplate:ExperimentTemplate");
const EcsService = resourceType<ServiceArgs>("aws:ecs/service:Service");

export const alarmActions = stackPolicy({
    name: "alarm-actions",
    title: "Every alarm notifies someone",
    severity: "medium",
    level: "mandatory",
    why: "an alarm without an action changes its colour in the console, and nobody is told",
    fix: "set alarmActions to an SNS topic that people or a pager read, such as [alerts.arn]",
    frameworks: { "NIST 800-53": ["SI-4(5)", "AU-6(1)"] },
    links: [
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html",
    ],
    types: JUDGED,
    check(alarm, { resource, stack, report, undecided, attempt }) {
        if (isHeard(stack, resource)) {
            return;
        }
        if (isComposed(stack, resource) === undefined || mayBeHeard(stack, resource)) {
            undecided("alarmActions");
            return;
        }
        attempt(() => {
            if (isNobody(alarm.alarmActions)) {
                report("alarmActions", "this alarm notifies nobody");
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

/** What names the alarms by which it stops. */
function stoppedBy(stack: Stack, alarm: Resource<unknown>): Referrers<unknown>[] {
    return [
        stack.referrers(alarm, DeploymentGroup, "alarmConfiguration", MetricAlarm, CompositeAlarm),
        stack.referrers(alarm, EcsService, "alarms", MetricAlarm, CompositeAlarm),
        stack.referrers(alarm, Experiment, "stopConditions", MetricAlarm, CompositeAlarm),
    ];
}

/** True when what may act on the alarm is not known yet. */
function mayBeHeard(stack: Stack, alarm: Resource<unknown>): boolean {
    return (
        stoppedBy(stack, alarm).some(({ possible }) => possible.length > 0) ||
        stack.of(EventRule).some(({ props }) => isUnknown(props, "eventPattern"))
    );
}

/** True when something else acts on the alarm: a composite alarm, what it stops, an event rule. */
function isHeard(stack: Stack, alarm: Resource<unknown>): boolean {
    if (isComposed(stack, alarm) || dependentsOf(stack, alarm).some(({ type }) => !/dashboard/i.test(type))) {
        return true;
    }
    return (
        stoppedBy(stack, alarm).some(({ resources }) => resources.length > 0) ||
        stack
            .of(EventRule)
            .some(({ unguarded: values }) =>
                /CloudWatch Alarm State Change/.test(JSON.stringify(values.eventPattern ?? "")),
            )
    );
}
