"""A run as a plain list: each control once, whatever number of benchmarks it is under."""

from __future__ import annotations

import hashlib
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


def fingerprint(control: ControlRun, row: Row) -> str:
    """A SHA-256 that is the same for a control, resource and dimensions in every run, whatever the verdict."""
    told = orjson.dumps([control.full_name, row.resource, sorted(row.dimensions.items())])
    return hashlib.sha256(told).hexdigest()


@cache
def own_version() -> str:
    """Steelyard's version; reading it takes longer than a finding."""
    return version("steelyard")
