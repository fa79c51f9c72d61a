"""steelyard demo"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

import click

from steelyard.cli.context import DEMO, session, workspace
from steelyard.cli.options import Access
from steelyard.cli.running import exit_code, print_run, trees_of
from steelyard.run.results import ControlRun, GroupRun

BENCHMARK = "aws_compliance.benchmark.cis_v400"
NEXT = (
    ("steelyard benchmark run cis_v400 --connection demo", "the same with each verdict"),
    ("steelyard control show cis_v400_3_4", "what a control asks, why, and how to remedy"),
    (
        'steelyard query run "select name, is_logging, region from aws_cloudtrail_trail" --connection demo',
        "ask for yourself",
    ),
    ("steelyard benchmark run cis_v400", "your own account"),
)


@click.command()
@click.pass_context
def demo(ctx: click.Context) -> int:
    """Run the CIS benchmark over an AWS account that comes with Steelyard.

    An AWS account made of moto is started on this machine, filled, read over HTTP, and judged. Of each control with
    alarms, the first is shown. Exits 0 when the demo ran, whatever the verdicts.
    """
    click.echo("An AWS account that comes with Steelyard, read over HTTP at a port of this machine.\n")
    access = Access((DEMO,), None, (), None, None, False, progress=sys.stderr.isatty())
    found = workspace(Path(), (), ())
    with session(access) as live:
        run = live.run(trees_of([found.find("benchmark", BENCHMARK)], found))
    print_run(replace(run, roots=[shortened(root) for root in run.roots]), "text", {})
    click.echo("\nWhat to type next:\n")
    for command, what in NEXT:
        click.echo(f"  {command}\n      {what}")
    return exit_code(run, "error")


@dataclass(slots=True)
class Shortened(ControlRun):
    """A control with some of its rows, and the counts of all."""

    whole: Counter[str] = field(default_factory=Counter)

    def counts(self) -> Counter[str]:
        """How many of all rows have each status."""
        return self.whole


def shortened(node: GroupRun | ControlRun) -> GroupRun | ControlRun:
    """The same with the first alarm, or error, of each control alone."""
    if isinstance(node, GroupRun):
        return replace(node, children=[shortened(child) for child in node.children])
    bad = [row for row in node.rows if row.status in ("alarm", "error")]
    rows = bad[:1]
    if len(bad) > 1:
        rows = [replace(bad[0], reason=f"{bad[0].reason} And {len(bad) - 1} more.")]
    values = {of.name: getattr(node, of.name) for of in fields(node)}
    return Shortened(**{**values, "rows": rows}, whole=node.counts())
