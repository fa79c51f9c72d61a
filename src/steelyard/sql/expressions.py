"""The rewrite of each kind of expression node."""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from steelyard.sql import comparing, json_ops, moments, operators
from steelyard.sql import types as t
from steelyard.sql.casts import coerce, common, convert, settle
from steelyard.sql.dialect import PgBetween, PgCollate, PgIs, PgLike, PgOp
from steelyard.sql.guard import and_then, or_else
from steelyard.sql.nodes import (
    DuckAgg,
    DuckIndex,
    Node,
    Typed,
    boolean,
    case,
    cast,
    column,
    fn,
    listed,
    null,
    number,
    op,
    quoted,
    string,
    struct,
)
from steelyard.sql.scope import Scope
from steelyard.sql.translation import Translation, rewrites
from steelyard.sql.types import PgType
from steelyard.sql.values import PgError


@rewrites(PgOp)
def _operator(tr: Translation, e: Any, scope: Scope) -> Typed:
    right = e.args["expression"]
    if e.args.get("this") is None:
        if e.op == "-" and isinstance(right, exp.Literal) and not right.is_string:
            if str(right.this) == "9223372036854775808":
                return Typed(cast(string("-9223372036854775808"), "BIGINT"), t.INT8, constant=True)
            if str(right.this) == "2147483648":
                return Typed(cast(string("-2147483648"), "BIGINT"), t.INT8, constant=True)
        return operators.prefix(tr, e.op, tr.expr(right, scope))
    left = tr.expr(e.this, scope)
    every = _quantified(right)
    if every is not None:
        return _any_all(tr, e.op, left, right, every, scope, lambda a, b: operators.binary(tr, e.op, a, b).node)
    other = tr.expr(right, scope)
    return operators.binary(tr, e.op, left, other)


def _quantified(e: Any) -> bool | None:
    """Whether ``e`` is ALL (…); None when it is neither ANY nor ALL."""
    if isinstance(e, exp.Any):
        return False
    if isinstance(e, exp.All):
        return True
    if isinstance(e, exp.Anonymous) and str(e.this).lower() in {"all", "some", "any"}:
        return str(e.this).lower() == "all"
    return None


def _any_all(tr: Translation, name: str, left: Typed, e: Any, every: bool, scope: Scope, test: Any) -> Typed:
    inside = e.expressions[0] if isinstance(e, exp.Anonymous) else e.this
    while isinstance(inside, exp.Paren):
        inside = inside.this
    if isinstance(inside, exp.Query):
        return _any_query(tr, name, left, inside, every, scope, test)
    array = tr.expr(inside, scope)
    return Typed(operators.each_element(tr, name, left, array, every, test), t.BOOL)


def _any_query(tr: Translation, name: str, left: Typed, e: Any, every: bool, scope: Scope, test: Any) -> Typed:
    from steelyard.sql.queries import subquery

    node, columns = subquery(tr, e, scope)
    if len(columns) != 1:
        raise tr.error("subquery has too many columns", e)
    if name == "=" and not every:
        return _in_query(tr, left, node, columns[0][1])
    return _each_row(tr, node, columns[0][1], every, lambda value: test(left, value))


def _each_row(tr: Translation, node: Node, kind: PgType, every: bool, test: Any) -> Typed:
    """A test of every row of a query: three-valued, as ANY and ALL are."""
    alias = tr.alias("q")
    verdicts = DuckAgg(this="list", expressions=[test(Typed(column("c1", alias), kind))])
    # An unknown verdict must not become what no rows give.
    none = op(DuckAgg(this="count", expressions=[exp.Star()]), "=", number(0))
    verdict = case((none, boolean(every)), otherwise=fn("pg_every" if every else "pg_some", verdicts.copy()))
    source = exp.Subquery(this=node, alias=exp.TableAlias(this=quoted(alias), columns=[quoted("c1")]))
    return Typed(exp.Subquery(this=exp.Select(expressions=[verdict]).from_(source, copy=False)), t.BOOL)


@rewrites(exp.And)
def _and(tr: Translation, e: Any, scope: Scope) -> Typed:
    parts = [_truth(tr, x, scope, "AND") for x in (e.this, e.expression)]
    return Typed(and_then(parts[0], parts[1]), t.BOOL)


@rewrites(exp.Or)
def _or(tr: Translation, e: Any, scope: Scope) -> Typed:
    parts = [_truth(tr, x, scope, "OR") for x in (e.this, e.expression)]
    return Typed(or_else(parts[0], parts[1]), t.BOOL)


@rewrites(exp.Not)
def _not(tr: Translation, e: Any, scope: Scope) -> Typed:
    return Typed(op(None, "NOT", _truth(tr, e.this, scope, "NOT")), t.BOOL)


def _truth(tr: Translation, e: Any, scope: Scope, where: str) -> Node:
    value = tr.expr(e, scope)
    try:
        return operators.truth(tr, value, where)
    except PgError as error:
        raise tr.error(str(error), e) from error


def condition(tr: Translation, e: Any, scope: Scope, where: str) -> Node:
    """A condition of WHERE, ON, HAVING, FILTER or CASE, where unknown is as good as false."""
    while isinstance(e, exp.Paren):
        e = e.this
    if isinstance(e, exp.And | exp.Or):
        join = and_then if isinstance(e, exp.And) else or_else
        return join(condition(tr, e.this, scope, where), condition(tr, e.expression, scope, where), loose=True)
    return _truth(tr, e, scope, where)


@rewrites(exp.Paren)
def _paren(tr: Translation, e: Any, scope: Scope) -> Typed:
    return tr.expr(e.this, scope)


@rewrites(PgIs)
def _is(tr: Translation, e: Any, scope: Scope) -> Typed:
    value = tr.expr(e.this, scope)
    negate = bool(e.args.get("negate"))
    word = e.args["op"]
    if word == "NULL":
        if value.type.name == "record":
            return Typed(_row_null(value, negate), t.BOOL)
        node = settle(tr, value).node if value.parameter is not None else value.node
        return Typed(op(json_ops.bare_text(node), "IS NOT" if negate else "IS", null()), t.BOOL)
    node = operators.truth(tr, value, f"IS {word}")
    if word == "UNKNOWN":
        return Typed(op(node, "IS NOT" if negate else "IS", null()), t.BOOL)
    return Typed(op(node, "IS DISTINCT FROM" if negate else "IS NOT DISTINCT FROM", boolean(word == "TRUE")), t.BOOL)


def _row_null(value: Typed, negate: bool) -> Node:
    parts = comparing.row_fields(value)
    made: Node | None = None
    for part in parts:
        test = op(part.node, "IS NOT" if negate else "IS", null())
        made = test if made is None else op(made, "AND", test)
    return made if made is not None else boolean(not negate)


@rewrites(PgBetween)
def _between(tr: Translation, e: Any, scope: Scope) -> Typed:
    def side(low: Any, high: Any) -> Node:
        value = tr.expr(e.this, scope)
        at_least = comparing.compare(tr, ">=", value, tr.expr(low, scope)).node
        at_most = comparing.compare(tr, "<=", tr.expr(e.this, scope), tr.expr(high, scope)).node
        return op(at_least, "AND", at_most)

    made = side(e.args["low"], e.args["high"])
    if e.args.get("symmetric"):
        made = op(made, "OR", side(e.args["high"], e.args["low"]))
    return Typed(made, t.BOOL)


@rewrites(PgLike)
def _like(tr: Translation, e: Any, scope: Scope) -> Typed:
    left = tr.expr(e.this, scope)
    escape = e.args.get("escape")
    mark = tr.expr(escape, scope) if escape is not None else None
    pattern = e.args["expression"]
    every = _quantified(pattern)
    name = e.args["op"]

    def test(a: Typed, b: Typed) -> Node:
        made = operators.like(tr, name, a, b, mark)
        return op(None, "NOT", made) if e.args.get("negate") else made

    if every is None:
        return Typed(test(left, tr.expr(pattern, scope)), t.BOOL)
    return _any_all(tr, name, left, pattern, every, scope, test)


@rewrites(PgCollate)
def _collate(tr: Translation, e: Any, scope: Scope) -> Typed:
    value = settle(tr, tr.expr(e.this, scope))
    name = e.args["collation"].sql().strip('"')
    if name.split('."')[-1].strip('"') not in {"C", "POSIX", "default", "C.UTF-8", "ucs_basic"}:
        raise tr.refuse(f"COLLATE {name}", e)
    return value


@rewrites(exp.AtTimeZone)
def _at_time_zone(tr: Translation, e: Any, scope: Scope) -> Typed:
    return moments.at_time_zone(tr, tr.expr(e.this, scope), tr.expr(e.args["zone"], scope))


@rewrites(exp.In)
def _in(tr: Translation, e: Any, scope: Scope) -> Typed:
    left = tr.expr(e.this, scope)
    query = e.args.get("query")
    if query is not None:
        from steelyard.sql.queries import subquery

        node, columns = subquery(tr, query.this if isinstance(query, exp.Subquery) else query, scope)
        if left.type.name == "record":
            return _row_in_query(tr, left, node, columns, e)
        if len(columns) != 1:
            raise tr.error("subquery has too many columns", e)
        return _in_query(tr, left, node, columns[0][1])
    items = [tr.expr(x, scope) for x in e.expressions]
    plain = _plain_in(tr, left, items)
    if plain is not None:
        return Typed(plain, t.BOOL)
    made: Node | None = None
    for item in items:
        again = Typed(left.node.copy(), left.type, left.literal, left.parameter)
        test = comparing.compare(tr, "=", again, item).node
        made = test if made is None else op(made, "OR", test)
    assert made is not None
    return Typed(made, t.BOOL)


def _plain_in(tr: Translation, left: Typed, items: list[Typed]) -> Node | None:
    """``x IN (…)`` as DuckDB's own, for texts and integers beside constants of their kind."""
    if left.untyped or not (left.type.is_text or left.type.is_integer or left.type is t.BOOL):
        return None
    nodes = []
    for item in items:
        if item.untyped:
            item = coerce(tr, item, left.type)
        if (
            item.type.is_text != left.type.is_text
            or item.type.is_integer != left.type.is_integer
            or item.type.name == "record"
        ):
            return None
        if (item.type is t.BOOL and left.type is not t.BOOL) or item.type.name not in (
            *t.NUMBER_RANK,
            "text",
            "character varying",
            "boolean",
        ):
            return None
        if item.type.name == "numeric" or item.type.name in {"real", "double precision"}:
            return None
        nodes.append(item.node)
    if all(isinstance(n, exp.Literal) and json_ops.is_plain(str(n.this)) for n in nodes):
        return exp.Paren(this=exp.In(this=json_ops.bare_text(left.node), expressions=nodes))
    return exp.Paren(this=exp.In(this=left.node, expressions=nodes))


def _in_query(tr: Translation, left: Typed, node: Node, kind: PgType) -> Typed:
    if left.untyped:
        left = coerce(tr, left, kind)
    if comparing.needs_key(kind) or comparing.needs_key(left.type):
        if left.type != kind:
            raise PgError(f"IN (subquery) between {left.type} and {kind} is not supported")
        inner = tr.alias("q")
        key = comparing.group_key(column("c1", inner), kind)
        wrapped = exp.Select(expressions=[key]).from_(
            exp.Subquery(
                this=node, alias=exp.TableAlias(this=exp.to_identifier(inner), columns=[exp.to_identifier("c1")])
            )
        )
        left_node = comparing.group_key(left.node, left.type)
        return Typed(exp.Paren(this=exp.In(this=left_node, query=exp.Subquery(this=wrapped))), t.BOOL)
    comparing.sides(tr, "=", left, Typed(null(), kind))
    numeric = "numeric" in (left.type.name, kind.name)
    if numeric and not all(k.scale is not None or k.is_integer for k in (left.type, kind)):
        raise PgError(f"IN (subquery) between {left.type} and {kind} is not supported")
    return Typed(exp.Paren(this=exp.In(this=left.node, query=exp.Subquery(this=node))), t.BOOL)


def _row_in_query(tr: Translation, left: Typed, node: Node, columns: list[tuple[str, PgType]], e: Any) -> Typed:
    fields = comparing.row_fields(left)
    if len(fields) != len(columns):
        raise tr.error(
            "subquery has too few columns" if len(fields) > len(columns) else "subquery has too many columns", e
        )
    alias = tr.alias("q")
    names = [f"c{i}" for i in range(1, len(columns) + 1)]
    tests = [
        comparing.compare(tr, "=", f, Typed(column(n, alias), k)).node
        for f, n, (_, k) in zip(fields, names, columns, strict=True)
    ]
    made = tests[0]
    for test in tests[1:]:
        made = op(made, "AND", test)
    aliased = exp.Subquery(this=node, alias=exp.TableAlias(this=quoted(alias), columns=[quoted(n) for n in names]))
    rows = exp.Select(expressions=[exp.Alias(this=made, alias=quoted("c1"))]).from_(aliased, copy=False)
    return _each_row(tr, rows, t.BOOL, False, lambda value: value.node)


def data_type(tr: Translation, e: Any) -> tuple[PgType, tuple[int, ...]]:
    """The type that a cast names, and its modifier."""
    if e.this == exp.DType.ARRAY:
        inner, modifier = data_type(tr, e.expressions[0]) if e.expressions else (t.TEXT, ())
        return t.array_of(inner), modifier
    modifier = tuple(int(p.this.this) for p in e.expressions if isinstance(p, exp.DataTypeParam))
    if e.this == exp.DType.USERDEFINED:
        kind = e.args.get("kind")
        name = kind.sql() if isinstance(kind, exp.Expression) else str(kind)
    elif e.this == exp.DType.INTERVAL or isinstance(e.this, exp.Interval):
        name = "interval"
    else:
        name = e.this.value.lower() if isinstance(e.this, exp.DType) else str(e.this)
    found = _TYPES.get(name) or t.pg_type(name.removeprefix("pg_catalog.").strip('"') if '"char"' not in name else "?")
    if found is None:
        raise tr.refuse(f"type {name}", e)
    if modifier and found.name not in {"numeric", "character varying", "timestamp", "timestamptz"}:
        raise tr.refuse(f"type {name}{modifier}", e)
    return found, modifier if found.name in {"numeric", "character varying"} else ()


_TYPES = {
    "decimal": t.NUMERIC,
    "int": t.INT4,
    "double": t.FLOAT8,
    "float": t.FLOAT4,
    "timestampntz": t.TIMESTAMP,
    "timestampltz": t.TIMESTAMPTZ,
}


@rewrites(exp.Cast)
def _cast(tr: Translation, e: Any, scope: Scope) -> Typed:
    kind, modifier = data_type(tr, e.args["to"])
    inner = e.this
    if isinstance(inner, exp.Array) and kind.element is not None:
        items = [tr.expr(x, scope) for x in inner.expressions]
        if not items:
            return Typed(cast(listed([]), t.duck_name(kind)), kind)
        if all(i.untyped for i in items):
            made = [convert(tr, i, kind.element, modifier) for i in items]
            return Typed(listed([m.node for m in made]), t.array_of(made[0].type))
    value = tr.expr(inner, scope)
    try:
        return convert(tr, value, kind, modifier)
    except PgError as error:
        raise tr.error(str(error), e.this) from error


@rewrites(exp.Case)
def _case(tr: Translation, e: Any, scope: Scope) -> Typed:
    subject = e.args.get("this")
    tests: list[Node] = []
    values: list[Typed] = []
    for branch in e.args["ifs"]:
        if subject is not None:
            left = tr.expr(subject, scope)
            tests.append(comparing.compare(tr, "=", left, tr.expr(branch.this, scope)).node)
        else:
            tests.append(condition(tr, branch.this, scope, "CASE/WHEN"))
        values.append(tr.expr(branch.args["true"], scope))
    default = e.args.get("default")
    # The ELSE comes first where PostgreSQL chooses the common type.
    values.append(tr.expr(default, scope) if default is not None else Typed(null(), t.UNKNOWN, constant=True))
    made, kind = common(tr, values, "CASE")
    branches = [(test, value.node) for test, value in zip(tests, made, strict=False)]
    return Typed(case(*branches, otherwise=made[-1].node), kind)


@rewrites(exp.Array)
def _array(tr: Translation, e: Any, scope: Scope) -> Typed:
    if len(e.expressions) == 1 and isinstance(e.expressions[0], exp.Query):
        return array_query(tr, e.expressions[0], scope)
    items = [tr.expr(x, scope) for x in e.expressions]
    if not items:
        raise tr.error("cannot determine type of empty array", e)
    made, kind = common(tr, items, "ARRAY")
    return Typed(listed([m.node for m in made]), t.array_of(kind))


def array_query(tr: Translation, e: Any, scope: Scope) -> Typed:
    from steelyard.sql.queries import subquery

    node, columns = subquery(tr, e, scope)
    if len(columns) != 1:
        raise tr.error("subquery must return only one column", e)
    kind = t.array_of(columns[0][1])
    made = fn("coalesce", fn("array", node), cast(listed([]), t.duck_name(kind)))
    return Typed(made, kind)


@rewrites(exp.Bracket)
def _bracket(tr: Translation, e: Any, scope: Scope) -> Typed:
    value = tr.expr(e.this, scope)
    inside = e.expressions[0]
    if value.type is t.JSONB:
        return _json_subscript(tr, value, inside, scope)
    if value.type.element is None:
        raise tr.error(f"cannot subscript type {value.type} because it does not support subscripting", e)
    if isinstance(inside, exp.Slice):
        low = coerce(tr, tr.expr(inside.this, scope), t.INT4).node if inside.this is not None else number(1)
        high = (
            coerce(tr, tr.expr(inside.expression, scope), t.INT4).node
            if inside.expression is not None
            else fn("len", value.node.copy())
        )
        return Typed(fn("pg_slice", value.node, low, high), value.type)
    at = coerce(tr, tr.expr(inside, scope), t.INT4).node
    plain = isinstance(at, exp.Literal)
    made = DuckIndex(this=value.node, index=at if plain else fn("greatest", at, number(0)))
    return Typed(made, value.type.element)


def _json_subscript(tr: Translation, value: Typed, inside: Any, scope: Scope) -> Typed:
    key = tr.expr(inside, scope)
    if isinstance(inside, exp.Literal) and not inside.is_string and str(inside.this).isdigit():
        # Unlike ``->``, a subscript does not take a scalar for an array.
        return Typed(json_ops.extract(value.node, f"[{inside.this}]"), t.JSONB)
    if key.type.is_integer:
        raise tr.refuse("a subscript of jsonb that is not a constant", inside)
    return operators.binary(tr, "->", value, key)


@rewrites(exp.Tuple)
def _tuple(tr: Translation, e: Any, scope: Scope) -> Typed:
    return row_value(tr, [tr.expr(x, scope) for x in e.expressions])


def row_value(tr: Translation, items: list[Typed]) -> Typed:
    fields = tuple((f"f{i}", v.type) for i, v in enumerate(items, 1))
    return Typed(struct([v.node for v in items]), t.record(fields))


@rewrites(exp.Exists)
def _exists(tr: Translation, e: Any, scope: Scope) -> Typed:
    from steelyard.sql.queries import subquery

    node, _ = subquery(tr, e.this, scope, exists=True)
    return Typed(fn("EXISTS", node), t.BOOL)


@rewrites(exp.Subquery)
def _scalar_query(tr: Translation, e: Any, scope: Scope) -> Typed:
    from steelyard.sql.queries import subquery

    node, columns = subquery(tr, e.this, scope)
    if len(columns) != 1:
        raise tr.error("subquery must return only one column", e)
    return Typed(exp.Subquery(this=node), columns[0][1])


@rewrites(exp.Select, exp.Union, exp.Except, exp.Intersect)
def _bare_query(tr: Translation, e: Any, scope: Scope) -> Typed:
    return _scalar_query(tr, exp.Subquery(this=e), scope)
