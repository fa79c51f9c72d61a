"""Labelled cases: rows of tables, the verdict that CIS gives for them, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import duckdb
import pytest

from steelyard.aws.tables import column_types
from steelyard.cli.context import builtin_mods
from steelyard.mods import Control, Workspace, load_workspace
from steelyard.run.results import Row
from steelyard.run.session import CATALOG, rows_of
from steelyard.sql import Compiled, canonical, compile_query, fetch
from steelyard.store import Store

ACCOUNT = "111111111111"

Tables = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Case:
    """What the tables hold, the statuses that must come out, and why CIS says so.

    Columns that are not given are null, but ``account_id``, ``region`` and ``partition``.
    """

    label: str
    why: str
    tables: Tables
    statuses: tuple[str, ...]


def account(**columns: Any) -> dict[str, Any]:
    """The row of ``aws_account``."""
    return {"arn": f"arn:aws:::{ACCOUNT}", "title": ACCOUNT, "region": "global", **columns}


def each(cases: Mapping[str, Sequence[Case]]) -> list[Any]:
    """The cases of some controls as pytest parameters: (control's name, case)."""
    return [
        pytest.param(name, case, id=f"{name.removeprefix('cis_')}: {case.label}")
        for name, listed in cases.items()
        for case in listed
    ]


def check(name: str, case: Case, dimensions: tuple[str, ...] = ("account_id",)) -> list[Row]:
    """The control's rows over a case, in the order of their resources, once their statuses are those of the case."""
    rows = sorted(judge(name, case.tables), key=lambda row: row.resource)
    assert tuple(row.status for row in rows) == case.statuses, f"{case.why} {[row.reason for row in rows]}"
    for row in rows:
        assert row.resource
        assert row.reason
        assert tuple(row.dimensions) == dimensions
    return rows


@cache
def builtin() -> Workspace:
    """The mod that comes with Steelyard."""
    return load_workspace(None, builtin=builtin_mods())


@cache
def question(name: str) -> tuple[Control, Compiled]:
    """A control of the mod and its compiled query."""
    control = builtin().find("control", name)
    assert isinstance(control, Control)
    return control, compile_query(control.sql, CATALOG, control.full_name)


@cache
def store() -> Store:
    """The store of all cases: each judging shows rows of its own alone."""
    store = Store()
    store.begin()
    return store


@cache
def reader() -> duckdb.DuckDBPyConnection:
    """The connection of all queries: installing the functions of SQL takes longer than most cases."""
    return store().reader()


def judge(name: str, tables: Tables) -> list[Row]:
    """A control's verdicts over those rows."""
    control, compiled = question(name)
    assert not set(tables) - set(compiled.needs), "a case gives rows of a table that the control does not read"
    for table in compiled.needs:
        write(store(), table, tables.get(table, ()))
    return rows_of(fetch(reader(), compiled, control.args))


def write(store: Store, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows into a table and show them alone."""
    types = column_types(table)
    assert types is not None, table
    scope = store.new_id()
    store.ensure_table(table, types)
    store.write_rows(table, types, [{"_scope": scope, **stored(table, row)} for row in rows])
    store.show(table, types, [scope])


def stored(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A case's row as the store takes it: JSON and times as text, with the columns that cases leave out."""
    types = column_types(table)
    assert types is not None, table
    unknown = set(row) - set(types)
    assert not unknown, f"no such columns: {unknown}"
    common = {"account_id": ACCOUNT, "partition": "aws", "region": "us-east-1"}
    return {
        name: canonical(value) if types[name] == "jsonb" and value is not None else _time(value)
        for name, value in {**common, **row}.items()
    }


def _time(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
