"""A translated query and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlglot import exp

from steelyard.sql.nodes import column, quoted
from steelyard.sql.translation import Translation
from steelyard.sql.types import PgType


@dataclass(slots=True)
class Out:
    """An output column: PostgreSQL's name, DuckDB's name, type."""

    name: str
    duck: str
    type: PgType


@dataclass(slots=True)
class Query:
    """A translated query: a tree that may stand in parentheses, and its columns."""

    node: Any
    columns: list[Out]


def wrapped(tr: Translation, inner: Query) -> Query:
    alias = tr.alias("q")
    items = [exp.Alias(this=column(c.duck, alias), alias=quoted(c.duck)) for c in inner.columns]
    node = exp.Select(expressions=items).from_(
        exp.Subquery(this=inner.node, alias=exp.TableAlias(this=quoted(alias))), copy=False
    )
    return Query(node, inner.columns)


def duck_names(names: list[str]) -> list[str]:
    """The names, told apart where DuckDB, which folds case, would not."""
    made: list[str] = []
    seen: set[str] = set()
    for name in names:
        wanted, n = name or "column", 1
        while wanted.lower() in seen:
            n += 1
            wanted = f"{name}_{n}"
        seen.add(wanted.lower())
        made.append(wanted)
    return made
