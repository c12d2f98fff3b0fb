"""The Java API moves to AWS: its servers, its database and its traffic."""
import pulumi
import pulumi_aws as aws

import monitoring
from api import balancer
from database import database
from migration import task
from network import vpc
from settings import SUFFIX, TAGS

# The cutover: a health check, for whoever changes the record by hand.
aws.route53.HealthCheck(
    f"api-{SUFFIX}",
    type="HTTPS",
    fqdn=balancer.dns_name,
    port=443,
    resource_path="/actuator/health",
    failure_threshold=3,
    request_interval=30,
    tags=TAGS,
)

pulumi.export("vpcId", vpc.id)
pulumi.export("rdsEndpoint", database.endpoint)
pulumi.export("dmsReplicationTaskArn", task.replication_task_arn)
pulumi.export("dashboardName", monitoring.dashboard.dashboard_name)
