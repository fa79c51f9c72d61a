"""Every table declaration, held to AWS's models and to the public tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from steelyard.aws import describe, tables
from steelyard.aws.check import problems
from steelyard.aws.compile import compile_table
from steelyard.aws.declare import Table
from steelyard.aws.permissions import calls_of
from steelyard.collect.plan import plan
from steelyard.sql import compile_query

TIERS = (1, 2, 3)

# Public tables of these tiers that are not there, or differ, each with the reason.
MISSING: Mapping[str, str] = {
    "aws_iam_action": "a list of all IAM actions that no API answers and no package at hand carries",
}
DIFFERENT: Mapping[tuple[str, str], str] = {}


@cache
def public() -> dict[str, Any]:
    """The public tables: name to tier and to columns with their types."""
    found: dict[str, Any] = json.loads((Path(__file__).parents[1] / "data" / "public_tables.json").read_text())
    return found


def wanted() -> list[str]:
    return sorted(name for name, table in public().items() if table["tier"] in TIERS and name not in MISSING)


def declared(name: str) -> Table:
    table = tables.find(name)
    assert table is not None, f"no table {name}"
    return table


def test_there_are_273_public_tables_in_these_tiers() -> None:
    assert len(wanted()) + len(MISSING) == 273


def test_every_declared_table_is_public() -> None:
    assert set(tables.names()) <= set(public())


@pytest.mark.parametrize("name", wanted())
def test_the_declaration_fits_the_models(name: str) -> None:
    assert problems(declared(name)) == []


@pytest.mark.parametrize("name", wanted())
def test_the_columns_are_the_public_ones(name: str) -> None:
    ours = {column: c.type for column, c in declared(name).all_columns().items()}
    theirs = public()[name]["columns"]
    different = {column for column in ours.keys() | theirs.keys() if ours.get(column) != theirs.get(column)}
    assert {column: (ours.get(column), theirs.get(column)) for column in different} == {
        column: (ours.get(column), theirs.get(column)) for table, column in DIFFERENT if table == name
    }


@pytest.mark.parametrize("name", wanted())
def test_every_table_compiles_and_has_a_page(name: str) -> None:
    table = declared(name)
    reader = compile_table(table, list(table.all_columns()))
    assert [row.name for row in reader.rows] == list(table.all_columns())
    page = describe.page(table)
    assert table.about in page
    for column in table.all_columns():
        assert f"| {column} |" in page


@pytest.mark.parametrize("name", wanted())
def test_the_example_can_be_run(name: str) -> None:
    compiled = compile_query(describe.example(declared(name)), tables.Catalog())
    (planned,) = plan(compiled.needs)
    assert planned.table.name == name


def test_every_description_is_a_sentence() -> None:
    for name in tables.names():
        table = declared(name)
        assert table.about[:1].isupper(), name
        assert table.about.endswith("."), name
        for column, c in table.all_columns().items():
            text = describe.about(column, c)
            assert text.endswith((".", ")")), f"{name}.{column}: {text}"


def read_operations() -> set[tuple[str, str]]:
    return {(call.service, call.operation) for name in tables.names() for call in calls_of(declared(name))}
