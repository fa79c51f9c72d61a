"""Amazon VPC: networks, their access control lists, security groups and flow logs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, cidr, jsonb, tags, text, timestamptz
from steelyard.aws.tables._ec2 import arn, title


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


def rule_akas(identifier: str, rule: Mapping[str, Any]) -> list[str]:
    """A rule's ARN, made unique by what the rule allows."""
    return [f"{identifier}:{rule_words(rule)}"]


def after_last_colon(destination: str | None) -> str | None:
    """The end of a flow log's destination: the bucket (and folder) of an S3 one."""
    return destination.rpartition(":")[2] if destination else None


vpc = Table(
    "aws_vpc",
    "A VPC of one region.",
    rows=(Call("ec2", "DescribeVpcs", items="Vpcs"),),
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
    rows=(Call("ec2", "DescribeFlowLogs", items="FlowLogs"),),
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
    rows=(Call("ec2", "DescribeNetworkAcls", items="NetworkAcls"),),
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
    rows=(Call("ec2", "DescribeSecurityGroups", items="SecurityGroups"),),
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
    rows=(Call("ec2", "DescribeSecurityGroupRules", items="SecurityGroupRules"),),
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

TABLES = (
    vpc,
    flow_log,
    network_acl,
    security_group,
    security_group_rule,
)
