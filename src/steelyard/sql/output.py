"""Values of a result: from DuckDB's to psycopg's, and to PostgreSQL's text."""

from __future__ import annotations

import ipaddress
import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
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


def _record(kind: PgType, value: dict[str, Any]) -> Any:
    """A row value as psycopg gives it: a tuple of texts; a table's row, whose type it does not know, as one text."""
    if kind.table:
        return text_writer(kind)(value)
    writers = [text_writer(k) for _, k in kind.fields]
    return tuple(None if v is None else w(v) for v, w in zip(value.values(), writers, strict=True))


@lru_cache(maxsize=1 << 16)
def _inet(text: str) -> Any:
    return ipaddress.ip_interface(text) if "/" in text else ipaddress.ip_address(text)


def _days(text: str) -> timedelta:
    """An interval's text as psycopg reads it: a year has 365 days, a month 30."""
    months, days, micros = values.interval_in(text)
    years, months = int(months / 12), months - 12 * int(months / 12)
    return timedelta(days=years * 365 + months * 30 + days, microseconds=micros)


_READERS: dict[str, Convert] = {
    "jsonb": jsonb.loads,
    "json": json.loads,
    "inet": _inet,
    "interval": _days,
    "cidr": lru_cache(maxsize=1 << 16)(ipaddress.ip_network),
    "uuid": uuid.UUID,
}


def text_writer(kind: PgType) -> Callable[[Any], str]:
    """What turns DuckDB's value into PostgreSQL's text."""
    if kind.element:
        inner = text_writer(kind.element)
        if kind.element.element:
            return lambda items: "{" + ",".join("NULL" if v is None else inner(v) for v in items) + "}"
        return lambda items: values.array_out([None if v is None else inner(v) for v in items])
    if kind.name == "record":
        writers = [text_writer(k) for _, k in kind.fields]
        return lambda v: values.record_out(
            [None if x is None else w(x) for x, w in zip(v.values(), writers, strict=True)]
        )
    return _WRITERS.get(kind.name, str)


_WRITERS: dict[str, Callable[[Any], str]] = {
    "boolean": lambda v: "t" if v else "f",
    "jsonb": jsonb.shown,
    "real": values.float_out,
    "double precision": values.float_out,
    "date": str,
    "timestamp": lambda v: values.stamp_text(v, "timestamp"),
    "timestamptz": lambda v: values.stamp_text(v.astimezone(UTC), "timestamptz"),
    "interval": str,
    "bytea": lambda v: "\\x" + bytes(v).hex(),
}
