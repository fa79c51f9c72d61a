"""Amazon CloudWatch Logs."""

from steelyard.aws.declare import Call, Key, Table, akas, text, timestamptz
from steelyard.aws.tables._values import from_millis

GONE = ("ResourceNotFoundException",)

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

TABLES = (metric_filter,)
