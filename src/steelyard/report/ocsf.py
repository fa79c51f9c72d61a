"""A run as Compliance Findings of the Open Cybersecurity Schema Framework 1.8.0 (schema.ocsf.io), a JSON list.

Identifiers and captions are those of class 2003 with the profile ``cloud``; what is used is in 1.5.0 too.
"""

from __future__ import annotations

from typing import Any

import orjson

from steelyard.report.flat import controls, marked, own_version
from steelyard.run.results import ControlRun, GroupRun, Row, Run

OCSF_VERSION = "1.8.0"
SEVERITIES = {"low": (2, "Low"), "medium": (3, "Medium"), "high": (4, "High"), "critical": (5, "Critical")}
INFORMATIONAL = (1, "Informational")
# A question without an answer is none of OCSF's words: its status is Other, under the verdict's own name.
STATUSES = {
    "ok": (1, "Pass"),
    "error": (2, "Warning"),
    "alarm": (3, "Fail"),
    "info": (99, "info"),
    "skip": (99, "skip"),
}


def render(run: Run) -> bytes:
    """The list. Times are milliseconds since 1970."""
    standards = _standards(run)
    found = [
        _finding(run, control, row, mark, standards.get(control.full_name, []))
        for control in controls(run)
        for row, mark in marked(control)
    ]
    return orjson.dumps(found, option=orjson.OPT_INDENT_2) + b"\n"


def _standards(run: Run) -> dict[str, list[str]]:
    """The titles of the benchmarks that were asked for, by the controls below them."""
    found: dict[str, dict[str, None]] = {}
    for root in run.roots:
        if isinstance(root, GroupRun):
            for control in root.controls():
                found.setdefault(control.full_name, {})[root.title or root.name] = None
    return {name: list(titles) for name, titles in found.items()}


def _finding(run: Run, control: ControlRun, row: Row, mark: str, standards: list[str]) -> dict[str, Any]:
    moment = int(run.finished.timestamp() * 1000)
    severity_id, severity = SEVERITIES.get((control.severity or "").lower(), INFORMATIONAL)
    status_id, status = STATUSES[row.status]
    return {
        "category_uid": 2,
        "category_name": "Findings",
        "class_uid": 2003,
        "class_name": "Compliance Finding",
        "activity_id": 1,
        "activity_name": "Create",
        "type_uid": 200301,
        "type_name": "Compliance Finding: Create",
        "time": moment,
        "severity_id": severity_id,
        "severity": severity,
        "message": row.reason,
        "metadata": {
            "version": OCSF_VERSION,
            "profiles": ["cloud"],
            "product": {"name": "Steelyard", "vendor_name": "Steelyard", "version": own_version()},
        },
        "cloud": _cloud(row),
        "finding_info": {
            "uid": mark,
            "title": control.title or control.name,
            "created_time": moment,
            **({"desc": control.description} if control.description else {}),
        },
        "compliance": {
            "control": control.full_name,
            "standards": standards or [control.full_name.partition(".")[0]],
            "status_id": status_id,
            "status": status,
            "status_details": [row.reason],
        },
        **({"resources": [_resource(row)]} if row.resource else {}),
        "unmapped": {"status": row.status, "dimensions": {**row.dimensions}, "tags": {**control.tags}},
    }


def _cloud(row: Row) -> dict[str, Any]:
    account, region = row.dimensions.get("account_id"), row.dimensions.get("region")
    named = {"account": {"uid": account, "type_id": 10, "type": "AWS Account"}} if account else {}
    return {"provider": "AWS", **named, **({"region": region} if region else {})}


def _resource(row: Row) -> dict[str, Any]:
    region = row.dimensions.get("region")
    return {"uid": row.resource, **({"region": region} if region else {})}
