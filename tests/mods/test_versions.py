"""Versions and constraints."""

from __future__ import annotations

import pytest

from steelyard.errors import UsageError
from steelyard.mods.install import sources
from steelyard.mods.install.versions import Version, constraint, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v1.2.3", Version(1, 2, 3)),
        ("1.2", Version(1, 2)),
        ("2", Version(2)),
        ("1.0.0-rc.1+build", Version(1, 0, 0, "rc.1")),
        ("1.x", None),
        ("main", None),
        ("v1.2.3.4", None),
    ],
)
def test_parse(text, expected):
    assert parse(text) == expected


def test_order():
    texts = [
        "0.9",
        "1.0.0-1",
        "1.0.0-2",
        "1.0.0-10",
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-beta",
        "1.0.0",
        "1.0.1",
        "1.10",
    ]
    versions = [parse(text) for text in texts]
    backwards = versions[::-1]
    assert sorted(backwards) == versions


CASES = [
    ("*", "0.0.1 1.0.0 9.9.9", "1.0.0-rc.1"),
    ("latest", "1.0.0", ""),
    ("", "1.0.0", ""),
    ("1.2.3", "1.2.3", "1.2.4 1.2.2"),
    ("v1.2", "1.2.0 1.2.9", "1.3.0"),
    ("1", "1.0.0 1.9.0", "2.0.0 0.9.0"),
    ("1.2.x", "1.2.0 1.2.9", "1.3.0"),
    ("=1.2.3", "1.2.3", "1.2.4"),
    ("!=1.2.3", "1.2.4", "1.2.3"),
    ("!=1.2", "1.3.0", "1.2.0 1.2.7"),
    (">=1.2", "1.2.0 2.0.0", "1.1.9"),
    (">1.2", "1.3.0", "1.2.0 1.2.9"),
    ("<1.2", "1.1.9", "1.2.0"),
    ("<=1.2", "1.2.0 1.2.9", "1.3.0"),
    ("^1.2.3", "1.2.3 1.9.0", "1.2.2 2.0.0"),
    ("^0.2.3", "0.2.3 0.2.9", "0.3.0 1.0.0"),
    ("^0.0.3", "0.0.3", "0.0.4"),
    ("^1", "1.0.0 1.9.9", "2.0.0"),
    ("^0", "0.1.0 0.9.9", "1.0.0"),
    ("~1.2.3", "1.2.3 1.2.9", "1.3.0"),
    ("~>1.2", "1.2.0 1.2.9", "1.3.0 1.1.0"),
    ("~1", "1.0.0 1.9.0", "2.0.0"),
    (">=1.2, <2.0, !=1.5.0", "1.2.0 1.9.0", "1.5.0 2.0.0 1.1.0"),
    (">=1.2 <1.4", "1.3.0", "1.4.0"),
    ("1.2 - 1.4.2", "1.2.0 1.4.2", "1.4.3 1.1.0"),
    ("^1 || ^3", "1.5.0 3.0.0", "2.0.0 4.0.0"),
    ("^1.0.0-rc.1", "1.0.0-rc.2 1.0.0 1.5.0", "1.0.0-alpha 2.0.0"),
    ("1.0.0-rc.1", "1.0.0-rc.1", "1.0.0 1.0.0-rc.2"),
]


@pytest.mark.parametrize(("text", "inside", "outside"), CASES, ids=[c for c, _, _ in CASES])
def test_constraint(text, inside, outside):
    found = constraint(text)
    assert found is not None
    assert [v for v in inside.split() if not found.allows(parse(v))] == []
    assert [v for v in outside.split() if found.allows(parse(v))] == []


@pytest.mark.parametrize("text", ["main", "feature/x", "=>", "1.2.3.4", ">= x.y", "release-1"])
def test_no_constraint(text):
    assert constraint(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("github.com/acme/mod", {}),
        ("github.com/acme/mod@^1.2", {"version": "^1.2"}),
        ("github.com/acme/mod@v1.2.3", {"version": "v1.2.3"}),
        ("github.com/acme/mod@release-1", {"tag": "release-1"}),
        ("github.com/acme/mod@0123abcd", {"commit": "0123abcd"}),
        ("github.com/acme/mod@" + "1" * 40, {"commit": "1" * 40}),
        ("github.com/acme/mod#main", {"branch": "main"}),
        ("https://git.example.org:8443/a/b.git@>=1", {"version": ">=1"}),
        ("git@github.com:acme/mod.git", {}),
        ("ssh://git@example.org/a/b.git#feature/x", {"branch": "feature/x"}),
        ("file:///srv/git/mod.git", {}),
    ],
)
def test_sources(text, expected):
    found = sources.read(text, "you")
    for name in ("version", "tag", "commit", "branch", "path"):
        assert getattr(found, name) == expected.get(name)
    assert text.startswith(found.source)


@pytest.mark.parametrize(
    "text",
    [
        "mod",
        "--upload-pack=touch x",
        "-oProxyCommand=x/y",
        "ext::sh -c touch% x",
        "https://-x/y",
        "ssh://-oProxyCommand=x/y",
        "github.com/acme/mod#--upload-pack=x",
        "github.com/acme/mod@-x",
        "github.com/acme/mod#a..b",
        "http://example.org/a/b",
        "https://example.org/a;rm -rf",
        "git@-x:y",
        "github.com/a/b\n--x",
        "git://example.org/a/b",
    ],
)
def test_what_is_no_source(text):
    with pytest.raises(UsageError):
        sources.read(text, "you")


def test_folders_of_sources_stay_below():
    for source in ("github.com/a/../../b", "https://example.org/../../etc/x", "file:///../../x"):
        try:
            assert ".." not in sources.folder_name(source).parts
        except UsageError:
            continue
