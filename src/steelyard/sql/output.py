"""Values of a result: from DuckDB's to psycopg's, and to PostgreSQL's text."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from steelyard.sql import jsonb, values
from steelyard.sql.types import PgType

Convert = Callable[[Any], Any]


def value_reader(kind: PgType) -> Convert | None:
    """What turns DuckDB's value into psycopg's; None when it is the same."""
    if kind.element:
        inner = value_reader(kind.element)
        if inner is None:
            return None
        return lambda items: [None if v is None else inner(v) for v in items]
    if kind.name == "numeric":
        return lambda v: v if isinstance(v, Decimal) else Decimal(v)
    if kind.name == "timestamptz":
        return lambda v: v.astimezone(UTC) if isinstance(v, datetime) else v
    if kind.name == "record":
        return lambda v: _record(kind, v)
    return _READERS.get(kind.name)


def _record(kind: PgType, value: dict[str, Any]) -> tuple[Any, ...]:
    readers = [value_reader(k) for _, k in kind.fields]
    return tuple(v if v is None or r is None else r(v) for v, r in zip(value.values(), readers, strict=True))


def _inet(text: str) -> Any:
    return ipaddress.ip_interface(text) if "/" in text else ipaddress.ip_address(text)


_READERS: dict[str, Convert] = {
    "jsonb": jsonb.loads,
    "json": json.loads,
    "inet": _inet,
    "cidr": ipaddress.ip_network,
}


def text_writer(kind: PgType) -> Callable[[Any], str]:
    """What turns DuckDB's value into PostgreSQL's text."""
    if kind.element:
        inner = text_writer(kind.element)
        return lambda items: values.array_out([None if v is None else _nested(inner(v), kind) for v in items])
    if kind.name == "record":
        writers = [text_writer(k) for _, k in kind.fields]
        return lambda v: values.record_out(
            [None if x is None else w(x) for x, w in zip(v.values(), writers, strict=True)]
        )
    return _WRITERS.get(kind.name, str)


class _Raw(str):
    """The text of an inner array, which is not quoted."""

    __slots__ = ()


def _nested(text: str, kind: PgType) -> Any:
    return text


def _interval(value: timedelta) -> str:
    micros = value.seconds * 10**6 + value.microseconds
    return values.interval_out(0, value.days, micros)


_WRITERS: dict[str, Callable[[Any], str]] = {
    "boolean": lambda v: "t" if v else "f",
    "jsonb": jsonb.shown,
    "real": values.float_out,
    "double precision": values.float_out,
    "date": str,
    "timestamp": lambda v: values.stamp_text(v, "timestamp"),
    "timestamptz": lambda v: values.stamp_text(v.astimezone(UTC), "timestamptz"),
    "interval": _interval,
}
