"""AWS Database Migration Service: endpoints, replication instances and tasks, certificates."""

from steelyard.aws.declare import Call, Key, Table, Value, akas, bigint, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.tables._values import as_is, parsed

certificate = Table(
    "aws_dms_certificate",
    "A TLS certificate that DMS uses to reach a database.",
    rows=(
        Call(
            "dms",
            "DescribeCertificates",
            {"Filters": [{"Name": Value("certificate-id"), "Values": [Key("certificate_identifier")]}]},
            items="Certificates",
            absent=("ResourceNotFoundFault",),
        ),
    ),
    get=Call(
        "dms",
        "DescribeCertificates",
        {"Filters": [{"Name": Value("certificate-arn"), "Values": [Key("arn")]}]},
        items="Certificates",
        absent=("ResourceNotFoundFault",),
    ),
    add={
        "tagging": Call(
            "dms", "ListTagsForResource", {"ResourceArn": "CertificateArn"}, absent=("ResourceNotFoundFault",)
        )
    },
    columns={
        "certificate_identifier": text(),
        "arn": text("CertificateArn"),
        "certificate_creation_date": timestamptz(),
        "certificate_owner": text(about="The account that owns it."),
        "certificate_pem": text(about="The certificate in PEM."),
        "certificate_wallet": text(
            "CertificateWallet", via=as_is, about="The Oracle wallet, in base64, where it is one."
        ),
        "key_length": bigint(about="The length of its key in bits."),
        "signing_algorithm": text(),
        "valid_from_date": timestamptz(),
        "valid_to_date": timestamptz(),
        "tags_src": jsonb("tagging.TagList", about="The tags as AWS lists them."),
        "tags": tags("tagging.TagList"),
        "title": text("CertificateIdentifier"),
        "akas": akas("CertificateArn"),
    },
)

endpoint = Table(
    "aws_dms_endpoint",
    "A DMS endpoint: how to reach the database that data comes from or goes to.",
    rows=(
        Call(
            "dms",
            "DescribeEndpoints",
            {
                "Filters": [
                    {"Name": Value("endpoint-id"), "Values": [Key("endpoint_identifier")]},
                    {"Name": Value("engine-name"), "Values": [Key("engine_name")]},
                ]
            },
            items="Endpoints",
            absent=("ResourceNotFoundFault",),
        ),
    ),
    get=Call(
        "dms",
        "DescribeEndpoints",
        {"Filters": [{"Name": Value("endpoint-arn"), "Values": [Key("arn")]}]},
        items="Endpoints",
        absent=("ResourceNotFoundFault",),
    ),
    add={
        "tagging": Call("dms", "ListTagsForResource", {"ResourceArn": "EndpointArn"}, absent=("ResourceNotFoundFault",))
    },
    columns={
        "endpoint_identifier": text(),
        "arn": text("EndpointArn"),
        "endpoint_type": text(about="SOURCE or TARGET."),
        "engine_name": text(),
        "status": text(about="Its state in its life."),
        "certificate_arn": text(about="The certificate that the database's TLS is checked with."),
        "database_name": text(),
        "dms_transfer_settings": jsonb(about="The bucket and role of a file transfer."),
        "doc_db_settings": jsonb(),
        "dynamo_db_settings": jsonb(),
        "elasticsearch_settings": jsonb(),
        "engine_display_name": text(),
        "external_id": text(about="The external id for cross-account roles."),
        "external_table_definition": text(about="The definition of tables of a file source."),
        "extra_connection_attributes": text(about="Further settings, as text."),
        "gcp_my_sql_settings": jsonb(),
        "ibm_db2_settings": jsonb(),
        "kafka_settings": jsonb(),
        "kinesis_settings": jsonb(),
        "kms_key_id": text(about="The KMS key that encrypts its connection settings."),
        "microsoft_sql_server_settings": jsonb(),
        "mongo_db_settings": jsonb(about="How to reach MongoDB, authentication included."),
        "my_sql_settings": jsonb(),
        "neptune_settings": jsonb(about="How to load into Neptune, IAM authentication included."),
        "oracle_settings": jsonb(),
        "port": bigint(about="The port of the database."),
        "postgre_sql_settings": jsonb(),
        "redis_settings": jsonb(about="How to reach Redis, TLS and authentication included."),
        "redshift_settings": jsonb(),
        "s3_settings": jsonb(about="How files in S3 are written or read, encryption included."),
        "server_name": text(about="The host name of the database."),
        "service_access_role_arn": text(about="The IAM role with which DMS reaches the data."),
        "ssl_mode": text(about="none, require, verify-ca or verify-full."),
        "sybase_settings": jsonb(),
        "timestream_settings": jsonb(),
        "username": text(about="The login."),
        "tags_src": jsonb("tagging.TagList", about="The tags as AWS lists them."),
        "tags": tags("tagging.TagList"),
        "title": text("EndpointIdentifier"),
        "akas": akas("EndpointArn"),
    },
)

replication_instance = Table(
    "aws_dms_replication_instance",
    "A DMS replication instance: the machine that runs replication tasks.",
    rows=(
        Call(
            "dms",
            "DescribeReplicationInstances",
            {
                "Filters": [
                    {"Name": Value("replication-instance-id"), "Values": [Key("replication_instance_identifier")]},
                    {"Name": Value("replication-instance-class"), "Values": [Key("replication_instance_class")]},
                    {"Name": Value("engine-version"), "Values": [Key("engine_version")]},
                ]
            },
            items="ReplicationInstances",
            absent=("ResourceNotFoundFault",),
        ),
    ),
    get=Call(
        "dms",
        "DescribeReplicationInstances",
        {"Filters": [{"Name": Value("replication-instance-arn"), "Values": [Key("arn")]}]},
        items="ReplicationInstances",
        absent=("ResourceNotFoundFault",),
    ),
    add={
        "tagging": Call(
            "dms", "ListTagsForResource", {"ResourceArn": "ReplicationInstanceArn"}, absent=("ResourceNotFoundFault",)
        )
    },
    columns={
        "replication_instance_identifier": text(),
        "arn": text("ReplicationInstanceArn"),
        "replication_instance_class": text(),
        "replication_instance_status": text(),
        "allocated_storage": bigint(about="Storage in GiB."),
        "auto_minor_version_upgrade": boolean(
            about="Whether minor engine versions are installed in the maintenance window."
        ),
        "availability_zone": text(),
        "dns_name_servers": text(about="The name servers it asks, where they are its own."),
        "engine_version": text(),
        "free_until": timestamptz(about="When its free use ends."),
        "instance_create_time": timestamptz(),
        "kms_key_id": text(about="The KMS key that encrypts it; null where none does."),
        "multi_az": boolean(about="Whether it is spread over several availability zones."),
        "network_type": text(about="IPV4, or DUAL for IPv6 as well."),
        "pending_modified_values": jsonb(about="Changes that are accepted and not yet applied."),
        "preferred_maintenance_window": text(about="The weekly time (UTC) in which AWS may do maintenance."),
        "publicly_accessible": boolean(about="Whether it has an address that is reachable from outside its VPC."),
        "replication_instance_ipv6_addresses": jsonb(),
        "replication_instance_private_ip_address": text(),
        "replication_instance_private_ip_addresses": jsonb(),
        "replication_instance_public_ip_address": text(),
        "replication_instance_public_ip_addresses": jsonb(),
        "replication_subnet_group": jsonb(about="The subnets it can be placed in."),
        "secondary_availability_zone": text(),
        "vpc_security_groups": jsonb(about="The VPC security groups it is in, and whether each is active."),
        "tags_src": jsonb("tagging.TagList", about="The tags as AWS lists them."),
        "tags": tags("tagging.TagList"),
        "title": text("ReplicationInstanceIdentifier"),
        "akas": akas("ReplicationInstanceArn"),
    },
)

replication_task = Table(
    "aws_dms_replication_task",
    "A DMS task: what is moved from one endpoint to another, and how.",
    rows=(
        Call(
            "dms",
            "DescribeReplicationTasks",
            {
                "Filters": [
                    {"Name": Value("replication-task-id"), "Values": [Key("replication_task_identifier")]},
                    {"Name": Value("replication-instance-arn"), "Values": [Key("replication_instance_arn")]},
                    {"Name": Value("migration-type"), "Values": [Key("migration_type")]},
                ]
            },
            items="ReplicationTasks",
            absent=("ResourceNotFoundFault",),
        ),
    ),
    get=Call(
        "dms",
        "DescribeReplicationTasks",
        {"Filters": [{"Name": Value("replication-task-arn"), "Values": [Key("arn")]}]},
        items="ReplicationTasks",
        absent=("ResourceNotFoundFault",),
    ),
    add={
        "tagging": Call(
            "dms", "ListTagsForResource", {"ResourceArn": "ReplicationTaskArn"}, absent=("ResourceNotFoundFault",)
        )
    },
    columns={
        "replication_task_identifier": text(),
        "arn": text("ReplicationTaskArn"),
        "status": text(about="Its state in its life."),
        "cdc_start_position": text(about="Where reading changes begins."),
        "cdc_stop_position": text(about="Where reading changes ends."),
        "last_failure_message": text(),
        "migration_type": text(about="full-load, cdc (changes only) or full-load-and-cdc."),
        "recovery_checkpoint": text(about="How far changes have been read."),
        "replication_instance_arn": text(),
        "replication_task_creation_date": timestamptz(),
        "replication_task_settings": jsonb(
            "ReplicationTaskSettings", via=parsed, about="Its settings, logging among them."
        ),
        "replication_task_start_date": timestamptz(),
        "replication_task_stats": jsonb(about="How many tables are loaded, under way and failed."),
        "source_endpoint_arn": text(),
        "stop_reason": text(about="Why it stopped."),
        "table_mappings": text(about="Which tables are moved and how they are changed, as JSON text."),
        "target_endpoint_arn": text(),
        "target_replication_instance_arn": text(about="The replication instance it is being moved to."),
        "task_data": text(about="Further data of the task, as JSON text."),
        "tags_src": jsonb("tagging.TagList", about="The tags as AWS lists them."),
        "tags": tags("tagging.TagList"),
        "title": text("ReplicationTaskIdentifier"),
        "akas": akas("ReplicationTaskArn"),
    },
)


TABLES = (
    certificate,
    endpoint,
    replication_instance,
    replication_task,
)
