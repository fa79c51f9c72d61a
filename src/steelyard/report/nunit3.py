"""A run as NUnit 3 XML: the tree of benchmarks as suites, controls as fixtures, a case for each verdict.

Elements and attributes are those of NUnit's own schema, TestResult.xsd beside its framework.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

from lxml import etree

from steelyard.report.flat import verdicts
from steelyard.report.xml import child, clean, document, named
from steelyard.run.results import ControlRun, GroupRun, Row, Run

RESULTS = {"ok": "Passed", "info": "Inconclusive", "skip": "Skipped", "alarm": "Failed", "error": "Failed"}
# A failure's label says more than its result; these words are NUnit's.
_LABELS = {"error": "Error"}


def render(run: Run) -> bytes:
    """The document. A control in several benchmarks is a fixture in each, as the counts of the suites count it."""
    ids = count(1)
    times: dict[str, object] = {
        "start_time": _time(run.started),
        "end_time": _time(run.finished),
        "duration": f"{(run.finished - run.started).total_seconds():.3f}",
    }
    about: dict[str, object] = {"id": "0", "name": "steelyard", "fullname": "steelyard", **_summary(run.counts())}
    root = etree.Element("test-run", named({**about, **times, "random_seed": 0}))
    child(root, "filter")
    for node in run.roots:
        _suite(root, node, ids)
    return document(root)


def _suite(parent: etree._Element, node: GroupRun | ControlRun, ids: Iterator[int]) -> None:
    suite = child(
        parent,
        "test-suite",
        type="TestFixture" if isinstance(node, ControlRun) else "TestSuite",
        id=next(ids),
        name=node.title or node.name,
        fullname=node.full_name,
        runstate="Runnable",
        **_summary(node.counts()),
    )
    told = {"Description": node.description, **node.tags}
    if isinstance(node, ControlRun):
        _properties(suite, {**told, "severity": node.severity or ""})
        for row in verdicts(node):
            _case(suite, node, row, ids)
        return
    _properties(suite, told)
    for below in node.children:
        _suite(suite, below, ids)


def _case(suite: etree._Element, control: ControlRun, row: Row, ids: Iterator[int]) -> None:
    name = row.resource or control.title
    label = {"label": _LABELS[row.status]} if row.status in _LABELS else {}
    case = child(
        suite,
        "test-case",
        id=next(ids),
        name=name,
        fullname=f"{control.full_name}: {name}",
        classname=control.full_name,
        runstate="Runnable",
        result=RESULTS[row.status],
        asserts=0,
        seed=0,
        **label,
    )
    _properties(case, {"status": row.status, **row.dimensions})
    holder = child(case, "failure" if RESULTS[row.status] == "Failed" else "reason")
    child(holder, "message").text = clean(row.reason)


def _properties(parent: etree._Element, found: dict[str, str]) -> None:
    told = {name: value for name, value in found.items() if value}
    if told:
        properties = child(parent, "properties")
        for name, value in told.items():
            child(properties, "property", name=name, value=value)


def _summary(counts: Counter[str]) -> dict[str, object]:
    total = sum(counts.values())
    failed = counts["alarm"] + counts["error"]
    passed, skipped, open_ = counts["ok"], counts["skip"], counts["info"]
    result = "Failed" if failed else "Passed" if passed else "Skipped" if skipped else "Inconclusive"
    return {
        "testcasecount": total,
        "result": result,
        "total": total,
        "initiated": total - skipped,
        "passed": passed,
        "failed": failed,
        "warnings": 0,
        "completed": total - skipped,
        "inconclusive": open_,
        "skipped": skipped,
        "asserts": 0,
    }


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%SZ}"
