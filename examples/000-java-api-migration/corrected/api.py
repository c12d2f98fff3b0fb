"""The API on Fargate, behind a load balancer."""
import json

import pulumi
import pulumi_aws as aws

from network import alb_group, api_group, private_subnet_ids, public_subnets, vpc
from settings import SUFFIX, TAGS, assumed_by, config

logs = aws.cloudwatch.LogGroup(f"api-{SUFFIX}", retention_in_days=365, tags=TAGS)
role = aws.iam.Role(
    f"ecs-execution-{SUFFIX}",
    assume_role_policy=assumed_by("ecs-tasks.amazonaws.com"),
    tags=TAGS,
)
aws.iam.RolePolicyAttachment(
    f"ecs-execution-{SUFFIX}",
    role=role.name,
    policy_arn=aws.iam.ManagedPolicy.AMAZON_ECS_TASK_EXECUTION_ROLE_POLICY,
)
cluster = aws.ecs.Cluster(f"api-{SUFFIX}", tags=TAGS)
task_definition = aws.ecs.TaskDefinition(
    f"api-{SUFFIX}",
    family=f"api-{SUFFIX}",
    requires_compatibilities=["FARGATE"],
    network_mode="awsvpc",
    cpu="1024",
    memory="2048",
    execution_role_arn=role.arn,
    container_definitions=logs.name.apply(
        lambda log_group: json.dumps(
            [
                {
                    "name": "api",
                    "image": config.require("image"),
                    "portMappings": [{"containerPort": 8080}],
                    "logConfiguration": {
                        "logDriver": "awslogs",
                        "options": {
                            "awslogs-group": log_group,
                            "awslogs-region": "us-east-1",
                            "awslogs-stream-prefix": "api",
                        },
                    },
                }
            ]
        )
    ),
    tags=TAGS,
)
balancer = aws.lb.LoadBalancer(
    f"api-{SUFFIX}",
    security_groups=[alb_group.id],
    subnets=[public.id for public in public_subnets],
    drop_invalid_header_fields=True,
    enable_deletion_protection=True,
    tags=TAGS,
)
targets = aws.lb.TargetGroup(
    f"api-{SUFFIX}",
    port=8080,
    protocol="HTTP",
    target_type="ip",
    vpc_id=vpc.id,
    health_check={"path": "/actuator/health"},
    tags=TAGS,
)
listener = aws.lb.Listener(
    f"api-{SUFFIX}",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-2021-06",
    certificate_arn=config.require("certificateArn"),
    default_actions=[{"type": "forward", "target_group_arn": targets.arn}],
    tags=TAGS,
)
service = aws.ecs.Service(
    f"api-{SUFFIX}",
    cluster=cluster.arn,
    task_definition=task_definition.arn,
    desired_count=2,
    launch_type="FARGATE",
    network_configuration={"subnets": private_subnet_ids, "security_groups": [api_group.id]},
    load_balancers=[
        {"target_group_arn": targets.arn, "container_name": "api", "container_port": 8080}
    ],
    tags=TAGS,
    opts=pulumi.ResourceOptions(depends_on=[listener]),
)
