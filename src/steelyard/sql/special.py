"""Functions whose rewrite depends on the types or constants they are given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlglot import exp

from steelyard.sql import datetime_format, json_ops, operators
from steelyard.sql import types as t
from steelyard.sql.casts import coerce, common, convert, dynamic, interval_node, settle, to_text
from steelyard.sql.nodes import (
    DuckList,
    Node,
    Typed,
    as_text,
    boolean,
    carry,
    case,
    cast,
    fn,
    lam,
    listed,
    number,
    op,
    string,
    var,
)
from steelyard.sql.regex import flags_node, pattern_node, replaced
from steelyard.sql.translation import Translation
from steelyard.sql.types import PgType
from steelyard.sql.values import PgError

Call = Callable[[Translation, list[Typed], exp.Expression], Typed]
CALLS: dict[str, Call] = {}


def call(*names: str, args: tuple[int, int | None] = (0, None)) -> Callable[[Call], Call]:
    """Registers a function under PostgreSQL's names; ``args`` is how many arguments it takes, from and to."""

    def register(function: Call) -> Call:
        for name in names:
            CALLS[name] = _checked(name, function, args)
        return function

    return register


def _checked(name: str, function: Call, count: tuple[int, int | None]) -> Call:
    def checked(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
        low, high = count
        if len(args) < low or (high is not None and len(args) > high):
            kinds = ", ".join(str(a.type) for a in args)
            raise tr.error(f"function {name}({kinds}) does not exist", node)
        return function(tr, args, node)

    return checked


# Any type --------------------------------------------------------------------------------------------


@call("coalesce", args=(1, None))
def coalesce(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """coalesce(…)."""
    made, kind = common(tr, args, "COALESCE")
    return Typed(fn("coalesce", *(m.node for m in made)), kind)


@call("nullif", args=(2, 2))
def nullif(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """nullif(a, b)."""
    left = settle(tr, args[0]) if args[1].untyped else args[0]
    left = coerce(tr, left, args[1].type) if left.untyped else left
    test = operators.compare(tr, "=", Typed(left.node.copy(), left.type), args[1])
    return Typed(case((test.node, exp.Null()), otherwise=left.node), left.type)


def _extreme(name: str, sign: str) -> Call:
    def rewrite(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
        made, kind = common(tr, args, name.upper())
        if operators.needs_key(kind):
            pairs = [
                fn("struct_pack", _named("k", operators.sort_key(m.node.copy(), kind)), _named("v", m.node))
                for m in made
            ]
            best = fn(
                "list_max" if name == "greatest" else "list_min",
                fn("list_filter", listed(pairs), lam("p", op(var("p.v"), "IS NOT", exp.Null()))),
            )
            from steelyard.sql.nodes import field

            return Typed(field(best, "v"), kind)
        return Typed(fn(name, *(m.node for m in made)), kind)

    return rewrite


def _named(name: str, node: Node) -> Node:
    return exp.PropertyEQ(this=exp.to_identifier(name), expression=node)


CALLS["greatest"] = _extreme("greatest", ">")
CALLS["least"] = _extreme("least", "<")


@call("num_nulls", args=(1, None))
def num_nulls(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """num_nulls(…)."""
    return Typed(_count(tr, args, True), t.INT4)


@call("num_nonnulls", args=(1, None))
def num_nonnulls(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """num_nonnulls(…)."""
    return Typed(_count(tr, args, False), t.INT4)


def _count(tr: Translation, args: list[Typed], nulls: bool) -> Node:
    tests = [cast(op(settle(tr, a).node, "IS" if nulls else "IS NOT", exp.Null()), "INTEGER") for a in args]
    made = tests[0]
    for test in tests[1:]:
        made = op(made, "+", test)
    return made


@call("pg_typeof", args=(1, 1))
def pg_typeof(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """pg_typeof(value)."""
    names = {
        "timestamptz": "timestamp with time zone",
        "timestamp": "timestamp without time zone",
        "time": "time without time zone",
    }
    kind = str(args[0].type)
    return Typed(string(names.get(kind, kind)), t.TEXT)


for _name in (
    "text",
    "bool",
    "int2",
    "int4",
    "int8",
    "float4",
    "float8",
    "numeric",
    "date",
    "timestamp",
    "timestamptz",
    "interval",
    "inet",
    "cidr",
    "varchar",
):

    def _as_cast(tr: Translation, args: list[Typed], node: exp.Expression, kind: PgType = t.BY_NAME[_name]) -> Typed:
        return convert(tr, args[0], kind)

    CALLS[_name] = _checked(_name, _as_cast, (1, 1))


# Text ------------------------------------------------------------------------------------------------


@call("concat", args=(1, None))
def concat(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """concat(…): nulls are left out, booleans are t and f."""
    texts = [fn("coalesce", to_text(tr, a, output=True), string("")) for a in args]
    made = texts[0]
    for text in texts[1:]:
        made = op(made, "||", text)
    return Typed(made, t.TEXT)


@call("concat_ws", args=(2, None))
def concat_ws(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """concat_ws(separator, …): nulls are left out."""
    return Typed(fn("concat_ws", settle(tr, args[0]).node, *(to_text(tr, a, output=True) for a in args[1:])), t.TEXT)


@call("format", args=(1, None))
def format_text(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """format('%s …', …)."""
    texts = [as_text(to_text(tr, a, output=True)) for a in args[1:]]
    return Typed(fn("pg_format", settle(tr, args[0]).node, cast(listed(texts), "VARCHAR[]")), t.TEXT)


@call("quote_nullable", args=(1, 1))
def quote_nullable(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """quote_nullable(value)."""
    return Typed(fn("coalesce", fn("pg_quote_literal", to_text(tr, args[0], True)), string("NULL")), t.TEXT)


def regexp_replace(tr: Translation, source: Typed, pattern: Typed, replacement: Typed, flags: Typed | None) -> Node:
    """regexp_replace(source, pattern, replacement [, flags])."""
    return replaced(source.node, pattern_node(tr, pattern), replacement.node, flags_node(tr, flags))


# Date and time ---------------------------------------------------------------------------------------


def _moment(tr: Translation, value: Typed, what: str) -> Typed:
    value = coerce(tr, value, t.TIMESTAMPTZ) if value.untyped else value
    if not (value.type.is_datetime or value.type in (t.INTERVAL, t.TIME)):
        raise PgError(f"function {what}(unknown, {value.type}) does not exist")
    return value


_FIELDS = {
    "year": "year", "years": "year", "y": "year", "month": "month", "months": "month", "mon": "month", "day": "day",
    "days": "day", "d": "day", "hour": "hour", "hours": "hour", "h": "hour", "minute": "minute", "minutes": "minute",
    "min": "minute", "m": "minute", "second": "second", "seconds": "second", "s": "second", "sec": "second",
    "epoch": "epoch", "dow": "dow", "isodow": "isodow", "doy": "doy", "week": "week", "quarter": "quarter",
    "isoyear": "isoyear", "century": "century", "decade": "decade", "millennium": "millennium",
    "milliseconds": "milliseconds", "microseconds": "microseconds", "timezone": "timezone", "julian": "julian",
}  # fmt: skip
_FRACTIONAL = {"second": 6, "epoch": 6, "milliseconds": 3}


def extract(tr: Translation, name: str, value: Typed) -> Typed:
    """extract(name from value), a numeric."""
    value = _moment(tr, value, "extract")
    unit = _FIELDS.get(name.lower())
    if unit is None:
        raise PgError(f'unit "{name}" not recognized for type {value.type}')
    if unit in {"timezone", "julian"} or (
        value.type is t.INTERVAL and unit in {"dow", "isodow", "doy", "week", "isoyear"}
    ):
        raise PgError(f'unit "{name}" not supported for type {value.type}')
    if value.type is t.DATE and unit in {"hour", "minute", "second", "milliseconds", "microseconds"}:
        raise PgError(f'unit "{name}" not supported for type date')
    if unit == "epoch" and value.type is t.DATE:
        return Typed(carry(fn("epoch", value.node), t.numeric(0)), t.numeric(0))
    scale = _FRACTIONAL.get(unit, 0)
    call_name = f"pg_interval_{unit}" if value.type is t.INTERVAL else f"pg_stamp_{unit}"
    kind = t.numeric(scale)
    return Typed(carry(fn(call_name, value.node), kind), kind)


@call("date_part", args=(2, 2))
def date_part(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """date_part('name', value), a double precision."""
    if args[0].literal is None:
        raise tr.refuse("date_part with a field that is not a constant", node)
    made = extract(tr, args[0].literal, args[1])
    return Typed(cast(made.node, "DOUBLE"), t.FLOAT8)


@call("date_trunc", args=(2, 3))
def date_trunc(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """date_trunc('unit', value)."""
    if args[0].literal is None or len(args) > 2:
        raise tr.refuse("date_trunc with a unit that is not a constant, or with a zone", node)
    unit = args[0].literal.lower()
    known = {
        "microseconds",
        "milliseconds",
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "quarter",
        "year",
        "decade",
        "century",
        "millennium",
    }
    singular = unit[:-1] if unit.endswith("s") and unit[:-1] in known else unit
    if singular not in known:
        raise PgError(f'unit "{unit}" not recognized for type timestamp with time zone')
    value = _moment(tr, args[1], "date_trunc")
    if value.type is t.DATE:
        value = convert(tr, value, t.TIMESTAMPTZ)
    if value.type is t.INTERVAL and singular == "week":
        raise PgError('unit "week" not supported for type interval')
    if value.type is not t.INTERVAL and singular in {"century", "millennium"}:
        raise tr.refuse(f"date_trunc('{unit}')", node)
    return Typed(carry(fn("date_trunc", string(singular), value.node), value.type), value.type)


_INTERVAL_PARTS = ("years", "months", "weeks", "days", "hours", "mins", "secs")


@call("make_interval", args=(0, 7))
def make_interval(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """make_interval(years, months, weeks, days, hours, mins, secs), by place or by name."""
    named: dict[str, Typed] = {}
    for place, (value, source) in enumerate(zip(args, node.expressions, strict=True)):
        name = source.this.name.lower() if isinstance(source, exp.Kwarg) else _INTERVAL_PARTS[place]
        if name not in _INTERVAL_PARTS:
            raise tr.error(f"function make_interval({name} => …) does not exist", node)
        named[name] = value
    if not named:
        return Typed(interval_node(0, 0, 0), t.INTERVAL)
    calls = {
        "years": ("to_years", 1),
        "months": ("to_months", 1),
        "weeks": ("to_days", 7),
        "days": ("to_days", 1),
        "hours": ("to_hours", 1),
        "mins": ("to_minutes", 1),
        "secs": ("pg_to_seconds", 1),
    }
    made: Node | None = None
    for name, value in named.items():
        function, factor = calls[name]
        amount = coerce(tr, value, t.FLOAT8 if name == "secs" else t.INT4).node
        part = fn(function, op(amount, "*", number(factor)) if factor > 1 else amount)
        made = part if made is None else op(made, "+", part)
    assert made is not None
    return Typed(made, t.INTERVAL)


@call("to_char", args=(2, 2))
def to_char(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """to_char(value, format)."""
    value, form = args[0], settle(tr, args[1])
    if value.untyped:
        raise PgError("function to_char(unknown, unknown) is not unique")
    if value.type.is_datetime:
        stamp = cast(value.node, "TIMESTAMP")
        if isinstance(form.node, exp.Literal):
            native = datetime_format.strftime(form.node.this)
            if native is not None:
                return Typed(fn("strftime", stamp, string(native)), t.TEXT)
            datetime_format.check(form.node.this)
        return Typed(fn("pg_to_char_stamp", stamp, form.node, boolean(value.type is t.TIMESTAMPTZ)), t.TEXT)
    if value.type is t.INTERVAL:
        return Typed(fn("pg_to_char_interval", value.node, form.node), t.TEXT)
    if value.type.is_number:
        if isinstance(form.node, exp.Literal):
            datetime_format.check_number(form.node.this)
        return Typed(fn("pg_to_char_number", as_text(dynamic(tr, value).node), form.node), t.TEXT)
    raise PgError(f"function to_char({value.type}, text) does not exist")


def at_time_zone(tr: Translation, value: Typed, zone: Typed) -> Typed:
    """``value AT TIME ZONE zone``."""
    value = coerce(tr, value, t.TIMESTAMPTZ) if value.untyped else value
    if value.type is t.DATE:
        value = convert(tr, value, t.TIMESTAMPTZ)
    if not value.type.is_datetime:
        raise PgError(f"function pg_catalog.timezone(unknown, {value.type}) does not exist")
    if zone.type is t.INTERVAL:
        raise PgError("AT TIME ZONE with an interval is not supported")
    name = settle(tr, zone)
    if isinstance(name.node, exp.Literal):
        datetime_format.check_zone(name.node.this)
        name = Typed(string(datetime_format.zone_name(name.node.this)), t.TEXT)
    result = t.TIMESTAMP if value.type is t.TIMESTAMPTZ else t.TIMESTAMPTZ
    return Typed(fn("timezone", name.node, value.node), result)


@call("timezone", args=(2, 2))
def timezone(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """timezone(zone, value)."""
    return at_time_zone(tr, args[1], args[0])


# Arrays ----------------------------------------------------------------------------------------------


def _array(tr: Translation, value: Typed, what: str) -> Typed:
    if value.untyped:
        raise PgError("could not determine polymorphic type because input has type unknown")
    if not value.type.is_array:
        raise PgError(f"function {what}({value.type}) does not exist")
    return value


def _depth(kind: PgType) -> int:
    return 1 + _depth(kind.element) if kind.element else 0


def _size(name: str) -> Call:
    def rewrite(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
        array = _array(tr, args[0], name)
        dimension = args[1].node if len(args) > 1 else number(1)
        if not (isinstance(dimension, exp.Literal) and not dimension.is_string):
            raise tr.refuse(f"{name} with a dimension that is not a constant", node)
        level = int(dimension.this)
        if level < 1 or level > _depth(array.type):
            return Typed(cast(exp.Null(), "INTEGER"), t.INT4)
        inner = array.node
        for _ in range(level - 1):
            from steelyard.sql.nodes import index

            inner = index(inner, number(1))
        size = fn("nullif", fn("len", inner), number(0))
        return Typed(
            cast(size if name != "array_lower" else op(op(size, "*", number(0)), "+", number(1)), "INTEGER"), t.INT4
        )

    return rewrite


CALLS["array_length"] = _checked("array_length", _size("array_length"), (2, 2))
CALLS["array_upper"] = _checked("array_upper", _size("array_upper"), (2, 2))
CALLS["array_lower"] = _checked("array_lower", _size("array_lower"), (2, 2))


@call("cardinality", args=(1, 1))
def cardinality(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """cardinality(array)."""
    array = _array(tr, args[0], "cardinality")
    inner = array.node
    for _ in range(_depth(array.type) - 1):
        inner = fn("flatten", inner)
    return Typed(cast(fn("len", inner), "INTEGER"), t.INT4)


@call("array_ndims", args=(1, 1))
def array_ndims(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """array_ndims(array)."""
    array = _array(tr, args[0], "array_ndims")
    return Typed(case((op(fn("len", array.node), ">", number(0)), cast(number(_depth(array.type)), "INTEGER"))), t.INT4)


@call("array_to_string", args=(2, 3))
def array_to_string(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """array_to_string(array, separator [, null])."""
    array = _array(tr, args[0], "array_to_string")
    inner = array.node
    for _ in range(_depth(array.type) - 1):
        inner = fn("flatten", inner)
    element = array.type
    while element.element:
        element = element.element
    items = (
        inner if element.is_text else fn("list_transform", inner, lam("x", to_text(tr, Typed(var("x"), element), True)))
    )
    rest = [settle(tr, a).node for a in args[1:]] + ([cast(exp.Null(), "VARCHAR")] if len(args) == 2 else [])
    return Typed(fn("pg_array_to_string", items, *rest), t.TEXT)


def _with_element(name: str, array_at: int) -> Call:
    def rewrite(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
        array, others = args[array_at], [a for i, a in enumerate(args) if i != array_at]
        if array.untyped:
            array = coerce(tr, array, t.array_of(settle(tr, others[0]).type))
        array = _array(tr, array, name)
        assert array.type.element is not None
        made, element = common(tr, [*others, Typed(var("x"), array.type.element)], "array")
        whole = convert(tr, array, t.array_of(element))
        nodes = [m.node for m in made[:-1]]
        if operators.needs_key(element) and name not in {"array_append", "array_prepend"}:
            raise tr.refuse(f"{name} on {element}[]", node)
        nodes.insert(array_at, whole.node)
        result = t.INT4 if name == "array_position" else t.array_of(t.INT4) if name == "array_positions" else whole.type
        return Typed(fn("pg_" + name, *nodes), result)

    return rewrite


for _name, _at, _count_args in (
    ("array_append", 0, 2),
    ("array_prepend", 1, 2),
    ("array_remove", 0, 2),
    ("array_replace", 0, 3),
    ("array_position", 0, 2),
    ("array_positions", 0, 2),
):
    CALLS[_name] = _checked(_name, _with_element(_name, _at), (_count_args, _count_args))


@call("array_cat", args=(2, 2))
def array_cat(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """array_cat(a, b)."""
    return operators.concatenate(tr, args[0], args[1])


@call("string_to_table")
def string_to_table(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """Only as a set-returning function."""
    raise tr.refuse("string_to_table here", node)


# json ------------------------------------------------------------------------------------------------


def _variadic(tr: Translation, args: Sequence[Typed], kind: PgType) -> list[Node]:
    return [fn("pg_or_null", as_text(json_ops.to_jsonb(tr, a, kind))) for a in args]


def _build_object(kind: PgType) -> Call:
    def rewrite(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
        if len(args) % 2:
            raise PgError("argument list must have even number of elements")
        keys = [to_text(tr, settle(tr, a), output=True) for a in args[::2]]
        for a in args[::2]:
            if a.type in (t.JSONB, t.JSON) or a.type.is_array or a.type.name == "record":
                raise PgError("key value must be scalar, not array, composite, or json")
        name = "pg_jsonb_object" if kind is t.JSONB else "pg_json_object"
        texts, values = cast(listed(keys), "VARCHAR[]"), cast(listed(_variadic(tr, args[1::2], kind)), "VARCHAR[]")
        return Typed(fn(name, texts, values), kind)

    return rewrite


def _build_array(kind: PgType) -> Call:
    def rewrite(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
        items = cast(listed(_variadic(tr, args, kind)), "VARCHAR[]")
        return Typed(fn("pg_jsonb_list" if kind is t.JSONB else "pg_json_array", items), kind)

    return rewrite


CALLS["jsonb_build_object"] = _build_object(t.JSONB)
CALLS["json_build_object"] = _build_object(t.JSON)
CALLS["jsonb_build_array"] = _build_array(t.JSONB)
CALLS["json_build_array"] = _build_array(t.JSON)


@call("to_jsonb", args=(1, 1))
def to_jsonb(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """to_jsonb(value)."""
    return Typed(json_ops.to_jsonb(tr, args[0]), t.JSONB)


@call("to_json", "array_to_json", "row_to_json", args=(1, 1))
def to_json(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """to_json(value)."""
    return Typed(json_ops.to_jsonb(tr, args[0], t.JSON), t.JSON)


def _extract_path(text: bool) -> Call:
    def rewrite(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
        keys = [settle(tr, a).node for a in args[1:]]
        value = coerce(tr, args[0], t.JSONB)
        if value.type is not t.JSONB:
            raise PgError("jsonb_extract_path wants jsonb")
        made = Typed(fn("pg_jsonb_path", value.node, cast(listed(keys), "VARCHAR[]")), t.JSONB)
        return json_ops.text_of(made) if text else made

    return rewrite


CALLS["jsonb_extract_path"] = _checked("jsonb_extract_path", _extract_path(False), (2, None))
CALLS["jsonb_extract_path_text"] = _checked("jsonb_extract_path_text", _extract_path(True), (2, None))


@call("array_fill", args=(2, 2))
def array_fill(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """array_fill(value, array[length])."""
    value, sizes = settle(tr, args[0]), coerce(tr, args[1], t.array_of(t.INT4))
    if not (isinstance(sizes.node, DuckList) and len(sizes.node.expressions) == 1):
        raise tr.refuse("array_fill with more than one dimension", node)
    places = fn("range", cast(sizes.node.expressions[0], "BIGINT"))
    return Typed(fn("list_transform", places, lam("x", value.node)), t.array_of(value.type))


@call("trim_array", args=(2, 2))
def trim_array(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """trim_array(array, n)."""
    array = _array(tr, args[0], "trim_array")
    return Typed(fn("pg_trim_array", array.node, coerce(tr, args[1], t.INT4).node), array.type)


@call("array_dims", args=(1, 1))
def array_dims(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """array_dims(array) of one dimension."""
    array = _array(tr, args[0], "array_dims")
    if _depth(array.type) > 1:
        raise tr.refuse("array_dims of several dimensions", node)
    size = fn("nullif", fn("len", array.node), number(0))
    return Typed(op(op(string("[1:"), "||", as_text(size)), "||", string("]")), t.TEXT)


@call("date_bin", args=(3, 3))
def date_bin(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """date_bin(stride, source, origin)."""
    stride = coerce(tr, args[0], t.INTERVAL)
    source = coerce(tr, args[1], t.TIMESTAMPTZ) if args[1].untyped else args[1]
    kind = t.TIMESTAMP if source.type in (t.DATE, t.TIMESTAMP) else t.TIMESTAMPTZ
    nodes = [convert(tr, v, kind).node for v in (source, args[2])]
    return Typed(carry(fn("pg_date_bin", stride.node, *nodes), kind), kind)
