"""Site-to-Site VPN."""

from __future__ import annotations

from steelyard.aws.declare import Call, Key, Table, akas, bigint, jsonb, tags, text
from steelyard.aws.tables._ec2 import arn, title

connection = Table(
    "aws_vpc_vpn_connection",
    "A Site-to-Site VPN connection.",
    rows=(Call("ec2", "DescribeVpnConnections", items="VpnConnections"),),
    get=Call(
        "ec2",
        "DescribeVpnConnections",
        {"VpnConnectionIds": [Key("vpn_connection_id")]},
        items="VpnConnections",
        absent=("InvalidVpnConnectionID.NotFound", "InvalidVpnConnectionID.Malformed"),
    ),
    columns={
        "vpn_connection_id": text(about="The connection's id."),
        "arn": text(arn("vpn-connection", "VpnConnectionId")),
        "category": text(about="VPN, or VPN-Classic."),
        "customer_gateway_configuration": text(
            about="The settings of the customer's device as XML, keys included, where AWS gives them."
        ),
        "customer_gateway_id": text(),
        "options": jsonb(about="The tunnels' settings."),
        "routes": jsonb(about="The static routes."),
        "state": text(),
        "transit_gateway_id": text(),
        "type": text(about="ipsec.1."),
        "vgw_telemetry": jsonb(about="The tunnels with their state: UP or DOWN."),
        "vpn_gateway_id": text(),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": title("VpnConnectionId"),
        "akas": akas(arn("vpn-connection", "VpnConnectionId")),
    },
)

gateway = Table(
    "aws_vpc_vpn_gateway",
    "A virtual private gateway: the VPC's side of VPN connections.",
    rows=(Call("ec2", "DescribeVpnGateways", items="VpnGateways"),),
    get=Call(
        "ec2",
        "DescribeVpnGateways",
        {"VpnGatewayIds": [Key("vpn_gateway_id")]},
        items="VpnGateways",
        absent=("InvalidVpnGatewayID.NotFound", "InvalidVpnGatewayID.Malformed"),
    ),
    columns={
        "vpn_gateway_id": text(about="The gateway's id."),
        "amazon_side_asn": bigint(about="The private AS number of AWS's side of BGP sessions."),
        "availability_zone": text(),
        "state": text(),
        "type": text(about="ipsec.1."),
        "vpc_attachments": jsonb(about="The VPC it is attached to, with the state."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": title("VpnGatewayId"),
        "akas": akas(arn("vpn-gateway", "VpnGatewayId")),
    },
)

TABLES = (
    connection,
    gateway,
)
