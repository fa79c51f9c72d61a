"""Tables of EC2 over HTTP."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ..conftest import ACCOUNT, Account
from .expecting import expect

IMAGE = "ami-12c6146b"  # an image that moto knows from the start
NAMED = [{"Key": "Name", "Value": "web"}, {"Key": "team", "Value": "blue"}]


def tagging(kind: str) -> list[dict[str, object]]:
    return [{"ResourceType": kind, "Tags": NAMED}]


@pytest.fixture(autouse=True)
def one_region(account: Account) -> None:
    account.regions = ("us-east-1",)


def launch(account: Account, **more: Any) -> str:
    made = account.client("ec2").run_instances(ImageId=IMAGE, MinCount=1, MaxCount=1, **more)
    return str(made["Instances"][0]["InstanceId"])


def test_an_instance(account: Account) -> None:
    ec2 = account.client("ec2")
    own = launch(
        account, InstanceType="t3.micro", UserData="#!/bin/sh", TagSpecifications=tagging("instance"), EbsOptimized=True
    )
    ec2.modify_instance_attribute(InstanceId=own, DisableApiTermination={"Value": True})
    row = account.one("select * from aws_ec2_instance")
    told = ec2.describe_instances()["Reservations"][0]["Instances"][0]
    expect(
        row,
        instance_id=own,
        arn=f"arn:aws:ec2:us-east-1:{ACCOUNT}:instance/{own}",
        akas=[f"arn:aws:ec2:us-east-1:{ACCOUNT}:instance/{own}"],
        instance_type="t3.micro",
        instance_state="running",
        state_code=16,
        image_id=IMAGE,
        disable_api_termination=True,
        instance_initiated_shutdown_behavior="stop",
        monitoring_state="disabled",
        user_data="#!/bin/sh",
        ebs_optimized=True,
        title="web",
        tags={"Name": "web", "team": "blue"},
        tags_src=NAMED,
        placement_availability_zone=told["Placement"]["AvailabilityZone"],
        private_dns_name=told["PrivateDnsName"],
        vpc_id=told["VpcId"],
        subnet_id=told["SubnetId"],
        region="us-east-1",
    )
    assert str(row["private_ip_address"]) == told["PrivateIpAddress"]
    assert row["instance_status"]["InstanceId"] == own
    assert row["instance_status"]["InstanceStatus"]["Status"] == "ok"
    assert row["network_interfaces"][0]["Attachment"]["DeviceIndex"] == 0
    assert row["state_transition_time"] == row["launch_time"]


def test_a_stopped_instance_tells_when_it_stopped(account: Account) -> None:
    ec2 = account.client("ec2")
    own = launch(account)
    ec2.stop_instances(InstanceIds=[own])
    reason = ec2.describe_instances()["Reservations"][0]["Instances"][0]["StateTransitionReason"]
    row = account.one(f"select * from aws_ec2_instance where instance_id = '{own}'")
    expect(row, instance_state="stopped", state_transition_reason=reason, title=own, tags=None, user_data=None)
    assert row["state_transition_time"].astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") in reason


def test_attributes_are_asked_only_where_wanted_and_status_in_batches(account: Account) -> None:
    for _ in range(3):
        launch(account)
    account.query("select instance_id, instance_status from aws_ec2_instance")
    assert len(account.calls("DescribeInstanceStatus")) == 1
    assert account.calls("DescribeInstanceAttribute") == []


def test_an_unknown_instance_is_no_row(account: Account) -> None:
    assert account.query("select arn from aws_ec2_instance where instance_id = 'i-0123456789abcdef0'") == []


def test_regional_settings(account: Account) -> None:
    sql = "select region, title, default_ebs_encryption_enabled from aws_ec2_regional_settings"
    expect(account.one(sql), region="us-east-1", title="us-east-1 EC2 Settings", default_ebs_encryption_enabled=False)
    account.client("ec2").enable_ebs_encryption_by_default()
    assert account.one(sql)["default_ebs_encryption_enabled"] is True


def test_own_images(account: Account) -> None:
    ec2 = account.client("ec2")
    image = ec2.create_image(InstanceId=launch(account), Name="base", TagSpecifications=tagging("image"))["ImageId"]
    ec2.modify_image_attribute(ImageId=image, LaunchPermission={"Add": [{"UserId": "111122223333"}]})
    row = account.one("select * from aws_ec2_ami")
    expect(
        row,
        image_id=image,
        name="base",
        title="base",
        owner_id=ACCOUNT,
        image_owner_alias="self",
        state="available",
        public=False,
        akas=[f"arn:aws:ec2:us-east-1:{ACCOUNT}:image/{image}"],
        tags={"Name": "web", "team": "blue"},
    )
    assert row["creation_date"].year >= 2024
    assert [permission["UserId"] for permission in row["launch_permissions"]] == ["111122223333"]


def test_images_of_others_are_read_by_owner_or_id(account: Account) -> None:
    told = account.client("ec2").describe_images(ImageIds=[IMAGE])["Images"][0]
    row = account.one(f"select * from aws_ec2_ami_shared where image_id = '{IMAGE}'")
    expect(row, image_id=IMAGE, name=told["Name"], owner_id=told["OwnerId"], architecture=told["Architecture"])
    rows = account.query(f"select image_id from aws_ec2_ami_shared where owner_id = '{told['OwnerId']}'")
    assert IMAGE in [row["image_id"] for row in rows]


def test_a_key_pair(account: Account) -> None:
    made = account.client("ec2").create_key_pair(KeyName="door", TagSpecifications=tagging("key-pair"))
    expect(
        account.one("select * from aws_ec2_key_pair"),
        key_name="door",
        title="door",
        key_pair_id=made["KeyPairId"],
        key_fingerprint=made["KeyFingerprint"],
        akas=[f"arn:aws:ec2:us-east-1:{ACCOUNT}:key-pair/door"],
        tags={"Name": "web", "team": "blue"},
    )


def test_a_network_interface(account: Account) -> None:
    ec2 = account.client("ec2")
    subnet = ec2.describe_subnets()["Subnets"][0]
    made = ec2.create_network_interface(
        SubnetId=subnet["SubnetId"], Description="spare", TagSpecifications=tagging("network-interface")
    )["NetworkInterface"]
    own = made["NetworkInterfaceId"]
    row = account.one(f"select * from aws_ec2_network_interface where network_interface_id = '{own}'")
    expect(
        row,
        network_interface_id=own,
        title=own,
        description="spare",
        subnet_id=subnet["SubnetId"],
        vpc_id=subnet["VpcId"],
        source_dest_check=True,
        attached_instance_id=None,
        akas=[f"arn:aws:ec2:us-east-1:{ACCOUNT}:network-interface/{own}"],
        tags={"Name": "web", "team": "blue"},
        mac_address=made["MacAddress"],
    )
    assert str(row["private_ip_address"]) == made["PrivateIpAddress"]
    assert [group["GroupId"] for group in row["groups"]] == [group["GroupId"] for group in made["Groups"]]


def test_launch_templates_and_their_versions(account: Account) -> None:
    ec2 = account.client("ec2")
    data = {
        "ImageId": IMAGE,
        "InstanceType": "t3.micro",
        "UserData": b64encode(b"#!/bin/sh").decode(),
        "SecurityGroupIds": ["sg-1", "sg-2"],
        "MetadataOptions": {"HttpTokens": "required"},
    }
    own = ec2.create_launch_template(
        LaunchTemplateName="web", LaunchTemplateData=data, TagSpecifications=tagging("launch-template")
    )["LaunchTemplate"]["LaunchTemplateId"]
    ec2.create_launch_template_version(LaunchTemplateId=own, LaunchTemplateData={"ImageId": "ami-2"})
    expect(
        account.one("select * from aws_ec2_launch_template"),
        launch_template_id=own,
        launch_template_name="web",
        title="web",
        default_version_number=1,
        latest_version_number=2,
        akas=[f"arn:aws:ec2:us-east-1:{ACCOUNT}:launch-template/{own}"],
        tags={"Name": "web", "team": "blue"},
    )
    first, second = account.query("select * from aws_ec2_launch_template_version order by version_number")
    expect(
        first,
        version_number=1,
        default_version=True,
        image_id=IMAGE,
        instance_type="t3.micro",
        user_data="#!/bin/sh",
        security_group_ids='["sg-1","sg-2"]',
    )
    assert first["launch_template_data"]["MetadataOptions"]["HttpTokens"] == "required"
    expect(second, version_number=2, default_version=False, image_id="ami-2", user_data=None, title="web")


def test_auto_scaling(account: Account) -> None:
    scaling = account.client("autoscaling")
    scaling.create_launch_configuration(
        LaunchConfigurationName="old", ImageId=IMAGE, InstanceType="t3.micro", UserData="#!/bin/sh"
    )
    for name in ("web", "idle"):
        scaling.create_auto_scaling_group(
            AutoScalingGroupName=name,
            LaunchConfigurationName="old",
            MinSize=0,
            MaxSize=2,
            AvailabilityZones=["us-east-1a"],
            Tags=[{"Key": "team", "Value": "blue", "PropagateAtLaunch": True}],
        )
    scaling.put_scaling_policy(
        AutoScalingGroupName="web", PolicyName="up", AdjustmentType="ChangeInCapacity", ScalingAdjustment=1
    )
    idle, web = account.query("select * from aws_ec2_autoscaling_group order by name")
    told = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=["web"])["AutoScalingGroups"][0]
    expect(
        web,
        name="web",
        title="web",
        autoscaling_group_arn=told["AutoScalingGroupARN"],
        akas=[told["AutoScalingGroupARN"]],
        launch_configuration_name="old",
        min_size=0,
        max_size=2,
        availability_zones=["us-east-1a"],
        health_check_type="EC2",
        tags={"team": "blue"},
    )
    assert [policy["PolicyName"] for policy in web["policies"]] == ["up"]
    assert idle["policies"] == []
    assert len(account.calls("DescribePolicies")) == 1
    row = account.one("select * from aws_ec2_launch_configuration where name = 'old'")
    expect(
        row,
        name="old",
        title="old",
        image_id=IMAGE,
        user_data="#!/bin/sh",
        ebs_optimized=False,
        associate_public_ip_address=False,
        metadata_options_http_tokens=None,
    )


def test_a_spot_fleet_request(account: Account) -> None:
    ec2 = account.client("ec2")
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    role = f"arn:aws:iam::{ACCOUNT}:role/fleet"
    own = ec2.request_spot_fleet(
        SpotFleetRequestConfig={
            "TargetCapacity": 1,
            "SpotPrice": "0.12",
            "IamFleetRole": role,
            "AllocationStrategy": "lowestPrice",
            "LaunchSpecifications": [{"ImageId": IMAGE, "InstanceType": "t2.small", "SubnetId": subnet}],
        }
    )["SpotFleetRequestId"]
    row = account.one("select * from aws_ec2_spot_fleet_request")
    expect(
        row,
        spot_fleet_request_id=own,
        title=own,
        spot_fleet_request_state="active",
        target_capacity=1,
        spot_price="0.12",
        iam_fleet_role=role,
        akas=[f"arn:aws:ec2:us-east-1:{ACCOUNT}:spot-fleet-request/{own}"],
    )
    assert row["launch_specifications"][0]["InstanceType"] == "t2.small"


def subnets(account: Account) -> list[str]:
    return [subnet["SubnetId"] for subnet in account.client("ec2").describe_subnets()["Subnets"][:2]]


LOAD_BALANCERS = {
    "application": "aws_ec2_application_load_balancer",
    "network": "aws_ec2_network_load_balancer",
    "gateway": "aws_ec2_gateway_load_balancer",
}


def test_load_balancers_of_three_kinds(account: Account) -> None:
    balancing = account.client("elbv2")
    made = {
        kind: balancing.create_load_balancer(
            Name=f"a-{kind}",
            Type=kind,
            Subnets=subnets(account),
            Scheme="internal",
            Tags=[{"Key": "kind", "Value": kind}],
        )["LoadBalancers"][0]
        for kind in LOAD_BALANCERS
    }
    for kind, table in LOAD_BALANCERS.items():
        told = made[kind]
        row = account.one(f"select * from {table}")
        expect(
            row,
            name=f"a-{kind}",
            title=f"a-{kind}",
            type=kind,
            arn=told["LoadBalancerArn"],
            akas=[told["LoadBalancerArn"]],
            dns_name=told["DNSName"],
            vpc_id=told["VpcId"],
            scheme="internal",
            tags={"kind": kind},
            tags_src=[{"Key": "kind", "Value": kind}],
        )
        assert {"Key": "deletion_protection.enabled", "Value": "false"} in row["load_balancer_attributes"]
        by_arn = account.query(f"select name from {table} where arn = '{made['network']['LoadBalancerArn']}'")
        assert len(by_arn) == (kind == "network")


def test_listeners_and_target_groups(account: Account) -> None:
    balancing = account.client("elbv2")
    balancer = balancing.create_load_balancer(Name="web", Subnets=subnets(account))["LoadBalancers"][0]
    group = balancing.create_target_group(
        Name="back",
        Protocol="HTTP",
        Port=8080,
        VpcId=balancer["VpcId"],
        HealthCheckPath="/health",
        Matcher={"HttpCode": "200-299"},
        Tags=[{"Key": "team", "Value": "blue"}],
    )["TargetGroups"][0]
    target = launch(account)
    balancing.register_targets(TargetGroupArn=group["TargetGroupArn"], Targets=[{"Id": target}])
    listener = balancing.create_listener(
        LoadBalancerArn=balancer["LoadBalancerArn"],
        Protocol="HTTP",
        Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": group["TargetGroupArn"]}],
    )["Listeners"][0]
    row = account.one("select * from aws_ec2_load_balancer_listener")
    expect(
        row,
        arn=listener["ListenerArn"],
        akas=[listener["ListenerArn"]],
        load_balancer_arn=balancer["LoadBalancerArn"],
        port=80,
        protocol="HTTP",
        title=f"web-{listener['ListenerArn'].rpartition('/')[2]}",
    )
    assert row["default_actions"][0]["TargetGroupArn"] == group["TargetGroupArn"]
    row = account.one("select * from aws_ec2_target_group")
    expect(
        row,
        target_group_name="back",
        title="back",
        target_group_arn=group["TargetGroupArn"],
        port=8080,
        health_check_path="/health",
        matcher_http_code="200-299",
        load_balancer_arns=[balancer["LoadBalancerArn"]],
        tags={"team": "blue"},
    )
    assert row["attributes"]["stickiness.enabled"] == "false"
    assert [health["Target"]["Id"] for health in row["target_health_descriptions"]] == [target]


def test_a_classic_load_balancer(account: Account) -> None:
    account.client("elb").create_load_balancer(
        LoadBalancerName="old",
        AvailabilityZones=["us-east-1a"],
        Listeners=[{"Protocol": "HTTP", "LoadBalancerPort": 80, "InstancePort": 8080}],
        Tags=[{"Key": "team", "Value": "blue"}],
    )
    account.client("elb").modify_load_balancer_attributes(
        LoadBalancerName="old",
        LoadBalancerAttributes={
            "ConnectionDraining": {"Enabled": True, "Timeout": 60},
            "AccessLog": {"Enabled": True, "S3BucketName": "logs", "EmitInterval": 5},
        },
    )
    row = account.one(
        "select name, title, arn, tags, connection_draining_enabled, connection_draining_timeout, access_log_enabled,"
        " access_log_s3_bucket_name, cross_zone_load_balancing_enabled, listener_descriptions, policy_descriptions"
        " from aws_ec2_classic_load_balancer"
    )
    expect(
        row,
        name="old",
        title="old",
        arn=f"arn:aws:elasticloadbalancing:us-east-1:{ACCOUNT}:loadbalancer/old",
        connection_draining_enabled=True,
        connection_draining_timeout=60,
        access_log_enabled=True,
        access_log_s3_bucket_name="logs",
        cross_zone_load_balancing_enabled=False,
        policy_descriptions=[],
        tags={"team": "blue"},
    )
    assert row["listener_descriptions"][0]["Listener"]["LoadBalancerPort"] == 80


def test_transit_gateways_and_attachments(account: Account) -> None:
    ec2 = account.client("ec2")
    gateway = ec2.create_transit_gateway(
        Description="hub", Options={"AmazonSideAsn": 64513}, TagSpecifications=tagging("transit-gateway")
    )["TransitGateway"]
    subnet = ec2.describe_subnets()["Subnets"][0]
    attachment = ec2.create_transit_gateway_vpc_attachment(
        TransitGatewayId=gateway["TransitGatewayId"],
        VpcId=subnet["VpcId"],
        SubnetIds=[subnet["SubnetId"]],
        Options={"Ipv6Support": "enable"},
    )["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]
    expect(
        account.one("select * from aws_ec2_transit_gateway"),
        transit_gateway_id=gateway["TransitGatewayId"],
        transit_gateway_arn=gateway["TransitGatewayArn"],
        akas=[gateway["TransitGatewayArn"]],
        description="hub",
        amazon_side_asn=64513,
        auto_accept_shared_attachments="disable",
        dns_support="enable",
        title="web",
        tags={"Name": "web", "team": "blue"},
    )
    row = account.one("select * from aws_ec2_transit_gateway_vpc_attachment")
    expect(
        row,
        transit_gateway_attachment_id=attachment,
        title=attachment,
        transit_gateway_id=gateway["TransitGatewayId"],
        resource_type="vpc",
        resource_id=subnet["VpcId"],
        akas=[f"arn:aws:ec2:us-east-1:{ACCOUNT}:transit-gateway-attachment/{attachment}"],
    )
    assert row["options"]["Ipv6Support"] == "enable"


def test_the_cpu_use_of_instances_an_hour(account: Account) -> None:
    own = launch(account)
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=2)
    account.client("cloudwatch").put_metric_data(
        Namespace="AWS/EC2",
        MetricData=[
            {
                "MetricName": "CPUUtilization",
                "Dimensions": [{"Name": "InstanceId", "Value": own}],
                "Timestamp": hour + timedelta(minutes=minutes),
                "Value": value,
                "Unit": "Percent",
            }
            for minutes, value in ((1, 10.0), (2, 30.0))
        ],
    )
    row = account.one("select * from aws_ec2_instance_metric_cpu_utilization_hourly")
    expect(
        row,
        instance_id=own,
        namespace="AWS/EC2",
        metric_name="CPUUtilization",
        average=20.0,
        minimum=10.0,
        maximum=30.0,
        sum=40.0,
        sample_count=2.0,
        region="us-east-1",
    )


def test_daily_cpu_use(account: Account) -> None:
    made = account.client("ec2").run_instances(ImageId="ami-12c6146b", MinCount=1, MaxCount=1)
    identifier = made["Instances"][0]["InstanceId"]
    moment = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(days=3)
    account.client("cloudwatch").put_metric_data(
        Namespace="AWS/EC2",
        MetricData=[
            {
                "MetricName": "CPUUtilization",
                "Dimensions": [{"Name": "InstanceId", "Value": identifier}],
                "Timestamp": moment,
                "Value": 42.0,
                "Unit": "Percent",
            }
        ],
    )
    row = account.one("select * from aws_ec2_instance_metric_cpu_utilization_daily where region = 'us-east-1'")
    expect(row, instance_id=identifier, namespace="AWS/EC2", metric_name="CPUUtilization", average=42.0)
    assert row["timestamp"] <= moment < row["timestamp"] + timedelta(days=1)
