"""What a run is asked: controls and benchmarks, freed of where they were written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from steelyard.run.results import ControlRun

Rows = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A ``with`` of a control: a query whose result the control's arguments use, as ``with.name.rows``."""

    name: str
    sql: str
    args: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A control as the runner sees it: its resource's properties, its SQL and the values of ``$1``..``$n``.

    ``rebind`` gives the question again with what the results of its ``withs``, by name, make of the arguments.
    """

    name: str
    full_name: str
    title: str
    description: str
    severity: str | None
    tags: Mapping[str, str]
    sql: str
    args: tuple[object, ...]
    where: str
    withs: tuple[Asked, ...] = ()
    rebind: Callable[[Mapping[str, Rows]], Question] | None = None

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
