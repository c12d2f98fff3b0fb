"""The network: in each of two zones a public subnet with a NAT gateway, and a private one that goes out by it."""
import pulumi_aws as aws

from settings import ANYWHERE, SUFFIX, TAGS, ZONES

vpc = aws.ec2.Vpc(
    f"payment-{SUFFIX}", cidr_block="10.0.0.0/16", enable_dns_hostnames=True, tags=TAGS
)
gateway = aws.ec2.InternetGateway(f"payment-{SUFFIX}", vpc_id=vpc.id, tags=TAGS)


def subnet(tier: str, index: int, cidr_block: str, **route) -> tuple[aws.ec2.Subnet, aws.ec2.RouteTable]:
    """A subnet with a route table of its own."""
    made = aws.ec2.Subnet(
        f"{tier}-{index}-{SUFFIX}",
        vpc_id=vpc.id,
        availability_zone=ZONES[index],
        cidr_block=cidr_block,
        tags=TAGS,
    )
    table = aws.ec2.RouteTable(
        f"{tier}-{index}-{SUFFIX}",
        vpc_id=vpc.id,
        routes=[{"cidr_block": ANYWHERE, **route}],
        tags=TAGS,
    )
    aws.ec2.RouteTableAssociation(
        f"{tier}-{index}-{SUFFIX}", subnet_id=made.id, route_table_id=table.id
    )
    return made, table


public_subnets, private_subnets, private_tables = [], [], []
for i in range(len(ZONES)):
    public, _ = subnet("public", i, f"10.0.{i}.0/24", gateway_id=gateway.id)
    address = aws.ec2.Eip(f"nat-{i}-{SUFFIX}", domain="vpc", tags=TAGS)
    nat = aws.ec2.NatGateway(
        f"nat-{i}-{SUFFIX}", allocation_id=address.id, subnet_id=public.id, tags=TAGS
    )
    private, table = subnet("private", i, f"10.0.{10 + i}.0/24", nat_gateway_id=nat.id)
    public_subnets.append(public)
    private_subnets.append(private)
    private_tables.append(table)
private_subnet_ids = [private.id for private in private_subnets]

for service in ["s3", "dynamodb"]:
    aws.ec2.VpcEndpoint(
        f"{service}-{SUFFIX}",
        vpc_id=vpc.id,
        service_name=f"com.amazonaws.us-east-1.{service}",
        route_table_ids=[table.id for table in private_tables],
        tags=TAGS,
    )


def group(name: str, port: int | None = None, **source) -> aws.ec2.SecurityGroup:
    """A security group that takes one port from one source, or nothing."""
    ingress = [{"protocol": "tcp", "from_port": port, "to_port": port, **source}] if port else []
    return aws.ec2.SecurityGroup(
        f"{name}-{SUFFIX}",
        vpc_id=vpc.id,
        ingress=ingress,
        egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": [ANYWHERE]}],
        tags=TAGS,
    )


alb_group = group("alb", 443, cidr_blocks=[ANYWHERE])
service_group = group("service", 8080, security_groups=[alb_group.id])
db_group = group("db", 5432, security_groups=[service_group.id])
