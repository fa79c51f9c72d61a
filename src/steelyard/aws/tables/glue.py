"""AWS Glue: the Data Catalog's encryption, connections, jobs, transforms and their security configurations."""

from steelyard.aws.declare import Call, Key, Table, Value, akas, bigint, double, jsonb, tags, text, timestamptz

# Development endpoints are not offered everywhere.
OTHER_REGION = (
    "InvalidInputException: Operation is not supported",
    "InternalServiceException: Operation is not supported",
)


connection = Table(
    "aws_glue_connection",
    "A Glue connection: where and how jobs reach a data store. Passwords are not read.",
    rows=(
        Call(
            "glue",
            "GetConnections",
            {"HidePassword": Value(True)},
            items="ConnectionList",
            absent=("InvalidInputException",),
        ),
    ),
    get=Call(
        "glue",
        "GetConnection",
        {"Name": Key("name"), "HidePassword": Value(True)},
        items="Connection",
        absent=("EntityNotFoundException",),
    ),
    add={
        "tagging": Call(
            "glue",
            "GetTags",
            {"ResourceArn": "arn:{partition}:glue:{region}:{account_id}:connection/{Name}"},
            absent=("EntityNotFoundException",),
        )
    },
    columns={
        "name": text(),
        "arn": text("arn:{partition}:glue:{region}:{account_id}:connection/{Name}"),
        "connection_properties": jsonb(
            about="Its settings, such as the JDBC URL and whether TLS is enforced; never a password."
        ),
        "connection_type": text(),
        "creation_time": timestamptz(about="When it was made."),
        "description": text(),
        "last_updated_by": text(about="Who last changed it."),
        "last_updated_time": timestamptz(),
        "match_criteria": jsonb(about="What selects this connection."),
        "physical_connection_requirements": jsonb(about="The subnet and security groups that jobs reach it through."),
        "tags": tags("tagging.Tags"),
        "title": text("Name"),
        "akas": akas("arn:{partition}:glue:{region}:{account_id}:connection/{Name}"),
    },
)

data_catalog_encryption_settings = Table(
    "aws_glue_data_catalog_encryption_settings",
    "How the Glue Data Catalog is encrypted: one row for each region.",
    rows=(Call("glue", "GetDataCatalogEncryptionSettings", items="DataCatalogEncryptionSettings"),),
    columns={
        "connection_password_encryption": jsonb(
            about="Whether connection passwords are encrypted with a KMS key, and which."
        ),
        "encryption_at_rest": jsonb(about="Whether the catalog's metadata is encrypted, and with which KMS key."),
    },
)

dev_endpoint = Table(
    "aws_glue_dev_endpoint",
    "A Glue development endpoint, on which scripts are tried out.",
    rows=(Call("glue", "GetDevEndpoints", items="DevEndpoints", absent=OTHER_REGION),),
    get=Call(
        "glue",
        "GetDevEndpoint",
        {"EndpointName": Key("endpoint_name")},
        items="DevEndpoint",
        absent=("EntityNotFoundException", *OTHER_REGION),
    ),
    add={
        "tagging": Call(
            "glue",
            "GetTags",
            {"ResourceArn": "arn:{partition}:glue:{region}:{account_id}:devEndpoint/{EndpointName}"},
            absent=("EntityNotFoundException",),
        )
    },
    columns={
        "endpoint_name": text(),
        "arn": text("arn:{partition}:glue:{region}:{account_id}:devEndpoint/{EndpointName}"),
        "status": text(about="Its state in its life."),
        "availability_zone": text(),
        "created_timestamp": timestamptz(),
        "extra_jars_s3_path": text(about="The Java libraries in S3 that it loads."),
        "extra_python_libs_s3_path": text(about="The Python libraries in S3 that it loads."),
        "failure_reason": text(about="Why it failed, if it did."),
        "glue_version": text(),
        "last_modified_timestamp": timestamptz(),
        "last_update_status": text(about="How its last change ended."),
        "number_of_nodes": bigint(about="How many data processing units it has."),
        "number_of_workers": bigint(),
        "private_address": text(),
        "public_address": text(),
        "public_key": text(about="The SSH key that may sign in, where there is one."),
        "public_keys": jsonb(about="The SSH keys that may sign in."),
        "role_arn": text(about="The IAM role it acts as."),
        "security_configuration": text(about="The name of the security configuration that says how data is encrypted."),
        "security_group_ids": jsonb(),
        "subnet_id": text(),
        "vpc_id": text(about="The VPC it is in."),
        "worker_type": text(about="The kind of worker: how much memory and processor each has."),
        "yarn_endpoint_address": text(about="Where its YARN answers."),
        "zeppelin_remote_spark_interpreter_port": bigint(about="The port for a remote notebook."),
        "tags": tags("tagging.Tags"),
        "title": text("EndpointName"),
        "akas": akas("arn:{partition}:glue:{region}:{account_id}:devEndpoint/{EndpointName}"),
    },
)

job = Table(
    "aws_glue_job",
    "A Glue job: a script and how it is run.",
    rows=(Call("glue", "GetJobs", items="Jobs"),),
    get=Call("glue", "GetJob", {"JobName": Key("name")}, items="Job", absent=("EntityNotFoundException",)),
    add={
        "bookmark": Call(
            "glue", "GetJobBookmark", {"JobName": "Name"}, items="JobBookmarkEntry", absent=("EntityNotFoundException",)
        ),
        "tagging": Call(
            "glue",
            "GetTags",
            {"ResourceArn": "arn:{partition}:glue:{region}:{account_id}:job/{Name}"},
            absent=("EntityNotFoundException",),
        ),
    },
    columns={
        "name": text(),
        "arn": text("arn:{partition}:glue:{region}:{account_id}:job/{Name}"),
        "code_gen_configuration_nodes": jsonb(about="The graph from which Glue Studio writes the script."),
        "command": jsonb(about="The script, its kind and the Python version."),
        "connections": jsonb(),
        "created_on": timestamptz(),
        "default_arguments": jsonb(about="The arguments of each run, such as whether logs and metrics are on."),
        "description": text(),
        "execution_class": text(about="STANDARD or FLEX."),
        "execution_property": jsonb(about="How many runs may be under way at once."),
        "glue_version": text(),
        "job_bookmark": jsonb("bookmark", about="How far its last run has read, where bookmarks are used."),
        "last_modified_on": timestamptz(),
        "log_uri": text(about="Not used by Glue."),
        "max_capacity": double(about="How many data processing units a run may use."),
        "max_retries": bigint(),
        "non_overridable_arguments": jsonb(about="The arguments that a run may not change."),
        "notification_property": jsonb(about="After how long a late run is reported."),
        "number_of_workers": bigint(),
        "role": text(about="The IAM role it acts as."),
        "security_configuration": text(about="The name of the security configuration that says how data is encrypted."),
        "source_control_details": jsonb(about="The repository its script is kept in, if any."),
        "timeout": bigint(about="Minutes after which a run is stopped."),
        "worker_type": text(),
        "tags": tags("tagging.Tags"),
        "title": text("Name"),
        "akas": akas("arn:{partition}:glue:{region}:{account_id}:job/{Name}"),
    },
)

ml_transform = Table(
    "aws_glue_ml_transform",
    "A Glue machine learning transform.",
    rows=(
        Call("glue", "GetMLTransforms", items="Transforms", absent=("EntityNotFoundException", "ValidationException")),
    ),
    get=Call("glue", "GetMLTransform", {"TransformId": Key("transform_id")}, absent=("EntityNotFoundException",)),
    add={
        "tagging": Call(
            "glue",
            "GetTags",
            {"ResourceArn": "arn:{partition}:glue:{region}:{account_id}:mlTransform/{TransformId}"},
            absent=("EntityNotFoundException",),
        )
    },
    columns={
        "transform_id": text(),
        "name": text(),
        "status": text(about="Its state in its life."),
        "created_on": timestamptz(),
        "description": text(),
        "evaluation_metrics": jsonb(about="How good its last evaluation found it."),
        "glue_version": text(),
        "input_record_tables": jsonb(about="The catalog tables that it learns from."),
        "label_count": bigint(about="How many labels it has learned from."),
        "last_modified_on": timestamptz(),
        "max_capacity": double(about="How many data processing units a run may use."),
        "max_retries": bigint(),
        "number_of_workers": bigint(),
        "parameters": jsonb(about="The parameters of the group, each with its value and where that comes from."),
        "role": text(about="The IAM role it acts as."),
        "schema": jsonb(about="The columns it reads."),
        "timeout": bigint(about="Minutes after which a run is stopped."),
        "transform_encryption": jsonb(about="How its data is encrypted: of the user data and of the task runs."),
        "transform_type": text("Parameters.TransformType"),
        "worker_type": text(),
        "tags": tags("tagging.Tags"),
        "title": text("Name"),
        "akas": akas("arn:{partition}:glue:{region}:{account_id}:mlTransform/{TransformId}"),
    },
)

security_configuration = Table(
    "aws_glue_security_configuration",
    "A named set of encryption settings for Glue jobs, crawlers and endpoints.",
    rows=(Call("glue", "GetSecurityConfigurations", items="SecurityConfigurations"),),
    get=Call(
        "glue",
        "GetSecurityConfiguration",
        {"Name": Key("name")},
        items="SecurityConfiguration",
        absent=("EntityNotFoundException",),
    ),
    columns={
        "name": text(),
        "cloud_watch_encryption": jsonb(
            "EncryptionConfiguration.CloudWatchEncryption", about="How logs in CloudWatch are encrypted."
        ),
        "created_time_stamp": timestamptz(),
        "job_bookmarks_encryption": jsonb(
            "EncryptionConfiguration.JobBookmarksEncryption", about="How job bookmarks are encrypted."
        ),
        "s3_encryption": jsonb("EncryptionConfiguration.S3Encryption", about="How data in S3 is encrypted."),
        "title": text("Name"),
        "akas": akas("arn:{partition}:glue:{region}:{account_id}:security-configuration/{Name}"),
    },
)


TABLES = (
    connection,
    data_catalog_encryption_settings,
    dev_endpoint,
    job,
    ml_transform,
    security_configuration,
)
