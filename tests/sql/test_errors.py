"""What is refused, in which words and where; and that no query reaches the machine."""

from __future__ import annotations

import duckdb
import pytest

from steelyard.sql import SqlError, compile_query, duck_type, fetch, install

from .conftest import CATALOG, Ask

# A query, the line and column of the fault, and a part of the message.
COMPILED = [
    ("select nme from bucket", 1, 8, 'column "nme" does not exist; did you mean name?'),
    ("select 1\nfrom buckets", 2, 6, 'relation "buckets" does not exist; did you mean bucket?'),
    ("select b.x from bucket b", 1, 8, "column b.x does not exist"),
    ("select c.name from bucket b", 1, 8, 'missing FROM-clause entry for table "c"'),
    ("select name from bucket a, bucket b", 1, 8, 'column reference "name" is ambiguous'),
    ("select size = name from bucket", 1, 13, "operator does not exist: bigint = text"),
    ("select size || 1 from bucket", 1, 13, "operator does not exist: bigint || integer"),
    ("select\n  'x'::int", 2, 3, 'invalid input syntax for type integer: "x"'),
    ("select name from bucket where size", 1, 31, "argument of WHERE must be type boolean, not type bigint"),
    ("select sum(size) from bucket where count(*) > 1", 1, 36, "aggregate functions are not allowed in WHERE"),
    ("select xmlparse(name) from bucket", 1, 8, "function xmlparse()"),
    ("select 1 < 2 < 3", 1, 0, "comparisons do not chain"),
    ("select 'a' ~ '('", 1, 12, "parentheses () not balanced"),
    ("select * from bucket for update", 1, 8, "FOR UPDATE is not supported"),
    ("select 1 union select 'a'::text", 1, 0, "UNION types integer and text cannot be matched"),
    ("select 1; select 2", 0, 0, "only one statement"),
    ("", 0, 0, "the query is empty"),
    ("delete from bucket", 1, 1, "only SELECT, VALUES and WITH"),
    ("select 1 from bucket where", 0, 0, "syntax error"),
]


@pytest.mark.parametrize(("query", "line", "column", "message"), COMPILED)
def test_refused(query: str, line: int, column: int, message: str) -> None:
    with pytest.raises(SqlError) as caught:
        compile_query(query, CATALOG, "q")
    assert message in str(caught.value)
    assert str(caught.value).startswith("query q")
    if line and column:
        assert (caught.value.line, caught.value.column) == (line, column)


# Statements and functions of DuckDB that read or change something outside the tables.
FOREIGN = [
    "select * from read_csv('/etc/passwd')",
    "select * from read_text('/etc/passwd')",
    "select * from '/etc/passwd'",
    'select * from "/etc/passwd"',
    "select * from glob('*')",
    "select getenv('HOME')",
    "select current_setting('home_directory')",
    "select * from duckdb_settings()",
    "select * from sqlite_scan('x', 'y')",
    "select read_blob('/etc/passwd')",
    "attach 'x.db'",
    "copy bucket to 'x.csv'",
    "pragma database_list",
    "set memory_limit = '1GB'",
    "install httpfs",
    "load httpfs",
    "create table x (a int)",
    "insert into bucket select * from bucket",
    "explain select 1",
    "select * into x from bucket",
    "with x as (delete from bucket returning *) select * from x",
    "call pragma_version()",
    "select pg_fail('x')",
]


@pytest.mark.parametrize("query", FOREIGN)
def test_nothing_reaches_the_machine(query: str) -> None:
    with pytest.raises(SqlError):
        compile_query(query, CATALOG)


# A query that fails on its rows, and PostgreSQL's words.
RUN = [
    ("select 1 / (size - 10) from bucket", "division by zero"),
    ("select name::int from bucket", 'invalid input syntax for type integer: "a"'),
    ("select jsonb_array_elements(tags) from bucket", "cannot extract elements from an object"),
    ("select x from bucket, jsonb_array_elements(tags -> 'Env') x", "cannot extract elements from a scalar"),
    ("select jsonb_array_length(tags) from bucket", "cannot get array length of a non-array"),
    ("select (size + 2147483640)::int from bucket", "integer out of range"),
    ("select 9223372036854775807 + size from bucket", "bigint out of range"),
    ("select (select name from bucket)", "more than one row returned by a subquery used as an expression"),
    ("select (tags ->> 'Env')::inet from bucket", 'invalid input syntax for type inet: "prod"'),
    ("select (name || 'x')::timestamptz from bucket", 'invalid input syntax for type timestamp with time zone: "ax"'),
    ("select name from bucket group by region", 'column "name" must appear in the GROUP BY clause'),
]


@pytest.mark.parametrize(("query", "message"), RUN)
def test_fails_on_rows(ask: Ask, query: str, message: str) -> None:
    with pytest.raises(SqlError) as caught:
        ask(query)
    assert message in str(caught.value)


def test_the_number_of_parameters_is_checked(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(SqlError, match="1 parameters expected, 0 given"):
        fetch(connection, compile_query("select $1::int", CATALOG))


def test_backtracking_ends(ask: Ask) -> None:
    with pytest.raises(SqlError, match="took longer than"):
        ask("select repeat('a', 40) || '!' ~ '^(a|aa)+\\1$'")


def test_unknown_column_types_are_refused() -> None:
    with pytest.raises(SqlError, match="geometry is not supported"):
        duck_type("geometry")


def test_cursors_of_a_locked_connection_can_ask() -> None:
    made = duckdb.connect()
    install(made)
    install(made)
    made.execute("SET enable_external_access = false")
    made.execute("SET lock_configuration = true")
    query = compile_query("select '{\"a\": [1]}'::jsonb ->> 'a', '2024-05-01'::timestamptz::text", {})
    assert fetch(made.cursor(), query).rows == [("[1]", "2024-05-01 00:00:00+00")]
    with pytest.raises(duckdb.Error):
        made.execute("SET TimeZone = 'Asia/Tokyo'")
    made.close()
