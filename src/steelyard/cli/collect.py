"""steelyard collect"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from steelyard.cli import options
from steelyard.cli.completion import of_anything
from steelyard.cli.context import session
from steelyard.cli.needs import needs_of
from steelyard.errors import EXIT_ERROR, EXIT_INTERRUPTED, EXIT_OK


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...", shell_complete=of_anything)
@options.access
@options.mods
def collect(
    names: tuple[str, ...],
    mod_location: Path,
    variables: tuple[str, ...],
    var_files: tuple[Path, ...],
    **given: Any,
) -> int:
    """Read into the store what benchmarks, controls, queries or tables need.

    Later runs use it with --offline or --max-age.

    Exit codes: 0 all was read, 2 a call failed, 130 interrupted, 250 and above: could not run.
    """
    access = options.access_of(**given)
    needs = needs_of(names, mod_location, variables, var_files)
    with session(access) as live:
        collected = live.collect(needs)
        failures = collected.failures(live.store)
        progress = live.progress
    click.echo(
        f"{len(collected.accounts)} accounts, {len(collected.scopes)} tables, {progress.rows} rows, "
        f"{progress.calls} API calls"
    )
    calls = sorted({(f.service, f.operation, f.account_id, f.call_region, f.code, f.message) for f in failures})
    for service, operation, account, region, code, message in calls:
        click.echo(f"{service}:{operation} in {region} of account {account}: {code}: {message}", err=True)
    for name, error in sorted(collected.unreachable.items()):
        click.echo(f"connection {name} could not be read: {error}", err=True)
    if collected.interrupted:
        return EXIT_INTERRUPTED
    return EXIT_ERROR if calls or collected.unreachable else EXIT_OK
