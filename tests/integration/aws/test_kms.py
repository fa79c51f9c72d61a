"""Tables of KMS, over HTTP."""

from __future__ import annotations

import json

from ..conftest import ACCOUNT, Account
from .expecting import expect

POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
            "Action": "kms:*",
            "Resource": "*",
        }
    ],
}


def test_keys(account: Account) -> None:
    kms = account.client("kms", "eu-west-1")
    key = kms.create_key(
        Description="data",
        KeyUsage="ENCRYPT_DECRYPT",
        KeySpec="SYMMETRIC_DEFAULT",
        Policy=json.dumps(POLICY),
        Tags=[{"TagKey": "team", "TagValue": "a"}],
    )["KeyMetadata"]
    kms.enable_key_rotation(KeyId=key["KeyId"])
    kms.create_alias(AliasName="alias/data", TargetKeyId=key["KeyId"])
    signing = kms.create_key(KeyUsage="SIGN_VERIFY", KeySpec="RSA_2048")["KeyMetadata"]
    kms.schedule_key_deletion(KeyId=signing["KeyId"], PendingWindowInDays=7)

    rows = {row["id"]: row for row in account.query("select * from aws_kms_key where region = 'eu-west-1'")}
    assert set(rows) == {key["KeyId"], signing["KeyId"]}
    row = rows[key["KeyId"]]
    expect(
        row,
        arn=key["Arn"],
        akas=[key["Arn"]],
        title="alias/data",
        description="data",
        enabled=True,
        key_manager="CUSTOMER",
        key_state="Enabled",
        key_usage="ENCRYPT_DECRYPT",
        key_rotation_enabled=True,
        origin="AWS_KMS",
        aws_account_id=ACCOUNT,
        policy=POLICY,
        tags={"team": "a"},
        tags_src=[{"TagKey": "team", "TagValue": "a"}],
        deletion_date=None,
    )
    assert [alias["AliasName"] for alias in row["aliases"]] == ["alias/data"]
    (statement,) = row["policy_std"]["Statement"]
    assert statement["Principal"] == {"AWS": [f"arn:aws:iam::{ACCOUNT}:root"]}
    other = rows[signing["KeyId"]]
    expect(other, title=signing["KeyId"], key_state="PendingDeletion", enabled=False, aliases=[])
    assert other["deletion_date"] is not None


def test_a_key_by_its_id_and_one_call_for_all_aliases(account: Account) -> None:
    kms = account.client("kms", "eu-west-1")
    ids = [kms.create_key()["KeyMetadata"]["KeyId"] for _ in range(3)]
    assert account.one(f"select id from aws_kms_key where id = '{ids[0]}' and region = 'eu-west-1'")["id"] == ids[0]
    assert account.calls("ListKeys") == []
    account.query("select id, title from aws_kms_key where region = 'eu-west-1'")
    assert len(account.calls("ListAliases")) == 1


def test_aliases(account: Account) -> None:
    kms = account.client("kms", "eu-west-1")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName="alias/data", TargetKeyId=key)
    row = account.one("select * from aws_kms_alias where alias_name = 'alias/data'")
    arn = f"arn:aws:kms:eu-west-1:{ACCOUNT}:alias/data"
    expect(row, alias_name="alias/data", title="alias/data", arn=arn, akas=[arn], target_key_id=key, region="eu-west-1")
    assert all(row["target_key_id"] for row in account.query("select * from aws_kms_alias"))
