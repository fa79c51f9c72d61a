"""A run as a tree for people: verdicts under their control, counts and bars at the right, a summary below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from steelyard.report.flat import verdicts
from steelyard.run.results import STATUSES, ControlRun, GroupRun, Row, Run

STYLES = {"ok": "green", "alarm": "bold red", "info": "cyan", "skip": "dim", "error": "bold yellow"}
BAR = 10
BLOCK = 100  # lines


def write(run: Run, console: Console) -> None:
    """Print the run. Colours are the console's to use or drop; lines fit its width."""
    print_lines(lines(run, console.width), console)


def render(run: Run) -> str:
    """What `write` prints at 120 columns, without colours."""
    return "".join(f"{line.plain}\n" for line in lines(run, 120))


def lines(run: Run, width: int) -> Iterator[Text]:
    """The tree and the summary, for a width in columns."""
    widest = max((sum(root.counts().values()) for root in run.roots), default=0)
    for root in run.roots:
        yield from _node(root, "", "", widest, width)
        yield Text()
    yield from summary(run)


def print_lines(found: Iterator[Text], console: Console) -> None:
    """Print lines in blocks, since each call of the console takes long."""
    while block := list(islice(found, BLOCK)):
        console.print(Text("\n").join(block), soft_wrap=True)


def _node(node: GroupRun | ControlRun, head: str, below: str, widest: int, width: int) -> Iterator[Text]:
    yield _heading(node, head, widest, width)
    if isinstance(node, ControlRun):
        yield from (verdict(row, below) for row in verdicts(node))
        return
    last = len(node.children) - 1
    for position, child in enumerate(node.children):
        branch, stem = ("└─ ", "   ") if position == last else ("├─ ", "│  ")
        yield from _node(child, below + branch, below + stem, widest, width)


def _heading(node: GroupRun | ControlRun, head: str, widest: int, width: int) -> Text:
    counts = node.counts()
    total = sum(counts.values())
    bad = counts["alarm"] + counts["error"]
    digits = len(str(widest))
    tally = f" {bad:>{digits}} / {total:>{digits}} "
    room = max(width - cell_len(head) - cell_len(tally) - BAR - 2, 12)
    title = node.title or node.name
    line = Text(head, style="dim")
    line.append(_dotted(title, room), style="bold" if isinstance(node, GroupRun) else "")
    line.append(tally, style="red" if counts["alarm"] else "yellow" if counts["error"] else "green" if total else "dim")
    line.append_text(_bar(counts, widest))
    return line


def _dotted(title: str, room: int) -> str:
    title = " ".join(title.split())
    if cell_len(title) > room - 2:
        return set_cell_size(title, room - 2) + "… "
    return f"{title} {'.' * (room - cell_len(title) - 1)}"


def _bar(counts: Counter[str], widest: int) -> Text:
    bar = Text("[")
    total = sum(counts.values())
    filled = max(1, round(BAR * total / widest)) if total and widest else 0
    bad = counts["alarm"] + counts["error"]
    red = min(filled, max(1, round(filled * bad / total))) if bad else 0
    bar.append("=" * red, style="red")
    bar.append("=" * (filled - red), style="green")
    bar.append(" " * (BAR - filled))
    bar.append("]")
    return bar


def verdict(row: Row, below: str) -> Text:
    """A verdict as a line: status, reason, resource where the reason does not name it, dimensions."""
    line = Text(below + "  ", style="dim")
    line.append(f"{row.status.upper():<5}", style=STYLES[row.status])
    line.append(": ")
    line.append(one_line(row.reason))
    tail = " ".join(one_line(value) for value in row.dimensions.values() if value)
    if row.resource and row.resource not in row.reason and row.resource not in tail:
        line.append(f" ({one_line(row.resource)})", style="dim")
    if tail:
        line.append(f"  {tail}", style="dim")
    return line


def one_line(text: str) -> str:
    """Text without line breaks or control characters, which a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in text)


def summary(run: Run) -> Iterator[Text]:
    """The counts of each status, and what the run took."""
    counts = run.counts()
    yield Text("Summary", style="bold")
    yield Text()
    for status in STATUSES:
        line = Text("  ")
        line.append(f"{status.upper():<6}", style=STYLES[status] if counts[status] else "dim")
        line.append(f"{counts[status]:>7}")
        yield line
    yield Text(f"  {'TOTAL':<6}{sum(counts.values()):>7}", style="bold")
    seconds = (run.finished - run.started).total_seconds()
    accounts = f"{len(run.accounts)} account{'' if len(run.accounts) == 1 else 's'}"
    yield Text()
    yield Text(f"  {accounts}, {run.calls} API calls, {seconds:.1f} s", style="dim")
    if run.oldest is not None:
        yield Text(f"  From the store, read {run.oldest:%Y-%m-%d %H:%M} UTC or later.", style="dim")
    if run.interrupted:
        yield Text("  Interrupted: the rest was not run.", style="bold yellow")
