import { alarmActions } from "../../../policies/monitoring/alarm-actions";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const alarm = (props: Record<string, unknown> = {}, name = "cpu"): TestResource =>
    resource("aws:cloudwatch/metricAlarm:MetricAlarm", name, { name: `${name}-1a2b3c4`, namespace: "AWS/ECS", metricName: "CPUUtilization", ...props });
const topic = resource("aws:sns/topic:Topic", "alerts");
const composite = (alarmRule: Value, props = {}): TestResource =>
    resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", "degraded", { alarmName: "degraded", alarmRule, alarmActions: [ref("alerts")], ...props });
const expect = [{ resource: "cpu", property: "alarmActions", severity: "medium" }];

policyTests(alarmActions, {
    example: {
        bad: `
            new aws.cloudwatch.MetricAlarm("cpu", {
                namespace: "AWS/ECS", metricName: "CPUUtilization", dimensions: { ClusterName: cluster.name },
                comparisonOperator: "GreaterThanThreshold", threshold: 80, evaluationPeriods: 2, period: 300, statistic: "Average",
            });`,
        good: `
            new aws.cloudwatch.MetricAlarm("cpu", {
                namespace: "AWS/ECS", metricName: "CPUUtilization", dimensions: { ClusterName: cluster.name },
                comparisonOperator: "GreaterThanThreshold", threshold: 80, evaluationPeriods: 2, period: 300, statistic: "Average",
                alarmActions: [alerts.arn],
            });`,
    },
    pass: [
        { name: "a topic that is not known yet", stack: [topic, alarm({ alarmActions: [ref("alerts")] })] },
        { name: "actions that are not known yet", stack: [alarm({ alarmActions: unknown })], undecided: true },
        {
            name: "a known ARN",
            stack: [alarm({ alarmActions: ["arn:aws:sns:eu-west-1:604219837745:alerts"], actionsEnabled: true })],
            kind: "default",
            undecided: false,
        },
        { name: "named by a composite alarm", stack: [topic, alarm(), composite('ALARM("cpu-1a2b3c4")')], kind: "lookalike" },
        { name: "named by a composite alarm whose rule is not known yet", stack: [topic, alarm(), composite(ref("cpu"))], kind: "lookalike" },
        { name: "a composite rule that may name anything", stack: [topic, alarm(), composite(unknown)], undecided: true },
        {
            name: "a composite alarm within another",
            stack: [
                topic,
                alarm(),
                composite("ALARM(cpu-1a2b3c4)", { alarmActions: [] }),
                { ...composite("ALARM(degraded)"), name: "all", props: { alarmName: "all", alarmRule: "ALARM(degraded)", alarmActions: [ref("alerts")] } },
            ],
        },
        {
            name: "a health check that follows it",
            stack: [alarm(), resource("aws:route53/healthCheck:HealthCheck", "shop", { type: "CLOUDWATCH_METRIC", cloudwatchAlarmName: ref("cpu") })],
        },
        {
            name: "a stop condition of an experiment",
            stack: [
                alarm(),
                resource("aws:fis/experimentTemplate:ExperimentTemplate", "az", { stopConditions: [{ source: "aws:cloudwatch:alarm", value: ref("cpu") }] }),
            ],
        },
        {
            name: "a deployment that it stops, by name",
            stack: [
                alarm(),
                resource("aws:codedeploy/deploymentGroup:DeploymentGroup", "orders", { alarmConfiguration: { alarms: ["cpu-1a2b3c4"], enabled: true } }),
            ],
        },
        {
            name: "an event rule that hears every alarm",
            stack: [
                alarm(),
                resource("aws:cloudwatch/eventRule:EventRule", "alarms", {
                    eventPattern: '{"source":["aws.cloudwatch"],"detail-type":["CloudWatch Alarm State Change"]}',
                }),
            ],
        },
        {
            name: "a composite alarm's rule with an output of another alarm in it may name this one too",
            stack: [alarm(), alarm({ alarmActions: [ref("alerts")] }, "memory"), composite(ref("memory")), topic],
            undecided: true,
        },
        {
            name: "an alarm whose name is not known may be the one that a rule names",
            stack: [alarm({ name: unknown }), composite("ALARM(shop-cpu)"), topic],
            undecided: true,
        },
        {
            name: "a deployment group whose alarms are not known",
            stack: [alarm(), resource("aws:codedeploy/deploymentGroup:DeploymentGroup", "d", { alarmConfiguration: { alarms: [unknown] } })],
            undecided: true,
        },
        {
            name: "an event pattern that is not known",
            stack: [alarm(), resource("aws:cloudwatch/eventRule:EventRule", "e", { eventPattern: unknown })],
            undecided: true,
        },
    ],
    fail: [
        { name: "no actions", stack: [alarm()], expect },
        { name: "an empty list", stack: [alarm({ alarmActions: [] })], expect },
        { name: "an empty name", stack: [alarm({ alarmActions: [""] })], expect },
        { name: "only when all is well again", stack: [topic, alarm({ okActions: [ref("alerts")] })], expect },
        {
            name: "actions switched off",
            stack: [topic, alarm({ alarmActions: [ref("alerts")], actionsEnabled: false })],
            expect: [{ resource: "cpu", property: "actionsEnabled", says: /Fix: remove actionsEnabled: false/ }],
        },
        { name: "shown on a dashboard only", stack: [alarm(), resource("aws:cloudwatch/dashboard:Dashboard", "board", { dashboardBody: ref("cpu") })], expect },
        {
            name: "a composite alarm",
            stack: [topic, alarm(), composite("ALARM(cpu-1a2b3c4)", { alarmActions: [] })],
            expect: [{ resource: "degraded", property: "alarmActions" }],
        },
        { name: "an alarm that the composite does not name", stack: [topic, alarm(), alarm({}, "disk"), composite("ALARM(disk-1a2b3c4)")], expect },
        {
            name: "most alarms of the stack, as one",
            stack: [topic, alarm(), alarm({ alarmActions: [] }, "disk"), alarm({ alarmActions: [ref("alerts")] }, "memory")],
            expect: [{ resource: "stack", severity: "medium", says: /\n2 alarms notify nobody: cpu, disk\n[^]*Fix: set alarmActions of each/ }],
        },
        {
            name: "some of its alarms, each by itself",
            stack: [topic, alarm(), alarm({}, "disk"), ...["a", "b"].map((name) => alarm({ alarmActions: [ref("alerts")] }, name))],
            expect: [...expect, { resource: "disk", property: "alarmActions" }],
        },
        { name: "an alarm that is not known yet hides nothing", stack: [alarm({ alarmActions: unknown }, "disk"), alarm()], expect },
    ],
});
