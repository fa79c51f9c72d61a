"""What no call can make: a past. Users and keys that are old, a root user that was used, a recorder that delivered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from steelyard.demo import ACCOUNT

PATH = "/demo/past"
"""Where the server takes a past as JSON. It is no path of AWS."""

_REPORT_TIME = "%Y-%m-%dT%H:%M:%S+00:00"


def remember(past: Mapping[str, Any]) -> None:
    """Give moto's account a past.

    ``root``: days since the root user was made and since its password was used, as ``made`` and ``used``.
    ``users``: by name, ``made`` and ``used`` likewise, and ``keys``, a list of the same for access keys.
    ``recorders``: the regions whose recorder of AWS Config has delivered.
    """
    from moto.iam.models import iam_backends

    iam = iam_backends[ACCOUNT]["aws"]
    for name, days in past.get("users", {}).items():
        _user(iam.users[name], days)
    if "root" in past:
        _root(iam, past["root"])
    _recorders(past.get("recorders", ()))


def _user(user: Any, days: Mapping[str, Any]) -> None:
    user.create_date = _ago(days["made"])
    if "used" in days:
        user.password_last_used = _ago(days["used"])
    for key, ages in zip(user.access_keys, days.get("keys", ()), strict=True):
        key.create_date = _ago(ages["made"])
        if "used" in ages:
            from moto.iam.models import AccessKeyLastUsed

            key.last_used = AccessKeyLastUsed(_ago(ages["used"]), "s3", "us-east-1")


def _root(iam: Any, days: Mapping[str, Any]) -> None:
    """Add the line of the root user, which moto leaves out, to the credential report."""
    made, used = (_ago(days[name]).strftime(_REPORT_TIME) for name in ("made", "used"))
    who = ["<root_account>", f"arn:aws:iam::{ACCOUNT}:root", made]
    password = ["not_supported", used, "not_supported", "not_supported", "false"]
    keys = ["false", "N/A", "N/A", "N/A", "N/A"] * 2
    line = ",".join([*who, *password, *keys, *["false", "N/A"] * 2])
    of_moto = iam.get_credential_report

    def report() -> str:
        heading, _, users = of_moto().partition("\n")
        return f"{heading}\n{line}\n{users}"

    iam.get_credential_report = report


def _recorders(regions: Sequence[str]) -> None:
    from moto.config.models import config_backends

    for region in regions:
        for recorder in config_backends[ACCOUNT][region].recorders.values():
            recorder.status.last_status = "SUCCESS"


def _ago(days: int) -> datetime:
    return datetime.now(UTC).replace(tzinfo=None) - timedelta(days=days)
