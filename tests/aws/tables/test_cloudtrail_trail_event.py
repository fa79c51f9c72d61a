"""Functions of the table of CloudTrail's events."""

from steelyard.aws.tables.cloudtrail_trail_event import trail_events, user_identifier


def test_messages_are_parsed_and_what_is_no_event_is_null() -> None:
    known, other, number = trail_events(
        {
            "events": [
                {"logStreamName": "s", "timestamp": 1, "message": '{"eventName":"CreateUser"}\n'},
                {"logStreamName": "s", "timestamp": 2, "message": "plain text"},
                {"logStreamName": "s", "timestamp": 3, "message": "17"},
            ]
        }
    )
    assert known["event"] == {"eventName": "CreateUser"}
    assert (known["logStreamName"], known["timestamp"]) == ("s", 1)
    assert other["event"] is None
    assert number["event"] is None


def test_a_user_is_known_by_arn_or_by_the_role_of_the_session() -> None:
    issuer = {"sessionIssuer": {"arn": "role-arn", "principalId": "AROA"}}
    assert user_identifier({"arn": "user-arn", "sessionContext": issuer}) == "user-arn"
    assert user_identifier({"sessionContext": issuer}) == "role-arn"
    assert user_identifier({"sessionContext": {"sessionIssuer": {"principalId": "AROA"}}}) == "AROA"
    assert user_identifier({"type": "AWSService"}) is None
    assert user_identifier(None) is None
