"""A run as the alarms and errors alone, under their controls, and the summary."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from steelyard.report.flat import controls, verdicts
from steelyard.report.text import one_line, plain, summary, verdict
from steelyard.run.results import Run

BAD = ("alarm", "error")


def render(run: Run) -> str:
    """What `write` prints, without colours."""
    return plain(run, write)


def write(run: Run, console: Console) -> None:
    """Print each control that has an alarm or an error once, with those."""
    for control in controls(run):
        bad = [row for row in verdicts(control) if row.status in BAD]
        if not bad:
            continue
        console.print(Text(one_line(control.title or control.name), style="bold"), soft_wrap=True)
        for row in bad:
            console.print(verdict(row, ""), soft_wrap=True)
        console.print()
    for line in summary(run):
        console.print(line, soft_wrap=True)
