"""The network: in each of two zones a public subnet with a NAT gateway, and a private one that goes out by it."""
import pulumi
import pulumi_aws as aws

from settings import ANYWHERE, SUFFIX, TAGS, ZONES, assumed_by

DATA_CENTRE = "192.168.0.0/16"

vpc = aws.ec2.Vpc(f"vpc-{SUFFIX}", cidr_block="10.20.0.0/22", enable_dns_hostnames=True, tags=TAGS)
gateway = aws.ec2.InternetGateway(f"gateway-{SUFFIX}", vpc_id=vpc.id, tags=TAGS)
public_routes = aws.ec2.RouteTable(
    f"public-{SUFFIX}",
    vpc_id=vpc.id,
    routes=[{"cidr_block": ANYWHERE, "gateway_id": gateway.id}],
    tags=TAGS,
)


def subnet(tier: str, index: int, cidr_block: str) -> aws.ec2.Subnet:
    return aws.ec2.Subnet(
        f"{tier}-{index}-{SUFFIX}",
        vpc_id=vpc.id,
        availability_zone=ZONES[index],
        cidr_block=cidr_block,
        tags=TAGS,
    )


public_subnets = [subnet("public", i, f"10.20.{i}.0/24") for i in range(len(ZONES))]
private_subnets = [subnet("private", i, f"10.20.{2 + i}.0/24") for i in range(len(ZONES))]
private_subnet_ids = [private.id for private in private_subnets]

addresses = []
private_routes = []
for i in range(len(ZONES)):
    address = aws.ec2.Eip(f"nat-{i}-{SUFFIX}", domain="vpc", tags=TAGS)
    nat = aws.ec2.NatGateway(
        f"nat-{i}-{SUFFIX}", allocation_id=address.id, subnet_id=public_subnets[i].id, tags=TAGS
    )
    routes = aws.ec2.RouteTable(
        f"private-{i}-{SUFFIX}",
        vpc_id=vpc.id,
        routes=[{"cidr_block": ANYWHERE, "nat_gateway_id": nat.id}],
        tags=TAGS,
    )
    aws.ec2.RouteTableAssociation(
        f"public-{i}-{SUFFIX}", subnet_id=public_subnets[i].id, route_table_id=public_routes.id
    )
    aws.ec2.RouteTableAssociation(
        f"private-{i}-{SUFFIX}", subnet_id=private_subnets[i].id, route_table_id=routes.id
    )
    addresses.append(address.public_ip)
    private_routes.append(routes)
for service in ["s3", "dynamodb"]:
    aws.ec2.VpcEndpoint(
        f"{service}-{SUFFIX}",
        vpc_id=vpc.id,
        service_name=f"com.amazonaws.us-east-1.{service}",
        route_table_ids=[routes.id for routes in private_routes],
        tags=TAGS,
    )

flow_logs = aws.cloudwatch.LogGroup(f"vpc-flow-logs-{SUFFIX}", retention_in_days=365, tags=TAGS)
flow_logs_role = aws.iam.Role(
    f"vpc-flow-logs-{SUFFIX}",
    assume_role_policy=assumed_by("vpc-flow-logs.amazonaws.com"),
    tags=TAGS,
)
aws.iam.RolePolicy(
    f"vpc-flow-logs-{SUFFIX}",
    role=flow_logs_role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": [
                        "logs:CreateLogStream",
                        "logs:PutLogEvents",
                        "logs:DescribeLogStreams",
                    ],
                    "Resource": flow_logs.arn.apply(lambda arn: f"{arn}:*"),
                }
            ],
        }
    ),
)
aws.ec2.FlowLog(
    f"vpc-{SUFFIX}",
    vpc_id=vpc.id,
    traffic_type="ALL",
    log_destination=flow_logs.arn,
    iam_role_arn=flow_logs_role.arn,
    tags=TAGS,
)


def group(name: str, description: str) -> aws.ec2.SecurityGroup:
    return aws.ec2.SecurityGroup(
        f"{name}-{SUFFIX}", vpc_id=vpc.id, description=description, tags=TAGS
    )


def allow(name: str, to: aws.ec2.SecurityGroup, source: aws.ec2.SecurityGroup, port: int) -> None:
    aws.vpc.SecurityGroupIngressRule(
        f"{name}-{SUFFIX}",
        security_group_id=to.id,
        referenced_security_group_id=source.id,
        ip_protocol="tcp",
        from_port=port,
        to_port=port,
        tags=TAGS,
    )


alb_group = group("alb", "HTTPS from anywhere")
api_group = group("api", "The API's tasks")
dms_group = group("dms", "The replication instance")
db_group = group("db", "PostgreSQL")
mgn_group = group("mgn", "Replication servers")
aws.vpc.SecurityGroupIngressRule(
    f"mgn-from-data-centre-{SUFFIX}",
    security_group_id=mgn_group.id,
    cidr_ipv4=DATA_CENTRE,
    ip_protocol="tcp",
    from_port=1500,
    to_port=1500,
    tags=TAGS,
)
aws.vpc.SecurityGroupIngressRule(
    f"alb-https-{SUFFIX}",
    security_group_id=alb_group.id,
    cidr_ipv4=ANYWHERE,
    ip_protocol="tcp",
    from_port=443,
    to_port=443,
    tags=TAGS,
)
allow("api-from-alb", api_group, alb_group, 8080)
allow("db-from-api", db_group, api_group, 5432)
allow("db-from-dms", db_group, dms_group, 5432)
senders = {"alb": alb_group, "api": api_group, "dms": dms_group, "mgn": mgn_group}
for name, source in senders.items():
    aws.vpc.SecurityGroupEgressRule(
        f"{name}-out-{SUFFIX}",
        security_group_id=source.id,
        cidr_ipv4=ANYWHERE,
        ip_protocol="-1",
        tags=TAGS,
    )
