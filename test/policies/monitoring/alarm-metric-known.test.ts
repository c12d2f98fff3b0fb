import { alarmMetricKnown } from "../../../policies/monitoring/alarm-metric-known";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const alarm = (namespace: Value, metricName: Value): TestResource =>
    resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", { namespace, metricName, evaluationPeriods: 2 });
const first = { resource: "alarm", property: "metricName" };
const expect = [first];

policyTests(alarmMetricKnown, {
    example: {
        given: `
            const task = aws.dms.ReplicationTask.get("task", "task");`,
        bad: `
            new aws.cloudwatch.MetricAlarm("task-failed", {
                namespace: "AWS/DMS", metricName: "ReplicationTaskStatus", dimensions,
                comparisonOperator: "LessThanThreshold", threshold: 1, evaluationPeriods: 1, period: 300, statistic: "Average",
            });`,
        good: `
            new aws.dms.EventSubscription("task-failed", {
                sourceType: "replication-task", sourceIds: [task.replicationTaskId],
                eventCategories: ["failure", "state change"], snsTopicArn: alerts.arn,
            });`,
    },
    pass: [
        { name: "a metric of the service", stack: [alarm("AWS/DMS", "CDCIncomingChanges")] },
        { name: "a metric that is not known yet", stack: [alarm("AWS/DMS", unknown), { ...alarm(unknown, "Errors"), name: "other" }] },
        { name: "a namespace of one's own", stack: [alarm("Shop/Orders", "ReplicationTaskStatus")], kind: "lookalike" },
        { name: "a namespace that is listed in part", stack: [alarm("AWS/DocDB", "FreeableMemory")], kind: "lookalike" },
        { name: "a metric of RDS Proxy", stack: [alarm("AWS/RDS", "ClientConnections")] },
        { name: "two metrics that differ in case only", stack: [alarm("AWS/ApiGateway", "5xx"), { ...alarm("AWS/ApiGateway", "5XXError"), name: "other" }] },
        {
            name: "no metric, as in metric math",
            stack: [resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", { metricQueries: [{ id: "e", expression: "a+b" }, null as never] })],
            kind: "default",
        },
    ],
    fail: [
        {
            name: "a metric that DMS never had",
            stack: [alarm("AWS/DMS", "ReplicationTaskStatus")],
            expect: [{ ...first, severity: "medium", says: /EventSubscription/ }],
        },
        {
            name: "another case",
            stack: [alarm("AWS/ApplicationELB", "UnhealthyHostCount")],
            expect: [{ ...first, says: /set metricName to "UnHealthyHostCount"/ }],
        },
        { name: "another separator", stack: [alarm("AWS/RDS", "cpu_utilization")], expect: [{ ...first, says: /"CPUUtilization"/ }] },
        { name: "an incomplete name", stack: [alarm("AWS/ApplicationELB", "HTTPCode_Target_5XX")], expect },
        { name: "what EC2 does not see", stack: [alarm("AWS/EC2", "MemoryUtilization")], expect: [{ ...first, says: /CWAgent/ }] },
        { name: "what may be newer", stack: [alarm("AWS/Lambda", "ColdStarts")], expect: [{ ...first, level: "advisory", severity: "low" }] },
        {
            name: "within metric math",
            stack: [
                resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", {
                    metricQueries: [{ id: "a", metric: { namespace: "AWS/DMS", metricName: "CDCLatency", period: 60, stat: "Maximum" } }],
                }),
            ],
            expect: [{ resource: "alarm", property: "metricQueries[0].metric.metricName" }],
        },
    ],
});
