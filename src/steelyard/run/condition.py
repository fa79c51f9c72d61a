"""A condition in SQL over the properties of resources: ``severity in ('high', 'critical')``."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from steelyard.errors import UsageError
from steelyard.mods import Resource
from steelyard.mods.select import properties
from steelyard.sql import SqlError, canonical, compile_query, duck_type, fetch, install

COLUMNS = {
    "name": "text", "full_name": "text", "kind": "text", "mod": "text", "title": "text", "description": "text",
    "documentation": "text", "tags": "jsonb", "severity": "text", "query": "text", "sql": "text", "params": "jsonb",
    "args": "jsonb", "width": "bigint", "display": "text", "type": "text", "file": "text", "line": "bigint",
}  # fmt: skip


def fitting(resources: Sequence[Resource], condition: str) -> list[Resource]:
    """The resources for which a Postgres SQL condition over `COLUMNS` holds, in their order.

    Raises UsageError where the condition cannot be read or evaluated.
    """
    rows = [properties(resource) for resource in resources]
    values = [[_value(row.get(name), kind) for row in rows] for name, kind in COLUMNS.items()]
    declared = ", ".join(f'"{name}" {duck_type(kind)}' for name, kind in COLUMNS.items())
    lists = ", ".join(f"unnest(?::{duck_type(kind)}[])" for kind in COLUMNS.values())
    try:
        # The condition ends on a line of its own, so that a comment in it ends there too.
        compiled = compile_query(
            f"select full_name from resource where {condition}\n", {"resource": COLUMNS}, "--where"
        )
        with duckdb.connect() as connection:
            install(connection)
            connection.execute(f"CREATE TABLE resource ({declared})")
            connection.execute(f"INSERT INTO resource SELECT {lists}", values)
            kept = {row[0] for row in fetch(connection, compiled).rows}
    except SqlError as error:
        raise UsageError(f"--where {condition!r}: {error.message}; the columns are {', '.join(COLUMNS)}") from error
    return [resource for resource in resources if resource.full_name in kept]


def _value(value: object, kind: str) -> object:
    return canonical(value) if kind == "jsonb" and value is not None else value
