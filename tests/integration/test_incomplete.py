"""What a query prints when calls failed: its rows, what is missing, and never a count as if it were whole."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Steelyard, steelyard

from .conftest import Account
from .gate import Reply, gate

__all__ = ["steelyard"]

LIST = "select name from aws_cloudtrail_trail"
COUNT = "select count(*) from aws_cloudtrail_trail"
SAID = "cloudtrail:DescribeTrails in eu-west-1 of account 123456789012: AccessDeniedException"


@pytest.fixture
def denied(account: Account, steelyard: Steelyard, monkeypatch: pytest.MonkeyPatch) -> Iterator[Steelyard]:
    """Commands over an account with a trail in us-east-1, whose trails in eu-west-1 may not be listed."""
    account.client("s3").create_bucket(Bucket="trails")
    account.client("cloudtrail").create_trail(Name="main", S3BucketName="trails")
    with gate(account.endpoint) as guarded:
        guarded.rule = lambda r: (
            Reply(400, "AccessDeniedException") if (r.operation, r.region) == ("DescribeTrails", "eu-west-1") else None
        )
        for name, value in {
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_ENDPOINT_URL": guarded.url,
        }.items():
            monkeypatch.setenv(name, value)
        yield steelyard


def run(denied: Steelyard, sql: str, output: str) -> tuple[int, str, str]:
    done = denied("query", "run", sql, "--output", output, "--region", "us-east-1", "--region", "eu-west-1")
    return done.code, done.out, done.err


def test_rows_are_printed_and_what_is_missing_is_said(denied: Steelyard) -> None:
    for output in ("text", "csv"):
        code, out, err = run(denied, LIST, output)
        assert code == 2
        assert out.split()[:2] == ["name", "main"]
        assert "NOT WHOLE" not in out
        assert SAID in err
    code, out, err = run(denied, LIST, "json")
    assert (code, json.loads(out)["complete"], json.loads(out)["rows"]) == (2, False, [{"name": "main"}])


def test_a_count_is_never_printed_as_if_whole(denied: Steelyard) -> None:
    code, out, err = run(denied, COUNT, "text")
    assert code == 2
    assert out.startswith("NOT WHOLE: ")
    assert SAID in err
    code, out, err = run(denied, COUNT, "json")
    assert (code, next(iter(json.loads(out))), json.loads(out)["complete"]) == (2, "complete", False)
    code, out, err = run(denied, COUNT, "csv")
    assert (code, out) == (2, "")
    assert "No rows are printed" in err
    assert SAID in err


@pytest.mark.parametrize(
    "sql",
    [
        "select max(name) from aws_cloudtrail_trail",
        "select name, row_number() over (order by name) from aws_cloudtrail_trail",
        "select name from aws_region r where not exists (select 1 from aws_cloudtrail_trail t where t.region = r.name)",
        "select 'none' as x where not exists (select 1 from aws_cloudtrail_trail where name = 'x')",
    ],
)
def test_whatever_missing_rows_may_change_is_marked(denied: Steelyard, sql: str) -> None:
    code, out, _ = run(denied, sql, "text")
    assert code == 2
    assert out.startswith("NOT WHOLE: ")


def test_a_region_that_is_not_asked_for_takes_nothing_away(denied: Steelyard) -> None:
    code, out, err = run(denied, COUNT + " where region = 'us-east-1'", "csv")
    assert (code, out, err) == (0, "count\n1\n", "")


def test_offline_says_what_the_store_lacks(denied: Steelyard) -> None:
    assert denied("collect", "aws_vpc", "--region", "us-east-1", "--region", "eu-west-1").code == 0
    assert denied("query", "run", LIST, "--region", "us-east-1").code == 0
    assert denied("query", "run", LIST, "--region", "us-east-1", "--offline").code == 0
    done = denied("query", "run", LIST, "--offline")
    assert done.code == 2
    assert "DescribeTrails in eu-west-1 of account 123456789012: NotInStore" in done.err
