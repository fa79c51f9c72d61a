"""CIS AWS v4.0.0, 1.13 and 1.14: how many access keys are active, and how old they are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from .judge import ACCOUNT, Case, check, each, judge

NOW = datetime.now(UTC)


def ago(**time: float) -> datetime:
    return NOW - timedelta(**time)


def user(name: str = "alice") -> dict[str, Any]:
    return {"name": name, "arn": f"arn:aws:iam::{ACCOUNT}:user/{name}", "region": "global"}


def key(
    key_id: str = "AKIA1", name: str = "alice", *, status: str = "Active", made: datetime = NOW, **columns: Any
) -> dict[str, Any]:
    return {
        "access_key_id": key_id,
        "user_name": name,
        "status": status,
        "create_date": made,
        "akas": [f"arn:aws:iam::{ACCOUNT}:user/{name}/accesskey/{key_id}"],
        "region": "global",
        **columns,
    }


def keys(label: str, why: str, status: str, *held: dict[str, Any]) -> Case:
    return Case(label, why, {"aws_iam_user": [user()], "aws_iam_access_key": held}, (status,))


def aged(label: str, why: str, verdict: str, /, **columns: Any) -> Case:
    return Case(label, why, {"aws_iam_access_key": [key(**columns)]}, (verdict,))


CASES = {
    "cis_v400_1_13": [
        keys("no key", "None is at most one.", "ok"),
        keys("one active", "One is allowed.", "ok", key()),
        keys("two active", "One too many.", "alarm", key("AKIA1"), key("AKIA2")),
        keys("one active, one inactive", "An inactive key does not count.", "ok",
             key("AKIA1"), key("AKIA2", status="Inactive")),
        keys("two inactive", "Neither counts.", "ok",
             key("AKIA1", status="Inactive"), key("AKIA2", status="Inactive")),
        keys("two active, one never used", "Use does not matter, activity does.", "alarm",
             key("AKIA1"), key("AKIA2", made=ago(days=1))),
        keys("two users with one each", "CIS counts for any single user.", "ok", key("AKIA1"), key("AKIA2", "bob")),
        keys("same name in another account", "It is another user.", "ok",
             key("AKIA1"), key("AKIA2", account_id="222222222222")),
    ],
    "cis_v400_1_14": [
        aged("new", "Made just now.", "ok"),
        aged("89 days", "90 days or less.", "ok", made=ago(days=89)),
        aged("an hour before 90 days are over", "90 days or less.", "ok", made=ago(days=90) + timedelta(hours=1)),
        aged("an hour after 90 days", "More than 90 days.", "alarm", made=ago(days=90, hours=1)),
        aged("91 days", "More than 90 days.", "alarm", made=ago(days=91)),
        aged("years", "More than 90 days.", "alarm", made=ago(days=2000)),
        aged("old and inactive", "CIS asks it of active keys.", "skip", status="Inactive", made=ago(days=200)),
        aged("old and busy", "Use does not renew it.", "alarm",
             made=ago(days=200), access_key_last_used_date=ago(hours=1)),
        aged("old and never used", "A key nobody uses can be stolen as well.", "alarm", made=ago(days=200)),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    (row,) = check(name, case)
    assert row.resource.startswith(f"arn:aws:iam::{ACCOUNT}:user/alice")


def test_each_key_has_its_own_verdict() -> None:
    held = [key("AKIAOLD", made=ago(days=100)), key("AKIANEW"), key("AKIAOFF", status="Inactive", made=ago(days=100))]
    rows = judge("cis_v400_1_14", {"aws_iam_access_key": held})
    assert {row.resource.rpartition("/")[2]: row.status for row in rows} == {
        "AKIAOLD": "alarm",
        "AKIANEW": "ok",
        "AKIAOFF": "skip",
    }


def test_the_reason_says_the_fact() -> None:
    (row,) = judge("cis_v400_1_13", {"aws_iam_user": [user()], "aws_iam_access_key": [key("AKIA2"), key("AKIA1")]})
    assert row.reason == "alice has 2 active access keys: AKIA1 and AKIA2."
    made = datetime(2024, 1, 2, 12, tzinfo=UTC)
    (row,) = judge("cis_v400_1_14", {"aws_iam_access_key": [key(made=made)]})
    assert row.reason == "Access key AKIA1 of alice was made more than 90 days ago, on 2024-01-02."
