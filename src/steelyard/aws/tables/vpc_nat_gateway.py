"""NAT gateways and their traffic."""

from __future__ import annotations

from dataclasses import replace

from steelyard.aws.declare import Call, Key, Table, akas, jsonb, tags, text, timestamptz
from steelyard.aws.metrics import metric_table
from steelyard.aws.tables._ec2 import arn, title

NAT_GATEWAYS = Call("ec2", "DescribeNatGateways", items="NatGateways")


nat_gateway = Table(
    "aws_vpc_nat_gateway",
    "A NAT gateway; a deleted one stays for about an hour.",
    rows=(NAT_GATEWAYS,),
    get=Call(
        "ec2",
        "DescribeNatGateways",
        {"NatGatewayIds": [Key("nat_gateway_id")]},
        items="NatGateways",
        absent=("NatGatewayNotFound", "NatGatewayMalformed"),
    ),
    columns={
        "nat_gateway_id": text(about="The NAT gateway's id."),
        "arn": text(arn("natgateway", "NatGatewayId")),
        "create_time": timestamptz(),
        "delete_time": timestamptz(),
        "failure_code": text(about="Why it could not be made."),
        "failure_message": text(),
        "nat_gateway_addresses": jsonb(about="Its addresses with their network interface."),
        "provisioned_bandwidth": jsonb(about="Reserved by AWS."),
        "state": text(about="pending, failed, available, deleting or deleted."),
        "subnet_id": text(),
        "vpc_id": text(),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": title("NatGatewayId"),
        "akas": akas(arn("natgateway", "NatGatewayId")),
    },
)

nat_gateway_metric_bytes_out_to_destination = metric_table(
    "aws_vpc_nat_gateway_metric_bytes_out_to_destination",
    parents=(replace(NAT_GATEWAYS, name="gateway"),),
    namespace="AWS/NATGateway",
    metric="BytesOutToDestination",
    interval="5_min",
    dimension="NatGatewayId",
    column="nat_gateway_id",
    source="gateway.NatGatewayId",
    of="each NAT gateway",
)

TABLES = (
    nat_gateway,
    nat_gateway_metric_bytes_out_to_destination,
)
