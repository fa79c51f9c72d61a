"""Conversions: one table of (from, to) rewrites, and the rules that choose a common type."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlglot import exp

from steelyard.sql import inet, jsonb, values
from steelyard.sql import numeric as num
from steelyard.sql import types as t
from steelyard.sql.nodes import Node, Typed, as_text, boolean, carry, cast, fn, lam, null, number, op, string, var
from steelyard.sql.translation import Translation
from steelyard.sql.types import PgType
from steelyard.sql.values import PgError

# Text to a value, row by row: the macro or function that reads PostgreSQL's input form.
TEXT_IN: dict[str, str] = {
    "boolean": "pg_bool_in",
    "smallint": "pg_int2_in",
    "integer": "pg_int4_in",
    "bigint": "pg_int8_in",
    "real": "pg_float4_in",
    "double precision": "pg_float8_in",
    "numeric": "pg_numeric_in",
    "jsonb": "pg_jsonb_in",
    "json": "pg_json_in",
    "date": "pg_date_in",
    "timestamp": "pg_timestamp_in",
    "timestamptz": "pg_timestamptz_in",
    "time": "pg_time_in",
    "interval": "pg_interval_in",
    "inet": "pg_inet_in",
    "cidr": "pg_cidr_in",
    "ltree": "pg_ltree_in",
    "uuid": "pg_uuid_in",
    "bytea": "pg_bytea_in",
    "jsonpath": "pg_jsonpath_in",
}

# A value to PostgreSQL's text of it in a cast (``::text``).
TEXT_OUT: dict[str, Callable[[Node], Node]] = {
    "boolean": as_text,
    "smallint": as_text,
    "integer": as_text,
    "bigint": as_text,
    "real": lambda n: fn("pg_float4_text", n),
    "double precision": lambda n: fn("pg_float8_text", n),
    "numeric": as_text,
    "text": lambda n: n,
    "character varying": lambda n: n,
    "jsonb": lambda n: fn("pg_jsonb_text", n),
    "json": lambda n: n,
    "date": as_text,
    "timestamp": as_text,
    "timestamptz": as_text,
    "time": as_text,
    "interval": lambda n: fn("pg_interval_text", n),
    "inet": lambda n: fn("pg_inet_text", n),
    "cidr": lambda n: n,
    "ltree": lambda n: n,
    "uuid": lambda n: n,
    "bytea": lambda n: fn("pg_bytea_text", n),
    "jsonpath": lambda n: n,
}


def to_text(tr: Translation, value: Typed, output: bool = False) -> Node:
    """The text of a value: of a cast, or with ``output`` as a result shows it (``t`` for true, ``10.0.0.1``)."""
    kind = value.type
    if kind is t.UNKNOWN:
        return text_node(tr, value)
    if output and kind is t.BOOL:
        return fn("pg_bool_out", value.node)
    if output and kind is t.INET:
        return value.node
    if kind.is_array:
        return array_text(tr, value)
    if kind.name == "record":
        return record_text(tr, value)
    return TEXT_OUT[kind.name](value.node)


def array_text(tr: Translation, value: Typed) -> Node:
    """``{a,b}``."""
    element = value.type.element
    assert element is not None
    if element.is_array:
        inner = to_text(tr, Typed(var("x"), element), output=True)
        return fn("pg_nested_array_out", fn("list_transform", value.node, lam("x", inner)))
    items = fn("list_transform", value.node, lam("x", to_text(tr, Typed(var("x"), element), output=True)))
    return fn("pg_array_out", items if not element.is_text else value.node)


def record_text(tr: Translation, value: Typed) -> Node:
    """``(a,b)``."""
    from steelyard.sql.nodes import field, listed

    # The lambda gives the row a name, so that it is calculated once.
    fields = [
        to_text(tr, Typed(field(var("x"), f"f{i}"), kind), output=True)
        for i, (_, kind) in enumerate(value.type.fields, 1)
    ]
    body = fn("pg_record_out", listed(fields))
    return let("x", value.node, body)


def let(name: str, value: Node, body: Node) -> Node:
    from steelyard.sql.nodes import index, listed

    return index(fn("list_transform", listed([value]), lam(name, body)), number(1))


def text_node(tr: Translation, value: Typed) -> Node:
    """A constant or parameter without a type, as text."""
    if value.parameter is not None:
        tr.parameters.setdefault(value.parameter, "text")
        return as_text(value.node)
    return value.node


def settle(tr: Translation, value: Typed, kind: PgType = t.TEXT) -> Typed:
    """The value with a type: what has none takes ``kind``."""
    if not value.untyped:
        return value
    return coerce(tr, value, kind)


def coerce(tr: Translation, value: Typed, kind: PgType) -> Typed:
    """An implicit conversion; the caller knows that PostgreSQL allows it."""
    return convert(tr, value, kind)


def convert(tr: Translation, value: Typed, kind: PgType, modifier: tuple[int, ...] = ()) -> Typed:
    """A cast, as ``CAST(value AS kind)``; ``modifier`` is that of ``numeric(10, 2)`` or ``varchar(5)``.

    Raises:
        PgError: PostgreSQL has no such cast, or a constant is no value of the type.
    """
    made = _convert(tr, value, kind, modifier)
    made.start = value.start
    return made


def _convert(tr: Translation, value: Typed, kind: PgType, modifier: tuple[int, ...]) -> Typed:
    source = value.type
    if source is t.UNKNOWN:
        if value.literal is not None and not kind.is_array:
            return _constant(value.literal, kind, modifier)
        if value.parameter is not None:
            tr.parameters.setdefault(value.parameter, str(kind))
        if isinstance(value.node, exp.Null):
            if kind.name == "numeric":
                kind = t.numeric(0)
            return Typed(carry(null(), kind), kind, constant=True)
        return _from_text(text_node(tr, value), kind, modifier)
    if kind.name == "numeric":
        return _to_numeric(value, modifier)
    if kind.is_text:
        return Typed(_cut(to_text(tr, value), modifier), kind)
    if source == kind:
        return value
    if source.is_text:
        return _from_text(value.node, kind, modifier)
    if source.element and kind.element:
        element = kind.element
        inner = _convert(tr, Typed(var("x"), source.element), element, modifier)
        return Typed(fn("list_transform", value.node, lam("x", inner.node)), t.array_of(inner.type))
    rewrite = CASTS.get((source.name, kind.name))
    if rewrite is None:
        raise PgError(f"cannot cast type {source} to {kind}")
    return Typed(rewrite(value.node), kind)


def _cut(node: Node, modifier: tuple[int, ...]) -> Node:
    return fn("left", node, number(modifier[0])) if modifier else node


def _from_text(node: Node, kind: PgType, modifier: tuple[int, ...]) -> Typed:
    from steelyard.sql import json_ops

    if kind.is_text:
        return Typed(_cut(node, modifier), kind)
    if kind.element:
        if kind.element.is_text:
            return Typed(fn("pg_array_in", node), kind)
        inner = _from_text(var("x"), kind.element, modifier)
        return Typed(fn("list_transform", fn("pg_array_in", node), lam("x", inner.node)), t.array_of(inner.type))
    if kind.name not in TEXT_IN:
        raise PgError(f"cannot cast type text to {kind}")
    if kind is t.BOOL or kind.is_integer or kind.is_datetime:
        node = json_ops.bare_text(node)
    made = Typed(fn(TEXT_IN[kind.name], node), kind)
    return _to_numeric(made, modifier) if kind.name == "numeric" and modifier else made


def _to_numeric(value: Typed, modifier: tuple[int, ...]) -> Typed:
    source = value.type
    if source.name == "jsonb":
        value = Typed(fn("pg_jsonb_numeric", value.node), t.NUMERIC)
    elif source.is_integer:
        value = Typed(carry(value.node, t.numeric(0)), t.numeric(0))
    elif source.name in {"double precision", "real"}:
        value = Typed(fn("pg_float_numeric", cast(value.node, "DOUBLE")), t.NUMERIC)
    elif source.is_text:
        value = Typed(fn("pg_numeric_in", value.node), t.NUMERIC)
    elif source.name != "numeric":
        raise PgError(f"cannot cast type {source} to numeric")
    if not modifier:
        return value
    precision, scale = modifier[0], modifier[1] if len(modifier) > 1 else 0
    if precision > 38 or scale < 0 or scale > 30:
        raise PgError(f"numeric({precision}, {scale}) is not supported: at most 38 digits")
    if value.type.scale is not None:
        inside = cast(value.node, f"DECIMAL({precision}, {scale})")
    else:
        inside = cast(
            fn("pg_numeric_fit", value.node, number(precision), number(scale)), f"DECIMAL({precision}, {scale})"
        )
    return Typed(carry(inside, t.numeric(scale)), t.numeric(scale))


def numeric_constant(text: str) -> Typed:
    """A numeric constant: exact decimal when it has at most 38 digits."""
    digits = text.lstrip("-")
    scale = len(digits.partition(".")[2])
    kind = t.numeric(scale)
    if len(digits) > 38 or text in {"NaN", "Infinity", "-Infinity"} or kind.scale is None:
        return Typed(string(text), t.NUMERIC, constant=True)
    return Typed(carry(number(text) if digits == text else op(None, "-", number(digits)), kind), kind, constant=True)


def _stamp_constant(text: str, kind: PgType) -> Node:
    word = text.strip().lower()
    now: dict[str, Node] = {
        "now": fn("pg_now"),
        "today": cast(fn("pg_today"), "TIMESTAMP"),
        "tomorrow": op(fn("pg_today"), "+", fn("to_days", number(1))),
        "yesterday": op(fn("pg_today"), "-", fn("to_days", number(1))),
        "epoch": cast(string("1970-01-01 00:00:00"), "TIMESTAMP"),
    }
    if word in now:
        return carry(now[word], kind)
    if word in {"infinity", "-infinity"}:
        return carry(string(word), kind)
    return carry(string(values.stamp_text(values.stamp_in(text, kind.name), kind.name)), kind)


def interval_node(months: int, days: int, micros: int) -> Node:
    """An interval constant."""
    parts = [("to_months", months), ("to_days", days), ("to_microseconds", micros)]
    made = [fn(name, number(value)) for name, value in parts if value] or [fn("to_days", number(0))]
    node = made[0]
    for part in made[1:]:
        node = op(node, "+", part)
    return node


def _constant(text: str, kind: PgType, modifier: tuple[int, ...]) -> Typed:
    if kind.is_text:
        return Typed(string(text[: modifier[0]] if modifier else text), kind, constant=True)
    node: Node
    if kind is t.BOOL:
        node = boolean(values.bool_in(text))
    elif kind.is_integer:
        node = carry(string(str(values.int_in(text, kind.name))), kind)
    elif kind.name in {"real", "double precision"}:
        node = carry(string(repr(values.float_in(text))), kind)
    elif kind.name == "numeric":
        made = numeric_constant(num.numeric_in(text))
        return _to_numeric(made, modifier) if modifier else made
    elif kind is t.JSONB:
        node = cast(string(jsonb.canonical_text(text)), "JSON")
    elif kind is t.JSON:
        jsonb.parse(text)
        node = string(text)
    elif kind.is_datetime:
        node = _stamp_constant(text, kind)
    elif kind is t.INTERVAL:
        node = interval_node(*values.interval_in(text))
    elif kind is t.INET:
        node = string(inet.inet_in(text))
    elif kind is t.CIDR:
        node = string(inet.cidr_in(text))
    elif kind.name in TEXT_IN:
        node = fn(TEXT_IN[kind.name], string(text))
    else:
        raise PgError(f"cannot cast a constant to {kind}")
    return Typed(node, kind, constant=True)


def _int_cast(kind: PgType) -> Callable[[Node], Node]:
    return lambda n: carry(n, kind)


_SHORT = {"smallint": "int2", "integer": "int4", "bigint": "int8"}


def _numeric_to(kind: PgType) -> Callable[[Node], Node]:
    # A numeric whose digits only the rows know is text in PostgreSQL's form; whole numbers are cut after rounding.
    return lambda n: fn(f"pg_numeric_{_SHORT[kind.name]}", as_text(n))


def _jsonb_to(kind: PgType) -> Callable[[Node], Node]:
    return lambda n: fn(f"pg_jsonb_{_SHORT[kind.name]}", n)


CASTS: dict[tuple[str, str], Callable[[Node], Node]] = {
    ("boolean", "integer"): lambda n: carry(n, t.INT4),
    ("integer", "boolean"): lambda n: op(n, "<>", number(0)),
    **{
        ((a.name), b.name): _int_cast(b)
        for a in (t.INT2, t.INT4, t.INT8)
        for b in (t.INT2, t.INT4, t.INT8, t.FLOAT4, t.FLOAT8)
    },
    **{(t.NUMERIC.name, b.name): _numeric_to(b) for b in (t.INT2, t.INT4, t.INT8)},
    ("numeric", "double precision"): lambda n: carry(n, t.FLOAT8),
    ("numeric", "real"): lambda n: carry(n, t.FLOAT4),
    ("real", "double precision"): lambda n: carry(n, t.FLOAT8),
    ("double precision", "real"): lambda n: carry(n, t.FLOAT4),
    **{(a.name, b.name): _int_cast(b) for a in (t.FLOAT4, t.FLOAT8) for b in (t.INT2, t.INT4, t.INT8)},
    ("json", "jsonb"): lambda n: fn("pg_jsonb_in", n),
    ("jsonb", "json"): lambda n: fn("pg_jsonb_text", n),
    ("jsonb", "boolean"): lambda n: fn("pg_jsonb_truth", n),
    **{("jsonb", b.name): _jsonb_to(b) for b in (t.INT2, t.INT4, t.INT8)},
    ("jsonb", "double precision"): lambda n: carry(fn("pg_jsonb_numeric", n), t.FLOAT8),
    ("jsonb", "real"): lambda n: carry(fn("pg_jsonb_numeric", n), t.FLOAT4),
    **{
        (a.name, b.name): _int_cast(b)
        for a in (t.DATE, t.TIMESTAMP, t.TIMESTAMPTZ)
        for b in (t.DATE, t.TIMESTAMP, t.TIMESTAMPTZ)
    },
    ("timestamp", "time"): lambda n: carry(n, t.TIME),
    ("timestamptz", "time"): lambda n: carry(cast(n, "TIMESTAMP"), t.TIME),
    ("cidr", "inet"): lambda n: fn("pg_inet_in", n),
    ("inet", "cidr"): lambda n: fn("pg_inet_cidr", n),
}


def common(tr: Translation, items: Sequence[Typed], what: str) -> tuple[list[Typed], PgType]:
    """The items converted to one type, by PostgreSQL's rules for CASE, COALESCE, VALUES, UNION and the like.

    Raises:
        PgError: The types do not go together.
    """
    kind = t.TEXT
    found = False
    for item in items:
        if item.untyped:
            continue
        kind, found = (common_type(kind, item.type, what) if found else item.type), True
    if kind.name == "numeric":
        scales = {i.type.scale if i.type.name == "numeric" else _scale(i) for i in items if not _is_null(i)}
        kind = t.numeric(scales.pop()) if len(scales) == 1 else t.NUMERIC
    made = []
    for item in items:
        if item.type == kind:
            made.append(item)
        elif kind.name == "numeric":
            made.append(dynamic(tr, item) if kind.scale is None else _static(tr, item, kind))
        else:
            made.append(coerce(tr, item, kind))
    return made, kind


def _is_null(value: Typed) -> bool:
    return isinstance(value.node, exp.Null) and value.untyped


def _scale(value: Typed) -> int | None:
    if value.type.is_integer:
        return 0
    if value.literal is not None:
        made = numeric_constant(num.numeric_in(value.literal))
        return made.type.scale
    return None


def _static(tr: Translation, value: Typed, kind: PgType) -> Typed:
    if _is_null(value):
        return Typed(carry(null(), kind), kind)
    return convert(tr, value, kind)


def dynamic(tr: Translation, value: Typed) -> Typed:
    """A number as the text that ``numeric.py`` calculates with."""
    if value.type.name == "numeric" and value.type.scale is None:
        return value
    made = convert(tr, value, t.NUMERIC)
    if made.type.scale is None:
        return made
    return Typed(as_text(made.node), t.NUMERIC, start=value.start)


def common_type(left: PgType, right: PgType, what: str = "operator") -> PgType:
    """The type two values of one column take."""
    if left == right:
        return left
    if left.is_number and right.is_number:
        return left if t.NUMBER_RANK[left.name] >= t.NUMBER_RANK[right.name] else right
    if left.is_text and right.is_text:
        return t.TEXT
    if left.is_datetime and right.is_datetime:
        order = ["date", "timestamp", "timestamptz"]
        return left if order.index(left.name) >= order.index(right.name) else right
    if {left.name, right.name} == {"inet", "cidr"}:
        return t.INET
    if left.element and right.element:
        return t.array_of(common_type(left.element, right.element, what))
    raise PgError(f"{what} types {left} and {right} cannot be matched")
