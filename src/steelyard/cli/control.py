"""steelyard control"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from steelyard.cli import options, selecting
from steelyard.cli.completion import of_resources
from steelyard.cli.context import workspace
from steelyard.cli.dry_run import print_plan
from steelyard.cli.groups import Group
from steelyard.cli.resources import LISTS, print_list, print_page
from steelyard.cli.running import run_and_print, trees_of
from steelyard.mods import Control


@click.group(cls=Group)
def control() -> None:
    """Run, list and show controls."""


@control.command("run")
@click.argument(
    "names", nargs=-1, required=True, metavar="NAME...", shell_complete=of_resources("control", also=("all",))
)
@click.option(
    "--arg",
    "args",
    multiple=True,
    metavar="[NAME=]VALUE",
    help="The value of a parameter of the control, by name or in their order. Repeatable.",
)
@selecting.options
@options.reporting
@options.access
@options.mods
def run(
    names: tuple[str, ...],
    args: tuple[str, ...],
    tags: tuple[str, ...],
    where: str | None,
    exclude: tuple[str, ...],
    dry_run: bool,
    report: options.Reporting,
    mod_location: Path,
    variables: tuple[str, ...],
    var_files: tuple[Path, ...],
    **given: Any,
) -> int:
    """Run controls and print their verdicts.

    A NAME may be short (cis_v400_3_1), typed (control.cis_v400_3_1) or full; "all" is every control of the mod.

    Exit codes: 0 nothing is wrong, 1 alarms, 2 errors, 250 and above: could not run.
    """
    access = options.access_of(**given)
    live = workspace(mod_location, variables, var_files)
    found = selecting.chosen(live, names, ("control",), tags, where, exclude)
    trees = trees_of(found, live, args)
    return print_plan(trees, report.output) if dry_run else run_and_print(trees, access, report)


@control.command("list")
@click.option("--output", type=click.Choice(LISTS), default="text", help="How to print the list.")
@options.mods
def list_(output: str, mod_location: Path, variables: tuple[str, ...], var_files: tuple[Path, ...]) -> None:
    """List every control's name and title."""
    print_list(workspace(mod_location, variables, var_files), "control", output)


@control.command("show")
@click.argument("name", shell_complete=of_resources("control"))
@click.option("--output", type=click.Choice(LISTS), default="text", help="How to print the page.")
@options.mods
def show(name: str, output: str, mod_location: Path, variables: tuple[str, ...], var_files: tuple[Path, ...]) -> None:
    """Print a control's page: what it says and why, how to remedy, how to run it, and its SQL."""
    found = workspace(mod_location, variables, var_files).find("control", name)
    assert isinstance(found, Control)
    usage = (
        "Run the control:\n\n"
        f"```sh\nsteelyard control run {found.full_name}\n```\n\n"
        "Keep the result as JSON:\n\n"
        f"```sh\nsteelyard control run {found.full_name} --output json > result.json\n```"
    )
    named = f"The query is `{found.query}`.\n\n" if found.query else ""
    print_page(found, output, {"Usage": usage, "SQL": f"{named}```sql\n{found.sql.strip()}\n```"})
