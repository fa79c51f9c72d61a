"""A run as findings in AWS's Security Finding Format, a JSON list that Security Hub's BatchImportFindings takes.

Field names, words and lengths are those of the Security Hub user guide and of the API's model.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from steelyard.report.flat import controls, marked, own_version
from steelyard.run.results import ControlRun, Row, Run

STATUSES = {"ok": "PASSED", "alarm": "FAILED", "error": "WARNING", "info": "NOT_AVAILABLE", "skip": "NOT_AVAILABLE"}
SEVERITIES = ("CRITICAL", "HIGH", "MEDIUM", "LOW")
# Where a verdict tells no region: each partition's first one.
REGIONS = {"aws": "us-east-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1"}
LONGEST_TITLE = 256
LONGEST_DESCRIPTION = 1024


def render(run: Run) -> bytes:
    """The list. A verdict that tells no account, such as of a control that could not run, is of each of the run's."""
    found = [
        _finding(run, control, row, mark, account)
        for control in controls(run)
        for row, mark in marked(control)
        for account in _accounts(run, row)
    ]
    return orjson.dumps(found, option=orjson.OPT_INDENT_2) + b"\n"


def _accounts(run: Run, row: Row) -> Iterator[str]:
    own = row.dimensions.get("account_id")
    yield from [own] if own else run.accounts


def _finding(run: Run, control: ControlRun, row: Row, mark: str, account: str) -> dict[str, Any]:
    partition = _partition(row)
    region = row.dimensions.get("region", "")
    if region in ("", "global"):
        region = REGIONS[partition]
    moment = f"{run.finished:%Y-%m-%dT%H:%M:%S.000Z}"
    return {
        "SchemaVersion": "2018-10-08",
        "Id": f"steelyard/{account}/{mark}",
        "ProductArn": f"arn:{partition}:securityhub:{region}:{account}:product/{account}/default",
        "ProductFields": {"ProviderName": "Steelyard", "ProviderVersion": own_version()},
        "GeneratorId": control.full_name,
        "AwsAccountId": account,
        "Types": ["Software and Configuration Checks"],
        "CreatedAt": moment,
        "UpdatedAt": moment,
        "Severity": {"Label": _severity(control)},
        "Title": _short(control.title.strip() or control.name, LONGEST_TITLE),
        "Description": _short(row.reason.strip() or row.status, LONGEST_DESCRIPTION),
        "Resources": [_resource(row, account, partition, region)],
        "Compliance": {"Status": STATUSES[row.status]},
        "RecordState": "ACTIVE",
    }


def _severity(control: ControlRun) -> str:
    label = (control.severity or "").upper()
    return label if label in SEVERITIES else "INFORMATIONAL"


def _resource(row: Row, account: str, partition: str, region: str) -> dict[str, Any]:
    named = {"Type": "Other", "Id": row.resource} if row.resource.strip() else {}
    whole = {"Type": "AwsAccount", "Id": f"AWS::::Account:{account}"}
    return {**(named or whole), "Partition": partition, "Region": region}


def _partition(row: Row) -> str:
    """From its ARN, else from its region."""
    parts = row.resource.split(":")
    if parts[0] == "arn" and len(parts) > 1 and parts[1] in REGIONS:
        return parts[1]
    region = row.dimensions.get("region", "")
    return "aws-cn" if region.startswith("cn-") else "aws-us-gov" if region.startswith("us-gov-") else "aws"


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
