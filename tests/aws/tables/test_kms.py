"""Functions of KMS's tables."""

from steelyard.aws.tables.kms import has_target, key_title, listed_key


def test_a_key_is_called_by_its_first_alias_else_by_its_id() -> None:
    assert key_title([{"AliasName": "alias/one"}, {"AliasName": "alias/two"}], "1234") == "alias/one"
    assert key_title([], "1234") == "1234"
    assert key_title(None, "1234") == "1234"


def test_a_described_key_looks_like_a_listed_one() -> None:
    assert listed_key({"KeyMetadata": {"KeyId": "1", "Arn": "arn", "Enabled": True}}) == [
        {"KeyId": "1", "KeyArn": "arn"}
    ]


def test_aliases_of_no_key_do_not_count() -> None:
    assert has_target({"AliasName": "alias/aws/s3", "TargetKeyId": "1"})
    assert not has_target({"AliasName": "alias/aws/redshift"})
