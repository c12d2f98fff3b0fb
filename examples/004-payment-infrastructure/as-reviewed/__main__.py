"""Infrastructure of the payment service."""
import pulumi

import monitoring
from database import cluster, secret
from network import vpc
from service import balancer

pulumi.export("vpcId", vpc.id)
pulumi.export("rdsEndpoint", cluster.endpoint)
pulumi.export("dbSecretArn", secret.arn)
pulumi.export("albDnsName", balancer.dns_name)
pulumi.export("snsTopicArn", monitoring.topic.arn)
