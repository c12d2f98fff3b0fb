import { alarmDirection } from "../../../policies/monitoring/alarm-direction";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const alarm = (metric: string, operator: Value, threshold: Value, props: Record<string, unknown> = {}): TestResource => {
    const [namespace, metricName] = metric.split(" ");
    return resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", {
        ...{ name: "alarm-1a2b3c4", namespace: `AWS/${namespace}`, metricName, comparisonOperator: operator, threshold },
        ...props,
    });
};
const above = "GreaterThanThreshold";
const below = "LessThanThreshold";
const finding = { resource: "alarm", property: "comparisonOperator", severity: "medium" };
const expect = [finding];

policyTests(alarmDirection, {
    example: {
        bad: `
            new aws.cloudwatch.MetricAlarm("load-failed", {
                namespace: "AWS/DMS", metricName: "FullLoadThroughputRowsTarget", dimensions,
                comparisonOperator: "GreaterThanThreshold", threshold: 0, evaluationPeriods: 2, period: 300, statistic: "Average",
            });`,
        good: `
            new aws.cloudwatch.MetricAlarm("load-failed", {
                namespace: "AWS/DMS", metricName: "FullLoadThroughputRowsTarget", dimensions,
                comparisonOperator: "LessThanThreshold", threshold: 1, evaluationPeriods: 2, period: 300, statistic: "Average",
            });`,
    },
    pass: [
        { name: "a throughput below", stack: [alarm("DMS CDCThroughputRowsTarget", below, 1)] },
        { name: "errors above", stack: [alarm("Lambda Errors", above, 0)] },
        { name: "free storage below", stack: [alarm("RDS FreeStorageSpace", "LessThanOrEqualToThreshold", 1e10)] },
        { name: "an operator that is not known yet", stack: [alarm("Lambda Errors", unknown, 0)], undecided: true },
        { name: "CPU below, as for idle machines", stack: [alarm("EC2 CPUUtilization", below, 5)], kind: "lookalike" },
        { name: "messages in a dead letter queue", stack: [alarm("SQS NumberOfMessagesSent", above, 0)], kind: "lookalike" },
        { name: "calls of a function that nobody should call", stack: [alarm("Lambda Invocations", above, 0)], kind: "lookalike" },
        { name: "a network that is full", stack: [alarm("RDS NetworkReceiveThroughput", above, 1e9)], kind: "lookalike" },
        { name: "an anomaly band", stack: [alarm("RDS FreeStorageSpace", "GreaterThanUpperThreshold", unknown)], kind: "lookalike" },
        {
            name: "a metric of one's own",
            stack: [
                resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", {
                    namespace: "Shop",
                    metricName: "Errors",
                    comparisonOperator: below,
                    threshold: 1,
                }),
            ],
        },
        {
            name: "scaling in",
            stack: [resource("aws:appautoscaling/policy:Policy", "in"), alarm("ApplicationELB TargetResponseTime", below, 0.1, { alarmActions: [ref("in")] })],
        },
        {
            name: "scaling in, by the ARN of a policy",
            stack: [
                alarm("ApplicationELB TargetResponseTime", below, 0.1, {
                    alarmActions: ["arn:aws:autoscaling:eu-west-1:604219837745:scalingPolicy:4f3c:autoScalingGroupName/web:policyName/in"],
                }),
            ],
        },
        {
            name: "a condition of a composite alarm",
            stack: [
                alarm("ApplicationELB HealthyHostCount", above, 0),
                resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", "all", { alarmRule: 'NOT ALARM("alarm-1a2b3c4")' }),
            ],
        },
        {
            name: "metric math",
            stack: [
                resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", {
                    comparisonOperator: below,
                    threshold: 1,
                    metricQueries: [
                        { id: "e", expression: "1-m" },
                        { id: "m", metric: { namespace: "AWS/Lambda", metricName: "Errors", period: 60, stat: "Sum" } },
                    ],
                }),
            ],
        },
        { name: "nothing compared", stack: [resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", {})], kind: "default" },
        {
            name: "an action that is not known, and may scale",
            stack: [alarm("DMS FullLoadThroughputRowsTarget", above, 0, { alarmActions: [unknown] })],
            undecided: true,
        },
        {
            name: "an alarm whose name is not known may be a condition of a composite alarm",
            stack: [
                alarm("DMS FullLoadThroughputRowsTarget", above, 0, { name: unknown }),
                resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", "all", { alarmName: "all", alarmRule: "ALARM(shop-load)" }),
            ],
        },
    ],
    fail: [
        {
            name: "a load that fires while it loads",
            stack: [alarm("DMS FullLoadThroughputRowsTarget", above, 0)],
            expect: [{ ...finding, says: /Fix: set comparisonOperator to "LessThanThreshold", with the lowest/ }],
        },
        { name: "healthy hosts above", stack: [alarm("ApplicationELB HealthyHostCount", "GreaterThanOrEqualToThreshold", 1)], expect },
        { name: "healthy hosts above a threshold that is not known yet", stack: [alarm("ApplicationELB HealthyHostCount", above, unknown)], expect },
        {
            name: "free storage above",
            stack: [resource("aws:sns/topic:Topic", "alerts"), alarm("RDS FreeStorageSpace", above, 1e10, { alarmActions: [ref("alerts")] })],
            expect,
        },
        { name: "errors below", stack: [alarm("Lambda Errors", below, 1)], expect },
        {
            name: "a latency below",
            stack: [alarm("ApplicationELB TargetResponseTime", "LessThanOrEqualToThreshold", 2)],
            expect: [{ ...finding, says: /Fix: set comparisonOperator to "GreaterThanOrEqualToThreshold", with the highest/ }],
        },
        {
            name: "any successful answer",
            stack: [alarm("ApplicationELB HTTPCode_Target_2XX_Count", above, 1)],
            expect: [{ ...finding, says: /Fix: set comparisonOperator to "LessThanThreshold"$/m }],
        },
    ],
});
