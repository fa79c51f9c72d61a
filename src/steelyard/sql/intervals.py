"""Intervals multiplied, divided and justified."""

from __future__ import annotations

from steelyard.sql.values import PgError


def interval_scaled(months: int, days: int, micros: int, factor: float) -> list[int]:
    """interval * factor: what is left of a month becomes days, of a day time."""
    if factor != factor or factor in (float("inf"), float("-inf")):
        raise PgError("interval out of range")
    whole_months = int(months * factor)
    whole_days = int(days * factor)
    month_rest = round((months * factor - whole_months) * 30, 6)
    seconds = round((days * factor - whole_days + month_rest - int(month_rest)) * 86400, 6)
    whole_days += int(month_rest)
    if abs(seconds) >= 86400:
        extra = int(seconds / 86400)
        whole_days += extra
        seconds -= extra * 86400
    return [whole_months, whole_days, round(micros * factor + seconds * 10**6)]


def interval_divided(months: int, days: int, micros: int, divisor: float) -> list[int]:
    """interval / divisor."""
    if divisor == 0:
        raise PgError("division by zero")
    return interval_scaled(months, days, micros, 1 / divisor) if months or days else [0, 0, round(micros / divisor)]


_DAY = 86400 * 10**6


def _carried(low: int, high: int, size: int) -> tuple[int, int]:
    """Both with one sign: ``low`` under a ``high`` of ``size``."""
    if high > 0 and low < 0:
        return low + size, high - 1
    if high < 0 and low > 0:
        return low - size, high + 1
    return low, high


def justify_hours(months: int, days: int, micros: int) -> list[int]:
    """justify_hours."""
    whole = int(micros / _DAY)
    micros, days = _carried(micros - whole * _DAY, days + whole, _DAY)
    return [months, days, micros]


def justify_days(months: int, days: int, micros: int) -> list[int]:
    """justify_days."""
    whole = int(days / 30)
    days, months = _carried(days - whole * 30, months + whole, 30)
    return [months, days, micros]


def justify_interval(months: int, days: int, micros: int) -> list[int]:
    """justify_interval."""
    whole = int(micros / _DAY)
    micros, days = micros - whole * _DAY, days + whole
    whole = int(days / 30)
    days, months = days - whole * 30, months + whole
    if months > 0 and (days < 0 or (days == 0 and micros < 0)):
        days, months = days + 30, months - 1
    elif months < 0 and (days > 0 or (days == 0 and micros > 0)):
        days, months = days - 30, months + 1
    micros, days = _carried(micros, days, _DAY)
    return [months, days, micros]
