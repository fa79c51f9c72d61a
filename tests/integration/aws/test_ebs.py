"""Tables of EBS over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ..conftest import ACCOUNT, Account
from .expecting import expect

NAMED = [{"Key": "Name", "Value": "data"}]


@pytest.fixture(autouse=True)
def one_region(account: Account) -> None:
    account.regions = ("us-east-1",)


def volume(account: Account) -> str:
    made = account.client("ec2").create_volume(
        AvailabilityZone="us-east-1a",
        Size=8,
        VolumeType="gp3",
        Encrypted=True,
        TagSpecifications=[{"ResourceType": "volume", "Tags": NAMED}],
    )
    return str(made["VolumeId"])


def test_a_volume(account: Account) -> None:
    own = volume(account)
    told = account.client("ec2").describe_volumes()["Volumes"][0]
    row = account.one(
        "select volume_id, arn, akas, volume_type, state, size, encrypted, kms_key_id, availability_zone, attachments,"
        " title, tags, tags_src, create_time from aws_ebs_volume"
    )
    expect(
        row,
        volume_id=own,
        arn=f"arn:aws:ec2:us-east-1:{ACCOUNT}:volume/{own}",
        akas=[f"arn:aws:ec2:us-east-1:{ACCOUNT}:volume/{own}"],
        volume_type="gp3",
        state="available",
        size=8,
        encrypted=True,
        kms_key_id=told["KmsKeyId"],
        availability_zone="us-east-1a",
        attachments=[],
        title="data",
        tags={"Name": "data"},
        tags_src=NAMED,
    )
    assert row["create_time"] == told["CreateTime"]


def test_own_snapshots_only(account: Account) -> None:
    ec2 = account.client("ec2")
    own = ec2.create_snapshot(
        VolumeId=volume(account),
        Description="nightly",
        TagSpecifications=[{"ResourceType": "snapshot", "Tags": NAMED}],
    )["SnapshotId"]
    ec2.modify_snapshot_attribute(
        SnapshotId=own, Attribute="createVolumePermission", OperationType="add", GroupNames=["all"]
    )
    expect(
        account.one("select * from aws_ebs_snapshot where description = 'nightly'"),
        snapshot_id=own,
        arn=f"arn:aws:ec2:us-east-1:{ACCOUNT}:snapshot/{own}",
        owner_id=ACCOUNT,
        volume_size=8,
        encrypted=True,
        state="completed",
        title=own,
        tags={"Name": "data"},
        create_volume_permissions=[{"Group": "all", "UserId": None}],
    )
    expect(account.one(f"select * from aws_ebs_snapshot where snapshot_id = '{own}'"), snapshot_id=own)
    assert account.query("select * from aws_ebs_snapshot where owner_id = '111122223333'") == []
    assert account.query("select * from aws_ebs_snapshot where snapshot_id = 'snap-0123456789abcdef0'") == []


@pytest.mark.parametrize(
    ("table", "metric", "period"),
    [
        ("aws_ebs_volume_metric_read_ops_hourly", "VolumeReadOps", timedelta(hours=1)),
        ("aws_ebs_volume_metric_read_ops_daily", "VolumeReadOps", timedelta(days=1)),
        ("aws_ebs_volume_metric_write_ops", "VolumeWriteOps", timedelta(minutes=5)),
        ("aws_ebs_volume_metric_write_ops_hourly", "VolumeWriteOps", timedelta(hours=1)),
        ("aws_ebs_volume_metric_write_ops_daily", "VolumeWriteOps", timedelta(days=1)),
    ],
)
def test_operations_of_volumes(account: Account, table: str, metric: str, period: timedelta) -> None:
    own = volume(account)
    moment = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=30)
    account.client("cloudwatch").put_metric_data(
        Namespace="AWS/EBS",
        MetricData=[
            {
                "MetricName": metric,
                "Dimensions": [{"Name": "VolumeId", "Value": of}],
                "Timestamp": moment,
                "Value": 12.0,
                "Unit": "Count",
            }
            for of in (own, "vol-of-another")
        ],
    )
    row = account.one(f"select * from {table}")
    expect(row, volume_id=own, namespace="AWS/EBS", metric_name=metric, sum=12.0, average=12.0)
    assert row["timestamp"] <= moment < row["timestamp"] + period
