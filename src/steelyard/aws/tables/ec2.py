"""Amazon EC2: instances and the settings of a region."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import Any

from steelyard.aws.declare import (
    Call,
    Key,
    Many,
    Table,
    Value,
    akas,
    bigint,
    boolean,
    inet,
    jsonb,
    tags,
    text,
    timestamptz,
)
from steelyard.aws.tables._ec2 import arn, title

STOPPING = ("shutting-down", "stopped", "stopping", "terminated")
GONE = ("InvalidInstanceID.NotFound", "InvalidInstanceID.Unavailable", "InvalidInstanceID.Malformed")

_MOMENT = re.compile(r"\((\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (?:GMT|UTC)\)")


def state_changed(state: dict[str, Any] | None, reason: str | None, launched: str | None) -> str | None:
    """When the instance came to its state: for one that was stopped, the time in the reason; else its launch."""
    found = _MOMENT.search(reason or "")
    if found and (state or {}).get("Name") in STOPPING:
        return f"{found[1]}T{found[2]}Z"
    return launched


def decoded(data: str | None) -> str | None:
    """User data as text; as the base64 it came in where it is not text."""
    if not data:
        return None
    try:
        return b64decode(data).decode()
    except ValueError:
        return data


def attribute(name: str) -> Call:
    """The call for one attribute of an instance."""
    return Call("ec2", "DescribeInstanceAttribute", {"InstanceId": "InstanceId", "Attribute": Value(name)}, absent=GONE)


instance = Table(
    "aws_ec2_instance",
    "An EC2 instance, stopped and just terminated ones included.",
    rows=(Call("ec2", "DescribeInstances", items="Reservations[].Instances[]"),),
    get=Call(
        "ec2",
        "DescribeInstances",
        {"InstanceIds": [Key("instance_id")]},
        items="Reservations[].Instances[]",
        absent=GONE,
    ),
    add={
        "status": Call(
            "ec2",
            "DescribeInstanceStatus",
            {"InstanceIds": Many("InstanceId", 100), "IncludeAllInstances": Value(True)},
            items="InstanceStatuses",
            match="InstanceId",
            absent=GONE,
        ),
        "termination": attribute("disableApiTermination"),
        "shutdown": attribute("instanceInitiatedShutdownBehavior"),
        "kernel": attribute("kernel"),
        "ramdisk": attribute("ramdisk"),
        "sriov": attribute("sriovNetSupport"),
        "data": attribute("userData"),
        "template": Call("ec2", "GetLaunchTemplateData", {"InstanceId": "InstanceId"}, absent=GONE),
    },
    columns={
        "instance_id": text(about="The instance's id."),
        "arn": text(arn("instance", "InstanceId")),
        "instance_type": text(),
        "instance_state": text("State.Name", about="pending, running, shutting-down, terminated, stopping or stopped."),
        "ami_launch_index": bigint(about="The instance's place among those launched by the same request, from 0."),
        "architecture": text(),
        "block_device_mappings": jsonb(about="The EBS volumes by device name."),
        "boot_mode": text(),
        "capacity_reservation_id": text(),
        "capacity_reservation_specification": jsonb(),
        "client_token": text(about="The idempotency token of the launch."),
        "cpu_options_core_count": bigint("CpuOptions.CoreCount"),
        "cpu_options_threads_per_core": bigint("CpuOptions.ThreadsPerCore"),
        "current_instance_boot_mode": text(),
        "disable_api_termination": boolean(
            "termination.DisableApiTermination.Value", about="Whether terminating through the API is refused."
        ),
        "ebs_optimized": boolean(about="Whether the instance has bandwidth to EBS of its own."),
        "elastic_gpu_associations": jsonb(),
        "elastic_inference_accelerator_associations": jsonb(),
        "ena_support": boolean(about="Whether enhanced networking with ENA is on."),
        "enclave_options": jsonb(),
        "hibernation_options": jsonb(),
        "hypervisor": text(about="xen, which stands for Nitro too, or ovm."),
        "iam_instance_profile_arn": text("IamInstanceProfile.Arn"),
        "iam_instance_profile_id": text("IamInstanceProfile.Id"),
        "image_id": text(about="The AMI the instance was launched from."),
        "instance_initiated_shutdown_behavior": text(
            "shutdown.InstanceInitiatedShutdownBehavior.Value",
            about="What a shutdown from inside does: stop or terminate.",
        ),
        "instance_lifecycle": text(about="spot, scheduled or capacity-block; null for an on-demand instance."),
        "instance_status": jsonb(
            "status", about="The latest status checks and planned events, also of instances that do not run."
        ),
        "ipv6_address": text(),
        "kernel_id": text("kernel.KernelId.Value"),
        "key_name": text(about="The key pair given at launch."),
        "launch_template_data": jsonb(
            "template.LaunchTemplateData", about="The instance's settings as a launch template would hold them."
        ),
        "launch_time": timestamptz(about="When the instance was last started."),
        "licenses": jsonb(),
        "maintenance_options": jsonb(),
        "metadata_options": jsonb(
            about="How the instance metadata service answers: HttpTokens says whether IMDSv2 is required."
        ),
        "monitoring_state": text(
            "Monitoring.State", about="Whether detailed (one-minute) monitoring is on: enabled or disabled."
        ),
        "network_interfaces": jsonb(about="The attached network interfaces with their addresses and groups."),
        "outpost_arn": text(),
        "placement_affinity": text("Placement.Affinity"),
        "placement_availability_zone": text("Placement.AvailabilityZone"),
        "placement_group_id": text("Placement.GroupId"),
        "placement_group_name": text("Placement.GroupName"),
        "placement_host_id": text("Placement.HostId"),
        "placement_host_resource_group_arn": text("Placement.HostResourceGroupArn"),
        "placement_partition_number": bigint("Placement.PartitionNumber"),
        "placement_tenancy": text("Placement.Tenancy", about="default, dedicated or host."),
        "platform": text(about="windows; null for any other system."),
        "platform_details": text(),
        "private_dns_name": text(),
        "private_dns_name_options": jsonb(),
        "private_ip_address": inet(about="The main private IPv4 address."),
        "product_codes": jsonb(),
        "public_dns_name": text(),
        "public_ip_address": inet(about="The public or Elastic IPv4 address, if any."),
        "ram_disk_id": text("ramdisk.RamdiskId.Value", about="The RAM disk of a paravirtual instance."),
        "root_device_name": text(),
        "root_device_type": text(about="ebs or instance-store."),
        "security_groups": jsonb(about="The security groups of the main network interface."),
        "source_dest_check": boolean(about="Whether traffic neither from nor to the instance is dropped."),
        "spot_instance_request_id": text(),
        "sriov_net_support": text(
            "sriov.SriovNetSupport.Value",
            about="simple where enhanced networking with the Intel 82599 interface is on.",
        ),
        "state_code": bigint("State.Code", about="The state as a number; 16 is running."),
        "state_reason": jsonb(),
        "state_transition_reason": text(about="Why the state last changed, in AWS's words."),
        "state_transition_time": timestamptz(
            "State",
            "StateTransitionReason",
            "LaunchTime",
            via=state_changed,
            about="When the instance was stopped or terminated; for a running one, when it was launched.",
        ),
        "subnet_id": text(),
        "tpm_support": text(),
        "usage_operation": text(about="The billed operation, which tells the licence in use."),
        "usage_operation_update_time": text(),
        "user_data": text(
            "data.UserData.Value", via=decoded, about="The text given to the instance at launch, decoded."
        ),
        "virtualization_type": text(),
        "vpc_id": text(),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": title("InstanceId"),
        "akas": akas(arn("instance", "InstanceId")),
    },
)

regional_settings = Table(
    "aws_ec2_regional_settings",
    "What EC2 does by default in one region: one row a region.",
    rows=(Call("ec2", "GetEbsEncryptionByDefault"),),
    add={
        "key": Call("ec2", "GetEbsDefaultKmsKeyId"),
        "snapshots": Call("ec2", "GetSnapshotBlockPublicAccessState"),
    },
    columns={
        "default_ebs_encryption_enabled": boolean(
            "EbsEncryptionByDefault", about="Whether new volumes are encrypted without being asked to."
        ),
        "default_ebs_encryption_key": text(
            "key.KmsKeyId", about="The KMS key that encrypts new volumes where none is named."
        ),
        "snapshot_block_public_access_state": text(
            "snapshots.State", about="block-all-sharing, block-new-sharing or unblocked."
        ),
        "title": text("{region} EC2 Settings"),
    },
)

TABLES = (
    instance,
    regional_settings,
)
