"""The result of a run: a tree of benchmarks and controls, with a row for each verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

STATUSES = ("ok", "alarm", "info", "skip", "error")


@dataclass(frozen=True, slots=True)
class Row:
    """One verdict. ``dimensions`` are the query's further columns as text, in the query's order."""

    status: str
    resource: str
    reason: str
    dimensions: Mapping[str, str]


@dataclass(slots=True)
class ControlRun:
    """A control and its verdicts. ``error`` says why there are none, where its query could not be run."""

    name: str
    full_name: str
    title: str
    description: str
    severity: str | None
    tags: Mapping[str, str]
    rows: list[Row] = field(default_factory=list)
    error: str | None = None
    seconds: float = 0.0

    def counts(self) -> Counter[str]:
        """How many rows have each status; a control that could not be run counts as one error."""
        counted = Counter(row.status for row in self.rows)
        if self.error is not None:
            counted["error"] += 1
        return counted


@dataclass(slots=True)
class GroupRun:
    """A benchmark and what is below it, in its order."""

    name: str
    full_name: str
    title: str
    description: str
    tags: Mapping[str, str]
    children: list[GroupRun | ControlRun] = field(default_factory=list)

    def counts(self) -> Counter[str]:
        """How many rows below have each status; a control with several parents counts under each."""
        total: Counter[str] = Counter()
        for child in self.children:
            total.update(child.counts())
        return total

    def controls(self) -> Iterator[ControlRun]:
        """Every control below, in order; one with several parents comes several times."""
        for child in self.children:
            if isinstance(child, GroupRun):
                yield from child.controls()
            else:
                yield child


@dataclass(slots=True)
class Run:
    """One run: what was asked for, when, in which accounts, and the results.

    ``interrupted``: the run was stopped, and has the controls that were done by then.
    ``oldest``: when the oldest of what was reused from the store had been read; None where all was read now.
    """

    roots: list[GroupRun | ControlRun]
    started: datetime
    finished: datetime
    accounts: list[str]
    calls: int = 0
    interrupted: bool = False
    oldest: datetime | None = None

    def counts(self) -> Counter[str]:
        """How many rows have each status."""
        total: Counter[str] = Counter()
        for root in self.roots:
            total.update(root.counts())
        return total

    def controls(self) -> Iterator[ControlRun]:
        """Every control, in order."""
        for root in self.roots:
            if isinstance(root, GroupRun):
                yield from root.controls()
            else:
                yield root
