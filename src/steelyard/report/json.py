"""A run as JSON, with the fields and nesting that scripts for the public tools expect."""

from __future__ import annotations

from collections import Counter
from typing import Any

import orjson

from steelyard.run.results import STATUSES, ControlRun, GroupRun, Run


def render(run: Run) -> bytes:
    """The document: a root group whose groups and controls are what was asked for."""
    return orjson.dumps(document(run), option=orjson.OPT_INDENT_2) + b"\n"


def document(run: Run) -> dict[str, Any]:
    """The root group as plain values."""
    root = GroupRun("root_result_group", "root_result_group", "", "", {}, list(run.roots))
    return {
        **_group(root),
        "start_time": run.started.isoformat(),
        "end_time": run.finished.isoformat(),
        "accounts": run.accounts,
        "api_calls": run.calls,
        "interrupted": run.interrupted,
    }


def _group(group: GroupRun) -> dict[str, Any]:
    return {
        "group_id": group.full_name,
        "title": group.title,
        "description": group.description,
        "tags": dict(group.tags),
        "summary": {"status": _counts(group.counts())},
        "groups": [_group(child) for child in group.children if isinstance(child, GroupRun)],
        "controls": [_control(child) for child in group.children if isinstance(child, ControlRun)],
    }


def _control(control: ControlRun) -> dict[str, Any]:
    return {
        "control_id": control.full_name,
        "title": control.title,
        "description": control.description,
        "severity": control.severity or "",
        "tags": dict(control.tags),
        "summary": _counts(control.counts()),
        "results": [
            {
                "status": row.status,
                "resource": row.resource,
                "reason": row.reason,
                "dimensions": [{"key": key, "value": value} for key, value in row.dimensions.items()],
            }
            for row in control.rows
        ],
        "run_status": "error" if control.error is not None else "complete",
        "run_error": control.error or "",
    }


def _counts(counts: Counter[str]) -> dict[str, int]:
    return {status: counts[status] for status in STATUSES}
