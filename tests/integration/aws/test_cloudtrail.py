"""Tables of CloudTrail, account and region, over HTTP."""

from __future__ import annotations

from ..conftest import ACCOUNT, Account


def trail(account: Account, name: str, region: str = "us-east-1", *, multi: bool = True, logging: bool = True) -> str:
    account.client("s3").create_bucket(Bucket=f"{name}-bucket")
    cloudtrail = account.client("cloudtrail", region)
    arn = cloudtrail.create_trail(
        Name=name,
        S3BucketName=f"{name}-bucket",
        IsMultiRegionTrail=multi,
        IncludeGlobalServiceEvents=True,
        TagsList=[{"Key": "team", "Value": "audit"}],
    )["TrailARN"]
    if logging:
        cloudtrail.start_logging(Name=name)
    return str(arn)


def test_a_multi_region_trail_is_listed_in_every_region(account: Account) -> None:
    arn = trail(account, "everywhere")
    rows = account.query("select * from aws_cloudtrail_trail order by region")
    assert [(row["region"], row["arn"], row["home_region"]) for row in rows] == [
        ("eu-west-1", arn, "us-east-1"),
        ("us-east-1", arn, "us-east-1"),
    ]
    for row in rows:
        assert row["name"] == row["title"] == "everywhere"
        assert row["is_logging"] is True
        assert row["is_multi_region_trail"] is True
        assert row["tags"] == {"team": "audit"}
        assert row["tags_src"] == [{"Key": "team", "Value": "audit"}]
        assert row["akas"] == [arn]
        assert row["account_id"] == ACCOUNT
        assert row["partition"] == "aws"


def test_status_is_asked_once_in_the_home_region(account: Account) -> None:
    trail(account, "everywhere")
    account.query("select region, is_logging from aws_cloudtrail_trail")
    assert [call.region for call in account.calls("GetTrailStatus")] == ["us-east-1"]
    assert account.calls("GetEventSelectors") == []


def test_selectors_have_public_keys(account: Account) -> None:
    trail(account, "one")
    account.client("cloudtrail").put_event_selectors(
        TrailName="one", EventSelectors=[{"ReadWriteType": "WriteOnly", "IncludeManagementEvents": True}]
    )
    row = account.one("select event_selectors from aws_cloudtrail_trail where region = 'us-east-1'")
    (selector,) = row["event_selectors"]
    assert selector["ReadWriteType"] == "WriteOnly"
    assert selector["IncludeManagementEvents"] is True
    assert selector["ExcludeManagementEventSources"] is None


def test_a_filter_on_region_calls_that_region_only(account: Account) -> None:
    account.query("select name from aws_cloudtrail_trail where region = 'eu-west-1'")
    assert [call.region for call in account.calls("DescribeTrails")] == ["eu-west-1"]


def test_the_account_and_its_alias(account: Account) -> None:
    account.client("iam").create_account_alias(AccountAlias="acme")
    row = account.one("select * from aws_account")
    assert row["account_id"] == ACCOUNT
    assert row["title"] == "acme"
    assert row["account_aliases"] == ["acme"]
    assert row["arn"] == f"arn:aws:::{ACCOUNT}"
    assert row["region"] == "global"
    assert row["organization_id"] is None


def test_regions_are_those_of_the_partition(account: Account) -> None:
    rows = account.query("select name, region, opt_in_status, steampipe_default, akas from aws_region")
    assert len(rows) > 15
    virginia = next(row for row in rows if row["name"] == "us-east-1")
    assert virginia["opt_in_status"] == "opt-in-not-required"
    assert virginia["steampipe_default"] is True
    assert virginia["akas"] == [f"arn:aws::us-east-1:{ACCOUNT}"]
    assert len(account.calls("DescribeRegions")) == 1
