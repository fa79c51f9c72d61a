"""Queries in the style of compliance controls, over public AWS tables with rows as accounts have them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .aws import TABLES
from .aws_rows import rows
from .corpus import Statement, read_folder
from .engines import Engines, difference
from .server import postgres_server

STATEMENTS = read_folder(Path(__file__).parent / "controls")


@pytest.fixture(scope="module")
def accounts() -> Iterator[Engines]:
    """Both engines with 12 rows in each of twenty tables for each of six accounts."""
    with postgres_server() as address:
        both = Engines(address)
        for table, columns in TABLES.items():
            both.load(table, columns, list(rows(table, accounts=6, per_account=12)))
        yield both
        both.close()


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.name)
def test_control(accounts: Engines, statement: Statement) -> None:
    theirs = accounts.ask_postgres(statement.text, statement.params)
    assert theirs.error is None, f"{statement.text}\n\nPostgreSQL: {theirs}"
    assert theirs.rows, "a query without rows compares nothing"
    ours = accounts.ask_steelyard(statement.text, statement.params)
    found = difference(statement.text, theirs, ours)
    assert found is None, f"{found}\n\n{statement.text}\n\nPostgreSQL: {theirs}\n\nSteelyard: {ours}"


def test_there_are_many_controls() -> None:
    assert len(STATEMENTS) >= 60
