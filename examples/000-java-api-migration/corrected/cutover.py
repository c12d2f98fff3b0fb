"""Traffic moves to AWS by weight: `pulumi config set awsWeight 50`, and back the same way."""
import pulumi_aws as aws

from api import balancer
from settings import SUFFIX, TAGS, config

weight = config.require_int("awsWeight")
on_prem_address = config.require("onPremAddress")


def health_check(side: str, **target) -> aws.route53.HealthCheck:
    return aws.route53.HealthCheck(
        f"{side}-{SUFFIX}",
        type="HTTPS",
        port=443,
        resource_path="/actuator/health",
        failure_threshold=3,
        request_interval=30,
        tags=TAGS,
        **target,
    )


def record(side: str, weight: int, check: aws.route53.HealthCheck, **target) -> aws.route53.Record:
    return aws.route53.Record(
        f"{side}-{SUFFIX}",
        zone_id=config.require("zoneId"),
        name=f"java-api-{SUFFIX}",
        type="A",
        set_identifier=side,
        weighted_routing_policies=[{"weight": weight}],
        health_check_id=check.id,
        **target,
    )


aws_record = record(
    "aws",
    weight,
    health_check("aws", fqdn=balancer.dns_name),
    aliases=[
        {
            "name": balancer.dns_name,
            "zone_id": balancer.zone_id,
            "evaluate_target_health": True,
        }
    ],
)
on_prem_record = record(
    "on-prem",
    100 - weight,
    health_check("on-prem", ip_address=on_prem_address),
    records=[on_prem_address],
    ttl=60,
)
