"""The Java API moves to AWS: its servers, its database and its traffic."""
import pulumi

import cutover
import monitoring
from api import balancer, logs
from database import database, secret_arn
from migration import task
from network import addresses, private_subnet_ids, vpc

pulumi.export("vpcId", vpc.id)
pulumi.export("privateSubnetIds", private_subnet_ids)
pulumi.export("natGatewayIps", addresses)
pulumi.export("rdsEndpoint", database.endpoint)
pulumi.export("dbSecretArn", secret_arn)
pulumi.export("dmsReplicationTaskArn", task.replication_task_arn)
pulumi.export("albDnsName", balancer.dns_name)
pulumi.export("logGroupName", logs.name)
pulumi.export("dashboardName", monitoring.dashboard.dashboard_name)
pulumi.export("apiName", cutover.aws_record.fqdn)
