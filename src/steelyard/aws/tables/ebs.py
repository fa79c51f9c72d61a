"""Amazon EBS: volumes, their metrics, and snapshots."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from steelyard.aws.declare import (
    Call,
    Computed,
    Key,
    Table,
    Value,
    akas,
    bigint,
    boolean,
    jsonb,
    tags,
    text,
    timestamptz,
)
from steelyard.aws.metrics import Interval, metric_table
from steelyard.aws.tables._ec2 import arn, filters, title

VOLUMES = Call("ec2", "DescribeVolumes", items="Volumes")
NO_VOLUME = ("InvalidVolume.NotFound", "InvalidParameterValue")
NO_SNAPSHOT = ("InvalidSnapshot.NotFound", "InvalidSnapshotID.Malformed", "InvalidUserID.Malformed")


def volume_attribute(name: str) -> Call:
    """The call for one attribute of a volume."""
    return Call("ec2", "DescribeVolumeAttribute", {"VolumeId": "VolumeId", "Attribute": Value(name)}, absent=NO_VOLUME)


def own_snapshot(identifier: str, owner: str | None, account: str) -> str | None:
    """The id of a snapshot of the account's own; only its owner may ask who else can use it."""
    return identifier if owner == account else None


def operations(kind: Literal["read", "write"], interval: Interval) -> Table:
    """The read or write operations of volumes at one interval."""
    return metric_table(
        f"aws_ebs_volume_metric_{kind}_ops" + ("" if interval == "5_min" else f"_{interval}"),
        parents=(replace(VOLUMES, name="volume"),),
        namespace="AWS/EBS",
        metric=f"Volume{kind.title()}Ops",
        interval=interval,
        dimension="VolumeId",
        column="volume_id",
        source="volume.VolumeId",
        of="each EBS volume",
    )


volume = Table(
    "aws_ebs_volume",
    "An EBS volume.",
    rows=(
        replace(
            VOLUMES,
            params={
                "Filters": filters(
                    {
                        "state": "status",
                        "volume_type": "volume-type",
                        "snapshot_id": "snapshot-id",
                        "availability_zone": "availability-zone",
                    },
                    {"encrypted": "encrypted"},
                )
            },
        ),
    ),
    get=Call("ec2", "DescribeVolumes", {"VolumeIds": [Key("volume_id")]}, items="Volumes", absent=NO_VOLUME),
    add={
        "io": volume_attribute("autoEnableIO"),
        "codes": volume_attribute("productCodes"),
    },
    columns={
        "volume_id": text(),
        "arn": text(arn("volume", "VolumeId")),
        "volume_type": text(about="gp2, gp3, io1, io2, st1, sc1 or standard."),
        "state": text(about="creating, available, in-use, deleting, deleted or error."),
        "attachments": jsonb(about="The instances it is attached to."),
        "auto_enable_io": boolean(
            "io.AutoEnableIO.Value", about="Whether reads and writes go on although the data may be damaged."
        ),
        "availability_zone": text(),
        "create_time": timestamptz(),
        "encrypted": boolean(about="Whether it is encrypted."),
        "fast_restored": boolean(about="Whether it was made with fast snapshot restore."),
        "iops": bigint(about="The operations a second that are reserved, or the baseline."),
        "kms_key_id": text(),
        "multi_attach_enabled": boolean(about="Whether several instances can have it at once."),
        "outpost_arn": text(),
        "product_codes": jsonb("codes.ProductCodes"),
        "size": bigint(about="The size in GiB."),
        "snapshot_id": text(about="The snapshot it was made from."),
        "throughput": bigint(about="The throughput in MiB a second."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": title("VolumeId"),
        "akas": akas(arn("volume", "VolumeId")),
    },
)

snapshot = Table(
    "aws_ebs_snapshot",
    "An EBS snapshot of the account's own, or of the owner that the query names by owner_id.",
    rows=(
        Call(
            "ec2",
            "DescribeSnapshots",
            {
                "OwnerIds": [Key("owner_id", default="self")],
                "Filters": filters(
                    {"state": "status", "volume_id": "volume-id"},
                    {"encrypted": "encrypted"},
                ),
            },
            items="Snapshots",
            absent=NO_SNAPSHOT,
        ),
    ),
    get=Call("ec2", "DescribeSnapshots", {"SnapshotIds": [Key("snapshot_id")]}, items="Snapshots", absent=NO_SNAPSHOT),
    add={
        "permissions": Call(
            "ec2",
            "DescribeSnapshotAttribute",
            {
                "SnapshotId": Computed(own_snapshot, ("SnapshotId", "OwnerId", "account_id")),
                "Attribute": Value("createVolumePermission"),
            },
            absent=NO_SNAPSHOT,
        ),
    },
    columns={
        "snapshot_id": text(),
        "arn": text(arn("snapshot", "SnapshotId", "OwnerId")),
        "state": text(),
        "create_volume_permissions": jsonb(
            "permissions.CreateVolumePermissions", about="Who else may make volumes of it: accounts, or the group all."
        ),
        "data_encryption_key_id": text(
            about="Which data key encrypts it; the same for all volumes and snapshots of one lineage."
        ),
        "description": text(),
        "encrypted": boolean(about="Whether it is encrypted."),
        "full_snapshot_size_in_bytes": bigint(about="The size of all its blocks, unchanged ones included."),
        "kms_key_id": text(),
        "outpost_arn": text(),
        "owner_alias": text(about="amazon, or another owner that AWS vouches for."),
        "owner_id": text(),
        "progress": text(about="How much is done, such as 100%."),
        "restore_expiry_time": timestamptz(about="When an archived snapshot that was restored goes back."),
        "start_time": timestamptz(),
        "state_message": text(about="Why copying an encrypted snapshot failed."),
        "storage_tier": text(about="standard or archive."),
        "volume_id": text(about="The volume it was made from; meaningless for a copy."),
        "volume_size": bigint(about="The volume's size in GiB."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text("SnapshotId"),
        "akas": akas(arn("snapshot", "SnapshotId", "OwnerId")),
    },
)

volume_metric_read_ops_hourly = operations("read", "hourly")

volume_metric_read_ops_daily = operations("read", "daily")

volume_metric_write_ops = operations("write", "5_min")

volume_metric_write_ops_hourly = operations("write", "hourly")

volume_metric_write_ops_daily = operations("write", "daily")

TABLES = (
    volume,
    snapshot,
    volume_metric_read_ops_hourly,
    volume_metric_read_ops_daily,
    volume_metric_write_ops,
    volume_metric_write_ops_hourly,
    volume_metric_write_ops_daily,
)
