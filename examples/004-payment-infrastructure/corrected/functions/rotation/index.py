"""Gives the cluster a new password, in the four steps of a rotation that Secrets Manager calls one after the other."""
import json

import boto3

rds = boto3.client("rds")
secrets = boto3.client("secretsmanager")


def read(arn, **version):
    return json.loads(secrets.get_secret_value(SecretId=arn, **version)["SecretString"])


def pending(arn, token):
    return read(arn, VersionId=token, VersionStage="AWSPENDING")


def create_secret(arn, token):
    try:
        pending(arn, token)
        return  # An earlier attempt made it.
    except secrets.exceptions.ResourceNotFoundException:
        pass
    password = secrets.get_random_password(PasswordLength=32, ExcludePunctuation=True)
    value = {**read(arn, VersionStage="AWSCURRENT"), "password": password["RandomPassword"]}
    secrets.put_secret_value(
        SecretId=arn,
        ClientRequestToken=token,
        SecretString=json.dumps(value),
        VersionStages=["AWSPENDING"],
    )


def set_secret(arn, token):
    value = pending(arn, token)
    rds.modify_db_cluster(
        DBClusterIdentifier=value["dbClusterIdentifier"],
        MasterUserPassword=value["password"],
        ApplyImmediately=True,
    )


def test_secret(arn, token):
    identifier = pending(arn, token)["dbClusterIdentifier"]
    cluster = rds.describe_db_clusters(DBClusterIdentifier=identifier)["DBClusters"][0]
    if "MasterUserPassword" in cluster.get("PendingModifiedValues", {}):
        raise RuntimeError("the cluster does not have the new password yet")


def finish_secret(arn, token):
    stages = secrets.describe_secret(SecretId=arn)["VersionIdsToStages"]
    current = next(version for version, names in stages.items() if "AWSCURRENT" in names)
    if current != token:
        secrets.update_secret_version_stage(
            SecretId=arn,
            VersionStage="AWSCURRENT",
            MoveToVersionId=token,
            RemoveFromVersionId=current,
        )


STEPS = {
    "createSecret": create_secret,
    "setSecret": set_secret,
    "testSecret": test_secret,
    "finishSecret": finish_secret,
}


def handler(event, context):
    STEPS[event["Step"]](event["SecretId"], event["ClientRequestToken"])
