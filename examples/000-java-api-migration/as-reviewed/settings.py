"""What all modules share: the configuration, the environment's suffix and the tags."""
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
