"""One connection answers statement after statement, whatever the last one left behind."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from steelyard.sql import SqlError, compile_query, fetch, install

LARGE = "select n, 'x' || n as s from generate_series(1, 100000) as n"


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        install(connection)
        yield connection


def ask(connection: duckdb.DuckDBPyConnection, statement: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in fetch(connection, compile_query(statement, {})).rows]


def test_after_a_large_result(connection: duckdb.DuckDBPyConnection) -> None:
    rows = ask(connection, LARGE)
    assert (len(rows), rows[-1]) == (100000, (100000, "x100000"))
    assert ask(connection, "select 'a1' ~ '(?=.*\\d)a', '10.1.2.3'::inet <<= '10.0.0.0/8' as inside") == [(True, True)]


def test_after_a_result_that_nobody_read(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("select range from range(1000000)")
    assert ask(connection, "select regexp_replace('abc', '(?<=a)b', 'x') as r") == [("axc",)]


def test_after_an_error(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(SqlError):
        ask(connection, "select (100000 - n)::text::int / (100000 - n) from generate_series(1, 100000) as n")
    assert ask(connection, "select jsonb_build_object('a', 1) @> '{\"a\": 1.0}' as same") == [(True,)]


def test_two_connections(connection: duckdb.DuckDBPyConnection) -> None:
    with duckdb.connect() as other:
        install(other)
        statement = "select md5('a') = md5('a') as same, '\"x\"'::jsonb || '[1]' as list"
        assert ask(connection, statement) == ask(other, statement) == [(True, ["x", 1])]
