"""Parsed answers in the form that JSON columns have: what the public tables show.

Structure members start with a capital letter and are all there, null where the answer lacks them; map keys
stay; timestamps are RFC 3339 text in UTC; bytes are base64 text.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from botocore.model import ListShape, MapShape, Shape, StructureShape

Form = Callable[[Any], Any]


def same(value: Any) -> Any:
    """The form of shapes that need no change."""
    return value


def rfc3339(value: Any) -> Any:
    """A datetime as RFC 3339 text in UTC, with as many decimals of a second as it has."""
    if not isinstance(value, datetime):
        return value
    moment = (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
    text = moment.strftime("%Y-%m-%dT%H:%M:%S") if moment.year >= 1000 else moment.isoformat()[:19]
    fraction = f".{moment.microsecond:06d}".rstrip("0") if moment.microsecond else ""
    return f"{text}{fraction}Z"


def capital(name: str) -> str:
    """A member's public name."""
    return name[:1].upper() + name[1:]


class Forms:
    """Makes and keeps the form function of each shape of one service (recursive shapes included)."""

    def __init__(self) -> None:
        self._made: dict[str, Form] = {}

    def of(self, shape: Shape | None) -> Form:
        """The function from a parsed value of ``shape`` to its public form; without a shape, by the value itself."""
        if shape is None:
            return free_form
        name: str = shape.name
        if name not in self._made:
            self._made[name] = lambda value: self._made[name](value)
            self._made[name] = self._make(shape)
        return self._made[name]

    def _make(self, shape: Shape) -> Form:
        if isinstance(shape, StructureShape):
            return self._structure(shape)
        if isinstance(shape, ListShape):
            element = self.of(shape.member)
            if element is same:
                return same
            return lambda value: None if value is None else [element(item) for item in value]
        if isinstance(shape, MapShape):
            inner = self.of(shape.value)
            if inner is same:
                return same
            return lambda value: None if value is None else {key: inner(item) for key, item in value.items()}
        if shape.type_name == "timestamp":
            return rfc3339
        if shape.type_name == "blob":
            return base64_text
        return same

    def _structure(self, shape: StructureShape) -> Form:
        if getattr(shape, "is_document_type", False):
            return same
        members = [(name, capital(name), self.of(member)) for name, member in shape.members.items()]

        def form(value: Any) -> Any:
            if value is None:
                return None
            get = value.get
            return {public: inner(get(name)) for name, public, inner in members}

        return form


def base64_text(value: Any) -> Any:
    """Bytes as base64 text."""
    return b64encode(value).decode() if isinstance(value, bytes | bytearray) else value


def free_form(value: Any) -> Any:
    """The form of values without a shape, such as what a function made: only times and bytes change."""
    if isinstance(value, dict):
        return {key: free_form(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [free_form(item) for item in value]
    return rfc3339(base64_text(value))
