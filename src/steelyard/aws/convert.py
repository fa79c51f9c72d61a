"""Values of answers as values of columns, one function for each column type."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from steelyard.aws.publicform import rfc3339
from steelyard.sql import canonical


def as_text(value: Any) -> str | None:
    """Text as it is; booleans, numbers and times as JSON writes them; structures as JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return str(rfc3339(value))
    return canonical(value)


def as_boolean(value: Any) -> bool | None:
    """Booleans as they are; the words AWS uses for them."""
    if value is None or isinstance(value, bool):
        return value
    word = str(value).lower()
    if word in ("true", "enabled", "yes", "on", "1"):
        return True
    return False if word in ("false", "disabled", "suspended", "no", "off", "0") else None


def as_bigint(value: Any) -> int | None:
    """Whole numbers, also from text; None where there is none to read."""
    if value is None or value == "":
        return None
    return int(float(value)) if isinstance(value, str) and not _whole(value) else int(value)


def _whole(text: str) -> bool:
    return text.lstrip("+-").isdigit()


def as_double(value: Any) -> float | None:
    """Numbers, also from text."""
    return None if value is None or value == "" else float(value)


def as_time(value: Any) -> str | None:
    """A time as RFC 3339 text, from a datetime, ISO text or seconds since 1970."""
    if value is None or value == "":
        return None
    if isinstance(value, int | float):
        return str(rfc3339(datetime.fromtimestamp(value, UTC)))
    return str(rfc3339(datetime.fromisoformat(value) if isinstance(value, str) else value))


def as_json(value: Any) -> str | None:
    """JSON in the store's form; an absent value is null, not JSON's null."""
    return None if value is None else canonical(value)


CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "text": as_text,
    "boolean": as_boolean,
    "bigint": as_bigint,
    "double precision": as_double,
    "timestamptz": as_time,
    "jsonb": as_json,
    "inet": as_text,
    "cidr": as_text,
    "ltree": as_text,
}
