"""A run as Markdown: a summary, and a table of verdicts for each control under the headings of its benchmarks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from steelyard.report.flat import verdicts
from steelyard.report.text import one_line
from steelyard.run.results import STATUSES, ControlRun, GroupRun, Run

DEEPEST = 6  # levels of headings in Markdown
# Also what GitHub makes links of by itself, and formulas.
_MARKS = re.compile(r"[\\`*\[\]<>#|~$&]|(?<!\w)_|_(?!\w)|:(?=//)|(?<=www)\.")
_LIST = re.compile(r"[-+=]|\d+[.)]")


def render(run: Run) -> str:
    """The document, GitHub's tables; texts are shown as they are, and none of them is markup."""
    lines = ["# Compliance report", "", f"{run.started:%Y-%m-%d %H:%M:%S} UTC, accounts: {_accounts(run)}", ""]
    lines += _table(["", *STATUSES, "total"], [["**All**", *_numbers(run.counts())], *_groups(run)])
    if run.interrupted:
        lines += ["**Interrupted: the rest was not run.**", ""]
    for root in run.roots:
        lines += _node(root, 2)
    return "\n".join(lines)


def escaped(text: str) -> str:
    """Text on one line that Markdown and HTML take for nothing but text."""
    return _MARKS.sub(r"\\\g<0>", one_line(text).strip())


def _paragraph(text: str) -> str:
    """The same at the start of a line, where some more would be markup."""
    found = escaped(text)
    return f"&#{ord(found[0])};{found[1:]}" if _LIST.match(found) else found


def _accounts(run: Run) -> str:
    return ", ".join(escaped(account) for account in run.accounts) or "none"


def _groups(run: Run) -> Iterator[list[str]]:
    for root in run.roots:
        yield [escaped(root.title or root.name), *_numbers(root.counts())]


def _numbers(counts: Counter[str]) -> list[str]:
    return [str(counts[status]) for status in STATUSES] + [str(sum(counts.values()))]


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    return [_row(head), _row(["---"] * len(head)), *map(_row, rows), ""]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _node(node: GroupRun | ControlRun, level: int) -> Iterator[str]:
    yield f"{'#' * min(level, DEEPEST)} {escaped(node.title or node.name)}"
    yield ""
    if node.description:
        yield _paragraph(node.description)
        yield ""
    if isinstance(node, GroupRun):
        for child in node.children:
            yield from _node(child, level + 1)
        return
    yield f"{escaped(node.full_name)}" + (f", severity {escaped(node.severity)}" if node.severity else "")
    yield ""
    rows = verdicts(node)
    if not rows:
        yield from ("No results.", "")
        return
    names = list(dict.fromkeys(key for row in rows for key in row.dimensions))
    yield from _table(
        ["status", "resource", "reason", *map(escaped, names)],
        [
            [
                row.status,
                escaped(row.resource),
                escaped(row.reason),
                *(escaped(row.dimensions.get(n, "")) for n in names),
            ]
            for row in rows
        ],
    )
