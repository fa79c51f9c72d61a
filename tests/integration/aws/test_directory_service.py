"""Directory Service over HTTP."""

from __future__ import annotations

from ..conftest import ACCOUNT, Account
from .expecting import expect


def test_a_directory(account: Account) -> None:
    account.regions = ("us-east-1",)
    subnets = account.client("ec2").describe_subnets()["Subnets"][:2]
    own = account.client("ds").create_microsoft_ad(
        Name="corp.example.org",
        Password="Password123",
        VpcSettings={"VpcId": subnets[0]["VpcId"], "SubnetIds": [subnet["SubnetId"] for subnet in subnets]},
        Edition="Standard",
        Tags=[{"Key": "team", "Value": "blue"}],
    )["DirectoryId"]
    row = account.one(
        "select directory_id, name, title, arn, akas, type, edition, stage, sso_enabled, vpc_settings, tags, tags_src"
        " from aws_directory_service_directory"
    )
    expect(
        row,
        directory_id=own,
        name="corp.example.org",
        title="corp.example.org",
        arn=f"arn:aws:ds:us-east-1:{ACCOUNT}:directory/{own}",
        type="MicrosoftAD",
        edition="Standard",
        stage="Active",
        sso_enabled=False,
        tags={"team": "blue"},
        tags_src=[{"Key": "team", "Value": "blue"}],
    )
    assert row["vpc_settings"]["VpcId"] == subnets[0]["VpcId"]
    sql = "select name from aws_directory_service_directory where directory_id = '{}'"
    assert len(account.query(sql.format(own))) == 1
    assert account.query(sql.format("d-0123456789")) == []
