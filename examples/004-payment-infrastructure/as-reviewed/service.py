"""The payment service on Fargate, behind a load balancer."""
import pulumi
import pulumi_aws as aws

from network import alb_group, private_subnet_ids, public_subnets, service_group, vpc
from settings import SUFFIX, TAGS, assumed_by, config

logs = aws.cloudwatch.LogGroup(f"payment-{SUFFIX}", tags=TAGS)
execution_role = aws.iam.Role(
    f"task-execution-{SUFFIX}",
    assume_role_policy=assumed_by("ecs-tasks.amazonaws.com"),
    tags=TAGS,
)
aws.iam.RolePolicyAttachment(
    f"task-execution-{SUFFIX}",
    role=execution_role.name,
    policy_arn=aws.iam.ManagedPolicy.AMAZON_ECS_TASK_EXECUTION_ROLE_POLICY,
)
task = aws.ecs.TaskDefinition(
    f"payment-{SUFFIX}",
    family=f"payment-{SUFFIX}",
    requires_compatibilities=["FARGATE"],
    network_mode="awsvpc",
    cpu="1024",
    memory="2048",
    execution_role_arn=execution_role.arn,
    container_definitions=pulumi.Output.json_dumps(
        [
            {
                "name": "payment",
                "image": "nginx:latest",
                "portMappings": [{"containerPort": 8080}],
                "logConfiguration": {
                    "logDriver": "awslogs",
                    "options": {
                        "awslogs-group": logs.name,
                        "awslogs-region": "us-east-1",
                        "awslogs-stream-prefix": "payment",
                    },
                },
            }
        ]
    ),
    tags=TAGS,
)
balancer = aws.lb.LoadBalancer(
    f"payment-{SUFFIX}",
    security_groups=[alb_group.id],
    subnets=[public.id for public in public_subnets],
    drop_invalid_header_fields=True,
    enable_deletion_protection=True,
    tags=TAGS,
)
targets = aws.lb.TargetGroup(
    f"payment-{SUFFIX}",
    port=8080,
    protocol="HTTP",
    target_type="ip",
    vpc_id=vpc.id,
    health_check={"path": "/health"},
    tags=TAGS,
)
listener = aws.lb.Listener(
    f"payment-{SUFFIX}",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-2021-06",
    certificate_arn=config.require("certificateArn"),
    default_actions=[{"type": "forward", "target_group_arn": targets.arn}],
    tags=TAGS,
)
cluster = aws.ecs.Cluster(f"payment-{SUFFIX}", tags=TAGS)
aws.ecs.Service(
    f"payment-{SUFFIX}",
    cluster=cluster.arn,
    task_definition=task.arn,
    desired_count=2,
    launch_type="FARGATE",
    network_configuration={
        "subnets": private_subnet_ids,
        "security_groups": [service_group.id],
    },
    load_balancers=[
        {"target_group_arn": targets.arn, "container_name": "payment", "container_port": 8080}
    ],
    tags=TAGS,
    opts=pulumi.ResourceOptions(depends_on=[listener]),
)
