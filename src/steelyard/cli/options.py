"""Options that several commands share, and what they become."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from steelyard.cli.completion import of_connections
from steelyard.errors import UsageError
from steelyard.report.exports import Export, exports_of
from steelyard.report.formats import FORMATS

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Access:
    """How accounts are reached, as given on the command line."""

    connections: tuple[str, ...]
    profile: str | None
    regions: tuple[str, ...]
    store: str | None
    max_age: timedelta | None
    offline: bool
    progress: bool


def access(command: F) -> F:
    """The options of every command that reads accounts; they arrive as keyword arguments for `access_of`."""
    for option in reversed(
        (
            click.option("--connection", "connections", multiple=True, metavar="NAME", shell_complete=of_connections,
                         help="Read through this connection, or those a pattern matches (prod-*). Repeatable."),
            click.option("--profile", metavar="NAME", help="Use this AWS profile."),
            click.option("--region", "regions", multiple=True, metavar="REGION",
                         help="Read this region, or those a pattern matches (eu-*). Repeatable; else all enabled."),
            click.option("--store", metavar="PATH", help="Keep what is read in this file, or in :memory:."),
            click.option("--max-age", metavar="TIME", help="Reuse what was read no longer ago, such as 10m, 2h, 1d."),
            click.option("--offline", is_flag=True, help="Ask AWS nothing; use only what the store has."),
            click.option("--progress/--no-progress", default=None, help="Show progress; on a terminal by default."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def access_of(
    connections: tuple[str, ...],
    profile: str | None,
    regions: tuple[str, ...],
    store: str | None,
    max_age: str | None,
    offline: bool,
    progress: bool | None,
) -> Access:
    """The options as one value. Raises `UsageError` for those that contradict each other."""
    if connections and profile:
        raise UsageError("--connection and --profile exclude each other; a connection says its own profile")
    shown = sys.stderr.isatty() if progress is None else progress
    return Access(connections, profile, regions, store, None if max_age is None else age(max_age), offline, shown)


@dataclass(frozen=True, slots=True)
class Reporting:
    """What becomes of a run's result: the format on the screen or ``none``, files, CSV's form, what is a failure."""

    output: str
    exports: tuple[Export, ...] = ()
    separator: str = ","
    header: bool = True
    fail_on: str = "alarm"


def reporting(command: F) -> F:
    """The options on a run's result; they arrive together, as ``report``."""

    @functools.wraps(command)
    def with_report(
        *, output: str, exports: tuple[str, ...], separator: str, header: bool, fail_on: str, **rest: Any
    ) -> Any:
        if len(separator) != 1 or separator in '"\r\n':
            raise UsageError(f"--separator {separator!r}: it is one character, and no quote or line break")
        report = Reporting(output, tuple(exports_of(exports)), separator, header, fail_on)
        return command(report=report, **rest)

    decorated: Any = with_report
    for option in reversed(
        (
            click.option("--output", type=click.Choice([*FORMATS, "none"]), default="text",
                         help="How to print the result."),
            click.option("--export", "exports", multiple=True, metavar="[FORMAT:]FILE",
                         help="Write the result to a file too; its name tells the format. Repeatable."),
            click.option("--separator", default=",", metavar="CHARACTER", help="What stands between cells of CSV."),
            click.option("--header/--no-header", default=True, help="Whether CSV starts with the columns' names."),
            click.option("--fail-on", type=click.Choice(("alarm", "error", "none")), default="alarm",
                         help="What the exit code tells of: alarms and errors, errors alone, or nothing."),
        )
    ):  # fmt: skip
        decorated = option(decorated)
    return cast(F, decorated)


_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def age(text: str) -> timedelta:
    """A time such as ``90s``, ``10m``, ``2h`` or ``1d``."""
    number, unit = text[:-1], text[-1:]
    if unit not in _UNITS or not number.isdigit():
        raise UsageError(f"{text!r} is no length of time; write it as 90s, 10m, 2h or 1d")
    return timedelta(seconds=int(number) * _UNITS[unit])


def mods(command: F) -> F:
    """The options of commands that read mods."""
    for option in reversed(
        (
            click.option("--mod-location", metavar="FOLDER", type=click.Path(path_type=Path), default=Path(),
                         help="The mod to work in; the current folder by default."),
            click.option("--var", "variables", multiple=True, metavar="NAME=VALUE",
                         help="Set a variable of the mod. Repeatable."),
            click.option("--var-file", "var_files", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
                         help="Read variables from a file. Repeatable."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


@contextmanager
def console_output(path: str | None = None) -> Iterator[Any]:
    """A console on standard output: coloured and as wide as the terminal, plain and wide in a pipe."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    yield Console(highlight=False, markup=False, emoji=False, width=None if terminal else 120, soft_wrap=not terminal)
