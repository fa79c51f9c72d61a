"""A run as a plain list: each control once, whatever number of benchmarks it is under."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cache
from importlib.metadata import version

import orjson

from steelyard.run.results import ControlRun, Row, Run


def controls(run: Run) -> list[ControlRun]:
    """Every control once, in the order of its first place in the tree."""
    found: dict[str, ControlRun] = {}
    for control in run.controls():
        found.setdefault(control.full_name, control)
    return list(found.values())


def verdicts(control: ControlRun) -> list[Row]:
    """Its rows; a control that could not be run has one more, an error that says why."""
    failed = [] if control.error is None else [Row("error", "", control.error, {})]
    return [*control.rows, *failed]


def marked(control: ControlRun) -> list[tuple[Row, str]]:
    """Its verdicts, each with a fingerprint that no other has and that the same one has in every run.

    It is a SHA-256 of the control, the resource, the dimensions, and how many alike came before; so it outlives a
    change of the status or the reason.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    found: list[tuple[Row, str]] = []
    for row in verdicts(control):
        key = (row.resource, *(part for pair in sorted(row.dimensions.items()) for part in pair))
        told = orjson.dumps([control.full_name, *key, seen[key]])
        found.append((row, hashlib.sha256(told).hexdigest()))
        seen[key] += 1
    return found


@cache
def own_version() -> str:
    """Steelyard's version; reading it takes longer than a finding."""
    return version("steelyard")
