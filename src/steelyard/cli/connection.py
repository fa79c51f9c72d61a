"""steelyard connection"""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from steelyard import config
from steelyard.cli.completion import of_connections
from steelyard.cli.context import DEMO, way_of
from steelyard.cli.groups import Group
from steelyard.cli.resources import LISTS, print_json
from steelyard.errors import EXIT_ERROR, EXIT_OK, SteelyardError


@click.group(cls=Group)
def connection() -> None:
    """List, test and import the ways into accounts."""


@connection.command("list")
@click.option("--output", type=click.Choice(LISTS), default="text", help="How to print the list.")
def list_(output: str) -> None:
    """List the connections of steelyard.toml, and the two that are always there."""
    settings = config.load()
    rows = [("default", "default credentials", "*"), (DEMO, "the account that comes with Steelyard", "*")]
    rows += [(name, c.kind(), ", ".join(c.regions)) for name, c in sorted(settings.connections.items())]
    if output == "json":
        print_json([{"name": name, "kind": kind, "regions": regions} for name, kind, regions in rows])
        return
    width = max(len(name) for name, _, _ in rows)
    for name, kind, regions in rows:
        click.echo(f"{name:<{width}}  {kind}; regions {regions}")


@connection.command("test")
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=of_connections)
def test(names: tuple[str, ...]) -> int:
    """Enter each connection and say which account it leads to, or why it does not.

    Without a NAME all configured connections are tested. Exit codes: 0 all can be entered, 2 one cannot.
    """
    settings = config.load()
    chosen = config.chosen(settings, names or ("*",))
    return asyncio.run(_test([(name, found) for name, found in chosen.items()]))


async def _test(chosen: list[tuple[str, config.ConnectionSettings]]) -> int:
    from steelyard.aws.outcome import Outcome
    from steelyard.aws.wire import Client

    def ignored(outcome: Outcome) -> None:
        """Nothing is kept of a test's calls."""

    code = EXIT_OK
    async with Client(on_outcome=ignored) as client:
        for name, settings in chosen:
            try:
                lines = await _entered(client, name, settings)
            except SteelyardError as error:
                lines, code = [f"{name}: {error}"], EXIT_ERROR
            for line in lines:
                click.echo(line)
    return code


async def _entered(client: object, name: str, settings: config.ConnectionSettings) -> list[str]:
    from steelyard.aws.wire import Client

    assert isinstance(client, Client)
    lines: list[str] = []
    for found in await way_of(name, settings, ()).connections(client):
        identity = await client.call(found.credentials, "", found.default_region, "sts", "GetCallerIdentity", {})
        lines.append(f"{found.name}: account {identity['Account']} as {identity['Arn']}")
    return lines


@connection.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path) -> None:
    """Print a Steampipe AWS configuration (.spc) as connections for steelyard.toml.

    Keys that stand in the file are not copied: set them in the environment variables that the output names.
    """
    from steelyard.cli.spc import imported

    click.echo(imported(file), nl=False)
