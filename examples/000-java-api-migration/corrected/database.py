"""The database that the API's data moves to."""
import pulumi_aws as aws

from network import db_group, private_subnet_ids
from settings import SUFFIX, TAGS

key = aws.kms.Key(
    f"data-{SUFFIX}", description="The API's data", enable_key_rotation=True, tags=TAGS
)
subnets = aws.rds.SubnetGroup(f"db-{SUFFIX}", subnet_ids=private_subnet_ids, tags=TAGS)
database = aws.rds.Instance(
    f"java-api-{SUFFIX}",
    engine="postgres",
    engine_version="16.14",
    instance_class="db.r8g.large",
    allocated_storage=200,
    storage_type="gp3",
    db_name="javaapi",
    username="javaapi_owner",
    manage_master_user_password=True,
    master_user_secret_kms_key_id=key.arn,
    db_subnet_group_name=subnets.name,
    vpc_security_group_ids=[db_group.id],
    storage_encrypted=True,
    kms_key_id=key.arn,
    multi_az=True,
    backup_retention_period=30,
    deletion_protection=True,
    final_snapshot_identifier=f"java-api-final-{SUFFIX}",
    tags=TAGS,
)
# RDS makes the password, keeps it here and rotates it.
secret_arn = database.master_user_secrets[0].secret_arn
