"""Which controls a command means: names, and the options that keep some of what they hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

import click

from steelyard.cli.completion import of_resources
from steelyard.errors import UsageError
from steelyard.mods import Control, Resource, Workspace
from steelyard.mods.select import leaves_of, parse_tag, pruned, select

KINDS = ("benchmark", "control")
F = TypeVar("F", bound=Callable[..., Any])


def options(command: F) -> F:
    """``--tag``, ``--where``, ``--exclude`` and ``--dry-run``; they arrive as keyword arguments."""
    for option in reversed(
        (
            click.option("--tag", "tags", multiple=True, metavar="KEY=VALUE",
                         help="Only controls with this tag; KEY!=VALUE for those without. Repeatable: all must hold."),
            click.option("--where", metavar="CONDITION",
                         help="Only controls whose properties fit this SQL: \"severity in ('high', 'critical')\"."),
            click.option("--exclude", multiple=True, metavar="NAME", shell_complete=of_resources(*KINDS),
                         help="Not this control, or what is below this benchmark; patterns too (*_1_*). Repeatable."),
            click.option("--dry-run", is_flag=True,
                         help="Print what would run, with the tables and API operations that it needs."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def chosen(
    live: Workspace,
    names: Sequence[str],
    kinds: Sequence[str],
    tags: Sequence[str],
    where: str | None,
    exclude: Sequence[str],
) -> list[Resource]:
    """The benchmarks and controls to run. Raises UsageError for what is unknown, and where nothing is left."""
    condition = None
    if where is not None:
        from steelyard.run.condition import fitting

        condition = partial(fitting, condition=where)
    found = select(live, names, kinds=kinds, tags=[parse_tag(tag) for tag in tags], where=condition, exclude=exclude)
    leaves = {leaf.full_name: leaf for resource in found for leaf in leaves_of(resource)}
    controls = {name for name, leaf in leaves.items() if isinstance(leaf, Control)}
    if not controls:
        held = "holds only detections, which are not run" if leaves else "holds no control"
        raise UsageError(f"{', '.join(names)} {held}")
    if len(controls) < len(leaves):
        click.echo(f"note: {len(leaves) - len(controls)} detections are not run", err=True)
        return pruned(found, controls)
    return found
