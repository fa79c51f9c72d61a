"""Small functions on values that tables of several services use."""

from __future__ import annotations


def moment(time: str | None) -> str | None:
    """A time that AWS gives as text; null for an empty one."""
    return time or None


def or_false(value: bool | None) -> bool:
    """A switch that is off where AWS says nothing of it."""
    return bool(value)


def filled(values: list[object] | None) -> list[object] | None:
    """A list that has elements; null for an empty one."""
    return values or None
