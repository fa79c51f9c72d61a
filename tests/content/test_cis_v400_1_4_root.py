"""CIS AWS v4.0.0, 1.4 to 1.7: the root user's keys, MFA and use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from .judge import ACCOUNT, Case, account, check, each

NOW = datetime.now(UTC)
ROOT = f"arn:aws:iam::{ACCOUNT}:root"
DEFAULT_DEVICE = f"arn:aws:iam::{ACCOUNT}:mfa/root-account-mfa-device"


def ago(**time: float) -> datetime:
    return NOW - timedelta(**time)


def summary(**columns: Any) -> dict[str, Any]:
    """The summary of an account whose root user has a password and MFA, and no keys."""
    good = {"account_access_keys_present": 0, "account_mfa_enabled": True, "account_password_present": True}
    return {**good, "region": "global", **columns}


def device(serial: str, user: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "serial_number": serial,
        "user": user,
        "user_id": user["UserId"] if user else None,
        "user_name": user.get("UserName") if user else None,
        "assignment_status": "Assigned" if user else "Unassigned",
        "region": "global",
    }


ROOT_USER = {"UserId": ACCOUNT, "Arn": ROOT}
ALICE = {"UserId": "AIDAALICE", "UserName": "alice", "Arn": f"arn:aws:iam::{ACCOUNT}:user/alice"}


def root(**columns: Any) -> dict[str, Any]:
    """The root user's line of the credential report."""
    return {
        "user_name": "<root_account>",
        "user_arn": ROOT,
        "user_creation_time": ago(days=1000),
        "password_enabled": True,
        "access_key_1_active": False,
        "access_key_2_active": False,
        **columns,
    }


def said(label: str, why: str, status: str, **columns: Any) -> Case:
    return Case(label, why, {"aws_iam_account_summary": [summary(**columns)]}, (status,))


def hardware(label: str, why: str, status: str, *devices: dict[str, Any], **columns: Any) -> Case:
    tables = {"aws_iam_account_summary": [summary(**columns)], "aws_iam_virtual_mfa_device": devices}
    return Case(label, why, tables, (status,))


def used(label: str, why: str, status: str, *lines: dict[str, Any]) -> Case:
    return Case(label, why, {"aws_account": [account()], "aws_iam_credential_report": lines}, (status,))


NO_CREDENTIALS = {"account_mfa_enabled": False, "account_password_present": False}

CASES = {
    "cis_v400_1_4": [
        said("no key", "AccountAccessKeysPresent is 0.", "ok"),
        said("a key", "AccountAccessKeysPresent is not 0.", "alarm", account_access_keys_present=1),
        said("two keys", "Any key is one too many.", "alarm", account_access_keys_present=2),
        said("a key, no MFA", "Neither excuses the other.", "alarm", account_access_keys_present=1,
             account_mfa_enabled=False),
        said("not said", "Without AWS's word nothing shows that there is none.", "alarm",
             account_access_keys_present=None),
        said("no MFA, no key", "MFA is another item's matter.", "ok", account_mfa_enabled=False),
    ],
    "cis_v400_1_5": [
        said("MFA", "AccountMFAEnabled is 1.", "ok"),
        said("no MFA", "AccountMFAEnabled is 0.", "alarm", account_mfa_enabled=False),
        said("not said", "Without AWS's word nothing shows that there is MFA.", "alarm", account_mfa_enabled=None),
        said("password not said", "Only AWS's word that there is no password excuses from MFA.", "alarm",
             account_mfa_enabled=False, account_password_present=None),
        said("credentials removed", "Nobody can sign in, and no MFA can be added.", "skip", **NO_CREDENTIALS),
        said("no password but a key", "The key is a way in, and MFA is off.", "alarm",
             account_access_keys_present=1, **NO_CREDENTIALS),
        said("MFA and a key", "MFA is on; the key is 1.4's matter.", "ok", account_access_keys_present=1),
    ],
    "cis_v400_1_6": [
        hardware("MFA that is not virtual", "No virtual device is the root user's.", "ok"),
        hardware("no MFA", "There is no device at all.", "alarm", account_mfa_enabled=False),
        hardware("a virtual device", "CIS names this serial number as the virtual one.", "alarm",
                 device(DEFAULT_DEVICE, ROOT_USER)),
        hardware("a virtual device of another name", "Since there may be eight, they have names of their own.", "alarm",
                 device(f"arn:aws:iam::{ACCOUNT}:mfa/my-phone", ROOT_USER)),
        hardware("a virtual device of an IAM user", "It is not the root user's.", "ok",
                 device(f"arn:aws:iam::{ACCOUNT}:mfa/alice", ALICE)),
        hardware("an IAM user's device with the root user's name", "It signs in alice, not the root user.", "ok",
                 device(DEFAULT_DEVICE, ALICE)),
        hardware("left behind unassigned", "A device that is nobody's signs nobody in.", "ok",
                 device(DEFAULT_DEVICE, None)),
        hardware("unassigned, and no MFA", "It is nobody's, so that the root user has none.", "alarm",
                 device(DEFAULT_DEVICE, None), account_mfa_enabled=False),
        hardware("virtual beside hardware", "The virtual one is enough to sign in.", "alarm",
                 device(f"arn:aws:iam::{ACCOUNT}:mfa/spare", ROOT_USER),
                 device(f"arn:aws:iam::{ACCOUNT}:mfa/alice", ALICE)),
        hardware("credentials removed", "Nobody can sign in, and no MFA can be added.", "skip", **NO_CREDENTIALS),
    ],
    "cis_v400_1_7": [
        used("never used", "All three dates of the report are empty.", "ok", root()),
        used("password used today", "Somebody signed in as root.", "alarm", root(password_last_used=ago(hours=1))),
        used("password used long ago", "Nothing daily about it.", "ok", root(password_last_used=ago(days=400))),
        used("in the 90th day", "It is still within the last 90 days.", "alarm",
             root(password_last_used=ago(days=90) + timedelta(hours=1))),
        used("after the 90th day", "It is no longer within the last 90 days.", "ok",
             root(password_last_used=ago(days=90, hours=1))),
        used("first key used", "A key's use is a use.", "alarm",
             root(password_last_used=ago(days=400), access_key_1_last_used_date=ago(days=2))),
        used("second key used", "Of three dates the latest counts.", "alarm",
             root(access_key_1_last_used_date=ago(days=200), access_key_2_last_used_date=ago(days=3))),
        used("key since made inactive", "It was used all the same.", "alarm",
             root(access_key_1_active=False, access_key_1_last_used_date=ago(days=2))),
        used("another user used today", "That is what users are for.", "ok", root(),
             {"user_name": "alice", "user_arn": ALICE["Arn"], "password_last_used": ago(hours=1)}),
        used("no root user", "There is none to use, as in GovCloud.", "skip"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    (row,) = check(name, case)
    assert row.resource == (f"arn:aws:::{ACCOUNT}" if case.label == "no root user" else ROOT)


def test_the_reason_names_the_virtual_device() -> None:
    (case,) = (case for case in CASES["cis_v400_1_6"] if case.label == "virtual beside hardware")
    (row,) = check("cis_v400_1_6", case)
    assert row.reason == f"The root user has a virtual MFA device, arn:aws:iam::{ACCOUNT}:mfa/spare."
