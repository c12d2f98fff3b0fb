import { meaningOf } from "../../facts/cloudwatch";
import { isEmpty, knownEntries, stackPolicy } from "../../kit";
import { isComposed, MetricAlarm } from "../../kit/aws";

export const alarmDirection = stackPolicy({
    name: "alarm-direction",
    title: "Alarms fire when things are bad, not when they are well",
    severity: "medium",
    level: "advisory",
    why: "an alarm that fires while all is well is switched off before the day it is needed",
    fix: "turn comparisonOperator around, and choose the threshold anew",
    links: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"],
    types: [MetricAlarm],
    check(alarm, { resource, stack, report, undecided }) {
        const { namespace, metricName, metricQueries } = alarm;
        const comparisonOperator = String(alarm.comparisonOperator);
        // In metric math, in a composite alarm's rule and for scaling, a condition is no more than a condition.
        if (!isEmpty(metricQueries) || isComposed(stack, resource) !== false || scales(alarm.alarmActions)) {
            return;
        }
        const { resources: scaled, certain } = stack.targets(resource, "alarmActions", { tokens: SCALING });
        if (scaled.length > 0) {
            return;
        }
        if (!certain && resource.origins("alarmActions").length === 0) {
            undecided("alarmActions");
            return;
        }
        const meaning = meaningOf(String(namespace), String(metricName));
        const above = /GreaterThan(OrEqualTo)?Threshold/.test(comparisonOperator);
        const below = /LessThan(OrEqualTo)?Threshold/.test(comparisonOperator);
        if (meaning === "good" && above) {
            report(
                "comparisonOperator",
                `this alarm fires while ${metricName} is high, which is when things are well`,
                {
                    fix: `set comparisonOperator to "${turned(comparisonOperator)}", with the lowest ${metricName} that is well as threshold`,
                },
            );
        } else if (meaning === "progress" && above && Number(alarm.threshold) <= 1) {
            report(
                "comparisonOperator",
                `this alarm fires as soon as there is any ${metricName}, which is when things are well`,
                {
                    fix: `set comparisonOperator to "${turned(comparisonOperator)}"`,
                },
            );
        } else if (meaning === "bad" && below) {
            report("comparisonOperator", `this alarm fires while ${metricName} is low, which is when things are well`, {
                fix: `set comparisonOperator to "${turned(comparisonOperator)}", with the highest ${metricName} that is well as threshold`,
            });
        }
    },
});

const SCALING = ["aws:autoscaling/policy:Policy", "aws:appautoscaling/policy:Policy"];

/** True when a known action scales or stops something. */
function scales(actions: unknown): boolean {
    return (
        Array.isArray(actions) && knownEntries(actions).some(([, arn]) => /:autoscaling:|:automate:/.test(String(arn)))
    );
}

function turned(operator: string): string {
    return operator.startsWith("Greater")
        ? operator.replace("GreaterThan", "LessThan")
        : operator.replace("LessThan", "GreaterThan");
}
