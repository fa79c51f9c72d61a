"""A run as a snapshot in the public format of 2024-06-07, which the public tools open and share.

A snapshot has a flat map of panels (benchmarks and controls by their full name) and a tree of their names.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import orjson

from steelyard.run.results import STATUSES, ControlRun, GroupRun, Run

SCHEMA_VERSION = "20240607"


def render(run: Run) -> bytes:
    """The snapshot. ``variables`` and ``search_path`` are empty: a run's result does not depend on the latter."""
    root = _root(run)
    panels: dict[str, Any] = {}
    layout = _place(root, panels)
    if isinstance(root, GroupRun):
        # The public tools tell a tree of controls from other dashboards by these.
        panels[root.full_name] |= {"dashboard": root.full_name, "status": "complete", "benchmark_type": "control"}
    document = {
        "schema_version": SCHEMA_VERSION,
        "panels": panels,
        "layout": layout,
        "inputs": {},
        "variables": {},
        "search_path": [],
        "start_time": run.started.isoformat(),
        "end_time": run.finished.isoformat(),
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n"


def _root(run: Run) -> GroupRun | ControlRun:
    """A snapshot has one root; several are put below a benchmark ``root`` of the first one's mod."""
    if len(run.roots) == 1:
        return run.roots[0]
    mod = run.roots[0].full_name.partition(".")[0] if run.roots else "steelyard"
    return GroupRun("root", f"{mod}.benchmark.root", "Compliance report", "", {}, list(run.roots))


def _place(node: GroupRun | ControlRun, panels: dict[str, Any]) -> dict[str, Any]:
    """Its place in the tree; its panel is added where it is not there yet."""
    kind = "benchmark" if isinstance(node, GroupRun) else "control"
    place: dict[str, Any] = {"name": node.full_name, "panel_type": kind}
    if node.full_name not in panels:
        panels[node.full_name] = _group(node) if isinstance(node, GroupRun) else _control(node)
    if isinstance(node, GroupRun) and node.children:
        place["children"] = [_place(child, panels) for child in node.children]
    return place


def _group(group: GroupRun) -> dict[str, Any]:
    return {**_about(group, "benchmark"), "summary": {"status": _counts(group.counts())}}


def _control(control: ControlRun) -> dict[str, Any]:
    return {
        **_about(control, "control"),
        "properties": {"name": control.name, **({"severity": control.severity} if control.severity else {})},
        "summary": _counts(control.counts()),
        "status": "complete" if control.error is None else "error",
        **({} if control.error is None else {"error": control.error}),
        "data": _data(control),
    }


def _about(node: GroupRun | ControlRun, kind: str) -> dict[str, Any]:
    told = {"title": node.title, "description": node.description, "tags": {**node.tags}}
    return {"name": node.full_name, "panel_type": kind, **{key: value for key, value in told.items() if value}}


def _data(control: ControlRun) -> dict[str, Any]:
    dimensions = list(dict.fromkeys(key for row in control.rows for key in row.dimensions))
    columns = [{"name": name, "data_type": "TEXT"} for name in ("reason", "resource", "status", *dimensions)]
    rows = [
        {**row.dimensions, "reason": row.reason, "resource": row.resource, "status": row.status} for row in control.rows
    ]
    return {"columns": columns, "rows": rows}


def _counts(counts: Counter[str]) -> dict[str, int]:
    return {status: counts[status] for status in STATUSES}
