"""Amazon AppStream 2.0."""

from __future__ import annotations

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz

GONE = ("ResourceNotFoundException",)


fleet = Table(
    "aws_appstream_fleet",
    "A fleet of streaming instances.",
    rows=(Call("appstream", "DescribeFleets", {"Names": [Key("name")]}, items="Fleets", absent=GONE),),
    add={
        "tagging": Call("appstream", "ListTagsForResource", {"ResourceArn": "Arn"}, absent=GONE),
    },
    columns={
        "name": text(),
        "arn": text(),
        "state": text(),
        "compute_capacity_status": jsonb(about="How many instances there are, run, and are in use."),
        "created_time": timestamptz(),
        "description": text(),
        "directory_name": text(
            "DomainJoinInfo.DirectoryName", about="The Active Directory domain that instances join."
        ),
        "disconnect_timeout_in_seconds": bigint(about="How long a session outlives a lost connection."),
        "display_name": text(),
        "enable_default_internet_access": boolean(
            about="Whether instances reach the internet without a gateway of the VPC."
        ),
        "fleet_errors": jsonb(about="What went wrong with instances."),
        "fleet_type": text(about="ALWAYS_ON, ON_DEMAND or ELASTIC."),
        "iam_role_arn": text(),
        "idle_disconnect_timeout_in_seconds": bigint(about="After how long an idle user is disconnected; 0 is never."),
        "image_arn": text(),
        "image_name": text(),
        "instance_type": text(),
        "max_concurrent_sessions": bigint(),
        "max_user_duration_in_seconds": bigint(about="How long a session may last."),
        "organizational_unit_distinguished_name": text("DomainJoinInfo.OrganizationalUnitDistinguishedName"),
        "platform": text(),
        "session_script_s3_location": jsonb(),
        "stream_view": text(about="APP or DESKTOP."),
        "usb_device_filter_strings": jsonb(about="The USB devices that users may redirect."),
        "vpc_config": jsonb(),
        "tags": tags("tagging.Tags"),
        "title": text("DisplayName"),
        "akas": akas("Arn"),
    },
)

TABLES = (fleet,)
