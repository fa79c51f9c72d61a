"""A run as CSV: one line a verdict, with its control, dimensions and tags as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from steelyard.run.results import ControlRun, GroupRun, Row, Run

FIXED = (
    "group_id",
    "title",
    "description",
    "control_id",
    "control_title",
    "control_description",
    "reason",
    "resource",
    "status",
    "severity",
)
# A spreadsheet takes a cell that starts so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(run: Run, *, separator: str = ",", header: bool = True) -> str:
    """The table as text. Cells that a spreadsheet would run as formulas get a leading apostrophe."""
    lines = list(_lines(run))
    dimensions = sorted({key for _, _, row in lines for key in row.dimensions})
    tags = sorted({key for _, control, _ in lines for key in control.tags} - set(dimensions))
    head = [line([*FIXED, *dimensions, *tags], separator)] if header else []
    return "".join(head + [line(_cells(*found, dimensions, tags), separator) for found in lines])


def line(cells: Iterable[str], separator: str) -> str:
    """One line; cells with quotes, separators or line breaks of any kind are quoted.

    The standard library's writer leaves a lone carriage return unquoted when lines end in a line feed.
    """
    return separator.join(_quoted(safe(cell), separator) for cell in cells) + "\n"


def _quoted(cell: str, separator: str) -> str:
    if any(mark in cell for mark in ('"', "\n", "\r", separator)):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cells(group: GroupRun | None, control: ControlRun, row: Row, dimensions: list[str], tags: list[str]) -> list[str]:
    fixed = [
        group.full_name if group else "",
        group.title if group else "",
        group.description if group else "",
        control.full_name,
        control.title,
        control.description,
        row.reason,
        row.resource,
        row.status,
        control.severity or "",
    ]
    named = [row.dimensions.get(key, "") for key in dimensions]
    return fixed + named + [control.tags.get(key, "") for key in tags]


def _lines(run: Run) -> Iterator[tuple[GroupRun | None, ControlRun, Row]]:
    for root in run.roots:
        yield from _below(None, root)


def _below(group: GroupRun | None, node: GroupRun | ControlRun) -> Iterator[tuple[GroupRun | None, ControlRun, Row]]:
    if isinstance(node, GroupRun):
        for child in node.children:
            yield from _below(node, child)
        return
    for row in node.rows:
        yield group, node, row
    if node.error is not None:
        yield group, node, Row("error", "", node.error, {})
