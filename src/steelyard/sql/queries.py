"""SELECT, set operations, WITH and VALUES."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlglot import exp

from steelyard.sql import operators, sources
from steelyard.sql import types as t
from steelyard.sql.casts import coerce, common, common_type, convert, settle
from steelyard.sql.expressions import condition, ident, order_item, read, row_field
from steelyard.sql.flatten import flatten
from steelyard.sql.names import column_name
from steelyard.sql.needs import note
from steelyard.sql.nodes import DuckAgg, Node, Typed, both, column, fn, lam, number, op, quoted, var
from steelyard.sql.scope import Cte, Scope
from steelyard.sql.translation import Translation
from steelyard.sql.types import PgType
from steelyard.sql.values import PgError


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
        made = _set_operation(tr, e, scope)
    elif isinstance(e, exp.Values):
        made = _values(tr, e, scope)
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
    made = _wrap(tr, inner)
    _order_output(tr, e, made, scope)
    _limit(tr, e, made.node, scope)
    if ctes is not None:
        made.node.set("with_", ctes)
    return made


def _wrap(tr: Translation, inner: Query) -> Query:
    alias = tr.alias("q")
    items = [exp.Alias(this=column(c.duck, alias), alias=quoted(c.duck)) for c in inner.columns]
    node = exp.Select(expressions=items).from_(
        exp.Subquery(this=inner.node, alias=exp.TableAlias(this=quoted(alias))), copy=False
    )
    return Query(node, inner.columns)


def shown(tr: Translation, query: Query) -> Query:
    """The query with its intervals as text: Python's timedelta has no months."""
    if not any(_has_interval(c.type) for c in query.columns):
        return query
    made = _wrap(tr, query)
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


# WITH ------------------------------------------------------------------------------------------------


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
        if recursive and isinstance(cte.this, exp.Union) and _mentions(cte.this.expression, name):
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


def _mentions(e: Any, name: str) -> bool:
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
    converted = _converted(tr, second, [c.type for c in first.columns])
    return Query(exp.Union(this=first.node, expression=converted, distinct=bool(e.args.get("distinct"))), first.columns)


# Set operations and VALUES -----------------------------------------------------------------------------


def _converted(tr: Translation, query: Query, kinds: list[PgType]) -> Any:
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


def _set_operation(tr: Translation, e: Any, scope: Scope) -> Query:
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
    nodes = [_converted(tr, side, kinds) for side in (left, right)]
    columns = [Out(c.name, c.duck, k) for c, k in zip(left.columns, kinds, strict=True)]
    keyed = distinct and any(operators.differs(k) for k in kinds)
    modified = any(e.args.get(k) for k in ("order", "limit", "offset"))
    if word != "UNION":
        tr.aggregated = True
        if any(operators.differs(k) for k in kinds):
            if not distinct:
                raise tr.refuse(f"{word} ALL over these types ({', '.join(map(str, kinds))})", e)
            query = _by_keys(tr, nodes, columns, word)
            return _modify(tr, e, query, scope) if modified else query
        keyed = False
    nodes = [exp.Subquery(this=n) if isinstance(n, exp.SetOperation) or _modified(n) else n for n in nodes]
    made: Any = type(e)(this=nodes[0], expression=nodes[1], distinct=distinct and not keyed)
    query = Query(made, columns)
    if keyed or modified:
        query = _wrap(tr, query)
    if keyed:
        alias = query.node.args["from_"].this.alias
        keys = [operators.group_key(column(c.duck, alias), c.type) for c in columns]
        query.node.set("distinct", exp.Distinct(on=exp.Tuple(expressions=keys)))
        if modified:
            query = _wrap(tr, query)
    if modified:
        _order_output(tr, e, query, scope)
        _limit(tr, e, query.node, scope)
    return query


def _modify(tr: Translation, e: Any, query: Query, scope: Scope) -> Query:
    made = _wrap(tr, query)
    _order_output(tr, e, made, scope)
    _limit(tr, e, made.node, scope)
    return made


def _by_keys(tr: Translation, nodes: list[Any], columns: list[Out], word: str) -> Query:
    """EXCEPT and INTERSECT where equal values may be stored differently: by their keys."""
    left = _wrap(tr, Query(nodes[0], columns))
    right = tr.alias("q")
    alias = left.node.args["from_"].this.alias
    ducks = [c.duck for c in columns]
    tests = [
        op(
            operators.group_key(column(d, alias), c.type),
            "IS NOT DISTINCT FROM",
            operators.group_key(column(d, right), c.type),
        )
        for d, c in zip(ducks, columns, strict=True)
    ]
    other = exp.Subquery(this=nodes[1], alias=exp.TableAlias(this=quoted(right), columns=[quoted(d) for d in ducks]))
    inner = exp.Select(expressions=[number(1)]).from_(other, copy=False)
    inner.set("where", exp.Where(this=both(*tests)))
    found = fn("EXISTS", inner)
    left.node.set("where", exp.Where(this=found if word == "INTERSECT" else op(None, "NOT", found)))
    keys = [operators.group_key(column(d, alias), c.type) for d, c in zip(ducks, columns, strict=True)]
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


def _values(tr: Translation, e: Any, scope: Scope) -> Query:
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
    _order_output(tr, e, query, scope)
    _limit(tr, e, query.node, scope)
    return query


# SELECT ----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Item:
    """An entry of the select list."""

    name: str
    value: Typed


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
    keys = _group(tr, e, select, items, scope)
    having = e.args.get("having")
    if having is not None:
        scope.clause = "HAVING"
        scope.has_aggregate = True
        node = condition(tr, having.this, scope, "HAVING")
        select.set("having", exp.Having(this=_any_value(node, keys)))
        tr.aggregated = True
    for item in items:
        item.value.node = _any_value(item.value.node, keys)
    ducks = duck_names([i.name for i in items])
    columns = [Out(i.name, d, i.value.type) for i, d in zip(items, ducks, strict=True)]
    select.set(
        "expressions",
        [exp.Alias(this=i.value.node, alias=quoted(d)) for i, d in zip(items, ducks, strict=True)]
        or [exp.Alias(this=exp.Null(), alias=quoted("nothing"))],
    )
    query = Query(select, columns)
    scope.clause = "ORDER BY"
    finished = _finish(tr, e, query, items, keys, scope)
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
    from steelyard.sql.expressions import find_relation

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


# GROUP BY --------------------------------------------------------------------------------------------


def _group(tr: Translation, e: Any, select: Any, items: list[Item], scope: Scope) -> list[Node]:
    """Sets GROUP BY; gives the grouped expressions whose DuckDB key is another, to be read by ANY_VALUE."""
    group = e.args.get("group")
    if group is None:
        return []
    tr.aggregated = True
    scope.clause = "GROUP BY"
    keyed: list[Node] = []

    def key(x: Any) -> Node:
        place, value = _output_or_input(tr, x, items, scope)
        if operators.differs(value.type):
            keyed.append(value.node.copy())
            return operators.group_key(value.node.copy(), value.type)
        return number(place) if place is not None else value.node.copy()

    def entries(x: Any) -> Node:
        if isinstance(x, exp.Tuple):
            return exp.Tuple(expressions=[plain(y) for y in x.expressions])
        return plain(x.this if isinstance(x, exp.Paren) else x)

    def plain(x: Any) -> Node:
        _, value = _output_or_input(tr, x, items, scope)
        if operators.differs(value.type):
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


def _any_value(node: Node, keys: list[Node]) -> Node:
    if not keys or isinstance(node, DuckAgg):
        return node
    if any(node == k for k in keys):
        return DuckAgg(this="any_value", expressions=[node.copy()])
    for name, child in list(node.args.items()):
        if isinstance(child, exp.Expression):
            node.set(name, _any_value(child, keys))
        elif isinstance(child, list):
            node.set(name, [_any_value(c, keys) if isinstance(c, exp.Expression) else c for c in child])
    return node


# ORDER BY, DISTINCT, LIMIT -----------------------------------------------------------------------------


def _finish(tr: Translation, e: Any, query: Query, items: list[Item], keys: list[Node], scope: Scope) -> Query:
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
            chosen = [_any_value(operators.group_key(v.node.copy(), v.type), keys) for v in values]
            if order is not None:
                _check_distinct_on(tr, values, order, items, scope)
            node.set("distinct", exp.Distinct(on=exp.Tuple(expressions=chosen)))
        elif any(operators.differs(i.value.type) for i in items):
            chosen = [operators.group_key(i.value.node.copy(), i.value.type) for i in items]
            node.set("distinct", exp.Distinct(on=exp.Tuple(expressions=chosen)))
        else:
            node.set("distinct", exp.Distinct())
    if order is not None:
        made = []
        for x in order.expressions:
            value = _sortable(tr, x.this, items, scope)
            entry = order_item(Typed(_any_value(value.node.copy(), keys), value.type), x)
            places = [n for n, i in enumerate(items, 1) if i.value is value]
            if places and not operators.needs_key(value.type):
                entry.set("this", number(places[0]))
            made.append(entry)
        node.set("order", exp.Order(expressions=made))
    _limit(tr, e, node, scope)
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
    made = _wrap(tr, query)
    distinct = e.args.get("distinct")
    if distinct is not None:
        tr.aggregated = True
        if distinct.args.get("on") is not None:
            raise tr.refuse("DISTINCT ON beside a set-returning function", e)
        alias = made.node.args["from_"].this.alias
        if any(operators.differs(c.type) for c in made.columns):
            chosen = [operators.group_key(column(c.duck, alias), c.type) for c in made.columns]
            made.node.set("distinct", exp.Distinct(on=exp.Tuple(expressions=chosen)))
        else:
            made.node.set("distinct", exp.Distinct())
    _order_output(tr, e, made, scope)
    _limit(tr, e, made.node, scope)
    return made


def _order_output(tr: Translation, e: Any, query: Query, scope: Scope) -> None:
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
        if not operators.needs_key(out.type):
            entry.set("this", number(place))
        made.append(entry)
    query.node.set("order", exp.Order(expressions=made))


def _limit(tr: Translation, e: Any, node: Any, scope: Scope) -> None:
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
