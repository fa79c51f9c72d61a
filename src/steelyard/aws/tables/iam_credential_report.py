"""AWS IAM's credential report."""

from __future__ import annotations

import csv
from base64 import b64decode
from collections.abc import Iterator
from io import StringIO
from typing import Any

from steelyard.aws.declare import Call, Table, boolean, text, timestamptz

NOTHING = ("N/A", "not_supported", "no_information", "")
STATUS = {"no_information": "never_used", "N/A": "not_set"}


def report_rows(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The lines of the report (CSV), named as the columns are; null where the report has a word for "nothing"."""
    content = answer["Content"]
    lines = csv.DictReader(StringIO((b64decode(content) if isinstance(content, str) else content).decode()))
    for line in lines:
        row: dict[str, Any] = {name: None if value in NOTHING else value for name, value in line.items()}
        row["user_name"] = row.pop("user")
        row["user_arn"] = row.pop("arn")
        row["generated_time"] = answer.get("GeneratedTime")
        # The root user always has a password, and the report says "not_supported" of it.
        row["password_enabled"] = line["password_enabled"] in ("true", "TRUE", "not_supported")
        row["password_status"] = STATUS.get(line["password_last_used"], "used")
        yield row


credential_report = Table(
    "aws_iam_credential_report",
    "A user's passwords, keys, certificates and MFA, as AWS's credential report has them; the root user has a row too.",
    scope="global",
    rows=(
        Call("iam", "GenerateCredentialReport", until=("State", "COMPLETE")),
        Call("iam", "GetCredentialReport", items=report_rows),
    ),
    columns={
        "user_name": text(about="The user, or <root_account>."),
        "user_arn": text(),
        "user_creation_time": timestamptz(),
        "generated_time": timestamptz(about="When AWS made the report; it keeps one for four hours."),
        "access_key_1_active": boolean(),
        "access_key_1_last_rotated": timestamptz(about="When the key was made, or last made active."),
        "access_key_1_last_used_date": timestamptz(),
        "access_key_1_last_used_region": text(),
        "access_key_1_last_used_service": text(),
        "access_key_2_active": boolean(),
        "access_key_2_last_rotated": timestamptz(about="When the key was made, or last made active."),
        "access_key_2_last_used_date": timestamptz(),
        "access_key_2_last_used_region": text(),
        "access_key_2_last_used_service": text(),
        "cert_1_active": boolean(),
        "cert_1_last_rotated": timestamptz(),
        "cert_2_active": boolean(),
        "cert_2_last_rotated": timestamptz(),
        "mfa_active": boolean(about="Whether the user has an MFA device."),
        "password_enabled": boolean(about="Whether the user can sign in with a password; the root user always can."),
        "password_last_changed": timestamptz(),
        "password_last_used": timestamptz(),
        "password_status": text(about="used, never_used, or not_set where there is no password."),
        "password_next_rotation": timestamptz(about="When the password policy wants a new password."),
    },
)

TABLES = (credential_report,)
