"""Auto Scaling groups, launch templates and configurations, Spot fleets: aws_ec2_* tables that `ec2` lists."""

from __future__ import annotations

from base64 import b64decode

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, double, jsonb, tags, text, timestamptz
from steelyard.aws.tables._ec2 import arn
from steelyard.aws.tables._values import as_is, is_true


def decoded(data: str | None) -> str | None:
    """User data as text; as the base64 it came in where it is not text."""
    if not data:
        return None
    try:
        return b64decode("".join(data.split()), validate=True).decode()
    except ValueError:
        return data


NO_TEMPLATE = (
    "InvalidLaunchTemplateId.Malformed",
    "InvalidLaunchTemplateId.NotFound",
    "InvalidLaunchTemplateName.NotFoundException",
)


autoscaling_group = Table(
    "aws_ec2_autoscaling_group",
    "An Auto Scaling group with its instances and policies.",
    rows=(Call("autoscaling", "DescribeAutoScalingGroups", items="AutoScalingGroups"),),
    get=Call(
        "autoscaling",
        "DescribeAutoScalingGroups",
        {"AutoScalingGroupNames": [Key("name")]},
        items="AutoScalingGroups",
        absent=("ValidationError",),
    ),
    add={
        "scaling": Call(
            "autoscaling",
            "DescribePolicies",
            items="ScalingPolicies",
            match="AutoScalingGroupName",
            on="AutoScalingGroupName",
            several=True,
        ),
    },
    columns={
        "name": text("AutoScalingGroupName"),
        "autoscaling_group_arn": text(),
        "availability_zones": jsonb(),
        "capacity_rebalance": boolean(about="Whether Spot instances at risk are replaced early."),
        "created_time": timestamptz(),
        "default_cooldown": bigint(about="The seconds between two scaling activities of simple policies."),
        "default_instance_warmup": bigint(about="The seconds before a new instance counts in the metrics."),
        "desired_capacity": bigint(),
        "desired_capacity_type": text(about="units, vcpu or memory-mib."),
        "enabled_metrics": jsonb(about="The group metrics that CloudWatch gets."),
        "health_check_grace_period": bigint(about="The seconds before a new instance's health is checked."),
        "health_check_type": text(about="EC2, or ELB and others besides, joined by commas."),
        "instance_maintenance_policy": jsonb(),
        "instances": jsonb(),
        "launch_configuration_name": text(),
        "launch_template_id": text("LaunchTemplate.LaunchTemplateId"),
        "launch_template_name": text("LaunchTemplate.LaunchTemplateName"),
        "launch_template_version": text("LaunchTemplate.Version"),
        "load_balancer_names": jsonb(about="The attached Classic Load Balancers."),
        "max_instance_lifetime": bigint(about="After how many seconds an instance is replaced."),
        "max_size": bigint(),
        "min_size": bigint(),
        "mixed_instances_policy_launch_template_id": text(
            "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId"
        ),
        "mixed_instances_policy_launch_template_name": text(
            "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateName"
        ),
        "mixed_instances_policy_launch_template_overrides": jsonb("MixedInstancesPolicy.LaunchTemplate.Overrides"),
        "mixed_instances_policy_launch_template_version": text(
            "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.Version"
        ),
        "new_instances_protected_from_scale_in": boolean(
            about="Whether new instances are kept when the group shrinks."
        ),
        "on_demand_allocation_strategy": text("MixedInstancesPolicy.InstancesDistribution.OnDemandAllocationStrategy"),
        "on_demand_base_capacity": bigint(
            "MixedInstancesPolicy.InstancesDistribution.OnDemandBaseCapacity",
            about="How many instances are On-Demand before Spot is used.",
        ),
        "on_demand_percentage_above_base_capacity": bigint(
            "MixedInstancesPolicy.InstancesDistribution.OnDemandPercentageAboveBaseCapacity"
        ),
        "placement_group": text(),
        "policies": jsonb("scaling", about="The scaling policies."),
        "service_linked_role_arn": text(),
        "spot_allocation_strategy": text("MixedInstancesPolicy.InstancesDistribution.SpotAllocationStrategy"),
        "spot_instance_pools": bigint("MixedInstancesPolicy.InstancesDistribution.SpotInstancePools"),
        "spot_max_price": text(
            "MixedInstancesPolicy.InstancesDistribution.SpotMaxPrice",
            about="The highest price for Spot; null for the On-Demand price.",
        ),
        "status": text(about="Only set while the group is being deleted."),
        "suspended_processes": jsonb(about="The scaling processes that are halted, with reasons."),
        "target_group_arns": jsonb(),
        "termination_policies": jsonb(about="How the instances to end are chosen."),
        "traffic_sources": jsonb(),
        "vpc_zone_identifier": text(about="The ids of the subnets, joined by commas."),
        "warm_pool_configuration": jsonb(),
        "warm_pool_size": bigint(about="How many instances wait in the warm pool."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text("AutoScalingGroupName"),
        "akas": akas("AutoScalingGroupARN"),
    },
)

launch_configuration = Table(
    "aws_ec2_launch_configuration",
    "A launch configuration: what an Auto Scaling group made without a template launches.",
    rows=(Call("autoscaling", "DescribeLaunchConfigurations", items="LaunchConfigurations"),),
    get=Call(
        "autoscaling",
        "DescribeLaunchConfigurations",
        {"LaunchConfigurationNames": [Key("name")]},
        items="LaunchConfigurations",
        absent=("ResourceNotFoundException", "ValidationError"),
    ),
    columns={
        "name": text("LaunchConfigurationName"),
        "launch_configuration_arn": text(),
        "associate_public_ip_address": boolean(
            "AssociatePublicIpAddress",
            via=is_true,
            about="Whether instances get a public address, whatever their subnet says; false where nothing is set.",
        ),
        "block_device_mappings": jsonb(),
        "classic_link_vpc_id": text("ClassicLinkVPCId"),
        "classic_link_vpc_security_groups": jsonb("ClassicLinkVPCSecurityGroups"),
        "created_time": timestamptz(),
        "ebs_optimized": boolean("EbsOptimized", via=is_true),
        "iam_instance_profile": text(about="The name or ARN of the instance profile."),
        "image_id": text(),
        "instance_monitoring_enabled": boolean(
            "InstanceMonitoring.Enabled", via=is_true, about="Whether instances have detailed (one-minute) monitoring."
        ),
        "instance_type": text(),
        "kernel_id": text(),
        "key_name": text(),
        "metadata_options_http_endpoint": text(
            "MetadataOptions.HttpEndpoint", about="Whether instances can reach their metadata: enabled or disabled."
        ),
        "metadata_options_http_tokens": text(
            "MetadataOptions.HttpTokens", about="Whether IMDSv2 is needed: required or optional."
        ),
        "metadata_options_put_response_hop_limit": bigint(
            "MetadataOptions.HttpPutResponseHopLimit", about="The network hops that a metadata token may travel."
        ),
        "placement_tenancy": text(about="default or dedicated."),
        "ramdisk_id": text(),
        "security_groups": jsonb(),
        "spot_price": text(about="The highest price per hour, for Spot instances."),
        "user_data": text("UserData", via=decoded, about="The text that instances get at launch, decoded."),
        "title": text("LaunchConfigurationName"),
        "akas": akas("LaunchConfigurationARN"),
    },
)

launch_template = Table(
    "aws_ec2_launch_template",
    "A launch template; what it holds is in its versions.",
    rows=(
        Call(
            "ec2",
            "DescribeLaunchTemplates",
            {"LaunchTemplateNames": [Key("launch_template_name")]},
            items="LaunchTemplates",
            absent=NO_TEMPLATE,
        ),
    ),
    get=Call(
        "ec2",
        "DescribeLaunchTemplates",
        {"LaunchTemplateIds": [Key("launch_template_id")]},
        items="LaunchTemplates",
        absent=NO_TEMPLATE,
    ),
    columns={
        "launch_template_name": text(),
        "launch_template_id": text(),
        "create_time": timestamptz(),
        "created_by": text(about="The ARN of who made it."),
        "default_version_number": bigint(about="The version used where none is named."),
        "latest_version_number": bigint(),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text("LaunchTemplateName"),
        "akas": akas(arn("launch-template", "LaunchTemplateId")),
    },
)

launch_template_version = Table(
    "aws_ec2_launch_template_version",
    "One version of a launch template.",
    rows=(
        Call(
            "ec2",
            "DescribeLaunchTemplates",
            {"LaunchTemplateIds": [Key("launch_template_id")]},
            items="LaunchTemplates",
            absent=NO_TEMPLATE,
        ),
        Call(
            "ec2",
            "DescribeLaunchTemplateVersions",
            {"LaunchTemplateId": "LaunchTemplateId"},
            items="LaunchTemplateVersions",
            absent=NO_TEMPLATE,
        ),
    ),
    columns={
        "launch_template_name": text(),
        "launch_template_id": text(),
        "version_number": bigint(),
        "create_time": timestamptz(),
        "created_by": text(about="The ARN of who made the version."),
        "default_version": boolean(about="Whether it is the version used where none is named."),
        "disable_api_stop": boolean("LaunchTemplateData.DisableApiStop"),
        "disable_api_termination": boolean("LaunchTemplateData.DisableApiTermination"),
        "ebs_optimized": boolean("LaunchTemplateData.EbsOptimized"),
        "image_id": text("LaunchTemplateData.ImageId"),
        "instance_type": text("LaunchTemplateData.InstanceType"),
        "kernel_id": text("LaunchTemplateData.KernelId"),
        "key_name": text("LaunchTemplateData.KeyName"),
        "launch_template_data": jsonb(about="All settings of the version."),
        "ram_disk_id": text("LaunchTemplateData.RamDiskId"),
        "security_group_ids": text("LaunchTemplateData.SecurityGroupIds", via=as_is, about="The ids as a JSON list."),
        "security_groups": text("LaunchTemplateData.SecurityGroups", via=as_is, about="The names as a JSON list."),
        "user_data": text(
            "LaunchTemplateData.UserData", via=decoded, about="The text that instances get at launch, decoded."
        ),
        "version_description": text(),
        "title": text("LaunchTemplateName"),
    },
)

spot_fleet_request = Table(
    "aws_ec2_spot_fleet_request",
    "A Spot Fleet request.",
    rows=(Call("ec2", "DescribeSpotFleetRequests", items="SpotFleetRequestConfigs"),),
    get=Call(
        "ec2",
        "DescribeSpotFleetRequests",
        {"SpotFleetRequestIds": [Key("spot_fleet_request_id")]},
        items="SpotFleetRequestConfigs",
        absent=("InvalidSpotFleetRequestId.NotFound", "InvalidParameterValue"),
    ),
    columns={
        "spot_fleet_request_id": text(),
        "spot_fleet_request_state": text(),
        "activity_status": text(about="pending_fulfillment, pending_termination, fulfilled or error."),
        "allocation_strategy": text("SpotFleetRequestConfig.AllocationStrategy"),
        "client_token": text("SpotFleetRequestConfig.ClientToken"),
        "context": text("SpotFleetRequestConfig.Context"),
        "create_time": timestamptz(),
        "excess_capacity_termination_policy": text(
            "SpotFleetRequestConfig.ExcessCapacityTerminationPolicy",
            about="Whether instances end when the target shrinks: noTermination or default.",
        ),
        "fulfilled_capacity": double("SpotFleetRequestConfig.FulfilledCapacity", about="The units the fleet has."),
        "iam_fleet_role": text(
            "SpotFleetRequestConfig.IamFleetRole", about="The role that lets the fleet launch and tag instances."
        ),
        "instance_interruption_behavior": text("SpotFleetRequestConfig.InstanceInterruptionBehavior"),
        "instance_pools_to_use_count": bigint("SpotFleetRequestConfig.InstancePoolsToUseCount"),
        "launch_specifications": jsonb("SpotFleetRequestConfig.LaunchSpecifications"),
        "launch_template_configs": jsonb("SpotFleetRequestConfig.LaunchTemplateConfigs"),
        "load_balancers_config": jsonb("SpotFleetRequestConfig.LoadBalancersConfig"),
        "on_demand_allocation_strategy": text("SpotFleetRequestConfig.OnDemandAllocationStrategy"),
        "on_demand_fulfilled_capacity": double("SpotFleetRequestConfig.OnDemandFulfilledCapacity"),
        "on_demand_max_total_price": text("SpotFleetRequestConfig.OnDemandMaxTotalPrice"),
        "on_demand_target_capacity": bigint("SpotFleetRequestConfig.OnDemandTargetCapacity"),
        "replace_unhealthy_instances": boolean("SpotFleetRequestConfig.ReplaceUnhealthyInstances"),
        "spot_maintenance_strategies": jsonb("SpotFleetRequestConfig.SpotMaintenanceStrategies"),
        "spot_max_total_price": text("SpotFleetRequestConfig.SpotMaxTotalPrice"),
        "spot_price": text("SpotFleetRequestConfig.SpotPrice", about="The highest price per unit and hour."),
        "tag_specifications": jsonb("SpotFleetRequestConfig.TagSpecifications"),
        "target_capacity": bigint("SpotFleetRequestConfig.TargetCapacity"),
        "target_capacity_unit_type": text("SpotFleetRequestConfig.TargetCapacityUnitType"),
        "terminate_instances_with_expiration": boolean(
            "SpotFleetRequestConfig.TerminateInstancesWithExpiration",
            about="Whether instances end when the request does.",
        ),
        "type": text("SpotFleetRequestConfig.Type", about="request (once) or maintain (replace what is lost)."),
        "valid_from": timestamptz("SpotFleetRequestConfig.ValidFrom"),
        "valid_until": timestamptz("SpotFleetRequestConfig.ValidUntil"),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text("SpotFleetRequestId"),
        "akas": akas(arn("spot-fleet-request", "SpotFleetRequestId")),
    },
)

TABLES = (
    autoscaling_group,
    launch_configuration,
    launch_template,
    launch_template_version,
    spot_fleet_request,
)
