"""Amazon CloudWatch Logs."""

from __future__ import annotations

from steelyard.aws.declare import Call, Computed, Key, Table, akas, bigint, jsonb, tags, text, timestamptz
from steelyard.aws.tables._values import from_millis, parsed

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

TABLES = (log_group, metric_filter)
