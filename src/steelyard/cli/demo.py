"""steelyard demo"""

from __future__ import annotations

from pathlib import Path

import click

from steelyard.cli.context import DEMO, workspace
from steelyard.cli.options import Access, Reporting
from steelyard.cli.running import run_and_print, trees_of

CONTROL = "aws_compliance.control.cis_v400_3_1"


@click.command()
@click.pass_context
def demo(ctx: click.Context) -> int:
    """Answer a control for an AWS account that comes with Steelyard.

    An AWS account made of moto is started on this machine, filled, read over HTTP, and judged.
    Exits 0 when the demo ran, whatever the verdict.
    """
    click.echo("An AWS account that comes with Steelyard, read over HTTP at a port of this machine.\n")
    access = Access((DEMO,), None, (), None, None, False, False)
    live = workspace(Path(), (), ())
    code = run_and_print(trees_of([live.find("control", CONTROL)], live), access, Reporting("text"))
    click.echo("\nWhat to type next:\n")
    for command, what in (
        ("steelyard control show cis_v400_3_1", "what the control asks, why, and how to remedy"),
        (
            'steelyard query run "select name, is_logging, region from aws_cloudtrail_trail" --connection demo',
            "ask for yourself",
        ),
        ("steelyard control run cis_v400_3_1", "the same for your own account"),
    ):
        click.echo(f"  {command}\n      {what}")
    return 0 if code in (0, 1) else code
