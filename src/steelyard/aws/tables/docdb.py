"""Amazon DocumentDB: clusters, their instances and snapshots."""

from collections.abc import Mapping
from typing import Any

from steelyard.aws.declare import Call, Key, Table, Value, akas, bigint, boolean, jsonb, tags, text, timestamptz


def is_documentdb(database: Mapping[str, Any]) -> bool:
    """Whether it is DocumentDB's: the API, which is RDS's, answers for all engines."""
    return database.get("Engine") == "docdb"


cluster = Table(
    "aws_docdb_cluster",
    "A DocumentDB cluster (instance-based).",
    rows=(Call("docdb", "DescribeDBClusters", items="DBClusters", keep=is_documentdb),),
    get=Call(
        "docdb",
        "DescribeDBClusters",
        {"DBClusterIdentifier": Key("db_cluster_identifier")},
        items="DBClusters",
        keep=is_documentdb,
        absent=("DBClusterNotFoundFault",),
    ),
    add={
        "tagging": Call(
            "docdb", "ListTagsForResource", {"ResourceName": "DBClusterArn"}, absent=("DBClusterNotFoundFault",)
        )
    },
    columns={
        "db_cluster_identifier": text(about="The name of the cluster, unique in the account and region."),
        "arn": text("DBClusterArn"),
        "db_cluster_resource_id": text(about="The cluster's id that never changes and is never used again."),
        "status": text(about="Its state in its life."),
        "associated_roles": jsonb(about="The IAM roles it may assume, and for what."),
        "availability_zones": jsonb(about="The availability zones it can be in."),
        "backup_retention_period": bigint(about="How many days automatic backups are kept; 0 means none are made."),
        "clone_group_id": text(about="The group of clusters that share storage through cloning."),
        "cluster_create_time": timestamptz(about="When the cluster was made."),
        "db_cluster_parameter_group": text(),
        "db_subnet_group": text(about="The name of the group of subnets it is in."),
        "deletion_protection": boolean(about="Whether it refuses to be deleted until this is switched off."),
        "earliest_restorable_time": timestamptz(about="The oldest moment to which it can be restored."),
        "enabled_cloudwatch_logs_exports": jsonb(about="The kinds of log it sends to CloudWatch Logs."),
        "endpoint": text(about="Where clients connect."),
        "engine": text(about="The database engine."),
        "engine_version": text(),
        "hosted_zone_id": text(about="The Route 53 hosted zone of the endpoint's name."),
        "kms_key_id": text(about="The KMS key that encrypts it; null where none does."),
        "latest_restorable_time": timestamptz(about="The newest moment to which it can be restored."),
        "master_user_name": text(about="The name of the administrator's login."),
        "members": jsonb("DBClusterMembers", about="The instances of the cluster, and which of them writes."),
        "multi_az": boolean(about="Whether it is spread over several availability zones."),
        "percent_progress": text(about="How much of the work in progress is done, in percent."),
        "port": bigint(about="The port that clients connect to."),
        "preferred_backup_window": text(about="The daily time (UTC) in which automatic backups are made."),
        "preferred_maintenance_window": text(about="The weekly time (UTC) in which AWS may do maintenance."),
        "read_replica_identifiers": jsonb(about="The clusters that replicate from this one."),
        "reader_endpoint": text(about="Where clients connect to read from any replica."),
        "replication_source_identifier": text(about="The cluster that this one replicates from."),
        "storage_encrypted": boolean(about="Whether its storage is encrypted at rest."),
        "storage_type": text(about="The kind of storage."),
        "vpc_security_groups": jsonb(about="The VPC security groups it is in, and whether each is active."),
        "tags_src": jsonb("tagging.TagList", about="The tags as AWS lists them."),
        "tags": tags("tagging.TagList"),
        "title": text("DBClusterIdentifier"),
        "akas": akas("DBClusterArn"),
    },
)

cluster_instance = Table(
    "aws_docdb_cluster_instance",
    "An instance of a DocumentDB cluster.",
    rows=(
        Call(
            "docdb",
            "DescribeDBInstances",
            {"Filters": [{"Name": Value("db-cluster-id"), "Values": [Key("db_cluster_identifier")]}]},
            items="DBInstances",
            keep=is_documentdb,
        ),
    ),
    get=Call(
        "docdb",
        "DescribeDBInstances",
        {"DBInstanceIdentifier": Key("db_instance_identifier")},
        items="DBInstances",
        keep=is_documentdb,
        absent=("DBInstanceNotFound",),
    ),
    add={
        "tagging": Call(
            "docdb",
            "ListTagsForResource",
            {"ResourceName": "DBInstanceArn"},
            items="TagList",
            absent=("DBInstanceNotFound",),
        )
    },
    columns={
        "db_instance_identifier": text(about="The name of the instance, unique in the account and region."),
        "db_instance_arn": text(),
        "db_cluster_identifier": text(about="The name of the cluster, unique in the account and region."),
        "availability_zone": text(),
        "backup_retention_period": bigint(about="How many days automatic backups are kept; 0 means none are made."),
        "ca_certificate_identifier": text(),
        "copy_tags_to_snapshot": boolean(about="Whether its snapshots get its tags."),
        "db_instance_class": text(about="The instance class: how much processor and memory it has."),
        "db_instance_status": text(),
        "db_subnet_group_arn": text("DBSubnetGroup.DBSubnetGroupArn"),
        "db_subnet_group_description": text("DBSubnetGroup.DBSubnetGroupDescription"),
        "db_subnet_group_name": text("DBSubnetGroup.DBSubnetGroupName"),
        "db_subnet_group_status": text("DBSubnetGroup.SubnetGroupStatus"),
        "dbi_resource_id": text(about="The instance's id that never changes and is never used again."),
        "enabled_cloudwatch_logs_exports": jsonb(about="The kinds of log it sends to CloudWatch Logs."),
        "endpoint_address": text("Endpoint.Address"),
        "endpoint_hosted_zone_id": text("Endpoint.HostedZoneId"),
        "endpoint_port": bigint("Endpoint.Port"),
        "engine": text(about="The database engine."),
        "engine_version": text(),
        "instance_create_time": timestamptz(),
        "kms_key_id": text(about="The KMS key that encrypts it; null where none does."),
        "latest_restorable_time": timestamptz(about="The newest moment to which it can be restored."),
        "pending_modified_values": jsonb(about="Changes that are accepted and not yet applied."),
        "preferred_backup_window": text(about="The daily time (UTC) in which automatic backups are made."),
        "preferred_maintenance_window": text(about="The weekly time (UTC) in which AWS may do maintenance."),
        "promotion_tier": bigint(about="The order in which replicas take over after a failure; 0 comes first."),
        "publicly_accessible": boolean(about="Whether it has an address that is reachable from outside its VPC."),
        "status_infos": jsonb(),
        "storage_encrypted": boolean(about="Whether its storage is encrypted at rest."),
        "subnets": jsonb("DBSubnetGroup.Subnets"),
        "vpc_id": text("DBSubnetGroup.VpcId", about="The VPC it is in."),
        "vpc_security_groups": jsonb(about="The VPC security groups it is in, and whether each is active."),
        "tags_src": jsonb("tagging", about="The tags as AWS lists them."),
        "tags": tags("tagging"),
        "title": text("DBInstanceIdentifier"),
        "akas": akas("DBInstanceArn"),
    },
)

cluster_snapshot = Table(
    "aws_docdb_cluster_snapshot",
    "A snapshot of a DocumentDB cluster.",
    rows=(
        Call(
            "docdb",
            "DescribeDBClusterSnapshots",
            {
                "DBClusterIdentifier": Key("db_cluster_identifier"),
                "SnapshotType": Key("snapshot_type"),
                "IncludePublic": Key("include_public"),
                "IncludeShared": Key("include_shared"),
            },
            items="DBClusterSnapshots",
            keep=is_documentdb,
            absent=("DBClusterSnapshotNotFoundFault",),
        ),
    ),
    get=Call(
        "docdb",
        "DescribeDBClusterSnapshots",
        {"DBClusterSnapshotIdentifier": Key("db_cluster_snapshot_identifier")},
        items="DBClusterSnapshots",
        keep=is_documentdb,
        absent=("DBClusterSnapshotNotFoundFault", "DBSnapshotNotFound"),
    ),
    add={
        "sharing": Call(
            "docdb",
            "DescribeDBClusterSnapshotAttributes",
            {"DBClusterSnapshotIdentifier": "DBClusterSnapshotIdentifier"},
            items="DBClusterSnapshotAttributesResult",
            absent=("DBClusterSnapshotNotFoundFault",),
        ),
        "tagging": Call(
            "docdb", "ListTagsForResource", {"ResourceName": "DBClusterSnapshotArn"}, absent=("DBSnapshotNotFound",)
        ),
    },
    columns={
        "db_cluster_snapshot_identifier": text(about="The name of the snapshot."),
        "arn": text("DBClusterSnapshotArn"),
        "snapshot_type": text(about="Who made it: manual, automated, shared, public or awsbackup."),
        "status": text(about="Its state in its life."),
        "availability_zones": jsonb(about="The availability zones it can be in."),
        "cluster_create_time": timestamptz(about="When the cluster was made."),
        "db_cluster_identifier": text(about="The name of the cluster, unique in the account and region."),
        "db_cluster_snapshot_attributes": jsonb(
            "sharing.DBClusterSnapshotAttributes",
            about="Who may restore it: attribute restore lists account ids, or all when it is public.",
        ),
        "engine": text(about="The database engine."),
        "engine_version": text(),
        "include_public": boolean(
            "where.include_public", about="Whether the query asked for other accounts' public snapshots too."
        ),
        "include_shared": boolean(
            "where.include_shared", about="Whether the query asked for other accounts' shared snapshots too."
        ),
        "kms_key_id": text(about="The KMS key that encrypts it; null where none does."),
        "master_user_name": text(about="The name of the administrator's login."),
        "percent_progress": bigint(about="How much of the work in progress is done, in percent."),
        "port": bigint(about="The port that clients connect to."),
        "snapshot_create_time": timestamptz(about="When the snapshot was made."),
        "source_db_cluster_snapshot_arn": text(about="The snapshot this one was copied from."),
        "storage_encrypted": boolean(about="Whether its storage is encrypted at rest."),
        "vpc_id": text(about="The VPC it is in."),
        "tags_src": jsonb("tagging.TagList", about="The tags as AWS lists them."),
        "tags": tags("tagging.TagList"),
        "title": text("DBClusterSnapshotIdentifier"),
        "akas": akas("DBClusterSnapshotArn"),
    },
)


TABLES = (
    cluster,
    cluster_instance,
    cluster_snapshot,
)
