"""Amazon EFS: file systems, their access points and mount targets."""

from __future__ import annotations

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, double, inet, jsonb, tags, text, timestamptz
from steelyard.aws.policy import policy_json, policy_std
from steelyard.aws.tables._ec2 import filled_name_or_id, tag_value

NO_FILE_SYSTEM = ("FileSystemNotFound",)
FILE_SYSTEMS = Call("efs", "DescribeFileSystems", {"CreationToken": Key("creation_token")}, items="FileSystems")
ALL_FILE_SYSTEMS = Call("efs", "DescribeFileSystems", items="FileSystems")


def automatic_backups(tags: list[dict[str, str]] | None) -> str:
    """What the tag of AWS Backup's default plan says of the file system: enabled or disabled."""
    return tag_value(tags, "aws:elasticfilesystem:default-backup") or "disabled"


def name_or_own_id(name: str | None, identifier: str | None) -> str | None:
    """An access point's name, or its id where it has none."""
    return name if name is not None else identifier


file_system = Table(
    "aws_efs_file_system",
    "An EFS file system with its resource policy.",
    rows=(FILE_SYSTEMS,),
    get=Call(
        "efs",
        "DescribeFileSystems",
        {"FileSystemId": Key("file_system_id")},
        items="FileSystems",
        absent=("FileSystemNotFound", "ValidationException"),
    ),
    add={
        "access": Call(
            "efs",
            "DescribeFileSystemPolicy",
            {"FileSystemId": "FileSystemId"},
            absent=("PolicyNotFound", *NO_FILE_SYSTEM),
        ),
    },
    columns={
        "file_system_id": text(),
        "name": text(),
        "arn": text("FileSystemArn"),
        "automatic_backups": text(
            "Tags", via=automatic_backups, about="Whether AWS Backup's default plan backs it up: enabled or disabled."
        ),
        "availability_zone_id": text(),
        "availability_zone_name": text(about="The one zone that a One Zone file system lives in."),
        "creation_time": timestamptz(),
        "creation_token": text(about="The text that made the creating request idempotent."),
        "encrypted": boolean(about="Whether the data is encrypted at rest."),
        "kms_key_id": text(),
        "life_cycle_state": text(),
        "number_of_mount_targets": bigint(),
        "owner_id": text(),
        "performance_mode": text(about="generalPurpose or maxIO."),
        "policy": jsonb("access.Policy", via=policy_json, about="The resource policy; null where there is none."),
        "policy_std": jsonb("access.Policy", via=policy_std, about="The resource policy in canonical form."),
        "provisioned_throughput_in_mibps": double(),
        "replication_overwrite_protection": text(
            "FileSystemProtection.ReplicationOverwriteProtection",
            about="Whether replication may write to it: ENABLED (it may not), DISABLED or REPLICATING.",
        ),
        "size_in_bytes": jsonb(about="The metered size, whole and by storage class."),
        "throughput_mode": text(about="bursting, provisioned or elastic."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text(
            "Tags", "FileSystemId", via=filled_name_or_id, about="The tag Name, or the id where there is none."
        ),
        "akas": akas("FileSystemArn"),
    },
)

access_point = Table(
    "aws_efs_access_point",
    "An access point: a folder of an EFS file system with the user that its clients are.",
    rows=(
        Call(
            "efs",
            "DescribeAccessPoints",
            {"FileSystemId": Key("file_system_id")},
            items="AccessPoints",
            absent=NO_FILE_SYSTEM,
        ),
    ),
    get=Call(
        "efs",
        "DescribeAccessPoints",
        {"AccessPointId": Key("access_point_id")},
        items="AccessPoints",
        absent=("AccessPointNotFound",),
    ),
    columns={
        "access_point_id": text(),
        "name": text(),
        "access_point_arn": text(),
        "client_token": text(about="The text that made the creating request idempotent."),
        "file_system_id": text(),
        "life_cycle_state": text(),
        "owner_id": text(),
        "posix_user": jsonb(about="The user and groups that every request through it has."),
        "root_directory": jsonb(about="The folder that clients see as the root."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text("Name", "AccessPointId", via=name_or_own_id, about="The name, or the id where there is none."),
        "akas": akas("AccessPointArn"),
    },
)

mount_target = Table(
    "aws_efs_mount_target",
    "A mount target: a file system's address in one subnet.",
    rows=(
        ALL_FILE_SYSTEMS,
        Call(
            "efs", "DescribeMountTargets", {"FileSystemId": "FileSystemId"}, items="MountTargets", absent=NO_FILE_SYSTEM
        ),
    ),
    get=Call(
        "efs",
        "DescribeMountTargets",
        {"MountTargetId": Key("mount_target_id")},
        items="MountTargets",
        absent=("MountTargetNotFound", "InvalidParameter"),
    ),
    add={
        "groups": Call(
            "efs",
            "DescribeMountTargetSecurityGroups",
            {"MountTargetId": "MountTargetId"},
            absent=("MountTargetNotFound", "IncorrectMountTargetState"),
        ),
    },
    columns={
        "mount_target_id": text(),
        "file_system_id": text(),
        "availability_zone_id": text(),
        "availability_zone_name": text(),
        "ip_address": inet(about="The IPv4 address in the subnet."),
        "life_cycle_state": text(),
        "network_interface_id": text(),
        "owner_id": text(),
        "security_groups": jsonb("groups.SecurityGroups", about="The ids of its network interface's security groups."),
        "subnet_id": text(),
        "vpc_id": text(),
        "title": text("MountTargetId"),
        "akas": akas(
            "arn:{partition}:elasticfilesystem:{region}:{account_id}:file-system/{FileSystemId}/mount-target/{MountTargetId}"
        ),
    },
)

TABLES = (
    file_system,
    access_point,
    mount_target,
)
