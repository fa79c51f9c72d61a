"""ORDER BY, DISTINCT and LIMIT."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlglot import exp

from steelyard.sql import comparing
from steelyard.sql import types as t
from steelyard.sql.calls import order_item
from steelyard.sql.casts import coerce, settle
from steelyard.sql.nodes import DuckAgg, Node, Typed, column, fn, number
from steelyard.sql.resolve import ident
from steelyard.sql.scope import Scope
from steelyard.sql.translation import Translation
from steelyard.sql.trees import Query, wrapped


@dataclass(slots=True)
class Item:
    """An entry of the select list."""

    name: str
    value: Typed


def read_keys(node: Node, keys: list[Node]) -> Node:
    if not keys or isinstance(node, DuckAgg):
        return node
    if any(node == k for k in keys):
        return DuckAgg(this="any_value", expressions=[node.copy()])
    for name, child in list(node.args.items()):
        if isinstance(child, exp.Expression):
            node.set(name, read_keys(child, keys))
        elif isinstance(child, list):
            node.set(name, [read_keys(c, keys) if isinstance(c, exp.Expression) else c for c in child])
    return node


def finish(tr: Translation, e: Any, query: Query, items: list[Item], keys: list[Node], scope: Scope) -> Query:
    distinct, order = e.args.get("distinct"), e.args.get("order")
    if scope.has_srf and (order is not None or distinct is not None):
        return _finish_outside(tr, e, query, scope)
    node = query.node
    if distinct is not None:
        tr.aggregated = True
        on = distinct.args.get("on")
        if on is not None:
            entries = on.expressions if isinstance(on, exp.Tuple) else [on]
            values = [_sortable(tr, x, items, scope) for x in entries]
            chosen = [read_keys(comparing.group_key(v.node.copy(), v.type), keys) for v in values]
            if order is not None:
                _check_distinct_on(tr, values, order, items, scope)
            node.set("distinct", exp.Distinct(on=exp.Tuple(expressions=chosen)))
        elif any(comparing.differs(i.value.type) for i in items):
            chosen = [comparing.group_key(i.value.node.copy(), i.value.type) for i in items]
            node.set("distinct", exp.Distinct(on=exp.Tuple(expressions=chosen)))
        else:
            node.set("distinct", exp.Distinct())
    if order is not None:
        made = []
        for x in order.expressions:
            value = _sortable(tr, x.this, items, scope)
            entry = order_item(Typed(read_keys(value.node.copy(), keys), value.type), x)
            places = [n for n, i in enumerate(items, 1) if i.value is value]
            if places and not comparing.needs_key(value.type):
                entry.set("this", number(places[0]))
            made.append(entry)
        node.set("order", exp.Order(expressions=made))
    limit_rows(tr, e, node, scope)
    return query


def _check_distinct_on(tr: Translation, values: list[Typed], order: Any, items: list[Item], scope: Scope) -> None:
    left = [v.node for v in values]
    for x in order.expressions:
        node = _sortable(tr, x.this, items, scope).node
        if not left:
            return
        if node not in [v.node for v in values]:
            raise tr.error("SELECT DISTINCT ON expressions must match initial ORDER BY expressions", x)
        left = [n for n in left if n != node]


def _sortable(tr: Translation, x: Any, items: list[Item], scope: Scope) -> Typed:
    """ORDER BY's entry: a place, an output name before an input one, or an expression of the input."""
    if isinstance(x, exp.Literal) and not x.is_string and str(x.this).isdigit():
        place = int(x.this)
        if not 1 <= place <= len(items):
            raise tr.error(f"ORDER BY position {place} is not in select list", x)
        return items[place - 1].value
    if isinstance(x, exp.Column) and not x.table and isinstance(x.this, exp.Identifier):
        found = [i.value for i in items if i.name == ident(x.this)]
        if found:
            if any(v.node != found[0].node for v in found[1:]):
                raise tr.error(f'ORDER BY "{ident(x.this)}" is ambiguous', x)
            return found[0]
    value = settle(tr, tr.expr(x, scope))
    same = [i.value for i in items if i.value.node == value.node]
    return same[0] if same else value


def _finish_outside(tr: Translation, e: Any, query: Query, scope: Scope) -> Query:
    """ORDER BY and DISTINCT over a select list that makes rows: around it."""
    made = wrapped(tr, query)
    distinct = e.args.get("distinct")
    if distinct is not None:
        tr.aggregated = True
        if distinct.args.get("on") is not None:
            raise tr.refuse("DISTINCT ON beside a set-returning function", e)
        alias = made.node.args["from_"].this.alias
        if any(comparing.differs(c.type) for c in made.columns):
            chosen = [comparing.group_key(column(c.duck, alias), c.type) for c in made.columns]
            made.node.set("distinct", exp.Distinct(on=exp.Tuple(expressions=chosen)))
        else:
            made.node.set("distinct", exp.Distinct())
    order_output(tr, e, made, scope)
    limit_rows(tr, e, made.node, scope)
    return made


def order_output(tr: Translation, e: Any, query: Query, scope: Scope) -> None:
    """ORDER BY of a query whose output alone it may name."""
    order = e.args.get("order")
    if order is None:
        return
    made = []
    for x in order.expressions:
        place = None
        if isinstance(x.this, exp.Literal) and not x.this.is_string and str(x.this.this).isdigit():
            place = int(x.this.this)
        elif isinstance(x.this, exp.Column) and not x.this.table:
            places = [n for n, c in enumerate(query.columns, 1) if c.name == ident(x.this.this)]
            place = places[0] if places else None
        if place is None or not 1 <= place <= len(query.columns):
            raise tr.refuse("ORDER BY something that is not an output column here", x)
        out = query.columns[place - 1]
        source = query.node.expressions[place - 1].this.copy()
        entry = order_item(Typed(source, out.type), x)
        if not comparing.needs_key(out.type):
            entry.set("this", number(place))
        made.append(entry)
    query.node.set("order", exp.Order(expressions=made))


def limit_rows(tr: Translation, e: Any, node: Any, scope: Scope) -> None:
    limit, offset = e.args.get("limit"), e.args.get("offset")
    inner = Scope(scope.parent, ctes=scope.ctes, clause="LIMIT")
    if limit is not None:
        tr.aggregated = True
        if isinstance(limit, exp.Fetch):
            options = limit.args.get("limit_options")
            if options is not None and (options.args.get("with_ties") or options.args.get("percent")):
                raise tr.refuse("FETCH … WITH TIES", e)
            amount = limit.args.get("count") or exp.Literal.number(1)
        else:
            amount = limit.expression
        if not (
            isinstance(amount, exp.Null) or (isinstance(amount, exp.Column | exp.Var) and amount.name.lower() == "all")
        ):
            node.set("limit", exp.Limit(expression=_row_count(tr, amount, inner, "LIMIT")))
    if offset is not None:
        tr.aggregated = True
        node.set("offset", exp.Offset(expression=_row_count(tr, offset.expression, inner, "OFFSET")))


def _row_count(tr: Translation, e: Any, scope: Scope, word: str) -> Node:
    if isinstance(e, exp.Literal) and str(e.this).isdigit():
        return number(str(e.this))
    value = coerce(tr, tr.expr(e, scope), t.INT8)
    if isinstance(value.node, exp.Literal):
        return value.node
    return fn("pg_row_count", value.node, exp.Literal.string(word))
