from typing import Any

import pytest

from steelyard.aws.compile import bind
from steelyard.aws.tables._ec2 import arn, filled_name_or_id, filters, name_or_id, name_tag, tag_value
from steelyard.aws.tables._ec2_launching import decoded
from steelyard.aws.tables._ec2_load_balancers import (
    attribute_map,
    is_application,
    is_gateway,
    is_network,
    listener_title,
)
from steelyard.aws.tables.ec2 import (
    image_title,
    modifications_of,
    owner_name,
    owner_or_self,
    state_changed,
)

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


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("IyEvYmluL3No", "#!/bin/sh"),
        ("IyEvYmlu\nL3No\n", "#!/bin/sh"),
        ("H4sIAA==", "H4sIAA=="),  # gzip's first bytes are no UTF-8
        ("not base64!", "not base64!"),
        ("", None),
        (None, None),
    ],
)
def test_user_data_is_decoded_where_it_is_text(data: str | None, text: str | None) -> None:
    assert decoded(data) == text


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


def test_for_some_an_empty_name_is_none() -> None:
    assert filled_name_or_id(TAGS, "fs-1") == "web-1"
    assert filled_name_or_id([{"Key": "Name", "Value": ""}], "fs-1") == "fs-1"
    assert filled_name_or_id(None, "fs-1") == "fs-1"


def test_an_arn_is_a_template() -> None:
    assert arn("vpc", "VpcId", "OwnerId") == "arn:{partition}:ec2:{region}:{OwnerId}:vpc/{VpcId}"


def test_an_image_is_called_by_its_name_or_id() -> None:
    assert image_title("base", "ami-1") == "base"
    assert image_title(None, "ami-1") == "ami-1"


def test_owners_of_images() -> None:
    assert owner_or_self(None) == "self"
    assert owner_or_self("amazon") == "amazon"
    assert owner_name("amazon", "1", "2") == "amazon"
    assert owner_name(None, "1", "1") == "self"
    assert owner_name(None, "1", "2") == "1"


def test_the_modifications_of_one_reservation() -> None:
    first: dict[str, Any] = {"ReservedInstancesIds": [{"ReservedInstancesId": "a"}, {"ReservedInstancesId": "b"}]}
    other: dict[str, Any] = {"ReservedInstancesIds": None}
    assert modifications_of("b", [first, other]) == [first]
    assert modifications_of("c", [first, other]) == []


def test_kinds_of_load_balancers() -> None:
    kinds = [{"Type": "application"}, {"Type": "network"}, {"Type": "gateway"}, {}]
    assert [is_application(kind) for kind in kinds] == [True, False, False, False]
    assert [is_network(kind) for kind in kinds] == [False, True, False, False]
    assert [is_gateway(kind) for kind in kinds] == [False, False, True, False]


def test_a_listener_is_called_after_its_load_balancer() -> None:
    assert listener_title("arn:aws:elasticloadbalancing:x:1:listener/app/web/50dc/f2f7") == "web-f2f7"
    assert listener_title("arn:aws:elasticloadbalancing:x:1:listener/odd") == "odd"


def test_attributes_as_a_map() -> None:
    pairs: list[dict[str, Any]] = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": None}]
    assert attribute_map(pairs) == {"a": "1"}
    assert attribute_map(None) is None


def test_a_constant_in_the_query_becomes_a_filter() -> None:
    declared = filters({"vpc_id": "vpc-id", "state": "state"}, {"is_default": "default"})
    some = bind(declared, (), {"vpc_id": "vpc-1", "is_default": True})
    assert some is not None
    assert some({}) == [{"Name": "vpc-id", "Values": ["vpc-1"]}, {"Name": "default", "Values": ["true"]}]
    assert bind(declared, (), {}) is None
