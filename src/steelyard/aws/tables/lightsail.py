"""Amazon Lightsail."""

from __future__ import annotations

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz

instance = Table(
    "aws_lightsail_instance",
    "A Lightsail instance.",
    rows=(Call("lightsail", "GetInstances", items="instances", absent=("NotFoundException",)),),
    get=Call(
        "lightsail",
        "GetInstance",
        {"instanceName": Key("name")},
        items="instance",
        absent=("NotFoundException", "InvalidResourceName", "DoesNotExist"),
    ),
    columns={
        "name": text(),
        "arn": text(),
        "state_name": text("state.name"),
        "add_ons": jsonb(about="What is added to it, such as automatic snapshots."),
        "availability_zone": text("location.availabilityZone"),
        "blueprint_id": text(about="The image it was made from."),
        "blueprint_name": text(),
        "bundle_id": text(about="The plan: size and price."),
        "created_at": timestamptz(),
        "hardware": jsonb(about="Processors, memory and disks."),
        "ip_address_type": jsonb(about="dualstack, ipv4 or ipv6."),
        "ip_v6_addresses": jsonb("ipv6Addresses"),
        "is_static_ip": boolean(about="Whether its public address is a static one."),
        "metadata_options": jsonb(about="How the instance metadata service answers."),
        "networking": jsonb(about="The monthly transfer and the open ports."),
        "private_ip_address": text(),
        "public_ip_address": text(),
        "resource_type": text(),
        "ssh_key_name": text(),
        "state_code": bigint("state.code", about="The state as a number; 16 is running."),
        "support_code": text(about="What to tell AWS's support."),
        "username": text(about="Whom to log in as."),
        "tags_src": jsonb("tags"),
        "tags": tags("tags"),
        "title": text("name"),
        "akas": akas("arn"),
    },
)

TABLES = (instance,)
