"""Aurora PostgreSQL in two zones, its administrator's secret, and the function that rotates it."""
import json

import pulumi
import pulumi_aws as aws

from network import db_group, private_subnet_ids
from settings import SUFFIX, TAGS, allowing, assumed_by

PASSWORD = "ChangeMe123!TempPassword"

key = aws.kms.Key(
    f"payment-{SUFFIX}", description="Payment data", enable_key_rotation=True, tags=TAGS
)
subnets = aws.rds.SubnetGroup(f"payment-{SUFFIX}", subnet_ids=private_subnet_ids, tags=TAGS)
cluster = aws.rds.Cluster(
    f"payment-{SUFFIX}",
    cluster_identifier=f"payment-{SUFFIX}",
    engine="aurora-postgresql",
    engine_version="15.3",
    database_name="payments",
    master_username="payments_owner",
    master_password=PASSWORD,
    db_subnet_group_name=subnets.name,
    vpc_security_group_ids=[db_group.id],
    storage_encrypted=True,
    kms_key_id=key.arn,
    backup_retention_period=30,
    deletion_protection=True,
    final_snapshot_identifier=f"payment-final-{SUFFIX}",
    tags=TAGS,
)
for i in range(2):
    aws.rds.ClusterInstance(
        f"payment-{i}-{SUFFIX}",
        cluster_identifier=cluster.id,
        engine="aurora-postgresql",
        instance_class="db.r8g.large",
        tags=TAGS,
    )

secret = aws.secretsmanager.Secret(f"payment-db-{SUFFIX}", kms_key_id=key.arn, tags=TAGS)
secret_version = aws.secretsmanager.SecretVersion(
    f"payment-db-{SUFFIX}",
    secret_id=secret.id,
    secret_string=json.dumps(
        {
            "dbClusterIdentifier": f"payment-{SUFFIX}",
            "username": "payments_owner",
            "password": PASSWORD,
        }
    ),
)

rotation_role = aws.iam.Role(
    f"rotation-{SUFFIX}", assume_role_policy=assumed_by("lambda.amazonaws.com"), tags=TAGS
)
aws.iam.RolePolicyAttachment(
    f"rotation-{SUFFIX}",
    role=rotation_role.name,
    policy_arn=aws.iam.ManagedPolicy.AWS_LAMBDA_BASIC_EXECUTION_ROLE,
)
aws.iam.RolePolicy(
    f"rotation-{SUFFIX}",
    role=rotation_role.id,
    policy=allowing(
        (
            [
                "secretsmanager:DescribeSecret",
                "secretsmanager:GetSecretValue",
                "secretsmanager:PutSecretValue",
                "secretsmanager:UpdateSecretVersionStage",
            ],
            secret.arn,
        ),
        ("secretsmanager:GetRandomPassword", "*"),
        (["rds:ModifyDBCluster", "rds:DescribeDBClusters"], cluster.arn),
        (["kms:Decrypt", "kms:GenerateDataKey"], key.arn),
    ),
)
rotation_logs = aws.cloudwatch.LogGroup(f"rotation-{SUFFIX}", tags=TAGS)
rotation = aws.lambda_.Function(
    f"rotation-{SUFFIX}",
    runtime="python3.13",
    handler="index.handler",
    code=pulumi.FileArchive("./functions/rotation"),
    role=rotation_role.arn,
    timeout=60,
    reserved_concurrent_executions=1,
    logging_config={"log_format": "JSON", "log_group": rotation_logs.name},
    tags=TAGS,
)
permission = aws.lambda_.Permission(
    f"rotation-{SUFFIX}",
    function=rotation.name,
    action="lambda:InvokeFunction",
    principal="secretsmanager.amazonaws.com",
    source_arn=secret.arn,
)
aws.secretsmanager.SecretRotation(
    f"payment-db-{SUFFIX}",
    secret_id=secret.id,
    rotation_lambda_arn=rotation.arn,
    rotation_rules={"automatically_after_days": 30},
    opts=pulumi.ResourceOptions(depends_on=[permission, secret_version]),
)
