"""steelyard completion, and what completes the names of resources, tables, connections and mods."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from steelyard.errors import SteelyardError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from steelyard.mods import Workspace

SHELLS = ("bash", "zsh", "fish")
Complete = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script that completes commands, options and names in a shell.

    \b
    steelyard completion bash > ~/.local/share/bash-completion/completions/steelyard
    steelyard completion zsh > ~/.zfunc/_steelyard     (a folder of $fpath)
    steelyard completion fish > ~/.config/fish/completions/steelyard.fish
    """
    from click.shell_completion import get_completion_class

    from steelyard.cli.main import cli

    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(cli, {}, "steelyard", "_STEELYARD_COMPLETE").source())


def of_resources(*kinds: str, also: Iterable[str] = ()) -> Complete:
    """Completes names of resources of those kinds: short ones, and typed or full ones once a dot is there."""

    def complete(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        live = _workspace(ctx)
        if live is None:
            return []
        found = dict.fromkeys(also)
        for kind in kinds:
            for reference in live.references(kind):
                short = "var" if kind == "variable" else kind
                if "." in incomplete:
                    found[f"{short}.{reference.name}"] = found[f"{reference.mod}.{short}.{reference.name}"] = None
                else:
                    found[reference.name] = None
        if "." not in incomplete:
            found |= dict.fromkeys(f"{mod}." for mod in live.mods if incomplete and mod.startswith(incomplete))
        return _items(found, incomplete)

    return complete


def of_anything(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes what has needs: tables, benchmarks, controls and queries."""
    resources = of_resources("benchmark", "control", "query")(ctx, parameter, incomplete)
    return [*resources, *of_tables(ctx, parameter, incomplete)]


def of_tables(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes names of tables."""
    from steelyard.aws import tables

    return _items(tables.names(), incomplete)


def of_connections(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes names of connections."""
    from steelyard import config

    try:
        configured = config.load().connections
    except SteelyardError:
        configured = {}  # what is wrong with the file is told by the command itself
    return _items([*configured, "demo"], incomplete)


def of_mods(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes names of mods."""
    live = _workspace(ctx)
    return [] if live is None else _items(live.mods, incomplete)


def _workspace(ctx: click.Context) -> Workspace | None:
    """The mods, without a word about what is wrong with them: a half-typed line is no place for messages."""
    from steelyard.cli.context import load

    folder = ctx.params.get("mod_location")
    try:
        return load(folder if isinstance(folder, Path) else Path(), (), (), ask=None)
    except SteelyardError:
        return None


def _items(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(name) for name in sorted(names) if name.startswith(incomplete)]
