"""Tables of Kinesis and Data Firehose, over HTTP."""

from __future__ import annotations

from ..conftest import ACCOUNT, Account

HERE = f"us-east-1:{ACCOUNT}"


def test_stream(account: Account) -> None:
    kinesis = account.client("kinesis")
    kinesis.create_stream(StreamName="clicks", ShardCount=2)
    kinesis.add_tags_to_stream(StreamName="clicks", Tags={"team": "web"})
    kinesis.start_stream_encryption(StreamName="clicks", EncryptionType="KMS", KeyId="alias/aws/kinesis")
    row = account.one("select * from aws_kinesis_stream")
    arn = f"arn:aws:kinesis:{HERE}:stream/clicks"
    assert (row["stream_name"], row["stream_arn"], row["akas"], row["title"]) == ("clicks", arn, [arn], "clicks")
    assert (row["encryption_type"], row["key_id"]) == ("KMS", "alias/aws/kinesis")
    assert (row["retention_period_hours"], row["open_shard_count"], row["has_more_shards"]) == (24, 2, False)
    assert len(row["shards"]) == 2
    assert row["tags"] == {"team": "web"}


def test_a_stream_by_name_is_not_listed(account: Account) -> None:
    account.client("kinesis").create_stream(StreamName="clicks", ShardCount=1)
    row = account.one("select stream_arn, encryption_type from aws_kinesis_stream where stream_name = 'clicks'")
    assert row["encryption_type"] == "NONE"
    assert account.calls("ListStreams") == []
    assert account.calls("DescribeStream") == []


def firehose(account: Account, name: str, *, encrypted: bool = False) -> None:
    extra = {"DeliveryStreamEncryptionConfigurationInput": {"KeyType": "AWS_OWNED_CMK"}} if encrypted else {}
    account.client("firehose").create_delivery_stream(
        DeliveryStreamName=name,
        DeliveryStreamType="DirectPut",
        ExtendedS3DestinationConfiguration={
            "RoleARN": f"arn:aws:iam::{ACCOUNT}:role/firehose",
            "BucketARN": "arn:aws:s3:::archive",
        },
        Tags=[{"Key": "team", "Value": "web"}],
        **extra,
    )


def test_delivery_stream(account: Account) -> None:
    firehose(account, "archive", encrypted=True)
    row = account.one("select * from aws_kinesis_firehose_delivery_stream")
    arn = f"arn:aws:firehose:{HERE}:deliverystream/archive"
    assert (row["delivery_stream_name"], row["arn"], row["akas"]) == ("archive", arn, [arn])
    assert (row["delivery_stream_status"], row["delivery_stream_type"]) == ("ACTIVE", "DirectPut")
    assert row["delivery_stream_encryption_configuration"]["KeyType"] == "AWS_OWNED_CMK"
    assert row["destinations"][0]["ExtendedS3DestinationDescription"]["BucketARN"] == "arn:aws:s3:::archive"
    assert row["tags"] == {"team": "web"}


def test_delivery_streams_beyond_the_first_page(account: Account) -> None:
    for number in range(12):
        firehose(account, f"archive-{number:02}")
    rows = account.query("select delivery_stream_name from aws_kinesis_firehose_delivery_stream order by 1")
    assert [row["delivery_stream_name"] for row in rows] == [f"archive-{number:02}" for number in range(12)]
