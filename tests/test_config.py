"""steelyard.toml: what it may say, which of two files wins, and what its mistakes look like."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard import config
from steelyard.errors import UsageError


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The user's and the project's file; none exists yet."""
    user = tmp_path / "user" / "steelyard.toml"
    user.parent.mkdir()
    monkeypatch.setenv("STEELYARD_CONFIG", str(user))
    project = tmp_path / "project"
    project.mkdir()
    return user, project / "steelyard.toml"


def load(files: tuple[Path, Path], user: str = "", project: str = "") -> config.Settings:
    for path, text in zip(files, (user, project), strict=True):
        if text:
            path.write_text(text)
    return config.load(files[1].parent)


def test_without_files_there_are_no_connections(files: tuple[Path, Path]) -> None:
    assert load(files) == config.Settings()


def test_the_project_wins(files: tuple[Path, Path]) -> None:
    user = 'store = "a"\n[connections.x]\nprofile = "user"\n[connections.y]\nprofile = "user"\n'
    settings = load(files, user, '[connections.x]\nprofile = "project"\n')
    assert settings.store == "a"
    assert {name: c.profile for name, c in settings.connections.items()} == {"x": "project", "y": "user"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[connections.x]\nprofil = 'a'\n", "connections.x.profil: Extra inputs are not permitted"),
        ("[connections.x]\nrole_arn = 'role'\n", "connections.x.role_arn: String should match pattern"),
        ("[connections.x]\nduration = 5\n", "connections.x.duration: Input should be greater than or equal to 900"),
        ("[connections.x]\naccess_key_env = 'A'\n", "connections.x: access_key_env and secret_key_env go together"),
        ("[connections.x]\ninclude = ['1']\n", "go with organization = true"),
        ("[connections.x]\naggregate = ['y']\nprofile = 'a'\n", "aggregate names other connections"),
        ("[connections.x\n", "line 1"),
        ("stor = 'x'\n", "stor: Extra inputs"),
    ],
)
def test_mistakes_name_the_file_and_the_setting(files: tuple[Path, Path], text: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        load(files, project=text)
    assert str(files[1]) in str(error.value)
    assert message in str(error.value)


def test_a_file_that_is_no_text_is_a_clear_error(files: tuple[Path, Path]) -> None:
    files[0].write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="cannot read"):
        load(files)


CONNECTIONS = """
[connections.prod-a]
[connections.prod-b]
[connections.dev]
[connections.prod]
aggregate = ["prod-*"]
[connections.all]
aggregate = ["prod", "dev"]
[connections.ring]
aggregate = ["ring", "dev"]
[connections.empty]
aggregate = ["nothing-*"]
"""


@pytest.mark.parametrize(
    ("patterns", "names"),
    [
        (("dev",), ["dev"]),
        (("prod-*",), ["prod-a", "prod-b"]),
        (("prod",), ["prod-a", "prod-b"]),
        (("all",), ["dev", "prod-a", "prod-b"]),
        (("ring",), ["dev"]),
        (("dev", "prod-a"), ["dev", "prod-a"]),
    ],
)
def test_patterns_and_aggregates(files: tuple[Path, Path], patterns: tuple[str, ...], names: list[str]) -> None:
    assert sorted(config.chosen(load(files, project=CONNECTIONS), patterns)) == names


def test_a_pattern_that_names_nothing_lists_what_there_is(files: tuple[Path, Path]) -> None:
    settings = load(files, project=CONNECTIONS)
    with pytest.raises(UsageError, match=r"no connection matches 'qa'; there are: all, dev, empty, prod"):
        config.chosen(settings, ("qa",))
    with pytest.raises(UsageError, match="empty aggregates nothing-\\*, which names no connection"):
        config.chosen(settings, ("empty",))


def test_every_setting_is_documented() -> None:
    page = (Path(__file__).parents[1] / "docs" / "configuration.md").read_text()
    for name in config.ConnectionSettings.model_fields:
        assert f"`{name}`" in page, f"docs/configuration.md says nothing of {name}"
