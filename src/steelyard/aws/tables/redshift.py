"""Amazon Redshift: provisioned clusters, snapshots, parameter and subnet groups, event subscriptions."""

from collections.abc import Iterable, Mapping
from typing import Any

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, double, jsonb, tags, text, timestamptz
from steelyard.aws.metrics import metric_table
from steelyard.aws.tables._values import as_is


def actions_on(cluster: str, schedule: Iterable[Mapping[str, Any]] | None) -> list[Mapping[str, Any]]:
    """The scheduled actions whose target is the cluster, out of those of the region."""
    return [
        action
        for action in schedule or ()
        if any(target and target["ClusterIdentifier"] == cluster for target in (action["TargetAction"] or {}).values())
    ]


cluster_metric_cpu_utilization_daily = metric_table(
    "aws_redshift_cluster_metric_cpu_utilization_daily",
    namespace="AWS/Redshift",
    metric="CPUUtilization",
    interval="daily",
    parents=(Call("redshift", "DescribeClusters", items="Clusters", name="cluster"),),
    dimension="ClusterIdentifier",
    column="cluster_identifier",
    source="cluster.ClusterIdentifier",
    of="each Redshift cluster",
)


cluster = Table(
    "aws_redshift_cluster",
    "A provisioned Redshift cluster.",
    rows=(Call("redshift", "DescribeClusters", items="Clusters"),),
    get=Call(
        "redshift",
        "DescribeClusters",
        {"ClusterIdentifier": Key("cluster_identifier")},
        items="Clusters",
        absent=("ClusterNotFound",),
    ),
    add={
        "logging": Call(
            "redshift", "DescribeLoggingStatus", {"ClusterIdentifier": "ClusterIdentifier"}, absent=("ClusterNotFound",)
        ),
        "schedule": Call("redshift", "DescribeScheduledActions", items="ScheduledActions"),
    },
    columns={
        "cluster_identifier": text(),
        "arn": text("arn:{partition}:redshift:{region}:{account_id}:cluster:{ClusterIdentifier}"),
        "cluster_status": text(),
        "allow_version_upgrade": boolean(
            about="Whether new major engine versions are installed in the maintenance window."
        ),
        "aqua_configuration": jsonb(about="The state of AQUA, which AWS has retired."),
        "automated_snapshot_retention_period": bigint(
            about="How many days automated snapshots are kept; 0 means none are made."
        ),
        "availability_zone": text(),
        "availability_zone_relocation_status": text(),
        "cluster_availability_status": text(about="Whether it can be queried now."),
        "cluster_create_time": timestamptz(about="When the cluster was made."),
        "cluster_namespace_arn": text(about="The ARN of its data, which outlives a move of the cluster."),
        "cluster_nodes": jsonb(),
        "cluster_parameter_groups": jsonb(
            about="The parameter groups it uses, and whether changes wait for a restart."
        ),
        "cluster_public_key": text(),
        "cluster_revision_number": text(),
        "cluster_security_groups": jsonb(),
        "cluster_snapshot_copy_status": jsonb(
            about="The region that its snapshots are copied to; null where they are not."
        ),
        "cluster_subnet_group_name": text(),
        "cluster_version": text(),
        "custom_domain_certificate_arn": text(),
        "custom_domain_certificate_expiry_date": timestamptz(),
        "custom_domain_name": text(),
        "data_transfer_progress": jsonb(about="The progress of a classic resize."),
        "db_name": text(about="The database made together with the cluster."),
        "default_iam_role_arn": text(),
        "deferred_maintenance_windows": jsonb(),
        "elastic_ip_status": jsonb(about="The fixed public address it has, if any."),
        "elastic_resize_number_of_node_options": text(),
        "encrypted": boolean(about="Whether its storage is encrypted at rest."),
        "endpoint": jsonb(about="Where clients connect."),
        "enhanced_vpc_routing": boolean(about="Whether loads and unloads go through the VPC."),
        "expected_next_snapshot_schedule_time": timestamptz(about="When the next automated snapshot is expected."),
        "expected_next_snapshot_schedule_time_status": text(),
        "hsm_status": jsonb(about="The hardware security module that holds its key, if one does."),
        "iam_roles": jsonb(about="The IAM roles it may assume, and whether each is ready."),
        "kms_key_id": text(about="The KMS key that encrypts it; null where none does."),
        "logging_status": jsonb("logging", about="Whether audit logging is on, where to, and its last delivery."),
        "maintenance_track_name": text(),
        "manual_snapshot_retention_period": bigint(about="How many days manual snapshots are kept; -1 means for ever."),
        "master_password_secret_arn": text(),
        "master_password_secret_kms_key_id": text(),
        "master_username": text(about="The name of the administrator's login."),
        "modify_status": text(about="The state of the last change asked of it."),
        "multi_az": boolean("MultiAZ", via=as_is, about="Whether it is spread over several availability zones."),
        "next_maintenance_window_start_time": timestamptz(),
        "node_type": text(),
        "number_of_nodes": bigint(),
        "pending_actions": jsonb(),
        "pending_modified_values": jsonb(about="Changes that are accepted and not yet applied."),
        "preferred_maintenance_window": text(about="The weekly time (UTC) in which AWS may do maintenance."),
        "publicly_accessible": boolean(about="Whether it has an address that is reachable from outside its VPC."),
        "reserved_node_exchange_status": jsonb(),
        "resize_info": jsonb(),
        "restore_status": jsonb(about="The progress of the restore that made it, if one did."),
        "scheduled_actions": jsonb(
            "ClusterIdentifier", "schedule", via=actions_on, about="The resizes, pauses and resumes scheduled for it."
        ),
        "snapshot_schedule_identifier": text(),
        "snapshot_schedule_state": text(),
        "total_storage_capacity_in_mega_bytes": bigint(),
        "vpc_id": text(about="The VPC it is in."),
        "vpc_security_groups": jsonb(about="The VPC security groups it is in, and whether each is active."),
        "tags_src": jsonb("Tags", about="The tags as AWS lists them."),
        "tags": tags("Tags"),
        "title": text("ClusterIdentifier"),
        "akas": akas("arn:{partition}:redshift:{region}:{account_id}:cluster:{ClusterIdentifier}"),
    },
)


event_subscription = Table(
    "aws_redshift_event_subscription",
    "A subscription to Redshift events, sent to an SNS topic.",
    rows=(Call("redshift", "DescribeEventSubscriptions", items="EventSubscriptionsList"),),
    get=Call(
        "redshift",
        "DescribeEventSubscriptions",
        {"SubscriptionName": Key("cust_subscription_id")},
        items="EventSubscriptionsList",
        absent=("SubscriptionNotFound",),
    ),
    columns={
        "cust_subscription_id": text(about="The name of the subscription."),
        "customer_aws_id": text(about="The account that the subscription belongs to."),
        "enabled": boolean(about="Whether events are sent."),
        "event_categories_list": jsonb(about="The kinds of event that are sent; null means all."),
        "severity": text(about="The least severity that is sent: INFO or ERROR."),
        "sns_topic_arn": text(about="The SNS topic that events are sent to."),
        "source_ids_list": jsonb(about="The resources whose events are sent; null means all of the source type."),
        "source_type": text(about="The kind of resource whose events are sent."),
        "status": text(about="Its state in its life."),
        "subscription_creation_time": timestamptz(about="When the subscription was made."),
        "tags_src": jsonb("Tags", about="The tags as AWS lists them."),
        "tags": tags("Tags"),
        "title": text("CustSubscriptionId"),
        "akas": akas("arn:{partition}:redshift:{region}:{account_id}:eventsubscription:{CustSubscriptionId}"),
    },
)

parameter_group = Table(
    "aws_redshift_parameter_group",
    "A group of parameters that Redshift clusters share.",
    rows=(Call("redshift", "DescribeClusterParameterGroups", items="ParameterGroups"),),
    get=Call(
        "redshift",
        "DescribeClusterParameterGroups",
        {"ParameterGroupName": Key("name")},
        items="ParameterGroups",
        absent=("ClusterParameterGroupNotFound",),
    ),
    add={
        "settings": Call(
            "redshift",
            "DescribeClusterParameters",
            {"ParameterGroupName": "ParameterGroupName"},
            items="Parameters",
            absent=("ClusterParameterGroupNotFound",),
        )
    },
    columns={
        "name": text("ParameterGroupName"),
        "description": text(),
        "family": text("ParameterGroupFamily", about="The engine version that the parameters are of."),
        "parameters": jsonb(
            "settings", about="The parameters of the group, each with its value and where that comes from."
        ),
        "tags_src": jsonb("Tags", about="The tags as AWS lists them."),
        "tags": tags("Tags"),
        "title": text("ParameterGroupName"),
        "akas": akas("arn:{partition}:redshift:{region}:{account_id}:parametergroup:{ParameterGroupName}"),
    },
)

snapshot = Table(
    "aws_redshift_snapshot",
    "A snapshot of a Redshift cluster.",
    rows=(
        Call(
            "redshift",
            "DescribeClusterSnapshots",
            {
                "ClusterIdentifier": Key("cluster_identifier"),
                "OwnerAccount": Key("owner_account"),
                "SnapshotType": Key("snapshot_type"),
            },
            items="Snapshots",
            absent=("ClusterNotFound", "ClusterSnapshotNotFound"),
        ),
    ),
    get=Call(
        "redshift",
        "DescribeClusterSnapshots",
        {"SnapshotIdentifier": Key("snapshot_identifier")},
        items="Snapshots",
        absent=("ClusterSnapshotNotFound",),
    ),
    columns={
        "snapshot_identifier": text(),
        "cluster_identifier": text(),
        "snapshot_type": text(about="Who made it: automated or manual."),
        "status": text(about="Its state in its life."),
        "accounts_with_restore_access": jsonb(about="The other accounts that may restore it."),
        "actual_incremental_backup_size_in_mega_bytes": double(),
        "availability_zone": text(),
        "backup_progress_in_mega_bytes": double(),
        "cluster_create_time": timestamptz(about="When the cluster was made."),
        "cluster_version": text(),
        "current_backup_rate_in_mega_bytes_per_second": double(),
        "db_name": text(about="The database made together with the cluster."),
        "elapsed_time_in_seconds": text(about="How long its making has taken, or took."),
        "encrypted": boolean(about="Whether its storage is encrypted at rest."),
        "encrypted_with_hsm": boolean(about="Whether a hardware security module holds its key."),
        "engine_full_version": text(),
        "enhanced_vpc_routing": boolean(about="Whether loads and unloads go through the VPC."),
        "estimated_seconds_to_completion": text(),
        "kms_key_id": text(about="The KMS key that encrypts it; null where none does."),
        "maintenance_track_name": text(),
        "manual_snapshot_remaining_days": bigint(about="Days until it is deleted; null for automated ones."),
        "manual_snapshot_retention_period": bigint(about="How many days it is kept; -1 means for ever."),
        "master_password_secret_arn": text(),
        "master_password_secret_kms_key_id": text(),
        "master_username": text(about="The name of the administrator's login."),
        "node_type": text(),
        "number_of_nodes": bigint(),
        "owner_account": text(about="The account that made it, or the cluster's for automated ones."),
        "port": bigint(about="The port that clients connect to."),
        "restorable_node_types": jsonb(about="The node types it can be restored to."),
        "snapshot_create_time": timestamptz(about="When the snapshot was made."),
        "snapshot_retention_start_time": timestamptz(),
        "source_region": text(),
        "total_backup_size_in_mega_bytes": double(),
        "vpc_id": text(about="The VPC it is in."),
        "tags_src": jsonb("Tags", about="The tags as AWS lists them."),
        "tags": tags("Tags"),
        "title": text("SnapshotIdentifier"),
        "akas": akas(
            "arn:{partition}:redshift:{region}:{account_id}:snapshot:{ClusterIdentifier}/{SnapshotIdentifier}"
        ),
    },
)

subnet_group = Table(
    "aws_redshift_subnet_group",
    "A group of subnets that Redshift clusters can be placed in.",
    rows=(Call("redshift", "DescribeClusterSubnetGroups", items="ClusterSubnetGroups"),),
    get=Call(
        "redshift",
        "DescribeClusterSubnetGroups",
        {"ClusterSubnetGroupName": Key("cluster_subnet_group_name")},
        items="ClusterSubnetGroups",
        absent=("ClusterSubnetGroupNotFoundFault",),
    ),
    columns={
        "cluster_subnet_group_name": text(),
        "description": text(),
        "subnet_group_status": text(),
        "subnets": jsonb(about="The subnets, each with its zone and status."),
        "vpc_id": text(about="The VPC it is in."),
        "tags_src": jsonb("Tags", about="The tags as AWS lists them."),
        "tags": tags("Tags"),
        "title": text("ClusterSubnetGroupName"),
        "akas": akas("arn:{partition}:redshift:{region}:{account_id}:subnetgroup:{ClusterSubnetGroupName}"),
    },
)


TABLES = (
    cluster,
    cluster_metric_cpu_utilization_daily,
    event_subscription,
    parameter_group,
    snapshot,
    subnet_group,
)
