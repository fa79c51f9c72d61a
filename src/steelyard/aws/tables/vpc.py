"""Amazon VPC: networks, routes, gateways, access control lists, security groups and flow logs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, cidr, inet, jsonb, tags, text, timestamptz
from steelyard.aws.tables._ec2 import arn, filled_name_or_id, filters, title


def direction(is_egress: bool | None) -> str:
    """A rule's direction in words."""
    return "egress" if is_egress else "ingress"


def rule_words(rule: Mapping[str, Any]) -> str:
    """What a rule allows, in one word: direction, protocol, ports and peer, joined by underscores."""
    group = (rule["ReferencedGroupInfo"] or {}).get("GroupId")
    peer = rule["CidrIpv4"] or rule["CidrIpv6"] or group or rule["PrefixListId"]
    parts = [direction(rule["IsEgress"]), rule["IpProtocol"], rule["FromPort"], rule["ToPort"], peer]
    return "_".join(str(part) for part in parts if part is not None)


def rule_title(rule: Mapping[str, Any]) -> str:
    """A rule's id and what it allows."""
    return f"{rule['SecurityGroupRuleId']}_{rule_words(rule)}"


def rule_akas(identifier: str | None, rule: Mapping[str, Any]) -> list[str] | None:
    """A rule's ARN, made unique by what the rule allows."""
    return None if identifier is None else [f"{identifier}:{rule_words(rule)}"]


def after_last_colon(destination: str | None) -> str | None:
    """The end of a flow log's destination: the bucket (and folder) of an S3 one."""
    return destination.rpartition(":")[2] if destination else None


def first(*values: str | None) -> str | None:
    """The first value that is there."""
    return next((value for value in values if value is not None), None)


def configured(option: str) -> Callable[[Sequence[Mapping[str, Any]] | None], list[str] | None]:
    """The function that finds the values of one option in a set of DHCP options; None where it is not set."""

    def values(configurations: Sequence[Mapping[str, Any]] | None) -> list[str] | None:
        found = (configuration["Values"] for configuration in configurations or () if configuration["Key"] == option)
        return next(([value["Value"] for value in each or ()] for each in found), None)

    return values


vpc = Table(
    "aws_vpc",
    "A VPC of one region.",
    rows=(
        Call(
            "ec2",
            "DescribeVpcs",
            {
                "Filters": filters(
                    {"owner_id": "owner-id", "state": "state", "dhcp_options_id": "dhcp-options-id"},
                    {"is_default": "is-default"},
                )
            },
            items="Vpcs",
        ),
    ),
    get=Call(
        "ec2",
        "DescribeVpcs",
        {"VpcIds": [Key("vpc_id")]},
        items="Vpcs",
        absent=("InvalidVpcID.NotFound", "InvalidVpcID.Malformed"),
    ),
    columns={
        "vpc_id": text(about="The VPC's id."),
        "arn": text(arn("vpc", "VpcId")),
        "cidr_block": cidr(about="The main IPv4 range."),
        "cidr_block_association_set": jsonb(about="All IPv4 ranges with their state."),
        "dhcp_options_id": text(about="The DHCP options in use; default where there are none."),
        "instance_tenancy": text(about="The tenancy that instances get: default or dedicated."),
        "ipv6_cidr_block_association_set": jsonb(about="All IPv6 ranges with their state."),
        "is_default": boolean(about="Whether it is the region's default VPC."),
        "owner_id": text(about="The account that owns the VPC; another one where it is shared."),
        "state": text(),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": title("VpcId"),
        "akas": akas(arn("vpc", "VpcId")),
    },
)

flow_log = Table(
    "aws_vpc_flow_log",
    "A flow log of a VPC, subnet, network interface or transit gateway.",
    rows=(
        Call(
            "ec2",
            "DescribeFlowLogs",
            {
                "Filter": filters(
                    {
                        "resource_id": "resource-id",
                        "traffic_type": "traffic-type",
                        "log_group_name": "log-group-name",
                        "log_destination_type": "log-destination-type",
                    }
                )
            },
            items="FlowLogs",
        ),
    ),
    get=Call(
        "ec2",
        "DescribeFlowLogs",
        {"FlowLogIds": [Key("flow_log_id")]},
        items="FlowLogs",
        absent=("InvalidFlowLogId.NotFound", "InvalidParameterValue"),
    ),
    columns={
        "flow_log_id": text(about="The flow log's id."),
        "bucket_name": text(
            "LogDestination",
            via=after_last_colon,
            about="The end of the destination's ARN: the S3 bucket, for a log that goes to S3.",
        ),
        "creation_time": timestamptz(),
        "deliver_logs_error_message": text(about="Why delivery failed, if it did."),
        "deliver_logs_permission_arn": text(about="The role that delivers to CloudWatch Logs."),
        "deliver_logs_status": text(about="Whether delivery works: SUCCESS or FAILED."),
        "flow_log_status": text(),
        "log_destination": text(about="The ARN of the log group, bucket or stream that gets the records."),
        "log_destination_type": text(about="cloud-watch-logs, s3 or kinesis-data-firehose."),
        "log_format": text(about="The fields of a record, in order."),
        "log_group_name": text(),
        "max_aggregation_interval": bigint(about="The seconds a record may cover: 60 or 600."),
        "resource_id": text(
            about="What is logged: a VPC, subnet, network interface, transit gateway or its attachment."
        ),
        "traffic_type": text(about="ACCEPT, REJECT or ALL."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": title("FlowLogId"),
        "akas": akas(arn("vpc-flow-log", "FlowLogId")),
    },
)

network_acl = Table(
    "aws_vpc_network_acl",
    "A network ACL with its entries.",
    rows=(
        Call(
            "ec2",
            "DescribeNetworkAcls",
            {"Filters": filters({"vpc_id": "vpc-id", "owner_id": "owner-id"}, {"is_default": "default"})},
            items="NetworkAcls",
        ),
    ),
    get=Call(
        "ec2",
        "DescribeNetworkAcls",
        {"NetworkAclIds": [Key("network_acl_id")]},
        items="NetworkAcls",
        absent=("InvalidNetworkAclID.NotFound",),
    ),
    columns={
        "network_acl_id": text(about="The network ACL's id."),
        "arn": text(arn("network-acl", "NetworkAclId")),
        "associations": jsonb(about="The subnets it applies to."),
        "entries": jsonb(about="The rules of both directions; the lowest number that fits decides."),
        "is_default": boolean(about="Whether subnets of the VPC get it unless told otherwise."),
        "owner_id": text(),
        "vpc_id": text(),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": title("NetworkAclId"),
        "akas": akas(arn("network-acl", "NetworkAclId")),
    },
)

security_group = Table(
    "aws_vpc_security_group",
    "A security group with its rules.",
    rows=(
        Call(
            "ec2",
            "DescribeSecurityGroups",
            {
                "Filters": filters(
                    {
                        "vpc_id": "vpc-id",
                        "group_name": "group-name",
                        "owner_id": "owner-id",
                    }
                )
            },
            items="SecurityGroups",
        ),
    ),
    get=Call(
        "ec2",
        "DescribeSecurityGroups",
        {"GroupIds": [Key("group_id")]},
        items="SecurityGroups",
        absent=("InvalidGroup.NotFound", "InvalidGroupId.Malformed", "InvalidGroupId.NotFound"),
    ),
    columns={
        "group_id": text(about="The security group's id."),
        "arn": text(arn("security-group", "GroupId")),
        "description": text(),
        "group_name": text(),
        "ip_permissions": jsonb(about="The rules for traffic that comes in."),
        "ip_permissions_egress": jsonb(about="The rules for traffic that goes out."),
        "owner_id": text(),
        "vpc_id": text(),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text("GroupName"),
        "akas": akas(arn("security-group", "GroupId")),
    },
)

security_group_rule = Table(
    "aws_vpc_security_group_rule",
    "One rule of a security group: one direction, protocol, port range and peer.",
    rows=(
        Call(
            "ec2",
            "DescribeSecurityGroupRules",
            {"Filters": filters({"group_id": "group-id"})},
            items="SecurityGroupRules",
        ),
    ),
    get=Call(
        "ec2",
        "DescribeSecurityGroupRules",
        {"SecurityGroupRuleIds": [Key("security_group_rule_id")]},
        items="SecurityGroupRules",
        absent=("InvalidGroup.NotFound", "InvalidSecurityGroupRuleId.Malformed", "InvalidSecurityGroupRuleId.NotFound"),
    ),
    columns={
        "security_group_rule_id": text(about="The rule's id."),
        "cidr_ipv4": cidr(about="The IPv4 range at the other end."),
        "cidr_ipv6": cidr(about="The IPv6 range at the other end."),
        "description": text(),
        "from_port": bigint(about="The first port or the ICMP type; -1 for all."),
        "group_id": text(),
        "group_owner_id": text(about="The account that owns the group."),
        "ip_protocol": text(about="tcp, udp, icmp, icmpv6, a protocol number, or -1 for all."),
        "is_egress": boolean(about="Whether the rule is for traffic that goes out."),
        "prefix_list_id": text(about="The prefix list at the other end."),
        "referenced_group_id": text("ReferencedGroupInfo.GroupId", about="The security group at the other end."),
        "referenced_peering_status": text(
            "ReferencedGroupInfo.PeeringStatus", about="The state of the peering to the other group's VPC."
        ),
        "referenced_user_id": text("ReferencedGroupInfo.UserId", about="The account of the group at the other end."),
        "referenced_vpc_id": text("ReferencedGroupInfo.VpcId", about="The VPC of the group at the other end."),
        "referenced_vpc_peering_connection_id": text("ReferencedGroupInfo.VpcPeeringConnectionId"),
        "to_port": bigint(about="The last port or the ICMP code; -1 for all."),
        "type": text("IsEgress", via=direction, about="ingress or egress."),
        "title": text(".", via=rule_title, about="The rule's id and what it allows."),
        "akas": jsonb(arn("security-group-rule", "SecurityGroupRuleId", "GroupOwnerId"), ".", via=rule_akas),
    },
)

subnet = Table(
    "aws_vpc_subnet",
    "A subnet of a VPC.",
    rows=(
        Call(
            "ec2",
            "DescribeSubnets",
            {
                "Filters": filters(
                    {
                        "vpc_id": "vpc-id",
                        "availability_zone": "availability-zone",
                        "owner_id": "owner-id",
                        "state": "state",
                    },
                    {"default_for_az": "default-for-az"},
                )
            },
            items="Subnets",
        ),
    ),
    get=Call(
        "ec2",
        "DescribeSubnets",
        {"SubnetIds": [Key("subnet_id")]},
        items="Subnets",
        absent=("InvalidSubnetID.NotFound", "InvalidSubnetID.Malformed"),
    ),
    columns={
        "subnet_id": text(about="The subnet's id."),
        "subnet_arn": text(),
        "vpc_id": text(),
        "assign_ipv6_address_on_creation": boolean(about="Whether new interfaces get an IPv6 address."),
        "availability_zone": text(),
        "availability_zone_id": text(about="The zone's id, which means the same zone in every account."),
        "available_ip_address_count": bigint(about="How many IPv4 addresses are free."),
        "cidr_block": cidr(),
        "customer_owned_ipv4_pool": text(),
        "default_for_az": boolean(about="Whether it is the zone's default subnet."),
        "ipv6_cidr_block_association_set": jsonb(),
        "map_customer_owned_ip_on_launch": boolean(
            about="Whether interfaces get a customer-owned address, on an Outpost."
        ),
        "map_public_ip_on_launch": boolean(about="Whether instances get a public IPv4 address unless told otherwise."),
        "outpost_arn": text(),
        "owner_id": text(about="The account that owns the subnet; another one where it is shared."),
        "state": text(about="available, pending, unavailable or a failure."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text("Tags", "SubnetId", via=filled_name_or_id, about="The tag Name, or the id where there is none."),
        "akas": akas("SubnetArn"),
    },
)

route_table = Table(
    "aws_vpc_route_table",
    "A route table with its routes.",
    rows=(
        Call(
            "ec2",
            "DescribeRouteTables",
            {"Filters": filters({"vpc_id": "vpc-id", "owner_id": "owner-id"})},
            items="RouteTables",
        ),
    ),
    get=Call(
        "ec2",
        "DescribeRouteTables",
        {"RouteTableIds": [Key("route_table_id")]},
        items="RouteTables",
        absent=("InvalidRouteTableID.NotFound", "InvalidRouteTableID.Malformed"),
    ),
    columns={
        "route_table_id": text(about="The route table's id."),
        "vpc_id": text(),
        "associations": jsonb(about="The subnets and gateways that use it; Main marks the VPC's main table."),
        "owner_id": text(),
        "propagating_vgws": jsonb(about="The virtual private gateways that write routes to it."),
        "routes": jsonb(about="The routes: destination, target, state."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text("RouteTableId"),
        "akas": akas(arn("route-table", "RouteTableId")),
    },
)

internet_gateway = Table(
    "aws_vpc_internet_gateway",
    "An internet gateway.",
    rows=(Call("ec2", "DescribeInternetGateways", items="InternetGateways"),),
    get=Call(
        "ec2",
        "DescribeInternetGateways",
        {"InternetGatewayIds": [Key("internet_gateway_id")]},
        items="InternetGateways",
        absent=("InvalidInternetGatewayID.NotFound", "InvalidInternetGatewayID.Malformed"),
    ),
    columns={
        "internet_gateway_id": text(about="The internet gateway's id."),
        "attachments": jsonb(about="The VPC it is attached to, with the state."),
        "owner_id": text(),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": title("InternetGatewayId"),
        "akas": akas(arn("internet-gateway", "InternetGatewayId")),
    },
)

egress_only_internet_gateway = Table(
    "aws_vpc_egress_only_internet_gateway",
    "An egress-only internet gateway, which lets IPv6 out and nothing in.",
    rows=(Call("ec2", "DescribeEgressOnlyInternetGateways", items="EgressOnlyInternetGateways"),),
    get=Call(
        "ec2",
        "DescribeEgressOnlyInternetGateways",
        {"EgressOnlyInternetGatewayIds": [Key("id")]},
        items="EgressOnlyInternetGateways",
        absent=("InvalidEgressOnlyInternetGatewayId.NotFound", "InvalidEgressOnlyInternetGatewayId.Malformed"),
    ),
    columns={
        "id": text("EgressOnlyInternetGatewayId", about="The gateway's id."),
        "attachments": jsonb(about="The VPC it is attached to, with the state."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": title("EgressOnlyInternetGatewayId"),
        "akas": akas(arn("egress-only-internet-gateway", "EgressOnlyInternetGatewayId")),
    },
)

dhcp_options = Table(
    "aws_vpc_dhcp_options",
    "A set of DHCP options.",
    rows=(Call("ec2", "DescribeDhcpOptions", items="DhcpOptions"),),
    get=Call(
        "ec2",
        "DescribeDhcpOptions",
        {"DhcpOptionsIds": [Key("dhcp_options_id")]},
        items="DhcpOptions",
        absent=("InvalidDhcpOptionID.NotFound", "InvalidDhcpOptionsID.NotFound"),
    ),
    columns={
        "dhcp_options_id": text(about="The set's id."),
        "domain_name": jsonb(
            "DhcpConfigurations", via=configured("domain-name"), about="The domain names given to instances."
        ),
        "domain_name_servers": jsonb(
            "DhcpConfigurations",
            via=configured("domain-name-servers"),
            about="The addresses of DNS servers, or AmazonProvidedDNS.",
        ),
        "netbios_name_servers": jsonb(
            "DhcpConfigurations", via=configured("netbios-name-servers"), about="The addresses of NetBIOS name servers."
        ),
        "netbios_node_type": jsonb(
            "DhcpConfigurations", via=configured("netbios-node-type"), about="The NetBIOS node type: 1, 2, 4 or 8."
        ),
        "ntp_servers": jsonb(
            "DhcpConfigurations", via=configured("ntp-servers"), about="The addresses of time servers."
        ),
        "owner_id": text(),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": title("DhcpOptionsId"),
        "akas": akas(arn("dhcp-options", "DhcpOptionsId")),
    },
)

eip = Table(
    "aws_vpc_eip",
    "An Elastic IP address.",
    rows=(Call("ec2", "DescribeAddresses", items="Addresses"),),
    get=Call(
        "ec2",
        "DescribeAddresses",
        {"AllocationIds": [Key("allocation_id")]},
        items="Addresses",
        absent=("InvalidAllocationID.NotFound", "InvalidAllocationID.Malformed"),
    ),
    columns={
        "allocation_id": text(about="The id of the allocation."),
        "arn": text(arn("elastic-ip", "AllocationId")),
        "association_id": text(
            about="The id of the association with an instance or interface; null for an unused address."
        ),
        "carrier_ip": text(about="The carrier address, in a Wavelength Zone."),
        "customer_owned_ip": inet(),
        "customer_owned_ipv4_pool": text(),
        "domain": text(about="vpc; standard in the times of EC2-Classic."),
        "instance_id": text(),
        "network_border_group": text(about="The zones it can be announced from."),
        "network_interface_id": text(),
        "network_interface_owner_id": text(about="The account that owns the interface."),
        "private_ip_address": inet(),
        "public_ip": inet(),
        "public_ipv4_pool": text(about="The pool it was taken from; amazon for AWS's own."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text("AllocationId", "PublicIp", via=first, about="The allocation's id, or else the address."),
        "akas": akas(arn("elastic-ip", "AllocationId")),
    },
)

peering_connection = Table(
    "aws_vpc_peering_connection",
    "A peering connection between two VPCs.",
    rows=(Call("ec2", "DescribeVpcPeeringConnections", items="VpcPeeringConnections"),),
    get=Call(
        "ec2",
        "DescribeVpcPeeringConnections",
        {"VpcPeeringConnectionIds": [Key("id")]},
        items="VpcPeeringConnections",
        absent=("InvalidVpcPeeringConnectionID.NotFound", "InvalidVpcPeeringConnectionId.Malformed"),
    ),
    columns={
        "id": text("VpcPeeringConnectionId", about="The peering connection's id."),
        "status_code": text("Status.Code", about="active, pending-acceptance, rejected, expired and so on."),
        "status_message": text("Status.Message"),
        "accepter_cidr_block": cidr("AccepterVpcInfo.CidrBlock"),
        "accepter_cidr_block_set": jsonb("AccepterVpcInfo.CidrBlockSet"),
        "accepter_ipv6_cidr_block_set": jsonb("AccepterVpcInfo.Ipv6CidrBlockSet"),
        "accepter_owner_id": text("AccepterVpcInfo.OwnerId"),
        "accepter_peering_options": jsonb(
            "AccepterVpcInfo.PeeringOptions",
            about="Whether the accepter's side resolves the other's DNS names, among others.",
        ),
        "accepter_region": text("AccepterVpcInfo.Region"),
        "accepter_vpc_id": text("AccepterVpcInfo.VpcId"),
        "expiration_time": timestamptz(about="When an unaccepted request expires."),
        "requester_cidr_block": cidr("RequesterVpcInfo.CidrBlock"),
        "requester_cidr_block_set": jsonb("RequesterVpcInfo.CidrBlockSet"),
        "requester_ipv6_cidr_block_set": jsonb("RequesterVpcInfo.Ipv6CidrBlockSet"),
        "requester_owner_id": text("RequesterVpcInfo.OwnerId"),
        "requester_peering_options": jsonb(
            "RequesterVpcInfo.PeeringOptions",
            about="Whether the requester's side resolves the other's DNS names, among others.",
        ),
        "requester_region": text("RequesterVpcInfo.Region"),
        "requester_vpc_id": text("RequesterVpcInfo.VpcId"),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text("VpcPeeringConnectionId"),
    },
)

block_public_access_options = Table(
    "aws_vpc_block_public_access_options",
    "Whether a region blocks internet access of its VPCs: one row a region.",
    rows=(Call("ec2", "DescribeVpcBlockPublicAccessOptions", items="VpcBlockPublicAccessOptions"),),
    columns={
        "exclusions_allowed": text(about="allowed, or not-allowed where the organization's policy forbids them."),
        "internet_gateway_block_mode": text(about="off, block-bidirectional or block-ingress."),
        "last_update_timestamp": timestamptz(),
        "managed_by": text(about="account, or declarative-policy."),
        "reason": text(about="Why the state is what it is."),
        "state": text(about="default-state, update-in-progress or update-complete."),
        "title": text("{region} VPC Block Public Access Options"),
    },
)

TABLES = (
    vpc,
    flow_log,
    network_acl,
    security_group,
    security_group_rule,
    subnet,
    route_table,
    internet_gateway,
    egress_only_internet_gateway,
    dhcp_options,
    eip,
    peering_connection,
    block_public_access_options,
)
