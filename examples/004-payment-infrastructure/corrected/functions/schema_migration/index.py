"""Runs the SQL files that have not been run, each in a transaction, over the cluster's Data API."""
import os
from pathlib import Path

import boto3

data = boto3.client("rds-data")
DATABASE = {
    "resourceArn": os.environ["CLUSTER_ARN"],
    "secretArn": os.environ["DB_SECRET_ARN"],
}


def execute(sql, **more):
    return data.execute_statement(**DATABASE, database="payments", sql=sql, **more)


def handler(event, context):
    execute("create table if not exists schema_version (name text primary key)")
    done = {row[0]["stringValue"] for row in execute("select name from schema_version")["records"]}
    new = [file for file in sorted(Path(__file__).parent.glob("sql/*.sql")) if file.stem not in done]
    for file in new:
        apply(file)
    return {"applied": [file.stem for file in new]}


def apply(file):
    transaction = data.begin_transaction(**DATABASE, database="payments")["transactionId"]
    try:
        for statement in filter(str.strip, file.read_text().split(";")):
            execute(statement, transactionId=transaction)
        execute(
            "insert into schema_version (name) values (:name)",
            transactionId=transaction,
            parameters=[{"name": "name", "value": {"stringValue": file.stem}}],
        )
    except Exception:
        data.rollback_transaction(**DATABASE, transactionId=transaction)
        raise
    data.commit_transaction(**DATABASE, transactionId=transaction)
