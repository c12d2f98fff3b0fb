import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Database } from "./database";
import type { Migration } from "./migration";

interface MonitoringArgs {
    suffix: string;
    database: Database;
    migration: Migration;
    alertEmail: string;
}

/** What tells how the migration goes. */
export class Monitoring extends pulumi.ComponentResource {
    readonly dashboard: aws.cloudwatch.Dashboard;

    constructor(
        name: string,
        { suffix, database, migration, alertEmail }: MonitoringArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("shipping:index:Monitoring", name, {}, options);
        const parent = { parent: this };

        const topic = new aws.sns.Topic(`alerts-${suffix}`, {}, parent);
        new aws.sns.TopicSubscription(
            `alerts-email-${suffix}`,
            { topic: topic.arn, protocol: "email", endpoint: alertEmail },
            parent,
        );
        const alarm = (id: string, args: Partial<aws.cloudwatch.MetricAlarmArgs>): aws.cloudwatch.MetricAlarm =>
            new aws.cloudwatch.MetricAlarm(
                `${id}-${suffix}`,
                {
                    comparisonOperator: "GreaterThanThreshold",
                    statistic: "Average",
                    period: 300,
                    evaluationPeriods: 2,
                    treatMissingData: "notBreaching",
                    alarmActions: [topic.arn],
                    ...args,
                },
                parent,
            );
        const ofTask = {
            ReplicationInstanceIdentifier: migration.instance.replicationInstanceId,
            ReplicationTaskIdentifier: migration.task.replicationTaskArn.apply((arn) => arn.split(":").pop()!),
        };
        const lag = ["CDCLatencySource", "CDCLatencyTarget"].map((metricName) =>
            alarm(metricName.toLowerCase(), {
                namespace: "AWS/DMS",
                metricName,
                dimensions: ofTask,
                threshold: 300,
                treatMissingData: "breaching",
            }),
        );
        // No metric tells that a task failed: DMS sends an event.
        new aws.dms.EventSubscription(
            `replication-failure-${suffix}`,
            {
                name: `replication-failure-${suffix}`,
                snsTopicArn: topic.arn,
                sourceType: "replication-task",
                sourceIds: [migration.task.replicationTaskId],
                eventCategories: ["failure"],
            },
            parent,
        );
        const ofDatabase = { DBInstanceIdentifier: database.instance.identifier };
        const cpu = alarm("db-cpu", {
            namespace: "AWS/RDS",
            metricName: "CPUUtilization",
            dimensions: ofDatabase,
            threshold: 80,
        });
        const storage = alarm("db-storage", {
            namespace: "AWS/RDS",
            metricName: "FreeStorageSpace",
            dimensions: ofDatabase,
            comparisonOperator: "LessThanThreshold",
            threshold: 10 * 1024 ** 3,
        });
        const errors = alarm("rotation-errors", {
            namespace: "AWS/Lambda",
            metricName: "Errors",
            dimensions: { FunctionName: database.rotation.name },
            statistic: "Sum",
            threshold: 0,
        });
        new aws.cloudwatch.CompositeAlarm(
            `migration-at-risk-${suffix}`,
            {
                alarmName: `migration-at-risk-${suffix}`,
                alarmRule: pulumi
                    .all([...lag, cpu, storage, errors].map(({ name }) => name))
                    .apply((names) => names.map((alarmName) => `ALARM("${alarmName}")`).join(" OR ")),
                alarmActions: [topic.arn],
            },
            parent,
        );

        this.dashboard = new aws.cloudwatch.Dashboard(
            `shipping-${suffix}`,
            {
                dashboardName: `shipping-${suffix}`,
                dashboardBody: pulumi.jsonStringify({
                    widgets: [
                        {
                            type: "metric",
                            width: 12,
                            height: 6,
                            properties: {
                                title: "Replication",
                                region: "us-east-1",
                                metrics: [
                                    [
                                        "AWS/DMS",
                                        "CPUUtilization",
                                        "ReplicationInstanceIdentifier",
                                        migration.instance.replicationInstanceId,
                                    ],
                                ],
                            },
                        },
                    ],
                }),
            },
            parent,
        );
        this.registerOutputs();
    }
}
