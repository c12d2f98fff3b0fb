"""What all modules share: the configuration, the environment's suffix, the tags and small helpers."""
import json

import pulumi

config = pulumi.Config()
SUFFIX = pulumi.get_stack()
ZONES = ["us-east-1a", "us-east-1b"]
ANYWHERE = "0.0.0.0/0"
TAGS = {"Environment": SUFFIX, "Project": "payment-infrastructure", "ManagedBy": "pulumi"}


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


def allowing(*statements: tuple) -> pulumi.Output[str]:
    """A policy that allows actions on resources, given as (actions, resources) pairs."""
    return pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": actions, "Resource": resources}
                for actions, resources in statements
            ],
        }
    )
