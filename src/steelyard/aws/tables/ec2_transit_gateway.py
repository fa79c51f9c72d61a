"""Transit gateways and their attachments."""

from __future__ import annotations

from steelyard.aws.declare import Call, Key, Table, akas, bigint, jsonb, tags, text, timestamptz
from steelyard.aws.tables._ec2 import arn, title

transit_gateway = Table(
    "aws_ec2_transit_gateway",
    "A transit gateway.",
    rows=(Call("ec2", "DescribeTransitGateways", items="TransitGateways", absent=("InvalidAction",)),),
    get=Call(
        "ec2",
        "DescribeTransitGateways",
        {"TransitGatewayIds": [Key("transit_gateway_id")]},
        items="TransitGateways",
        absent=(
            "InvalidAction",
            "InvalidTransitGatewayID.NotFound",
            "InvalidTransitGatewayID.Unavailable",
            "InvalidTransitGatewayID.Malformed",
        ),
    ),
    columns={
        "transit_gateway_id": text(),
        "transit_gateway_arn": text(),
        "amazon_side_asn": bigint("Options.AmazonSideAsn", about="The private AS number of its side of BGP sessions."),
        "association_default_route_table_id": text("Options.AssociationDefaultRouteTableId"),
        "auto_accept_shared_attachments": text(
            "Options.AutoAcceptSharedAttachments",
            about="Whether attachments of other accounts need no approval: enable or disable.",
        ),
        "cidr_blocks": jsonb("Options.TransitGatewayCidrBlocks", about="The address ranges of the gateway itself."),
        "creation_time": timestamptz(),
        "default_route_table_association": text(
            "Options.DefaultRouteTableAssociation",
            about="Whether new attachments use the default route table: enable or disable.",
        ),
        "default_route_table_propagation": text(
            "Options.DefaultRouteTablePropagation",
            about="Whether new attachments write their routes to the default route table: enable or disable.",
        ),
        "description": text(),
        "dns_support": text("Options.DnsSupport", about="enable or disable."),
        "multicast_support": text("Options.MulticastSupport", about="enable or disable."),
        "owner_id": text(about="The account that owns it; another one where it is shared."),
        "propagation_default_route_table_id": text("Options.PropagationDefaultRouteTableId"),
        "state": text(),
        "vpn_ecmp_support": text(
            "Options.VpnEcmpSupport", about="Whether traffic is spread over equal VPN tunnels: enable or disable."
        ),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": title("TransitGatewayId"),
        "akas": akas("TransitGatewayArn"),
    },
)

vpc_attachment = Table(
    "aws_ec2_transit_gateway_vpc_attachment",
    "An attachment of a transit gateway: of a VPC, and also of a VPN, a peer and so on (see resource_type).",
    rows=(
        Call("ec2", "DescribeTransitGatewayAttachments", items="TransitGatewayAttachments", absent=("InvalidAction",)),
    ),
    get=Call(
        "ec2",
        "DescribeTransitGatewayAttachments",
        {"TransitGatewayAttachmentIds": [Key("transit_gateway_attachment_id")]},
        items="TransitGatewayAttachments",
        absent=(
            "InvalidAction",
            "InvalidTransitGatewayAttachmentID.NotFound",
            "InvalidTransitGatewayAttachmentID.Unavailable",
            "InvalidTransitGatewayAttachmentID.Malformed",
        ),
    ),
    add={
        "vpcs": Call(
            "ec2",
            "DescribeTransitGatewayVpcAttachments",
            items="TransitGatewayVpcAttachments",
            match="TransitGatewayAttachmentId",
            on="TransitGatewayAttachmentId",
            absent=("InvalidAction",),
        ),
    },
    columns={
        "transit_gateway_attachment_id": text(),
        "transit_gateway_id": text(),
        "association_state": text("Association.State", about="The state of the association with a route table."),
        "association_transit_gateway_route_table_id": text("Association.TransitGatewayRouteTableId"),
        "creation_time": timestamptz(),
        "options": jsonb(
            "vpcs.Options", about="A VPC attachment's settings: DNS, IPv6, appliance mode; null for other kinds."
        ),
        "resource_id": text(about="What is attached."),
        "resource_owner_id": text(),
        "resource_type": text(about="vpc, vpn, direct-connect-gateway, connect, peering or tgw-peering."),
        "state": text(),
        "transit_gateway_owner_id": text(about="The account that owns the transit gateway."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": title("TransitGatewayAttachmentId"),
        "akas": akas(arn("transit-gateway-attachment", "TransitGatewayAttachmentId")),
    },
)

TABLES = (
    transit_gateway,
    vpc_attachment,
)
