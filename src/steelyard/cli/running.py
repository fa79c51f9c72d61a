"""Running benchmarks and controls: names to questions, results to the screen, counts to an exit code."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from steelyard.cli.arguments import arranged
from steelyard.cli.context import session
from steelyard.cli.options import Access, Reporting, console_output
from steelyard.errors import EXIT_ALARM, EXIT_ERROR, EXIT_INTERRUPTED, EXIT_OK, UsageError
from steelyard.mods import Benchmark, Control, Resource, Workspace
from steelyard.report.exports import write_all
from steelyard.report.formats import FORMATS
from steelyard.run.questions import Asked, Group, Question, Rows
from steelyard.run.results import Run

MAX_NODES = 100_000  # of one tree: a control below several benchmarks counts for each


def question_of(control: Control, live: Workspace, args: Sequence[str] = ()) -> Question:
    """A control resource as the runner takes it; ``args`` are those of ``--arg``."""
    values = arranged(args, control.params, control.args)

    def rebind(results: Mapping[str, Rows]) -> Question:
        return question_of(live.bound(control, results), live, args)

    return Question(
        control.name,
        control.full_name,
        control.title or control.name,
        control.description or "",
        control.severity,
        control.tags,
        control.sql,
        values,
        control.query or control.full_name,
        tuple(Asked(asked.name, asked.sql, asked.args) for asked in control.withs),
        rebind if control.withs else None,
    )


def trees_of(resources: Sequence[Resource], live: Workspace, args: Sequence[str] = ()) -> list[Group | Question]:
    """Benchmarks and controls as the runner takes them; ``args`` are those of ``--arg``, for a single control.

    Raises UsageError where they are too many, or the arguments do not fit.
    """
    if args and not (len(resources) == 1 and isinstance(resources[0], Control)):
        raise UsageError("--arg goes with one control")
    made: dict[str, Group | Question] = {}
    sizes: dict[str, int] = {}

    def tree(resource: Resource) -> Group | Question:
        name = resource.full_name
        if name not in made and isinstance(resource, Control):
            made[name], sizes[name] = question_of(resource, live, args), 1
        elif name not in made:
            assert isinstance(resource, Benchmark)
            children = tuple(tree(child) for child in resource.children if isinstance(child, Control | Benchmark))
            title, about = resource.title or resource.name, resource.description or ""
            made[name] = Group(resource.name, name, title, about, resource.tags, children)
            sizes[name] = 1 + sum(sizes[child.full_name] for child in children)
            if sizes[name] > MAX_NODES:
                raise UsageError(f"{name} holds more than {MAX_NODES} benchmarks and controls")
        return made[name]

    return [tree(resource) for resource in resources]


def run_and_print(trees: Sequence[Group | Question], access: Access, report: Reporting) -> int:
    """Run them, print the result and write its files; the exit code tells of alarms and errors."""
    with session(access) as live:
        run = live.run(trees)
    settings = {"separator": report.separator, "header": report.header}
    print_run(run, report.output, settings)
    write_all(run, report.exports, settings)
    return exit_code(run, report.fail_on)


def print_run(run: Run, output: str, settings: Mapping[str, object]) -> None:
    """Print a run in one of the formats, or not at all."""
    if output == "none":
        return
    found = FORMATS[output]
    if found.printed:
        with console_output() as console:
            found.write(run, console)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(found.render(run, settings))


def exit_code(run: Run, fail_on: str = "alarm") -> int:
    """0 where nothing is wrong, 1 for alarms, 2 for errors, 130 where the run was interrupted.

    ``fail_on`` says what is a failure: alarms and errors, ``error`` for errors alone, or ``none``.
    """
    if run.interrupted:
        return EXIT_INTERRUPTED
    counts = run.counts()
    if counts["error"] and fail_on != "none":
        return EXIT_ERROR
    return EXIT_ALARM if counts["alarm"] and fail_on == "alarm" else EXIT_OK
