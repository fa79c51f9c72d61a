"""PostgreSQL's text forms, in and out, as plain Python: for constants at compile time and for rows at run time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone


class PgError(Exception):
    """What PostgreSQL would say; ``fetch`` and the compiler turn it into an SqlError."""


def bad_input(kind: str, text: str) -> PgError:
    """PostgreSQL's words for a text that is no value of a type."""
    return PgError(f'invalid input syntax for type {kind}: "{text}"')


# boolean ---------------------------------------------------------------------------------------------

_BOOL = {
    **dict.fromkeys(("t", "tr", "tru", "true", "y", "ye", "yes", "on", "1"), True),
    **dict.fromkeys(("f", "fa", "fal", "fals", "false", "n", "no", "of", "off", "0"), False),
}


def bool_in(text: str) -> bool:
    """``'yes'`` and its like."""
    value = _BOOL.get(text.strip(" \t\n\r\f\v").lower())
    if value is None:
        raise bad_input("boolean", text)
    return value


# numbers ---------------------------------------------------------------------------------------------

_DECIMAL_INT = re.compile(r"[+-]?\d+(_\d+)*\Z")
_BASED_INT = re.compile(r"([+-]?)0(?:[xX](_?[0-9a-fA-F]+)+|[oO](_?[0-7]+)+|[bB](_?[01]+)+)\Z")
_FLOAT = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\Z")
INT_LIMIT = {"smallint": 15, "integer": 31, "bigint": 63}


def int_in(text: str, kind: str) -> int:
    """An integer of type ``kind``; underscores and 0x, 0o, 0b as PostgreSQL 16 reads them."""
    word = text.strip(" \t\n\r\f\v")
    if _DECIMAL_INT.match(word):
        value = int(word)
    elif _BASED_INT.match(word):
        value = int(word, 0)
    else:
        raise bad_input(kind, text)
    if not -(1 << INT_LIMIT[kind]) <= value < 1 << INT_LIMIT[kind]:
        raise PgError(f'value "{text}" is out of range for type {kind}')
    return value


def float_in(text: str) -> float:
    """A double precision."""
    word = text.strip(" \t\n\r\f\v")
    if _FLOAT.match(word):
        value = float(word)
        if value in (float("inf"), float("-inf")):
            raise PgError(f'"{word}" is out of range for type double precision')
        if value == 0 and re.search(r"[1-9]", re.split("[eE]", word)[0]):
            raise PgError(f'"{word}" is out of range for type double precision')
        return value
    if word.lower().lstrip("+-") in {"inf", "infinity"} or word.lower() == "nan":
        return float(word)
    raise bad_input("double precision", text)


def float4_out(shortest: str) -> str:
    """PostgreSQL's text of a real, from its shortest digits."""
    return float_out(float(shortest), 6)


def float_out(value: float, digits_before: int = 15) -> str:
    """PostgreSQL's shortest text of a double precision; a real turns to an exponent after six digits."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    mantissa, _, exponent = repr(value).partition("e")
    sign = "-" if mantissa.startswith("-") else ""
    whole, _, part = mantissa.lstrip("-").partition(".")
    part = "" if part == "0" else part
    digits = (whole + part).lstrip("0")
    if not digits:
        return sign + "0"
    point = len(whole) + int(exponent or 0) - (len(whole + part) - len(digits))
    digits = digits.rstrip("0") or "0"
    if -4 <= point - 1 < digits_before:
        if point <= 0:
            return sign + "0." + "0" * -point + digits
        if point >= len(digits):
            return sign + digits + "0" * (point - len(digits))
        return sign + digits[:point] + "." + digits[point:]
    power = point - 1
    tail = "." + digits[1:] if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{tail}e{'-' if power < 0 else '+'}{abs(power):02d}"


# interval --------------------------------------------------------------------------------------------

Interval = tuple[int, int, int]  # months, days, microseconds

_UNIT_WORDS = {
    "microsecond": ("microseconds", "microsecond", "us", "usec", "usecs", "useconds", "microsecon"),
    "millisecond": ("milliseconds", "millisecond", "ms", "msec", "msecs", "mseconds", "millisecon"),
    "second": ("seconds", "second", "sec", "secs", "s"),
    "minute": ("minutes", "minute", "min", "mins", "m"),
    "hour": ("hours", "hour", "hr", "hrs", "h"),
    "day": ("days", "day", "d"),
    "week": ("weeks", "week", "w"),
    "month": ("months", "month", "mon", "mons"),
    "year": ("years", "year", "yr", "yrs", "y"),
    "decade": ("decades", "decade", "dec", "decs"),
    "century": ("centuries", "century", "cent", "c"),
    "millennium": ("millennia", "millennium", "mil", "mils"),
}
UNIT = {word: unit for unit, words in _UNIT_WORDS.items() for word in words}
_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_MICROS = {"microsecond": 1, "millisecond": 1000, "second": 10**6, "minute": 60 * 10**6, "hour": 3600 * 10**6}
_PART = re.compile(
    r"\s*(?:(?P<clock>[+-]?\d+:\d+(?::\d+(?:\.\d*)?)?)|(?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*(?P<unit>[a-zA-Z]*)"
    r"|(?P<word>ago|@))"
)
_ISO = re.compile(
    r"P(?:([+-]?[\d.]+)Y)?(?:([+-]?[\d.]+)M)?(?:([+-]?[\d.]+)W)?(?:([+-]?[\d.]+)D)?"
    r"(?:T(?:([+-]?[\d.]+)H)?(?:([+-]?[\d.]+)M)?(?:([+-]?[\d.]+)S)?)?\Z"
)


def interval_in(text: str, unit: str | None = None) -> Interval:
    """An interval; ``unit`` is the one written after the constant (``interval '5' day``)."""
    source = text.strip()
    parts: list[tuple[str, str]] = []
    ago = False
    iso = _ISO.match(source)
    if iso and len(source) > 1:
        names = ("year", "month", "week", "day", "hour", "minute", "second")
        parts = [(number, name) for number, name in zip(iso.groups(), names, strict=True) if number]
    else:
        position = 0
        while position < len(source):
            match = _PART.match(source, position)
            if not match or match.end() == position:
                raise bad_input("interval", text)
            position = match.end()
            if match["word"]:
                ago = ago or match["word"] == "ago"
            elif match["clock"]:
                parts.append((match["clock"], "clock"))
            else:
                word = (match["unit"] or (unit or "second")).lower()
                if word not in UNIT:
                    raise bad_input("interval", text)
                parts.append((match["number"], UNIT[word]))
    if not parts:
        raise bad_input("interval", text)
    months, days, micros = 0, 0, 0
    for value, name in parts:
        m, d, u = _interval_part(value, name)
        months, days, micros = months + m, days + d, micros + u
    if ago:
        months, days, micros = -months, -days, -micros
    return months, days, micros


def _interval_part(value: str, name: str) -> Interval:
    if name == "clock":
        sign = -1 if value.startswith("-") else 1
        pieces = value.lstrip("+-").split(":")
        seconds = float(pieces[2]) if len(pieces) > 2 else 0.0
        return 0, 0, sign * (int(pieces[0]) * 3600 * 10**6 + int(pieces[1]) * 60 * 10**6 + round(seconds * 10**6))
    amount = float(value)
    if name in _MICROS:
        return 0, 0, round(amount * _MICROS[name])
    if name in _MONTHS:
        months = amount * _MONTHS[name]
        if name != "month":
            return round(months), 0, 0
        whole = int(months)
        days = (months - whole) * 30
        return whole, int(days), round((days - int(days)) * 86400 * 10**6)
    days = amount * (7 if name == "week" else 1)
    return 0, int(days), round((days - int(days)) * 86400 * 10**6)


def interval_out(months: int, days: int, micros: int) -> str:
    """PostgreSQL's default text of an interval."""
    years, months = int(months / 12), months - 12 * int(months / 12)
    made: list[str] = []
    negative_before = False
    for value, name in ((years, "year"), (months, "mon"), (days, "day")):
        if value:
            sign = "+" if negative_before and value > 0 else ""
            made.append(f"{sign}{value} {name}{'' if value == 1 else 's'}")
            negative_before = value < 0
    if micros or not made:
        sign = "-" if micros < 0 else ("+" if negative_before else "")
        seconds, fraction = divmod(abs(micros), 10**6)
        clock = f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        made.append(clock + (f".{fraction:06d}".rstrip("0") if fraction else ""))
    return " ".join(made)


# date and time ---------------------------------------------------------------------------------------

_STAMP = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:(?:[T ]\s*)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d+))?)?"
    r"\s*(?P<zone>Z|z|UTC|utc|GMT|gmt|[+-]\d{1,2}(?::?\d{2})?(?::\d{2})?)?)?\Z"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?\Z")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _zone(text: str | None) -> timezone:
    if not text or text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0") if len(text) > 3 else text[1:].zfill(2) + "00"
    minutes = int(digits[:2]) * 60 + int(digits[2:4])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def stamp_in(text: str, kind: str) -> datetime:
    """A date, timestamp or timestamptz in ISO 8601 form, as an aware datetime; other forms are refused."""
    source = text.strip()
    match = _STAMP.match(source)
    named = {"date": "date", "timestamp": "timestamp"}.get(kind, "timestamp with time zone")
    try:
        if match:
            fraction = round(float("0." + (match["fraction"] or "0")) * 10**6)
            made = datetime(
                int(match["year"]),
                int(match["month"]),
                int(match["day"]),
                int(match["hour"] or 0),
                int(match["minute"] or 0),
                tzinfo=UTC if kind != "timestamptz" else _zone(match["zone"]),
            )
            seconds = int(match["second"] or 0)
            if seconds > 60:
                raise ValueError
            return (made + timedelta(seconds=seconds, microseconds=fraction)).astimezone(UTC)
        compact = _COMPACT.match(source)
        if compact:
            numbers = [int(n or 0) for n in compact.groups()[:6]]
            zone = UTC if kind != "timestamptz" else _zone(compact[7])
            year, month, day, hour, minute, second = numbers
            return datetime(year, month, day, hour, minute, second, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise PgError(f'date/time field value out of range: "{text}"') from error
    made_of_words = _stamp_of_words(source, kind)
    if made_of_words is None:
        raise bad_input(named, text)
    return made_of_words


_MONTH_WORDS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_CLOCK = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*([aApP][mM])?\s*(Z|z|UTC|utc|GMT|gmt|[+-]\d{1,2}(?::?\d{2})?)?\Z"
)
_DAY_FORMS = (
    re.compile(r"(?P<word>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})(?:\s+(?P<rest>.*))?\Z"),
    re.compile(r"(?P<day>\d{1,2})[ -](?P<word>[A-Za-z]{3,9})[ -](?P<year>\d{4})(?:\s+(?P<rest>.*))?\Z"),
    re.compile(r"(?P<year>\d{4})[ -](?P<word>[A-Za-z]{3,9})[ -](?P<day>\d{1,2})(?:\s+(?P<rest>.*))?\Z"),
    re.compile(r"(?P<month>\d{1,2})[/-](?P<day>\d{1,2})[/-](?P<year>\d{4})(?:\s+(?P<rest>.*))?\Z"),
    re.compile(r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:\s+(?P<rest>.*))?\Z"),
)


def _stamp_of_words(source: str, kind: str) -> datetime | None:
    """Dates such as ``Feb 29, 2024``, ``29 Feb 2024`` and ``2/29/2024``, with a time of day behind."""
    for form in _DAY_FORMS:
        match = form.match(source)
        if not match:
            continue
        found = match.groupdict()
        month = int(found.get("month") or 0)
        if found.get("word"):
            word = found["word"].lower()
            names = [m for m in _MONTH_WORDS if word.startswith(m)]
            if not names:
                return None
            month = _MONTH_WORDS.index(names[0]) + 1
        clock = _CLOCK.match(found["rest"]) if found["rest"] else None
        if found["rest"] and not clock:
            return None
        try:
            made = datetime(int(found["year"]), month, int(found["day"]), tzinfo=UTC)
            if clock:
                hour = int(clock[1])
                if clock[5]:
                    hour = hour % 12 + (12 if clock[5].lower() == "pm" else 0)
                zone = UTC if kind != "timestamptz" else _zone(clock[6])
                made = made.replace(hour=hour, minute=int(clock[2]), second=int(clock[3] or 0), tzinfo=zone)
                made += timedelta(microseconds=round(float("0." + (clock[4] or "0")) * 10**6))
        except ValueError as error:
            raise PgError(f'date/time field value out of range: "{source}"') from error
        return made.astimezone(UTC)
    return None


def uuid_in(text: str) -> str:
    """A uuid as PostgreSQL prints it."""
    bare = text.strip().lower()
    bare = bare[1:-1] if bare.startswith("{") and bare.endswith("}") else bare
    if not re.fullmatch(r"(?:[0-9a-f]{4}-?){7}[0-9a-f]{4}", bare):
        raise bad_input("uuid", text)
    digits = bare.replace("-", "")
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def bytea_in(text: str) -> bytes:
    """A bytea: ``\\x`` and hexadecimal digits, or text with escapes."""
    if text.startswith("\\x"):
        try:
            return bytes.fromhex(text[2:])
        except ValueError as error:
            raise PgError("invalid hexadecimal data") from error
    return re.sub(
        rb"\\\\(\\\\|[0-3][0-7]{2})", lambda m: b"\\" if m[1] == b"\\" else bytes([int(m[1], 8)]), text.encode()
    )


def stamp_text(moment: datetime, kind: str) -> str:
    """The text DuckDB and PostgreSQL both read."""
    if kind == "date":
        return moment.strftime("%Y-%m-%d").rjust(10, "0")
    made = moment.strftime("%Y-%m-%d %H:%M:%S").rjust(19, "0")
    if moment.microsecond:
        made += f".{moment.microsecond:06d}".rstrip("0")
    return made + "+00" if kind == "timestamptz" else made


def date_text(value: date | time) -> str:
    """ISO text of a date or time of day."""
    return value.isoformat()


# arrays and records ----------------------------------------------------------------------------------

_PLAIN = re.compile(r'[^\s{}",\\]+\Z')


def array_out(items: Sequence[object]) -> str:
    """``{a,"b c",NULL}`` of texts, None and nested lists."""
    made: list[str] = []
    for item in items:
        if item is None:
            made.append("NULL")
        elif isinstance(item, list | tuple):
            made.append(array_out(item))
        else:
            text = str(item)
            if not _PLAIN.match(text) or text.upper() == "NULL":
                text = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
            made.append(text)
    return "{" + ",".join(made) + "}"


def array_in(text: str) -> list[str | None]:
    """The elements of a one-dimensional array's text."""
    source = text.strip()
    if not (source.startswith("{") and source.endswith("}")):
        raise PgError(f'malformed array literal: "{text}"')
    body = source[1:-1]
    if not body.strip():
        return []
    made: list[str | None] = []
    position = 0
    token = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|((?:[^",{}\\]|\\.)+))\s*(,|\Z)', re.S)
    while True:
        match = token.match(body, position)
        if not match:
            if body[position:].lstrip().startswith("{"):
                raise PgError("arrays of more than one dimension are not supported as text")
            raise PgError(f'malformed array literal: "{text}"')
        if match[1] is not None:
            made.append(re.sub(r"\\(.)", r"\1", match[1], flags=re.S))
        else:
            word = match[2].strip()
            made.append(None if word.upper() == "NULL" else re.sub(r"\\(.)", r"\1", word, flags=re.S))
        position = match.end()
        if match[3] != ",":
            return made


def record_out(items: Sequence[str | None]) -> str:
    """``(a,"b c",)`` of texts and None."""
    made: list[str] = []
    for item in items:
        if item is None:
            made.append("")
        elif item == "" or re.search(r'[\s,()"\\]', item):
            made.append('"' + item.replace("\\", "\\\\").replace('"', '""') + '"')
        else:
            made.append(item)
    return "(" + ",".join(made) + ")"
