"""A run as the alarms and errors alone, under their controls, and the summary."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from steelyard.report.flat import controls, verdicts
from steelyard.report.text import one_line, print_lines, summary, verdict
from steelyard.run.results import Run

BAD = ("alarm", "error")


def render(run: Run) -> str:
    """What `write` prints, without colours."""
    return "".join(f"{line.plain}\n" for line in _lines(run))


def write(run: Run, console: Console) -> None:
    """Print each control that has an alarm or an error once, with those."""
    print_lines(_lines(run), console)


def _lines(run: Run) -> Iterator[Text]:
    for control in controls(run):
        bad = [row for row in verdicts(control) if row.status in BAD]
        if bad:
            yield Text(one_line(control.title or control.name), style="bold")
            yield from (verdict(row, "") for row in bad)
            yield Text()
    yield from summary(run)
