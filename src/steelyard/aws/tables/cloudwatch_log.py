"""Amazon CloudWatch Logs."""

from __future__ import annotations

from steelyard.aws.declare import Call, Computed, Key, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.policy import policy_json, policy_std
from steelyard.aws.tables._values import from_millis, is_true, parsed

GONE = ("ResourceNotFoundException",)


def plain_arn(arn: str | None) -> str | None:
    """A log group's ARN without the ``:*`` that stands for its streams."""
    return None if arn is None else arn.removesuffix(":*")


log_group = Table(
    "aws_cloudwatch_log_group",
    "A log group: a named set of log streams with common retention and encryption.",
    rows=(Call("logs", "DescribeLogGroups", {"logGroupNamePrefix": Key("name")}, items="logGroups"),),
    add={
        "protection": Call("logs", "GetDataProtectionPolicy", {"logGroupIdentifier": "logGroupName"}, absent=GONE),
        "tagging": Call(
            "logs", "ListTagsForResource", {"resourceArn": Computed(plain_arn, ("arn",))}, items="tags", absent=GONE
        ),
    },
    columns={
        "name": text("logGroupName"),
        "arn": text("arn", about="The ARN with :* at its end, as policies name it."),
        "log_group_arn": text(about="The ARN without :* at its end."),
        "log_group_class": text(),
        "creation_time": timestamptz("creationTime", via=from_millis),
        "kms_key_id": text(about="The key that encrypts the events; null where the service's own does."),
        "metric_filter_count": bigint(),
        "retention_in_days": bigint(about="How long events are kept; null where they never expire."),
        "stored_bytes": bigint(),
        "data_protection_status": text(about="Whether the group has a data protection policy, or had one."),
        "inherited_properties": jsonb(about="What the group has from the account, such as data protection."),
        "data_protection": jsonb("protection", about="The data protection policy and when it changed."),
        "data_protection_policy": jsonb("protection.policyDocument", via=parsed),
        "title": text("logGroupName"),
        "tags": tags("tagging"),
        "akas": akas("arn"),
    },
)

metric_filter = Table(
    "aws_cloudwatch_log_metric_filter",
    "A filter that makes a metric of matching log events.",
    # AWS takes metric name and namespace only together, so they are left to the query.
    rows=(
        Call(
            "logs",
            "DescribeMetricFilters",
            {"logGroupName": Key("log_group_name"), "filterNamePrefix": Key("name")},
            items="metricFilters",
            absent=GONE,
        ),
    ),
    columns={
        "name": text("filterName"),
        "log_group_name": text(),
        "creation_time": timestamptz("creationTime", via=from_millis),
        "filter_pattern": text(about="Which events match."),
        "metric_transformation_name": text(
            "metricTransformations[0].metricName", about="The metric that matching events are counted in."
        ),
        "metric_transformation_namespace": text("metricTransformations[0].metricNamespace"),
        "metric_transformation_value": text(
            "metricTransformations[0].metricValue", about="What a matching event adds to the metric."
        ),
        "title": text("filterName"),
        "akas": akas("arn:{partition}:logs:{region}:{account_id}:log-group:{logGroupName}:metric-filter:{filterName}"),
    },
)


def order_or_name(order: str | None) -> str:
    """The order that the query asks for; without one, by name."""
    return order or "LogStreamName"


GROUPS = Call(
    "logs", "DescribeLogGroups", {"logGroupNamePrefix": Key("log_group_name")}, items="logGroups", name="group"
)

resource_policy = Table(
    "aws_cloudwatch_log_resource_policy",
    "A policy by which AWS services may write to log groups.",
    rows=(Call("logs", "DescribeResourcePolicies", items="resourcePolicies"),),
    columns={
        "policy_name": text(),
        "last_updated_time": timestamptz("lastUpdatedTime", via=from_millis),
        "policy": jsonb("policyDocument", via=policy_json),
        "policy_std": jsonb("policyDocument", via=policy_std, about="The policy in canonical form."),
        "title": text("policyName"),
    },
)

log_stream = Table(
    "aws_cloudwatch_log_stream",
    "A log stream: the events of one source in a log group.",
    rows=(
        GROUPS,
        Call(
            "logs",
            "DescribeLogStreams",
            {
                "logGroupName": "group.logGroupName",
                "logStreamNamePrefix": Key("log_stream_name_prefix"),
                "orderBy": Key("order_by"),
                "descending": Key("descending", {"true": True, "false": False}),
            },
            items="logStreams",
            absent=GONE,
        ),
    ),
    columns={
        "name": text("logStreamName"),
        "arn": text("arn"),
        "log_group_name": text("group.logGroupName"),
        "log_stream_name_prefix": text("where.log_stream_name_prefix", about="The prefix that the query asks for."),
        "descending": boolean("where.descending", via=is_true, about="Whether the query asks for the last ones first."),
        "order_by": text(
            "where.order_by", via=order_or_name, about="LogStreamName, or LastEventTime if a query asks so."
        ),
        "creation_time": timestamptz("creationTime", via=from_millis),
        "first_event_timestamp": timestamptz("firstEventTimestamp", via=from_millis),
        "last_event_timestamp": timestamptz(
            "lastEventTimestamp", via=from_millis, about="The last event's time, which AWS may know an hour late."
        ),
        "last_ingestion_time": timestamptz("lastIngestionTime", via=from_millis),
        "upload_sequence_token": text("uploadSequenceToken"),
        "title": text("logStreamName"),
        "akas": akas("arn"),
    },
)

subscription_filter = Table(
    "aws_cloudwatch_log_subscription_filter",
    "A filter that sends matching log events on to a stream or function.",
    rows=(
        GROUPS,
        Call(
            "logs",
            "DescribeSubscriptionFilters",
            {"logGroupName": "group.logGroupName", "filterNamePrefix": Key("name")},
            items="subscriptionFilters",
            # Log groups of the class for infrequent access cannot have any.
            absent=(*GONE, "ValidationException"),
        ),
    ),
    columns={
        "name": text("filterName"),
        "log_group_name": text(),
        "creation_time": timestamptz("creationTime", via=from_millis),
        "destination_arn": text(about="Where matching events go."),
        "distribution": text(about="Whether events are grouped by log stream, or spread at random."),
        "filter_pattern": text(about="Which events match."),
        "role_arn": text(about="The role by which CloudWatch Logs delivers events."),
        "title": text("filterName"),
        "akas": akas(
            "arn:{partition}:logs:{region}:{account_id}:log-group:{logGroupName}:subscription-filter:{filterName}"
        ),
    },
)

TABLES = (log_group, log_stream, metric_filter, resource_policy, subscription_filter)
