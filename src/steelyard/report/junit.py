"""A run as JUnit XML: a suite for each control, a case for each verdict.

Alarms are failures and errors are errors; what is ``ok`` or ``info`` passes. The elements, their order and their
attributes are those of the schema that Jenkins's xUnit plugin publishes (junit-10.xsd).
"""

from __future__ import annotations

from collections import Counter

from lxml import etree

from steelyard.report.flat import controls, verdicts
from steelyard.report.xml import child, clean, document
from steelyard.run.results import ControlRun, Row, Run


def render(run: Run) -> bytes:
    """The document. Times are seconds, of each control's query."""
    found = controls(run)
    total: Counter[str] = sum((control.counts() for control in found), Counter())
    seconds = (run.finished - run.started).total_seconds()
    numbers = _numbers(total, "tests failures errors")
    root = etree.Element("testsuites", {"name": "steelyard", "time": f"{seconds:.3f}", **numbers})
    for control in found:
        _suite(root, control, f"{run.started:%Y-%m-%dT%H:%M:%S}")
    return document(root)


def _suite(root: etree._Element, control: ControlRun, timestamp: str) -> None:
    numbers = _numbers(control.counts(), "tests failures errors skipped")
    suite = child(
        root, "testsuite", name=control.full_name, timestamp=timestamp, time=f"{control.seconds:.3f}", **numbers
    )
    told = {"title": control.title, "severity": control.severity or "", **control.tags}
    properties = child(suite, "properties")
    for name, value in told.items():
        child(properties, "property", name=name, value=value)
    for row in verdicts(control):
        _case(suite, control, row)


def _case(suite: etree._Element, control: ControlRun, row: Row) -> None:
    case = child(suite, "testcase", classname=control.full_name, name=row.resource or control.title, time="0.000")
    if row.status == "alarm":
        child(case, "failure", message=row.reason, type="alarm").text = clean(row.reason)
    elif row.status == "error":
        child(case, "error", message=row.reason, type="error").text = clean(row.reason)
    elif row.status == "skip":
        child(case, "skipped", message=row.reason)
    said = [f"{row.status}: {row.reason}", *(f"{key}: {value}" for key, value in row.dimensions.items())]
    child(case, "system-out").text = clean("\n".join(said))


def _numbers(counts: Counter[str], names: str) -> dict[str, str]:
    numbers = {
        "tests": sum(counts.values()),
        "failures": counts["alarm"],
        "errors": counts["error"],
        "skipped": counts["skip"],
    }
    return {name: str(numbers[name]) for name in names.split()}
