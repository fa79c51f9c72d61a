"""steelyard table"""

from __future__ import annotations

import difflib

import click

from steelyard.cli.completion import of_tables
from steelyard.cli.groups import Group
from steelyard.cli.resources import LISTS, print_json
from steelyard.errors import UsageError


@click.group(cls=Group)
def table() -> None:
    """List and show the tables."""


@table.command("list")
@click.option("--output", type=click.Choice(LISTS), default="text", help="How to print the list.")
def list_(output: str) -> None:
    """List every table and what its rows are."""
    from steelyard.aws import tables

    found = [(name, declared.about) for name in tables.names() if (declared := tables.find(name))]
    if output == "json":
        print_json([{"name": name, "description": about} for name, about in found])
        return
    width = max(len(name) for name, _ in found)
    for name, about in found:
        click.echo(f"{name:<{width}}  {about}")


@table.command("show")
@click.argument("name", shell_complete=of_tables)
@click.option("--output", type=click.Choice(LISTS), default="text", help="How to print the table.")
def show(name: str, output: str) -> None:
    """Print a table's columns, keys, source operations and the permissions it needs."""
    from steelyard.aws import describe, tables

    declared = tables.find(name)
    if declared is None:
        near = difflib.get_close_matches(name, tables.names(), 3)
        raise UsageError(f"there is no table {name!r}" + (f"; near: {', '.join(near)}" if near else ""))
    if output == "json":
        print_json(describe.document(declared))
    else:
        click.echo(describe.page(declared), nl=False)
