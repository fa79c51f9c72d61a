"""steelyard permissions"""

from __future__ import annotations

from pathlib import Path

import click

from steelyard.cli import options
from steelyard.cli.completion import of_anything
from steelyard.cli.needs import needs_of


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...", shell_complete=of_anything)
@click.option("--terraform", is_flag=True, help="Print a Terraform data source instead of JSON.")
@options.mods
def permissions(
    names: tuple[str, ...], terraform: bool, mod_location: Path, variables: tuple[str, ...], var_files: tuple[Path, ...]
) -> None:
    """Print the IAM policy with exactly the read actions that benchmarks, controls, queries or tables need."""
    from steelyard.aws.accounts import IDENTITY, REGIONS
    from steelyard.aws.permissions import actions, policy_json, policy_terraform
    from steelyard.collect.plan import merge, plan

    plans = plan(merge(needs_of(names, mod_location, variables, var_files)))
    calls = [call for p in plans for call in (*p.steps(), *p.reader.adds.values())]
    needed = actions([IDENTITY, REGIONS, *calls])
    click.echo(policy_terraform(needed) if terraform else policy_json(needed))
