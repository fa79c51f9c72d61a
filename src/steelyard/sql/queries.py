"""SELECT, set operations, WITH and VALUES."""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from steelyard.sql import calls, comparing, constants, resolve, sources, syntax
from steelyard.sql import types as t
from steelyard.sql.casts import common_type, settle
from steelyard.sql.expressions import condition
from steelyard.sql.flatten import flatten
from steelyard.sql.names import column_name
from steelyard.sql.needs import note
from steelyard.sql.nodes import Node, Typed, column, fn, lam, number, quoted, var
from steelyard.sql.ordering import Item, finish, limit_rows, order_output, read_keys
from steelyard.sql.resolve import ident, read, row_field
from steelyard.sql.scope import Cte, Scope
from steelyard.sql.setops import converted, set_operation, values_list
from steelyard.sql.translation import Translation
from steelyard.sql.trees import Out, Query, duck_names, wrapped
from steelyard.sql.types import PgType

# Importing them fills the table of rewrites.
ROOMS = (calls, constants, resolve, syntax)

_SELECT_PARTS = {
    "with_", "expressions", "from_", "joins", "where", "group", "having", "distinct", "order", "limit", "offset",
    "windows", "laterals",
}  # fmt: skip


def subquery(tr: Translation, e: Any, scope: Scope, exists: bool = False) -> tuple[Node, list[tuple[str, PgType]]]:
    """A query inside an expression."""
    tr.aggregated = True
    made = build(tr, e, scope, settle_types=not exists)
    return made.node, [(c.name, c.type) for c in made.columns]


def build(tr: Translation, e: Any, parent: Scope | None, settle_types: bool = True) -> Query:
    """The translation of any query.

    Raises:
        SqlError: It has what PostgreSQL or this room refuses.
    """
    if isinstance(e, exp.Subquery) and e.args.get("alias") is None:
        return _parenthesised(tr, e, parent)
    scope = Scope(parent)
    ctes = _with(tr, e, scope)
    if isinstance(e, exp.Select):
        made = _select(tr, e, scope, settle_types)
    elif isinstance(e, exp.SetOperation):
        made = set_operation(tr, e, scope)
    elif isinstance(e, exp.Values):
        made = values_list(tr, e, scope)
    else:
        raise tr.error("only SELECT, VALUES and WITH queries can be run", e)
    if ctes is not None:
        made.node.set("with_", ctes)
    return made


def _parenthesised(tr: Translation, e: Any, parent: Scope | None) -> Query:
    scope = Scope(parent)
    ctes = _with(tr, e, scope)
    inner = build(tr, e.this, scope)
    if ctes is None and not any(e.args.get(k) for k in ("order", "limit", "offset")):
        return inner
    made = wrapped(tr, inner)
    order_output(tr, e, made, scope)
    limit_rows(tr, e, made.node, scope)
    if ctes is not None:
        made.node.set("with_", ctes)
    return made


def shown(tr: Translation, query: Query) -> Query:
    """The query with its intervals as text: Python's timedelta has no months."""
    if not any(_has_interval(c.type) for c in query.columns):
        return query
    made = wrapped(tr, query)
    alias = made.node.args["from_"].this.alias
    for item, out in zip(made.node.expressions, query.columns, strict=True):
        if _has_interval(out.type):
            item.set("this", _interval_texts(column(out.duck, alias), out.type))
    return made


def _has_interval(kind: PgType) -> bool:
    return kind is t.INTERVAL or (kind.element is not None and _has_interval(kind.element))


def _interval_texts(node: Node, kind: PgType) -> Node:
    if kind.element:
        return fn("list_transform", node, lam("t", _interval_texts(var("t"), kind.element)))
    return fn("pg_interval_text", node)


def _with(tr: Translation, e: Any, scope: Scope) -> Any:
    given = e.args.get("with_")
    if given is None:
        return None
    made = []
    recursive = bool(given.args.get("recursive"))
    for cte in given.expressions:
        alias = cte.args["alias"]
        name = ident(alias.this)
        if name in scope.ctes:
            raise tr.error(f'WITH query name "{name}" specified more than once', cte)
        columns = [ident(c) for c in alias.args.get("columns") or []]
        duck = tr.alias(name)
        if recursive and isinstance(cte.this, exp.Union) and mentions(cte.this.expression, name):
            inner = _recursive(tr, cte.this, scope, name, duck, columns)
        else:
            inner = build(tr, cte.this, scope)
            _rename(tr, inner, columns, cte)
        scope.ctes[name] = Cte(duck, [(c.name, c.duck, c.type) for c in inner.columns])
        materialized = cte.args.get("materialized")
        made.append(
            exp.CTE(
                this=inner.node,
                alias=exp.TableAlias(this=quoted(duck), columns=[quoted(c.duck) for c in inner.columns]),
                materialized=materialized,
            )
        )
    return exp.With(expressions=made, recursive=recursive)


def mentions(e: Any, name: str) -> bool:
    return any(isinstance(x, exp.Table) and x.name.lower() == name for x in e.find_all(exp.Table))


def _rename(tr: Translation, query: Query, columns: list[str], e: Any) -> None:
    if len(columns) > len(query.columns):
        raise tr.error(f"table has {len(query.columns)} columns available but {len(columns)} columns specified", e)
    for out, name in zip(query.columns, columns, strict=False):
        out.name = name
    for out, duck in zip(query.columns, duck_names([c.name for c in query.columns]), strict=True):
        out.duck = duck


def _recursive(tr: Translation, e: Any, scope: Scope, name: str, duck: str, columns: list[str]) -> Query:
    tr.aggregated = True
    if e.args.get("with_") or e.args.get("order") or e.args.get("limit"):
        raise tr.refuse("ORDER BY, LIMIT or WITH in a recursive query", e)
    first = build(tr, e.this, scope)
    _rename(tr, first, columns, e)
    scope.ctes[name] = Cte(duck, [(c.name, c.duck, c.type) for c in first.columns])
    second = build(tr, e.expression, scope)
    if len(first.columns) != len(second.columns):
        raise tr.error("each UNION query must have the same number of columns", e)
    for number_, (a, b) in enumerate(zip(first.columns, second.columns, strict=True), 1):
        kind = common_type(a.type, b.type, "UNION")
        if kind.name != a.type.name:
            raise tr.error(
                f'recursive query "{name}" column {number_} has type {a.type} in non-recursive term '
                f"but type {kind} overall",
                e,
            )
    again = converted(tr, second, [c.type for c in first.columns])
    return Query(exp.Union(this=first.node, expression=again, distinct=bool(e.args.get("distinct"))), first.columns)


def _select(tr: Translation, e: Any, scope: Scope, settle_types: bool) -> Query:
    for part, value in e.args.items():
        if value and part not in _SELECT_PARTS:
            raise tr.refuse(
                {"locks": "FOR UPDATE", "into": "SELECT INTO", "sample": "TABLESAMPLE"}.get(part, part.upper()), e
            )
    select = exp.Select()
    sources.build_from(tr, e, select, scope)
    for window in e.args.get("windows") or []:
        scope.windows[ident(window.this)] = window
    where = e.args.get("where")
    conditions: list[Node] = []
    if where is not None:
        scope.clause = "WHERE"
        conditions = [condition(tr, part, scope, "WHERE") for part in _conjuncts(where.this)]
        note(where.this, scope, scope.relations)
    scope.clause = "SELECT"
    items = _items(tr, e, scope, settle_types)
    keys = group_by(tr, e, select, items, scope)
    having = e.args.get("having")
    if having is not None:
        scope.clause = "HAVING"
        scope.has_aggregate = True
        node = condition(tr, having.this, scope, "HAVING")
        select.set("having", exp.Having(this=read_keys(node, keys)))
        tr.aggregated = True
    for item in items:
        item.value.node = read_keys(item.value.node, keys)
    ducks = duck_names([i.name for i in items])
    columns = [Out(i.name, d, i.value.type) for i, d in zip(items, ducks, strict=True)]
    select.set(
        "expressions",
        [exp.Alias(this=i.value.node, alias=quoted(d)) for i, d in zip(items, ducks, strict=True)]
        or [exp.Alias(this=exp.Null(), alias=quoted("nothing"))],
    )
    query = Query(select, columns)
    scope.clause = "ORDER BY"
    finished = finish(tr, e, query, items, keys, scope)
    flatten(tr, select, conditions)
    return finished


def _conjuncts(e: Any) -> list[Any]:
    while isinstance(e, exp.Paren):
        e = e.this
    return [*_conjuncts(e.this), *_conjuncts(e.expression)] if isinstance(e, exp.And) else [e]


def _items(tr: Translation, e: Any, scope: Scope, settle_types: bool) -> list[Item]:
    made: list[Item] = []
    for x in e.expressions:
        if isinstance(x, exp.Star):
            if x.args.get("except_") or x.args.get("replace") or x.args.get("rename"):
                raise tr.refuse("* with EXCEPT or REPLACE", x)
            if not scope.relations:
                raise tr.error("SELECT * with no tables specified is not valid", x)
            made += [Item(name, value) for name, value in sources.star(scope)]
        elif isinstance(x, exp.Column) and isinstance(x.this, exp.Star):
            made += _relation_star(tr, x, scope)
        elif isinstance(x, exp.Dot) and isinstance(x.expression, exp.Star):
            made += _row_star(tr, x, scope)
        else:
            inner = x.this if isinstance(x, exp.Alias) else x
            name = ident(x.args["alias"]) if isinstance(x, exp.Alias) else column_name(tr, x)
            value = tr.expr(inner, scope)
            made.append(Item(name, settle(tr, value) if settle_types or value.parameter is not None else value))
    return made


def _relation_star(tr: Translation, x: Any, scope: Scope) -> list[Item]:
    from steelyard.sql.resolve import find_relation

    owner = ident(x.args["table"])
    relation = find_relation(scope, owner)
    if relation is None:
        raise tr.error(f'missing FROM-clause entry for table "{owner}"', x)
    return [Item(c.name, read(relation, c)) for c in relation.columns]


def _row_star(tr: Translation, x: Any, scope: Scope) -> list[Item]:
    value = tr.expr(x.this, scope)
    if value.type.name != "record":
        raise tr.error(f"type {value.type} is not composite", x)
    return [Item(name, row_field(tr, Typed(value.node.copy(), value.type), name, x)) for name, _ in value.type.fields]


def group_by(tr: Translation, e: Any, select: Any, items: list[Item], scope: Scope) -> list[Node]:
    """Sets GROUP BY; gives the grouped expressions whose DuckDB key is another, to be read by ANY_VALUE."""
    group = e.args.get("group")
    if group is None:
        return []
    tr.aggregated = True
    scope.clause = "GROUP BY"
    keyed: list[Node] = []

    def key(x: Any) -> Node:
        place, value = _output_or_input(tr, x, items, scope)
        if comparing.differs(value.type):
            keyed.append(value.node.copy())
            return comparing.group_key(value.node.copy(), value.type)
        return number(place) if place is not None else value.node.copy()

    def entries(x: Any) -> Node:
        if isinstance(x, exp.Tuple):
            return exp.Tuple(expressions=[plain(y) for y in x.expressions])
        return plain(x.this if isinstance(x, exp.Paren) else x)

    def plain(x: Any) -> Node:
        _, value = _output_or_input(tr, x, items, scope)
        if comparing.differs(value.type):
            raise tr.refuse(f"grouping sets over {value.type}", x)
        return value.node.copy()

    simple: list[Any] = []
    for x in group.expressions:
        if isinstance(x, exp.GroupingSets | exp.Rollup | exp.Cube):
            kind = type(x)
            simple.append(kind(expressions=[_grouping(y, entries) for y in x.expressions]))
        elif isinstance(x, exp.Tuple) and not x.expressions:
            simple.append(exp.GroupingSets(expressions=[exp.Tuple()]))
        else:
            simple.append(key(x))
    for name in ("grouping_sets", "rollup", "cube"):
        for x in group.args.get(name) or []:
            simple.append(type(x)(expressions=[_grouping(y, entries) for y in x.expressions]))
    if group.args.get("all") or group.args.get("totals"):
        raise tr.refuse("GROUP BY ALL", group)
    scope.clause = "SELECT"
    select.set("group", exp.Group(expressions=simple))
    return keyed


def _grouping(x: Any, entries: Any) -> Node:
    if isinstance(x, exp.GroupingSets | exp.Rollup | exp.Cube):
        return type(x)(expressions=[_grouping(y, entries) for y in x.expressions])
    made: Node = entries(x)
    return made


def _output_or_input(tr: Translation, x: Any, items: list[Item], scope: Scope) -> tuple[int | None, Typed]:
    """GROUP BY's entry: a place, a name (an input column before an output one), or an expression."""
    if isinstance(x, exp.Literal) and not x.is_string and str(x.this).isdigit():
        place = int(x.this)
        if not 1 <= place <= len(items):
            raise tr.error(f"GROUP BY position {place} is not in select list", x)
        return place, items[place - 1].value
    if isinstance(x, exp.Column) and not x.table and isinstance(x.this, exp.Identifier):
        name = ident(x.this)
        inputs = any(r.find(name) for r in scope.relations)
        places = [i for i, item in enumerate(items, 1) if item.name == name]
        if not inputs and places:
            return places[0], items[places[0] - 1].value
    value = settle(tr, tr.expr(x, scope))
    for place, item in enumerate(items, 1):
        if item.value.node == value.node:
            return place, item.value
    return None, value
