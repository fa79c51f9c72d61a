"""Amazon EMR: clusters, their instances, security configurations, the block of public access."""

from typing import Any

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, inet, jsonb, tags, text, timestamptz
from steelyard.aws.metrics import metric_table
from steelyard.aws.tables._values import parsed


def nothing(_: object) -> None:
    """The value of a column that AWS has no answer for."""


def encryption_of(configuration: str | None) -> Any:
    """The part of a security configuration (JSON text) that says how data is encrypted."""
    return _part(configuration, "EncryptionConfiguration")


def metadata_service_of(configuration: str | None) -> Any:
    """The part of a security configuration (JSON text) about the instance metadata service."""
    return _part(configuration, "InstanceMetadataServiceConfiguration")


def _part(configuration: str | None, member: str) -> Any:
    whole = parsed(configuration)
    return whole.get(member) if isinstance(whole, dict) else None


def name_or_id(name: str | None, identifier: str) -> str:
    """What to call a thing whose name may be empty."""
    return name or identifier


CLUSTERS = Call("emr", "ListClusters", items="Clusters", name="cluster")

cluster_metric_is_idle = metric_table(
    "aws_emr_cluster_metric_is_idle",
    namespace="AWS/ElasticMapReduce",
    metric="IsIdle",
    interval="5_min",
    parents=(CLUSTERS,),
    dimension="JobFlowId",
    column="id",
    source="cluster.Id",
    of="each EMR cluster",
)


block_public_access_configuration = Table(
    "aws_emr_block_public_access_configuration",
    "Whether EMR refuses clusters that are open to the internet: one row for each region.",
    rows=(Call("emr", "GetBlockPublicAccessConfiguration"),),
    columns={
        "block_public_security_group_rules": boolean(
            "BlockPublicAccessConfiguration.BlockPublicSecurityGroupRules",
            about="Whether clusters whose security groups let everyone in are refused.",
        ),
        "classification": text(
            "BlockPublicAccessConfiguration", via=nothing, about="Always null: EMR's API does not tell it."
        ),
        "configurations": jsonb(
            "BlockPublicAccessConfiguration", via=nothing, about="Always null: EMR's API does not tell it."
        ),
        "created_by_arn": text(
            "BlockPublicAccessConfigurationMetadata.CreatedByArn", about="Who last changed the configuration."
        ),
        "creation_date": timestamptz(
            "BlockPublicAccessConfigurationMetadata.CreationDateTime", about="When the configuration was last changed."
        ),
        "permitted_public_security_group_rule_ranges": jsonb(
            "BlockPublicAccessConfiguration.PermittedPublicSecurityGroupRuleRanges",
            about="The ports that may be open to everyone nonetheless.",
        ),
        "properties": jsonb(
            "BlockPublicAccessConfiguration", via=nothing, about="Always null: EMR's API does not tell it."
        ),
    },
)

cluster = Table(
    "aws_emr_cluster",
    "An EMR cluster, also one that has ended in the last two months.",
    rows=(Call("emr", "ListClusters", {"ClusterStates": [Key("state")]}, items="Clusters"),),
    get=Call("emr", "DescribeCluster", {"ClusterId": Key("id")}, items="Cluster", absent=("InvalidRequestException",)),
    add={
        "detail": Call(
            "emr", "DescribeCluster", {"ClusterId": "Id"}, items="Cluster", absent=("InvalidRequestException",)
        )
    },
    columns={
        "id": text(),
        "name": text(),
        "cluster_arn": text(),
        "state": text("Status.State", about="Its state in its life, such as WAITING or TERMINATED."),
        "applications": jsonb("detail.Applications", about="The applications that are installed."),
        "auto_scaling_role": text("detail.AutoScalingRole"),
        "auto_terminate": boolean("detail.AutoTerminate", about="Whether it ends when its steps are done."),
        "configurations": jsonb("detail.Configurations"),
        "custom_ami_id": text("detail.CustomAmiId"),
        "ebs_root_volume_iops": bigint("detail.EbsRootVolumeIops"),
        "ebs_root_volume_size": text("detail.EbsRootVolumeSize"),
        "ebs_root_volume_throughput": bigint("detail.EbsRootVolumeThroughput"),
        "ec2_instance_attributes": jsonb(
            "detail.Ec2InstanceAttributes", about="Subnets, security groups, key pair and role of its instances."
        ),
        "instance_collection_type": text("detail.InstanceCollectionType", about="INSTANCE_FLEET or INSTANCE_GROUP."),
        "kerberos_attributes": jsonb(
            "detail.KerberosAttributes", about="The Kerberos realm and its settings, if it uses Kerberos."
        ),
        "log_encryption_kms_key_id": text("detail.LogEncryptionKmsKeyId", about="The KMS key that encrypts its logs."),
        "log_uri": text("detail.LogUri", about="Where in S3 its logs go; null where they go nowhere."),
        "master_public_dns_name": text("detail.MasterPublicDnsName"),
        "normalized_instance_hours": bigint(about="About how many hours of the smallest instance it has used."),
        "os_release_label": text("detail.OSReleaseLabel"),
        "outpost_arn": text("detail.OutpostArn"),
        "placement_groups": jsonb("detail.PlacementGroups"),
        "release_label": text("detail.ReleaseLabel"),
        "repo_upgrade_on_boot": text("detail.RepoUpgradeOnBoot"),
        "requested_ami_version": text("detail.RequestedAmiVersion"),
        "running_ami_version": text("detail.RunningAmiVersion"),
        "scale_down_behavior": text("detail.ScaleDownBehavior", about="When instances end as it shrinks."),
        "security_configuration": text(
            "detail.SecurityConfiguration",
            about="The name of the security configuration that says how data is encrypted.",
        ),
        "service_role": text("detail.ServiceRole", about="The IAM role that EMR acts as."),
        "status": jsonb(about="Its state, why it is in it, and since when."),
        "step_concurrency_level": bigint("detail.StepConcurrencyLevel", about="How many steps may run at once."),
        "termination_protected": boolean(
            "detail.TerminationProtected", about="Whether it refuses to be ended through the API."
        ),
        "unhealthy_node_replacement": boolean("detail.UnhealthyNodeReplacement"),
        "visible_to_all_users": boolean(
            "detail.VisibleToAllUsers", about="Whether all IAM identities of the account may see it."
        ),
        "tags_src": jsonb("detail.Tags", about="The tags as AWS lists them."),
        "tags": tags("detail.Tags"),
        "title": text("Name"),
        "akas": akas("ClusterArn"),
    },
)


instance = Table(
    "aws_emr_instance",
    "An EC2 instance of an EMR cluster.",
    rows=(
        CLUSTERS,
        Call(
            "emr",
            "ListInstances",
            {
                "ClusterId": "cluster.Id",
                "InstanceFleetId": Key("instance_fleet_id"),
                "InstanceGroupId": Key("instance_group_id"),
            },
            items="Instances",
            absent=("InvalidRequestException",),
        ),
    ),
    columns={
        "id": text(about="EMR's own id of the instance."),
        "cluster_id": text("cluster.Id"),
        "ebs_volumes": jsonb(),
        "ec2_instance_id": text(about="EC2's id of the instance."),
        "instance_fleet_id": text(about="The fleet it belongs to, where the cluster has fleets."),
        "instance_group_id": text(about="The group it belongs to, where the cluster has groups."),
        "instance_type": text(),
        "market": text(about="ON_DEMAND or SPOT."),
        "private_dns_name": text(),
        "private_ip_address": inet(),
        "public_dns_name": text(),
        "public_ip_address": inet(),
        "state": text("Status.State"),
        "state_change_reason": jsonb("Status.StateChangeReason", about="Why it is in its state."),
        "status_timeline": jsonb("Status.Timeline", about="When it was made, became ready and ended."),
        "title": text("Id"),
        "akas": akas("arn:{partition}:emr:{region}:{account_id}:instance/{Id}"),
    },
)

instance_fleet = Table(
    "aws_emr_instance_fleet",
    "A fleet of instances of mixed types in an EMR cluster.",
    rows=(
        CLUSTERS,
        Call(
            "emr",
            "ListInstanceFleets",
            {"ClusterId": "cluster.Id"},
            items="InstanceFleets",
            absent=("InvalidRequestException",),
        ),
    ),
    columns={
        "id": text(),
        "arn": text("arn:{partition}:emr:{region}:{account_id}:instance-fleet/{Id}"),
        "name": text(),
        "cluster_id": text("cluster.Id"),
        "instance_fleet_type": text(about="MASTER, CORE or TASK."),
        "instance_type_specifications": jsonb(about="The instance types it may take, each with its weight."),
        "launch_specifications": jsonb(about="How spot and on-demand instances are chosen."),
        "provisioned_on_demand_capacity": bigint(),
        "provisioned_spot_capacity": bigint(),
        "resize_specifications": jsonb(),
        "state": text("Status.State"),
        "state_change_reason": jsonb("Status.StateChangeReason", about="Why it is in its state."),
        "status_timeline": jsonb("Status.Timeline", about="When it was made, became ready and ended."),
        "target_on_demand_capacity": bigint(about="The on-demand units asked for."),
        "target_spot_capacity": bigint(about="The spot units asked for."),
        "title": text("Name", "Id", via=name_or_id),
        "akas": akas("arn:{partition}:emr:{region}:{account_id}:instance-fleet/{Id}"),
    },
)

instance_group = Table(
    "aws_emr_instance_group",
    "A group of like instances in an EMR cluster.",
    rows=(
        CLUSTERS,
        Call(
            "emr",
            "ListInstanceGroups",
            {"ClusterId": "cluster.Id"},
            items="InstanceGroups",
            absent=("InvalidRequestException",),
        ),
    ),
    columns={
        "id": text(),
        "arn": text("arn:{partition}:emr:{region}:{account_id}:instance-group/{Id}"),
        "name": text(),
        "cluster_id": text("cluster.Id"),
        "autoscaling_policy": jsonb(about="The rules by which it grows and shrinks, if any."),
        "bid_price": text(about="The most that is paid for a spot instance; null for on-demand ones."),
        "configurations": jsonb(),
        "configurations_version": bigint(about="The number of the configuration asked for last."),
        "custom_ami_id": text(),
        "ebs_block_devices": jsonb(about="The EBS volumes of each instance."),
        "ebs_optimized": boolean(),
        "instance_group_type": text(about="MASTER, CORE or TASK."),
        "instance_type": text(),
        "last_successfully_applied_configurations": jsonb(about="The configuration in force."),
        "last_successfully_applied_configurations_version": bigint(),
        "market": text(about="ON_DEMAND or SPOT."),
        "requested_instance_count": bigint(),
        "running_instance_count": bigint(),
        "shrink_policy": jsonb(about="How instances are chosen and drained as it shrinks."),
        "state": text("Status.State"),
        "state_change_reason": jsonb("Status.StateChangeReason", about="Why it is in its state."),
        "status_timeline": jsonb("Status.Timeline", about="When it was made, became ready and ended."),
        "title": text("Name", "Id", via=name_or_id),
        "akas": akas("arn:{partition}:emr:{region}:{account_id}:instance-group/{Id}"),
    },
)

security_configuration = Table(
    "aws_emr_security_configuration",
    "A named set of encryption and sign-in settings for EMR clusters.",
    rows=(Call("emr", "ListSecurityConfigurations", items="SecurityConfigurations"),),
    get=Call("emr", "DescribeSecurityConfiguration", {"Name": Key("name")}, absent=("InvalidRequestException",)),
    add={"detail": Call("emr", "DescribeSecurityConfiguration", {"Name": "Name"}, absent=("InvalidRequestException",))},
    columns={
        "name": text(),
        "creation_date_time": timestamptz(),
        "encryption_configuration": jsonb(
            "detail.SecurityConfiguration", via=encryption_of, about="How data is encrypted at rest and on its way."
        ),
        "instance_metadata_service_configuration": jsonb(
            "detail.SecurityConfiguration",
            via=metadata_service_of,
            about="Which version of the instance metadata service is required.",
        ),
        "security_configuration": jsonb("detail.SecurityConfiguration", via=parsed, about="The whole configuration."),
        "title": text("Name"),
    },
)


TABLES = (
    block_public_access_configuration,
    cluster,
    cluster_metric_is_idle,
    instance,
    instance_fleet,
    instance_group,
    security_configuration,
)
