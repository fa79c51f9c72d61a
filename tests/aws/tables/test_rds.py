"""The functions of RDS's tables."""

import pytest

from steelyard.aws.tables.rds import utc_time
from steelyard.aws.tables.rds_db_cluster import null_values_if_none
from steelyard.aws.tables.rds_db_instance import is_relational, processor_features


@pytest.mark.parametrize(
    ("engine", "expected"), [("postgres", True), ("db2-se", True), ("docdb", False), ("neptune", False)]
)
def test_is_relational(engine: str, expected: bool) -> None:
    assert is_relational({"Engine": engine}) is expected


OPTION = {
    "StorageType": "gp3",
    "AvailabilityZones": [{"Name": "eu-west-1a"}, {"Name": "eu-west-1b"}],
    "AvailableProcessorFeatures": [{"Name": "coreCount", "DefaultValue": "2", "AllowedValues": "1,2"}],
}


def test_processor_features_are_the_instances_own_where_set() -> None:
    own = [{"Name": "coreCount", "Value": "1"}]
    assert processor_features(own, [OPTION], "gp3", "eu-west-1a") == own


def test_processor_features_are_else_the_defaults_of_what_fits() -> None:
    other = {**OPTION, "StorageType": "io1", "AvailableProcessorFeatures": None}
    expected = [{"Name": "coreCount", "Value": "2"}]
    assert processor_features(None, [other, OPTION], "gp3", "eu-west-1b") == expected
    assert processor_features(None, [other, OPTION], "io1", "eu-west-1b") is None
    assert processor_features([], [other, OPTION], "gp3", "eu-west-1c") is None
    assert processor_features(None, None, "gp3", "eu-west-1a") is None


def test_null_values_if_none() -> None:
    attributes = [
        {"AttributeName": "restore", "AttributeValues": ["all"]},
        {"AttributeName": "restore", "AttributeValues": []},
    ]
    assert null_values_if_none(attributes) == [
        {"AttributeName": "restore", "AttributeValues": ["all"]},
        {"AttributeName": "restore", "AttributeValues": None},
    ]
    assert null_values_if_none(None) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-05-04 13:06:29.71", "2021-05-04T13:06:29.71Z"),
        ("2021-05-04T13:06:29Z", "2021-05-04T13:06:29Z"),
        ("", ""),
        (None, None),
    ],
)
def test_utc_time(text: str | None, expected: str | None) -> None:
    assert utc_time(text) == expected
