"""Amazon RDS: instance snapshots, groups of parameters, options and subnets, proxies, event subscriptions."""

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.tables.rds_db_instance import is_relational

# Tags are read by ARN; what was deleted since the listing has none.
GONE = (
    "DBInstanceNotFound",
    "DBProxyNotFoundFault",
    "DBParameterGroupNotFound",
    "DBSubnetGroupNotFoundFault",
    "OptionGroupNotFoundFault",
)


def utc_time(text: str | None) -> str | None:
    """A time as RDS writes it in event subscriptions ("2021-05-04 13:06:29.71", UTC) as RFC 3339 text."""
    return f"{text.strip().replace(' ', 'T')}Z" if text and not text.endswith("Z") else text


db_event_subscription = Table(
    "aws_rds_db_event_subscription",
    "A subscription to RDS events, sent to an SNS topic.",
    rows=(Call("rds", "DescribeEventSubscriptions", items="EventSubscriptionsList"),),
    get=Call(
        "rds",
        "DescribeEventSubscriptions",
        {"SubscriptionName": Key("cust_subscription_id")},
        items="EventSubscriptionsList",
        absent=("SubscriptionNotFound",),
    ),
    columns={
        "cust_subscription_id": text(about="The name of the subscription."),
        "arn": text("EventSubscriptionArn"),
        "customer_aws_id": text(about="The account that the subscription belongs to."),
        "enabled": boolean(about="Whether events are sent."),
        "event_categories_list": jsonb(about="The kinds of event that are sent; null means all."),
        "sns_topic_arn": text(about="The SNS topic that events are sent to."),
        "source_ids_list": jsonb(about="The resources whose events are sent; null means all of the source type."),
        "source_type": text(about="The kind of resource whose events are sent."),
        "status": text(about="Its state in its life."),
        "subscription_creation_time": timestamptz(
            "SubscriptionCreationTime", via=utc_time, about="When the subscription was made."
        ),
        "title": text("CustSubscriptionId"),
        "akas": akas("EventSubscriptionArn"),
    },
)

db_option_group = Table(
    "aws_rds_db_option_group",
    "A group of engine options (such as encryption or auditing add-ons) that instances share.",
    rows=(Call("rds", "DescribeOptionGroups", {"EngineName": Key("engine_name")}, items="OptionGroupsList"),),
    get=Call(
        "rds",
        "DescribeOptionGroups",
        {"OptionGroupName": Key("name")},
        items="OptionGroupsList",
        absent=("OptionGroupNotFoundFault",),
    ),
    add={"tagging": Call("rds", "ListTagsForResource", {"ResourceName": "OptionGroupArn"}, absent=GONE)},
    columns={
        "name": text("OptionGroupName"),
        "arn": text("OptionGroupArn"),
        "allows_vpc_and_non_vpc_instance_memberships": boolean(
            about="Whether instances outside a VPC may use it as well."
        ),
        "description": text("OptionGroupDescription"),
        "engine_name": text(),
        "major_engine_version": text(),
        "options": jsonb(about="The options and their settings."),
        "source_account_id": text(),
        "source_option_group": text(about="The group it was copied from."),
        "vpc_id": text(about="The VPC it is in."),
        "tags_src": jsonb("tagging.TagList", about="The tags as AWS lists them."),
        "tags": tags("tagging.TagList"),
        "title": text("OptionGroupName"),
        "akas": akas("OptionGroupArn"),
    },
)

db_parameter_group = Table(
    "aws_rds_db_parameter_group",
    "A group of engine parameters that instances share.",
    rows=(Call("rds", "DescribeDBParameterGroups", items="DBParameterGroups"),),
    get=Call(
        "rds",
        "DescribeDBParameterGroups",
        {"DBParameterGroupName": Key("name")},
        items="DBParameterGroups",
        absent=("DBParameterGroupNotFound",),
    ),
    add={
        "settings": Call(
            "rds",
            "DescribeDBParameters",
            {"DBParameterGroupName": "DBParameterGroupName"},
            items="Parameters",
            absent=("DBParameterGroupNotFound",),
        ),
        "tagging": Call("rds", "ListTagsForResource", {"ResourceName": "DBParameterGroupArn"}, absent=GONE),
    },
    columns={
        "name": text("DBParameterGroupName"),
        "arn": text("DBParameterGroupArn"),
        "db_parameter_group_family": text(about="The engine and version that the parameters are of."),
        "description": text(),
        "parameters": jsonb(
            "settings", about="The parameters of the group, each with its value and where that comes from."
        ),
        "tags_src": jsonb("tagging.TagList", about="The tags as AWS lists them."),
        "tags": tags("tagging.TagList"),
        "title": text("DBParameterGroupName"),
        "akas": akas("DBParameterGroupArn"),
    },
)

db_proxy = Table(
    "aws_rds_db_proxy",
    "A proxy that pools connections to RDS databases.",
    rows=(Call("rds", "DescribeDBProxies", items="DBProxies", absent=("InvalidAction",)),),
    get=Call(
        "rds",
        "DescribeDBProxies",
        {"DBProxyName": Key("db_proxy_name")},
        items="DBProxies",
        absent=("DBProxyNotFoundFault", "InvalidAction"),
    ),
    add={"tagging": Call("rds", "ListTagsForResource", {"ResourceName": "DBProxyArn"}, absent=GONE)},
    columns={
        "db_proxy_name": text(),
        "db_proxy_arn": text(),
        "auth": jsonb(about="How clients sign in, and the secrets that hold the database's logins."),
        "created_date": timestamptz(),
        "debug_logging": boolean(about="Whether the text of statements is logged."),
        "endpoint": text(about="Where clients connect."),
        "engine_family": text(),
        "idle_client_timeout": bigint(about="Seconds after which an idle client is cut off."),
        "require_tls": boolean(about="Whether clients must use TLS."),
        "role_arn": text(about="The IAM role it acts as."),
        "status": text(about="Its state in its life."),
        "updated_date": timestamptz(),
        "vpc_id": text(about="The VPC it is in."),
        "vpc_security_group_ids": jsonb(),
        "vpc_subnet_ids": jsonb(),
        "tags": tags("tagging.TagList"),
        "title": text("DBProxyName"),
        "akas": akas("DBProxyArn"),
    },
)

db_snapshot = Table(
    "aws_rds_db_snapshot",
    "A snapshot of an RDS database instance.",
    rows=(
        Call(
            "rds",
            "DescribeDBSnapshots",
            {
                "DBInstanceIdentifier": Key("db_instance_identifier"),
                "DbiResourceId": Key("dbi_resource_id"),
                "SnapshotType": Key("type"),
            },
            items="DBSnapshots",
            keep=is_relational,
            absent=("DBSnapshotNotFound",),
        ),
    ),
    get=Call(
        "rds",
        "DescribeDBSnapshots",
        {"DBSnapshotIdentifier": Key("db_snapshot_identifier")},
        items="DBSnapshots",
        keep=is_relational,
        absent=("DBSnapshotNotFound",),
    ),
    add={
        "sharing": Call(
            "rds",
            "DescribeDBSnapshotAttributes",
            {"DBSnapshotIdentifier": "DBSnapshotIdentifier"},
            items="DBSnapshotAttributesResult",
            absent=("DBSnapshotNotFound",),
        )
    },
    columns={
        "db_snapshot_identifier": text(),
        "arn": text("DBSnapshotArn"),
        "type": text("SnapshotType", about="Who made it: manual, automated, shared, public or awsbackup."),
        "status": text(about="Its state in its life."),
        "allocated_storage": bigint(),
        "availability_zone": text(),
        "create_time": timestamptz("SnapshotCreateTime", about="When the snapshot was made."),
        "db_instance_identifier": text(about="The name of the instance, unique in the account and region."),
        "db_snapshot_attributes": jsonb(
            "sharing.DBSnapshotAttributes",
            about="Who may restore it: attribute restore lists account ids, or all when it is public.",
        ),
        "db_system_id": text(about="The Oracle system id."),
        "dbi_resource_id": text(about="The instance's id that never changes and is never used again."),
        "dedicated_log_volume": boolean(),
        "encrypted": boolean(about="Whether its storage is encrypted at rest."),
        "engine": text(about="The database engine."),
        "engine_version": text(),
        "iam_database_authentication_enabled": boolean(about="Whether IAM identities can sign in to the database."),
        "instance_create_time": timestamptz(),
        "iops": bigint(),
        "kms_key_id": text(about="The KMS key that encrypts it; null where none does."),
        "license_model": text(),
        "master_user_name": text(about="The name of the administrator's login."),
        "multi_tenant": boolean(),
        "option_group_name": text(),
        "percent_progress": bigint(about="How much of the work in progress is done, in percent."),
        "port": bigint(about="The port that clients connect to."),
        "processor_features": jsonb(),
        "snapshot_database_time": timestamptz(about="The moment of the database's time that it holds."),
        "snapshot_target": text(about="Where it is stored: the region or an Outpost."),
        "source_db_snapshot_identifier": text(),
        "source_region": text(),
        "storage_type": text(about="The kind of storage."),
        "tde_credential_arn": text(),
        "timezone": text(),
        "vpc_id": text(about="The VPC it is in."),
        "tags_src": jsonb("TagList", about="The tags as AWS lists them."),
        "tags": tags("TagList"),
        "title": text("DBSnapshotIdentifier"),
        "akas": akas("DBSnapshotArn"),
    },
)

db_subnet_group = Table(
    "aws_rds_db_subnet_group",
    "A group of subnets that databases can be placed in.",
    rows=(Call("rds", "DescribeDBSubnetGroups", items="DBSubnetGroups"),),
    get=Call(
        "rds",
        "DescribeDBSubnetGroups",
        {"DBSubnetGroupName": Key("name")},
        items="DBSubnetGroups",
        absent=("DBSubnetGroupNotFoundFault",),
    ),
    add={"tagging": Call("rds", "ListTagsForResource", {"ResourceName": "DBSubnetGroupArn"}, absent=GONE)},
    columns={
        "name": text("DBSubnetGroupName"),
        "arn": text("DBSubnetGroupArn"),
        "description": text("DBSubnetGroupDescription"),
        "status": text("SubnetGroupStatus", about="Its state in its life."),
        "subnets": jsonb(about="The subnets, each with its zone and status."),
        "vpc_id": text(about="The VPC it is in."),
        "tags_src": jsonb("tagging.TagList", about="The tags as AWS lists them."),
        "tags": tags("tagging.TagList"),
        "title": text("DBSubnetGroupName"),
        "akas": akas("DBSubnetGroupArn"),
    },
)


TABLES = (
    db_event_subscription,
    db_option_group,
    db_parameter_group,
    db_proxy,
    db_snapshot,
    db_subnet_group,
)
