import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Database } from "./database";

interface MonitoringArgs {
    suffix: string;
    database: Database;
    functions: Record<string, aws.lambda.Function>;
    alertEmail: string;
}

/** Alarms that reach whoever is on call, and what they look at then. */
export class Monitoring extends pulumi.ComponentResource {
    readonly topic: aws.sns.Topic;
    readonly dashboard: aws.cloudwatch.Dashboard;
    /** In alarm while payments suffer: the database is overloaded, or a function fails. */
    readonly degraded: aws.cloudwatch.CompositeAlarm;

    constructor(
        name: string,
        { suffix, database, functions, alertEmail }: MonitoringArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("payments:index:Monitoring", name, {}, options);
        const parent = { parent: this };

        this.topic = new aws.sns.Topic(`alerts-${suffix}`, {}, parent);
        new aws.sns.TopicSubscription(
            `alerts-email-${suffix}`,
            { topic: this.topic.arn, protocol: "email", endpoint: alertEmail },
            parent,
        );
        const alarm = (id: string, args: aws.cloudwatch.MetricAlarmArgs): aws.cloudwatch.MetricAlarm =>
            new aws.cloudwatch.MetricAlarm(
                `${id}-${suffix}`,
                { period: 300, statistic: "Average", alarmActions: [this.topic.arn], ...args },
                parent,
            );
        const ledger = { DBInstanceIdentifier: database.instance.identifier };
        const cpu = alarm("ledger-cpu", {
            namespace: "AWS/RDS",
            metricName: "CPUUtilization",
            dimensions: ledger,
            comparisonOperator: "GreaterThanThreshold",
            threshold: 80,
            evaluationPeriods: 3,
            treatMissingData: "breaching",
        });
        alarm("ledger-storage", {
            namespace: "AWS/RDS",
            metricName: "FreeStorageSpace",
            dimensions: ledger,
            comparisonOperator: "LessThanThreshold",
            threshold: 20 * 1024 ** 3,
            evaluationPeriods: 1,
            treatMissingData: "breaching",
        });
        const errors = Object.entries(functions).map(([id, fn]) =>
            alarm(`${id}-errors`, {
                namespace: "AWS/Lambda",
                metricName: "Errors",
                dimensions: { FunctionName: fn.name },
                statistic: "Sum",
                comparisonOperator: "GreaterThanThreshold",
                threshold: 0,
                evaluationPeriods: 1,
                treatMissingData: "notBreaching",
            }),
        );
        this.degraded = new aws.cloudwatch.CompositeAlarm(
            `payments-degraded-${suffix}`,
            {
                alarmName: `payments-degraded-${suffix}`,
                alarmRule: pulumi
                    .all([cpu, ...errors].map(({ name }) => name))
                    .apply((names) => names.map((alarmName) => `ALARM("${alarmName}")`).join(" OR ")),
                alarmActions: [this.topic.arn],
            },
            parent,
        );

        this.dashboard = new aws.cloudwatch.Dashboard(
            `payments-${suffix}`,
            {
                dashboardName: `payments-${suffix}`,
                dashboardBody: pulumi.jsonStringify({
                    widgets: Object.entries(functions).map(([title, fn]) => ({
                        type: "metric",
                        width: 12,
                        height: 6,
                        properties: {
                            title,
                            region: "us-east-1",
                            metrics: [
                                ["AWS/Lambda", "Invocations", "FunctionName", fn.name],
                                ["AWS/Lambda", "Errors", "FunctionName", fn.name],
                            ],
                        },
                    })),
                }),
            },
            parent,
        );
        this.registerOutputs();
    }
}
