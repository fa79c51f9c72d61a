"""CIS AWS v4.0.0, 1.8 and 1.9: the password policy."""

from __future__ import annotations

from typing import Any

import pytest

from .judge import ACCOUNT, Case, account, check, each, judge


def case(label: str, why: str, status: str, *policies: dict[str, Any]) -> Case:
    return Case(label, why, {"aws_account": [account()], "aws_iam_account_password_policy": policies}, (status,))


CASES = {
    "cis_v400_1_8": [
        case("no policy", "AWS's own rule asks for 8 characters.", "alarm"),
        case("14", "14 or greater.", "ok", {"minimum_password_length": 14}),
        case("13", "One short.", "alarm", {"minimum_password_length": 13}),
        case("128", "The longest that AWS takes.", "ok", {"minimum_password_length": 128}),
        case("8", "AWS's default written down.", "alarm", {"minimum_password_length": 8}),
        case("not said", "A policy without a length asks for none.", "alarm", {"expire_passwords": True}),
        case("strict in all else", "Kinds of characters do not make up for length.", "alarm",
             {"minimum_password_length": 12, "require_symbols": True, "password_reuse_prevention": 24}),
    ],
    "cis_v400_1_9": [
        case("no policy", "Nothing is remembered.", "alarm"),
        case("24", "CIS asks for 24.", "ok", {"password_reuse_prevention": 24}),
        case("23", "One short.", "alarm", {"password_reuse_prevention": 23}),
        case("1", "Remembering the last one alone is too little.", "alarm", {"password_reuse_prevention": 1}),
        case("0", "Nothing is remembered.", "alarm", {"password_reuse_prevention": 0}),
        case("not said", "AWS leaves the number out where reuse is allowed.", "alarm", {"minimum_password_length": 20}),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    (row,) = check(name, case)
    assert row.resource == f"arn:aws:::{ACCOUNT}"


def test_each_account_has_its_own_verdict() -> None:
    other = "222222222222"
    tables = {
        "aws_account": [account(), account(account_id=other, arn=f"arn:aws:::{other}")],
        "aws_iam_account_password_policy": [{"account_id": other, "minimum_password_length": 14}],
    }
    rows = judge("cis_v400_1_8", tables)
    assert {row.dimensions["account_id"]: row.status for row in rows} == {ACCOUNT: "alarm", other: "ok"}


@pytest.mark.parametrize(
    ("policies", "reason"),
    [
        ([], "The account has no password policy of its own; AWS asks for 8 characters."),
        ([{"minimum_password_length": 13}], "The password policy asks for 13 characters."),
    ],
)
def test_the_reason_says_the_fact(policies: list[dict[str, Any]], reason: str) -> None:
    (row,) = judge("cis_v400_1_8", case("", "", "", *policies).tables)
    assert row.reason == reason
