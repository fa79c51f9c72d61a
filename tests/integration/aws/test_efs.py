"""Tables of EFS over HTTP."""

from __future__ import annotations

import json

import pytest

from ..conftest import ACCOUNT, Account
from .expecting import expect


@pytest.fixture(autouse=True)
def one_region(account: Account) -> None:
    account.regions = ("us-east-1",)


def file_system(account: Account, token: str, backup: bool = False) -> str:
    made = account.client("efs").create_file_system(
        CreationToken=token,
        Encrypted=True,
        PerformanceMode="generalPurpose",
        Backup=backup,
        Tags=[{"Key": "Name", "Value": "home"}],
    )
    return str(made["FileSystemId"])


def test_a_file_system_and_its_policy(account: Account) -> None:
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Deny",
                "Principal": {"AWS": "*"},
                "Action": "*",
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            }
        ],
    }
    own = file_system(account, "one")
    account.client("efs").put_file_system_policy(FileSystemId=own, Policy=json.dumps(policy))
    told = account.client("efs").describe_file_systems()["FileSystems"][0]
    row = account.one("select * from aws_efs_file_system")
    expect(
        row,
        file_system_id=own,
        name="home",
        title="home",
        arn=told["FileSystemArn"],
        akas=[told["FileSystemArn"]],
        owner_id=ACCOUNT,
        encrypted=True,
        creation_token="one",
        life_cycle_state="available",
        automatic_backups="disabled",
        policy=policy,
        tags={"Name": "home"},
    )
    assert row["policy_std"]["Statement"][0]["Condition"] == {"Bool": {"aws:securetransport": ["false"]}}
    assert row["size_in_bytes"]["Value"] == 0


def test_a_file_system_without_a_policy(account: Account) -> None:
    own = file_system(account, "two")
    expect(
        account.one(f"select * from aws_efs_file_system where file_system_id = '{own}'"), policy=None, policy_std=None
    )


def test_access_points_and_mount_targets(account: Account) -> None:
    efs = account.client("efs")
    own = file_system(account, "three")
    point = efs.create_access_point(
        ClientToken="p",
        FileSystemId=own,
        PosixUser={"Uid": 1000, "Gid": 1000},
        RootDirectory={"Path": "/data"},
        Tags=[{"Key": "Name", "Value": "door"}],
    )
    row = account.one("select * from aws_efs_access_point")
    expect(
        row,
        access_point_id=point["AccessPointId"],
        access_point_arn=point["AccessPointArn"],
        akas=[point["AccessPointArn"]],
        file_system_id=own,
        name="door",
        title="door",
        tags={"Name": "door"},
    )
    assert row["posix_user"]["Uid"] == 1000
    assert row["root_directory"]["Path"] == "/data"
    ec2 = account.client("ec2")
    subnet = ec2.describe_subnets()["Subnets"][0]
    group = ec2.create_security_group(GroupName="nfs", Description="nfs", VpcId=subnet["VpcId"])["GroupId"]
    target = efs.create_mount_target(FileSystemId=own, SubnetId=subnet["SubnetId"], SecurityGroups=[group])
    row = account.one("select * from aws_efs_mount_target")
    expect(
        row,
        mount_target_id=target["MountTargetId"],
        title=target["MountTargetId"],
        file_system_id=own,
        subnet_id=subnet["SubnetId"],
        network_interface_id=target["NetworkInterfaceId"],
        akas=[
            f"arn:aws:elasticfilesystem:us-east-1:{ACCOUNT}:file-system/{own}/mount-target/{target['MountTargetId']}"
        ],
        security_groups=[group],
    )
    assert str(row["ip_address"]) == target["IpAddress"]
