"""Functions in FROM as UNNEST in a select list, with WHERE's parts as deep as they may stand.

``FROM t, jsonb_array_elements(t.x) e WHERE c(t) AND d(e)`` could be a LATERAL join, but then DuckDB joins the elements
back to their rows by value, and calls the function for rows that ``c`` would drop, where it may fail. PostgreSQL
filters first. So it becomes ``FROM (SELECT t.…, unnest(…) FROM t WHERE c(t)) f WHERE d(f)``, one level for each
function.
"""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from steelyard.sql.guard import conjunction
from steelyard.sql.nodes import Node, case, column, fn, listed, number, op, quoted
from steelyard.sql.translation import Translation

ROWS = "rows"


def flatten(tr: Translation, select: Any, conditions: list[Node]) -> None:
    """Sets WHERE of a finished select and takes the functions out of its joins."""
    joins = list(select.args.get("joins") or [])
    source = select.args.get("from_")
    left = list(conditions)
    if source is not None and any(_rows(j) for j in joins) and not _unmovable(source.this, joins):
        left = _levels(tr, select, source.this, joins, left)
    if left:
        select.set("where", exp.Where(this=conjunction(left)))


def _rows(join: Any) -> bool:
    """Whether the join is a function's, and keeps or drops rows by the function alone."""
    if ROWS not in join.this.meta:
        return False
    on = join.args.get("on")
    return not join.side or (join.side == "LEFT" and isinstance(on, exp.Boolean) and bool(on.this))


def _unmovable(first: Any, joins: list[Any]) -> bool:
    return any(j.side in {"RIGHT", "FULL"} for j in joins) or any(
        isinstance(x, exp.Paren) for x in (first, *(j.this for j in joins))
    )


def _alias(node: Any) -> str:
    return str(node.args["alias"].this.this)


def _tables(node: Any) -> set[str]:
    return {c.table for c in node.find_all(exp.Column) if c.table}


def _levels(tr: Translation, select: Any, first: Any, joins: list[Any], conditions: list[Node]) -> list[Node]:
    every = {_alias(first), *(_alias(j.this) for j in joins)}
    current, level, inside = first, [], {_alias(first)}
    left = list(conditions)
    rest = list(joins)
    while rest:
        join = rest.pop(0)
        if not _rows(join):
            level.append(join)
            inside.add(_alias(join.this))
            continue
        now = [c for c in left if _tables(c) & every <= inside]
        left = [c for c in left if not any(c is n for n in now)]
        on = join.args.get("on")
        if on is not None and not isinstance(on, exp.Boolean):
            left.insert(0, on)
        current, inside = _level(tr, select, current, level, rest, join, now, left, inside)
        every |= inside
        level = []
    select.set("from_", exp.From(this=current))
    select.set("joins", level)
    return left


def _level(
    tr: Translation,
    select: Any,
    current: Any,
    level: list[Any],
    rest: list[Any],
    join: Any,
    now: list[Node],
    left: list[Node],
    inside: set[str],
) -> tuple[Any, set[str]]:
    """One derived table: what is before the function, and the function's rows beside it."""
    lists, ducks = join.this.meta[ROWS]
    alias = tr.alias("f")
    merged = inside | {_alias(join.this)}
    select.set("from_", None)
    select.set("joins", [])
    used: dict[str, tuple[str, str]] = {}
    for root in (select, *(j for j in rest), *left):
        _rename(root, merged, alias, used, tr.flattened)
    tr.flattened.add(alias)
    own = _alias(join.this)
    items = [
        exp.Alias(this=column(name, table), alias=quoted(shown))
        for shown, (table, name) in used.items()
        if table != own
    ]
    for x, duck in zip(lists, ducks, strict=True):
        values = _or_null(x) if join.side == "LEFT" else x
        items.append(exp.Alias(this=fn("unnest", values), alias=quoted(f"{own}.{duck}")))
    inner = exp.Select(expressions=items)
    inner.set("from_", exp.From(this=current))
    inner.set("joins", level)
    if now:
        inner.set("where", exp.Where(this=conjunction(now)))
    return exp.Subquery(this=inner, alias=exp.TableAlias(this=quoted(alias))), {alias}


def _or_null(x: Node) -> Node:
    return case((op(fn("len", x.copy()), ">", number(0)), x), otherwise=listed([exp.Null()]))


def _rename(root: Any, merged: set[str], alias: str, used: dict[str, tuple[str, str]], made_here: set[str]) -> None:
    for node in list(root.find_all(exp.Column)):
        table = node.table
        if table in merged:
            name = node.name
            shown = name if table in made_here else f"{table}.{name}"
            used[shown] = (table, name)
            node.set("this", quoted(shown))
            node.set("table", quoted(alias))
