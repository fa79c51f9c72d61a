"""What a mod holds, evaluated: plain frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Location:
    """Where a resource is declared: the file, and its line from 1."""

    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True)
class Resource:
    """What every resource has. Texts that are not set are None; ``tags`` are strings."""

    mod: str
    kind: str
    name: str
    title: str | None
    description: str | None
    documentation: str | None
    tags: Mapping[str, str]
    source: Location

    @property
    def full_name(self) -> str:
        """``aws_compliance.control.cis_v400_3_1``."""
        return f"{self.mod}.{self.kind}.{self.name}"

    @property
    def typed_name(self) -> str:
        """``control.cis_v400_3_1``."""
        return f"{self.kind}.{self.name}"


@dataclass(frozen=True)
class Param:
    """A parameter of a query, in the order of ``$1``, ``$2``. ``default`` counts if ``has_default``."""

    name: str
    description: str | None
    default: Any
    has_default: bool


@dataclass(frozen=True)
class Query(Resource):
    """``sql`` is PostgreSQL text with ``$1``..``$n`` for ``params``; ``args`` are its own values or defaults."""

    sql: str
    params: tuple[Param, ...]
    args: tuple[Any, ...]
    database: str | None


@dataclass(frozen=True)
class With:
    """A query whose result a control's arguments may use (``with.name.rows[0].column``)."""

    name: str
    sql: str
    args: tuple[Any, ...]


@dataclass(frozen=True)
class Control(Resource):
    """``sql`` is the control's own or its query's; ``args`` fit ``$1``..``$n`` and are strings, numbers, booleans,
    lists, maps, None, or a ``Runtime`` where a ``with`` gives the value. ``query`` is a full name."""

    severity: str | None
    sql: str
    query: str | None
    args: tuple[Any, ...]
    params: tuple[Param, ...]
    width: int | None
    display: str | None
    database: str | None
    withs: tuple[With, ...]


@dataclass(frozen=True)
class Benchmark(Resource):
    """``children`` are benchmarks, controls and detections, in the order in which they are written."""

    children: tuple[Resource, ...] = field(repr=False)
    width: int | None
    display: str | None
    type: str | None


@dataclass(frozen=True)
class Block:
    """A block inside a resource, evaluated: a dashboard's container, chart, input and so on.

    A value that only a run can know is a ``Runtime``; a reference to a resource is its full name.
    """

    kind: str
    name: str | None
    attributes: Mapping[str, Any]
    blocks: tuple[Block, ...]
    source: Location


@dataclass(frozen=True)
class Generic(Resource):
    """A dashboard, a detection, or any other resource that is kept as it is written."""

    attributes: Mapping[str, Any]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Variable(Resource):
    """``type`` as written, such as ``list(string)``; ``origin`` is what set the value: "default", "unset",
    "environment", a file's name, "--var", "asked" or "require"."""

    type: str
    default: Any
    required: bool
    enum: tuple[Any, ...] | None
    value: Any
    origin: str


@dataclass(frozen=True)
class Requirement:
    """A mod that another one needs: its source as written, at most one of the versions that will do, a branch, a
    tag, a commit or the path of a folder, and values for its variables."""

    name: str
    version: str | None
    branch: str | None
    path: str | None
    tag: str | None
    commit: str | None
    args: Mapping[str, Any]
    source: Location


@dataclass(frozen=True)
class Mod(Resource):
    """``requires`` are the mods it needs, ``plugins`` the plugins with the least version wanted.

    ``folder`` holds its files; ``version`` is that of an installed dependency, else None.
    """

    folder: Path
    categories: tuple[str, ...]
    color: str | None
    icon: str | None
    database: str | None
    requires: tuple[Requirement, ...]
    plugins: Mapping[str, str | None]
    version: str | None = None
