"""A run as one HTML file that asks for nothing else: the tree, with a filter by status and a search."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from steelyard.report.flat import verdicts
from steelyard.run.results import STATUSES, ControlRun, GroupRun, Row, Run

# The page forbids itself every request: what a mod or an account says could not make one even if it got through.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


def render(run: Run) -> str:
    """The page. Without JavaScript it is whole and open, but does not filter."""
    parts = files("steelyard.report") / "page"
    style, script = ((parts / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    title = run.roots[0].title or run.roots[0].name if len(run.roots) == 1 else "Compliance report"
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>",
            *_head(run, title),
            "<main>",
            *(line for root in run.roots for line in _node(root, 2)),
            f"</main>\n<script>\n{script}</script>\n</body>\n</html>\n",
        ]
    )


def _head(run: Run, title: str) -> Iterator[str]:
    counts = run.counts()
    yield f"<header>\n<h1>{escape(title)}</h1>"
    accounts = escape(", ".join(run.accounts)) or "no account"
    yield f"<p>{run.started:%Y-%m-%d %H:%M} UTC · {accounts} · {run.calls} API calls</p>"
    if run.oldest is not None:
        yield f"<p>From the store, read {run.oldest:%Y-%m-%d %H:%M} UTC or later.</p>"
    if run.interrupted:
        yield "<p><strong>Interrupted: the rest was not run.</strong></p>"
    yield '<form id="filter" role="search">'
    for status in STATUSES:
        yield (
            f'<label class="{status}"><input type="checkbox" value="{status}" checked> '
            f"{status} <b>{counts[status]}</b></label>"
        )
    yield '<input type="search" id="words" placeholder="Search" aria-label="Search">'
    yield '<output id="shown"></output>\n</form>\n</header>'


def _node(node: GroupRun | ControlRun, level: int) -> Iterator[str]:
    kind = "group" if isinstance(node, GroupRun) else "control"
    severity = node.severity if isinstance(node, ControlRun) else None
    label = f' <span class="severity">{escape(severity)}</span>' if severity else ""
    yield f'<details class="{kind}" open>'
    heading = f"h{min(level, 6)}"
    yield f"<summary><{heading}>{escape(node.title or node.name)}</{heading}>{label}{_tally(node)}</summary>"
    about = f"<code>{escape(node.full_name)}</code> {escape(node.description)}"
    yield f'<p class="about">{about}</p>'
    if isinstance(node, GroupRun):
        for child in node.children:
            yield from _node(child, level + 1)
    else:
        yield from _table(node)
    yield "</details>"


def _tally(node: GroupRun | ControlRun) -> str:
    counts = node.counts()
    told = (f'<span class="{status}">{counts[status]} {status}</span>' for status in STATUSES if counts[status])
    return f' <span class="tally">{" ".join(told)}</span>'


def _table(control: ControlRun) -> Iterator[str]:
    rows = verdicts(control)
    if not rows:
        yield "<p>No results.</p>"
        return
    names = list(dict.fromkeys(key for row in rows for key in row.dimensions))
    head = "".join(f"<th>{escape(name)}</th>" for name in ["status", "resource", "reason", *names])
    yield f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>"
    for row in rows:
        yield _row(row, names)
    yield "</tbody>\n</table>"


def _row(row: Row, names: list[str]) -> str:
    cells = [row.resource, row.reason, *(row.dimensions.get(name, "") for name in names)]
    tds = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr class="{row.status}"><td>{row.status}</td>{tds}</tr>'
