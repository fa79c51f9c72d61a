"""--output, --export, --separator, --header and --fail-on over the demo account."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from .conftest import Steelyard

CONTROL = ("control", "run", "cis_v400_3_1", "--store", ":memory:")


def test_exports_stand_beside_the_output(account: Steelyard) -> None:
    done = account(*CONTROL, "--output", "none", "--export", "a.json", "--export", "csv:b", "--separator", ";")
    assert (done.out, done.err) == ("", "")
    document = json.loads(Path("a.json").read_text())
    table = list(csv.DictReader(Path("b").read_text().splitlines(), delimiter=";"))
    assert [row["status"] for row in table] == [r["status"] for r in document["controls"][0]["results"]]
    assert len(table) == sum(document["summary"]["status"].values()) > 0


def test_output_csv_without_header(account: Steelyard) -> None:
    done = account(*CONTROL, "--output", "csv", "--no-header")
    assert done.out.startswith(",,,aws_compliance.control.cis_v400_3_1,")


MOD = """
mod "m" {}
control "alarming" {
  title = "Alarming"
  sql   = "select 'r' as resource, 'alarm' as status, 'It is bad.' as reason"
}
control "broken" {
  title = "Broken"
  sql   = "select nothing"
}
"""


@pytest.mark.parametrize(
    ("control", "fail_on", "code"),
    [
        ("alarming", "alarm", 1),
        ("alarming", "error", 0),
        ("alarming", "none", 0),
        ("broken", "alarm", 2),
        ("broken", "error", 2),
        ("broken", "none", 0),
    ],
)
def test_fail_on_says_which_verdicts_fail(account: Steelyard, control: str, fail_on: str, code: int) -> None:
    Path("mod.sp").write_text(MOD)
    done = account("control", "run", control, "--output", "brief", "--store", ":memory:", "--fail-on", fail_on)
    assert done.code == code
    assert done.out.startswith(control.capitalize())


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--export", "nowhere/a.json"), "cannot write there"),
        (("--export", "a.what"), "the name tells no format"),
        (("--separator", "ab"), "one character"),
        (("--separator", '"'), "one character"),
    ],
)
def test_mistakes_are_told_before_anything_is_read(steelyard: Steelyard, options: tuple[str, str], says: str) -> None:
    done = steelyard(*CONTROL, *options)
    assert (done.code, done.out) == (251, "")
    assert says in done.err
    assert len(done.err.splitlines()) == 1
