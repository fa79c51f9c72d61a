"""The page about mods names what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from steelyard.mods import functions, load_workspace
from steelyard.run.check import RULES

PAGE = (Path(__file__).parents[2] / "docs" / "mods.md").read_text("utf-8")


def test_every_function_and_rule_is_named():
    named = set(re.findall(r"`(\w+)`", PAGE))
    assert set(functions.names()) - named == set()
    assert set(RULES) - named == set()


@pytest.mark.parametrize("block", re.findall(r"```hcl\n(.*?)```", PAGE, re.DOTALL))
def test_the_examples_load(make, block):
    folder = make("m", {"mod.pp": block, "docs/no_public_buckets.md": "# Why"})
    found = load_workspace(folder, environ={})
    assert found.check() == []
    control = found.find("control", "no_public_buckets")
    assert control.args == (["eu-west-1"],)
    assert found.notes == [
        "github.com/acme/steelyard-mod-base is required but not installed: run steelyard mod install"
    ]
