"""What readers of each format find in it: the awkward name, the counts, the elements that its schema names."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from junitparser import JUnitXml
from lxml import etree
from markdown_it import MarkdownIt
from sarif_pydantic import Sarif

from steelyard.report import junit, md, nunit3, sarif
from steelyard.run.results import GroupRun, Row, Run

from .fixed import AWKWARD, control, fixed, row


def one(text: str) -> Run:
    """A run whose every text is this one."""
    found = control("one", Row("alarm", text, text, {text: text}), title=text)
    found.description = text
    found.tags = {text: text}
    return Run([GroupRun("g", "m.benchmark.g", text, text, {text: text}, [found])], *_times())


def _times() -> tuple:  # type: ignore[type-arg]
    return fixed().started, fixed().finished, ["111111111111"]


MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@pytest.mark.parametrize(
    "text", [AWKWARD, "- no list", "12. no list", "+ x", "= y", "# z", "***", "www.a.example", "a_b_c"]
)
def test_markdown_shows_texts_as_they_are(text: str) -> None:
    tokens = MARKDOWN.parse(md.render(one(text)))
    inline = [token for token in tokens if token.type == "inline"]
    assert {part.type for token in inline for part in token.children or []} <= {"text", "strong_open", "strong_close"}
    assert "html_block" not in {token.type for token in tokens}
    assert [token.type for token in tokens if "list" in token.type] == []
    shown = ["".join(part.content for part in token.children or []) for token in inline]
    # The summary; twice a heading and a paragraph; a column, and three cells.
    assert shown.count(text) == 9


def test_markdown_has_a_table_row_for_each_verdict() -> None:
    tokens = MARKDOWN.parse(md.render(fixed()))
    # Two tables of the control in two benchmarks, 3 more rows, 1 awkward, 1 broken; heads; the summary's head and 3.
    assert sum(token.type == "tr_open" for token in tokens) == 2 * 2 + 3 + 1 + 1 + 5 + 4


def test_junit_is_read_by_its_reader() -> None:
    found = JUnitXml.fromstring(junit.render(fixed()))
    assert (found.tests, found.failures, found.errors) == (7, 2, 2)
    kinds = Counter(type(case.result[0]).__name__ if case.result else "Passed" for suite in found for case in suite)
    assert kinds == {"Passed": 2, "Failure": 2, "Error": 2, "Skipped": 1}
    assert [suite.name for suite in found if suite.tests == 0] == ["m.control.empty"]
    (awkward,) = [case for suite in found for case in suite if suite.name == "m.control.awkward"]
    assert (awkward.name, awkward.result[0].message) == (AWKWARD, AWKWARD)


ORDER = {
    "testsuites": ["testsuite"],
    "testsuite": ["properties", "testcase"],
    "properties": ["property"],
    "testcase": ["failure", "error", "skipped", "system-out"],
}
ATTRIBUTES = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "timestamp", "time", "tests", "failures", "errors", "skipped", "hostname", "id", "package"},
    "testcase": {"name", "classname", "time", "group"},
    "property": {"name", "value"},
    "failure": {"message", "type"},
    "error": {"message", "type"},
    "skipped": {"message", "type"},
}


def test_junit_has_the_elements_of_the_schema_in_their_order() -> None:
    root = etree.fromstring(junit.render(fixed()))
    for element in root.iter():
        places = [ORDER[element.tag].index(below.tag) for below in element]
        assert places == sorted(places)
        assert set(element.attrib) <= ATTRIBUTES.get(element.tag, set())
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors")) == len(suite.findall("testcase/error"))
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))


def test_nunit_counts_what_is_below_each_suite() -> None:
    root = etree.fromstring(nunit3.render(fixed()))
    suites = [root, *root.iter("test-suite")]
    assert len(suites) == 1 + 3 + 6
    words = {"Passed": "passed", "Failed": "failed", "Inconclusive": "inconclusive", "Skipped": "skipped"}
    for suite in suites:
        counts = Counter(words[case.get("result")] for case in suite.iter("test-case"))
        assert {word: int(suite.get(word)) for word in words.values()} == {w: counts[w] for w in words.values()}
        assert int(suite.get("total")) == int(suite.get("testcasecount")) == sum(counts.values())
    assert root.get("result") == "Failed"
    ids = [element.get("id") for element in root.iter("test-run", "test-suite", "test-case")]
    assert len(ids) == len(set(ids))


def test_nunit_tells_errors_from_alarms_and_keeps_texts() -> None:
    root = etree.fromstring(nunit3.render(fixed()))
    failed = [case for case in root.iter("test-case") if case.get("result") == "Failed"]
    assert Counter(case.get("label") for case in failed) == {None: 3, "Error": 2}
    (awkward,) = root.findall(".//test-suite[@fullname='m.control.awkward']/test-case")
    assert awkward.get("name") == awkward.findtext("failure/message") == AWKWARD
    assert all(len(case.findall("failure")) == (case.get("result") == "Failed") for case in root.iter("test-case"))


@pytest.mark.parametrize("module", [junit, nunit3])
def test_xml_holds_what_xml_cannot_write(module: object) -> None:
    document = etree.fromstring(module.render(one("a\x00\x1b\ud800\ufffe\tb")))  # type: ignore[attr-defined]
    assert "a\ufffd\ufffd\ufffd\ufffd\tb" in "".join(document.itertext())


def test_sarif_is_read_by_its_model() -> None:
    (found,) = Sarif.model_validate_json(sarif.render(fixed())).runs
    assert len(found.results) == 7
    levels = Counter((result.kind, str(getattr(result.level, "value", result.level))) for result in found.results)
    assert levels == {
        ("pass", "none"): 1,
        ("fail", "error"): 2,
        ("informational", "none"): 1,
        ("notApplicable", "none"): 1,
        ("open", "none"): 2,
    }
    for result in found.results:
        assert found.tool.driver.rules[result.rule_index].id == result.rule_id
    assert len(found.tool.driver.rules) == 5


def test_sarif_keeps_texts_and_tells_of_broken_controls() -> None:
    (found,) = json.loads(sarif.render(fixed()))["runs"]
    (awkward,) = [result for result in found["results"] if result["ruleId"] == "m.control.awkward"]
    assert awkward["message"]["text"] == AWKWARD
    assert awkward["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == AWKWARD
    (invocation,) = found["invocations"]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert note["associatedRule"]["id"] == "m.control.broken"


def test_sarif_fingerprints_outlive_a_change_of_verdict() -> None:
    def prints(*rows: Row) -> list[str]:
        run = Run([control("one", *rows)], *_times())
        (found,) = json.loads(sarif.render(run))["runs"]
        return [result["partialFingerprints"]["verdict/v1"] for result in found["results"]]

    before = prints(row("alarm", "a", "is bad"), row("ok", "b", "is good"))
    assert before == prints(row("ok", "a", "was mended"), row("ok", "b", "is good"))
    assert len(set(before)) == 2
    twice = prints(row("alarm", "a", "one thing"), row("alarm", "a", "another"))
    assert twice[0] == before[0]
    assert len({*twice, *before}) == 3


NUNIT_COUNTS = {"total", "initiated", "passed", "failed", "warnings", "completed", "skipped", "inconclusive", "asserts"}
NUNIT_REQUIRED = {
    "test-run": {"id", "name", "fullname", "testcasecount", "result", "random-seed", *NUNIT_COUNTS},
    "test-suite": {"id", "name", "fullname", "runstate", "type", "testcasecount", "result", *NUNIT_COUNTS},
    "test-case": {"id", "name", "fullname", "runstate", "seed", "result", "asserts"},
    "property": {"name", "value"},
}
NUNIT_ALLOWED = {
    "test-run": {"start-time", "end-time", "duration", "label"},
    "test-suite": {"label", "classname"},
    "test-case": {"label", "classname"},
}
NUNIT_ORDER = {
    "test-run": ["filter", "test-suite"],
    "test-suite": ["properties", "test-suite", "test-case"],
    "test-case": ["properties", "failure", "reason"],
    "properties": ["property"],
    "failure": ["message"],
    "reason": ["message"],
}


def test_nunit_has_the_elements_and_attributes_of_its_schema() -> None:
    for element in etree.fromstring(nunit3.render(fixed())).iter():
        required = NUNIT_REQUIRED.get(element.tag, set())
        assert required <= set(element.attrib) <= required | NUNIT_ALLOWED.get(element.tag, set())
        order = [NUNIT_ORDER[element.tag].index(below.tag) for below in element]
        assert element.tag == "test-suite" or order == sorted(order)
        assert all(below.tag != "properties" for below in element[1:])
        assert element.get("type", "TestSuite") in ("TestSuite", "TestFixture")
