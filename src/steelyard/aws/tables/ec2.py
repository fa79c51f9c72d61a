"""Amazon EC2: instances, images and what belongs to them; the settings of a region."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
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
    cidr,
    double,
    inet,
    jsonb,
    tags,
    text,
    timestamptz,
)
from steelyard.aws.metrics import Interval, metric_table
from steelyard.aws.tables import _ec2_launching, _ec2_load_balancers
from steelyard.aws.tables._ec2 import arn, filters, title
from steelyard.aws.tables._ec2_launching import decoded
from steelyard.aws.tables._values import moment

INSTANCES = Call("ec2", "DescribeInstances", items="Reservations[].Instances[]")
NO_IMAGE = ("InvalidAMIID.NotFound", "InvalidAMIID.Unavailable", "InvalidAMIID.Malformed")
DISABLED = {"disabled": True}
STOPPING = ("shutting-down", "stopped", "stopping", "terminated")
GONE = ("InvalidInstanceID.NotFound", "InvalidInstanceID.Unavailable", "InvalidInstanceID.Malformed")

_MOMENT = re.compile(r"\((\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (?:GMT|UTC)\)")


def state_changed(state: dict[str, Any] | None, reason: str | None, launched: str | None) -> str | None:
    """When the instance came to its state: for one that was stopped, the time in the reason; else its launch."""
    found = _MOMENT.search(reason or "")
    if found and (state or {}).get("Name") in STOPPING:
        return f"{found[1]}T{found[2]}Z"
    return launched


def image_title(name: str | None, identifier: str) -> str:
    """An image's name, or its id where it has none."""
    return identifier if name is None else name


def owner_or_self(alias: str | None) -> str:
    """The alias of an own image's owner."""
    return "self" if alias is None else alias


def owner_name(alias: str | None, owner: str, account: str) -> str:
    """The alias of an image's owner; without one self, or the owner's account."""
    if alias is not None:
        return alias
    return "self" if owner == account else owner


def modifications_of(identifier: str, modifications: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those of all modifications that change one reservation."""
    return [
        modification
        for modification in modifications
        if any(changed["ReservedInstancesId"] == identifier for changed in modification["ReservedInstancesIds"] or ())
    ]


def cpu_utilization(interval: Interval) -> Table:
    """The CPU use of instances at one interval."""
    return metric_table(
        f"aws_ec2_instance_metric_cpu_utilization_{interval}",
        parents=(replace(INSTANCES, name="instance"),),
        namespace="AWS/EC2",
        metric="CPUUtilization",
        interval=interval,
        dimension="InstanceId",
        column="instance_id",
        source="instance.InstanceId",
        of="each EC2 instance",
    )


def attribute(name: str) -> Call:
    """The call for one attribute of an instance."""
    return Call("ec2", "DescribeInstanceAttribute", {"InstanceId": "InstanceId", "Attribute": Value(name)}, absent=GONE)


instance = Table(
    "aws_ec2_instance",
    "An EC2 instance, stopped and just terminated ones included.",
    rows=(
        replace(
            INSTANCES,
            params={
                "Filters": filters(
                    {
                        "instance_state": "instance-state-name",
                        "instance_type": "instance-type",
                        "image_id": "image-id",
                        "instance_lifecycle": "instance-lifecycle",
                        "subnet_id": "subnet-id",
                        "vpc_id": "vpc-id",
                        "placement_availability_zone": "availability-zone",
                        "iam_instance_profile_arn": "iam-instance-profile.arn",
                    }
                )
            },
        ),
    ),
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

ami = Table(
    "aws_ec2_ami",
    "A machine image (AMI) that the account owns.",
    rows=(
        Call(
            "ec2",
            "DescribeImages",
            {"Owners": Value(["self"]), "IncludeDisabled": Key("state", DISABLED, default=False)},
            items="Images",
        ),
    ),
    get=Call(
        "ec2",
        "DescribeImages",
        {"ImageIds": [Key("image_id")], "Owners": Value(["self"])},
        items="Images",
        absent=NO_IMAGE,
    ),
    add={
        "launch": Call(
            "ec2",
            "DescribeImageAttribute",
            {"ImageId": "ImageId", "Attribute": Value("launchPermission")},
            absent=NO_IMAGE,
        ),
    },
    columns={
        "name": text(),
        "image_id": text(),
        "state": text(),
        "architecture": text(),
        "block_device_mappings": jsonb(about="The volumes that an instance gets, with their snapshots."),
        "boot_mode": text(),
        "creation_date": timestamptz("CreationDate", via=moment, about="When the image was made."),
        "deprecation_time": timestamptz("DeprecationTime", via=moment, about="When the image is or was deprecated."),
        "deregistration_protection": text(
            about="Whether it is protected from deregistering: enabled or disabled, perhaps with a cooldown."
        ),
        "description": text(),
        "ena_support": boolean(),
        "free_tier_eligible": boolean(),
        "hypervisor": text(),
        "image_allowed": boolean(about="Whether the account's allowed-AMIs setting lets it be used."),
        "image_location": text(about="Owner and name, or the manifest in S3."),
        "image_owner_alias": text(
            "ImageOwnerAlias", via=owner_or_self, about="self, or the name of an owner that AWS vouches for."
        ),
        "image_type": text(about="machine, kernel or ramdisk."),
        "imds_support": text(about="v2.0 where instances need IMDSv2 unless told otherwise."),
        "kernel_id": text(),
        "last_launched_time": timestamptz(
            "LastLaunchedTime", via=moment, about="When an instance was last launched from it, to about a day."
        ),
        "launch_permissions": jsonb(
            "launch.LaunchPermissions", about="Who else may launch it: accounts, organizations, or the group all."
        ),
        "owner_id": text(),
        "platform": text(about="windows; null for any other system."),
        "platform_details": text(),
        "product_codes": jsonb(),
        "public": boolean(about="Whether anyone may launch it."),
        "ramdisk_id": text(),
        "root_device_name": text(),
        "root_device_type": text(),
        "source_image_id": text(),
        "source_image_region": text(),
        "source_instance_id": text(),
        "sriov_net_support": text(about="simple where enhanced networking with the Intel 82599 interface is on."),
        "state_reason": jsonb(),
        "tpm_support": text(),
        "usage_operation": text(),
        "virtualization_type": text(),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text("Name", "ImageId", via=image_title, about="The image's name, or its id where it has none."),
        "akas": akas(arn("image", "ImageId", "OwnerId")),
    },
)

ami_shared = Table(
    "aws_ec2_ami_shared",
    "A machine image of a named owner, or a named image of anyone's; the query must say owner_id or image_id.",
    rows=(
        Call("ec2", "DescribeImages", {"Owners": [Key("owner_id", required=True)]}, items="Images", absent=NO_IMAGE),
    ),
    get=Call("ec2", "DescribeImages", {"ImageIds": [Key("image_id")]}, items="Images", absent=NO_IMAGE),
    columns={
        "name": text(),
        "image_id": text(),
        "state": text(),
        "architecture": text(),
        "block_device_mappings": jsonb(about="The volumes that an instance gets, with their snapshots."),
        "boot_mode": text(),
        "creation_date": timestamptz("CreationDate", via=moment, about="When the image was made."),
        "deprecation_time": timestamptz("DeprecationTime", via=moment, about="When the image is or was deprecated."),
        "deregistration_protection": text(
            about="Whether it is protected from deregistering: enabled or disabled, perhaps with a cooldown."
        ),
        "description": text(),
        "ena_support": boolean(),
        "free_tier_eligible": boolean(),
        "hypervisor": text(),
        "image_allowed": boolean(about="Whether the account's allowed-AMIs setting lets it be used."),
        "image_ids": jsonb("where.image_ids", about="Null: a query asks for images by image_id or owner_id."),
        "image_location": text(about="Owner and name, or the manifest in S3."),
        "image_owner_alias": text(
            "ImageOwnerAlias",
            "OwnerId",
            "account_id",
            via=owner_name,
            about="self, the name of an owner that AWS vouches for, or the owner's account.",
        ),
        "image_type": text(about="machine, kernel or ramdisk."),
        "imds_support": text(about="v2.0 where instances need IMDSv2 unless told otherwise."),
        "kernel_id": text(),
        "last_launched_time": timestamptz(
            "LastLaunchedTime", via=moment, about="When an instance was last launched from it, to about a day."
        ),
        "owner_id": text(),
        "owner_ids": jsonb("where.owner_ids", about="Null: a query asks for images by image_id or owner_id."),
        "platform": text(about="windows; null for any other system."),
        "platform_details": text(),
        "product_codes": jsonb(),
        "public": boolean(about="Whether anyone may launch it."),
        "ramdisk_id": text(),
        "root_device_name": text(),
        "root_device_type": text(),
        "source_image_id": text(),
        "source_image_region": text(),
        "source_instance_id": text(),
        "sriov_net_support": text(about="simple where enhanced networking with the Intel 82599 interface is on."),
        "state_reason": jsonb(),
        "tpm_support": text(),
        "usage_operation": text(),
        "virtualization_type": text(),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text("Name", "ImageId", via=image_title, about="The image's name, or its id where it has none."),
        "akas": akas(arn("image", "ImageId", "OwnerId")),
    },
)

key_pair = Table(
    "aws_ec2_key_pair",
    "A key pair; AWS holds the public half only.",
    rows=(Call("ec2", "DescribeKeyPairs", items="KeyPairs"),),
    get=Call(
        "ec2",
        "DescribeKeyPairs",
        {"KeyNames": [Key("key_name")]},
        items="KeyPairs",
        absent=("InvalidKeyPair.NotFound", "InvalidKeyPair.Unavailable", "InvalidKeyPair.Malformed"),
    ),
    columns={
        "key_name": text(),
        "key_pair_id": text(),
        "create_time": timestamptz(),
        "key_fingerprint": text(about="MD5 or SHA-1 of an RSA key, SHA-256 of an ED25519 one."),
        "key_type": text(about="rsa or ed25519."),
        "public_key": text(about="The public key, where AWS gives it; unasked it does not."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text("KeyName"),
        "akas": akas(arn("key-pair", "KeyName")),
    },
)

network_interface = Table(
    "aws_ec2_network_interface",
    "A network interface.",
    rows=(
        Call(
            "ec2",
            "DescribeNetworkInterfaces",
            {
                "Filters": filters(
                    {
                        "attached_instance_id": "attachment.instance-id",
                        "status": "status",
                        "owner_id": "owner-id",
                        "availability_zone": "availability-zone",
                    },
                    {"requester_managed": "requester-managed"},
                )
            },
            items="NetworkInterfaces",
        ),
    ),
    get=Call(
        "ec2",
        "DescribeNetworkInterfaces",
        {"NetworkInterfaceIds": [Key("network_interface_id")]},
        items="NetworkInterfaces",
        absent=(
            "InvalidNetworkInterfaceID.NotFound",
            "InvalidNetworkInterfaceID.Unavailable",
            "InvalidNetworkInterfaceID.Malformed",
        ),
    ),
    columns={
        "network_interface_id": text(),
        "status": text(about="available, associated, attaching, in-use or detaching."),
        "interface_type": text(about="What it serves: interface, nat_gateway, vpc_endpoint, lambda and others."),
        "association_allocation_id": text("Association.AllocationId"),
        "association_carrier_ip": inet("Association.CarrierIp", about="The carrier address, in a Wavelength Zone."),
        "association_customer_owned_ip": inet("Association.CustomerOwnedIp"),
        "association_id": text("Association.AssociationId"),
        "association_ip_owner_id": text(
            "Association.IpOwnerId", about="The owner of the address: an account, or amazon."
        ),
        "association_public_dns_name": text("Association.PublicDnsName"),
        "association_public_ip": inet("Association.PublicIp", about="The public or Elastic IPv4 address."),
        "attached_instance_id": text("Attachment.InstanceId"),
        "attached_instance_owner_id": text("Attachment.InstanceOwnerId"),
        "attachment_id": text("Attachment.AttachmentId"),
        "attachment_status": text("Attachment.Status"),
        "attachment_time": timestamptz("Attachment.AttachTime"),
        "availability_zone": text(),
        "connection_tracking_configuration": jsonb(),
        "delete_on_instance_termination": boolean(
            "Attachment.DeleteOnTermination", about="Whether it goes when its instance does."
        ),
        "deny_all_igw_traffic": boolean(about="Whether traffic through an internet gateway is refused."),
        "description": text(),
        "device_index": bigint(
            "Attachment.DeviceIndex", about="The position on the instance; 0 is the main interface."
        ),
        "groups": jsonb(about="Its security groups, names and ids."),
        "ipv4_prefixes": jsonb(),
        "ipv6_address": text(),
        "ipv6_addresses": jsonb(),
        "ipv6_native": boolean(),
        "ipv6_prefixes": jsonb(),
        "mac_address": text(),
        "outpost_arn": text(),
        "owner_id": text(),
        "private_dns_name": text(),
        "private_ip_address": inet(about="The main private IPv4 address."),
        "private_ip_addresses": jsonb(about="All private IPv4 addresses with their public ones."),
        "requester_id": text(about="Who made it, such as a service's alias."),
        "requester_managed": boolean(about="Whether an AWS service made and manages it."),
        "source_dest_check": boolean(about="Whether traffic neither from nor to it is dropped."),
        "subnet_id": text(),
        "vpc_id": text(),
        "tags_src": jsonb("TagSet"),
        "tags": tags("TagSet"),
        "title": text("NetworkInterfaceId"),
        "akas": akas(arn("network-interface", "NetworkInterfaceId")),
    },
)

reserved_instance = Table(
    "aws_ec2_reserved_instance",
    "A purchase of Reserved Instances.",
    rows=(
        Call(
            "ec2",
            "DescribeReservedInstances",
            {"OfferingClass": Key("offering_class"), "OfferingType": Key("offering_type")},
            items="ReservedInstances",
        ),
    ),
    get=Call(
        "ec2",
        "DescribeReservedInstances",
        {"ReservedInstancesIds": [Key("reserved_instance_id")]},
        items="ReservedInstances",
        absent=(
            "InvalidParameterValue",
            "InvalidReservedInstancesId",
            "InvalidInstanceID.Unavailable",
            "InvalidInstanceID.Malformed",
        ),
    ),
    add={
        "changes": Call("ec2", "DescribeReservedInstancesModifications", items="ReservedInstancesModifications"),
    },
    columns={
        "reserved_instance_id": text("ReservedInstancesId"),
        "arn": text(arn("reserved-instances", "ReservedInstancesId")),
        "availability_zone": text(),
        "currency_code": text(),
        "duration": bigint(about="The term in seconds."),
        "end_time": timestamptz("End", about="When the reservation ends."),
        "fixed_price": double(about="What was paid up front."),
        "instance_count": bigint(about="How many instances are reserved."),
        "instance_state": text(
            "State", about="payment-pending, active, payment-failed, retired, queued or queued-deleted."
        ),
        "instance_tenancy": text(),
        "instance_type": text(),
        "offering_class": text(about="standard or convertible."),
        "offering_type": text(about="No Upfront, Partial Upfront, All Upfront, or an older kind."),
        "product_description": text(),
        "reserved_instances_modifications": jsonb(
            "ReservedInstancesId", "changes", via=modifications_of, about="The requests to change this reservation."
        ),
        "scope": text(about="Region or Availability Zone."),
        "start_time": timestamptz("Start", about="When the reservation began."),
        "usage_price": double(about="The price per hour."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text("ReservedInstancesId"),
        "akas": akas(arn("reserved-instances", "ReservedInstancesId")),
    },
)

client_vpn_endpoint = Table(
    "aws_ec2_client_vpn_endpoint",
    "A Client VPN endpoint.",
    rows=(Call("ec2", "DescribeClientVpnEndpoints", items="ClientVpnEndpoints", absent=("InvalidAction",)),),
    get=Call(
        "ec2",
        "DescribeClientVpnEndpoints",
        {"ClientVpnEndpointIds": [Key("client_vpn_endpoint_id")]},
        items="ClientVpnEndpoints",
        absent=(
            "InvalidAction",
            "InvalidClientVpnEndpointId.NotFound",
            "InvalidParameterValue",
            "InvalidQueryParameter",
            "ValidationError",
        ),
    ),
    columns={
        "client_vpn_endpoint_id": text(),
        "associated_target_networks": jsonb(about="The subnets it leads to."),
        "authentication_options": jsonb(about="How users prove who they are: certificates, a directory or SAML."),
        "client_cidr_block": cidr(about="The range that clients get addresses from."),
        "client_connect_options": jsonb(about="The Lambda function that may refuse a connection."),
        "client_login_banner_options": jsonb(about="The text that clients show after login."),
        "connection_log_options": jsonb(about="Whether connections are logged to CloudWatch Logs, and where."),
        "creation_time": timestamptz("CreationTime", via=moment),
        "deletion_time": timestamptz("DeletionTime", via=moment),
        "description": text(),
        "dns_name": text(),
        "dns_servers": jsonb(),
        "security_group_ids": jsonb(),
        "self_service_portal_url": text(),
        "server_certificate_arn": text(),
        "session_timeout_hours": bigint(about="The hours after which a session ends."),
        "split_tunnel": boolean(about="Whether only traffic to the endpoint's routes goes through the tunnel."),
        "status": jsonb(about="The state as a code and a message."),
        "transport_protocol": text(about="udp or tcp."),
        "vpc_id": text(),
        "vpn_port": bigint(),
        "vpn_protocol": jsonb(about="The protocol; openvpn."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": title("ClientVpnEndpointId"),
    },
)

instance_metric_cpu_utilization_hourly = cpu_utilization("hourly")

instance_metric_cpu_utilization_daily = cpu_utilization("daily")

TABLES = (
    instance,
    regional_settings,
    ami,
    ami_shared,
    key_pair,
    network_interface,
    reserved_instance,
    client_vpn_endpoint,
    instance_metric_cpu_utilization_hourly,
    instance_metric_cpu_utilization_daily,
    *_ec2_load_balancers.TABLES,
    *_ec2_launching.TABLES,
)
