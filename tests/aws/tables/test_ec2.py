from steelyard.aws.tables._ec2 import arn, name_or_id, name_tag, tag_value
from steelyard.aws.tables.ec2 import decoded, state_changed

TAGS = [{"Key": "Team", "Value": "blue"}, {"Key": "Name", "Value": "web-1"}]


def test_a_stopped_instance_changed_when_its_reason_says() -> None:
    reason = "User initiated (2023-05-04 10:11:12 GMT)"
    assert state_changed({"Name": "stopped"}, reason, "2020-01-01T00:00:00Z") == "2023-05-04T10:11:12Z"


def test_a_running_instance_changed_when_it_was_launched() -> None:
    reason = "User initiated (2023-05-04 10:11:12 GMT)"
    assert state_changed({"Name": "running"}, reason, "2020-01-01T00:00:00Z") == "2020-01-01T00:00:00Z"


def test_a_reason_without_a_time_leaves_the_launch() -> None:
    assert state_changed({"Name": "terminated"}, "Server.SpotInstanceTermination", "2020-01-01T00:00:00Z") == (
        "2020-01-01T00:00:00Z"
    )
    assert state_changed(None, None, None) is None


def test_user_data_is_decoded_where_it_is_text() -> None:
    assert decoded("IyEvYmluL3No") == "#!/bin/sh"
    assert decoded("H4sIAA==") == "H4sIAA=="  # gzip's first bytes are no UTF-8
    assert decoded("not base64!") == "not base64!"
    assert decoded(None) is None


def test_a_tag_by_its_key() -> None:
    assert tag_value(TAGS, "Team") == "blue"
    assert tag_value(TAGS, "team") is None
    assert tag_value(None, "Team") is None


def test_the_name_tag_is_the_title_even_if_empty() -> None:
    assert name_tag(TAGS) == "web-1"
    assert name_or_id(TAGS, "i-1") == "web-1"
    assert name_or_id([{"Key": "Name", "Value": ""}], "i-1") == ""
    assert name_or_id([], "i-1") == "i-1"
    assert name_or_id(None, None) is None


def test_an_arn_is_a_template() -> None:
    assert arn("vpc", "VpcId", "OwnerId") == "arn:{partition}:ec2:{region}:{OwnerId}:vpc/{VpcId}"
