"""Small pure functions that declarations of several services use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson

from steelyard.aws.publicform import rfc3339


def as_is(value: Any) -> Any:
    """The value itself: says that the column's type takes it although the model's type is another."""
    return value


def constant(text: str) -> Callable[..., str]:
    """A function that gives the same text whatever it is given."""
    return lambda *_: text


def from_millis(value: int | None) -> str | None:
    """Milliseconds since 1970 as RFC 3339 text."""
    return None if value is None else str(rfc3339(datetime.fromtimestamp(value / 1000, UTC)))


def from_seconds(value: float | str | None) -> str | None:
    """Seconds since 1970, as a number or as text, as RFC 3339 text."""
    return None if value in (None, "") else str(rfc3339(datetime.fromtimestamp(float(value or 0), UTC)))


def last_of(separator: str) -> Callable[[str | None], str | None]:
    """The function that gives a text's part after the last separator (an ARN's name)."""
    return lambda text: None if text is None else text.rsplit(separator, 1)[-1]


def parsed(text: str | None) -> Any:
    """JSON text as JSON; None for an absent or empty one. Text that is no JSON stays text."""
    if not text or not text.strip():
        return None
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return text


def some(values: list[Any] | None) -> list[Any] | None:
    """The list, or None where it is empty."""
    return values or None


def is_true(value: object) -> bool:
    """Whether a flag is set; an absent one is not."""
    return value is True or str(value).lower() in ("true", "enabled", "1")


def moment(time: str | None) -> str | None:
    """A time that AWS gives as text; null for an empty one."""
    return time or None


def first_of(*values: Any) -> Any:
    """The first of the values that is there and not empty; None where none is.

    So a part says whose it is: of the parent listed before, or of the one the query asks for (``where.column``).
    """
    return next((value for value in values if value), None)
