"""Alarms that reach whoever is on call."""
import pulumi_aws as aws

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
alarm("latency", "AWS/ApplicationELB", "TargetResponseTime", of_targets, 1)
alarm("unhealthy", "AWS/ApplicationELB", "UnHealthyHostCount", of_targets, 0)
alarm("db-cpu", "AWS/RDS", "CPUUtilization", of_cluster, 80)
alarm("rotation-errors", "AWS/Lambda", "Errors", of_rotation, 0, statistic="Sum")
