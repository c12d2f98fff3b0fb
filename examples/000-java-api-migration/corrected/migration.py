"""The data's way to AWS by DMS, first the tables and then every change to them; the servers' way by MGN."""
import json

import pulumi
import pulumi_aws as aws

from database import database, key
from network import dms_group, mgn_group, private_subnet_ids
from settings import SUFFIX, TAGS, assumed_by, config

subnets = aws.dms.ReplicationSubnetGroup(
    f"dms-{SUFFIX}",
    replication_subnet_group_id=f"dms-{SUFFIX}",
    replication_subnet_group_description="Private subnets",
    subnet_ids=private_subnet_ids,
    tags=TAGS,
)
instance = aws.dms.ReplicationInstance(
    f"dms-{SUFFIX}",
    replication_instance_id=f"dms-{SUFFIX}",
    replication_instance_class="dms.r6i.large",
    allocated_storage=100,
    multi_az=True,
    publicly_accessible=False,
    kms_key_arn=key.arn,
    replication_subnet_group_id=subnets.id,
    vpc_security_group_ids=[dms_group.id],
    tags=TAGS,
)
# DMS has users of its own in both databases. The DBAs keep their secrets, with host and port.
secrets = {side: config.require(f"{side}SecretArn") for side in ["source", "target"]}
role = aws.iam.Role(
    f"dms-secrets-{SUFFIX}",
    assume_role_policy=assumed_by("dms.us-east-1.amazonaws.com"),
    tags=TAGS,
)
aws.iam.RolePolicy(
    f"dms-secrets-{SUFFIX}",
    role=role.id,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
                    "Resource": list(secrets.values()),
                }
            ],
        }
    ),
)


def endpoint(side: str, needs: list) -> aws.dms.Endpoint:
    return aws.dms.Endpoint(
        f"{side}-{SUFFIX}",
        endpoint_id=f"{side}-{SUFFIX}",
        endpoint_type=side,
        engine_name="postgres",
        database_name="javaapi",
        secrets_manager_arn=secrets[side],
        secrets_manager_access_role_arn=role.arn,
        ssl_mode="require",
        tags=TAGS,
        opts=pulumi.ResourceOptions(depends_on=needs),
    )


source = endpoint("source", needs=[])
target = endpoint("target", needs=[database])


def rule(number: int, kind: str, name: str, schema: str, table: str | None = None, **more) -> dict:
    locator = {"schema-name": schema, **({"table-name": table} if table else {})}
    return {
        "rule-type": kind,
        "rule-id": str(number),
        "rule-name": name,
        "object-locator": locator,
        **more,
    }


mappings = [
    rule(1, "selection", "customers", "public", "customer%", **{"rule-action": "include"}),
    rule(2, "selection", "orders", "public", "order%", **{"rule-action": "include"}),
    rule(
        3,
        "transformation",
        "schema",
        "public",
        **{"rule-target": "schema", "rule-action": "rename", "value": "api"},
    ),
]
task = aws.dms.ReplicationTask(
    f"java-api-{SUFFIX}",
    replication_task_id=f"java-api-{SUFFIX}",
    migration_type="full-load-and-cdc",
    replication_instance_arn=instance.replication_instance_arn,
    source_endpoint_arn=source.endpoint_arn,
    target_endpoint_arn=target.endpoint_arn,
    table_mappings=json.dumps({"rules": mappings}),
    replication_task_settings=json.dumps({"Logging": {"EnableLogging": True}}),
    tags=TAGS,
)

# pulumi_aws has no resource of MGN's. Cloud Control makes it from CloudFormation's schema.
replication_template = aws.cloudcontrol.Resource(
    f"mgn-{SUFFIX}",
    type_name="AWS::MGN::ReplicationConfigurationTemplate",
    desired_state=pulumi.Output.json_dumps(
        {
            "StagingAreaSubnetId": private_subnet_ids[0],
            "DataPlaneRouting": "PRIVATE_IP",
            "CreatePublicIP": False,
            "EbsEncryption": "CUSTOM",
            "EbsEncryptionKeyArn": key.arn,
            "AssociateDefaultSecurityGroup": False,
            "ReplicationServersSecurityGroupsIDs": [mgn_group.id],
            "ReplicationServerInstanceType": "t3.small",
            "UseDedicatedReplicationServer": False,
            "DefaultLargeStagingDiskType": "GP3",
            "BandwidthThrottling": 0,
            "StagingAreaTags": TAGS,
            "Tags": [{"Key": name, "Value": value} for name, value in TAGS.items()],
        }
    ),
)
