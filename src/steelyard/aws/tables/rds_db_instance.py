"""Amazon RDS: database instances."""

from collections.abc import Iterable, Mapping
from typing import Any

from steelyard.aws.declare import Call, Key, Table, Value, akas, bigint, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.tables._values import some

Record = Mapping[str, Any]


def is_relational(database: Record) -> bool:
    """Whether RDS's API means RDS: it answers for DocumentDB and Neptune too."""
    return database.get("Engine") not in ("docdb", "neptune")


def processor_features(
    own: list[Record] | None, options: Iterable[Record] | None, storage: str | None, zone: str | None
) -> list[Record] | None:
    """The features set for an instance, else the defaults of what can be ordered with its storage in its zone."""
    if own:
        return own
    for option in options or ():
        zones = [one["Name"] for one in option["AvailabilityZones"] or ()]
        if option["StorageType"] == storage and zone in zones:
            features = option["AvailableProcessorFeatures"] or ()
            return [{"Name": one["Name"], "Value": one["DefaultValue"]} for one in features] or None
    return None


db_instance = Table(
    "aws_rds_db_instance",
    "A database instance of RDS, Aurora's included; those of DocumentDB and Neptune are not.",
    rows=(
        Call(
            "rds",
            "DescribeDBInstances",
            {
                "Filters": [
                    {"Name": Value("db-cluster-id"), "Values": [Key("db_cluster_identifier")]},
                    {"Name": Value("dbi-resource-id"), "Values": [Key("resource_id")]},
                    {"Name": Value("engine"), "Values": [Key("engine")]},
                ]
            },
            items="DBInstances",
            keep=is_relational,
        ),
    ),
    get=Call(
        "rds",
        "DescribeDBInstances",
        {"DBInstanceIdentifier": Key("db_instance_identifier")},
        items="DBInstances",
        keep=is_relational,
        absent=("DBInstanceNotFound",),
    ),
    add={
        "pending": Call(
            "rds",
            "DescribePendingMaintenanceActions",
            items="PendingMaintenanceActions",
            match="ResourceIdentifier",
            on="DBInstanceArn",
            several=True,
        ),
        "certificate": Call(
            "rds",
            "DescribeCertificates",
            items="Certificates",
            match="CertificateIdentifier",
            on="CACertificateIdentifier",
        ),
        "options": Call(
            "rds",
            "DescribeOrderableDBInstanceOptions",
            {"Engine": "Engine", "EngineVersion": "EngineVersion", "DBInstanceClass": "DBInstanceClass"},
            items="OrderableDBInstanceOptions",
            unless="ProcessorFeatures",
            absent=("InvalidParameterCombination", "InvalidParameterValue"),
        ),
    },
    columns={
        "db_instance_identifier": text(about="The name of the instance, unique in the account and region."),
        "arn": text("DBInstanceArn"),
        "class": text("DBInstanceClass", about="The instance class: how much processor and memory it has."),
        "engine": text(about="The database engine."),
        "engine_version": text(),
        "status": text("DBInstanceStatus", about="Its state in its life."),
        "allocated_storage": bigint(about="Storage in GiB."),
        "associated_roles": jsonb(about="The IAM roles it may assume, and for what."),
        "auto_minor_version_upgrade": boolean(
            about="Whether minor engine versions are installed in the maintenance window."
        ),
        "availability_zone": text(),
        "backup_retention_period": bigint(about="How many days automatic backups are kept; 0 means none are made."),
        "ca_certificate_identifier": text(),
        "certificate": jsonb(
            "certificate", about="The certificate authority's certificate that its own TLS certificate is from."
        ),
        "character_set_name": text(),
        "copy_tags_to_snapshot": boolean(about="Whether its snapshots get its tags."),
        "create_time": timestamptz("InstanceCreateTime", about="When the instance was made."),
        "customer_owned_ip_enabled": boolean(about="Whether it has an address of the customer's own on an Outpost."),
        "db_cluster_identifier": text(about="The name of the cluster, unique in the account and region."),
        "db_name": text(about="The database made together with the instance."),
        "db_parameter_groups": jsonb(),
        "db_security_groups": jsonb(),
        "db_subnet_group_arn": text("DBSubnetGroup.DBSubnetGroupArn"),
        "db_subnet_group_description": text("DBSubnetGroup.DBSubnetGroupDescription"),
        "db_subnet_group_name": text("DBSubnetGroup.DBSubnetGroupName"),
        "db_subnet_group_status": text("DBSubnetGroup.SubnetGroupStatus"),
        "deletion_protection": boolean(about="Whether it refuses to be deleted until this is switched off."),
        "domain_memberships": jsonb(about="The Active Directory domains it has joined."),
        "enabled_cloudwatch_logs_exports": jsonb(about="The kinds of log it sends to CloudWatch Logs."),
        "endpoint_address": text("Endpoint.Address"),
        "endpoint_hosted_zone_id": text("Endpoint.HostedZoneId"),
        "endpoint_port": bigint("Endpoint.Port", about="The port that clients connect to."),
        "enhanced_monitoring_resource_arn": text(about="The log stream that enhanced monitoring writes to."),
        "iam_database_authentication_enabled": boolean(about="Whether IAM identities can sign in to the database."),
        "iops": bigint(about="Provisioned I/O operations a second."),
        "kms_key_id": text(about="The KMS key that encrypts it; null where none does."),
        "latest_restorable_time": timestamptz(about="The newest moment to which it can be restored."),
        "license_model": text(),
        "master_user_name": text(about="The name of the administrator's login."),
        "max_allocated_storage": bigint(about="How many GiB storage may grow to by itself; null where it may not."),
        "monitoring_interval": bigint(about="Seconds between points of enhanced monitoring; 0 means it is off."),
        "monitoring_role_arn": text(about="The IAM role that sends enhanced monitoring to CloudWatch Logs."),
        "multi_az": boolean(about="Whether it is spread over several availability zones."),
        "nchar_character_set_name": text(),
        "option_group_memberships": jsonb(),
        "pending_maintenance_actions": jsonb("pending", via=some, about="Maintenance that AWS has announced for it."),
        "pending_modified_values": jsonb(about="Changes that are accepted and not yet applied."),
        "performance_insights_enabled": boolean(),
        "performance_insights_kms_key_id": text(about="The KMS key that encrypts Performance Insights data."),
        "performance_insights_retention_period": bigint(),
        "port": bigint(
            "DbInstancePort",
            about="The port the database listens on by its own setting; 0 in a VPC, where endpoint_port counts.",
        ),
        "preferred_backup_window": text(about="The daily time (UTC) in which automatic backups are made."),
        "preferred_maintenance_window": text(about="The weekly time (UTC) in which AWS may do maintenance."),
        "processor_features": jsonb(
            "ProcessorFeatures",
            "options",
            "StorageType",
            "AvailabilityZone",
            via=processor_features,
            about="Its processor's core and thread counts: those set, else its class's defaults.",
        ),
        "promotion_tier": bigint(about="The order in which replicas take over after a failure; 0 comes first."),
        "publicly_accessible": boolean(about="Whether it has an address that is reachable from outside its VPC."),
        "read_replica_db_cluster_identifiers": jsonb(),
        "read_replica_db_instance_identifiers": jsonb(),
        "read_replica_source_db_instance_identifier": text(),
        "replica_mode": text(),
        "resource_id": text("DbiResourceId", about="The instance's id that never changes and is never used again."),
        "secondary_availability_zone": text(),
        "status_infos": jsonb(),
        "storage_encrypted": boolean(about="Whether its storage is encrypted at rest."),
        "storage_throughput": bigint(about="Provisioned throughput in MiB a second."),
        "storage_type": text(about="The kind of storage."),
        "subnets": jsonb("DBSubnetGroup.Subnets"),
        "tde_credential_arn": text(),
        "timezone": text(),
        "vpc_id": text("DBSubnetGroup.VpcId", about="The VPC it is in."),
        "vpc_security_groups": jsonb(about="The VPC security groups it is in, and whether each is active."),
        "tags_src": jsonb("TagList", about="The tags as AWS lists them."),
        "tags": tags("TagList"),
        "title": text("DBInstanceIdentifier"),
        "akas": akas("DBInstanceArn"),
    },
)


TABLES = (db_instance,)
