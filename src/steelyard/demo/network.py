"""The demo account's networks and what runs in them: VPCs, groups, network ACLs, flow logs, instances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from steelyard.demo import ACCOUNT
from steelyard.demo.identity import trust

if TYPE_CHECKING:
    from steelyard.demo.account import Maker

REGION = "eu-west-1"


def fill(maker: Maker) -> None:
    """Create it."""
    ec2 = maker.client("ec2", REGION)
    ec2.enable_ebs_encryption_by_default()
    shop = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    office = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    for name, vpc in (("shop", shop), ("office", office)):
        ec2.create_tags(Resources=[vpc], Tags=[{"Key": "Name", "Value": name}])
    maker.client("logs", REGION).create_log_group(logGroupName="flows")
    for vpc, traffic in ((shop, "ALL"), (office, "ACCEPT")):
        _flow_log(ec2, vpc, traffic)
    _close(ec2, shop)
    _peering(ec2, shop, office)
    _groups(ec2, shop)
    _instances(maker, ec2, shop)


def _flow_log(ec2: Any, vpc: str, traffic: str) -> None:
    ec2.create_flow_logs(
        ResourceIds=[vpc],
        ResourceType="VPC",
        TrafficType=traffic,
        LogDestinationType="cloud-watch-logs",
        LogGroupName="flows",
        DeliverLogsPermissionArn=f"arn:aws:iam::{ACCOUNT}:role/flow-logs",
    )


def _close(ec2: Any, vpc: str) -> None:
    """Take the rules of the VPC's default group away, and let its network ACL let in what the shop needs."""
    of_vpc = {"Name": "vpc-id", "Values": [vpc]}
    groups = ec2.describe_security_groups(Filters=[of_vpc, {"Name": "group-name", "Values": ["default"]}])
    group = groups["SecurityGroups"][0]
    if group["IpPermissions"]:
        ec2.revoke_security_group_ingress(GroupId=group["GroupId"], IpPermissions=group["IpPermissions"])
    if group["IpPermissionsEgress"]:
        ec2.revoke_security_group_egress(GroupId=group["GroupId"], IpPermissions=group["IpPermissionsEgress"])
    acl = ec2.describe_network_acls(Filters=[of_vpc])["NetworkAcls"][0]["NetworkAclId"]
    allow = {"NetworkAclId": acl, "RuleAction": "allow", "Egress": False}
    ec2.replace_network_acl_entry(RuleNumber=100, Protocol="-1", CidrBlock="10.0.0.0/8", **allow)
    web = {"CidrBlock": "0.0.0.0/0", "PortRange": {"From": 443, "To": 443}}
    ec2.create_network_acl_entry(RuleNumber=110, Protocol="6", **web, **allow)


def _peering(ec2: Any, shop: str, office: str) -> None:
    peering = ec2.create_vpc_peering_connection(VpcId=shop, PeerVpcId=office)["VpcPeeringConnection"]
    name = peering["VpcPeeringConnectionId"]
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=name)
    table = ec2.create_route_table(VpcId=shop)["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="10.1.0.0/16", VpcPeeringConnectionId=name)


def _groups(ec2: Any, vpc: str) -> None:
    everybody = {"IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    everybody_by_ipv6 = {"Ipv6Ranges": [{"CidrIpv6": "::/0"}]}
    rules: dict[str, list[dict[str, Any]]] = {
        "web": [{"FromPort": 443, "ToPort": 443, **everybody}],
        # No port 22 is written here, and yet it is open.
        "admin": [
            {"FromPort": 0, "ToPort": 1024, **everybody},
            {"FromPort": 3389, "ToPort": 3389, **everybody_by_ipv6},
        ],
        "files": [{"FromPort": 445, "ToPort": 445, **everybody}],
    }
    for name, permissions in rules.items():
        group = ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"]
        ec2.authorize_security_group_ingress(
            GroupId=group, IpPermissions=[{"IpProtocol": "tcp", **permission} for permission in permissions]
        )


def _instances(maker: Maker, ec2: Any, vpc: str) -> None:
    iam = maker.client("iam")
    iam.create_role(RoleName="web", AssumeRolePolicyDocument=trust({"Service": "ec2.amazonaws.com"}))
    iam.create_instance_profile(InstanceProfileName="web")
    iam.add_role_to_instance_profile(InstanceProfileName="web", RoleName="web")
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    good = {"IamInstanceProfile": {"Name": "web"}, "MetadataOptions": {"HttpTokens": "required"}}
    bad = {"MetadataOptions": {"HttpTokens": "optional"}}
    for name, members in (("web-1", good), ("jump-host", bad)):
        tags = [{"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": name}]}]
        ec2.run_instances(
            ImageId="ami-0abcdef1234567890", MinCount=1, MaxCount=1, SubnetId=subnet, TagSpecifications=tags, **members
        )
