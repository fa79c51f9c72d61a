"""Calls of functions, aggregates and window functions."""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from steelyard.sql import aggregates, comparing, functions
from steelyard.sql import types as t
from steelyard.sql.casts import settle
from steelyard.sql.expressions import array_query, condition, row_value
from steelyard.sql.nodes import DuckOrder, DuckWindow, Node, Typed, cast, fn
from steelyard.sql.resolve import find_relation, ident, whole_row
from steelyard.sql.scope import Scope
from steelyard.sql.srf import SRFS
from steelyard.sql.translation import Translation, rewrites


@rewrites(exp.Anonymous)
def _call(tr: Translation, e: Any, scope: Scope) -> Typed:
    name = ident(e.this) if isinstance(e.this, exp.Identifier) else str(e.this).lower()
    if name == "array" and len(e.expressions) == 1 and isinstance(e.expressions[0], exp.Query):
        return array_query(tr, e.expressions[0], scope)
    if name == "row":
        return row_value(tr, [tr.expr(x, scope) for x in e.expressions])
    if name in aggregates.AGGREGATES or name in aggregates.ORDERED_SETS:
        return aggregate_call(tr, name, e, scope, aggregates.Leaf())
    if name in aggregates.WINDOWS:
        raise tr.error(f"window function {name} requires an OVER clause", e)
    if name == "grouping":
        values = [tr.expr(x, scope) for x in e.expressions]
        return Typed(cast(fn("grouping", *(v.node for v in values)), "INTEGER"), t.INT4)
    if (name in SRFS and name not in functions.FUNCTIONS) or name == "regexp_matches":
        return _srf_in_select(tr, name, e, scope)
    args = [_argument(tr, x, scope) for x in e.expressions]
    return functions.call(tr, name, args, e)


def _argument(tr: Translation, e: Any, scope: Scope) -> Typed:
    if isinstance(e, exp.Kwarg):
        return tr.expr(e.expression, scope)
    if isinstance(e, exp.Column) and isinstance(e.this, exp.Star):
        relation = find_relation(scope, ident(e.args["table"]))
        if relation is None:
            raise tr.error(f'missing FROM-clause entry for table "{e.table}"', e)
        return whole_row(relation)
    if isinstance(e, exp.Distinct | exp.Order | exp.Star):
        raise tr.error("DISTINCT, ORDER BY and * are only allowed in aggregates", e)
    return tr.expr(e, scope)


def _srf_in_select(tr: Translation, name: str, e: Any, scope: Scope) -> Typed:
    if scope.clause != "SELECT":
        raise tr.error(f"set-returning functions are not allowed in {scope.clause}", e)
    if scope.has_nested_srf:
        raise tr.refuse("a set-returning function inside another", e)
    scope.has_nested_srf = True
    made = SRFS[name](tr, [_argument(tr, x, scope) for x in e.expressions])
    scope.has_nested_srf = False
    scope.has_srf = True
    if made.packed:
        fields = tuple((n or name, k) for n, k in made.columns)
        return Typed(fn("unnest", made.lists[0]), t.record(fields))
    if len(made.lists) > 1:
        raise tr.refuse(f"{name} of several arrays in a select list", e)
    return Typed(fn("unnest", made.lists[0]), made.columns[0][1])


def order_items(tr: Translation, ordered: list[Any], scope: Scope) -> list[Node]:
    """ORDER BY's entries inside an aggregate or a window."""
    return [order_item(settle(tr, tr.expr(o.this, scope)), o) for o in ordered]


def order_item(value: Typed, o: Any) -> Node:
    """One entry: nulls are the greatest values."""
    desc = bool(o.args.get("desc"))
    first = o.args.get("nulls_first")
    key = comparing.sort_key(value.node, value.type) if comparing.needs_key(value.type) else value.node
    return DuckOrder(this=key, desc=desc, nulls_first=desc if first is None else bool(first))


def aggregate_call(tr: Translation, name: str, e: Any, scope: Scope, leaf: aggregates.Leaf) -> Typed:
    """An aggregate's call, with what stands inside its parentheses."""
    if scope.clause not in {"SELECT", "HAVING", "ORDER BY"} and leaf.window is None:
        raise tr.error(f"aggregate functions are not allowed in {scope.clause}", e)
    if leaf.window is None:
        scope.has_aggregate = True
    tr.aggregated = True
    args: list[Any] = list(e.expressions)
    order: list[Any] = []
    if args and isinstance(args[-1], exp.Order):
        order = args[-1].expressions
        args[-1] = args[-1].this
    if args and isinstance(args[0], exp.Distinct):
        leaf.distinct = True
        args = [*args[0].expressions, *args[1:]]
    elif args and isinstance(args[0], exp.Order) and isinstance(args[0].this, exp.Distinct):
        leaf.distinct = True
        args = list(args[0].this.expressions)
    inner = _inside(scope)
    leaf.order = order_items(tr, order, inner)
    if len(args) == 1 and isinstance(args[0], exp.Star):
        args = []
        if name != "count":
            raise tr.error(f"{name}(*) does not exist", e)
    elif name == "count" and not args:
        raise tr.error("count(*) must be used to call a parameterless aggregate function", e)
    values = [_argument(tr, x, inner) for x in args]
    if name in aggregates.ORDERED_SETS:
        raise tr.error(f"WITHIN GROUP is required for ordered-set aggregate {name}", e)
    return aggregates.AGGREGATES[name](tr, values, leaf)


def _inside(scope: Scope) -> Scope:
    """The scope inside an aggregate's parentheses, where no other aggregate may stand."""
    return Scope(scope.parent, scope.relations, scope.merged, scope.ctes, "an aggregate function's arguments")


@rewrites(exp.Filter)
def _filter(tr: Translation, e: Any, scope: Scope) -> Typed:
    return _with_leaf(tr, e, scope, aggregates.Leaf())


def _with_leaf(tr: Translation, e: Any, scope: Scope, leaf: aggregates.Leaf) -> Typed:
    if isinstance(e, exp.Filter):
        leaf.filter = condition(tr, e.expression.this, _inside(scope), "FILTER")
        return _with_leaf(tr, e.this, scope, leaf)
    if isinstance(e, exp.WithinGroup):
        return _within(tr, e, scope, leaf)
    if not isinstance(e, exp.Anonymous):
        raise tr.refuse("FILTER or OVER here", e)
    name = str(e.this).lower()
    if name in aggregates.WINDOWS and leaf.window is not None:
        values = [_argument(tr, x, scope) for x in e.expressions]
        tr.aggregated = True
        return aggregates.WINDOWS[name](tr, values, leaf)
    if name not in aggregates.AGGREGATES:
        raise tr.error(f"{name} is not an aggregate function", e)
    return aggregate_call(tr, name, e, scope, leaf)


@rewrites(exp.WithinGroup)
def _within_group(tr: Translation, e: Any, scope: Scope) -> Typed:
    return _within(tr, e, scope, aggregates.Leaf())


def _within(tr: Translation, e: Any, scope: Scope, leaf: aggregates.Leaf) -> Typed:
    call = e.this
    name = str(call.this).lower() if isinstance(call, exp.Anonymous) else ""
    ordered = e.expression.expressions
    if name not in aggregates.ORDERED_SETS or len(ordered) != 1:
        raise tr.refuse("WITHIN GROUP here", e)
    scope.has_aggregate = True
    tr.aggregated = True
    inner = _inside(scope)
    args = [_argument(tr, x, inner) for x in call.expressions]
    value = settle(tr, tr.expr(ordered[0].this, inner))
    return aggregates.ordered_set(tr, name, args, value, bool(ordered[0].args.get("desc")), leaf)


@rewrites(exp.Window)
def _window(tr: Translation, e: Any, scope: Scope) -> Typed:
    if scope.clause not in {"SELECT", "ORDER BY"}:
        raise tr.error(f"window functions are not allowed in {scope.clause}", e)
    scope.has_window = True
    spec = window_spec(tr, e, scope)
    return _with_leaf(tr, e.this, scope, aggregates.Leaf(window=spec))


def window_spec(tr: Translation, e: Any, scope: Scope) -> Node:
    """``OVER (…)``; a named window is written out."""
    base = e.args.get("alias")
    partition: list[Any] = list(e.args.get("partition_by") or [])
    order = e.args.get("order")
    spec = e.args.get("spec")
    if base is not None:
        named = scope.windows.get(ident(base) if isinstance(base, exp.Identifier) else str(base).lower())
        if not isinstance(named, exp.Window):
            raise tr.error(f'window "{base}" does not exist', e)
        partition = partition or list(named.args.get("partition_by") or [])
        order = order or named.args.get("order")
        spec = spec or named.args.get("spec")
    keys = []
    for x in partition:
        value = settle(tr, tr.expr(x, scope))
        keys.append(comparing.group_key(value.node, value.type) if comparing.needs_key(value.type) else value.node)
    items = order_items(tr, order.expressions, scope) if order is not None else None
    return DuckWindow(partition=keys, order=items, frame=_frame(tr, spec) if spec is not None else None)


def _frame(tr: Translation, spec: Any) -> str:
    kind = str(spec.args.get("kind") or "").upper()
    if kind not in {"ROWS", "RANGE", "GROUPS"}:
        raise tr.refuse(f"a window frame in {kind}", spec)

    def bound(value: Any, side: Any) -> str:
        if isinstance(value, str):
            return f"{value.upper()} {str(side or '').upper()}".strip()
        if isinstance(value, exp.Literal) and not value.is_string:
            return f"{value.this} {str(side).upper()}"
        raise tr.refuse("this window frame", spec)

    start = bound(spec.args.get("start"), spec.args.get("start_side"))
    end = spec.args.get("end")
    frame = (
        f"{kind} BETWEEN {start} AND {bound(end, spec.args.get('end_side'))}"
        if end
        else f"{kind} BETWEEN {start} AND CURRENT ROW"
    )
    exclude = spec.args.get("exclude")
    return frame + (f" EXCLUDE {str(exclude).upper()}" if exclude else "")
