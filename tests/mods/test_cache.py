"""Parsed files are kept by content; a damaged cache is as good as none."""

from __future__ import annotations

import pytest

from steelyard.mods import ModError, load_workspace, syntax


@pytest.fixture
def parses(monkeypatch):
    """The names of the files that were parsed, in order."""
    names: list[str] = []
    real = syntax.parse

    def spy(source):
        names.append(source.path.name)
        return real(source)

    monkeypatch.setattr(syntax, "parse", spy)
    return names


@pytest.fixture
def mod(make):
    return make("m", {
        "mod.pp": 'mod "m" {}',
        "a.pp": 'locals { t = "a" }',
        "b.pp": 'query "q" { sql = <<EOT\nselect ${local.t}, 1.50, "é"\nEOT\n}',
    })  # fmt: skip


def sql(mod, cache):
    return load_workspace(mod, cache=cache, environ={}).find("query", "q").sql


def test_a_second_load_parses_nothing(mod, tmp_path, parses):
    first = sql(mod, tmp_path / "cache")
    assert sorted(parses) == ["a.pp", "b.pp", "mod.pp"]
    parses.clear()
    assert sql(mod, tmp_path / "cache") == first == 'select a, 1.50, "é"\n'
    assert parses == []


def test_only_what_changed_is_parsed_again(mod, tmp_path, parses):
    sql(mod, tmp_path / "cache")
    parses.clear()
    (mod / "a.pp").write_text('locals { t = "changed" }')
    assert "select changed" in sql(mod, tmp_path / "cache")
    assert parses == ["a.pp"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"select", b"delete"),
        lambda data: b"steelyard mod 0" + data[15:],
        lambda data: b"\x80\x04cos\nsystem\n(S'exit 1'\ntR.",
        lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:],
    ],
)
def test_a_damaged_cache_is_parsed_again(mod, tmp_path, parses, damage):
    expected = sql(mod, tmp_path / "cache")
    (file,) = (tmp_path / "cache").iterdir()
    file.write_bytes(damage(file.read_bytes()))
    parses.clear()
    assert sql(mod, tmp_path / "cache") == expected
    assert len(parses) == 3
    parses.clear()
    assert sql(mod, tmp_path / "cache") == expected
    assert parses == []


def test_faults_are_told_each_time(mod, tmp_path):
    (mod / "a.pp").write_text("locals {\n t = \n}")
    messages = []
    for _ in range(2):
        with pytest.raises(ModError) as caught:
            sql(mod, tmp_path / "cache")
        messages.append(str(caught.value))
    assert messages[0] == messages[1]


def test_a_cache_that_cannot_be_written(mod, tmp_path):
    (tmp_path / "cache").write_text("a file, not a folder")
    assert "select a" in sql(mod, tmp_path / "cache")


def test_without_a_cache_nothing_is_written(mod, tmp_path):
    sql(mod, None)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m"]
