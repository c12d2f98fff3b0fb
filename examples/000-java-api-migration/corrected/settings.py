"""What all modules share: the configuration, the environment's suffix and the tags."""
import json

import pulumi

config = pulumi.Config()
SUFFIX = pulumi.get_stack()
ZONES = ["us-east-1a", "us-east-1b"]
ANYWHERE = "0.0.0.0/0"
TAGS = {
    "Environment": SUFFIX,
    "Project": "java-api-migration",
    "ManagedBy": "pulumi",
    "Owner": "platform",
    "CostCenter": "cc-4410",
}


def assumed_by(service: str) -> str:
    """The trust policy of a role that an AWS service assumes."""
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": service},
                }
            ],
        }
    )
