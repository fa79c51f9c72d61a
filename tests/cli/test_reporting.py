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


def test_fail_on_says_which_verdicts_fail(account: Steelyard) -> None:
    counts = json.loads(account(*CONTROL, "--output", "json").out)["summary"]["status"]
    assert (counts["alarm"] > 0, counts["error"]) == (True, 0)
    assert account(*CONTROL, "--output", "brief").code == 1
    assert account(*CONTROL, "--output", "none", "--fail-on", "error").code == 0
    assert account(*CONTROL, "--output", "none", "--fail-on", "none").code == 0


def test_errors_fail_unless_nothing_does(account: Steelyard) -> None:
    Path("mod.sp").write_text('mod "m" {}\ncontrol "broken" {\n  title = "Broken"\n  sql = "select nothing"\n}\n')
    broken = ("control", "run", "broken", "--output", "none", "--store", ":memory:")
    assert [account(*broken, "--fail-on", what).code for what in ("alarm", "error", "none")] == [2, 2, 0]


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
