"""Amazon Athena."""

from steelyard.aws.declare import Call, Key, Table, bigint, boolean, jsonb, text, timestamptz
from steelyard.aws.tables._values import parsed

workgroup = Table(
    "aws_athena_workgroup",
    "An Athena workgroup: settings and limits that its queries share.",
    rows=(Call("athena", "ListWorkGroups", items="WorkGroups"),),
    get=Call(
        "athena", "GetWorkGroup", {"WorkGroup": Key("name")}, items="WorkGroup", absent=("InvalidRequestException",)
    ),
    add={
        "detail": Call(
            "athena", "GetWorkGroup", {"WorkGroup": "Name"}, items="WorkGroup", absent=("InvalidRequestException",)
        )
    },
    columns={
        "name": text(),
        "description": text(),
        "state": text(about="ENABLED or DISABLED."),
        "additional_configuration": jsonb(
            "detail.Configuration.AdditionalConfiguration", via=parsed, about="Further settings of Spark notebooks."
        ),
        "bytes_scanned_cutoff_per_query": bigint(
            "detail.Configuration.BytesScannedCutoffPerQuery", about="The most bytes that a query may scan."
        ),
        "creation_time": timestamptz(about="When it was made."),
        "customer_content_kms_key": text(
            "detail.Configuration.CustomerContentEncryptionConfiguration.KmsKey",
            about="The KMS key that encrypts notebooks and their data.",
        ),
        "effective_engine_version": text("detail.Configuration.EngineVersion.EffectiveEngineVersion"),
        "enable_minimum_encryption_configuration": boolean(
            "detail.Configuration.EnableMinimumEncryptionConfiguration", about="Whether at least SSE_S3 is enforced."
        ),
        "encryption_option": text(
            "detail.Configuration.ResultConfiguration.EncryptionConfiguration.EncryptionOption",
            about="How results in S3 are encrypted: SSE_S3, SSE_KMS or CSE_KMS; null where they need not be.",
        ),
        "enforce_workgroup_configuration": boolean(
            "detail.Configuration.EnforceWorkGroupConfiguration",
            about="Whether these settings override those of the client.",
        ),
        "execution_role": text("detail.Configuration.ExecutionRole", about="The IAM role that Spark sessions act as."),
        "expected_bucket_owner": text(
            "detail.Configuration.ResultConfiguration.ExpectedBucketOwner",
            about="The account that must own the results' bucket.",
        ),
        "managed_query_results_enabled": boolean(
            "detail.Configuration.ManagedQueryResultsConfiguration.Enabled",
            about="Whether Athena keeps the results itself.",
        ),
        "managed_query_results_kms_key": text(
            "detail.Configuration.ManagedQueryResultsConfiguration.EncryptionConfiguration.KmsKey"
        ),
        "output_location": text(
            "detail.Configuration.ResultConfiguration.OutputLocation", about="Where in S3 results go."
        ),
        "publish_cloudwatch_metrics_enabled": boolean(
            "detail.Configuration.PublishCloudWatchMetricsEnabled", about="Whether query metrics go to CloudWatch."
        ),
        "requester_pays_enabled": boolean(
            "detail.Configuration.RequesterPaysEnabled", about="Whether requester-pays buckets may be queried."
        ),
        "result_configuration_kms_key": text(
            "detail.Configuration.ResultConfiguration.EncryptionConfiguration.KmsKey",
            about="The KMS key that encrypts results.",
        ),
        "s3_acl_option": text("detail.Configuration.ResultConfiguration.AclConfiguration.S3AclOption"),
        "selected_engine_version": text("detail.Configuration.EngineVersion.SelectedEngineVersion"),
    },
)


TABLES = (workgroup,)
