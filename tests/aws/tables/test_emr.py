"""The functions of EMR's tables."""

from steelyard.aws.tables.emr import encryption_of, metadata_service_of, name_or_id, nothing

CONFIGURATION = (
    '{"EncryptionConfiguration": {"EnableAtRestEncryption": true},'
    ' "InstanceMetadataServiceConfiguration": {"MinimumInstanceMetadataServiceVersion": 2}}'
)


def test_parts_of_a_security_configuration() -> None:
    assert encryption_of(CONFIGURATION) == {"EnableAtRestEncryption": True}
    assert metadata_service_of(CONFIGURATION) == {"MinimumInstanceMetadataServiceVersion": 2}


def test_parts_that_are_not_there() -> None:
    assert encryption_of("{}") is None
    assert metadata_service_of(None) is None
    assert encryption_of("not JSON") is None


def test_name_or_id() -> None:
    assert name_or_id("core", "ig-1") == "core"
    assert name_or_id("", "ig-1") == "ig-1"
    assert name_or_id(None, "ig-1") == "ig-1"


def test_nothing_whatever_the_item() -> None:
    assert nothing({"Classification": "x"}) is None
