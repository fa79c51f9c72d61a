"""UNION, INTERSECT, EXCEPT and VALUES."""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from steelyard.sql import comparing
from steelyard.sql import types as t
from steelyard.sql.casts import common, common_type, convert
from steelyard.sql.nodes import Typed, both, column, fn, number, op, quoted
from steelyard.sql.ordering import limit_rows, order_output
from steelyard.sql.scope import Scope
from steelyard.sql.translation import Translation
from steelyard.sql.trees import Out, Query, wrapped
from steelyard.sql.types import PgType
from steelyard.sql.values import PgError


def converted(tr: Translation, query: Query, kinds: list[PgType]) -> Any:
    """The query's node with its columns converted to these types."""
    if all(c.type == k for c, k in zip(query.columns, kinds, strict=True)):
        return query.node
    alias = tr.alias("q")
    items = []
    for out, kind in zip(query.columns, kinds, strict=True):
        value = Typed(column(out.duck, alias), out.type)
        (made,), _ = common(tr, [value], "UNION") if out.type == kind else ([_to(tr, value, kind)], kind)
        items.append(exp.Alias(this=made.node, alias=quoted(out.duck)))
    source = exp.Subquery(this=query.node, alias=exp.TableAlias(this=quoted(alias)))
    return exp.Select(expressions=items).from_(source, copy=False)


def _to(tr: Translation, value: Typed, kind: PgType) -> Typed:
    if kind.name == "numeric" and kind.scale is None:
        from steelyard.sql.casts import dynamic

        return dynamic(tr, value)
    return convert(tr, value, kind)


def set_operation(tr: Translation, e: Any, scope: Scope) -> Query:
    from steelyard.sql.queries import build

    left = build(tr, e.this, scope, settle_types=False)
    right = build(tr, e.expression, scope, settle_types=False)
    word = {exp.Union: "UNION", exp.Except: "EXCEPT", exp.Intersect: "INTERSECT"}[type(e)]
    if len(left.columns) != len(right.columns):
        raise tr.error(f"each {word} query must have the same number of columns", e.expression)
    kinds = []
    for a, b in zip(left.columns, right.columns, strict=True):
        items = [Typed(exp.Null(), a.type), Typed(exp.Null(), b.type)]
        try:
            _, kind = _union_type(tr, items, word)
        except PgError as error:
            raise tr.error(str(error), e.expression) from error
        kinds.append(kind)
    distinct = bool(e.args.get("distinct"))
    nodes = [converted(tr, side, kinds) for side in (left, right)]
    columns = [Out(c.name, c.duck, k) for c, k in zip(left.columns, kinds, strict=True)]
    keyed = distinct and any(comparing.differs(k) for k in kinds)
    modified = any(e.args.get(k) for k in ("order", "limit", "offset"))
    if word != "UNION":
        tr.aggregated = True
        if any(comparing.differs(k) for k in kinds):
            if not distinct:
                raise tr.refuse(f"{word} ALL over these types ({', '.join(map(str, kinds))})", e)
            query = _by_keys(tr, nodes, columns, word)
            return _modify(tr, e, query, scope) if modified else query
        keyed = False
    nodes = [exp.Subquery(this=n) if isinstance(n, exp.SetOperation) or _modified(n) else n for n in nodes]
    made: Any = type(e)(this=nodes[0], expression=nodes[1], distinct=distinct and not keyed)
    query = Query(made, columns)
    if keyed or modified:
        query = wrapped(tr, query)
    if keyed:
        alias = query.node.args["from_"].this.alias
        keys = [comparing.group_key(column(c.duck, alias), c.type) for c in columns]
        query.node.set("distinct", exp.Distinct(on=exp.Tuple(expressions=keys)))
        if modified:
            query = wrapped(tr, query)
    if modified:
        order_output(tr, e, query, scope)
        limit_rows(tr, e, query.node, scope)
    return query


def _modify(tr: Translation, e: Any, query: Query, scope: Scope) -> Query:
    made = wrapped(tr, query)
    order_output(tr, e, made, scope)
    limit_rows(tr, e, made.node, scope)
    return made


def _by_keys(tr: Translation, nodes: list[Any], columns: list[Out], word: str) -> Query:
    """EXCEPT and INTERSECT where equal values may be stored differently: by their keys."""
    left = wrapped(tr, Query(nodes[0], columns))
    right = tr.alias("q")
    alias = left.node.args["from_"].this.alias
    ducks = [c.duck for c in columns]
    tests = [
        op(
            comparing.group_key(column(d, alias), c.type),
            "IS NOT DISTINCT FROM",
            comparing.group_key(column(d, right), c.type),
        )
        for d, c in zip(ducks, columns, strict=True)
    ]
    other = exp.Subquery(this=nodes[1], alias=exp.TableAlias(this=quoted(right), columns=[quoted(d) for d in ducks]))
    inner = exp.Select(expressions=[number(1)]).from_(other, copy=False)
    inner.set("where", exp.Where(this=both(*tests)))
    found = fn("EXISTS", inner)
    left.node.set("where", exp.Where(this=found if word == "INTERSECT" else op(None, "NOT", found)))
    keys = [comparing.group_key(column(d, alias), c.type) for d, c in zip(ducks, columns, strict=True)]
    left.node.set("distinct", exp.Distinct(on=exp.Tuple(expressions=keys)))
    return left


def _modified(node: Any) -> bool:
    return any(node.args.get(k) for k in ("order", "limit", "offset", "with_"))


def _union_type(tr: Translation, items: list[Typed], word: str) -> tuple[None, PgType]:
    kinds = [i.type for i in items if i.type is not t.UNKNOWN]
    if not kinds:
        return None, t.TEXT
    kind = kinds[0]
    for other in kinds[1:]:
        kind = common_type(kind, other, word)
    if kind.name == "numeric":
        scales = {k.scale if k.name == "numeric" else 0 if k.is_integer else None for k in kinds}
        if len(scales) > 1 or len(kinds) < len(items):
            return None, t.NUMERIC
        kind = t.numeric(scales.pop())
    return None, kind


def values_list(tr: Translation, e: Any, scope: Scope) -> Query:
    rows = [
        list(x.expressions) if isinstance(x, exp.Tuple) else [x.this if isinstance(x, exp.Paren) else x]
        for x in e.expressions
    ]
    width = len(rows[0])
    if any(len(row) != width for row in rows):
        raise tr.error("VALUES lists must all be the same length", e)
    scope.clause = "VALUES"
    cells = [[tr.expr(x, scope) for x in row] for row in rows]
    columns: list[Out] = []
    for i in range(width):
        try:
            made, kind = common(tr, [row[i] for row in cells], "VALUES")
        except PgError as error:
            raise tr.error(str(error), e) from error
        columns.append(Out(f"column{i + 1}", f"column{i + 1}", kind))
        for row, value in zip(cells, made, strict=True):
            row[i] = value
    tuples = [exp.Tuple(expressions=[v.node for v in row]) for row in cells]
    alias = tr.alias("v")
    source = exp.Values(
        expressions=tuples, alias=exp.TableAlias(this=quoted(alias), columns=[quoted(c.duck) for c in columns])
    )
    items = [exp.Alias(this=column(c.duck, alias), alias=quoted(c.duck)) for c in columns]
    query = Query(exp.Select(expressions=items).from_(source, copy=False), columns)
    order_output(tr, e, query, scope)
    limit_rows(tr, e, query.node, scope)
    return query
