"""Which rows fall when a call failed, and what stands in their place."""

from __future__ import annotations

from steelyard.run.evidence import apply, concerning, unread
from steelyard.run.results import Row
from steelyard.sql import TableNeed
from steelyard.store import Failure

ONE, TWO = "111111111111", "222222222222"


def failure(account: str = ONE, region: str = "eu-west-1", slot: str = "rows", call_region: str = "") -> Failure:
    return Failure(
        "aws_cloudtrail_trail",
        slot,
        account,
        region,
        call_region or region,
        "cloudtrail",
        "DescribeTrails",
        "AccessDeniedException",
        "not you",
    )


def row(account: str | None, region: str | None = None, status: str = "ok") -> Row:
    dimensions = {"account_id": account, "region": region}
    return Row(status, f"{account}/{region}", "fine", {k: v for k, v in dimensions.items() if v is not None})


REGIONAL = ["resource", "status", "reason", "account_id", "region"]
BY_ACCOUNT = ["resource", "status", "reason", "account_id"]


def test_without_failures_all_rows_stand() -> None:
    rows = [row(ONE, "eu-west-1"), row(TWO)]
    assert apply(rows, REGIONAL, []) == rows


def test_a_regional_row_falls_in_its_account_and_region_only() -> None:
    rows = [row(ONE, "eu-west-1"), row(ONE, "us-east-1"), row(TWO, "eu-west-1")]
    kept = apply(rows, REGIONAL, [failure()])
    assert kept[:2] == rows[1:]
    (error,) = kept[2:]
    assert error.status == "error"
    assert error.dimensions == {"account_id": ONE, "region": "eu-west-1"}
    assert error.reason == "cloudtrail:DescribeTrails in eu-west-1 failed with AccessDeniedException: not you"


def test_an_account_row_falls_for_any_region_of_its_account() -> None:
    kept = apply([row(ONE), row(TWO)], BY_ACCOUNT, [failure()])
    assert [(r.status, r.dimensions["account_id"]) for r in kept] == [("ok", TWO), ("error", ONE)]


def test_a_global_failure_fells_every_region_of_the_account() -> None:
    kept = apply(
        [row(ONE, "eu-west-1"), row(TWO, "eu-west-1")], REGIONAL, [failure(region="global", call_region="us-east-1")]
    )
    assert [(r.status, r.dimensions["account_id"]) for r in kept] == [("ok", TWO), ("error", ONE)]


def test_a_global_row_falls_for_any_region() -> None:
    kept = apply([row(ONE, "global")], REGIONAL, [failure()])
    assert [r.status for r in kept] == ["error"]


def test_a_row_without_account_falls_for_any_failure() -> None:
    kept = apply([row(None)], ["resource", "status", "reason"], [failure()])
    assert [r.status for r in kept] == ["error"]


def test_a_query_without_rows_still_says_error() -> None:
    assert [r.status for r in apply([], REGIONAL, [failure()])] == ["error"]


def test_one_call_behind_many_regions_is_one_error_for_an_account_row() -> None:
    failures = [failure(region=region, call_region="us-east-1") for region in ("eu-west-1", "us-east-1")]
    kept = apply([row(ONE)], BY_ACCOUNT, failures)
    assert [(r.status, r.dimensions["region"]) for r in kept] == [("error", "us-east-1")]


def need(*columns: str, **filters: tuple[object, ...]) -> dict[str, TableNeed]:
    return {"aws_cloudtrail_trail": TableNeed(frozenset(columns), filters)}


def test_an_added_call_concerns_only_those_who_read_its_columns() -> None:
    status = failure(slot="status")
    assert concerning(need("name", "is_logging"), [status]) == [status]
    assert concerning(need("name", "event_selectors"), [status]) == []


def test_a_listing_concerns_all_who_read_the_table() -> None:
    assert concerning(need("name"), [failure()]) == [failure()]
    assert concerning({}, [failure()]) == []


def test_filters_keep_out_what_the_query_does_not_look_at() -> None:
    assert concerning(need("name", region=("us-east-1",)), [failure()]) == []
    assert concerning(need("name", region=("eu-west-1",)), [failure()]) == [failure()]
    assert concerning(need("name", account_id=(TWO,)), [failure()]) == []
    everywhere = failure(region="global")
    assert concerning(need("name", region=("us-east-1",)), [everywhere]) == [everywhere]


def test_a_region_that_was_not_read_has_no_verdict() -> None:
    rows = [row(ONE, "eu-west-1", "alarm"), row(ONE, "us-east-1", "alarm"), row(ONE, "global"), row(ONE)]
    kept = unread(rows, need("name"), {ONE: ["us-east-1"]})
    assert [r.status for r in kept] == ["skip", "alarm", "ok", "ok"]
    assert kept[0].reason == "eu-west-1 was not read."
    assert kept[1:] == rows[1:]


def test_rows_of_tables_that_say_their_own_region_stand() -> None:
    rows = [row(ONE, "eu-west-1", "alarm")]
    buckets = {"aws_s3_bucket": TableNeed(frozenset({"name"}), {})}
    assert unread(rows, buckets, {ONE: ["us-east-1"]}) == rows


def test_a_region_that_failed_stays_an_error() -> None:
    rows = [row(ONE, "eu-west-1", "error")]
    assert unread(rows, need("name"), {ONE: ["us-east-1"]}) == rows
