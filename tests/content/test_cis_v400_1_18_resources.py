"""CIS AWS v4.0.0, 1.18 to 1.21: instances, certificates, analyzers, and where users live."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from .judge import ACCOUNT, Case, account, check, each, judge

NOW = datetime.now(UTC)
PROFILE = f"arn:aws:iam::{ACCOUNT}:instance-profile/web"
WITH_ROLE = {
    "name": "web",
    "arn": f"arn:aws:iam::{ACCOUNT}:role/web",
    "instance_profile_arns": [PROFILE],
    "region": "global",
}


def later(**time: float) -> datetime:
    return NOW + timedelta(**time)


def instance(state: str = "running", profile: str | None = PROFILE, **columns: Any) -> dict[str, Any]:
    return {
        "arn": f"arn:aws:ec2:us-east-1:{ACCOUNT}:instance/i-1",
        "title": "i-1",
        "instance_state": state,
        "iam_instance_profile_arn": profile,
        **columns,
    }


def with_role(label: str, why: str, statuses: tuple[str, ...], *instances: dict[str, Any]) -> Case:
    return Case(label, why, {"aws_ec2_instance": instances, "aws_iam_role": [WITH_ROLE]}, statuses)


def expiring(label: str, why: str, status: str, at: datetime | None) -> Case:
    certificate = {
        "name": "www",
        "arn": f"arn:aws:iam::{ACCOUNT}:server-certificate/www",
        "expiration": at,
        "region": "global",
    }
    return Case(label, why, {"aws_iam_server_certificate": [certificate]}, (status,))


def region(name: str = "us-east-1", opt_in: str = "opt-in-not-required", read: bool = True) -> dict[str, Any]:
    return {"region": name, "name": name, "opt_in_status": opt_in, "steampipe_available": read}


def analyzer(status: str = "ACTIVE", kind: str = "ACCOUNT", *, name: str = "a", **columns: Any) -> dict[str, Any]:
    return {"name": name, "status": status, "type": kind, **columns}


def analyzed(
    label: str, why: str, statuses: tuple[str, ...], *analyzers: dict[str, Any], regions: tuple[Any, ...] = (region(),)
) -> Case:
    return Case(label, why, {"aws_region": regions, "aws_accessanalyzer_analyzer": analyzers}, statuses)


def users(label: str, why: str, status: str, *names: str, organization: str | None = None) -> Case:
    tables = {
        "aws_account": [account(organization_id=organization)],
        "aws_iam_user": [{"name": name, "region": "global"} for name in names],
    }
    return Case(label, why, tables, (status,))


CASES = {
    "cis_v400_1_18": [
        with_role("a role", "Its profile holds a role.", ("ok",), instance()),
        with_role("no profile", "IamInstanceProfile is empty.", ("alarm",), instance(profile=None)),
        with_role("a profile without a role", "It gives no credentials.", ("alarm",), instance(profile=f"{PROFILE}-2")),
        with_role("stopped without a profile", "It is an instance, and may be started.", ("alarm",),
                  instance("stopped", profile=None)),
        with_role("stopped with a role", "Its profile holds a role.", ("ok",), instance("stopped")),
        with_role("terminated", "It is no more; AWS lists it for an hour.", (), instance("terminated", profile=None)),
        with_role("shutting down", "It is on its way out.", (), instance("shutting-down", profile=None)),
        with_role("pending", "It is there already.", ("alarm",), instance("pending", profile=None)),
        with_role("another account's profile", "A role elsewhere gives nothing here.", ("alarm",),
                  instance(account_id="222222222222")),
    ],
    "cis_v400_1_19": [
        expiring("a year to go", "It has not expired.", "ok", later(days=365)),
        expiring("expires later today", "It has not expired yet.", "ok", later(hours=1)),
        expiring("expired a minute ago", "It has expired.", "alarm", later(minutes=-1)),
        expiring("expired years ago", "It has expired.", "alarm", later(days=-2000)),
        expiring("not said", "Nothing shows that it is valid.", "alarm", None),
        Case("no certificate", "None is expired.", {"aws_iam_server_certificate": []}, ()),
    ],
    "cis_v400_1_20": [
        analyzed("none", "The region has no analyzer.", ("alarm",)),
        analyzed("of the account", "Active, and looks for access from outside.", ("ok",), analyzer()),
        analyzed("of the organization", "It covers the account too.", ("ok",), analyzer(kind="ORGANIZATION")),
        analyzed("disabled", "CIS asks for status ACTIVE.", ("alarm",), analyzer("DISABLED")),
        analyzed("being created", "CIS asks for status ACTIVE.", ("alarm",), analyzer("CREATING")),
        analyzed("failed", "CIS asks for status ACTIVE.", ("alarm",), analyzer("FAILED")),
        analyzed("unused access only", "It does not look for access from outside.", ("alarm",),
                 analyzer(kind="ACCOUNT_UNUSED_ACCESS")),
        analyzed("organization's unused access only", "It does not look for access from outside.", ("alarm",),
                 analyzer(kind="ORGANIZATION_UNUSED_ACCESS")),
        analyzed("internal access only", "It does not look for access from outside.", ("alarm",),
                 analyzer(kind="ACCOUNT_INTERNAL_ACCESS")),
        analyzed("a good one beside bad ones", "One is enough.", ("ok",),
                 analyzer("FAILED", name="a"), analyzer(name="b"),
                 analyzer(kind="ACCOUNT_UNUSED_ACCESS", name="c")),
        analyzed("an active one of unused access beside a disabled one", "The two do not add up.", ("alarm",),
                 analyzer("DISABLED", name="a"), analyzer(kind="ACCOUNT_UNUSED_ACCESS", name="b")),
        analyzed("one of two regions", "An analyzer sees its own region only.", ("alarm", "ok"), analyzer(),
                 regions=(region("us-east-1"), region("eu-west-1"))),
        analyzed("a region without opting in", "Nothing can be in it.", ("ok",), analyzer(),
                 regions=(region(), region("af-south-1", "not-opted-in", read=False))),
        analyzed("a region with opting in", "It is enabled, and without an analyzer.", ("alarm", "ok"), analyzer(),
                 regions=(region(), region("af-south-1", "opted-in"))),
        analyzed("a region that is not read", "No verdict where nothing was looked at.", ("ok",), analyzer(),
                 regions=(region(), region("eu-west-1", read=False))),
    ],
    "cis_v400_1_21": [
        users("no user", "Nobody is managed here.", "ok"),
        users("no user, in an organization", "Nobody is managed here.", "ok", organization="o-1"),
        users("a user", "Whether other accounts exist no API tells.", "info", "alice"),
        users("users, in an organization", "This may be the account where users live.", "info", "bob", "alice",
              organization="o-1"),
    ],
}  # fmt: skip
REGIONAL = ("cis_v400_1_18", "cis_v400_1_20")


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    check(name, case, ("account_id", "region") if name in REGIONAL else ("account_id",))


def test_each_region_has_its_own_verdict() -> None:
    regions = [region("us-east-1"), region("eu-west-1")]
    rows = judge(
        "cis_v400_1_20", {"aws_region": regions, "aws_accessanalyzer_analyzer": [analyzer(region="eu-west-1")]}
    )
    assert {row.dimensions["region"]: (row.status, row.reason) for row in rows} == {
        "us-east-1": ("alarm", "us-east-1 has no analyzer."),
        "eu-west-1": ("ok", "The analyzer a is active in eu-west-1."),
    }


@pytest.mark.parametrize(
    ("profile", "reason"),
    [
        (None, "i-1 has no instance profile."),
        (f"{PROFILE}-2", f"The instance profile of i-1, {PROFILE}-2, holds no role."),
        (PROFILE, f"i-1 gets the role of its instance profile {PROFILE}."),
    ],
)
def test_the_reason_says_what_the_instance_lacks(profile: str | None, reason: str) -> None:
    (row,) = judge("cis_v400_1_18", with_role("", "", (), instance(profile=profile)).tables)
    assert row.reason == reason


def test_the_reason_says_how_many_users_are_local() -> None:
    (row,) = judge("cis_v400_1_21", users("", "", "", "bob", "alice", organization="o-1").tables)
    assert row.reason == (
        "The account is in organization o-1 and has 2 IAM users, alice among them: "
        "see whether each is meant to be managed here."
    )
