"""What a run is asked: controls and benchmarks, freed of where they were written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from steelyard.run.results import ControlRun


@dataclass(frozen=True, slots=True)
class Question:
    """A control as the runner sees it: its resource's properties, its SQL and the values of ``$1``..``$n``."""

    name: str
    full_name: str
    title: str
    description: str
    severity: str | None
    tags: Mapping[str, str]
    sql: str
    args: tuple[object, ...]
    where: str

    def blank(self) -> ControlRun:
        """The control without results."""
        return ControlRun(self.name, self.full_name, self.title, self.description, self.severity, self.tags)


@dataclass(frozen=True, slots=True)
class Group:
    """A benchmark as the runner sees it."""

    name: str
    full_name: str
    title: str
    description: str
    tags: Mapping[str, str]
    children: tuple[Group | Question, ...]
