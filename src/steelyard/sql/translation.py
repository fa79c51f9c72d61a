"""The state of one compilation, and the dispatch from a node of the tree to its rewrite."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlglot import exp

from steelyard.sql.errors import SqlError
from steelyard.sql.nodes import Typed
from steelyard.sql.scope import Scope, TableUse
from steelyard.sql.values import PgError

Rewrite = Callable[["Translation", Any, Scope], Typed]
REWRITES: dict[type[exp.Expression], Rewrite] = {}


def rewrites(*kinds: type[exp.Expression]) -> Callable[[Rewrite], Rewrite]:
    """Registers a function as the rewrite of these nodes."""

    def register(function: Rewrite) -> Rewrite:
        for kind in kinds:
            REWRITES[kind] = function
        return function

    return register


class Translation:
    """One query on its way to DuckDB."""

    def __init__(self, text: str, name: str, catalog: Mapping[str, Mapping[str, str]]) -> None:
        self.text = text
        self.name = name
        self.catalog = catalog
        self.uses: list[TableUse] = []
        self.aliases: set[str] = set()
        self.parameters: dict[int, str] = {}
        self.highest_parameter = 0
        self.aggregated = False
        self.flattened: set[str] = set()

    def alias(self, wanted: str) -> str:
        """A DuckDB alias that nothing else in the query has."""
        made, n = wanted.lower(), 1
        while made in self.aliases:
            n += 1
            made = f"{wanted.lower()}_{n}"
        self.aliases.add(made)
        return made

    def start(self, node: Any) -> int | None:
        """Where in the text the node stands."""
        if not isinstance(node, exp.Expression):
            return None
        found = [m.meta["start"] for m in _near(node) if "start" in m.meta]
        if found:
            return int(min(found))
        parent = node.parent
        while parent is not None:
            if "start" in parent.meta:
                return int(parent.meta["start"])
            parent = parent.parent
        return None

    def place(self, start: int | None) -> tuple[int, int]:
        """Line and column, from 1, of an offset."""
        if start is None:
            return 0, 0
        before = self.text[:start]
        return before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1

    def error(self, message: str, node: Any = None) -> SqlError:
        """The error to raise about a node of the source."""
        start = node if isinstance(node, int) else self.start(node)
        line, column = self.place(start)
        return SqlError(message, self.name, line, column)

    def refuse(self, construct: str, node: Any = None) -> SqlError:
        """The error for what has no translation."""
        return self.error(f"{construct} is not supported", node)

    def expr(self, node: Any, scope: Scope) -> Typed:
        """The translation of an expression."""
        rewrite = REWRITES.get(type(node))
        if rewrite is None:
            raise self.refuse(_construct(node), node)
        try:
            made = rewrite(self, node, scope)
        except PgError as error:
            raise self.error(str(error), node) from error
        if made.start is None:
            made.start = node.meta.get("start")
        return made


def _near(node: exp.Expression) -> Iterator[exp.Expression]:
    yield node
    if "start" not in node.meta:
        for child in node.iter_expressions():
            yield from _near(child)


def _construct(node: Any) -> str:
    try:
        text = node.sql(dialect="postgres")
    except Exception:
        text = type(node).__name__
    return f"{type(node).__name__} ({text[:60]})"
