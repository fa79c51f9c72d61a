"""What a query needs of each table: columns, and the constants it allows in them.

A filter is kept only when it holds for every row of every use of the table: a part of WHERE, of an inner join's ON, or
of an outer join's ON for the side that may be missing. More rows than needed do no harm; fewer would.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlglot import exp

from steelyard.sql.compile import TableNeed
from steelyard.sql.dialect import PgIs, PgOp
from steelyard.sql.scope import Relation, Scope, TableUse

Values = frozenset[object]
Found = dict[tuple[int, str], Values]


def note(e: Any, scope: Scope, relations: Iterable[Relation]) -> None:
    """Keeps what a condition says of the relations' tables."""
    uses = {id(r): r for r in relations if r.use is not None}
    for (key, column), values in _filters(e, scope).items():
        relation = uses.get(key)
        if relation is not None and relation.use is not None:
            _narrow(relation.use, column, values)


def _narrow(use: TableUse, column: str, values: Values) -> None:
    before = use.filters.get(column)
    kept = values if before is None else values & frozenset(before)
    use.filters[column] = tuple(sorted(kept, key=lambda v: (str(type(v)), v)))


def _filters(e: Any, scope: Scope) -> Found:
    while isinstance(e, exp.Paren):
        e = e.this
    if isinstance(e, exp.And):
        left, right = _filters(e.this, scope), _filters(e.expression, scope)
        return left | right | {k: left[k] & right[k] for k in left.keys() & right.keys()}
    if isinstance(e, exp.Or):
        left, right = _filters(e.this, scope), _filters(e.expression, scope)
        return {k: left[k] | right[k] for k in left.keys() & right.keys()}
    if isinstance(e, exp.Column):
        return _one(e, scope, "boolean", {True})
    if isinstance(e, exp.Not):
        inner = e.this
        while isinstance(inner, exp.Paren):
            inner = inner.this
        return _one(inner, scope, "boolean", {False}) if isinstance(inner, exp.Column) else {}
    if isinstance(e, PgIs) and not e.args.get("negate") and e.args["op"] in {"TRUE", "FALSE"}:
        return _one(e.this, scope, "boolean", {e.args["op"] == "TRUE"})
    if isinstance(e, exp.In) and e.expressions:
        return _equal(e.this, e.expressions, scope)
    if isinstance(e, PgOp) and e.op == "=":
        return _equality(e, scope)
    return {}


def _equality(e: Any, scope: Scope) -> Found:
    left, right = e.args["this"], e.args["expression"]
    if isinstance(right, exp.Any):
        inside = right.this
        while isinstance(inside, exp.Paren):
            inside = inside.this
        if isinstance(inside, exp.Cast) and isinstance(inside.this, exp.Array):
            inside = inside.this
        return _equal(left, inside.expressions, scope) if isinstance(inside, exp.Array) else {}
    if isinstance(left, exp.Column):
        return _equal(left, [right], scope)
    return _equal(right, [left], scope)


def _equal(column: Any, constants: list[Any], scope: Scope) -> Found:
    if not isinstance(column, exp.Column) or not constants:
        return {}
    values: set[object] = set()
    kinds: set[str] = set()
    for constant in constants:
        found = _constant(constant)
        if found is None:
            return {}
        kinds.add(found[0])
        values.add(found[1])
    return _one(column, scope, kinds.pop(), values) if len(kinds) == 1 else {}


def _constant(e: Any) -> tuple[str, object] | None:
    while isinstance(e, exp.Paren):
        e = e.this
    if (
        isinstance(e, exp.Cast)
        and e.args["to"].this in {exp.DType.TEXT, exp.DType.VARCHAR}
        and not e.args["to"].expressions
    ):
        e = e.this
    if isinstance(e, exp.Literal):
        if e.is_string:
            return "text", e.this
        return ("bigint", int(e.this)) if str(e.this).isdigit() else None
    if isinstance(e, exp.Boolean):
        return "boolean", bool(e.this)
    return None


_TEXTS = {"text", "character varying"}


def _one(e: Any, scope: Scope, kind: str, values: set[object]) -> Found:
    if not isinstance(e, exp.Column):
        return {}
    from steelyard.sql.resolve import ident

    name = ident(e.this) if isinstance(e.this, exp.Identifier) else None
    owner = ident(e.args["table"]) if e.args.get("table") else None
    found = [
        (relation, column)
        for relation in scope.relations
        if owner in (None, relation.name)
        for column in relation.find(name or "")
    ]
    if len(found) != 1 or found[0][0].use is None:
        return {}
    relation, column = found[0]
    actual = column.type.name
    if kind == "text" and actual == "boolean":
        from steelyard.sql.values import PgError, bool_in

        try:
            values = {bool_in(str(v)) for v in values}
        except PgError:
            return {}
    elif (
        (kind == "text" and actual not in _TEXTS)
        or (kind == "boolean" and actual != "boolean")
        or (kind == "bigint" and actual not in {"smallint", "integer", "bigint"})
    ):
        return {}
    return {(id(relation), column.name): frozenset(values)}


def collect(uses: list[TableUse], catalog: Mapping[str, Mapping[str, str]]) -> dict[str, TableNeed]:
    """The needs of a query from the uses of its tables."""
    made: dict[str, TableNeed] = {}
    for table in dict.fromkeys(use.table for use in uses):
        own = [use for use in uses if use.table == table]
        columns: set[str] = set()
        for use in own:
            columns |= set(catalog[table]) if use.whole else use.columns
        shared = set(own[0].filters)
        for use in own[1:]:
            shared &= set(use.filters)
        filters = {c: tuple(dict.fromkeys(v for use in own for v in use.filters[c])) for c in sorted(shared)}
        made[table] = TableNeed(frozenset(columns), filters)
    return made
