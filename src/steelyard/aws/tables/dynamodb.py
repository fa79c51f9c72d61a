"""Amazon DynamoDB: tables, their backups and exports, and what share of the capacity quota is provisioned."""

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.metrics import metric_table

# What an ARN of another region is answered with.
OTHER_REGION = ("ResourceNotFoundException", "ValidationException")


def billing_mode(mode: str | None) -> str:
    """The billing mode; tables that never were on demand answer without one."""
    return mode or "PROVISIONED"


metric_account_provisioned_read_capacity_util = metric_table(
    "aws_dynamodb_metric_account_provisioned_read_capacity_util",
    namespace="AWS/DynamoDB",
    metric="AccountProvisionedReadCapacityUtilization",
    interval="5_min",
)

metric_account_provisioned_write_capacity_util = metric_table(
    "aws_dynamodb_metric_account_provisioned_write_capacity_util",
    namespace="AWS/DynamoDB",
    metric="AccountProvisionedWriteCapacityUtilization",
    interval="5_min",
)


backup = Table(
    "aws_dynamodb_backup",
    "A backup of a DynamoDB table, made on demand unless a query asks for another backup_type.",
    rows=(
        Call(
            "dynamodb",
            "ListBackups",
            {"TableName": Key("table_name"), "BackupType": Key("backup_type")},
            items="BackupSummaries",
            absent=("TableNotFoundException",),
        ),
    ),
    columns={
        "name": text("BackupName"),
        "arn": text("BackupArn"),
        "table_name": text(),
        "backup_status": text(),
        "backup_type": text(about="USER, SYSTEM (made as the table was deleted) or AWS_BACKUP."),
        "backup_creation_datetime": timestamptz(),
        "backup_expiry_datetime": timestamptz(about="When AWS deletes it, where it is a system backup."),
        "backup_size_bytes": bigint(),
        "table_arn": text(),
        "table_id": text(about="The id of the table, which no later table of that name has."),
        "title": text("BackupName"),
        "akas": akas("BackupArn"),
    },
)


table = Table(
    "aws_dynamodb_table",
    "A DynamoDB table.",
    rows=(Call("dynamodb", "ListTables", items="TableNames", name="name"),),
    get=Call(
        "dynamodb",
        "DescribeTable",
        {"TableName": Key("name")},
        items="Table.TableName",
        name="name",
        absent=("ResourceNotFoundException",),
    ),
    add={
        "detail": Call(
            "dynamodb", "DescribeTable", {"TableName": "name"}, items="Table", absent=("ResourceNotFoundException",)
        ),
        "backups": Call(
            "dynamodb",
            "DescribeContinuousBackups",
            {"TableName": "name"},
            items="ContinuousBackupsDescription",
            absent=("ResourceNotFoundException", "TableNotFoundException"),
        ),
        "streaming": Call(
            "dynamodb",
            "DescribeKinesisStreamingDestination",
            {"TableName": "name"},
            absent=("ResourceNotFoundException",),
        ),
        "tagging": Call(
            "dynamodb",
            "ListTagsOfResource",
            {"ResourceArn": "arn:{partition}:dynamodb:{region}:{account_id}:table/{name}"},
            items="Tags",
            absent=("ResourceNotFoundException",),
        ),
    },
    columns={
        "name": text("name"),
        "arn": text("arn:{partition}:dynamodb:{region}:{account_id}:table/{name}"),
        "table_id": text("detail.TableId"),
        "table_status": text("detail.TableStatus"),
        "archival_summary": jsonb("detail.ArchivalSummary", about="Why and when AWS archived it, if it did."),
        "attribute_definitions": jsonb("detail.AttributeDefinitions"),
        "billing_mode": text(
            "detail.BillingModeSummary.BillingMode",
            via=billing_mode,
            about="PROVISIONED, or PAY_PER_REQUEST for on-demand capacity.",
        ),
        "continuous_backups_status": text(
            "backups.ContinuousBackupsStatus", about="Whether continuous backups are made; AWS always makes them."
        ),
        "creation_date_time": timestamptz("detail.CreationDateTime"),
        "deletion_protection_enabled": boolean(
            "detail.DeletionProtectionEnabled", about="Whether it refuses to be deleted until this is switched off."
        ),
        "global_table_version": text("detail.GlobalTableVersion"),
        "item_count": bigint("detail.ItemCount", about="How many items it has; counted about every six hours."),
        "key_schema": jsonb("detail.KeySchema"),
        "latest_stream_arn": text("detail.LatestStreamArn"),
        "latest_stream_label": text(
            "detail.LatestStreamLabel", about="The time its present stream was made, which names it."
        ),
        "point_in_time_recovery_description": jsonb(
            "backups.PointInTimeRecoveryDescription",
            about="Whether it can be restored to a point in time, and to which.",
        ),
        "read_capacity": bigint("detail.ProvisionedThroughput.ReadCapacityUnits"),
        "replicas": jsonb("detail.Replicas", about="Its copies in other regions, where it is a global table."),
        "restore_summary": jsonb("detail.RestoreSummary", about="The backup it was restored from, if any."),
        "sse_description": jsonb(
            "detail.SSEDescription", about="The KMS key that encrypts it; null where AWS's own key does."
        ),
        "stream_specification": jsonb(
            "detail.StreamSpecification", about="Whether its stream of changes is on, and what the records show."
        ),
        "streaming_destination": jsonb("streaming", about="The Kinesis streams that changes are sent to."),
        "table_class": text(
            "detail.TableClassSummary.TableClass", about="STANDARD or STANDARD_INFREQUENT_ACCESS; null is standard."
        ),
        "table_size_bytes": bigint("detail.TableSizeBytes", about="How big it is; counted about every six hours."),
        "write_capacity": bigint("detail.ProvisionedThroughput.WriteCapacityUnits"),
        "tags_src": jsonb("tagging", about="The tags as AWS lists them."),
        "tags": tags("tagging"),
        "title": text("name"),
        "akas": akas("arn:{partition}:dynamodb:{region}:{account_id}:table/{name}"),
    },
)

table_export = Table(
    "aws_dynamodb_table_export",
    "An export of a DynamoDB table to S3, in the last 90 days.",
    rows=(Call("dynamodb", "ListExports", items="ExportSummaries"),),
    get=Call(
        "dynamodb",
        "DescribeExport",
        {"ExportArn": Key("arn")},
        items="ExportDescription",
        absent=("ExportNotFoundException", *OTHER_REGION),
    ),
    add={
        "detail": Call(
            "dynamodb",
            "DescribeExport",
            {"ExportArn": "ExportArn"},
            items="ExportDescription",
            absent=("ExportNotFoundException",),
        )
    },
    columns={
        "arn": text("ExportArn"),
        "export_status": text(),
        "billed_size_bytes": bigint("detail.BilledSizeBytes", about="The size that is charged for."),
        "client_token": text("detail.ClientToken", about="The token that made the request safe to repeat."),
        "end_time": timestamptz("detail.EndTime"),
        "export_format": text("detail.ExportFormat"),
        "export_manifest": text("detail.ExportManifest", about="The name of the manifest in the bucket."),
        "export_time": timestamptz("detail.ExportTime", about="The moment of the table that was exported."),
        "export_type": text(about="FULL_EXPORT or INCREMENTAL_EXPORT."),
        "failure_code": text("detail.FailureCode", about="Why it failed, if it did."),
        "failure_message": text("detail.FailureMessage"),
        "incremental_export_specification": jsonb(
            "detail.IncrementalExportSpecification", about="The span of time that an incremental export covers."
        ),
        "item_count": bigint("detail.ItemCount"),
        "s3_bucket": text("detail.S3Bucket"),
        "s3_bucket_owner": text("detail.S3BucketOwner", about="The account that owns the bucket."),
        "s3_prefix": text("detail.S3Prefix"),
        "s3_sse_algorithm": text(
            "detail.S3SseAlgorithm", about="How the exported objects are encrypted: AES256 or KMS."
        ),
        "s3_sse_kms_key_id": text("detail.S3SseKmsKeyId", about="The KMS key that encrypts the exported objects."),
        "start_time": timestamptz("detail.StartTime"),
        "table_arn": text("detail.TableArn"),
        "table_id": text("detail.TableId"),
        "akas": akas("ExportArn"),
    },
)


TABLES = (
    backup,
    metric_account_provisioned_read_capacity_util,
    metric_account_provisioned_write_capacity_util,
    table,
    table_export,
)
