"""Mods written for the tests: a dictionary of file names and texts becomes a folder and a workspace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from steelyard.mods import Workspace, load_workspace

Files = Mapping[str, str]
Load = Callable[..., Workspace]


def write(folder: Path, files: Files) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    return folder


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str, Files], Path]:
    """make("name", {"x.pp": "..."}) is a folder of files."""
    return lambda name, files: write(tmp_path / name, files)


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """load({"x.pp": "..."}) or load("...") as the mod ``m``; further arguments are those of load_workspace."""

    def run(files: Files | str, **options: Any) -> Workspace:
        given = {"x.pp": files} if isinstance(files, str) else files
        folder = write(tmp_path / "m", {"mod.pp": 'mod "m" {}\n', **given})
        return load_workspace(folder, **{"environ": {}, **options})

    return run


@pytest.fixture
def value(load: Load) -> Callable[..., Any]:
    """The value of an expression, as the attribute of a resource shows it."""

    def run(expression: str, around: str = "") -> Any:
        mod = f'{around}\ndetection "d" {{\n  display_columns = {expression}\n}}\n'
        return load(mod).find("detection", "d").attributes["display_columns"]

    return run
