"""Tables of S3, over HTTP."""

from __future__ import annotations

import json
from typing import Any

from ..conftest import ACCOUNT, Account
from .expecting import expect

POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "Secure",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": "arn:aws:s3:::full/*",
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
    ],
}
BLOCK = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": False,
}
KMS_RULES = {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "k"}}]}
TAGS = [{"Key": "team", "Value": "a"}]


def full_bucket(account: Account) -> None:
    """A bucket in eu-west-1 with every setting that the table shows."""
    s3 = account.client("s3", "eu-west-1")
    s3.create_bucket(Bucket="logs", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    s3.create_bucket(
        Bucket="full",
        CreateBucketConfiguration={"LocationConstraint": "eu-west-1"},
        ObjectLockEnabledForBucket=True,
    )
    s3.put_bucket_policy(Bucket="full", Policy=json.dumps(POLICY))
    s3.put_bucket_versioning(Bucket="full", VersioningConfiguration={"Status": "Enabled"})
    s3.put_public_access_block(Bucket="full", PublicAccessBlockConfiguration=BLOCK)
    s3.put_bucket_encryption(Bucket="full", ServerSideEncryptionConfiguration=KMS_RULES)
    s3.put_bucket_tagging(Bucket="full", Tagging={"TagSet": TAGS})
    s3.put_bucket_lifecycle_configuration(
        Bucket="full",
        LifecycleConfiguration={
            "Rules": [{"ID": "old", "Status": "Enabled", "Filter": {"Prefix": "x"}, "Expiration": {"Days": 9}}]
        },
    )
    s3.put_bucket_acl(Bucket="logs", ACL="log-delivery-write")
    s3.put_bucket_logging(
        Bucket="full", BucketLoggingStatus={"LoggingEnabled": {"TargetBucket": "logs", "TargetPrefix": "p/"}}
    )
    s3.put_bucket_ownership_controls(
        Bucket="full", OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    )
    s3.put_bucket_website(Bucket="full", WebsiteConfiguration={"IndexDocument": {"Suffix": "index.html"}})
    s3.put_object_lock_configuration(
        Bucket="full",
        ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 3}},
        },
    )


def test_a_bucket_with_everything(account: Account) -> None:
    full_bucket(account)
    row = account.one("select * from aws_s3_bucket where name = 'full'")
    expect(
        row,
        name="full",
        title="full",
        arn="arn:aws:s3:::full",
        akas=["arn:aws:s3:::full"],
        region="eu-west-1",
        account_id=ACCOUNT,
        versioning_enabled=True,
        versioning_mfa_delete=False,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=False,
        bucket_policy_is_public=False,
        policy=POLICY,
        tags={"team": "a"},
        tags_src=TAGS,
    )
    (statement,) = row["policy_std"]["Statement"]
    assert statement["Principal"] == {"AWS": ["*"]}
    assert statement["Condition"] == {"Bool": {"aws:securetransport": ["false"]}}
    (rule,) = row["server_side_encryption_configuration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"] == {"KMSMasterKeyID": "k", "SSEAlgorithm": "aws:kms"}
    (rule,) = row["lifecycle_rules"]
    expect(rule, ID="old", Status="Enabled")
    assert rule["Expiration"]["Days"] == 9
    expect(row["logging"], TargetBucket="logs", TargetPrefix="p/")
    assert row["object_ownership_controls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    assert row["website_configuration"]["IndexDocument"] == {"Suffix": "index.html"}
    lock = row["object_lock_configuration"]
    assert lock["ObjectLockEnabled"] == "Enabled"
    expect(lock["Rule"]["DefaultRetention"], Mode="GOVERNANCE", Days=3)
    assert row["acl"]["Grants"][0]["Permission"] == "FULL_CONTROL"
    assert set(row["event_notification_configuration"]) == {
        "EventBridgeConfiguration",
        "LambdaFunctionConfigurations",
        "QueueConfigurations",
        "TopicConfigurations",
    }


def test_a_bucket_with_nothing(account: Account) -> None:
    account.client("s3").create_bucket(Bucket="bare")
    expect(
        account.one("select * from aws_s3_bucket"),
        name="bare",
        region="us-east-1",
        versioning_enabled=False,
        versioning_mfa_delete=False,
        block_public_acls=False,
        block_public_policy=False,
        ignore_public_acls=False,
        restrict_public_buckets=False,
        bucket_policy_is_public=False,
        policy=None,
        policy_std=None,
        lifecycle_rules=None,
        logging=None,
        object_lock_configuration=None,
        object_ownership_controls=None,
        replication=None,
        website_configuration=None,
        tags=None,
        tags_src=None,
    )


def test_only_what_is_asked_for_is_called(account: Account) -> None:
    for name in ("one", "two"):
        account.client("s3").create_bucket(Bucket=name)
    account.query("select name, versioning_enabled from aws_s3_bucket")
    assert len(account.calls("ListBuckets")) == 1
    assert len(account.calls("GetBucketVersioning")) == 2
    assert account.calls("GetBucketPolicy") == []


def control(account: Account, region: str = "us-east-1") -> Any:
    """A boto3 client of S3 Control that does not put the account's id before the server's address."""
    client = account.client("s3control", region)

    def to_server(request: Any, **_: object) -> None:
        request.url = request.url.replace(f"//{ACCOUNT}.", "//", 1)

    client.meta.events.register("before-send.s3-control", to_server)
    return client


def test_account_settings(account: Account) -> None:
    columns = "block_public_acls, block_public_policy, ignore_public_acls, restrict_public_buckets"
    row = account.one("select * from aws_s3_account_settings")
    expect(
        row,
        block_public_acls=False,
        restrict_public_buckets=False,
        region="global",
        title="S3 Account Level Block Public Access Settings",
        akas=[f"arn:aws:s3::{ACCOUNT}:account"],
    )
    control(account).put_public_access_block(AccountId=ACCOUNT, PublicAccessBlockConfiguration=BLOCK)
    assert account.one(f"select {columns} from aws_s3_account_settings") == {
        "block_public_acls": True,
        "block_public_policy": True,
        "ignore_public_acls": True,
        "restrict_public_buckets": False,
    }


def test_multi_region_access_points(account: Account) -> None:
    account.client("s3").create_bucket(Bucket="data")
    control(account, "us-west-2").create_multi_region_access_point(
        AccountId=ACCOUNT, ClientToken="one", Details={"Name": "door", "Regions": [{"Bucket": "data"}]}
    )
    row = account.one("select * from aws_s3_multi_region_access_point")
    alias = row["alias"]
    expect(row, name="door", title="door", akas=[f"arn:aws:s3::{ACCOUNT}:accesspoint/{alias}"], region="global")
    assert [region["Bucket"] for region in row["regions"]] == ["data"]
    assert [call.region for call in account.calls("ListMultiRegionAccessPoints")] == ["us-west-2"]


def test_access_points(account: Account) -> None:
    account.client("s3", "eu-west-1").create_bucket(
        Bucket="data", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    control(account, "eu-west-1").create_access_point(
        AccountId=ACCOUNT, Name="door", Bucket="data", PublicAccessBlockConfiguration=BLOCK
    )
    row = account.one("select * from aws_s3_access_point where region = 'eu-west-1'")
    arn = f"arn:aws:s3:eu-west-1:{ACCOUNT}:accesspoint/door"
    expect(
        row,
        name="door",
        title="door",
        access_point_arn=arn,
        akas=[arn],
        bucket_name="data",
        network_origin="Internet",
        block_public_acls=True,
        restrict_public_buckets=False,
        access_point_policy_is_public=False,
        policy=None,
    )
