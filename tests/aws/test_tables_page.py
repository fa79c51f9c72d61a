"""What docs/tables/index.md says of tests is so."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import moto
import pytest
from botocore import xform_name

from steelyard.aws import tables
from steelyard.aws.permissions import calls_of

from .test_tables import MISSING

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_moto_has_what_tables_tested_over_it_are_listed_from(generate: ModuleType) -> None:
    answered = {
        name
        for path in Path(moto.__file__).parent.glob("*/**/*.py")
        for name in re.findall(r"def (\w+)\(", path.read_text(encoding="utf-8"))
    }
    for name in generate.tested_over_moto():
        table = tables.find(name)
        assert table is not None, f"tests select from {name}, which is no table"
        listing = table.rows if table.get is None else (*table.rows, table.get)
        assert any(xform_name(call.operation) in answered for call in listing), name


def test_every_table_says_what_it_is_tested_against(generate: ModuleType) -> None:
    over_moto = generate.tested_over_moto()
    said = dict(re.findall(r"^\| \[(aws_\w+)\].* \| ([a-z ]+) \|$", generate.index(), re.MULTILINE))
    assert said == {name: "moto" if name in over_moto else "synthetic only" for name in tables.names()}
    assert len(over_moto) > 190


def test_what_is_missing_is_said(generate: ModuleType) -> None:
    _, _, missing = generate.index().partition("## Not there")
    assert set(re.findall(r"`(aws_\w+)`", missing)) == set(MISSING)


def test_a_smoke_test_does_not_count(generate: ModuleType) -> None:
    assert "aws_drs_job" not in generate.tested_over_moto()


def test_operations_and_actions_are_on_the_pages(generate: ModuleType) -> None:
    pages = {path.name: text for path, text in generate.pages().items()}
    for name in tables.names():
        table = tables.find(name)
        assert table is not None
        page = pages[f"{tables.module_of(name)}.md"]
        assert f"# {name}\n" in page
        for call in calls_of(table):
            assert f"{call.service}:{call.operation}" in page
