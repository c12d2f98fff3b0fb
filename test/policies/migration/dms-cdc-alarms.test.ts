import { dmsCdcAlarms } from "../../../policies/migration/dms-cdc-alarms";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

type Props = Record<string, unknown>;
const task = (name = "task", props: Props = {}): TestResource =>
    resource("aws:dms/replicationTask:ReplicationTask", name, { replicationTaskId: name, migrationType: "full-load-and-cdc", ...props });
const alarm = (metricName: Value, taskDimension: Value = ref("task"), props: Props = {}): TestResource =>
    resource("aws:cloudwatch/metricAlarm:MetricAlarm", `alarm-${typeof metricName === "string" ? metricName : "x"}-${JSON.stringify(props).length}`, {
        ...{ namespace: "AWS/DMS", metricName },
        dimensions: { ReplicationInstanceIdentifier: "dms", ReplicationTaskIdentifier: taskDimension },
        ...props,
    });
const both = (dimension?: Value): TestResource[] => [alarm("CDCLatencySource", dimension), alarm("CDCLatencyTarget", dimension)];
const query = (metricName: string, of = "task"): object => ({
    id: "m1",
    metric: { namespace: "AWS/DMS", metricName, period: 60, stat: "Average", dimensions: { ReplicationTaskIdentifier: ref(of) } },
});

policyTests(dmsCdcAlarms, {
    example: {
        given: `
            const instance = aws.dms.ReplicationInstance.get("instance", "instance");`,
        bad: `
            const task = new aws.dms.ReplicationTask("orders", { migrationType: "full-load-and-cdc", tableMappings, ...endpoints });`,
        good: `
            const task = new aws.dms.ReplicationTask("orders", { migrationType: "full-load-and-cdc", tableMappings, ...endpoints });
            for (const metricName of ["CDCLatencySource", "CDCLatencyTarget"]) {
                new aws.cloudwatch.MetricAlarm(metricName, {
                    namespace: "AWS/DMS", metricName, statistic: "Average", period: 300, evaluationPeriods: 2,
                    comparisonOperator: "GreaterThanThreshold", threshold: 300, alarmActions: [topic.arn],
                    dimensions: {
                        ReplicationInstanceIdentifier: instance.replicationInstanceId,
                        ReplicationTaskIdentifier: task.replicationTaskArn.apply((arn) => arn.split(":").pop()!),
                    },
                });
            }`,
    },
    pass: [
        { name: "the task's own id as the dimension, when that is not asked", stack: [task(), ...both("task")] },
        { name: "alarms on both, by the task's ARN", stack: [task(), ...both()] },
        { name: "alarms on both, by the task's resource identifier", stack: [task("task", { resourceIdentifier: "orders" }), ...both("orders")] },
        ...["task", unknown].map((resourceIdentifier) => ({
            name: `a resource identifier that is ${resourceIdentifier === "task" ? "the task's id" : "not known yet"}`,
            stack: [task("task", { resourceIdentifier }), ...both("task")],
            settings: { taskDimension: true },
        })),
        { name: "alarms by the ARN, where those by the task's own id are asked for", stack: [task(), ...both()], settings: { taskDimension: true } },
        { name: "the last part of the ARN as a text", stack: [task(), ...both("ABCDEFGHIJKLMNOPQRSTUVWXYZ")] },
        { name: "dimensions that are not known", stack: [task(), alarm("CDCLatencySource", "", { dimensions: unknown }), alarm("CDCLatencyTarget", unknown)] },
        { name: "an alarm whose metric is not known", stack: [task(), alarm(unknown)] },
        {
            name: "metric math",
            stack: [
                task(),
                alarm(undefined, "", {
                    dimensions: undefined,
                    metricQueries: [query("CDCLatencySource"), query("CDCLatencyTarget"), { id: "e1", expression: "MAX([m1])" }],
                }),
            ],
        },
        { name: "a full load", kind: "lookalike", stack: [task("task", { migrationType: "full-load" })] },
        { name: "a kind of migration that is not known", stack: [task("task", { migrationType: unknown })], undecided: true },
        {
            name: "a serverless replication with alarms",
            stack: [
                resource("aws:dms/replicationConfig:ReplicationConfig", "r", { replicationType: "cdc" }),
                ...["CDCLatencySource", "CDCLatencyTarget"].map((m) => alarm(m, "", { dimensions: { ReplicationConfigIdentifier: "r" } })),
            ],
        },
        { name: "alarms that are made elsewhere", stack: [task()], settings: { elsewhere: true } },
        { name: "no task", kind: "default", stack: both("somebody-elses") },
    ],
    fail: [
        {
            name: "no alarms",
            stack: [task()],
            expect: [
                { resource: "task", severity: "medium", says: /CDCLatencySource/ },
                { resource: "task", says: /CDCLatencyTarget/ },
            ],
        },
        {
            name: "an alarm on one",
            stack: [task("task", { migrationType: "cdc" }), alarm("CDCLatencySource")],
            expect: [{ resource: "task", says: /CDCLatencyTarget/ }],
        },
        { name: "an alarm on something else", stack: [task(), alarm("CDCIncomingChanges")], expect: [{ resource: "task" }, { resource: "task" }] },
        { name: "alarms of another task", stack: [task(), task("other"), ...both(ref("other"))], expect: [{ resource: "task" }, { resource: "task" }] },
        {
            name: "metric math over another task",
            stack: [
                task(),
                task("other", { migrationType: "full-load" }),
                alarm(undefined, "", { dimensions: undefined, metricQueries: [query("CDCLatencySource", "other")] }),
            ],
            expect: [{ resource: "task" }, { resource: "task" }],
        },
        {
            name: "a serverless replication",
            stack: [resource("aws:dms/replicationConfig:ReplicationConfig", "r", { replicationType: "full-load-and-cdc" })],
            expect: [{ resource: "r" }, { resource: "r" }],
        },
        {
            name: "alarms elsewhere, and one alarm here",
            stack: [task(), alarm("CDCLatencySource")],
            settings: { elsewhere: true },
            expect: [{ resource: "task" }],
        },
        {
            name: "the task's own id as the dimension",
            stack: [task(), ...both("task").reverse()],
            settings: { taskDimension: true },
            expect: [
                {
                    resource: "task",
                    property: "resourceIdentifier",
                    level: "advisory",
                    says: /alarm-CDCLatencySource.*alarm-CDCLatencyTarget.*last part[^]*Fix: set resourceIdentifier to "task" too/,
                },
            ],
        },
    ],
});
