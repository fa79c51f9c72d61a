"""Running benchmarks and controls: names to questions, results to the screen, counts to an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from steelyard.cli.context import session
from steelyard.cli.options import Access, console_output
from steelyard.errors import EXIT_ALARM, EXIT_ERROR, EXIT_INTERRUPTED, EXIT_OK
from steelyard.mods import Benchmark, Control, Resource
from steelyard.run.questions import Group, Question
from steelyard.run.results import Run

OUTPUTS = ("text", "json", "csv")


def question_of(control: Control) -> Question:
    """A control resource as the runner takes it."""
    return Question(
        control.name,
        control.full_name,
        control.title or control.name,
        control.description or "",
        control.severity,
        control.tags,
        control.sql,
        control.args,
        control.query or control.full_name,
    )


def tree_of(resource: Resource) -> Group | Question:
    """A benchmark or control as the runner takes it."""
    if isinstance(resource, Control):
        return question_of(resource)
    assert isinstance(resource, Benchmark)
    children = tuple(tree_of(child) for child in resource.children if isinstance(child, Control | Benchmark))
    return Group(
        resource.name,
        resource.full_name,
        resource.title or resource.name,
        resource.description or "",
        resource.tags,
        children,
    )


def run_and_print(resources: Sequence[Resource], access: Access, output: str) -> int:
    """Run them and print the result; the exit code tells of alarms and errors."""
    with session(access) as live:
        run = live.run([tree_of(resource) for resource in resources])
    print_run(run, output)
    return exit_code(run)


def print_run(run: Run, output: str) -> None:
    """Print a run in one of `OUTPUTS`."""
    if output == "text":
        from steelyard.report import text

        with console_output() as console:
            text.write(run, console)
    elif output == "json":
        from steelyard.report import json

        sys.stdout.buffer.write(json.render(run))
    else:
        from steelyard.report import csv

        click.echo(csv.render(run), nl=False)


def exit_code(run: Run) -> int:
    """0 where nothing is wrong, 1 for alarms, 2 for errors, 130 where the run was interrupted."""
    if run.interrupted:
        return EXIT_INTERRUPTED
    counts = run.counts()
    if counts["error"]:
        return EXIT_ERROR
    return EXIT_ALARM if counts["alarm"] else EXIT_OK
