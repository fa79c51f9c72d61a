"""What a run would do: its controls, the tables they read and the API operations behind those."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from steelyard.cli.resources import print_json
from steelyard.errors import EXIT_ERROR, EXIT_OK, SteelyardError
from steelyard.run.questions import Group, Question


def print_plan(trees: Sequence[Group | Question], output: str) -> int:
    """Print the plan; nothing is read from AWS. The exit code is 2 where a control could not run."""
    found = document(trees)
    if output == "json":
        print_json(found)
    else:
        _print_text(found)
    return EXIT_ERROR if any("error" in control for control in found["controls"]) else EXIT_OK


def document(trees: Sequence[Group | Question]) -> dict[str, Any]:
    """``controls`` each once with its ``tables`` or its ``error``; ``tables`` with ``columns`` and ``operations``."""
    from steelyard.collect.plan import merge, plan
    from steelyard.run.session import compiled
    from steelyard.store import OWN_TABLES

    controls: list[dict[str, Any]] = []
    needs = []
    for question in {q.full_name: q for root in trees for q in _questions(root)}.values():
        row: dict[str, Any] = {"name": question.full_name, "title": question.title}
        try:
            asked = [(question.sql, question.where), *((w.sql, f"with.{w.name}") for w in question.withs)]
            own = [compiled(sql, name).needs for sql, name in asked]
            row["tables"] = sorted({table for need in own for table in need})
            needs += own
        except SteelyardError as error:
            row["error"] = str(error)
        controls.append(row)
    tables: list[dict[str, Any]] = [
        {
            "name": p.table.name,
            "columns": sorted(p.columns),
            "operations": sorted({f"{c.service}:{c.operation}" for c in (*p.steps(), *p.reader.adds.values())}),
        }
        for p in plan({name: need for name, need in merge(needs).items() if name not in OWN_TABLES})
    ]
    operations = sorted({operation for table in tables for operation in table["operations"]})
    return {"controls": controls, "tables": tables, "operations": operations}


def _questions(root: Group | Question) -> list[Question]:
    if isinstance(root, Question):
        return [root]
    found: dict[str, Question] = {}
    for child in root.children:
        found |= {question.full_name: question for question in _questions(child)}
    return list(found.values())


def _print_text(found: dict[str, Any]) -> None:
    sections = (("control", found["controls"]), ("table", found["tables"]), ("API operation", found["operations"]))
    for what, rows in sections:
        click.echo(f"{len(rows)} {what}{'' if len(rows) == 1 else 's'}")
        names = [row if isinstance(row, str) else row["name"] for row in rows]
        width = max(map(len, names), default=0)
        for name, row in zip(names, rows, strict=True):
            click.echo(f"  {name:<{width}}  {_beside(row)}".rstrip())
        click.echo()


def _beside(row: Any) -> str:
    if isinstance(row, str):
        return ""
    if "error" in row:
        return f"cannot run: {row['error']}"
    return str(row["title"]) if "title" in row else ", ".join(row["operations"])
