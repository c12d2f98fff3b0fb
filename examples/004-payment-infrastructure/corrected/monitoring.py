"""Alarms that reach whoever is on call, and what they look at then."""
import pulumi
import pulumi_aws as aws

import schema_migration
from database import cluster, rotation
from service import balancer, targets
from settings import SUFFIX, TAGS, config

topic = aws.sns.Topic(f"alerts-{SUFFIX}", tags=TAGS)
aws.sns.TopicSubscription(
    f"alerts-email-{SUFFIX}",
    topic=topic.arn,
    protocol="email",
    endpoint=config.require("alertEmail"),
)


def alarm(
    name: str, namespace: str, metric: str, dimensions: dict, threshold: float, **more
) -> aws.cloudwatch.MetricAlarm:
    return aws.cloudwatch.MetricAlarm(
        f"{name}-{SUFFIX}",
        **{
            "namespace": namespace,
            "metric_name": metric,
            "dimensions": dimensions,
            "threshold": threshold,
            "comparison_operator": "GreaterThanThreshold",
            "statistic": "Average",
            "period": 300,
            "evaluation_periods": 2,
            "treat_missing_data": "notBreaching",
            "alarm_actions": [topic.arn],
            "tags": TAGS,
            **more,
        },
    )


of_targets = {"LoadBalancer": balancer.arn_suffix, "TargetGroup": targets.arn_suffix}
of_cluster = {"DBClusterIdentifier": cluster.cluster_identifier}
of_rotation = {"FunctionName": rotation.name}
of_migration = {"FunctionName": schema_migration.function.name}
alarms = [
    alarm("latency", "AWS/ApplicationELB", "TargetResponseTime", of_targets, 1),
    alarm("unhealthy", "AWS/ApplicationELB", "UnHealthyHostCount", of_targets, 0),
    alarm("db-cpu", "AWS/RDS", "CPUUtilization", of_cluster, 80),
    alarm("rotation-errors", "AWS/Lambda", "Errors", of_rotation, 0, statistic="Sum"),
    alarm("migration-errors", "AWS/Lambda", "Errors", of_migration, 0, statistic="Sum"),
]
aws.cloudwatch.CompositeAlarm(
    f"payments-degraded-{SUFFIX}",
    alarm_name=f"payments-degraded-{SUFFIX}",
    alarm_rule=pulumi.Output.all(*[one.name for one in alarms]).apply(
        lambda names: " OR ".join(f'ALARM("{name}")' for name in names)
    ),
    alarm_actions=[topic.arn],
    tags=TAGS,
)


def widget(title: str, namespace: str, metric: str, dimensions: dict) -> dict:
    path = [part for dimension in dimensions.items() for part in dimension]
    return {
        "type": "metric",
        "width": 12,
        "height": 6,
        "properties": {
            "title": title,
            "region": "us-east-1",
            "metrics": [[namespace, metric, *path]],
        },
    }


dashboard = aws.cloudwatch.Dashboard(
    f"payments-{SUFFIX}",
    dashboard_name=f"payments-{SUFFIX}",
    dashboard_body=pulumi.Output.json_dumps(
        {
            "widgets": [
                widget("Latency", "AWS/ApplicationELB", "TargetResponseTime", of_targets),
                widget("Database", "AWS/RDS", "CPUUtilization", of_cluster),
            ]
        }
    ),
)
