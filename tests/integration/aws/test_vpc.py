"""Tables of VPC over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..conftest import ACCOUNT, Account
from .expecting import expect

NAMED = [{"Key": "Name", "Value": "web"}, {"Key": "team", "Value": "blue"}]
TAGS = {"Name": "web", "team": "blue"}


@pytest.fixture(autouse=True)
def one_region(account: Account) -> None:
    account.regions = ("us-east-1",)


def tagging(kind: str) -> list[dict[str, object]]:
    return [{"ResourceType": kind, "Tags": NAMED}]


def arn(kind: str, identifier: str) -> str:
    return f"arn:aws:ec2:us-east-1:{ACCOUNT}:{kind}/{identifier}"


def network(account: Account, block: str = "10.1.0.0/16") -> str:
    made = account.client("ec2").create_vpc(CidrBlock=block, TagSpecifications=tagging("vpc"))
    return str(made["Vpc"]["VpcId"])


def test_vpcs_and_subnets(account: Account) -> None:
    ec2 = account.client("ec2")
    own = network(account)
    row = account.one(f"select * from aws_vpc where vpc_id = '{own}'")
    expect(
        row,
        vpc_id=own,
        arn=arn("vpc", own),
        akas=[arn("vpc", own)],
        state="available",
        is_default=False,
        instance_tenancy="default",
        owner_id=ACCOUNT,
        title="web",
        tags=TAGS,
        tags_src=NAMED,
    )
    assert str(row["cidr_block"]) == "10.1.0.0/16"
    assert row["cidr_block_association_set"][0]["CidrBlockState"]["State"] == "associated"
    made = ec2.create_subnet(VpcId=own, CidrBlock="10.1.1.0/24", TagSpecifications=tagging("subnet"))["Subnet"]
    ec2.modify_subnet_attribute(SubnetId=made["SubnetId"], MapPublicIpOnLaunch={"Value": True})
    row = account.one(f"select * from aws_vpc_subnet where subnet_id = '{made['SubnetId']}'")
    expect(
        row,
        subnet_id=made["SubnetId"],
        subnet_arn=made["SubnetArn"],
        akas=[made["SubnetArn"]],
        vpc_id=own,
        availability_zone=made["AvailabilityZone"],
        available_ip_address_count=251,
        map_public_ip_on_launch=True,
        default_for_az=False,
        title="web",
        tags=TAGS,
    )


def test_every_region_has_a_default_vpc(account: Account) -> None:
    account.regions = ("us-east-1", "eu-west-1")
    rows = account.query("select region, is_default, title, vpc_id from aws_vpc order by region")
    assert [(row["region"], row["is_default"]) for row in rows] == [("eu-west-1", True), ("us-east-1", True)]
    assert all(row["title"] == row["vpc_id"] for row in rows)


@pytest.mark.parametrize(
    ("table", "condition", "operation"),
    [
        ("aws_vpc_subnet", "vpc_id = '{}'", "DescribeSubnets"),
        ("aws_vpc_route_table", "vpc_id = '{}'", "DescribeRouteTables"),
        ("aws_vpc_network_acl", "vpc_id = '{}'", "DescribeNetworkAcls"),
        ("aws_vpc_security_group", "vpc_id = '{}' and group_name = 'default'", "DescribeSecurityGroups"),
    ],
)
def test_filters_go_to_aws(account: Account, table: str, condition: str, operation: str) -> None:
    network(account)
    default = account.one("select vpc_id from aws_vpc where is_default")["vpc_id"]
    account.outcomes.clear()
    rows = account.query(f"select vpc_id from {table} where {condition.format(default)}")
    assert {row["vpc_id"] for row in rows} == {default}
    (call,) = account.calls(operation)
    assert "Filters" in call.params


def test_flow_logs(account: Account) -> None:
    ec2 = account.client("ec2")
    account.client("s3").create_bucket(Bucket="flows")
    own = network(account)
    made = ec2.create_flow_logs(
        ResourceIds=[own],
        ResourceType="VPC",
        TrafficType="REJECT",
        LogDestinationType="s3",
        LogDestination="arn:aws:s3:::flows",
        TagSpecifications=tagging("vpc-flow-log"),
    )["FlowLogIds"][0]
    expect(
        account.one("select * from aws_vpc_flow_log"),
        flow_log_id=made,
        flow_log_status="ACTIVE",
        resource_id=own,
        traffic_type="REJECT",
        log_destination_type="s3",
        log_destination="arn:aws:s3:::flows",
        bucket_name="flows",
        deliver_logs_status="SUCCESS",
        max_aggregation_interval=600,
        title="web",
        tags=TAGS,
        akas=[arn("vpc-flow-log", made)],
    )


def test_network_acls(account: Account) -> None:
    ec2 = account.client("ec2")
    made = ec2.create_network_acl(VpcId=network(account), TagSpecifications=tagging("network-acl"))["NetworkAcl"]
    own = made["NetworkAclId"]
    ec2.create_network_acl_entry(
        NetworkAclId=own,
        RuleNumber=100,
        Protocol="6",
        RuleAction="allow",
        Egress=False,
        CidrBlock="0.0.0.0/0",
        PortRange={"From": 22, "To": 22},
    )
    row = account.one(f"select * from aws_vpc_network_acl where network_acl_id = '{own}'")
    expect(
        row,
        network_acl_id=own,
        arn=arn("network-acl", own),
        is_default=False,
        vpc_id=made["VpcId"],
        owner_id=ACCOUNT,
        title="web",
        tags=TAGS,
        associations=[],
    )
    (entry,) = [entry for entry in row["entries"] if entry["RuleNumber"] == 100]
    expect(
        entry,
        CidrBlock="0.0.0.0/0",
        Egress=False,
        Protocol="6",
        RuleAction="allow",
        PortRange={"From": 22, "To": 22},
        Ipv6CidrBlock=None,
    )


def test_security_groups_and_rules(account: Account) -> None:
    ec2 = account.client("ec2")
    own = ec2.create_security_group(
        GroupName="doors",
        Description="in and out",
        VpcId=network(account),
        TagSpecifications=tagging("security-group"),
    )["GroupId"]
    other = ec2.create_security_group(GroupName="other", Description="o", VpcId=network(account))["GroupId"]
    permission: dict[str, Any] = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22}
    ec2.authorize_security_group_ingress(
        GroupId=own,
        IpPermissions=[
            {**permission, "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "anyone"}]},
            {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "UserIdGroupPairs": [{"GroupId": other}]},
        ],
    )
    row = account.one(f"select * from aws_vpc_security_group where group_id = '{own}'")
    expect(
        row,
        group_id=own,
        group_name="doors",
        title="doors",
        description="in and out",
        arn=arn("security-group", own),
        owner_id=ACCOUNT,
        tags=TAGS,
    )
    assert {permission["FromPort"] for permission in row["ip_permissions"]} == {22, 443}
    assert row["ip_permissions_egress"][0]["IpRanges"][0]["CidrIp"] == "0.0.0.0/0"
    rules = account.query(f"select * from aws_vpc_security_group_rule where group_id = '{own}' order by from_port")
    by_port = {rule["from_port"]: rule for rule in rules}
    told = {
        rule.get("FromPort"): rule["SecurityGroupRuleId"]
        for rule in ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [own]}])[
            "SecurityGroupRules"
        ]
    }
    ssh = by_port[22]
    expect(
        ssh,
        security_group_rule_id=told[22],
        type="ingress",
        is_egress=False,
        ip_protocol="tcp",
        to_port=22,
        group_id=own,
        description="anyone",
        referenced_group_id=None,
        title=f"{told[22]}_ingress_tcp_22_22_0.0.0.0/0",
    )
    assert str(ssh["cidr_ipv4"]) == "0.0.0.0/0"
    expect(by_port[443], referenced_group_id=other, cidr_ipv4=None)
    assert [rule["type"] for rule in rules].count("egress") == 1


def test_route_tables_and_gateways(account: Account) -> None:
    ec2 = account.client("ec2")
    own = network(account)
    gateway = ec2.create_internet_gateway(TagSpecifications=tagging("internet-gateway"))["InternetGateway"]
    way_out = gateway["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=way_out, VpcId=own)
    table = ec2.create_route_table(VpcId=own, TagSpecifications=tagging("route-table"))["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=way_out)
    row = account.one(f"select * from aws_vpc_route_table where route_table_id = '{table}'")
    expect(row, route_table_id=table, vpc_id=own, title=table, tags=TAGS, akas=[arn("route-table", table)])
    assert {(route["DestinationCidrBlock"], route["GatewayId"]) for route in row["routes"]} == {
        ("10.1.0.0/16", "local"),
        ("0.0.0.0/0", way_out),
    }
    row = account.one("select * from aws_vpc_internet_gateway")
    expect(row, internet_gateway_id=way_out, title="web", tags=TAGS, akas=[arn("internet-gateway", way_out)])
    assert [(attachment["VpcId"], attachment["State"]) for attachment in row["attachments"]] == [(own, "available")]
    only_out = ec2.create_egress_only_internet_gateway(VpcId=own)["EgressOnlyInternetGateway"]
    identifier = only_out["EgressOnlyInternetGatewayId"]
    row = account.one("select * from aws_vpc_egress_only_internet_gateway")
    expect(row, id=identifier, title=identifier, akas=[arn("egress-only-internet-gateway", identifier)])
    assert row["attachments"][0]["VpcId"] == own


def test_nat_gateways(account: Account) -> None:
    ec2 = account.client("ec2")
    subnet = ec2.describe_subnets()["Subnets"][0]
    address = ec2.allocate_address(Domain="vpc", TagSpecifications=tagging("elastic-ip"))
    own = ec2.create_nat_gateway(
        SubnetId=subnet["SubnetId"], AllocationId=address["AllocationId"], TagSpecifications=tagging("natgateway")
    )["NatGateway"]["NatGatewayId"]
    row = account.one("select * from aws_vpc_nat_gateway")
    expect(
        row,
        nat_gateway_id=own,
        arn=arn("natgateway", own),
        state="available",
        subnet_id=subnet["SubnetId"],
        vpc_id=subnet["VpcId"],
        title="web",
        tags=TAGS,
    )
    assert row["nat_gateway_addresses"][0]["AllocationId"] == address["AllocationId"]
    row = account.one("select * from aws_vpc_eip")
    expect(
        row,
        allocation_id=address["AllocationId"],
        arn=arn("elastic-ip", address["AllocationId"]),
        title=address["AllocationId"],
        domain="vpc",
        tags=TAGS,
    )
    assert str(row["public_ip"]) == address["PublicIp"]
    assert account.query("select * from aws_vpc_nat_gateway_metric_bytes_out_to_destination") == []
    (call,) = account.calls("GetMetricStatistics")
    assert own in call.params


def test_dhcp_options(account: Account) -> None:
    own = account.client("ec2").create_dhcp_options(
        DhcpConfigurations=[
            {"Key": "domain-name", "Values": ["example.org"]},
            {"Key": "domain-name-servers", "Values": ["10.2.5.1", "10.2.5.2"]},
        ]
    )["DhcpOptions"]["DhcpOptionsId"]
    expect(
        account.one(f"select * from aws_vpc_dhcp_options where dhcp_options_id = '{own}'"),
        dhcp_options_id=own,
        domain_name=["example.org"],
        domain_name_servers=["10.2.5.1", "10.2.5.2"],
        ntp_servers=None,
        title=own,
        akas=[arn("dhcp-options", own)],
    )


def test_peering(account: Account) -> None:
    asks, answers = network(account), network(account, "10.2.0.0/16")
    made = account.client("ec2").create_vpc_peering_connection(VpcId=asks, PeerVpcId=answers)["VpcPeeringConnection"]
    row = account.one("select * from aws_vpc_peering_connection")
    expect(
        row,
        id=made["VpcPeeringConnectionId"],
        title=made["VpcPeeringConnectionId"],
        requester_vpc_id=asks,
        accepter_vpc_id=answers,
        requester_owner_id=ACCOUNT,
    )
    told = account.client("ec2").describe_vpc_peering_connections()["VpcPeeringConnections"][0]
    assert row["status_code"] == told["Status"]["Code"]
    assert str(row["requester_cidr_block"]) == "10.1.0.0/16"


def test_endpoints_and_their_policy(account: Account) -> None:
    policy = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "S3:GetObject", "Resource": "*"}],
    }
    own = account.client("ec2").create_vpc_endpoint(
        VpcId=network(account),
        ServiceName="com.amazonaws.us-east-1.s3",
        VpcEndpointType="Gateway",
        PolicyDocument=json.dumps(policy),
        TagSpecifications=tagging("vpc-endpoint"),
    )["VpcEndpoint"]["VpcEndpointId"]
    row = account.one("select * from aws_vpc_endpoint")
    expect(
        row,
        vpc_endpoint_id=own,
        service_name="com.amazonaws.us-east-1.s3",
        vpc_endpoint_type="Gateway",
        state="available",
        policy=policy,
        title="web",
        tags=TAGS,
        akas=[arn("vpc-endpoint", own)],
    )
    (statement,) = row["policy_std"]["Statement"]
    assert statement["Action"] == ["s3:getobject"]
    assert statement["Principal"] == {"AWS": ["*"]}


def test_endpoint_services(account: Account) -> None:
    name = "com.amazonaws.us-east-1.s3"
    told = account.client("ec2").describe_vpc_endpoint_services(ServiceNames=[name])["ServiceDetails"][0]
    expect(
        account.query(
            "select service_name, service_id, owner, title, akas, vpc_endpoint_service_permissions"
            f" from aws_vpc_endpoint_service where service_name = '{name}'"
        )[0],
        service_name=name,
        service_id=told["ServiceId"],
        owner="amazon",
        title=name,
        akas=[arn("vpc-endpoint-service", "s3")],
        vpc_endpoint_service_permissions=None,
    )
    assert account.calls("DescribeVpcEndpointServicePermissions") == []


def test_vpn(account: Account) -> None:
    ec2 = account.client("ec2")
    customer = ec2.create_customer_gateway(Type="ipsec.1", BgpAsn=65000, PublicIp="203.0.113.1")["CustomerGateway"]
    gateway = ec2.create_vpn_gateway(Type="ipsec.1", AmazonSideAsn=64512, TagSpecifications=tagging("vpn-gateway"))[
        "VpnGateway"
    ]["VpnGatewayId"]
    own = ec2.create_vpn_connection(
        Type="ipsec.1",
        CustomerGatewayId=customer["CustomerGatewayId"],
        VpnGatewayId=gateway,
        TagSpecifications=tagging("vpn-connection"),
    )["VpnConnection"]["VpnConnectionId"]
    expect(
        account.one("select * from aws_vpc_vpn_gateway"),
        vpn_gateway_id=gateway,
        type="ipsec.1",
        amazon_side_asn=64512,
        title="web",
        tags=TAGS,
        akas=[arn("vpn-gateway", gateway)],
    )
    expect(
        account.one("select * from aws_vpc_vpn_connection"),
        vpn_connection_id=own,
        arn=arn("vpn-connection", own),
        customer_gateway_id=customer["CustomerGatewayId"],
        vpn_gateway_id=gateway,
        type="ipsec.1",
        title="web",
        tags=TAGS,
    )
