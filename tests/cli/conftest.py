"""The command line in this process, away from the user's files and credentials."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from steelyard import demo
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


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    """The demo account, started once for these tests."""
    with demo.running() as url:
        yield url


@pytest.fixture
def account(endpoint: str, monkeypatch: pytest.MonkeyPatch, steelyard: Steelyard) -> Steelyard:
    """Commands with credentials for the demo account, as a user has them in the environment."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    return steelyard
