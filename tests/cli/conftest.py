"""The command line in this process, away from the user's files and credentials."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from steelyard.cli.main import main


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


Steelyard = Callable[..., Done]


@pytest.fixture
def steelyard(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Steelyard:
    """Run a command in an empty folder, without credentials."""
    for name in os.environ:
        if name.startswith(("AWS_", "STEELYARD_", "PP_", "XDG_")):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    (tmp_path / "work").mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.chdir(tmp_path / "work")

    def run(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["steelyard", *arguments])
        with pytest.raises(SystemExit) as stopped:
            main()
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return Done(int(stopped.value.code or 0), out, err)

    return run
