"""Dependencies, from local Git repositories."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from steelyard.errors import UsageError
from steelyard.mods import ModError, load_workspace
from steelyard.mods.install import installer, lock, modfile
from steelyard.mods.install.git import GitError
from steelyard.mods.install.resolve import Conflict

AUTHOR = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]


def git(folder: Path, *arguments: str) -> str:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *AUTHOR, *arguments], cwd=folder, env=environment, capture_output=True, check=True)
    return done.stdout.decode().strip()


class Repository:
    """A repository of a mod; ``source`` is what a require block names."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True)
        self.folder, self.name = folder, name
        git(folder, "init", "-q", "-b", "main")

    @property
    def source(self) -> str:
        return f"file://{self.folder}"

    def commit(self, text: str, tag: str | None = None, require: str = "") -> str:
        """A commit in which the query ``which`` gives the text; its hash."""
        block = f"require {{\n{require}\n}}" if require else ""
        (self.folder / "mod.pp").write_text(f'mod "{self.name}" {{\n  title = "{text}"\n  {block}\n}}\n')
        (self.folder / "q.pp").write_text(f'query "which" {{ sql = "{text}" }}\n')
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "-q", "-m", text)
        if tag:
            git(self.folder, "tag", "-a", "-m", tag, tag)
        return git(self.folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path):
    return lambda name: Repository(tmp_path / "git" / name, name)


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "mod.pp").write_text('mod "mine" {\n  title = "Mine" # kept\n}\n')
    return folder


@pytest.fixture
def dep(repository):
    made = repository("dep")
    made.commit("one", "v1.0.0")
    made.commit("one and a bit", "v1.2.0")
    made.commit("two", "v2.0.0")
    made.commit("next", "v3.0.0-rc.1")
    made.commit("newest")
    return made


def which(root: Path, name: str = "dep") -> str:
    return load_workspace(root, environ={}).find("query", f"{name}.query.which").sql


@pytest.mark.parametrize(
    ("version", "text"),
    [
        ("", "two"),
        ("@*", "two"),
        ("@^1", "one and a bit"),
        ("@1.0.0", "one"),
        ("@v1.0.0", "one"),
        ("@<2, !=1.2.0", "one"),
        ("@3.0.0-rc.1", "next"),
        ("#main", "newest"),
    ],
)
def test_by_version_and_branch(root, dep, version, text):
    (change,) = installer.install(root, [dep.source + version])
    assert (change.action, change.mod, change.source) == ("installed", "dep", dep.source)
    assert which(root) == text
    locked = lock.read(root)[dep.source]
    assert len(locked.commit) == 40
    assert git(dep.folder, "show", f"{locked.commit}:q.pp") == f'query "which" {{ sql = "{text}" }}'
    assert not any((root / locked.folder / name).exists() for name in (".git", "hooks"))


def test_by_commit_and_tag(root, dep, repository):
    commit = git(dep.folder, "rev-parse", "v1.2.0^{commit}")
    for version in (commit, commit[:10]):
        installer.install(root, [f"{dep.source}@{version}"])
        assert which(root) == "one and a bit"
        assert lock.read(root)[dep.source].commit == commit
    git(dep.folder, "tag", "release-a", "v1.0.0^{commit}")
    installer.install(root, [f"{dep.source}@release-a"])
    assert which(root) == "one"


def test_the_require_block_is_written_and_the_rest_kept(root, dep):
    installer.install(root, [f"{dep.source}@^1"])
    assert (root / "mod.pp").read_text() == (
        'mod "mine" {\n  title = "Mine" # kept\n\n  require {\n'
        f'    mod "{dep.source}" {{\n      version = "^1"\n    }}\n  }}\n}}\n'
    )
    installer.install(root, [f"{dep.source}#main"])
    assert 'branch = "main"' in (root / "mod.pp").read_text()
    assert (root / "mod.pp").read_text().count("mod ") == 2
    installer.uninstall(root, ["dep"])
    assert (root / "mod.pp").read_text() == 'mod "mine" {\n  title = "Mine" # kept\n}\n'
    assert list((root / ".steelyard").iterdir()) == []
    assert not (root / lock.FILE).exists()


def test_install_brings_back_what_the_lock_holds(root, dep):
    installer.install(root, [f"{dep.source}@>=1"])
    dep.commit("four", "v4.0.0")
    before = (root / lock.FILE).read_bytes()
    for path in sorted((root / ".steelyard").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (change,) = installer.install(root)
    assert change.action == "kept"
    assert which(root) == "two"
    assert (root / lock.FILE).read_bytes() == before
    (change,) = installer.update(root)
    assert (change.action, change.before, change.after) == ("updated", "v2.0.0", "v4.0.0")
    assert which(root) == "four"
    assert len(list((root / ".steelyard" / "mods" / "file").iterdir())) == 1


def test_a_branch_moves_only_with_update(root, dep):
    installer.install(root, [f"{dep.source}#main"])
    dep.commit("later")
    with pytest.raises(GitError, match="as it should be"):
        installer.install(root)
    assert which(root) == "newest"
    installer.update(root, ["dep"])
    assert which(root) == "later"


def test_a_tag_that_was_moved_is_noticed(root, dep):
    installer.install(root, [f"{dep.source}@1.0.0"])
    git(dep.folder, "tag", "-f", "-a", "-m", "moved", "v1.0.0", "main")
    with pytest.raises(GitError, match=r"is commit [0-9a-f]{12}, not [0-9a-f]{12} as it should be"):
        installer.install(root)
    assert which(root) == "one"


def test_dependencies_of_dependencies(root, dep, repository):
    middle = repository("middle")
    middle.commit("m1", "v1.0.0", require=f'mod "{dep.source}" {{ version = "^1" }}')
    changes = installer.install(root, [middle.source])
    assert [(c.mod, c.after) for c in changes] == [("dep", "v1.2.0"), ("middle", "v1.0.0")]
    assert which(root) == "one and a bit"
    assert lock.read(root)[middle.source].requires == {dep.source: "^1"}
    changes = installer.uninstall(root, [middle.source])
    assert [c.action for c in changes] == ["removed", "removed"]


def test_an_older_version_is_taken_if_the_newest_does_not_fit(root, dep, repository):
    middle = repository("middle")
    middle.commit("m1", "v1.0.0", require=f'mod "{dep.source}" {{ version = "^1" }}')
    middle.commit("m2", "v2.0.0", require=f'mod "{dep.source}" {{ version = "^2" }}')
    installer.install(root, [f"{dep.source}@^1"])
    installer.install(root, [middle.source])
    assert which(root, "middle") == "m1"


def test_a_conflict_is_explained_and_changes_nothing(root, dep, repository):
    middle = repository("middle")
    middle.commit("m", "v1.0.0", require=f'mod "{dep.source}" {{ version = "^2" }}')
    installer.install(root, [f"{dep.source}@^1"])
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(Conflict) as caught:
        installer.install(root, [middle.source])
    message = str(caught.value)
    assert "mine wants ^1" in message
    assert "middle v1.0.0 wants ^2" in message
    assert "It has v3.0.0-rc.1, v2.0.0, v1.2.0, v1.0.0" in message
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("@^9", "no version of .* will do: mine wants \\^9. It has"),
        ("#nope", "will do: mine wants branch nope"),
        ("@nope", "will do: mine wants tag nope"),
        ("@" + "0" * 40, "git: "),
    ],
)
def test_what_is_not_there(root, dep, version, message):
    with pytest.raises((Conflict, GitError), match=message):
        installer.install(root, [dep.source + version])
    assert (root / "mod.pp").read_text() == 'mod "mine" {\n  title = "Mine" # kept\n}\n'


def test_a_repository_that_is_not_there_or_is_no_mod(root, tmp_path):
    with pytest.raises(GitError):
        installer.install(root, [f"file://{tmp_path}/none"])
    (tmp_path / "plain").mkdir()
    git(tmp_path / "plain", "init", "-q", "-b", "main")
    git(tmp_path / "plain", "commit", "-q", "--allow-empty", "-m", "x")
    with pytest.raises(GitError, match="no files"):
        installer.install(root, [f"file://{tmp_path}/plain"])
    (tmp_path / "plain" / "README").write_text("x")
    git(tmp_path / "plain", "add", "-A")
    git(tmp_path / "plain", "commit", "-q", "-m", "y")
    with pytest.raises(UsageError, match=r"has no mod\.pp"):
        installer.install(root, [f"file://{tmp_path}/plain"])


def test_a_local_folder(root, tmp_path, monkeypatch):
    (tmp_path / "near").mkdir()
    (tmp_path / "near" / "mod.pp").write_text('mod "near" {}\nquery "which" { sql = "here" }')
    monkeypatch.chdir(tmp_path)
    (change,) = installer.install(root, ["./near"])
    assert (change.mod, change.after) == ("near", "../near")
    assert which(root, "near") == "here"
    (tmp_path / "near" / "mod.pp").write_text('mod "near" {}\nquery "which" { sql = "changed" }')
    assert which(root, "near") == "changed"
    installer.uninstall(root, ["near"])
    assert (tmp_path / "near" / "mod.pp").exists()


def test_a_mod_from_git_may_not_name_paths(root, repository, tmp_path):
    bad = repository("bad")
    bad.commit("x", "v1.0.0", require='mod "/etc" { path = "/etc" }')
    with pytest.raises(Conflict, match="a mod that came by git may not"):
        installer.install(root, [bad.source])


def test_nothing_in_a_repository_is_run(root, dep, tmp_path):
    trap = tmp_path / "trap"
    (dep.folder / ".gitattributes").write_text("*.pp filter=trap\n")
    (dep.folder / "link").symlink_to("/etc/passwd")
    dep.commit("trapped", "v9.0.0")
    for name in ("post-checkout", "post-merge", "reference-transaction", "pre-auto-gc"):
        hook = dep.folder / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {trap}\n")
        hook.chmod(0o755)
    installer.install(root, [dep.source])
    assert which(root) == "trapped"
    assert not trap.exists()
    assert not (root / lock.read(root)[dep.source].folder / "link").is_symlink()


def test_two_sources_of_one_mod(root, dep, tmp_path):
    other = Repository(tmp_path / "git" / "copy", "dep")
    other.commit("x", "v1.0.0")
    installer.install(root, [dep.source])
    with pytest.raises(Conflict, match="are both a mod named 'dep'"):
        installer.install(root, [other.source])


def test_a_mod_block_is_made_where_there_is_none(tmp_path, dep):
    folder = tmp_path / "New project"
    folder.mkdir()
    installer.install(folder, [dep.source])
    assert load_workspace(folder, environ={}).main.name == "new_project"
    assert which(folder) == "two"


def test_init(tmp_path):
    path = installer.init(tmp_path, "my_mod")
    assert load_workspace(tmp_path, environ={}).mods["my_mod"].title == "My mod"
    assert path.name == "mod.pp"
    with pytest.raises(UsageError, match="already"):
        installer.init(tmp_path)
    with pytest.raises(UsageError, match="no name of a mod"):
        modfile.create(tmp_path / "..", "a b")


def test_resources_and_variables_of_a_dependency(root, dep):
    dep.commit("x")
    (dep.folder / "v.pp").write_text(
        'variable "region" { default = "none" }\n'
        'control "c" { sql = "select \'${var.region}\'" }\nbenchmark "b" { children = [control.c] }\n'
    )
    dep.commit("with variables", "v5.0.0")
    (root / "mod.pp").write_text(
        f'mod "mine" {{\n  require {{\n    mod "{dep.source}" {{\n      version = "^5"\n'
        '      args = { region = "eu-${1}" }\n    }\n  }\n}\n'
    )
    (root / "x.pp").write_text(
        'benchmark "all" { children = [dep.benchmark.b, dep.control.c] }\n'
        'control "mine" {\n  base  = dep.control.c\n  title = dep.query.which.sql\n}\n'
    )
    installer.install(root)
    found = load_workspace(root, environ={})
    assert [child.full_name for child in found.find("benchmark", "all").children] == [
        "dep.benchmark.b",
        "dep.control.c",
    ]
    assert found.find("control", "c").sql == "select 'eu-1'"
    assert found.find("control", "mine").title == "with variables"
    variable = found.find("variable", "dep.var.region")
    assert (variable.value, variable.origin) == ("eu-1", "require")
    assert load_workspace(root, environ={}, variables={"dep.region": "us"}).find("control", "c").sql == "select 'us'"


def test_the_public_tools_folder_is_read(root):
    folder = root / ".powerpipe" / "mods" / "github.com" / "acme" / "steelyard-mod-x@v1.2.3"
    folder.mkdir(parents=True)
    (folder / "mod.pp").write_text('mod "x" {}\nquery "which" { sql = "there" }')
    found = load_workspace(root, environ={})
    assert found.mods["x"].version == "1.2.3"
    assert which(root, "x") == "there"


def test_a_damaged_lock_file(root):
    for text in ("{", "[]", '{"version": 1, "mods": {"x": {"nope": 1}}}', '{"version": 99, "mods": {}}'):
        (root / lock.FILE).write_text(text)
        with pytest.raises(UsageError, match=r"lock file|version 99"):
            load_workspace(root, environ={})


def test_a_missing_installed_folder_is_noted(root, dep):
    installer.install(root, [dep.source])
    content = json.loads((root / lock.FILE).read_text())
    content["mods"][dep.source]["folder"] = "gone"
    (root / lock.FILE).write_text(json.dumps(content))
    assert "run steelyard mod install" in load_workspace(root, environ={}).notes[0]


def test_faults_in_the_mod_file(root, dep):
    (root / "mod.pp").write_text('mod "mine" {\n  title = "x\n}\n')
    with pytest.raises(ModError, match="this quote is not closed"):
        installer.install(root, [dep.source])
    (root / "mod.pp").write_text('mod "mine" {}\n')
    with pytest.raises(UsageError, match=r"is not required by mod\.pp"):
        installer.uninstall(root, ["nope"])
    with pytest.raises(UsageError, match="nope is not installed: nothing is"):
        installer.update(root, ["nope"])
