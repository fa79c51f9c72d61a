"""Arithmetic of numbers, dates, intervals and addresses."""

from __future__ import annotations

from collections.abc import Callable

from steelyard.sql import json_ops
from steelyard.sql import types as t
from steelyard.sql.casts import coerce, dynamic, interval_node
from steelyard.sql.comparing import no_operator, sides
from steelyard.sql.nodes import Typed, carry, cast, fn, op
from steelyard.sql.translation import Translation
from steelyard.sql.values import PgError, interval_in

Binary = Callable[[Translation, Typed, Typed], Typed]


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


def bits(name: str) -> Binary:
    def rewrite(tr: Translation, left: Typed, right: Typed) -> Typed:
        a, b, kind = sides(tr, name, left, right)
        if not kind.is_integer:
            raise no_operator(left.type, name, right.type)
        if name == "#":
            return Typed(fn("xor", a.node, b.node), kind)
        return Typed(op(a.node, name, b.node), kind)

    return rewrite


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
