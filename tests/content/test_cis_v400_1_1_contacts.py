"""CIS AWS v4.0.0, 1.1 to 1.3: whom AWS reaches about the account."""

from __future__ import annotations

from typing import Any

import pytest

from .judge import ACCOUNT, Case, account, check, each


def contact(kind: str = "SECURITY", **columns: Any) -> dict[str, Any]:
    good = {
        "contact_type": kind,
        "name": "Security Team",
        "email_address": "security@example.com",
        "phone_number": "+49301234567",
        "linked_account_id": ACCOUNT,
        "region": "global",
    }
    return {**good, **columns}


def looked_at(why: str) -> list[Case]:
    return [Case("one account", why, {"aws_account": [account()]}, ("info",))]


def security(label: str, why: str, status: str, *contacts: dict[str, Any]) -> Case:
    return Case(label, why, {"aws_account": [account()], "aws_account_alternate_contact": contacts}, (status,))


CASES = {
    "cis_v400_1_1": looked_at("Whether details are current only their owner knows."),
    "cis_v400_1_2": [
        security("no contact", "AWS has nobody to tell.", "alarm"),
        security("good", "A security contact with mail and telephone.", "ok", contact()),
        security(
            "other kinds only", "Billing and operations are other matters.", "alarm",
            contact("BILLING"), contact("OPERATIONS"),
        ),
        security("all three kinds", "The security contact is among them.", "ok",
                 contact("BILLING"), contact("OPERATIONS"), contact()),
        security("no mail address", "AWS writes to that address.", "alarm", contact(email_address="")),
        security("no telephone", "Both ways to reach somebody are asked for.", "alarm", contact(phone_number=None)),
        security(
            "another account's contact", "A contact that stands for a member account is not this account's.", "alarm",
            contact(linked_account_id="222222222222"),
        ),
    ],
    "cis_v400_1_3": looked_at("No API tells of security questions."),
}  # fmt: skip


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    (row,) = check(name, case)
    assert row.resource == f"arn:aws:::{ACCOUNT}"


def test_the_reason_says_the_fact() -> None:
    (case,) = (case for case in CASES["cis_v400_1_2"] if case.label == "no telephone")
    (row,) = check("cis_v400_1_2", case)
    assert row.reason == "The alternate contact for security has no phone number."
