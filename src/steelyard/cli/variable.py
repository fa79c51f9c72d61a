"""steelyard variable"""

from __future__ import annotations

from pathlib import Path

import click
import orjson

from steelyard.cli import options
from steelyard.cli.completion import of_resources
from steelyard.cli.context import workspace
from steelyard.cli.groups import Group
from steelyard.cli.resources import LISTS, print_json
from steelyard.mods import Variable
from steelyard.mods.select import overview, properties


@click.group(cls=Group)
def variable() -> None:
    """List and show the variables of mods."""


@variable.command("list")
@click.option("--output", type=click.Choice(LISTS), default="text", help="How to print the list.")
@options.mods
def list_(output: str, mod_location: Path, variables: tuple[str, ...], var_files: tuple[Path, ...]) -> None:
    """List every variable with its value and what set it."""
    found = [v for v in workspace(mod_location, variables, var_files).resources("variable") if isinstance(v, Variable)]
    if output == "json":
        print_json([overview(item) for item in found])
        return
    width = max((len(_name(item)) for item in found), default=0)
    for item in found:
        click.echo(f"{_name(item):<{width}}  {_text(item.value)}  ({item.origin})")


@variable.command("show")
@click.argument("name", shell_complete=of_resources("variable"))
@click.option("--output", type=click.Choice(LISTS), default="text", help="How to print the page.")
@options.mods
def show(name: str, output: str, mod_location: Path, variables: tuple[str, ...], var_files: tuple[Path, ...]) -> None:
    """Print a variable: its type, value and default, what set it, and what it may be."""
    found = workspace(mod_location, variables, var_files).find("variable", name)
    assert isinstance(found, Variable)
    if output == "json":
        print_json(properties(found))
        return
    lines = [_name(found), found.title, found.description, f"type: {found.type}"]
    lines.append(f"value: {_text(found.value)} ({found.origin})")
    lines.append("default: none, a value is required" if found.required else f"default: {_text(found.default)}")
    if found.enum is not None:
        lines.append(f"one of: {', '.join(_text(choice) for choice in found.enum)}")
    lines += [f"{key}: {value}" for key, value in sorted(found.tags.items())]
    lines.append(f"declared in {found.source}")
    click.echo("\n".join(line for line in lines if line))


def _name(item: Variable) -> str:
    return f"{item.mod}.var.{item.name}"


def _text(value: object) -> str:
    from steelyard.mods.values import plain

    return orjson.dumps(plain(value), default=str).decode()
