"""Brings the schema up to date: a function that runs the SQL files which have not been run, at every change of them."""
import hashlib
from pathlib import Path

import pulumi
import pulumi_aws as aws

from database import cluster, instances, key, secret, secret_version
from settings import SUFFIX, TAGS, allowing, assumed_by

FOLDER = "./functions/schema_migration"

role = aws.iam.Role(
    f"schema-migration-{SUFFIX}",
    assume_role_policy=assumed_by("lambda.amazonaws.com"),
    tags=TAGS,
)
aws.iam.RolePolicyAttachment(
    f"schema-migration-{SUFFIX}",
    role=role.name,
    policy_arn=aws.iam.ManagedPolicy.AWS_LAMBDA_BASIC_EXECUTION_ROLE,
)
policy = aws.iam.RolePolicy(
    f"schema-migration-{SUFFIX}",
    role=role.id,
    policy=allowing(
        (
            [
                "rds-data:ExecuteStatement",
                "rds-data:BeginTransaction",
                "rds-data:CommitTransaction",
                "rds-data:RollbackTransaction",
            ],
            cluster.arn,
        ),
        ("secretsmanager:GetSecretValue", secret.arn),
        ("kms:Decrypt", key.arn),
    ),
)
logs = aws.cloudwatch.LogGroup(f"schema-migration-{SUFFIX}", retention_in_days=365, tags=TAGS)
function = aws.lambda_.Function(
    f"schema-migration-{SUFFIX}",
    runtime="python3.13",
    handler="index.handler",
    code=pulumi.FileArchive(FOLDER),
    role=role.arn,
    timeout=300,
    reserved_concurrent_executions=1,
    kms_key_arn=key.arn,
    environment={"variables": {"CLUSTER_ARN": cluster.arn, "DB_SECRET_ARN": secret.arn}},
    logging_config={"log_format": "JSON", "log_group": logs.name},
    tags=TAGS,
)
files = sorted(Path(FOLDER, "sql").glob("*.sql"))
aws.lambda_.Invocation(
    f"schema-migration-{SUFFIX}",
    function_name=function.name,
    input="{}",
    triggers={"sql": hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()},
    opts=pulumi.ResourceOptions(depends_on=[*instances, secret_version, policy]),
)
