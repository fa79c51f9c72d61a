"""A query's result as a table, CSV or JSON."""

from __future__ import annotations

from typing import Any

import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from steelyard.aws.publicform import free_form
from steelyard.report.csv import line
from steelyard.report.text import one_line
from steelyard.sql import Result


def write_text(result: Result, console: Console) -> None:
    """Print the rows under their column names, PostgreSQL's text form of each value; null is empty."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    numeric = {"bigint", "integer", "numeric", "double precision"}
    for name, type_ in zip(result.columns, result.types, strict=True):
        table.add_column(Text(name), justify="right" if type_ in numeric else "left", overflow="fold")
    for values in result.text_rows():
        table.add_row(*[Text(one_line(value or "")) for value in values])
    console.print(table)
    console.print(f"({len(result.rows)} row{'' if len(result.rows) == 1 else 's'})", style="dim")


def render_csv(result: Result, *, separator: str = ",", header: bool = True) -> str:
    """The rows as CSV; null is empty."""
    head = [line(result.columns, separator)] if header else []
    rows = [line((value or "" for value in values), separator) for values in result.text_rows()]
    return "".join(head + rows)


def render_json(result: Result, *, complete: bool = True) -> bytes:
    """``{"columns": [{"name", "data_type"}], "rows": [{name: value}]}``, as the public tools write it.

    Where it is not complete, ``"complete": false`` stands before them.
    """
    columns: list[dict[str, str]] = [
        {"name": name, "data_type": type_} for name, type_ in zip(result.columns, result.types, strict=True)
    ]
    rows: list[dict[str, Any]] = [dict(zip(result.columns, values, strict=True)) for values in result.rows]
    document = {**({} if complete else {"complete": False}), "columns": columns, "rows": rows}
    return orjson.dumps(free_form(document), default=str, option=orjson.OPT_INDENT_2) + b"\n"
