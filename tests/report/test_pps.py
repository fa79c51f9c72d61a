"""Snapshots: every place in the tree has its panel, and panels hold what the public tools read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from steelyard.report import pps
from steelyard.run.results import Run

from .fixed import AWKWARD, control, fixed, row


def places(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("children", []):
        yield from places(child)


def test_a_snapshot_has_the_public_parts() -> None:
    found = json.loads(pps.render(fixed()))
    assert found["schema_version"] == "20240607"
    assert set(found) == {
        "schema_version", "panels", "layout", "inputs", "variables", "search_path", "start_time", "end_time",
    }  # fmt: skip
    assert datetime.fromisoformat(found["start_time"]) == fixed().started
    assert datetime.fromisoformat(found["end_time"]) == fixed().finished


def test_the_tree_and_the_panels_fit() -> None:
    found = json.loads(pps.render(fixed()))
    names = [(place["name"], place["panel_type"]) for place in places(found["layout"])]
    assert names == [
        ("m.benchmark.root", "benchmark"),
        ("m.benchmark.outer", "benchmark"),
        ("m.benchmark.inner", "benchmark"),
        ("m.control.logging", "control"),
        ("m.control.rest", "control"),
        ("m.benchmark.other", "benchmark"),
        ("m.control.logging", "control"),
        ("m.control.awkward", "control"),
        ("m.control.broken", "control"),
        ("m.control.empty", "control"),
    ]
    assert {(name, panel["panel_type"]) for name, panel in found["panels"].items()} == set(names)
    assert all(panel["name"] == name for name, panel in found["panels"].items())


def test_panels_have_verdicts_summaries_and_errors() -> None:
    panels = json.loads(pps.render(fixed()))["panels"]
    logging = panels["m.control.logging"]
    assert logging["summary"] == {"ok": 1, "alarm": 1, "info": 0, "skip": 0, "error": 0}
    assert (logging["status"], logging["properties"]["severity"]) == ("complete", "high")
    assert [column["name"] for column in logging["data"]["columns"]] == [
        "reason", "resource", "status", "account_id", "region",
    ]  # fmt: skip
    assert all(set(r) == {c["name"] for c in logging["data"]["columns"]} for r in logging["data"]["rows"])
    assert panels["m.control.awkward"]["data"]["rows"][0]["resource"] == AWKWARD
    broken = panels["m.control.broken"]
    assert (broken["status"], "aws_nothing" in broken["error"], broken["data"]["rows"]) == ("error", True, [])
    assert panels["m.benchmark.outer"]["summary"]["status"] == {"ok": 2, "alarm": 3, "info": 1, "skip": 1, "error": 2}
    assert panels["m.benchmark.root"]["benchmark_type"] == "control"


def test_one_control_is_its_own_root() -> None:
    run = Run([control("one", row("ok", "r", "fine"))], fixed().started, fixed().finished, [])
    found = json.loads(pps.render(run))
    assert found["layout"] == {"name": "m.control.one", "panel_type": "control"}
    assert list(found["panels"]) == ["m.control.one"]
