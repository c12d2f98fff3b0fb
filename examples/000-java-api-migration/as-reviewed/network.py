"""The network: in each of two zones a public subnet, and a private one that goes out through a NAT gateway."""
import pulumi_aws as aws

from settings import ANYWHERE, SUFFIX, TAGS, ZONES

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

address = aws.ec2.Eip(f"nat-{SUFFIX}", domain="vpc", tags=TAGS)
nat = aws.ec2.NatGateway(
    f"nat-{SUFFIX}", allocation_id=address.id, subnet_id=public_subnets[0].id, tags=TAGS
)
private_routes = aws.ec2.RouteTable(
    f"private-{SUFFIX}",
    vpc_id=vpc.id,
    routes=[{"cidr_block": ANYWHERE, "nat_gateway_id": nat.id}],
    tags=TAGS,
)
for i in range(len(ZONES)):
    aws.ec2.RouteTableAssociation(
        f"public-{i}", subnet_id=public_subnets[i].id, route_table_id=public_routes.id
    )
    aws.ec2.RouteTableAssociation(
        f"private-{i}", subnet_id=private_subnets[i].id, route_table_id=private_routes.id
    )
for service in ["s3", "dynamodb"]:
    aws.ec2.VpcEndpoint(
        f"{service}-{SUFFIX}",
        vpc_id=vpc.id,
        service_name=f"com.amazonaws.us-east-1.{service}",
        route_table_ids=[private_routes.id],
        tags=TAGS,
    )


def group(name: str, description: str) -> aws.ec2.SecurityGroup:
    return aws.ec2.SecurityGroup(
        f"{name}-{SUFFIX}", vpc_id=vpc.id, description=description, tags=TAGS
    )


def allow(name: str, to: aws.ec2.SecurityGroup, source: aws.ec2.SecurityGroup, port: int) -> None:
    aws.vpc.SecurityGroupIngressRule(
        name,
        security_group_id=to.id,
        referenced_security_group_id=source.id,
        ip_protocol="tcp",
        from_port=port,
        to_port=port,
    )


alb_group = group("alb", "HTTPS from anywhere")
api_group = group("api", "The API's tasks")
dms_group = group("dms", "The replication instance")
db_group = group("db", "PostgreSQL")
aws.vpc.SecurityGroupIngressRule(
    "alb-https",
    security_group_id=alb_group.id,
    cidr_ipv4=ANYWHERE,
    ip_protocol="tcp",
    from_port=443,
    to_port=443,
)
allow("api-from-alb", api_group, alb_group, 8080)
allow("db-from-api", db_group, api_group, 5432)
allow("db-from-dms", db_group, dms_group, 5432)
for name, source in {"alb": alb_group, "api": api_group, "dms": dms_group}.items():
    aws.vpc.SecurityGroupEgressRule(
        f"{name}-out", security_group_id=source.id, cidr_ipv4=ANYWHERE, ip_protocol="-1"
    )
