"""CIS AWS v4.0.0, 3.2, 3.4 and 3.5: what becomes of a trail's log files."""

from __future__ import annotations

from typing import Any

import pytest

from .judge import Case, check, each, judge

ARCHIVE = "222222222222"
BUCKET = "arn:aws:s3:::trail-logs"
KEY = "arn:aws:kms:us-east-1:111111111111:key/1"
TARGET = {"TargetBucket": "access-logs", "TargetPrefix": "", "TargetGrants": None, "TargetObjectKeyFormat": None}


def trail(name: str = "main", **columns: Any) -> dict[str, Any]:
    row = {
        "name": name,
        "arn": f"arn:aws:cloudtrail:us-east-1:111111111111:trail/{name}",
        "home_region": "us-east-1",
        "s3_bucket_name": "trail-logs",
        "is_logging": True,
    }
    return {**row, **columns}


def trails(label: str, why: str, statuses: str, *rows: dict[str, Any], **tables: list[dict[str, Any]]) -> Case:
    """``statuses`` are those of the rows by resource, apart by blanks."""
    return Case(label, why, {"aws_cloudtrail_trail": rows, **tables}, tuple(statuses.split()))


ON: dict[str, Any] = {"log_file_validation_enabled": True}
OFF: dict[str, Any] = {"log_file_validation_enabled": False}

VALIDATION = [
    trails("on", "Digests are written.", "ok", trail(**ON)),
    trails("off", "No digest is written.", "alarm", trail(**OFF)),
    trails("unknown", "Nothing shows that it is on.", "alarm", trail()),
    trails("off, stopped", "CIS asks it of each trail.", "alarm", trail(**OFF, is_logging=False)),
    trails("on beside off", "Each trail has a verdict of its own.", "ok alarm", trail("a", **ON), trail("b", **OFF)),
    trails("seen from two regions", "It is one trail.", "ok", trail(**ON), trail(**ON, region="eu-west-1")),
    trails("no trail", "There is nothing to judge; 3.1 fails.", ""),
]


def bucket(**columns: Any) -> list[dict[str, Any]]:
    return [{"name": "trail-logs", "arn": BUCKET, "logging": None, **columns}]


LOGGED = bucket(logging=TARGET)

ACCESS = [
    trails("logged", "Access goes to another bucket.", "ok", trail(), aws_s3_bucket=LOGGED),
    trails("not logged", "Nobody sees who reads the trail.", "alarm", trail(), aws_s3_bucket=bucket()),
    trails("bucket not visible", "It may be in another account: look there.", "info", trail(), aws_s3_bucket=[]),
    trails(
        "another bucket logged",
        "It is not the trail's.",
        "alarm",
        trail(),
        aws_s3_bucket=[*bucket(), {"name": "other", "arn": "arn:aws:s3:::other", "logging": TARGET}],
    ),
    trails(
        "bucket of another account, read too",
        "A bucket's name is its own in the partition.",
        "ok",
        trail(),
        aws_s3_bucket=bucket(logging=TARGET, account_id=ARCHIVE),
    ),
    trails(
        "two trails, one bucket", "The bucket has one verdict.", "alarm", trail("a"), trail("b"), aws_s3_bucket=bucket()
    ),
    trails(
        "stopped trail", "Its bucket still holds the logs.", "alarm", trail(is_logging=False), aws_s3_bucket=bucket()
    ),
    trails(
        "two buckets",
        "Each has a verdict of its own.",
        "alarm ok",
        trail("a"),
        trail("b", s3_bucket_name="a-logs"),
        aws_s3_bucket=[*LOGGED, {"name": "a-logs", "arn": "arn:aws:s3:::a-logs"}],
    ),
    trails(
        "same name in another partition",
        "It is another bucket.",
        "info",
        trail(),
        aws_s3_bucket=bucket(logging=TARGET, partition="aws-cn"),
    ),
]


def key(**columns: Any) -> list[dict[str, Any]]:
    return [{"id": "1", "arn": KEY, "key_manager": "CUSTOMER", "key_state": "Enabled", **columns}]


ENCRYPTED = trail(kms_key_id=KEY)

ENCRYPTION = [
    trails("key of the account", "Log files are encrypted with it.", "ok", ENCRYPTED, aws_kms_key=key()),
    trails("no key", "S3's own encryption is not what CIS asks for.", "alarm", trail(), aws_kms_key=key()),
    trails("empty key", "That is none.", "alarm", trail(kms_key_id=""), aws_kms_key=[]),
    trails("key of another account", "It is a customer's key, not visible from here.", "ok", ENCRYPTED),
    trails("AWS's key", "It is no key of the customer's.", "alarm", ENCRYPTED, aws_kms_key=key(key_manager="AWS")),
    trails("disabled key", "It encrypts nothing.", "alarm", ENCRYPTED, aws_kms_key=key(key_state="Disabled")),
    trails(
        "key to be deleted", "It encrypts nothing.", "alarm", ENCRYPTED, aws_kms_key=key(key_state="PendingDeletion")
    ),
    trails("encrypted beside not", "Each trail has its own.", "ok alarm", ENCRYPTED, trail("other"), aws_kms_key=key()),
    trails("seen from two regions", "It is one trail.", "alarm", trail(), trail(region="eu-west-1")),
]

CASES = {"cis_v400_3_2": VALIDATION, "cis_v400_3_4": ACCESS, "cis_v400_3_5": ENCRYPTION}


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    check(name, case, ("region", "account_id"))


def test_the_bucket_is_at_fault_in_its_own_account_and_region() -> None:
    buckets = bucket(account_id=ARCHIVE, region="eu-west-1")
    (row,) = judge("cis_v400_3_4", {"aws_cloudtrail_trail": [trail()], "aws_s3_bucket": buckets})
    assert row.resource == BUCKET
    assert dict(row.dimensions) == {"region": "eu-west-1", "account_id": ARCHIVE}
    assert row.reason == "Access to trail-logs, the bucket of the trail main, is not logged."
