"""CIS AWS v4.0.0, 4.16: Security Hub in each region."""

from __future__ import annotations

from typing import Any

import pytest

from .judge import ACCOUNT, Case, check, each, judge


def region(name: str = "us-east-1", opt_in: str = "opt-in-not-required", read: bool = True) -> dict[str, Any]:
    return {"region": name, "name": name, "opt_in_status": opt_in, "steampipe_available": read}


def hub(region: str = "us-east-1", **columns: Any) -> dict[str, Any]:
    return {"hub_arn": f"arn:aws:securityhub:{region}:{ACCOUNT}:hub/default", "region": region, **columns}


def case(label: str, why: str, statuses: tuple[str, ...], regions: list[dict[str, Any]], *hubs: dict[str, Any]) -> Case:
    return Case(label, why, {"aws_region": regions, "aws_securityhub_hub": hubs}, statuses)


ONE = [region()]
CASES = {
    "cis_v400_4_16": [
        case("enabled", "The account is subscribed.", ("ok",), ONE, hub()),
        case("not enabled", "The region has no hub.", ("alarm",), ONE),
        case(
            "one of two regions", "It is enabled region by region.", ("alarm", "ok"),
            [region("eu-west-1"), region()], hub(),
        ),
        case(
            "only elsewhere", "A hub sees its own region.", ("alarm", "ok"),
            [region("eu-west-1", read=False), region("sa-east-1"), region()], hub("eu-west-1"), hub(),
        ),
        case(
            "a region without opting in", "Nothing can be in it.", ("ok",),
            [region(), region("me-south-1", "not-opted-in")], hub(),
        ),
        case(
            "a region with opting in", "The account uses it.", ("alarm", "ok"),
            [region("me-south-1", "opted-in"), region()], hub(),
        ),
        case(
            "a region that is not read", "No verdict where nothing was looked at.", ("ok",),
            [region(), region("eu-west-1", read=False)], hub(),
        ),
        case("another account's hub", "Each account subscribes for itself.", ("alarm",), ONE, hub(account_id="2" * 12)),
        case(
            "controls not enabled by themselves", "CIS asks for Security Hub, whatever it checks.", ("ok",),
            ONE, hub(auto_enable_controls=False),
        ),
    ]
}  # fmt: skip


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    check(name, case, dimensions=("account_id", "region"))


def test_the_row_is_the_regions() -> None:
    (row,) = judge("cis_v400_4_16", {"aws_region": ONE})
    assert row.resource == f"arn:aws::us-east-1:{ACCOUNT}"
    assert row.reason == "Security Hub is not enabled in us-east-1."
    assert dict(row.dimensions) == {"account_id": ACCOUNT, "region": "us-east-1"}
