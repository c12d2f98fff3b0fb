"""The data's way to AWS: DMS copies the tables, and then every change to them."""
import json

import pulumi_aws as aws

from database import database, key, password
from network import dms_group, private_subnet_ids
from settings import SUFFIX, TAGS

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
source = aws.dms.Endpoint(
    "source-endpoint",
    endpoint_id="source-endpoint",
    endpoint_type="source",
    engine_name="postgres",
    server_name="192.168.14.21",
    port=5432,
    database_name="javaapi",
    username="postgres",
    password="password",
    ssl_mode="require",
    tags=TAGS,
)
target = aws.dms.Endpoint(
    "target-endpoint",
    endpoint_id="target-endpoint",
    endpoint_type="target",
    engine_name="postgres",
    server_name=database.address,
    port=5432,
    database_name="javaapi",
    username="javaapi_owner",
    password=password,
    ssl_mode="require",
    tags=TAGS,
)
everything = {"schema-name": "public", "table-name": "%"}
task = aws.dms.ReplicationTask(
    f"java-api-{SUFFIX}",
    replication_task_id=f"java-api-{SUFFIX}",
    migration_type="full-load-and-cdc",
    replication_instance_arn=instance.replication_instance_arn,
    source_endpoint_arn=source.endpoint_arn,
    target_endpoint_arn=target.endpoint_arn,
    table_mappings=json.dumps(
        {
            "rules": [
                {
                    "rule-type": "selection",
                    "rule-id": "1",
                    "rule-name": "everything",
                    "rule-action": "include",
                    "object-locator": everything,
                }
            ]
        }
    ),
    replication_task_settings=json.dumps({"Logging": {"EnableLogging": True}}),
)
