import { wrongMetric } from "../../facts/cloudwatch";
import { resourcePolicy } from "../../kit";
import { MetricAlarm, watchedMetrics } from "../../kit/aws";

export const alarmMetricKnown = resourcePolicy({
    name: "alarm-metric-known",
    title: "Alarms watch metrics that AWS publishes",
    severity: "medium",
    level: "mandatory",
    stops: "broken",
    why: "CloudWatch takes any name, and an alarm on a metric that does not exist never fires",
    fix: "set metricName to the metric's name as AWS spells it",
    links: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html"],
    types: [MetricAlarm],
    check(alarm, { report }) {
        for (const { namespace, name, at } of watchedMetrics(alarm)) {
            const wrong = wrongMetric(namespace, name);
            if (!wrong) {
                continue;
            }
            if (!wrong.certain) {
                report(`${at}metricName`, `${name} is not among the known metrics of ${namespace}`, {
                    fix: "check the name in the list of the service's metrics; a newer metric is all right",
                    level: "advisory",
                    severity: "low",
                });
            } else {
                const fix = wrong.replacement ? `set metricName to "${wrong.replacement}"` : wrong.note;
                report(`${at}metricName`, `${namespace} has no metric ${name}`, { fix });
            }
        }
    },
});
