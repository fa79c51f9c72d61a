"""The page: what is in it, that no text of a run is markup, and that it asks for nothing."""

from __future__ import annotations

import re
from collections import Counter

from lxml import html as reader

from steelyard.report import html
from steelyard.run.results import GroupRun, Row, Run

from .fixed import AWKWARD, control, fixed

EVIL = f"{AWKWARD} \"><img src=x onerror=alert(1)><script>alert(2)</script><!-- ' onload='"


def evil() -> Run:
    found = control("one", Row("alarm", EVIL, EVIL, {EVIL: EVIL}), title=EVIL, severity=EVIL)
    found.full_name = found.description = EVIL
    group = GroupRun("g", EVIL, EVIL, EVIL, {EVIL: EVIL}, [found])
    return Run([group], fixed().started, fixed().finished, [EVIL], 1)


def test_the_page_has_the_tree_and_every_verdict() -> None:
    page = reader.fromstring(html.render(fixed()))
    assert [h.text_content() for h in page.iter("h2", "h3")] == ["Outer", "Inner", "Other", "Title of empty"]
    rows = page.xpath("//tbody/tr")
    assert Counter(row.get("class") for row in rows) == {"ok": 2, "alarm": 3, "info": 1, "skip": 1, "error": 2}
    assert all(row[0].text == row.get("class") for row in rows)
    boxes = page.xpath("//input[@type='checkbox']")
    assert [(box.get("value"), box.getnext().text) for box in boxes] == [
        ("ok", "2"), ("alarm", "3"), ("info", "1"), ("skip", "1"), ("error", "2"),
    ]  # fmt: skip


def test_texts_survive_and_are_no_markup() -> None:
    page = reader.fromstring(html.render(evil()))
    assert [cell.text_content() for cell in page.xpath("//tbody/tr/td")] == ["alarm", EVIL, EVIL, EVIL]
    assert page.findtext(".//title") == page.findtext(".//h1") == EVIL
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//img | //comment()") == []
    plain = reader.fromstring(html.render(fixed()))
    assert {e.tag for e in page.iter()} <= {e.tag for e in plain.iter()}
    assert {name for e in page.iter() for name in e.attrib} == {name for e in plain.iter() for name in e.attrib}


def test_the_page_asks_for_nothing() -> None:
    document = html.render(fixed())
    page = reader.fromstring(document)
    assert page.xpath("//@src | //@href | //@action | //link | //iframe | //object") == []
    assert re.findall(r"url\(|@import|fetch\(|XMLHttpRequest|https?:", document) == []
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
