"""Functions of IAM's tables."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from steelyard.aws.tables.iam import assignment_status, inline_policies, inline_policies_std, of_aws
from steelyard.aws.tables.iam_credential_report import report_rows

DOCUMENT = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"S3:Get*","Resource":"*"}}'
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
HEADER = (
    "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,"
    "mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,"
    "access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,"
    "access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,"
    "cert_1_last_rotated,cert_2_active,cert_2_last_rotated"
)
ROOT = (
    "<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00+00:00,not_supported,2024-05-01T10:00:00+00:00,"
    "not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A"
)
KEYS_ONLY = (
    "robot,arn:aws:iam::111122223333:user/robot,2021-01-01T00:00:00+00:00,false,N/A,N/A,N/A,false,true,"
    "2021-01-02T00:00:00+00:00,2024-01-01T00:00:00+00:00,eu-west-1,s3,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A"
)
NEVER_IN = (
    "new,arn:aws:iam::111122223333:user/new,2021-01-01T00:00:00+00:00,true,no_information,2021-01-01T00:00:00+00:00,"
    "N/A,false,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A"
)


def test_inline_policies_are_parsed_from_iams_encoding() -> None:
    policies = [{"PolicyName": "one", "PolicyDocument": quote(DOCUMENT)}]
    (plain,) = inline_policies(policies) or []
    assert plain["PolicyName"] == "one"
    assert plain["PolicyDocument"]["Statement"]["Action"] == "S3:Get*"
    (std,) = inline_policies_std(policies) or []
    assert std["PolicyName"] == "one"
    assert std["PolicyDocument"]["Statement"] == [{"Effect": "Allow", "Action": ["s3:get*"], "Resource": ["*"]}]


@pytest.mark.parametrize("none", [None, []])
def test_no_inline_policies_are_null(none: list[dict[str, object]] | None) -> None:
    assert inline_policies(none) is None
    assert inline_policies_std(none) is None


def test_a_device_without_a_user_is_unassigned() -> None:
    assert assignment_status({"UserName": "anne", "Path": None}) == "Assigned"
    assert assignment_status({"UserName": None, "Path": None}) == "Unassigned"
    assert assignment_status(None) == "Unassigned"


def test_policies_that_aws_provides_are_in_no_account() -> None:
    assert of_aws(READ_ONLY)
    assert of_aws("arn:aws-us-gov:iam::aws:policy/job-function/Billing")
    assert not of_aws("arn:aws:iam::111122223333:policy/aws")


def report(*lines: str) -> list[dict[str, object]]:
    content = "\n".join([HEADER, *lines]).encode()
    return list(report_rows({"Content": content, "GeneratedTime": datetime(2024, 5, 2, tzinfo=UTC)}))


def test_the_root_user_has_a_password_that_the_report_does_not_speak_of() -> None:
    (row,) = report(ROOT)
    assert row["user_name"] == "<root_account>"
    assert row["user_arn"] == "arn:aws:iam::111122223333:root"
    assert row["password_enabled"] is True
    assert row["password_status"] == "used"
    assert row["password_last_changed"] is None
    assert row["mfa_active"] == "true"
    assert row["generated_time"] == datetime(2024, 5, 2, tzinfo=UTC)


def test_words_for_nothing_are_null() -> None:
    keys_only, never_in = report(KEYS_ONLY, NEVER_IN)
    assert keys_only["password_enabled"] is False
    assert keys_only["password_status"] == "not_set"
    assert keys_only["password_last_used"] is None
    assert keys_only["access_key_1_last_used_region"] == "eu-west-1"
    assert keys_only["access_key_2_last_rotated"] is None
    assert never_in["password_enabled"] is True
    assert never_in["password_status"] == "never_used"
    assert never_in["password_last_used"] is None
