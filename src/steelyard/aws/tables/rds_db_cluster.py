"""Amazon RDS: database clusters, their snapshots and parameter groups."""

from steelyard.aws.declare import Call, Key, Table, Value, akas, bigint, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.tables._values import some
from steelyard.aws.tables.rds_db_instance import Record, is_relational


def null_values_if_none(attributes: list[Record] | None) -> list[Record]:
    """Snapshot attributes, where an attribute without values has null for them, not an empty list."""
    return [{**attribute, "AttributeValues": attribute["AttributeValues"] or None} for attribute in attributes or ()]


db_cluster = Table(
    "aws_rds_db_cluster",
    "A database cluster of RDS: Aurora, or Multi-AZ with two readable standbys.",
    rows=(
        Call(
            "rds",
            "DescribeDBClusters",
            {
                "Filters": [
                    {"Name": Value("clone-group-id"), "Values": [Key("clone_group_id")]},
                    {"Name": Value("engine"), "Values": [Key("engine")]},
                ]
            },
            items="DBClusters",
            keep=is_relational,
        ),
    ),
    get=Call(
        "rds",
        "DescribeDBClusters",
        {"DBClusterIdentifier": Key("db_cluster_identifier")},
        items="DBClusters",
        keep=is_relational,
        absent=("DBClusterNotFoundFault",),
    ),
    add={
        "pending": Call(
            "rds",
            "DescribePendingMaintenanceActions",
            items="PendingMaintenanceActions",
            match="ResourceIdentifier",
            on="DBClusterArn",
            several=True,
        )
    },
    columns={
        "db_cluster_identifier": text(about="The name of the cluster, unique in the account and region."),
        "arn": text("DBClusterArn"),
        "resource_id": text(
            "DbClusterResourceId", about="The cluster's id that never changes and is never used again."
        ),
        "engine": text(about="The database engine."),
        "engine_version": text(),
        "engine_mode": text(about="provisioned, serverless, global or multimaster."),
        "status": text(about="Its state in its life."),
        "activity_stream_kinesis_stream_name": text(),
        "activity_stream_kms_key_id": text(),
        "activity_stream_mode": text(),
        "activity_stream_status": text(about="Whether database activity is streamed to Kinesis."),
        "allocated_storage": bigint(),
        "associated_roles": jsonb(about="The IAM roles it may assume, and for what."),
        "auto_minor_version_upgrade": boolean(
            about="Whether minor engine versions are installed in the maintenance window."
        ),
        "automatic_restart_time": timestamptz(about="When AWS will start the stopped cluster again."),
        "availability_zones": jsonb(about="The availability zones it can be in."),
        "aws_backup_recovery_point_arn": text(about="The recovery point of AWS Backup that continuous backups go to."),
        "backtrack_consumed_change_records": bigint(),
        "backtrack_window": bigint(about="How many seconds the cluster can be rewound; 0 means backtracking is off."),
        "backup_retention_period": bigint(about="How many days automatic backups are kept; 0 means none are made."),
        "capacity": bigint(about="Aurora capacity units in use now; 0 while a serverless v1 cluster is paused."),
        "certificate_details": jsonb(),
        "character_set_name": text(),
        "clone_group_id": text(about="The group of clusters that share storage through cloning."),
        "copy_tags_to_snapshot": boolean(about="Whether its snapshots get its tags."),
        "create_time": timestamptz("ClusterCreateTime", about="When the cluster was made."),
        "cross_account_clone": boolean(about="Whether another account has cloned it."),
        "custom_endpoints": jsonb(),
        "database_name": text(),
        "db_cluster_instance_class": text(),
        "db_cluster_parameter_group": text(),
        "db_subnet_group": text(about="The name of the group of subnets it is in."),
        "deletion_protection": boolean(about="Whether it refuses to be deleted until this is switched off."),
        "domain_memberships": jsonb(about="The Active Directory domains it has joined."),
        "earliest_backtrack_time": timestamptz(),
        "earliest_restorable_time": timestamptz(about="The oldest moment to which it can be restored."),
        "enabled_cloudwatch_logs_exports": jsonb(about="The kinds of log it sends to CloudWatch Logs."),
        "endpoint": text(about="Where clients connect."),
        "global_write_forwarding_requested": boolean(),
        "global_write_forwarding_status": text(),
        "hosted_zone_id": text(about="The Route 53 hosted zone of the endpoint's name."),
        "http_endpoint_enabled": boolean(about="Whether the RDS Data API answers for it."),
        "iam_database_authentication_enabled": boolean(about="Whether IAM identities can sign in to the database."),
        "io_optimized_next_allowed_modification_time": timestamptz(),
        "kms_key_id": text(about="The KMS key that encrypts it; null where none does."),
        "latest_restorable_time": timestamptz(about="The newest moment to which it can be restored."),
        "limitless_database": jsonb(about="Whether it is an Aurora Limitless Database, and its state."),
        "local_write_forwarding_status": text(),
        "master_user_name": text(about="The name of the administrator's login."),
        "master_user_secret": jsonb(
            about="The Secrets Manager secret that holds the administrator's password, if RDS manages it."
        ),
        "members": jsonb("DBClusterMembers", about="The instances of the cluster, and which of them writes."),
        "monitoring_interval": bigint(about="Seconds between points of enhanced monitoring; 0 means it is off."),
        "monitoring_role_arn": text(),
        "multi_az": boolean(about="Whether it is spread over several availability zones."),
        "network_type": text(),
        "option_group_memberships": jsonb("DBClusterOptionGroupMemberships"),
        "pending_maintenance_actions": jsonb("pending", via=some, about="Maintenance that AWS has announced for it."),
        "pending_modified_values": jsonb(about="Changes that are accepted and not yet applied."),
        "percent_progress": text(about="How much of the work in progress is done, in percent."),
        "performance_insights_enabled": boolean(),
        "performance_insights_kms_key_id": text(about="The KMS key that encrypts Performance Insights data."),
        "performance_insights_retention_period": bigint(),
        "port": bigint(about="The port that clients connect to."),
        "preferred_backup_window": text(about="The daily time (UTC) in which automatic backups are made."),
        "preferred_maintenance_window": text(about="The weekly time (UTC) in which AWS may do maintenance."),
        "publicly_accessible": boolean(about="Whether it has an address that is reachable from outside its VPC."),
        "read_replica_identifiers": jsonb(about="The clusters that replicate from this one."),
        "reader_endpoint": text(about="Where clients connect to read from any replica."),
        "scaling_configuration_info": jsonb(),
        "serverless_v2_scaling_configuration": jsonb(),
        "storage_encrypted": boolean(about="Whether its storage is encrypted at rest."),
        "storage_throughput": bigint(),
        "storage_type": text(about="The kind of storage."),
        "vpc_security_groups": jsonb(about="The VPC security groups it is in, and whether each is active."),
        "tags_src": jsonb("TagList", about="The tags as AWS lists them."),
        "tags": tags("TagList"),
        "title": text("DBClusterIdentifier"),
        "akas": akas("DBClusterArn"),
    },
)

db_cluster_parameter_group = Table(
    "aws_rds_db_cluster_parameter_group",
    "A group of engine parameters that clusters share.",
    rows=(Call("rds", "DescribeDBClusterParameterGroups", items="DBClusterParameterGroups"),),
    get=Call(
        "rds",
        "DescribeDBClusterParameterGroups",
        {"DBClusterParameterGroupName": Key("name")},
        items="DBClusterParameterGroups",
        absent=("DBParameterGroupNotFound",),
    ),
    add={
        "settings": Call(
            "rds",
            "DescribeDBClusterParameters",
            {"DBClusterParameterGroupName": "DBClusterParameterGroupName"},
            items="Parameters",
            absent=("DBParameterGroupNotFound",),
        ),
        "tagging": Call(
            "rds",
            "ListTagsForResource",
            {"ResourceName": "DBClusterParameterGroupArn"},
            absent=("DBClusterNotFoundFault", "DBInstanceNotFound", "DBParameterGroupNotFound"),
        ),
    },
    columns={
        "name": text("DBClusterParameterGroupName"),
        "arn": text("DBClusterParameterGroupArn"),
        "db_parameter_group_family": text(about="The engine and version that the parameters are of."),
        "description": text(),
        "parameters": jsonb(
            "settings", about="The parameters of the group, each with its value and where that comes from."
        ),
        "tags_src": jsonb("tagging.TagList", about="The tags as AWS lists them."),
        "tags": tags("tagging.TagList"),
        "title": text("DBClusterParameterGroupName"),
        "akas": akas("DBClusterParameterGroupArn"),
    },
)

db_cluster_snapshot = Table(
    "aws_rds_db_cluster_snapshot",
    "A snapshot of an RDS database cluster.",
    rows=(
        Call(
            "rds",
            "DescribeDBClusterSnapshots",
            {"DBClusterIdentifier": Key("db_cluster_identifier"), "SnapshotType": Key("type")},
            items="DBClusterSnapshots",
            keep=is_relational,
            absent=("DBClusterSnapshotNotFoundFault",),
        ),
    ),
    get=Call(
        "rds",
        "DescribeDBClusterSnapshots",
        {"DBClusterSnapshotIdentifier": Key("db_cluster_snapshot_identifier")},
        items="DBClusterSnapshots",
        keep=is_relational,
        absent=("DBClusterSnapshotNotFoundFault", "DBSnapshotNotFound"),
    ),
    add={
        "sharing": Call(
            "rds",
            "DescribeDBClusterSnapshotAttributes",
            {"DBClusterSnapshotIdentifier": "DBClusterSnapshotIdentifier"},
            items="DBClusterSnapshotAttributesResult",
            absent=("DBClusterSnapshotNotFoundFault",),
        )
    },
    columns={
        "db_cluster_snapshot_identifier": text(about="The name of the snapshot."),
        "arn": text("DBClusterSnapshotArn"),
        "type": text("SnapshotType", about="Who made it: manual, automated, shared, public or awsbackup."),
        "status": text(about="Its state in its life."),
        "allocated_storage": bigint(),
        "availability_zones": jsonb(about="The availability zones it can be in."),
        "cluster_create_time": timestamptz(about="When the cluster was made."),
        "create_time": timestamptz("SnapshotCreateTime", about="When the snapshot was made."),
        "db_cluster_identifier": text(about="The name of the cluster, unique in the account and region."),
        "db_cluster_resource_id": text(about="The cluster's id that never changes and is never used again."),
        "db_cluster_snapshot_attributes": jsonb(
            "sharing.DBClusterSnapshotAttributes",
            via=null_values_if_none,
            about="Who may restore it: attribute restore lists account ids, or all when it is public.",
        ),
        "engine": text(about="The database engine."),
        "engine_mode": text(),
        "engine_version": text(),
        "iam_database_authentication_enabled": boolean(about="Whether IAM identities can sign in to the database."),
        "kms_key_id": text(about="The KMS key that encrypts it; null where none does."),
        "license_model": text(),
        "master_user_name": text(about="The name of the administrator's login."),
        "percent_progress": bigint(about="How much of the work in progress is done, in percent."),
        "port": bigint(about="The port that clients connect to."),
        "snapshot_type": text(about="Who made it: manual, automated, shared, public or awsbackup."),
        "source_db_cluster_snapshot_arn": text(about="The snapshot this one was copied from."),
        "storage_encrypted": boolean(about="Whether its storage is encrypted at rest."),
        "vpc_id": text(about="The VPC it is in."),
        "tags_src": jsonb("TagList", about="The tags as AWS lists them."),
        "tags": tags("TagList"),
        "title": text("DBClusterSnapshotIdentifier"),
        "akas": akas("DBClusterSnapshotArn"),
    },
)


TABLES = (
    db_cluster,
    db_cluster_parameter_group,
    db_cluster_snapshot,
)
