"""Times, as RFC 3339 text. There is no current time here: what a mod says must not depend on when."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from steelyard.mods.diagnostics import EvaluationError
from steelyard.mods.functions.declare import table
from steelyard.mods.values import shorten

RFC3339 = re.compile(r"(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)\Z", re.ASCII)
DURATION = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)", re.ASCII)
UNITS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}
FORMAT = re.compile(
    r"'((?:[^']|'')*)'|(YYYY|YY|MMMM|MMM|MM|M|DD|D|EEEE|EEE|HH|H|hh|h|AA|aa|mm|m|ss|s|ZZZZZ|ZZZZ|ZZZ|Z)|([A-Za-z]+)|(.)",
    re.DOTALL,
)


def parse(text: str) -> datetime:
    """Raises EvaluationError for what is no RFC 3339 time."""
    match = RFC3339.match(text)
    if match is None:
        raise EvaluationError(f"{shorten(text)} is no time such as 2024-01-31T12:00:00Z")
    zone = match[8].upper().replace("Z", "+00:00")
    fraction = (match[7] or "")[:7]
    try:
        return datetime.fromisoformat(f"{text[:10]}T{text[11:19]}{fraction.ljust(7, '0') if fraction else ''}{zone}")
    except ValueError:
        raise EvaluationError(f"{shorten(text)} is no time that exists") from None


def spoken(time: datetime) -> str:
    text = time.replace(microsecond=0).isoformat()
    return text.replace("+00:00", "Z")


def timeadd(text: str, duration: str) -> str:
    sign = -1 if duration.startswith("-") else 1
    bare = duration.lstrip("+-")
    if (bare != "0" and "".join(match.group() for match in DURATION.finditer(bare)) != bare) or not bare:
        raise EvaluationError(f"{shorten(duration)} is no duration such as 1h30m")
    seconds = sum(float(number) * UNITS[unit] for number, unit in DURATION.findall(bare))
    try:
        return spoken(parse(text) + sign * timedelta(seconds=seconds))
    except OverflowError:
        raise EvaluationError("the result is no time that can be written") from None


def timecmp(left: str, right: str) -> int:
    first, second = parse(left).astimezone(UTC), parse(right).astimezone(UTC)
    return (first > second) - (first < second)


def formatdate(spec: str, text: str) -> str:
    time = parse(text)
    out = []
    for match in FORMAT.finditer(spec):
        quoted, code, unknown, other = match.groups()
        if quoted is not None:
            out.append(quoted.replace("''", "'"))
        elif code:
            out.append(_part(code, time))
        elif unknown:
            raise EvaluationError(f"{shorten(unknown)} is no part of a date; put words in single quotes")
        else:
            out.append(other)
    return "".join(out)


def _part(code: str, time: datetime) -> str:
    offset = time.strftime("%z")
    hour = time.hour % 12 or 12
    parts = {
        "YYYY": f"{time.year:04}", "YY": f"{time.year % 100:02}",
        "MMMM": time.strftime("%B"), "MMM": time.strftime("%b"), "MM": f"{time.month:02}", "M": str(time.month),
        "DD": f"{time.day:02}", "D": str(time.day), "EEEE": time.strftime("%A"), "EEE": time.strftime("%a"),
        "HH": f"{hour:02}", "H": str(hour), "hh": f"{time.hour:02}", "h": str(time.hour),
        "AA": "AM" if time.hour < 12 else "PM", "aa": "am" if time.hour < 12 else "pm",
        "mm": f"{time.minute:02}", "m": str(time.minute), "ss": f"{time.second:02}", "s": str(time.second),
        "ZZZZZ": f"{offset[:3]}:{offset[3:5]}", "ZZZZ": offset[:5],
        "ZZZ": "UTC" if offset[:5] == "+0000" else offset[:5],
        "Z": "Z" if offset[:5] == "+0000" else f"{offset[:3]}:{offset[3:5]}",
    }  # fmt: skip
    return parts[code]


FUNCTIONS = table(
    ("formatdate", "ss", formatdate),
    ("timeadd", "ss", timeadd),
    ("timecmp", "ss", timecmp),
)
