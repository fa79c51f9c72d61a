"""Functions of dates, times and intervals."""

from __future__ import annotations

from sqlglot import exp

from steelyard.sql import datetime_format
from steelyard.sql import types as t
from steelyard.sql.casts import coerce, convert, dynamic, interval_node, settle
from steelyard.sql.nodes import Node, Typed, as_text, boolean, carry, cast, fn, number, op, string
from steelyard.sql.special import call
from steelyard.sql.translation import Translation
from steelyard.sql.values import PgError


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


@call("date_bin", args=(3, 3))
def date_bin(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """date_bin(stride, source, origin)."""
    stride = coerce(tr, args[0], t.INTERVAL)
    source = coerce(tr, args[1], t.TIMESTAMPTZ) if args[1].untyped else args[1]
    kind = t.TIMESTAMP if source.type in (t.DATE, t.TIMESTAMP) else t.TIMESTAMPTZ
    nodes = [convert(tr, v, kind).node for v in (source, args[2])]
    return Typed(carry(fn("pg_date_bin", stride.node, *nodes), kind), kind)
