"""The documentation says what the program does: generated pages are current, and examples are commands."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from steelyard.cli.main import COMMANDS, cli

from .conftest import Steelyard

ROOT = Path(__file__).parents[2]


def pages() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def examples() -> list[str]:
    """Every `steelyard …` line in a shell block of the README and the docs, and in control pages."""
    content = sorted((ROOT / "src" / "steelyard" / "content").rglob("*.md"))
    found: list[str] = []
    for page in [*pages(), *content]:
        for block in re.findall(r"```(?:sh|bash|shell)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            found += [line.split(" > ")[0] for line in block.splitlines() if line.startswith("steelyard ")]
    return sorted(set(found))


def test_there_are_examples() -> None:
    assert len(examples()) > 4


@pytest.mark.parametrize("example", examples())
def test_every_example_is_a_command_with_its_options(example: str) -> None:
    command: click.Command = cli
    context = click.Context(cli, info_name="steelyard")
    rest = shlex.split(example)[1:]
    while isinstance(command, click.Group):
        name = rest.pop(0)
        found = command.get_command(context, name)
        assert found is not None, f"{example}: no command {name}"
        command, context = found, click.Context(found, info_name=name, parent=context)
    command.make_context(command.name, list(rest), parent=context.parent)


@pytest.mark.parametrize("example", [example for example in examples() if "--connection demo" in example])
def test_examples_on_the_demo_account_run(steelyard: Steelyard, example: str) -> None:
    done = steelyard(*shlex.split(example)[1:])
    assert done.code in (0, 1), done.err
    assert done.out.strip()
    assert done.err == ""


def test_there_are_examples_on_the_demo_account() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.count("--connection demo --region us-east-1\n") >= 2


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"## steelyard {name}\n" in text
    assert "-h, --help" in text


def test_generated_pages_are_current() -> None:
    made = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stdout + made.stderr


def test_links_lead_somewhere() -> None:
    for page in pages():
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page}: {target}"
