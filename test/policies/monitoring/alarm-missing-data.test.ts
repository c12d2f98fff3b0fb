import { alarmMissingData } from "../../../policies/monitoring/alarm-missing-data";
import { policyTests, resource, unknown, type TestResource } from "../../harness";

const alarm = (props: Record<string, unknown> = {}): TestResource =>
    resource("aws:cloudwatch/metricAlarm:MetricAlarm", "lag", { namespace: "AWS/DMS", metricName: "CDCLatencyTarget", ...props });
const expect = [{ resource: "lag", property: "treatMissingData", severity: "low", says: /Fix: set treatMissingData: "breaching"/ }];

policyTests(alarmMissingData, {
    example: {
        bad: `
            new aws.cloudwatch.MetricAlarm("lag", {
                namespace: "AWS/DMS", metricName: "CDCLatencyTarget", dimensions, statistic: "Average", period: 300,
                comparisonOperator: "GreaterThanThreshold", threshold: 300, evaluationPeriods: 2,
            });`,
        good: `
            new aws.cloudwatch.MetricAlarm("lag", {
                namespace: "AWS/DMS", metricName: "CDCLatencyTarget", dimensions, statistic: "Average", period: 300,
                comparisonOperator: "GreaterThanThreshold", threshold: 300, evaluationPeriods: 2,
                treatMissingData: "breaching",
            });`,
    },
    pass: [
        { name: "breaching", stack: [alarm({ treatMissingData: "breaching" })] },
        { name: "not breaching", stack: [alarm({ treatMissingData: "notBreaching" })], kind: "lookalike" },
        { name: "a treatment that is not known yet", stack: [alarm({ treatMissingData: unknown })], undecided: true },
    ],
    fail: [
        { name: "nothing said", stack: [alarm()], expect },
        { name: "the default", stack: [alarm({ treatMissingData: "missing" })], expect, kind: "default" },
        {
            name: "a metric that comes only with an event",
            stack: [alarm({ namespace: "AWS/Lambda", metricName: "Errors" })],
            expect: [{ resource: "lag", property: "treatMissingData", says: /"notBreaching"/ }],
        },
        {
            name: "metric math",
            stack: [resource("aws:cloudwatch/metricAlarm:MetricAlarm", "lag", { metricQueries: [{ id: "e", expression: "a/b" }] })],
            expect: [{ resource: "lag", property: "treatMissingData" }],
        },
        { name: "a metric that is not known yet", stack: [alarm({ metricName: unknown })], expect: [{ resource: "lag", property: "treatMissingData" }] },
    ],
    remediate: [
        { name: "a metric that always comes", stack: [alarm({ treatMissingData: "missing" })], expect: { ...alarm().props, treatMissingData: "breaching" } },
        {
            name: "a metric that comes only with an event",
            stack: [alarm({ metricName: "Errors", namespace: "AWS/Lambda" })],
            expect: { namespace: "AWS/Lambda", metricName: "Errors", treatMissingData: "notBreaching" },
        },
        { name: "not what the facts do not know", stack: [alarm({ namespace: "Shop/Orders" })], expect: alarm({ namespace: "Shop/Orders" }).props },
        { name: "not a treatment that was chosen", stack: [alarm({ treatMissingData: "ignore" })], expect: alarm({ treatMissingData: "ignore" }).props },
        { name: "not what is not known yet", stack: [alarm({ treatMissingData: unknown })], expect: alarm({ treatMissingData: unknown }).props },
    ],
});
