"""Functions of the tables of CloudWatch Logs."""

from steelyard.aws.tables.cloudwatch_log import order_or_name, plain_arn


def test_tags_are_asked_of_the_arn_without_its_end() -> None:
    assert plain_arn("arn:aws:logs:eu-west-1:111122223333:log-group:app:*") == (
        "arn:aws:logs:eu-west-1:111122223333:log-group:app"
    )
    assert plain_arn("arn:aws:logs:eu-west-1:111122223333:log-group:app") == (
        "arn:aws:logs:eu-west-1:111122223333:log-group:app"
    )
    assert plain_arn(None) is None


def test_streams_come_by_name_where_no_order_is_asked_for() -> None:
    assert order_or_name(None) == "LogStreamName"
    assert order_or_name("LastEventTime") == "LastEventTime"
