"""All formats: their golden files, their names, and files written whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from steelyard.errors import SteelyardError, UsageError
from steelyard.report.exports import Export, exports_of, write_all
from steelyard.report.formats import FORMATS, by_suffix
from steelyard.run.results import Run

from .fixed import GOLDEN, control, fixed


@pytest.mark.parametrize("name", FORMATS)
def test_the_fixed_run_gives_the_golden_file(name: str) -> None:
    found = FORMATS[name]
    assert found.render(fixed(), {}).decode() == (GOLDEN / f"run{found.suffixes[-1]}").read_bytes().decode()


def test_there_is_no_golden_file_without_a_format() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"run{found.suffixes[-1]}" for found in FORMATS.values()}


@pytest.mark.parametrize("name", FORMATS)
def test_a_name_with_the_suffix_tells_the_format(name: str) -> None:
    for suffix in FORMATS[name].suffixes:
        assert FORMATS[name] in by_suffix(f"run{suffix.upper()}")
    assert by_suffix(f"run{FORMATS[name].suffixes[-1]}") == [FORMATS[name]]


def test_a_prefix_goes_before_the_suffix(tmp_path: Path) -> None:
    (first, second) = exports_of([f"brief:{tmp_path}/a.json", f"{tmp_path}/b.csv"])
    assert first == Export(tmp_path / "a.json", FORMATS["brief"])
    assert second == Export(tmp_path / "b.csv", FORMATS["csv"])


def test_several_files_are_written_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "run.csv").write_text("old " * 10_000)
    exports = exports_of([str(tmp_path / "run.csv"), str(tmp_path / "run.json")])
    assert [path.name for path in tmp_path.iterdir()] == ["run.csv"]
    write_all(fixed(), exports, {"separator": ";", "header": False})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run.csv", "run.json"]
    assert (tmp_path / "run.csv").read_text().startswith("m.benchmark.inner;Inner;")
    assert (tmp_path / "run.json").read_bytes() == (GOLDEN / "run.json").read_bytes()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("run", "the name tells no format"),
        ("jsn:run.json", "jsn is no format"),
        ("json:", "no path"),
        ("missing/run.json", "cannot write there"),
        ("folder.json", "is not a file"),
        ("/dev/null.json/x.csv", "cannot write there"),
        (f"{'n' * 300}.json", "cannot write there"),
        ("json:/dev/null", "is not a file"),
    ],
)
def test_what_cannot_be_written_is_told_before_the_run(
    given: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(UsageError, match=says):
        exports_of([given])
    assert [path.name for path in tmp_path.iterdir()] == ["folder.json"]


def test_a_file_is_exported_once(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "run.json")
    with pytest.raises(UsageError, match="twice"):
        exports_of([str(tmp_path / "run.json"), str(tmp_path / "link.json")])


def test_one_that_fails_keeps_neither_the_others_nor_half_a_file(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    exports = exports_of([str(tmp_path / "gone" / "run.json"), str(tmp_path / "run.csv")])
    (tmp_path / "gone").rmdir()
    with pytest.raises(SteelyardError, match=r"cannot write .*gone/run.json: No such file"):
        write_all(fixed(), exports, {})
    assert [path.name for path in tmp_path.iterdir()] == ["run.csv"]


def test_brief_has_alarms_and_errors_alone() -> None:
    out = FORMATS["brief"].render(fixed(), {}).decode()
    assert "bucket-2 does not log." in out
    assert "no table aws_nothing" in out
    assert "bucket-1" not in out
    assert "Title of empty" not in out
    assert out.count("bucket-2 does not log.") == 1


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("text", "Interrupted"),
        ("brief", "Interrupted"),
        ("md", "Interrupted"),
        ("html", "Interrupted"),
        ("json", '"interrupted": true'),
        ("sarif", '"executionSuccessful": false'),
    ],
)
def test_an_interrupted_run_says_so(name: str, says: str) -> None:
    whole = Run([control("one")], fixed().started, fixed().finished, [])
    assert says not in FORMATS[name].render(whole, {}).decode()
    assert says in FORMATS[name].render(replace(whole, interrupted=True), {}).decode()
