"""to_char, to_timestamp and time zone names."""

from __future__ import annotations

import re
import zoneinfo
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from steelyard.sql.values import PgError

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

# Longest first, as PostgreSQL reads a format.
_PATTERNS = [
    "HH24",
    "HH12",
    "HH",
    "MI",
    "SSSSS",
    "SSSS",
    "SS",
    "MS",
    "US",
    "FF1",
    "FF2",
    "FF3",
    "FF4",
    "FF5",
    "FF6",
    "AM",
    "PM",
    "A.M.",
    "P.M.",
    "am",
    "pm",
    "a.m.",
    "p.m.",
    "Y,YYY",
    "YYYY",
    "IYYY",
    "YYY",
    "IYY",
    "YY",
    "IY",
    "Y",
    "I",
    "BC",
    "AD",
    "bc",
    "ad",
    "B.C.",
    "A.D.",
    "MONTH",
    "Month",
    "month",
    "MON",
    "Mon",
    "mon",
    "MM",
    "DAY",
    "Day",
    "day",
    "DY",
    "Dy",
    "dy",
    "DDD",
    "IDDD",
    "DD",
    "D",
    "ID",
    "WW",
    "W",
    "IW",
    "CC",
    "J",
    "Q",
    "RM",
    "rm",
    "TZH",
    "TZM",
    "TZ",
    "tz",
    "OF",
    "FM",
    "TH",
    "th",
    "FX",
    "TM",
    "SP",
]
_PATTERNS.sort(key=len, reverse=True)
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(' + "|".join(map(re.escape, _PATTERNS)) + r")|(\\.|.)", re.S)
_UNSUPPORTED = {"FX", "TM", "SP"}

_STRFTIME = {
    "YYYY": "%Y",
    "MM": "%m",
    "DD": "%d",
    "HH24": "%H",
    "MI": "%M",
    "SS": "%S",
    "US": "%f",
    "MS": "%g",
    "Mon": "%b",
    "Dy": "%a",
    "DDD": "%j",
    "HH12": "%I",
    "HH": "%I",
    "AM": "%p",
    "PM": "%p",
    "YY": "%y",
    "FF6": "%f",
    "FF3": "%g",
}


def _tokens(form: str) -> list[tuple[str, str]]:
    made = []
    for match in _TOKEN.finditer(form):
        if match[1] is not None:
            made.append(("text", re.sub(r"\\(.)", r"\1", match[1], flags=re.S)))
        elif match[2]:
            made.append(("pattern", match[2]))
        else:
            made.append(("text", match[3][-1] if match[3] == '\\"' else match[3]))
    return made


def strftime(form: str) -> str | None:
    """The format as DuckDB's strftime takes it; None when it has something strftime has not."""
    made = []
    for kind, text in _tokens(form):
        if kind == "text":
            made.append(text.replace("%", "%%"))
        elif text in _STRFTIME:
            made.append(_STRFTIME[text])
        else:
            return None
    return "".join(made)


def check(form: str) -> None:
    """Refuses a format of dates that is not supported.

    Raises:
        PgError: It has such a pattern.
    """
    for kind, text in _tokens(form):
        if kind == "pattern" and text in _UNSUPPORTED:
            raise PgError(f"to_char format {text} is not supported")


def _hour12(moment: datetime) -> int:
    return moment.hour % 12 or 12


def _ordinal(number: int, upper: bool) -> str:
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return suffix.upper() if upper else suffix


def _piece(name: str, moment: datetime, fill: bool, zone: bool) -> str:
    numbers: dict[str, tuple[int, int]] = {
        "HH24": (moment.hour, 2),
        "HH12": (_hour12(moment), 2),
        "HH": (_hour12(moment), 2),
        "MI": (moment.minute, 2),
        "SS": (moment.second, 2),
        "SSSS": (moment.hour * 3600 + moment.minute * 60 + moment.second, 1),
        "SSSSS": (moment.hour * 3600 + moment.minute * 60 + moment.second, 1),
        "YYYY": (moment.year, 4),
        "YYY": (moment.year % 1000, 3),
        "YY": (moment.year % 100, 2),
        "Y": (moment.year % 10, 1),
        "IYYY": (moment.isocalendar()[0], 4),
        "IYY": (moment.isocalendar()[0] % 1000, 3),
        "IY": (moment.isocalendar()[0] % 100, 2),
        "I": (moment.isocalendar()[0] % 10, 1),
        "MM": (moment.month, 2),
        "DDD": (moment.timetuple().tm_yday, 3),
        "DD": (moment.day, 2),
        "D": (moment.isoweekday() % 7 + 1, 1),
        "ID": (moment.isoweekday(), 1),
        "WW": ((moment.timetuple().tm_yday - 1) // 7 + 1, 2),
        "W": ((moment.day - 1) // 7 + 1, 1),
        "IW": (moment.isocalendar()[1], 2),
        "Q": ((moment.month - 1) // 3 + 1, 1),
        "CC": ((moment.year + 99) // 100, 2),
        "J": (moment.toordinal() + 1721425, 1),
        "IDDD": ((moment.isocalendar()[1] - 1) * 7 + moment.isoweekday(), 3),
    }
    if name in numbers:
        value, width = numbers[name]
        return f"{value:0{width}d}" if fill else str(value)
    fractions = {"MS": 3, "US": 6, "FF1": 1, "FF2": 2, "FF3": 3, "FF4": 4, "FF5": 5, "FF6": 6}
    if name in fractions:
        return f"{moment.microsecond:06d}"[: fractions[name]]
    if name == "Y,YYY":
        return f"{moment.year // 1000},{moment.year % 1000:03d}"
    month, day = _MONTHS[moment.month - 1], _DAYS[moment.isoweekday() - 1]
    for names, text, width in (
        (("MONTH", "Month", "month"), month, 9),
        (("MON", "Mon", "mon"), month[:3], 0),
        (("DAY", "Day", "day"), day, 9),
        (("DY", "Dy", "dy"), day[:3], 0),
    ):
        if name in names:
            shown = text.upper() if name.isupper() else text.lower() if name.islower() else text
            return shown.ljust(width) if fill else shown
    half = "AM" if moment.hour < 12 else "PM"
    era = {"BC": "AD", "AD": "AD", "bc": "ad", "ad": "ad", "B.C.": "A.D.", "A.D.": "A.D."}
    halves = {"AM": half, "PM": half, "am": half.lower(), "pm": half.lower()}
    dotted = f"{half[0]}.{half[1]}."
    halves |= {"A.M.": dotted, "P.M.": dotted, "a.m.": dotted.lower(), "p.m.": dotted.lower()}
    if name in halves:
        return halves[name]
    if name in era:
        return era[name]
    if name in {"RM", "rm"}:
        roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"][moment.month - 1]
        roman = roman if name == "RM" else roman.lower()
        return roman.ljust(4) if fill else roman
    if name in {"TZH", "OF"}:
        return "+00"
    if name == "TZM":
        return "00"
    if name in {"TZ", "tz"}:
        return ("UTC" if name == "TZ" else "utc") if zone else ""
    raise PgError(f"to_char format {name} is not supported")


def to_char(moment: datetime, form: str, zone: bool) -> str:
    """to_char(timestamp, format) in English and UTC."""
    made: list[str] = []
    fill = True
    last: str | None = None
    for kind, text in _tokens(form):
        if kind == "text":
            made.append(text)
            last = None
        elif text == "FM":
            fill = False
        elif text in {"TH", "th"}:
            if last is not None:
                made.append(_ordinal(int(last), text == "TH"))
        else:
            last = _piece(text, moment, fill, zone)
            made.append(last)
            last = last if last.strip().isdigit() else None
            fill = True
    return "".join(made)


# Numbers ---------------------------------------------------------------------------------------------


_NUMBER_FORM = re.compile(
    r"(?P<fm>FM)?(?P<lead>(?:\"[^\"]*\"|[ $])*)(?P<sign>S|MI|PL|SG)?(?P<whole>[09,G]*)"
    r"(?:(?P<point>[.D])(?P<part>[09]*))?"
    r"(?P<after>S|MI)?(?P<tail>(?:\"[^\"]*\"|[ %])*)"
)


def check_number(form: str) -> None:
    """Refuses a format of numbers that is not supported.

    Raises:
        PgError: It has more than digits, a point, commas, FM, a sign and text.
    """
    match = _NUMBER_FORM.fullmatch(form)
    if not match or match["sign"] in {"PL", "SG", "MI"} or (match["sign"] and match["after"]):
        raise PgError(f"to_char format {form!r} for numbers is not supported")


def number_to_char(text: str, form: str) -> str:
    """to_char(number, format) for digits, commas, a point, FM, S and MI."""
    check_number(form)
    match = _NUMBER_FORM.fullmatch(form)
    assert match
    fill = not match["fm"]
    whole_form, part_form = match["whole"].replace("G", ","), match["part"] or ""
    value = Decimal(text).quantize(Decimal(1).scaleb(-len(part_form)), ROUND_HALF_UP)
    whole, _, part = format(abs(value), "f").partition(".")
    overflow = len(whole.lstrip("0")) > len(whole_form.replace(",", ""))
    number = _whole_digits(whole, whole_form, bool(match["point"]), fill, overflow)
    if overflow:
        part = "#" * len(part_form)
    elif not fill and part_form:
        keep = part_form.rfind("0") + 1
        part = part[:keep] + part[keep:].rstrip("0")
    padding = len(number) - len(number.lstrip(" "))
    sign = "-" if value < 0 else ("+" if match["sign"] else " " if fill and not match["after"] else "")
    after = ""
    if match["after"]:
        sign = ""
        after = "-" if value < 0 else ("+" if match["after"] == "S" else " " if fill else "")
        if match["after"] == "MI" or match["after"] == "S":
            number = number[padding:].rjust(len(number)) if fill else number
    number = " " * padding + sign + number[padding:]
    lead, tail = match["lead"].replace('"', ""), match["tail"].replace('"', "")
    return lead + number + (("." if match["point"] else "") + part) + after + tail


def _whole_digits(whole: str, form: str, point: bool, fill: bool, overflow: bool) -> str:
    """The digits before the point in the places of a format."""
    slots = form.replace(",", "")
    first_zero = slots.find("0")
    digits = (whole.lstrip("0") if not overflow else "").rjust(len(slots))
    shown: list[str] = []
    at = 0
    started = False
    for mark in form:
        if mark == ",":
            shown.append("," if started else (" " if fill else ""))
            continue
        digit = "#" if overflow else digits[at]
        last = at == len(slots) - 1
        if digit == " " and ((0 <= first_zero <= at) or (last and (not point or not fill))):
            digit = "0"
        started = started or digit != " "
        shown.append(digit if digit != " " or fill else "")
        at += 1
    return "".join(shown)


# Reading ---------------------------------------------------------------------------------------------


def to_timestamp(text: str, form: str) -> str:
    """to_timestamp(text, format): the moment in UTC as ``YYYY-MM-DD HH:MM:SS.ffffff``."""
    fields = {"YYYY": 1, "MM": 1, "DD": 1}
    pattern = ""
    names: list[str] = []
    widths = {
        "YYYY": r"\d{4}",
        "MM": r"\d{1,2}",
        "DD": r"\d{1,2}",
        "HH24": r"\d{1,2}",
        "HH12": r"\d{1,2}",
        "HH": r"\d{1,2}",
        "MI": r"\d{1,2}",
        "SS": r"\d{1,2}",
        "MS": r"\d{1,3}",
        "US": r"\d{1,6}",
        "Mon": "[A-Za-z]{3}",
        "MON": "[A-Za-z]{3}",
        "mon": "[A-Za-z]{3}",
        "AM": "[AaPp][Mm]",
        "PM": "[AaPp][Mm]",
    }
    del fields
    for kind, piece in _tokens(form):
        if kind == "text":
            pattern += r"\s*" if piece.isspace() else (r"[^\w]?" if not piece.isalnum() else re.escape(piece))
        elif piece in widths:
            names.append(piece)
            pattern += rf"\s*({widths[piece]})"
        else:
            raise PgError(f"to_timestamp format {piece} is not supported")
    match = re.match(pattern, text)
    if not match:
        raise PgError(f'invalid value "{text}" for format "{form}"')
    found = dict(zip(names, match.groups(), strict=True))
    hour = int(found.get("HH24") or found.get("HH12") or found.get("HH") or 0)
    half = (found.get("AM") or found.get("PM") or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    month = int(found.get("MM") or 1)
    for name in ("Mon", "MON", "mon"):
        if name in found:
            month = [m[:3].lower() for m in _MONTHS].index(found[name].lower()) + 1
    micros = int((found.get("US") or (found.get("MS") or "").ljust(3, "0") or "0").ljust(6, "0"))
    try:
        moment = datetime(int(found.get("YYYY") or 1), month, int(found.get("DD") or 1), tzinfo=UTC)
        moment += timedelta(
            hours=hour, minutes=int(found.get("MI") or 0), seconds=int(found.get("SS") or 0), microseconds=micros
        )
    except ValueError as error:
        raise PgError(f'date/time field value out of range: "{text}"') from error
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f").rjust(26, "0")


def zone_name(name: str) -> str:
    """The zone as DuckDB names it."""
    return {"utc": "UTC", "gmt": "UTC", "z": "UTC", "zulu": "UTC"}.get(name.lower(), name)


def check_zone(name: str) -> None:
    """Refuses a zone that is not in the tz database.

    Raises:
        PgError: It is none.
    """
    word = zone_name(name)
    if word == "UTC":
        return
    if word not in zoneinfo.available_timezones():
        raise PgError(f'time zone "{name}" not recognized or not supported')


def interval_to_char(months: int, days: int, micros: int, form: str) -> str:
    """to_char(interval, format) for the parts an interval has."""
    seconds, fraction = divmod(abs(micros), 10**6)
    sign = -1 if micros < 0 else 1
    hours = sign * (seconds // 3600)
    parts = {
        "YYYY": (int(months / 12), 4),
        "MM": (months - 12 * int(months / 12), 2),
        "DD": (days, 2),
        "HH24": (hours, 2),
        "HH12": (hours % 12 or 12, 2),
        "HH": (hours % 12 or 12, 2),
        "MI": (seconds // 60 % 60, 2),
        "SS": (seconds % 60, 2),
        "MS": (fraction // 1000, 3),
        "US": (fraction, 6),
    }
    made: list[str] = []
    fill = True
    for kind, text in _tokens(form):
        if kind == "text":
            made.append(text)
        elif text == "FM":
            fill = False
        elif text in parts:
            value, width = parts[text]
            made.append(f"{value:0{width}d}" if fill else str(value))
            fill = True
        else:
            raise PgError(f"to_char format {text} for intervals is not supported")
    return "".join(made)


def to_number(text: str, form: str) -> str:
    """to_number(text, format) for digits, commas, a point, a sign and a currency sign."""
    if not re.fullmatch(r"(?:FM)?[SL$]?[09,G]*(?:[.D][09]*)?(?:S|MI)?", form):
        raise PgError(f"to_number format {form!r} is not supported")
    bare = re.sub(r"[^0-9.\-]", "", text)
    match = re.search(r"-?\d*\.?\d*", bare)
    if not match or not re.search(r"\d", match[0]):
        raise PgError(f'invalid input syntax for type numeric: "{text}"')
    value = Decimal(("-" if "-" in bare else "") + match[0].replace("-", ""))
    part = re.split(r"[.D]", form)
    scale = len(re.sub(r"[^09]", "", part[1])) if len(part) > 1 else 0
    return format(value.quantize(Decimal(1).scaleb(-scale), ROUND_HALF_UP), "f")
