"""The formats of a run: text, JSON and CSV from one fixed run."""

from __future__ import annotations

import csv as csv_module
import io
import json as json_module
from datetime import UTC, datetime, timedelta

import pytest
from rich.cells import cell_len
from rich.console import Console

from steelyard.report import csv, json, text
from steelyard.run.results import ControlRun, GroupRun, Row, Run

AWKWARD = 'a"b,c;d<e>&\n=2+2 \u202e é 漢 \x1b[31m'


def control(name: str, *rows: Row, error: str | None = None, title: str = "") -> ControlRun:
    return ControlRun(
        name, f"m.control.{name}", title or f"Title of {name}", "About it", "high", {"cis": "true"}, list(rows), error
    )


def run(*roots: GroupRun | ControlRun) -> Run:
    started = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    return Run(list(roots), started, started + timedelta(seconds=2.5), ["111111111111"], 12)


def mixed() -> Run:
    ok = Row("ok", "arn:ok", "It is fine.", {"account_id": "111111111111", "region": "eu-west-1"})
    alarm = Row("alarm", "arn:bad", "It is not.", {"account_id": "111111111111", "region": "us-east-1"})
    inner = GroupRun("inner", "m.benchmark.inner", "Inner", "", {}, [control("one", ok, alarm)])
    broken = control("two", error="query m.query.two, line 1, column 8: no table aws_nothing")
    return run(GroupRun("outer", "m.benchmark.outer", "Outer", "All of it", {"cis": "true"}, [inner, broken]))


def printed(found: Run, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    text.write(found, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_text_is_a_tree_with_counts() -> None:
    assert printed(mixed(), 60).splitlines() == [
        "Outer ................................... 2 / 3 [==========]",
        "├─ Inner ................................ 1 / 2 [=======   ]",
        "│  └─ Title of one ...................... 1 / 2 [=======   ]",
        "│       OK   : It is fine. (arn:ok)  111111111111 eu-west-1",
        "│       ALARM: It is not. (arn:bad)  111111111111 us-east-1",
        "└─ Title of two ......................... 1 / 1 [===       ]",
        "     ERROR: query m.query.two, line 1, column 8: no table aws_nothing",
        "",
        "Summary",
        "",
        "  OK          1",
        "  ALARM       1",
        "  INFO        0",
        "  SKIP        0",
        "  ERROR       1",
        "  TOTAL       3",
        "",
        "  1 account, 12 API calls, 2.5 s",
    ]


def test_text_of_nothing() -> None:
    assert "TOTAL       0" in printed(run(control("one")))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_headings_fit_the_width(width: int) -> None:
    long = control("one", Row("ok", "r", "fine", {}), title="A very long title 漢字漢字 " * 20)
    heading = printed(run(long), width).splitlines()[0]
    assert cell_len(heading) == width


def test_text_obeys_no_control_characters() -> None:
    out = printed(run(control("one", Row("alarm", AWKWARD, AWKWARD, {"account_id": AWKWARD}))))
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_json_has_the_public_fields() -> None:
    document = json_module.loads(json.render(mixed()))
    assert document["group_id"] == "root_result_group"
    assert document["summary"]["status"] == {"ok": 1, "alarm": 1, "info": 0, "skip": 0, "error": 1}
    (outer,) = document["groups"]
    assert (outer["group_id"], outer["title"]) == ("m.benchmark.outer", "Outer")
    (one,) = outer["groups"][0]["controls"]
    assert one["results"][1] == {
        "status": "alarm",
        "resource": "arn:bad",
        "reason": "It is not.",
        "dimensions": [{"key": "account_id", "value": "111111111111"}, {"key": "region", "value": "us-east-1"}],
    }
    assert (one["run_status"], one["run_error"], one["severity"]) == ("complete", "", "high")
    (two,) = outer["controls"]
    assert two["run_status"] == "error"
    assert "aws_nothing" in two["run_error"]


def rows(found: Run) -> list[dict[str, str]]:
    return list(csv_module.DictReader(io.StringIO(csv.render(found), newline="")))


def test_csv_has_one_line_a_verdict() -> None:
    first, second, third = rows(mixed())
    assert (first["group_id"], first["control_id"], first["status"]) == ("m.benchmark.inner", "m.control.one", "ok")
    assert (second["region"], second["cis"], second["severity"]) == ("us-east-1", "true", "high")
    assert (third["status"], third["resource"], third["account_id"]) == ("error", "", "")


def test_awkward_text_survives_json_and_csv() -> None:
    found = run(control("one", Row("alarm", AWKWARD, AWKWARD, {"account_id": AWKWARD})))
    (result,) = json_module.loads(json.render(found))["controls"][0]["results"]
    assert result["reason"] == AWKWARD
    assert rows(found)[0]["reason"] == AWKWARD


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_has_no_formulas(start: str) -> None:
    found = run(control("one", Row("alarm", f"{start}cmd", "r", {})))
    assert rows(found)[0]["resource"] == f"'{start}cmd"


def test_csv_separator_and_header() -> None:
    out = csv.render(mixed(), separator=";", header=False)
    assert out.startswith("m.benchmark.inner;Inner;")
