"""Amazon CloudWatch: alarms. Its logs are in `cloudwatch_log`."""

from steelyard.aws.declare import Call, Key, Table, Value, akas, bigint, boolean, double, jsonb, tags, text, timestamptz

alarm = Table(
    "aws_cloudwatch_alarm",
    "An alarm on a metric.",
    rows=(
        Call(
            "cloudwatch",
            "DescribeAlarms",
            {"AlarmNames": [Key("name")], "StateValue": Key("state_value"), "MaxRecords": Value(100)},
            items="MetricAlarms",
        ),
    ),
    add={
        "tagging": Call(
            "cloudwatch",
            "ListTagsForResource",
            {"ResourceARN": "AlarmArn"},
            items="Tags",
            absent=("ResourceNotFoundException",),
        ),
    },
    columns={
        "name": text("AlarmName"),
        "arn": text("AlarmArn"),
        "state_value": text(about="OK, ALARM or INSUFFICIENT_DATA."),
        "evaluation_state": text(about="PARTIAL_DATA where not all the data could be evaluated."),
        "actions_enabled": boolean(about="Whether a change of state makes the alarm act."),
        "alarm_configuration_updated_timestamp": timestamptz(),
        "alarm_description": text(),
        "comparison_operator": text(),
        "datapoints_to_alarm": bigint(about="How many of the evaluated periods must breach."),
        "evaluate_low_sample_count_percentile": text(),
        "evaluation_periods": bigint(),
        "extended_statistic": text(about="The percentile, where the alarm watches one."),
        "metric_name": text(),
        "namespace": text(),
        "period": bigint(about="The length of a period in seconds."),
        "state_reason": text(),
        "state_reason_data": text(about="The reason of the state as JSON text."),
        "state_updated_timestamp": timestamptz(),
        "state_transitioned_timestamp": timestamptz(about="When the state's value last changed."),
        "statistic": text(about="The statistic, where the alarm watches none that is a percentile."),
        "threshold": double(),
        "threshold_metric_id": text(about="The anomaly band that is the threshold, where it is one."),
        "treat_missing_data": text(),
        "unit": text(),
        "alarm_actions": jsonb(about="The ARNs of what is told when the alarm goes off."),
        "dimensions": jsonb(),
        "insufficient_data_actions": jsonb(),
        "metrics": jsonb(about="The metrics and expressions, where the alarm watches more than one."),
        "ok_actions": jsonb("OKActions"),
        "tags_src": jsonb("tagging"),
        "title": text("AlarmName"),
        "tags": tags("tagging"),
        "akas": akas("AlarmArn"),
    },
)

TABLES = (alarm,)
