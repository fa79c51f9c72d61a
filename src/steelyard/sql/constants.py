"""Constants and parameters."""

from __future__ import annotations

import re
from typing import Any

from sqlglot import exp

from steelyard.sql import arithmetic
from steelyard.sql import types as t
from steelyard.sql.casts import convert, numeric_constant
from steelyard.sql.nodes import Typed, boolean, cast, null, number, string
from steelyard.sql.scope import Scope
from steelyard.sql.translation import Translation, rewrites


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
    return arithmetic.interval_constant(e.this.this, unit.name if unit else None)


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
