"""The controls' SQL is PostgreSQL's: the labelled cases have the same rows there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from steelyard.aws.tables import column_types

from ..postgres.server import connect, postgres_server
from .judge import Case, Tables, judge, question, stored

Connection = psycopg.Connection[tuple[object, ...]]


def labelled() -> dict[str, list[Case]]:
    """All cases by control: a module's ``CASES`` are by control, or those of the control that it is named after."""
    found: dict[str, list[Case]] = {}
    for path in sorted(Path(__file__).parent.glob("test_cis_*.py")):
        cases = import_module(f".{path.stem}", __package__).CASES
        by_control = cases if isinstance(cases, Mapping) else {path.stem.removeprefix("test_"): cases}
        for name, listed in by_control.items():
            found.setdefault(name, []).extend(listed)
    return found


LABELLED = labelled()


@pytest.fixture(scope="module")
def postgres() -> Iterator[Connection]:
    with postgres_server() as address, connect(address) as connection:
        yield connection


@pytest.mark.parametrize("name", LABELLED)
def test_the_rows_are_those_of_postgresql(postgres: Connection, name: str) -> None:
    control, compiled = question(name)
    for table in compiled.needs:
        create(postgres, table)
    for case in LABELLED[name]:
        fill(postgres, {table: case.tables.get(table, ()) for table in compiled.needs})
        theirs = {tuple(str(value) for value in row) for row in postgres.execute(control.sql, control.args).fetchall()}
        ours = {(r.resource, r.status, r.reason, *map(str, r.dimensions.values())) for r in judge(name, case.tables)}
        assert ours == theirs, case.label


def create(connection: Connection, table: str) -> None:
    columns = (sql.SQL("{} {}").format(sql.Identifier(n), sql.SQL(t)) for n, t in types(table).items())
    listed = sql.SQL(", ").join(columns)
    connection.execute(sql.SQL("create table if not exists {} ({})").format(sql.Identifier(table), listed))


def fill(connection: Connection, tables: Tables) -> None:
    """Replace all rows of those tables."""
    names = sql.SQL(", ").join(map(sql.Identifier, tables))
    connection.execute(sql.SQL("truncate {}").format(names))
    for table, rows in tables.items():
        for row in rows:
            insert(connection, table, stored(table, row))


def insert(connection: Connection, table: str, row: Mapping[str, Any]) -> None:
    names: Sequence[str] = list(row)
    places = sql.SQL(", ").join(
        sql.SQL("${}::{}").format(sql.SQL(str(place)), sql.SQL(types(table)[name]))
        for place, name in enumerate(names, start=1)
    )
    listed = sql.SQL(", ").join(map(sql.Identifier, names))
    statement = sql.SQL("insert into {} ({}) values ({})").format(sql.Identifier(table), listed, places)
    connection.execute(statement, list(row.values()))


def types(table: str) -> Mapping[str, str]:
    found = column_types(table)
    assert found is not None, table
    return found
