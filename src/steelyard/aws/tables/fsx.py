"""Amazon FSx."""

from __future__ import annotations

from steelyard.aws.declare import Call, Key, Table, akas, bigint, jsonb, tags, text, timestamptz
from steelyard.aws.tables._ec2 import filled_name_or_id

file_system = Table(
    "aws_fsx_file_system",
    "An FSx file system: Windows, Lustre, ONTAP or OpenZFS.",
    rows=(Call("fsx", "DescribeFileSystems", items="FileSystems"),),
    get=Call(
        "fsx",
        "DescribeFileSystems",
        {"FileSystemIds": [Key("file_system_id")]},
        items="FileSystems",
        absent=("FileSystemNotFound", "ValidationException"),
    ),
    columns={
        "file_system_id": text(),
        "arn": text("ResourceARN"),
        "file_system_type": text(),
        "administrative_actions": jsonb(about="Changes that AWS is making, such as a growth of the storage."),
        "creation_time": timestamptz(),
        "dns_name": text(),
        "failure_details": jsonb(about="Why it failed."),
        "file_system_type_version": text(about="The Lustre version."),
        "kms_key_id": text(),
        "lifecycle": text(about="AVAILABLE, CREATING, FAILED, MISCONFIGURED and so on."),
        "lustre_configuration": jsonb(about="The settings of a Lustre file system; CopyTagsToBackups among them."),
        "network_interface_ids": jsonb(),
        "ontap_configuration": jsonb(about="The settings of an ONTAP file system."),
        "open_zfs_configuration": jsonb(about="The settings of an OpenZFS file system."),
        "owner_id": text(),
        "storage_capacity": bigint(about="The size in GiB."),
        "storage_type": text(about="SSD, HDD or INTELLIGENT_TIERING."),
        "subnet_ids": jsonb(),
        "vpc_id": text(),
        "windows_configuration": jsonb(about="The settings of a Windows file system."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text(
            "Tags", "FileSystemId", via=filled_name_or_id, about="The tag Name, or the id where there is none."
        ),
        "akas": akas("ResourceARN"),
    },
)

TABLES = (file_system,)
