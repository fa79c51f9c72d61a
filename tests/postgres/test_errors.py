"""What a refused statement says: the query's name, the place, and what is wrong."""

from __future__ import annotations

import psycopg
import pytest

from steelyard.sql import SqlError, compile_query, fetch

from .engines import Engines

# Statements whose error PostgreSQL finds before it reads a row, with the words a user needs.
BEFORE = [
    ("select id,\n  nonsense\nfrom resources", "nonsense"),
    ("select id\nfrom\n  nonsense", "nonsense"),
    ("select id\nfrom resources\nwhere nonsense(name) = 1", "nonsense"),
    ("select r.id\nfrom resources as r\nwhere q.id = 1", "q"),
    ("select id\nfrom resources\nwhere name ==== 'a'", "="),
    ("select\n  id\nfrom resources as a,\n  numbers as b", "id"),
    ("select id\nfrom resources\nwhere (id = 1", ""),
    ("select id\nfrom resources\nwhere 'abc'::int = id", "abc"),
    ("select id\nfrom resources\nwhere name = 1", "="),
    ("select id,\n  '{\"a\": '::jsonb\nfrom resources", "json"),
]

# Statements that fail on a value, with the words a user needs.
ON_A_VALUE = [
    ("select id, s::int from strings where s = 'abc'", ("integer", "abc")),
    ("select jsonb_array_elements(doc) from docs where label = 'one'", ("scalar",)),
    ("select jsonb_array_length(doc) from docs where label = 'object'", ("array",)),
    ("select s::bool from strings where s = 'abc'", ("boolean", "abc")),
    ("select s::timestamptz from strings where s = 'abc'", ("abc",)),
    ("select 10 / (id - 1) from docs", ("zero",)),
    ("select s::inet from strings where s = 'abc'", ("inet", "abc")),
    ("select (select id from docs) as one", ("row",)),
]


@pytest.mark.parametrize(("statement", "word"), BEFORE)
def test_place_of_an_error(engines: Engines, statement: str, word: str) -> None:
    """The line is the one that PostgreSQL names."""
    with pytest.raises(psycopg.Error) as theirs:
        engines.postgres.execute(statement)
    position = theirs.value.diag.statement_position
    assert position is not None
    with pytest.raises(SqlError) as ours:
        compile_query(statement, engines.catalog, "some_query")
    # PostgreSQL points behind the end of a statement that stops short, we at its last word.
    line = statement[: int(position) - 1].count("\n") + 1
    assert (ours.value.name, ours.value.line) == ("some_query", line), str(ours.value)
    assert ours.value.column >= 1
    assert word in ours.value.message


@pytest.mark.parametrize(("statement", "words"), ON_A_VALUE)
def test_error_on_a_value(engines: Engines, statement: str, words: tuple[str, ...]) -> None:
    """The name is there, and the words are PostgreSQL's."""
    with pytest.raises(psycopg.Error) as theirs:
        engines.postgres.execute(statement)
    compiled = compile_query(statement, engines.catalog, "some_query")
    with pytest.raises(SqlError) as ours:
        fetch(engines.duckdb, compiled)
    assert "some_query" in str(ours.value)
    for word in words:
        assert word in str(theirs.value)
        assert word in str(ours.value)
    assert "\n" not in str(ours.value)
