"""Operators: PostgreSQL's choice of operator by the types of its sides, and the rewrite of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlglot import exp

from steelyard.sql import json_ops
from steelyard.sql import types as t
from steelyard.sql.casts import coerce, common, common_type, convert, dynamic, interval_node, let, settle, to_text
from steelyard.sql.nodes import (
    DuckList,
    Node,
    Typed,
    both,
    carry,
    cast,
    field,
    fn,
    lam,
    number,
    op,
    string,
    struct,
    var,
)
from steelyard.sql.regex import regex_match, similar_to
from steelyard.sql.translation import Translation
from steelyard.sql.types import PgType
from steelyard.sql.values import PgError, interval_in

COMPARE = {"=", "<>", "<", ">", "<=", ">="}
Binary = Callable[[Translation, Typed, Typed], Typed]


def no_operator(left: PgType | None, name: str, right: PgType) -> PgError:
    """PostgreSQL's words for an operator that types do not have."""
    before = f"{left} " if left else ""
    return PgError(f"operator does not exist: {before}{name} {right}")


def binary(tr: Translation, name: str, left: Typed, right: Typed) -> Typed:
    """``left name right``.

    Raises:
        PgError: No such operator for these types.
    """
    if name in COMPARE:
        return compare(tr, name, left, right)
    if name in {"is distinct from", "is not distinct from"}:
        return distinct(tr, name, left, right)
    rewrite = BINARY.get(name)
    if rewrite is None:
        raise PgError(f"operator {name} is not supported")
    return rewrite(tr, left, right)


# Comparison ------------------------------------------------------------------------------------------


def sides(tr: Translation, name: str, left: Typed, right: Typed) -> tuple[Typed, Typed, PgType]:
    """Both sides with one type, as a comparison or a sum wants them."""
    if left.untyped and right.untyped:
        return settle(tr, left), settle(tr, right), t.TEXT
    if left.untyped:
        left = coerce(tr, left, right.type)
    elif right.untyped:
        right = coerce(tr, right, left.type)
    try:
        kind = common_type(left.type, right.type)
    except PgError:
        raise no_operator(left.type, name, right.type) from None
    if kind.name == "numeric":
        if all(s.type.scale is not None or s.type.is_integer for s in (left, right)):
            return convert(tr, left, t.NUMERIC), convert(tr, right, t.NUMERIC), kind
        return dynamic(tr, left), dynamic(tr, right), t.NUMERIC
    if kind.name in {"smallint", "integer", "bigint"}:
        return left, right, kind
    if left.type.is_text and right.type.is_text:
        return left, right, t.TEXT
    return coerce(tr, left, kind), coerce(tr, right, kind), kind


def compare(tr: Translation, name: str, left: Typed, right: Typed) -> Typed:
    """``=``, ``<`` and their like."""
    if left.type.name == "record" and right.type.name == "record":
        return rows(tr, name, left, right)
    a, b, kind = sides(tr, name, left, right)
    if kind.is_text and name in {"=", "<>"}:
        x, y = bare_sides(a.node, b.node)
        return Typed(op(x, name, y), t.BOOL)
    made = compare_nodes(name, a.node, b.node, kind)
    return Typed(made, t.BOOL)


def bare_sides(a: Node, b: Node) -> tuple[Node, Node]:
    """Both sides of ``=``; beside a plain constant, ``->>`` need not tell an object from a string."""
    if isinstance(b, exp.Literal) and json_ops.is_plain(str(b.this)):
        return json_ops.bare_text(a), b
    if isinstance(a, exp.Literal) and json_ops.is_plain(str(a.this)):
        return a, json_ops.bare_text(b)
    return a, b


def compare_nodes(name: str, a: Node, b: Node, kind: PgType) -> Node:
    """A comparison of two DuckDB values that carry one PostgreSQL type."""
    if kind.name == "json" or kind.name == "jsonpath":
        raise no_operator(kind, name, kind)
    if kind.name == "numeric" and kind.scale is None:
        return op(fn("pg_numeric_cmp", a, b), name, number(0))
    if kind.name == "jsonb":
        return json_ops.compare(name, a, b)
    if kind.name == "inet" and name not in {"=", "<>"}:
        return op(fn("pg_inet_key", a), name, fn("pg_inet_key", b))
    if kind.name == "cidr" and name not in {"=", "<>"}:
        return op(fn("pg_inet_key", a), name, fn("pg_inet_key", b))
    if kind.element and needs_key(kind.element):
        return op(sort_key(a, kind), name, sort_key(b, kind))
    return op(a, name, b)


def needs_key(kind: PgType) -> bool:
    """Whether equal values of the type may differ in what DuckDB stores, or their order does."""
    if kind.element:
        return needs_key(kind.element)
    if kind.name == "record":
        return any(needs_key(f) for _, f in kind.fields)
    return kind.name in {"jsonb", "inet", "cidr"} or (kind.name == "numeric" and kind.scale is None)


def differs(kind: PgType) -> bool:
    """Whether equal values of the type may differ in what DuckDB stores."""
    if kind.element:
        return differs(kind.element)
    if kind.name == "record":
        return any(differs(f) for _, f in kind.fields)
    return kind.name == "jsonb" or (kind.name == "numeric" and kind.scale is None)


def sort_key(node: Node, kind: PgType) -> Node:
    """A value whose order and equality in DuckDB are PostgreSQL's for ``node``."""
    if kind.element:
        return fn("list_transform", node, lam("k", sort_key(var("k"), kind.element))) if needs_key(kind) else node
    if kind.name == "jsonb":
        return fn("pg_jsonb_key", node)
    if kind.name in {"inet", "cidr"}:
        return fn("pg_inet_key", node)
    if kind.name == "numeric" and kind.scale is None:
        return fn("pg_numeric_key", node)
    return node


def group_key(node: Node, kind: PgType) -> Node:
    """A value that is equal in DuckDB where PostgreSQL's values are equal."""
    if kind.name == "jsonb":
        return fn("pg_jsonb_same", node)
    if kind.name in {"inet", "cidr"}:
        return node
    return sort_key(node, kind)


def distinct(tr: Translation, name: str, left: Typed, right: Typed) -> Typed:
    """``IS [NOT] DISTINCT FROM``."""
    a, b, kind = sides(tr, "=", left, right)
    if kind.name == "json":
        raise no_operator(kind, "=", kind)
    x, y = (group_key(a.node, a.type), group_key(b.node, b.type)) if needs_key(a.type) else (a.node, b.node)
    return Typed(op(x, name.upper(), y), t.BOOL)


def rows(tr: Translation, name: str, left: Typed, right: Typed) -> Typed:
    """Row comparison, field by field: DuckDB's own gives no unknown for a null inside."""
    a, b = _fields(left), _fields(right)
    if len(a) != len(b):
        raise PgError("unequal number of entries in row expressions")
    pairs = list(zip(a, b, strict=True))
    if name in {"=", "<>"}:
        equal = both(*(compare(tr, "=", x, y).node for x, y in pairs))
        return Typed(equal if name == "=" else op(None, "NOT", equal), t.BOOL)
    strict = name[0]
    made = compare(tr, name, *pairs[-1]).node
    for x, y in reversed(pairs[:-1]):
        before = compare(tr, strict, x, y).node
        same = compare(tr, "=", _again(x), _again(y)).node
        made = op(before, "OR", op(same, "AND", made))
    return Typed(made, t.BOOL)


def _again(value: Typed) -> Typed:
    return Typed(value.node.copy(), value.type, value.literal, value.parameter)


def _fields(value: Typed) -> list[Typed]:
    from steelyard.sql.nodes import DuckStruct

    if isinstance(value.node, DuckStruct):
        return [
            Typed(node, kind, node.this if kind is t.UNKNOWN and isinstance(node, exp.Literal) else None)
            for node, (_, kind) in zip(value.node.expressions, value.type.fields, strict=True)
        ]
    return [Typed(field(value.node.copy(), f"f{i}"), kind) for i, (_, kind) in enumerate(value.type.fields, 1)]


# Arithmetic ------------------------------------------------------------------------------------------


def _numbers(tr: Translation, name: str, left: Typed, right: Typed) -> Typed:
    a, b, kind = sides(tr, name, left, right)
    if not kind.is_number:
        raise no_operator(left.type, name, right.type)
    if kind.is_integer:
        duck = t.duck_name(kind)
        x, y = (a.node if a.type == kind else cast(a.node, duck)), (b.node if b.type == kind else cast(b.node, duck))
        if name in {"/", "%"}:
            return Typed(fn({"/": "pg_int_div", "%": "pg_int_mod"}[name], x, y), kind)
        return Typed(op(x, name, y), kind)
    if kind.name == "numeric":
        return _numeric(tr, name, a, b)
    if name == "%":
        raise no_operator(left.type, name, right.type)
    x, y = a.node, b.node
    if name == "/":
        return Typed(fn("pg_float_div", x, y), kind)
    return Typed(op(x, name, y), kind)


def _numeric(tr: Translation, name: str, a: Typed, b: Typed) -> Typed:
    if a.type.scale is not None and b.type.scale is not None and name in {"+", "-", "*"}:
        scale = a.type.scale + b.type.scale if name == "*" else max(a.type.scale, b.type.scale)
        if scale <= 18:
            kind = t.numeric(scale)
            return Typed(carry(op(a.node, name, b.node), kind), kind)
    call = {"+": "add", "-": "sub", "*": "mul", "/": "div", "%": "mod"}[name]
    return Typed(fn(f"pg_numeric_{call}", dynamic(tr, a).node, dynamic(tr, b).node), t.NUMERIC)


def add(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``+``."""
    if right.type.is_datetime and not left.type.is_datetime:
        left, right = right, left
    if (
        left.type.is_datetime
        and right.type is not t.TIME
        and (right.untyped or right.type is t.INTERVAL or right.type.is_integer)
    ):
        return _shift(tr, "+", left, right)
    if left.type is t.INTERVAL or right.type is t.INTERVAL:
        return _intervals(tr, "+", left, right)
    if right.type in (t.INET, t.CIDR):
        left, right = right, left
    if left.type in (t.INET, t.CIDR):
        return Typed(fn("pg_inet_plus", left.node, coerce(tr, right, t.INT8).node), t.INET)
    if {left.type, right.type} == {t.DATE, t.TIME}:
        return Typed(cast(op(left.node, "+", right.node), "TIMESTAMP"), t.TIMESTAMP)
    return _numbers(tr, "+", left, right)


def subtract(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``-``."""
    if left.type is t.JSONB:
        return json_ops.delete(tr, left, right)
    if right.type.is_datetime and left.untyped:
        left = coerce(tr, left, right.type)
    if left.type.is_datetime:
        if right.type.is_datetime or (right.untyped and left.type is not t.DATE):
            right = coerce(tr, right, left.type) if right.untyped else right
            if left.type is t.DATE and right.type is t.DATE:
                return Typed(cast(op(left.node, "-", right.node), "INTEGER"), t.INT4)
            a, b, _ = sides(tr, "-", left, right)
            return Typed(fn("pg_stamp_diff", a.node, b.node), t.INTERVAL)
        return _shift(tr, "-", left, right)
    if left.type is t.INTERVAL or right.type is t.INTERVAL:
        return _intervals(tr, "-", left, right)
    if left.type in (t.INET, t.CIDR):
        if right.type in (t.INET, t.CIDR):
            return Typed(fn("pg_inet_minus", left.node, right.node), t.INT8)
        return Typed(fn("pg_inet_plus", left.node, op(None, "-", coerce(tr, right, t.INT8).node)), t.INET)
    return _numbers(tr, "-", left, right)


def _shift(tr: Translation, name: str, left: Typed, right: Typed) -> Typed:
    if left.type is t.DATE and (right.type.is_integer or right.untyped):
        if right.untyped:
            right = coerce(tr, right, t.DATE if right.literal and name == "-" else t.INT4)
            if right.type is t.DATE:
                return Typed(cast(op(left.node, "-", right.node), "INTEGER"), t.INT4)
        return Typed(op(left.node, name, cast(right.node, "INTEGER")), t.DATE)
    right = coerce(tr, right, t.INTERVAL) if right.untyped else right
    if right.type is not t.INTERVAL:
        raise no_operator(left.type, name, right.type)
    kind = t.TIMESTAMP if left.type is t.DATE else left.type
    return Typed(op(carry(left.node, kind) if kind != left.type else left.node, name, right.node), kind)


def _intervals(tr: Translation, name: str, left: Typed, right: Typed) -> Typed:
    if left.untyped and name == "+" and left.literal is not None:
        left = coerce(tr, left, t.INTERVAL)
    left = coerce(tr, left, t.INTERVAL) if left.untyped else left
    right = coerce(tr, right, t.INTERVAL) if right.untyped else right
    if left.type is not t.INTERVAL or right.type is not t.INTERVAL:
        raise no_operator(left.type, name, right.type)
    return Typed(op(left.node, name, right.node), t.INTERVAL)


def multiply(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``*``."""
    if right.type is t.INTERVAL:
        left, right = right, left
    if left.type is t.INTERVAL:
        right = coerce(tr, right, t.FLOAT8)
        return Typed(fn("pg_interval_mul", left.node, right.node), t.INTERVAL)
    return _numbers(tr, "*", left, right)


def divide(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``/``."""
    if left.type is t.INTERVAL:
        return Typed(fn("pg_interval_div", left.node, coerce(tr, right, t.FLOAT8).node), t.INTERVAL)
    return _numbers(tr, "/", left, right)


def modulo(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``%``."""
    return _numbers(tr, "%", left, right)


def power(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``^``: numeric when a side is numeric, otherwise double precision."""
    kinds = {left.type.name, right.type.name}
    if "numeric" in kinds and not kinds & {"real", "double precision"}:
        a, b = (coerce(tr, s, t.NUMERIC) for s in (left, right))
        return Typed(fn("pg_numeric_power", dynamic(tr, a).node, dynamic(tr, b).node), t.NUMERIC)
    a, b = coerce(tr, left, t.FLOAT8), coerce(tr, right, t.FLOAT8)
    return Typed(fn("pg_float_power", a.node, b.node), t.FLOAT8)


def _bits(name: str) -> Binary:
    def rewrite(tr: Translation, left: Typed, right: Typed) -> Typed:
        a, b, kind = sides(tr, name, left, right)
        if not kind.is_integer:
            raise no_operator(left.type, name, right.type)
        if name == "#":
            return Typed(fn("xor", a.node, b.node), kind)
        return Typed(op(a.node, name, b.node), kind)

    return rewrite


# Text and arrays -------------------------------------------------------------------------------------


def concatenate(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``||`` of texts, arrays or jsonb."""
    if left.type is t.JSONB or right.type is t.JSONB:
        if (left.type.is_text and not left.untyped) or (right.type.is_text and not right.untyped):
            return Typed(op(to_text(tr, left, True), "||", to_text(tr, right, True)), t.TEXT)
        return json_ops.concatenate(tr, left, right)
    if left.type.is_array or right.type.is_array:
        return _array_concatenate(tr, left, right)
    if not (left.untyped or left.type.is_text or right.untyped or right.type.is_text):
        raise no_operator(left.type, "||", right.type)
    # Anything beside a text becomes text in its output form: ``'a' || true`` is ``at``… by its cast, ``atrue``.
    return Typed(op(to_text(tr, left), "||", to_text(tr, right)), t.TEXT)


def _array_concatenate(tr: Translation, left: Typed, right: Typed) -> Typed:
    if left.type.is_array and (right.type.is_array or right.untyped):
        right = coerce(tr, right, left.type) if right.untyped else right
        (a, b), kind = common(tr, [left, right], "array")
        return Typed(fn("pg_array_cat", a.node, b.node), kind)
    if left.untyped:
        return Typed(fn("pg_array_cat", coerce(tr, left, right.type).node, right.node), right.type)
    array, item, first = (left, right, False) if left.type.is_array else (right, left, True)
    assert array.type.element is not None
    (x, _), element = common(tr, [item, Typed(var("x"), array.type.element)], "array")
    whole = convert(tr, array, t.array_of(element))
    call = fn("pg_array_prepend", x.node, whole.node) if first else fn("pg_array_append", whole.node, x.node)
    return Typed(call, whole.type)


def contains(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``@>``."""
    if left.type is t.JSONB or right.type is t.JSONB:
        return json_ops.contains(tr, coerce(tr, left, t.JSONB), coerce(tr, right, t.JSONB))
    a, b = _two_arrays(tr, "@>", left, right)
    return Typed(fn("pg_array_contains", a.node, b.node), t.BOOL)


def contained(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``<@``."""
    return contains(tr, right, left)


def overlaps(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``&&``."""
    if left.type in (t.INET, t.CIDR) or right.type in (t.INET, t.CIDR):
        return Typed(fn("pg_inet_overlap", *_addresses(tr, "&&", left, right)), t.BOOL)
    a, b = _two_arrays(tr, "&&", left, right)
    return Typed(fn("pg_array_overlap", a.node, b.node), t.BOOL)


def _two_arrays(tr: Translation, name: str, left: Typed, right: Typed) -> tuple[Typed, Typed]:
    a, b, kind = sides(tr, name, left, right)
    if not kind.is_array:
        raise no_operator(left.type, name, right.type)
    if needs_key(kind):
        return Typed(sort_key(a.node, kind), kind), Typed(sort_key(b.node, kind), kind)
    return a, b


def _addresses(tr: Translation, name: str, left: Typed, right: Typed) -> list[Node]:
    made = []
    for side in (left, right):
        if side.untyped:
            side = coerce(tr, side, t.INET)
        if side.type not in (t.INET, t.CIDR):
            raise no_operator(left.type, name, right.type)
        made.append(side.node)
    return made


def _inet(name: str, call: str, swap: bool) -> Binary:
    def rewrite(tr: Translation, left: Typed, right: Typed) -> Typed:
        if name in {"<<", ">>"} and left.type.is_integer:
            if not (right.type.is_integer or right.untyped):
                raise no_operator(left.type, name, right.type)
            return Typed(
                fn("pg_shift_left" if name == "<<" else "pg_shift_right", left.node, coerce(tr, right, t.INT4).node),
                left.type,
            )
        a, b = _addresses(tr, name, left, right)
        return Typed(fn(call, *((b, a) if swap else (a, b))), t.BOOL)

    return rewrite


def _matches(name: str) -> Binary:
    def rewrite(tr: Translation, left: Typed, right: Typed) -> Typed:
        value = _textual(tr, name, left)
        node = regex_match(tr, value, right, ignore_case=name.endswith("*"))
        return Typed(op(None, "NOT", node) if name.startswith("!") else node, t.BOOL)

    return rewrite


def _textual(tr: Translation, name: str, value: Typed) -> Typed:
    value = settle(tr, value)
    if not value.type.is_text:
        raise no_operator(value.type, name, t.UNKNOWN)
    return value


def like(tr: Translation, name: str, left: Typed, right: Typed, escape: Typed | None) -> Node:
    """LIKE, ILIKE and SIMILAR TO."""
    shown = {"like": "~~", "ilike": "~~*"}.get(name, "~")
    value, pattern = _textual(tr, shown, left), _textual(tr, shown, right)
    if name == "similar to":
        return similar_to(tr, value, pattern, escape)
    if escape is not None:
        if escape.literal is None or len(escape.literal) > 1:
            raise PgError("ESCAPE must be one character")
        return _escaped(name, value.node, pattern.node, escape.literal)
    text = pattern.node.this if isinstance(pattern.node, exp.Literal) else None
    if text is not None and "\\" not in text:
        return op(value.node, name.upper(), pattern.node)
    if text is not None and re.search(r"(?<!\\)(\\\\)*\\\Z", text):
        return fn("pg_like_bad_escape", value.node, pattern.node)
    return _escaped(name, value.node, pattern.node, "\\")


def _escaped(name: str, value: Node, pattern: Node, escape: str) -> Node:
    call = "like_escape" if name == "like" else "ilike_escape"
    if not escape:
        return op(value, name.upper(), pattern)
    return fn(call, value, pattern, string(escape))


BINARY: dict[str, Binary] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "%": modulo,
    "^": power,
    "&": _bits("&"),
    "|": _bits("|"),
    "#": _bits("#"),
    "||": concatenate,
    "@>": contains,
    "<@": contained,
    "&&": overlaps,
    "<<": _inet("<<", "pg_inet_within", False),
    "<<=": _inet("<<=", "pg_inet_within_eq", False),
    ">>": _inet(">>", "pg_inet_within", True),
    ">>=": _inet(">>=", "pg_inet_within_eq", True),
    "~": _matches("~"),
    "~*": _matches("~*"),
    "!~": _matches("!~"),
    "!~*": _matches("!~*"),
    "~~": lambda tr, a, b: Typed(like(tr, "like", a, b, None), t.BOOL),
    "~~*": lambda tr, a, b: Typed(like(tr, "ilike", a, b, None), t.BOOL),
    "!~~": lambda tr, a, b: Typed(op(None, "NOT", like(tr, "like", a, b, None)), t.BOOL),
    "!~~*": lambda tr, a, b: Typed(op(None, "NOT", like(tr, "ilike", a, b, None)), t.BOOL),
    "^@": lambda tr, a, b: Typed(fn("starts_with", settle(tr, a).node, settle(tr, b).node), t.BOOL),
    "->": json_ops.arrow,
    "->>": json_ops.arrow_text,
    "#>": json_ops.path,
    "#>>": json_ops.path_text,
    "?": json_ops.has_key,
    "?|": json_ops.has_any,
    "?&": json_ops.has_all,
    "#-": json_ops.delete_path,
    "@?": json_ops.path_exists,
    "@@": json_ops.path_match,
}


def prefix(tr: Translation, name: str, value: Typed) -> Typed:
    """A unary operator."""
    if name == "-" and value.untyped:
        value = coerce(tr, value, t.FLOAT8)
    kind = value.type
    if name == "+" and (kind.is_number or kind is t.INTERVAL):
        return value
    if name == "-":
        if kind is t.INTERVAL:
            return Typed(op(None, "-", value.node), kind)
        if kind.name == "numeric" and kind.scale is None:
            return Typed(fn("pg_numeric_neg", value.node), kind)
        if kind.is_number:
            return Typed(op(None, "-", value.node), kind, constant=value.constant)
    if name == "@" and kind.is_number and kind.name != "numeric":
        return Typed(fn("abs", value.node), kind)
    if name == "~" and kind.is_integer:
        return Typed(op(None, "~", value.node), kind)
    if name in {"|/", "||/"} and kind.is_number:
        call = "pg_sqrt" if name == "|/" else "cbrt"
        return Typed(fn(call, coerce(tr, value, t.FLOAT8).node), t.FLOAT8)
    raise no_operator(None, name, kind)


def interval_constant(text: str, unit: str | None) -> Typed:
    """``interval '5' day``."""
    if unit and " TO " in unit:
        raise PgError(f"interval {unit} is not supported")
    months, days, micros = interval_in(text, unit.lower() if unit else None)
    if unit in {"DAY", "HOUR", "MINUTE", "MONTH", "YEAR"}:
        months, days, micros = _cut_interval(months, days, micros, unit)
    return Typed(interval_node(months, days, micros), t.INTERVAL, constant=True)


def _cut_interval(months: int, days: int, micros: int, unit: str) -> tuple[int, int, int]:
    if unit == "YEAR":
        return int(months / 12) * 12, 0, 0
    if unit == "MONTH":
        return months, 0, 0
    size = {"DAY": 86400 * 10**6 * 10**6, "HOUR": 3600 * 10**6, "MINUTE": 60 * 10**6}[unit]
    return months, days, int(micros / size) * size if unit != "DAY" else 0


def truth(tr: Translation, value: Typed, where: str) -> Node:
    """A condition: WHERE, AND, CASE WHEN take only booleans."""
    if value.untyped:
        value = coerce(tr, value, t.BOOL)
    if value.type is not t.BOOL:
        raise PgError(f"argument of {where} must be type boolean, not type {value.type}")
    return value.node


def each_element(tr: Translation, name: str, left: Typed, array: Typed, every: bool, comparison: Any) -> Node:
    """``left name ANY (array)``: three-valued, as PostgreSQL's."""
    if array.untyped:
        array = coerce(tr, array, t.array_of(left.type if not left.untyped else t.TEXT))
    element = array.type.element
    if element is None:
        raise PgError("op ANY/ALL (array) requires array on right side")
    if isinstance(array.node, DuckList) and 0 < len(array.node.expressions) <= 40:
        return _each_constant(left, array, every, comparison)
    bare = Typed(var("x"), element)
    if name == "=" and not every and not needs_key(element) and not json_ops.heavy(array.node):
        a, b, kind = sides(tr, "=", left, bare)
        if isinstance(b.node, exp.Var) and kind.name != "numeric":
            return fn("pg_any_equal", a.node, array.node)
    verdict = "pg_every" if every else "pg_some"
    if not json_ops.heavy(left.node):
        return fn(verdict, fn("list_transform", array.node, lam("x", comparison(left, bare))))
    # DuckDB takes no subquery in a lambda, so the left side gets a name first.
    named = Typed(field(var("w"), "f1"), left.type)
    body = fn(verdict, fn("list_transform", field(var("w"), "f2"), lam("x", comparison(named, bare))))
    return let("w", struct([left.node, array.node]), body)


def _each_constant(left: Typed, array: Typed, every: bool, comparison: Any) -> Node:
    """ANY or ALL of an array written out: as OR or AND."""
    assert array.type.element is not None
    made: Node | None = None
    for item in array.node.expressions:
        again = Typed(left.node.copy(), left.type, left.literal, left.parameter)
        test: Node = comparison(again, Typed(item, array.type.element))
        made = test if made is None else op(made, "AND" if every else "OR", test)
    assert made is not None
    return made
