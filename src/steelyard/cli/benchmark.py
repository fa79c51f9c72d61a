"""steelyard benchmark"""

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
from steelyard.mods import Benchmark


@click.group(cls=Group)
def benchmark() -> None:
    """Run, list and show benchmarks."""


@benchmark.command("run")
@click.argument(
    "names",
    nargs=-1,
    required=True,
    metavar="NAME...",
    shell_complete=of_resources("benchmark", "control", also=("all",)),
)
@selecting.options
@options.reporting
@options.access
@options.mods
def run(
    names: tuple[str, ...],
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
    """Run benchmarks (and controls) and print their verdicts as a tree.

    A NAME may be short (cis_v400), typed (benchmark.cis_v400) or full; "all" is every benchmark of the mod.

    Exit codes: 0 nothing is wrong, 1 alarms, 2 errors, 250 and above: could not run.
    """
    access = options.access_of(**given)
    live = workspace(mod_location, variables, var_files)
    trees = trees_of(selecting.chosen(live, names, ("benchmark", "control"), tags, where, exclude), live)
    return print_plan(trees, report.output) if dry_run else run_and_print(trees, access, report)


@benchmark.command("list")
@click.option("--output", type=click.Choice(LISTS), default="text", help="How to print the list.")
@options.mods
def list_(output: str, mod_location: Path, variables: tuple[str, ...], var_files: tuple[Path, ...]) -> None:
    """List every benchmark's name and title."""
    print_list(workspace(mod_location, variables, var_files), "benchmark", output)


@benchmark.command("show")
@click.argument("name", shell_complete=of_resources("benchmark"))
@click.option("--output", type=click.Choice(LISTS), default="text", help="How to print the page.")
@options.mods
def show(name: str, output: str, mod_location: Path, variables: tuple[str, ...], var_files: tuple[Path, ...]) -> None:
    """Print a benchmark's page and what it holds."""
    found = workspace(mod_location, variables, var_files).find("benchmark", name)
    assert isinstance(found, Benchmark)
    children = "\n".join(f"- `{child.full_name}`: {child.title or ''}" for child in found.children)
    usage = f"```sh\nsteelyard benchmark run {found.full_name}\n```"
    print_page(found, output, {"Contents": children, "Usage": usage})
