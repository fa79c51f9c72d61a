"""CIS AWS v4.0.0, 1.10 to 1.12: IAM users' passwords and keys, as the credential report has them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from .judge import ACCOUNT, Case, check, each, judge

NOW = datetime.now(UTC)
OLD = NOW - timedelta(days=400)


def ago(**time: float) -> datetime:
    return NOW - timedelta(**time)


def user(name: str = "alice", **columns: Any) -> dict[str, Any]:
    """A user's line of the report: made long ago, without any credential."""
    bare = {
        "user_name": name,
        "user_arn": f"arn:aws:iam::{ACCOUNT}:user/{name}",
        "user_creation_time": OLD,
        "password_enabled": False,
        "access_key_1_active": False,
        "access_key_2_active": False,
        "mfa_active": False,
        "region": "global",
    }
    return {**bare, **columns}


ROOT = user(
    "<root_account>",
    password_enabled=True,
    password_last_used=OLD,
    access_key_1_active=True,
    access_key_1_last_rotated=OLD,
)


def password(**columns: Any) -> dict[str, Any]:
    return {"password_enabled": True, "password_last_changed": OLD, **columns}


def key(number: int = 1, made: datetime = OLD, used: datetime | None = None, active: bool = True) -> dict[str, Any]:
    prefix = f"access_key_{number}_"
    return {f"{prefix}active": active, f"{prefix}last_rotated": made, f"{prefix}last_used_date": used}


def case(label: str, why: str, status: str, *lines: dict[str, Any]) -> Case:
    return Case(label, why, {"aws_iam_credential_report": lines}, (status,))


CASES = {
    "cis_v400_1_10": [
        case("password and MFA", "That is what is asked for.", "ok", user(**password(), mfa_active=True)),
        case("password without MFA", "The password alone signs in.", "alarm", user(**password())),
        case("no password, no MFA", "CIS asks it of users with a console password.", "skip", user()),
        case("keys only", "Access keys do not sign in to the console.", "skip", user(**key())),
        case("password, keys, no MFA", "Keys excuse from nothing.", "alarm", user(**password(), **key())),
        case("password never used", "It can be used tomorrow.", "alarm",
             user(**password(), password_status="never_used")),
        case("root user without MFA", "1.5 and 1.6 are about it.", "ok",
             ROOT, user(**password(), mfa_active=True)),
        case("MFA not said", "Without the report's word nothing shows that there is MFA.", "alarm",
             user(**password(), mfa_active=None)),
    ],
    "cis_v400_1_11": [
        case("no key", "Nothing was made.", "ok", user(**password())),
        case("key from setup, never used", "Made with the user, asked for by nobody.", "alarm",
             user(**password(), **key(made=OLD + timedelta(seconds=3)))),
        case("second key from setup, never used", "Either key may be the one.", "alarm",
             user(**password(), **key(2, made=OLD + timedelta(seconds=3)))),
        case("key from setup, in use", "CIS's audit looks for keys without a last use.", "ok",
             user(**password(), **key(made=OLD, used=ago(days=1)))),
        case("key from setup, inactive", "It opens nothing.", "ok", user(**password(), **key(active=False))),
        case("key made the next day, never used", "Somebody made it after the setup.", "ok",
             user(**password(), **key(made=OLD + timedelta(days=1)))),
        case("key from setup without a password", "CIS asks it of users with a console password.", "skip",
             user(**key())),
        case("one key in use, one unused from setup", "The second is judged by itself.", "alarm",
             user(**password(), **key(1, made=OLD, used=ago(days=1)), **key(2, made=OLD))),
        case("root user's key", "1.4 is about it.", "ok", ROOT, user(**password())),
    ],
    "cis_v400_1_12": [
        case("no credentials", "There is nothing to disable.", "ok", user()),
        case("password used yesterday", "Used within 45 days.", "ok", user(**password(password_last_used=ago(days=1)))),
        case("password used 44 days ago", "Not yet 45.", "ok", user(**password(password_last_used=ago(days=44)))),
        case("password, an hour before the 45th day is over", "Less than 45 days.", "ok",
             user(**password(password_last_used=ago(days=45) + timedelta(hours=1)))),
        case("password used 45 days ago", "45 days or more.", "alarm",
             user(**password(password_last_used=ago(days=45, minutes=1)))),
        case("password never used, old", "N/A counts from when the password was set.", "alarm", user(**password())),
        case("password never used, new", "Set less than 45 days ago.", "ok",
             user(**password(password_last_changed=ago(days=10)))),
        case("password changed lately, used long ago", "Where there is a last use, that counts.", "alarm",
             user(**password(password_last_changed=ago(days=1), password_last_used=ago(days=100)))),
        case("password never used, no date of change", "The user's own age is all there is.", "alarm",
             user(**password(password_last_changed=None))),
        case("key used yesterday", "Used within 45 days.", "ok", user(**key(used=ago(days=1)))),
        case("key used 46 days ago", "45 days or more.", "alarm", user(**key(used=ago(days=46)))),
        case("key never used, old", "N/A counts from when the key was made.", "alarm", user(**key())),
        case("key never used, new", "Made less than 45 days ago.", "ok", user(**key(made=ago(days=44)))),
        case("inactive key, unused", "It is disabled already.", "ok", user(**key(active=False))),
        case("second key unused beside a busy first", "Each credential is judged by itself.", "alarm",
             user(**key(1, used=ago(days=1)), **key(2, used=ago(days=60)))),
        case("password unused beside a busy key", "Each credential is judged by itself.", "alarm",
             user(**password(), **key(used=ago(days=1)))),
        case("password disabled, used long ago", "It is disabled already.", "ok",
             user(password_enabled=False, password_last_used=ago(days=200))),
        case("root user unused", "That is how the root user should be.", "ok", ROOT, user()),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    (row,) = check(name, case)
    assert row.resource == f"arn:aws:iam::{ACCOUNT}:user/alice"


def test_each_user_has_its_own_verdict() -> None:
    lines = [user("alice", **password(), mfa_active=True), user("bob", **password()), user("carol")]
    rows = judge("cis_v400_1_10", {"aws_iam_credential_report": lines})
    assert {row.resource.rpartition("/")[2]: row.status for row in rows} == {
        "alice": "ok",
        "bob": "alarm",
        "carol": "skip",
    }


def test_the_reason_names_each_unused_credential() -> None:
    used, made = datetime(2024, 5, 6, 12, tzinfo=UTC), datetime(2024, 1, 2, 12, tzinfo=UTC)
    lines = [user(**password(password_last_used=used), **key(1, made=made), **key(2, used=ago(days=1)))]
    (row,) = judge("cis_v400_1_12", {"aws_iam_credential_report": lines})
    assert row.reason == (
        "alice has credentials unused for 45 days or more: access key 1, never used and made on 2024-01-02; "
        "the password, last used on 2024-05-06."
    )
