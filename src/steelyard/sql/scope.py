"""What a name means: relations with their columns, the scopes that nest, and what a query uses of a table."""

from __future__ import annotations

from dataclasses import dataclass, field

from steelyard.sql.nodes import Node
from steelyard.sql.types import PgType


@dataclass(slots=True)
class Column:
    """A column: PostgreSQL's name for it, the expression that reads it in DuckDB, its type."""

    name: str
    node: Node
    type: PgType


@dataclass(slots=True)
class TableUse:
    """One occurrence of a catalog table in a query."""

    table: str
    columns: set[str] = field(default_factory=set)
    filters: dict[str, tuple[object, ...]] = field(default_factory=dict)
    whole: bool = False


@dataclass(slots=True)
class Relation:
    """An entry of FROM.

    ``scalar`` marks a function that gives one column: its alias used as a value is that column.
    ``nullable`` marks one whose rows an outer join may make up.
    ``hidden`` holds columns that ``*`` and whole-row use pass over (USING merges them).
    """

    name: str
    columns: list[Column]
    scalar: bool = False
    use: TableUse | None = None
    hidden: set[str] = field(default_factory=set)
    nullable: bool = False

    def find(self, name: str) -> list[Column]:
        return [c for c in self.columns if c.name == name]


@dataclass(slots=True)
class Cte:
    """A WITH query: its DuckDB name and its columns' names, DuckDB names and types."""

    duck: str
    columns: list[tuple[str, str, PgType]]


@dataclass(slots=True)
class Scope:
    """The names that an expression sees: its own FROM, then those around it."""

    parent: Scope | None = None
    relations: list[Relation] = field(default_factory=list)
    merged: list[Column] = field(default_factory=list)
    ctes: dict[str, Cte | None] = field(default_factory=dict)
    clause: str = "SELECT"
    windows: dict[str, object] = field(default_factory=dict)
    has_aggregate: bool = False
    has_window: bool = False
    has_srf: bool = False
    has_nested_srf: bool = False

    def cte(self, name: str) -> Cte | None:
        scope: Scope | None = self
        while scope:
            if name in scope.ctes:
                return scope.ctes[name]
            scope = scope.parent
        return None
