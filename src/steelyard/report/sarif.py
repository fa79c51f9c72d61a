"""A run as SARIF 2.1.0 (docs.oasis-open.org/sarif): controls are rules, verdicts are results.

An AWS resource is no place in a file, so a result's place is a logical location: the resource's name.
"""

from __future__ import annotations

from typing import Any

import orjson

from steelyard.report.flat import controls, marked, own_version
from steelyard.run.results import ControlRun, Row, Run

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
# What a verdict is in SARIF's words (3.27.9); an error is a question that is left open.
KINDS = {"ok": "pass", "alarm": "fail", "info": "informational", "skip": "notApplicable", "error": "open"}
LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}


def render(run: Run) -> bytes:
    """The log, with one run."""
    found = controls(run)
    document = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "steelyard", "version": own_version(), "rules": _rules(found)}},
                "invocations": [_invocation(run, found)],
                "columnKind": "unicodeCodePoints",
                "results": [_result(n, c, row, mark) for n, c in enumerate(found) for row, mark in marked(c)],
                "properties": {"accounts": run.accounts, "apiCalls": run.calls},
            }
        ],
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n"


def _rules(found: list[ControlRun]) -> list[dict[str, Any]]:
    return [
        {
            "id": control.full_name,
            "name": control.name,
            "shortDescription": {"text": control.title or control.name},
            **({"fullDescription": {"text": control.description}} if control.description else {}),
            "defaultConfiguration": {"level": _level(control)},
            "properties": {
                **({"severity": control.severity} if control.severity else {}),
                "controlTags": {**control.tags},
            },
        }
        for control in found
    ]


def _level(control: ControlRun) -> str:
    return LEVELS.get((control.severity or "").lower(), "warning")


def _result(index: int, control: ControlRun, row: Row, mark: str) -> dict[str, Any]:
    return {
        "ruleId": control.full_name,
        "ruleIndex": index,
        "kind": KINDS[row.status],
        "level": _level(control) if row.status == "alarm" else "none",
        "message": {"text": row.reason},
        **({"locations": [_location(row)]} if row.resource else {}),
        "partialFingerprints": {"verdict/v1": mark},
        "properties": {"status": row.status, "dimensions": {**row.dimensions}},
    }


def _location(row: Row) -> dict[str, Any]:
    return {"logicalLocations": [{"fullyQualifiedName": row.resource, "kind": "resource"}]}


def _invocation(run: Run, found: list[ControlRun]) -> dict[str, Any]:
    return {
        "executionSuccessful": not run.interrupted and all(control.error is None for control in found),
        "startTimeUtc": f"{run.started:%Y-%m-%dT%H:%M:%SZ}",
        "endTimeUtc": f"{run.finished:%Y-%m-%dT%H:%M:%SZ}",
        "toolExecutionNotifications": [
            {"level": "error", "message": {"text": control.error}, "associatedRule": {"id": control.full_name}}
            for control in found
            if control.error is not None
        ],
    }
