"""Amazon Neptune: clusters and their snapshots."""

from collections.abc import Mapping
from typing import Any

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.tables.rds_db_cluster import null_values_if_none


def is_neptune(database: Mapping[str, Any]) -> bool:
    """Whether it is Neptune's: the API, which is RDS's, answers for all engines."""
    return database.get("Engine") == "neptune"


db_cluster = Table(
    "aws_neptune_db_cluster",
    "A Neptune cluster.",
    rows=(Call("neptune", "DescribeDBClusters", items="DBClusters", keep=is_neptune),),
    get=Call(
        "neptune",
        "DescribeDBClusters",
        {"DBClusterIdentifier": Key("db_cluster_identifier")},
        items="DBClusters",
        keep=is_neptune,
        absent=("DBClusterNotFoundFault",),
    ),
    add={
        "tagging": Call(
            "neptune", "ListTagsForResource", {"ResourceName": "DBClusterArn"}, absent=("DBClusterNotFoundFault",)
        )
    },
    columns={
        "db_cluster_identifier": text(about="The name of the cluster, unique in the account and region."),
        "arn": text("DBClusterArn"),
        "db_cluster_resource_id": text(about="The cluster's id that never changes and is never used again."),
        "status": text(about="Its state in its life."),
        "allocated_storage": bigint(),
        "associated_roles": jsonb(about="The IAM roles it may assume, and for what."),
        "automatic_restart_time": timestamptz(about="When AWS will start the stopped cluster again."),
        "availability_zones": jsonb(about="The availability zones it can be in."),
        "backup_retention_period": bigint(about="How many days automatic backups are kept; 0 means none are made."),
        "clone_group_id": text(about="The group of clusters that share storage through cloning."),
        "cluster_create_time": timestamptz(about="When the cluster was made."),
        "copy_tags_to_snapshot": boolean(about="Whether its snapshots get its tags."),
        "cross_account_clone": boolean(about="Whether another account has cloned it."),
        "database_name": text(),
        "db_cluster_members": jsonb(about="The instances of the cluster, and which of them writes."),
        "db_cluster_parameter_group": text(),
        "db_subnet_group": text(about="The name of the group of subnets it is in."),
        "deletion_protection": boolean(about="Whether it refuses to be deleted until this is switched off."),
        "earliest_restorable_time": timestamptz(about="The oldest moment to which it can be restored."),
        "enabled_cloudwatch_logs_exports": jsonb(about="The kinds of log it sends to CloudWatch Logs."),
        "endpoint": text(about="Where clients connect."),
        "engine": text(about="The database engine."),
        "engine_version": text(),
        "global_cluster_identifier": text(about="The global database it is part of, if any."),
        "hosted_zone_id": text(about="The Route 53 hosted zone of the endpoint's name."),
        "iam_database_authentication_enabled": boolean(about="Whether IAM identities can sign in to the database."),
        "io_optimized_next_allowed_modification_time": timestamptz(),
        "kms_key_id": text(about="The KMS key that encrypts it; null where none does."),
        "latest_restorable_time": timestamptz(about="The newest moment to which it can be restored."),
        "multi_az": boolean(about="Whether it is spread over several availability zones."),
        "pending_modified_values": jsonb(about="Changes that are accepted and not yet applied."),
        "percent_progress": text(about="How much of the work in progress is done, in percent."),
        "port": bigint(about="The port that clients connect to."),
        "preferred_backup_window": text(about="The daily time (UTC) in which automatic backups are made."),
        "preferred_maintenance_window": text(about="The weekly time (UTC) in which AWS may do maintenance."),
        "read_replica_identifiers": jsonb(about="The clusters that replicate from this one."),
        "reader_endpoint": text(about="Where clients connect to read from any replica."),
        "serverless_v2_scaling_configuration": jsonb(),
        "storage_encrypted": boolean(about="Whether its storage is encrypted at rest."),
        "storage_type": text(about="The kind of storage."),
        "vpc_security_groups": jsonb(about="The VPC security groups it is in, and whether each is active."),
        "tags_src": jsonb("tagging.TagList", about="The tags as AWS lists them."),
        "tags": tags("tagging.TagList"),
        "title": text("DBClusterIdentifier"),
        "akas": akas("DBClusterArn"),
    },
)

db_cluster_snapshot = Table(
    "aws_neptune_db_cluster_snapshot",
    "A snapshot of a Neptune cluster.",
    rows=(
        Call(
            "neptune",
            "DescribeDBClusterSnapshots",
            {"DBClusterIdentifier": Key("db_cluster_identifier"), "SnapshotType": Key("snapshot_type")},
            items="DBClusterSnapshots",
            keep=is_neptune,
            absent=("DBClusterSnapshotNotFoundFault",),
        ),
    ),
    get=Call(
        "neptune",
        "DescribeDBClusterSnapshots",
        {"DBClusterSnapshotIdentifier": Key("db_cluster_snapshot_identifier")},
        items="DBClusterSnapshots",
        keep=is_neptune,
        absent=("DBClusterSnapshotNotFoundFault",),
    ),
    add={
        "sharing": Call(
            "neptune",
            "DescribeDBClusterSnapshotAttributes",
            {"DBClusterSnapshotIdentifier": "DBClusterSnapshotIdentifier"},
            items="DBClusterSnapshotAttributesResult",
            absent=("DBClusterSnapshotNotFoundFault",),
        )
    },
    columns={
        "db_cluster_snapshot_identifier": text(about="The name of the snapshot."),
        "db_cluster_snapshot_arn": text(),
        "snapshot_type": text(about="Who made it: manual, automated, shared, public or awsbackup."),
        "status": text(about="Its state in its life."),
        "allocated_storage": bigint(),
        "availability_zones": jsonb(about="The availability zones it can be in."),
        "cluster_create_time": timestamptz(about="When the cluster was made."),
        "db_cluster_identifier": text(about="The name of the cluster, unique in the account and region."),
        "db_cluster_snapshot_attributes": jsonb(
            "sharing.DBClusterSnapshotAttributes",
            via=null_values_if_none,
            about="Who may restore it: attribute restore lists account ids, or all when it is public.",
        ),
        "engine": text(about="The database engine."),
        "engine_version": text(),
        "iam_database_authentication_enabled": boolean(about="Whether IAM identities can sign in to the database."),
        "kms_key_id": text(about="The KMS key that encrypts it; null where none does."),
        "license_model": text(),
        "master_username": text(),
        "percent_progress": bigint(about="How much of the work in progress is done, in percent."),
        "port": bigint(about="The port that clients connect to."),
        "snapshot_create_time": timestamptz(about="When the snapshot was made."),
        "source_db_cluster_snapshot_arn": text(about="The snapshot this one was copied from."),
        "storage_encrypted": boolean(about="Whether its storage is encrypted at rest."),
        "storage_type": text(about="The kind of storage."),
        "vpc_id": text(about="The VPC it is in."),
        "title": text("DBClusterSnapshotIdentifier"),
        "akas": akas("DBClusterSnapshotArn"),
    },
)


TABLES = (
    db_cluster,
    db_cluster_snapshot,
)
