"""PostgreSQL's numeric on its text: exact digits and PostgreSQL's own rule for how many of them a result shows.

A value is text as PostgreSQL prints it (``1.50``, ``NaN``): its digits after the point are its scale. DuckDB's DECIMAL
carries numerics whose scale the compiler knows; this is for the others (division, text cast to numeric, avg, …).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, localcontext

from steelyard.sql.values import INT_LIMIT, PgError, bad_input

_FORM = re.compile(r"[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+)?\Z")
_SPECIAL = {"nan": "NaN", "inf": "Infinity", "infinity": "Infinity", "+inf": "Infinity", "+infinity": "Infinity"}
_SPECIAL |= {"-inf": "-Infinity", "-infinity": "-Infinity"}
_WIDE = Context(prec=2000, Emax=200000, Emin=-200000)
_MIN_DIGITS = 16
_MAX_SCALE = 1000


def show(value: Decimal, scale: int | None = None) -> str:
    """The text of a number with that many digits after the point."""
    if value.is_nan():
        return "NaN"
    if value.is_infinite():
        return "Infinity" if value > 0 else "-Infinity"
    if scale is not None:
        value = value.quantize(Decimal(1).scaleb(-scale), ROUND_HALF_UP, _WIDE)
    text = format(value, "f")
    return text[1:] if text.startswith("-") and not text.strip("-0.") else text


def scale_of(text: str) -> int:
    """The number of digits after the point."""
    return len(text.partition(".")[2])


def numeric_in(text: str) -> str:
    """Any input form of numeric as PostgreSQL prints it."""
    word = text.strip(" \t\n\r\f\v")
    special = _SPECIAL.get(word.lower())
    if special:
        return special
    if not _FORM.match(word):
        if re.match(r"[+-]?0[xXoObB]", word):
            return str(int_in_any(word))
        raise bad_input("numeric", text)
    value = Decimal(word.replace("_", ""))
    if value.adjusted() > 131071 or (value and value.adjusted() < -16383):
        raise PgError("value overflows numeric format")
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        value = value.quantize(Decimal(1), context=Context(prec=140000, Emax=200000, Emin=-200000))
    return show(value)


def int_in_any(word: str) -> int:
    """A based integer of any size."""
    try:
        return int(word, 0)
    except ValueError as error:
        raise bad_input("numeric", word) from error


def from_float(value: float) -> str:
    """double precision to numeric: 15 significant digits."""
    if value != value or value in (float("inf"), float("-inf")):
        return "NaN" if value != value else ("Infinity" if value > 0 else "-Infinity")
    return numeric_in(f"{value:.15g}")


def to_int(text: str, kind: str) -> int:
    """numeric to an integer type, half away from zero."""
    value = Decimal(text)
    if not value.is_finite():
        raise PgError(f"cannot convert {'NaN' if value.is_nan() else 'infinity'} to {kind}")
    whole = int(value.to_integral_value(ROUND_HALF_UP))
    if not -(1 << INT_LIMIT[kind]) <= whole < 1 << INT_LIMIT[kind]:
        raise PgError(f"{kind} out of range")
    return whole


def fit(text: str, precision: int, scale: int) -> str:
    """numeric(precision, scale)."""
    value = Decimal(text)
    if value.is_nan():
        return text
    if value.is_infinite():
        raise PgError("numeric field overflow")
    made = show(value, scale)
    if len(made.lstrip("-").partition(".")[0].lstrip("0")) > precision - scale:
        raise PgError("numeric field overflow")
    return made


def add(a: str, b: str) -> str:
    """a + b."""
    with localcontext(_WIDE):
        return show(Decimal(a) + Decimal(b))


def subtract(a: str, b: str) -> str:
    """a - b."""
    with localcontext(_WIDE):
        return show(Decimal(a) - Decimal(b))


def multiply(a: str, b: str) -> str:
    """a * b."""
    with localcontext(_WIDE):
        return show(Decimal(a) * Decimal(b))


def _weight(value: Decimal) -> tuple[int, int]:
    """PostgreSQL's weight and first digit in base 10000."""
    if not value:
        return 0, 0
    weight = value.adjusted() // 4
    return weight, int(abs(value).scaleb(-4 * weight))


def division_scale(a: Decimal, b: Decimal, scale_a: int, scale_b: int) -> int:
    """How many digits after the point a quotient shows: at least 16 significant ones."""
    weight_a, first_a = _weight(a)
    weight_b, first_b = _weight(b)
    weight = weight_a - weight_b - (1 if first_a <= first_b else 0)
    return min(max(_MIN_DIGITS - weight * 4, scale_a, scale_b, 0), _MAX_SCALE)


def divide(a: str, b: str) -> str:
    """a / b."""
    left, right = Decimal(a), Decimal(b)
    with localcontext(_WIDE):
        if left.is_nan() or right.is_nan():
            return "NaN"
        if right == 0:
            raise PgError("division by zero")
        if left.is_infinite() or right.is_infinite():
            if left.is_infinite() and right.is_infinite():
                return "NaN"
            return show(left / right) if left.is_infinite() else "0"
        return show(left / right, division_scale(left, right, scale_of(a), scale_of(b)))


def modulo(a: str, b: str) -> str:
    """a % b, with the sign of a."""
    left, right = Decimal(a), Decimal(b)
    with localcontext(_WIDE):
        if right == 0:
            raise PgError("division by zero")
        if not left.is_finite() or not right.is_finite():
            return "NaN" if left.is_nan() or right.is_nan() or left.is_infinite() else show(left)
        return show(left % right, max(scale_of(a), scale_of(b)))


def negate(a: str) -> str:
    """-a."""
    return show(-Decimal(a)) if a != "NaN" else a


def absolute(a: str) -> str:
    """abs(a)."""
    return show(abs(Decimal(a)))


def rounded(a: str, scale: int) -> str:
    """round(a, scale); a negative scale rounds left of the point."""
    return _at(a, scale, ROUND_HALF_UP)


def truncated(a: str, scale: int) -> str:
    """trunc(a, scale)."""
    return _at(a, scale, ROUND_DOWN)


def _at(a: str, scale: int, how: str) -> str:
    value = Decimal(a)
    if not value.is_finite():
        return a
    made = value.quantize(Decimal(1).scaleb(-scale), how, _WIDE)
    return show(made, max(scale, 0))


def ceiling(a: str) -> str:
    """ceil(a)."""
    value = Decimal(a)
    return show(value.to_integral_value(ROUND_CEILING)) if value.is_finite() else a


def floor(a: str) -> str:
    """floor(a)."""
    value = Decimal(a)
    return show(value.to_integral_value(ROUND_FLOOR)) if value.is_finite() else a


def sign(a: str) -> str:
    """-1, 0 or 1."""
    value = Decimal(a)
    return "NaN" if value.is_nan() else str((value > 0) - (value < 0))


def compare(a: str, b: str) -> int:
    """-1, 0 or 1; NaN equals NaN and is above all."""
    if a == b:
        return 0
    left, right = Decimal(a), Decimal(b)
    if left.is_nan() or right.is_nan():
        return int(left.is_nan()) - int(right.is_nan())
    return int(left > right) - int(left < right)


def sort_key(a: str) -> str:
    """A text whose byte order is the numbers' order, the same for ``1`` and ``1.0``."""
    value = Decimal(a)
    if value.is_nan():
        return "4"
    if value.is_infinite():
        return "3" if value > 0 else "0"
    if not value:
        return "2"
    digits = "".join(map(str, value.as_tuple().digits)).lstrip("0").rstrip("0")
    exponent = value.adjusted() + 200000
    if value > 0:
        return f"2p{exponent:06d}{digits}"
    inverted = "".join(chr(ord("9") - ord(d) + ord("0")) for d in digits)
    return f"1n{999999 - exponent:06d}{inverted}~"


def total(items: Sequence[str]) -> str | None:
    """sum(items)."""
    if not items:
        return None
    with localcontext(_WIDE):
        made = sum((Decimal(item) for item in items), Decimal(0))
    return show(made, max(map(scale_of, items)) if made.is_finite() else None)


def average(items: Sequence[str]) -> str | None:
    """avg(items)."""
    made = total(items)
    return None if made is None else divide(made, str(len(items)))


def power(a: str, b: str) -> str:
    """a ^ b for a whole b; other exponents are refused, their last digits are not PostgreSQL's."""
    exponent = Decimal(b)
    base = Decimal(a)
    if exponent != exponent.to_integral_value() or abs(exponent) > 1000:
        raise PgError("numeric power with this exponent is not supported: cast to double precision")
    if base == 0 and exponent < 0:
        raise PgError("zero raised to a negative power is undefined")
    n = int(exponent)
    with localcontext(_WIDE):
        made = base**n
        weight = int(made.log10()) if made > 0 else (int(abs(made).log10()) if made else 0)
        scale = max(_MIN_DIGITS - weight, scale_of(a), scale_of(b), 0)
        return show(made, min(scale, _MAX_SCALE))


def trim_scale(a: str) -> str:
    """Without closing zeros after the point."""
    return a.rstrip("0").rstrip(".") if "." in a else a


def variance(items: Sequence[str], population: bool, deviation: bool) -> str | None:
    """variance or, with ``deviation``, standard deviation, of a sample or of a population."""
    count = len(items)
    if not count or (count == 1 and not population):
        return None
    if any(not Decimal(item).is_finite() for item in items):
        return "NaN"
    with localcontext(_WIDE):
        values = [Decimal(item) for item in items]
        top = count * sum((v * v for v in values), Decimal(0)) - sum(values, Decimal(0)) ** 2
        if top <= 0:
            return "0"
        bottom = Decimal(count * count if population else count * (count - 1))
        scale = division_scale(top, bottom, 2 * max(map(scale_of, items)), 0)
        made = (top / bottom).quantize(Decimal(1).scaleb(-scale), ROUND_HALF_UP, _WIDE)
        return show(made.sqrt() if deviation else made, scale)


def width_bucket(operand: str, low: str, high: str, count: int) -> int:
    """width_bucket(operand, low, high, count)."""
    value, start, end = Decimal(operand), Decimal(low), Decimal(high)
    if count <= 0:
        raise PgError("count must be greater than zero")
    if start == end:
        raise PgError("lower bound cannot equal upper bound")
    if start > end:
        value, start, end = -value, -start, -end
    if value < start:
        return 0
    if value >= end:
        return count + 1
    with localcontext(_WIDE):
        return int((value - start) * count / (end - start)) + 1
