import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Application } from "./application";
import type { Database } from "./database";
import type { Migration } from "./migration";

interface MonitoringArgs {
    suffix: string;
    application: Application;
    database: Database;
    migration: Migration;
    alertEmail: string;
}

/** What tells how the migration goes. */
export class Monitoring extends pulumi.ComponentResource {
    readonly topic: aws.sns.Topic;
    readonly dashboard: aws.cloudwatch.Dashboard;

    constructor(
        name: string,
        { suffix, application, database, migration, alertEmail }: MonitoringArgs,
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
        const alarm = (id: string, args: Partial<aws.cloudwatch.MetricAlarmArgs>): aws.cloudwatch.MetricAlarm =>
            new aws.cloudwatch.MetricAlarm(
                `${id}-${suffix}`,
                {
                    comparisonOperator: "GreaterThanThreshold",
                    statistic: "Average",
                    period: 300,
                    evaluationPeriods: 2,
                    treatMissingData: "notBreaching",
                    alarmActions: [this.topic.arn],
                    ...args,
                },
                parent,
            );

        const targets = {
            LoadBalancer: application.balancer.arnSuffix,
            TargetGroup: application.targets.arnSuffix,
        };
        const balancerMetric = (metricName: string) => ({ namespace: "AWS/ApplicationELB", metricName });
        const latency = alarm("latency", {
            ...balancerMetric("TargetResponseTime"),
            dimensions: targets,
            threshold: 2,
        });
        const hosts = alarm("healthy-hosts", {
            ...balancerMetric("HealthyHostCount"),
            comparisonOperator: "LessThanThreshold",
            statistic: "Minimum",
            threshold: 1,
            treatMissingData: "breaching",
        });
        const cpu = alarm("db-cpu", {
            namespace: "AWS/RDS",
            metricName: "CPUUtilization",
            dimensions: { DBClusterIdentifier: database.cluster.clusterIdentifier },
            threshold: 80,
        });
        const late = ["CDCLatencySource", "CDCLatencyTarget"].map((metricName) =>
            alarm(metricName.toLowerCase(), {
                namespace: "AWS/DMS",
                metricName,
                dimensions: {
                    ReplicationInstanceIdentifier: migration.instance.replicationInstanceId,
                    ReplicationTaskIdentifier: migration.task.replicationTaskArn.apply((arn) => arn.split(":").pop()!),
                },
                threshold: 300,
                treatMissingData: "breaching",
            }),
        );
        const errors = alarm("validation-errors", {
            namespace: "AWS/Lambda",
            metricName: "Errors",
            dimensions: { FunctionName: migration.validation.name },
            statistic: "Sum",
            threshold: 0,
        });
        new aws.cloudwatch.CompositeAlarm(
            `cutover-at-risk-${suffix}`,
            {
                alarmName: `cutover-at-risk-${suffix}`,
                alarmRule: pulumi
                    .all([latency, hosts, cpu, ...late, errors].map(({ name }) => name))
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
                    widgets: [
                        {
                            type: "metric",
                            width: 12,
                            height: 6,
                            properties: {
                                title: "Requests",
                                region: "us-east-1",
                                metrics: [
                                    [
                                        "AWS/ApplicationELB",
                                        "RequestCount",
                                        "LoadBalancer",
                                        application.balancer.arnSuffix,
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
