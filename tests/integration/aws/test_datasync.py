"""DataSync over HTTP."""

from __future__ import annotations

from ..conftest import Account
from .expecting import expect


def test_a_task(account: Account) -> None:
    account.regions = ("us-east-1",)
    datasync = account.client("datasync")
    source = datasync.create_location_s3(
        S3BucketArn="arn:aws:s3:::from", S3Config={"BucketAccessRoleArn": "arn:aws:iam::1:role/r"}
    )["LocationArn"]
    target = datasync.create_location_s3(
        S3BucketArn="arn:aws:s3:::to", S3Config={"BucketAccessRoleArn": "arn:aws:iam::1:role/r"}
    )["LocationArn"]
    own = datasync.create_task(
        SourceLocationArn=source, DestinationLocationArn=target, Name="copy", CloudWatchLogGroupArn="arn:log"
    )["TaskArn"]
    told = datasync.describe_task(TaskArn=own)
    expect(
        account.one(
            "select arn, name, title, akas, status, source_location_arn, destination_location_arn,"
            " cloud_watch_log_group_arn from aws_datasync_task"
        ),
        arn=own,
        akas=[own],
        name="copy",
        title="copy",
        status=told["Status"],
        source_location_arn=source,
        destination_location_arn=target,
        cloud_watch_log_group_arn=told.get("CloudWatchLogGroupArn"),
    )
