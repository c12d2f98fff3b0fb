import { dashboardPresent } from "../../../policies/monitoring/dashboard-present";
import { policyTests, resource, unknown, type TestResource } from "../../harness";

const board = (...metrics: unknown[]): TestResource =>
    resource("aws:cloudwatch/dashboard:Dashboard", "board", {
        dashboardName: "orders",
        dashboardBody: JSON.stringify({
            widgets: [
                { type: "text", properties: { markdown: "# Orders" } },
                { type: "metric", properties: { metrics } },
            ],
        }),
    });
const bare = { resource: "board", property: "dashboardBody", level: "advisory", says: /CDCLatencyTarget, CDCLatencySource/ } as const;

policyTests(dashboardPresent, {
    example: {
        given: `
            const region = "us-east-1";
            const instanceId = pulumi.output("orders");
            const taskId = pulumi.output("ABCDEFGHIJ");`,
        bad: `
            // preflight: widgets = true
            new aws.cloudwatch.Dashboard("migration", {
                dashboardName: "migration",
                dashboardBody: JSON.stringify({
                    widgets: [{ type: "metric", properties: { region, metrics: [["AWS/DMS", "CDCLatencyTarget"]] } }],
                }),
            });`,
        good: `
            // preflight: widgets = true
            new aws.cloudwatch.Dashboard("migration", {
                dashboardName: "migration",
                dashboardBody: pulumi.jsonStringify({
                    widgets: [{ type: "metric", properties: { region, metrics: [
                        ["AWS/DMS", "CDCLatencyTarget", "ReplicationInstanceIdentifier", instanceId, "ReplicationTaskIdentifier", taskId],
                    ] } }],
                }),
            });`,
    },
    pass: [
        { name: "a metric without its dimensions, when that is not asked", stack: [board(["AWS/DMS", "CDCLatencyTarget"])] },
        { name: "a metric with its dimensions", stack: [board(["AWS/SQS", "NumberOfMessagesSent", "QueueName", "orders"])] },
        {
            name: "dimensions of the metric before",
            stack: [
                board(
                    ["AWS/SQS", "NumberOfMessagesSent", "QueueName", "orders"],
                    [".", "NumberOfMessagesReceived", ".", "."],
                    ["...", "billing", { stat: "Sum" }],
                ),
            ],
            settings: { widgets: true },
        },
        {
            name: "a metric under other dimensions than AWS has",
            stack: [board(["AWS/DMS", "CDCLatencyTarget", "ReplicationInstanceIdentifier", "dms"])],
            settings: { widgets: true },
        },
        { name: "all functions together", stack: [board(["AWS/Lambda", "Errors"])], kind: "lookalike", settings: { widgets: true } },
        {
            name: "metrics of one's own, and expressions",
            stack: [board(["Shop", "Orders"], [{ expression: "SEARCH('{AWS/SQS,QueueName}', 'Sum', 300)" }])],
            settings: { widgets: true },
        },
        {
            name: "a body that is not known yet",
            stack: [resource("aws:cloudwatch/dashboard:Dashboard", "board", { dashboardBody: unknown })],
            settings: { widgets: true },
            undecided: true,
        },
        {
            name: "odd bodies",
            stack: [{ ...board(null, 3, [4], "x"), name: "odd" }, resource("aws:cloudwatch/dashboard:Dashboard", "board", { dashboardBody: "[" })],
            kind: "default",
            settings: { widgets: true },
        },
        { name: "another maker's", stack: [resource("datadog:index/dashboardJson:DashboardJson", "board")] },
        {
            name: "CloudFormation",
            stack: [resource("aws:cloudformation/stack:Stack", "board", { templateBody: '{"Resources":{"B":{"Type":"AWS::CloudWatch::Dashboard"}}}' })],
        },
        { name: "evidence of one's own", stack: [resource("shop:index:Board", "board")], settings: { evidence: ["shop:index:Board"] } },
    ],
    fail: [
        { name: "no dashboard", stack: [resource("aws:cloudwatch/metricAlarm:MetricAlarm", "cpu")], expect: [{ resource: "stack", severity: "low" }] },
        {
            name: "a metric without its dimensions",
            stack: [board(["AWS/DMS", "CDCLatencyTarget", { stat: "Maximum" }], [".", "CDCLatencySource"])],
            settings: { widgets: true },
            expect: [bare],
        },
        ...[
            { name: "of which the rest is that of the metric before", metrics: [["...", "CDCLatencySource"]] },
            {
                name: "after the same metric again",
                metrics: [
                    ["...", { stat: "p90" }],
                    [".", "CDCLatencySource"],
                ],
            },
        ].map(({ name, metrics }) => ({
            name: `a metric without its dimensions, ${name}`,
            stack: [board(["AWS/DMS", "CDCLatencyTarget"], ...metrics)],
            settings: { widgets: true },
            expect: [bare],
        })),
    ],
});
