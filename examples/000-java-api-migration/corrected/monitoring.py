"""What tells how the migration goes."""
import pulumi
import pulumi_aws as aws

from api import balancer, cluster, service, targets
from database import database
from migration import instance, task
from settings import SUFFIX, TAGS, config

topic = aws.sns.Topic(f"migration-alerts-{SUFFIX}", tags=TAGS)
aws.sns.TopicSubscription(
    f"migration-alerts-email-{SUFFIX}",
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


of_database = {"DBInstanceIdentifier": database.identifier}
alarm("db-cpu", "AWS/RDS", "CPUUtilization", of_database, 80)
alarm(
    "db-storage",
    "AWS/RDS",
    "FreeStorageSpace",
    of_database,
    20 * 1024**3,
    comparison_operator="LessThanThreshold",
)
alarm(
    "api-cpu",
    "AWS/ECS",
    "CPUUtilization",
    {"ClusterName": cluster.name, "ServiceName": service.name},
    80,
)
of_instance = {"ReplicationInstanceIdentifier": instance.replication_instance_id}
of_task = {
    **of_instance,
    "ReplicationTaskIdentifier": task.replication_task_arn.apply(lambda arn: arn.split(":")[-1]),
}
# A task that has stopped sends nothing: that is as bad as a task that is late.
late = [
    alarm(f"dms-{metric.lower()}", "AWS/DMS", metric, of_task, 300, treat_missing_data="breaching")
    for metric in ["CDCLatencySource", "CDCLatencyTarget"]
]
of_targets = {"LoadBalancer": balancer.arn_suffix, "TargetGroup": targets.arn_suffix}
slow = alarm("api-latency", "AWS/ApplicationELB", "TargetResponseTime", of_targets, 2)
unhealthy = alarm("api-unhealthy", "AWS/ApplicationELB", "UnHealthyHostCount", of_targets, 0)
aws.cloudwatch.CompositeAlarm(
    f"cutover-at-risk-{SUFFIX}",
    alarm_name=f"cutover-at-risk-{SUFFIX}",
    alarm_rule=pulumi.Output.all(*[one.name for one in [*late, slow, unhealthy]]).apply(
        lambda names: " OR ".join(f'ALARM("{name}")' for name in names)
    ),
    alarm_actions=[topic.arn],
    tags=TAGS,
)


def widget(title: str, *metrics: list) -> dict:
    return {
        "type": "metric",
        "width": 12,
        "height": 6,
        "properties": {"title": title, "region": "us-east-1", "metrics": list(metrics)},
    }


dashboard = aws.cloudwatch.Dashboard(
    f"migration-{SUFFIX}",
    dashboard_name=f"java-api-migration-{SUFFIX}",
    dashboard_body=pulumi.Output.json_dumps(
        {
            "widgets": [
                widget(
                    "Requests",
                    ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", balancer.arn_suffix],
                ),
                widget(
                    "Database",
                    ["AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", database.identifier],
                ),
            ]
        }
    ),
)
