"""The rewrite of each kind of expression node."""

from __future__ import annotations

import re
from typing import Any

from sqlglot import exp

from steelyard.sql import aggregates, functions, json_ops, operators, special
from steelyard.sql import types as t
from steelyard.sql.casts import coerce, common, convert, numeric_constant, settle
from steelyard.sql.dialect import PgBetween, PgCollate, PgIs, PgLike, PgOp
from steelyard.sql.guard import and_then, or_else
from steelyard.sql.nodes import (
    DuckAgg,
    DuckIndex,
    DuckOrder,
    DuckWindow,
    Node,
    Typed,
    boolean,
    case,
    cast,
    column,
    field,
    fn,
    listed,
    null,
    number,
    op,
    quoted,
    string,
    struct,
)
from steelyard.sql.scope import Column, Relation, Scope
from steelyard.sql.srf import SRFS
from steelyard.sql.translation import Translation, rewrites
from steelyard.sql.types import PgType
from steelyard.sql.values import PgError

# Constants -------------------------------------------------------------------------------------------


@rewrites(exp.Literal)
def _literal(tr: Translation, e: Any, scope: Scope) -> Typed:
    if e.is_string:
        return Typed(string(e.this), t.UNKNOWN, literal=e.this, constant=True)
    text = str(e.this).replace("_", "")
    if text.isdigit():
        value = int(text)
        if value < 1 << 31:
            return Typed(number(value), t.INT4, constant=True)
        if value < 1 << 63:
            return Typed(cast(number(value), "BIGINT"), t.INT8, constant=True)
    from steelyard.sql.numeric import numeric_in

    return numeric_constant(numeric_in(text))


@rewrites(exp.RawString, exp.National)
def _raw(tr: Translation, e: Any, scope: Scope) -> Typed:
    return Typed(string(e.this), t.UNKNOWN, literal=e.this, constant=True)


@rewrites(exp.ByteString)
def _escape_string(tr: Translation, e: Any, scope: Scope) -> Typed:
    return Typed(string(e.this), t.UNKNOWN, literal=e.this, constant=True)


@rewrites(exp.UnicodeString)
def _unicode_string(tr: Translation, e: Any, scope: Scope) -> Typed:
    if e.args.get("escape"):
        raise tr.refuse("UESCAPE", e)
    text = re.sub(
        r"\\(?:(\\)|\+([0-9a-fA-F]{6})|([0-9a-fA-F]{4}))", lambda m: m[1] or chr(int(m[2] or m[3], 16)), e.this
    )
    return Typed(string(text), t.UNKNOWN, literal=text, constant=True)


@rewrites(exp.Concat)
def _adjacent(tr: Translation, e: Any, scope: Scope) -> Typed:
    if not all(isinstance(x, exp.Literal) and x.is_string for x in e.expressions):
        raise tr.refuse("this constant", e)
    text = "".join(x.this for x in e.expressions)
    return Typed(string(text), t.UNKNOWN, literal=text, constant=True)


@rewrites(exp.Null)
def _null(tr: Translation, e: Any, scope: Scope) -> Typed:
    return Typed(null(), t.UNKNOWN, constant=True)


@rewrites(exp.Boolean)
def _boolean(tr: Translation, e: Any, scope: Scope) -> Typed:
    return Typed(boolean(bool(e.this)), t.BOOL, constant=True)


@rewrites(exp.Interval)
def _interval(tr: Translation, e: Any, scope: Scope) -> Typed:
    unit = e.args.get("unit")
    return operators.interval_constant(e.this.this, unit.name if unit else None)


@rewrites(exp.Parameter)
def _parameter(tr: Translation, e: Any, scope: Scope) -> Typed:
    if not isinstance(e.this, exp.Literal) or not e.this.this.isdigit() or int(e.this.this) < 1:
        raise tr.error("parameters are $1, $2, …", e)
    place = int(e.this.this)
    tr.highest_parameter = max(tr.highest_parameter, place)
    known = t.pg_type(tr.parameters.get(place, ""))
    if known is not None:
        # The first use gave it its type.
        untyped = Typed(exp.Parameter(this=number(place)), t.UNKNOWN, parameter=place)
        return convert(tr, untyped, known)
    return Typed(exp.Parameter(this=number(place)), t.UNKNOWN, parameter=place)


# Names -----------------------------------------------------------------------------------------------


@rewrites(exp.Column)
def _column(tr: Translation, e: Any, scope: Scope) -> Typed:
    if isinstance(e.this, exp.Star):
        raise tr.error("syntax error: * is not allowed here", e)
    name = ident(e.this)
    if e.args.get("db"):
        raise tr.refuse("a column with its schema's name", e)
    if not e.table:
        found = unqualified(tr, name, scope, e)
        if found is not None:
            return found
        raise tr.error(_no_column(name, scope), e)
    owner = ident(e.args["table"])
    relation = find_relation(scope, owner)
    if relation is None:
        raise tr.error(f'missing FROM-clause entry for table "{owner}"', e)
    columns = relation.find(name)
    if not columns:
        from difflib import get_close_matches

        near = get_close_matches(name, [c.name for c in relation.columns], 3)
        raise tr.error(f"column {owner}.{name} does not exist{_did_you_mean(near)}", e)
    if len(columns) > 1:
        raise tr.error(f'column reference "{name}" is ambiguous', e)
    return read(relation, columns[0])


def ident(e: Any) -> str:
    """An identifier's name, folded to lower case unless quoted, cut to 63 bytes as PostgreSQL cuts it."""
    name = str(e.this) if e.args.get("quoted") else str(e.this).lower()
    return name if len(name) < 64 else name.encode()[:63].decode(errors="ignore")


def read(relation: Relation | None, found: Column) -> Typed:
    """A column's value; the table's use is noted."""
    if relation is not None and relation.use is not None:
        relation.use.columns.add(found.name)
    return Typed(found.node.copy(), found.type)


def unqualified(tr: Translation, name: str, scope: Scope, e: Any) -> Typed | None:
    """A bare name: a column of the nearest scope that has it, or a whole row."""
    level: Scope | None = scope
    while level:
        merged = [c for c in level.merged if c.name == name]
        if merged:
            for relation in level.relations:
                if relation.use is not None and relation.find(name):
                    relation.use.columns.add(name)
            return read(None, merged[0])
        found = [(r, c) for r in level.relations for c in r.find(name) if name not in r.hidden]
        if len(found) > 1:
            raise tr.error(f'column reference "{name}" is ambiguous', e)
        if found:
            return read(*found[0])
        level = level.parent
    row = find_relation(scope, name)
    return whole_row(row) if row is not None else None


def find_relation(scope: Scope, name: str) -> Relation | None:
    """The nearest entry of FROM with that name."""
    level: Scope | None = scope
    while level:
        for relation in level.relations:
            if relation.name == name:
                return relation
        level = level.parent
    return None


def whole_row(relation: Relation) -> Typed:
    """A relation used as a value: its row, or the value of a function that gives one column."""
    if relation.scalar:
        return read(relation, relation.columns[0])
    if relation.use is not None:
        relation.use.whole = True
    fields = tuple((c.name, c.type) for c in relation.columns)
    row = struct([c.node.copy() for c in relation.columns])
    if relation.nullable:
        # The row that an outer join made up is null as a whole.
        there = op(c_node(relation, 0), "IS NOT", null())
        for i in range(1, len(relation.columns)):
            there = op(there, "OR", op(c_node(relation, i), "IS NOT", null()))
        row = case((there, struct([c.node.copy() for c in relation.columns])))
    return Typed(row, t.record(fields, relation.use is not None))


def c_node(relation: Relation, place: int) -> Node:
    """A copy of the expression that reads a column."""
    return relation.columns[place].node.copy()


def _did_you_mean(near: list[str]) -> str:
    return f"; did you mean {', '.join(near)}?" if near else ""


def _no_column(name: str, scope: Scope) -> str:
    from difflib import get_close_matches

    names: set[str] = set()
    level: Scope | None = scope
    while level:
        names |= {c.name for r in level.relations for c in r.columns}
        level = level.parent
    return f'column "{name}" does not exist{_did_you_mean(get_close_matches(name, sorted(names), 3))}'


@rewrites(exp.Dot)
def _dot(tr: Translation, e: Any, scope: Scope) -> Typed:
    if isinstance(e.expression, exp.Star):
        raise tr.error("(row).* is only allowed in a select list", e)
    if isinstance(e.this, exp.Identifier | exp.Column) and not isinstance(e.expression, exp.Identifier):
        if e.this.name.lower() != "pg_catalog":
            raise tr.error(f'schema "{e.this.name}" does not exist', e)
        return tr.expr(e.expression, scope)
    value = tr.expr(e.this, scope)
    return row_field(tr, value, ident(e.expression), e)


def row_field(tr: Translation, value: Typed, name: str, e: Any) -> Typed:
    """``(value).name``."""
    if value.type.name != "record":
        raise tr.error(f"column notation .{name} applied to type {value.type}, which is not a composite type", e)
    for place, (known, kind) in enumerate(value.type.fields, 1):
        if known == name:
            return Typed(field(value.node, f"f{place}"), kind)
    raise tr.error(f'column "{name}" not found in data type record', e)


# Operators -------------------------------------------------------------------------------------------


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
    parts = operators._fields(value)
    made: Node | None = None
    for part in parts:
        test = op(part.node, "IS NOT" if negate else "IS", null())
        made = test if made is None else op(made, "AND", test)
    return made if made is not None else boolean(not negate)


@rewrites(PgBetween)
def _between(tr: Translation, e: Any, scope: Scope) -> Typed:
    def side(low: Any, high: Any) -> Node:
        value = tr.expr(e.this, scope)
        at_least = operators.compare(tr, ">=", value, tr.expr(low, scope)).node
        at_most = operators.compare(tr, "<=", tr.expr(e.this, scope), tr.expr(high, scope)).node
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
    return special.at_time_zone(tr, tr.expr(e.this, scope), tr.expr(e.args["zone"], scope))


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
        test = operators.compare(tr, "=", again, item).node
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
    if operators.needs_key(kind) or operators.needs_key(left.type):
        if left.type != kind:
            raise PgError(f"IN (subquery) between {left.type} and {kind} is not supported")
        inner = tr.alias("q")
        key = operators.group_key(column("c1", inner), kind)
        wrapped = exp.Select(expressions=[key]).from_(
            exp.Subquery(
                this=node, alias=exp.TableAlias(this=exp.to_identifier(inner), columns=[exp.to_identifier("c1")])
            )
        )
        left_node = operators.group_key(left.node, left.type)
        return Typed(exp.Paren(this=exp.In(this=left_node, query=exp.Subquery(this=wrapped))), t.BOOL)
    operators.sides(tr, "=", left, Typed(null(), kind))
    numeric = "numeric" in (left.type.name, kind.name)
    if numeric and not all(k.scale is not None or k.is_integer for k in (left.type, kind)):
        raise PgError(f"IN (subquery) between {left.type} and {kind} is not supported")
    return Typed(exp.Paren(this=exp.In(this=left.node, query=exp.Subquery(this=node))), t.BOOL)


def _row_in_query(tr: Translation, left: Typed, node: Node, columns: list[tuple[str, PgType]], e: Any) -> Typed:
    fields = operators._fields(left)
    if len(fields) != len(columns):
        raise tr.error(
            "subquery has too few columns" if len(fields) > len(columns) else "subquery has too many columns", e
        )
    alias = tr.alias("q")
    names = [f"c{i}" for i in range(1, len(columns) + 1)]
    tests = [
        operators.compare(tr, "=", f, Typed(column(n, alias), k)).node
        for f, n, (_, k) in zip(fields, names, columns, strict=True)
    ]
    made = tests[0]
    for test in tests[1:]:
        made = op(made, "AND", test)
    aliased = exp.Subquery(this=node, alias=exp.TableAlias(this=quoted(alias), columns=[quoted(n) for n in names]))
    rows = exp.Select(expressions=[exp.Alias(this=made, alias=quoted("c1"))]).from_(aliased, copy=False)
    return _each_row(tr, rows, t.BOOL, False, lambda value: value.node)


# Casts, CASE, arrays, rows, subqueries -----------------------------------------------------------------


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
            tests.append(operators.compare(tr, "=", left, tr.expr(branch.this, scope)).node)
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
        return _array_query(tr, e.expressions[0], scope)
    items = [tr.expr(x, scope) for x in e.expressions]
    if not items:
        raise tr.error("cannot determine type of empty array", e)
    made, kind = common(tr, items, "ARRAY")
    return Typed(listed([m.node for m in made]), t.array_of(kind))


def _array_query(tr: Translation, e: Any, scope: Scope) -> Typed:
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
    return _row(tr, [tr.expr(x, scope) for x in e.expressions])


def _row(tr: Translation, items: list[Typed]) -> Typed:
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


# Calls -----------------------------------------------------------------------------------------------


@rewrites(exp.Anonymous)
def _call(tr: Translation, e: Any, scope: Scope) -> Typed:
    name = ident(e.this) if isinstance(e.this, exp.Identifier) else str(e.this).lower()
    if name == "array" and len(e.expressions) == 1 and isinstance(e.expressions[0], exp.Query):
        return _array_query(tr, e.expressions[0], scope)
    if name == "row":
        return _row(tr, [tr.expr(x, scope) for x in e.expressions])
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
    key = operators.sort_key(value.node, value.type) if operators.needs_key(value.type) else value.node
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
        keys.append(operators.group_key(value.node, value.type) if operators.needs_key(value.type) else value.node)
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


# Functions with a syntax of their own ------------------------------------------------------------------


@rewrites(exp.Extract)
def _extract(tr: Translation, e: Any, scope: Scope) -> Typed:
    name = e.this.this if isinstance(e.this, exp.Literal) else e.this.name
    return special.extract(tr, str(name), tr.expr(e.expression, scope))


@rewrites(exp.StrPosition)
def _position(tr: Translation, e: Any, scope: Scope) -> Typed:
    args = [tr.expr(e.this, scope), tr.expr(e.args["substr"], scope)]
    return functions.call(tr, "strpos", args, e)


@rewrites(exp.Substring)
def _substring(tr: Translation, e: Any, scope: Scope) -> Typed:
    parts = [e.this, e.args.get("start"), e.args.get("length")]
    if parts[1] is None and parts[2] is not None:
        parts[1] = exp.Literal.number(1)
    return functions.call(tr, "substring", [tr.expr(p, scope) for p in parts if p is not None], e)


@rewrites(exp.Trim)
def _trim(tr: Translation, e: Any, scope: Scope) -> Typed:
    name = {"LEADING": "ltrim", "TRAILING": "rtrim"}.get(str(e.args.get("position") or "").upper(), "btrim")
    args = [tr.expr(e.this, scope)]
    if e.args.get("expression") is not None:
        args.append(tr.expr(e.args["expression"], scope))
    return functions.call(tr, name, args, e)


@rewrites(exp.Overlay)
def _overlay(tr: Translation, e: Any, scope: Scope) -> Typed:
    value, new = settle(tr, tr.expr(e.this, scope)), settle(tr, tr.expr(e.expression, scope))
    start = coerce(tr, tr.expr(e.args["from_"], scope), t.INT4).node
    length = e.args.get("for_")
    size = coerce(tr, tr.expr(length, scope), t.INT4).node if length is not None else fn("length", new.node.copy())
    return Typed(fn("pg_overlay", value.node, new.node, start, size), t.TEXT)


@rewrites(exp.CurrentDate)
def _current_date(tr: Translation, e: Any, scope: Scope) -> Typed:
    return Typed(fn("pg_today"), t.DATE)


@rewrites(exp.CurrentTimestamp)
def _current_timestamp(tr: Translation, e: Any, scope: Scope) -> Typed:
    if e.this is not None:
        raise tr.refuse("current_timestamp with a precision", e)
    return Typed(fn("pg_now"), t.TIMESTAMPTZ)


@rewrites(exp.Localtimestamp)
def _localtimestamp(tr: Translation, e: Any, scope: Scope) -> Typed:
    return Typed(cast(fn("pg_now"), "TIMESTAMP"), t.TIMESTAMP)


@rewrites(exp.CurrentUser, exp.SessionUser)
def _user(tr: Translation, e: Any, scope: Scope) -> Typed:
    return Typed(string("steelyard"), t.TEXT)


@rewrites(exp.CurrentSchema)
def _schema(tr: Translation, e: Any, scope: Scope) -> Typed:
    return Typed(string("public"), t.TEXT)


@rewrites(exp.CurrentCatalog)
def _database(tr: Translation, e: Any, scope: Scope) -> Typed:
    return Typed(string("steelyard"), t.TEXT)
