"""steelyard detection and steelyard dashboard: resources that are kept and shown, and not run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from steelyard.cli import options
from steelyard.cli.completion import of_resources
from steelyard.cli.context import workspace
from steelyard.cli.groups import Group
from steelyard.cli.resources import LISTS, print_list, print_page
from steelyard.mods import Block, Generic, Query


def _group(kind: str) -> Group:
    """The commands of one kind."""

    @click.command("list", help=f"List every {kind}'s name and title.")
    @click.option("--output", type=click.Choice(LISTS), default="text", help="How to print the list.")
    @options.mods
    def list_(output: str, mod_location: Path, variables: tuple[str, ...], var_files: tuple[Path, ...]) -> None:
        print_list(workspace(mod_location, variables, var_files), kind, output)

    @click.command("show", help=f"Print a {kind}'s page and what it holds.")
    @click.argument("name", shell_complete=of_resources(kind))
    @click.option("--output", type=click.Choice(LISTS), default="text", help="How to print the page.")
    @options.mods
    def show(
        name: str, output: str, mod_location: Path, variables: tuple[str, ...], var_files: tuple[Path, ...]
    ) -> None:
        live = workspace(mod_location, variables, var_files)
        found = live.find(kind, name)
        assert isinstance(found, Generic)
        sections = {"Contents": "\n".join(_contents(found.blocks, 0))} if found.blocks else {}
        sql, named = found.attributes.get("sql"), found.attributes.get("query")
        if sql is None and named is not None:
            query = live.find("query", str(named))
            assert isinstance(query, Query)
            sql, sections["Query"] = query.sql, f"`{named}`"
        if sql is not None:
            sections["SQL"] = f"```sql\n{str(sql).strip()}\n```"
        print_page(found, output, sections)

    return Group(kind, commands=[list_, show], help=f"List and show the {kind}s of mods.", no_args_is_help=True)


def _contents(blocks: Iterable[Block], depth: int) -> Iterator[str]:
    """A list of what is inside, in the order in which it is written."""
    for block in blocks:
        title = block.attributes.get("title")
        base = block.attributes.get("base")
        said = [f"`{block.name}`" if block.name else "", str(title or ""), f"as `{base}`" if base else ""]
        said += [f"{key} = {block.attributes[key]}" for key in ("type", "width") if block.attributes.get(key)]
        yield f"{'  ' * depth}- {block.kind} {' '.join(part for part in said if part)}".rstrip()
        yield from _contents(block.blocks, depth + 1)


detection = _group("detection")
dashboard = _group("dashboard")
