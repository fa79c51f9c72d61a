"""Postgres SQL: what a query needs, and its translation to DuckDB."""

from __future__ import annotations

from steelyard.sql.compile import Compiled, TableNeed, compile_query
from steelyard.sql.errors import SqlError
from steelyard.sql.execute import Result, fetch, install
from steelyard.sql.jsonb import canonical, canonical_text
from steelyard.sql.types import duck_name, pg_type


def duck_type(pg_name: str) -> str:
    """The DuckDB column type that carries a PostgreSQL type.

    Raises:
        SqlError: The type is not known.
    """
    kind = pg_type(pg_name)
    if kind is None:
        raise SqlError(f"type {pg_name} is not supported")
    return duck_name(kind)


__all__ = [
    "Compiled",
    "Result",
    "SqlError",
    "TableNeed",
    "canonical",
    "canonical_text",
    "compile_query",
    "duck_type",
    "fetch",
    "install",
]
