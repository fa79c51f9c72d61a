"""The git client, run so that nothing a repository or a source's name holds is executed."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from steelyard.errors import SteelyardError

TIMEOUT = 300  # seconds a git command may take
MAX_BYTES = 256 * 1024 * 1024  # of a mod's files, unpacked
MAX_FILES = 50_000
QUIET = (
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.fsmonitor=false",
    "-c", "protocol.ext.allow=never",
    "-c", "submodule.recurse=false",
    "-c", "fetch.recurseSubmodules=false",
    "-c", "gc.auto=0",
    "-c", "maintenance.auto=false",
)  # fmt: skip


class GitError(SteelyardError):
    """git could not do what it was asked for."""


@dataclass(frozen=True)
class Refs:
    """What a repository has: commits by the name of the tag and of the branch."""

    tags: dict[str, str]
    branches: dict[str, str]
    head: str | None


def _run(arguments: list[str], folder: Path | None = None) -> bytes:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "https:ssh:file",
        "GIT_ASKPASS": "true",
        "SSH_ASKPASS": "true",
        "GIT_SSH_COMMAND": "ssh -oBatchMode=yes",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(
            ["git", *QUIET, *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except FileNotFoundError:
        raise GitError("git is not installed, and mods are fetched with it") from None
    except subprocess.TimeoutExpired:
        raise GitError(f"git took longer than {TIMEOUT} seconds") from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it gave no reason"]
        raise GitError(f"git: {reason[-1].removeprefix('fatal: ')}")
    return done.stdout


def refs(url: str) -> Refs:
    """The tags and branches of a repository. Raises GitError if it cannot be reached."""
    tags: dict[str, str] = {}
    branches: dict[str, str] = {}
    head = None
    for line in _run(["ls-remote", "--", url]).decode("utf-8", "replace").splitlines():
        commit, _, name = line.partition("\t")
        if name == "HEAD":
            head = commit
        elif name.startswith("refs/tags/"):
            tags[name.removeprefix("refs/tags/").removesuffix("^{}")] = (
                commit  # ^{} is the tag's commit, and comes last
            )
        elif name.startswith("refs/heads/"):
            branches[name.removeprefix("refs/heads/")] = commit
    return Refs(tags, branches, head)


def fetch(url: str, ref: str | None, commit: str, into: Path) -> str:
    """Put the files of a commit into an empty folder; the full hash of the commit.

    ``ref`` is a name that leads to it (``refs/tags/v1``), None to look for the commit itself. Raises GitError.
    """
    into.mkdir(parents=True)
    store = into / ".git"
    _run(["init", "--quiet", "--bare", "--template=", str(store)])
    try:
        _run(["fetch", "--quiet", "--no-tags", "--depth=1", "--", url, ref or commit], store)
        found = _resolve(store, "FETCH_HEAD")
    except GitError:
        if ref is not None:
            raise
        # a server need not give a commit by its hash, and never does by a part of it
        _run(
            ["fetch", "--quiet", "--no-tags", "--", url, "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"],
            store,
        )
        found = _resolve(store, commit)
    if not found.startswith(commit):
        raise GitError(f"{ref or commit} of {url} is commit {found[:12]}, not {commit[:12]} as it should be")
    _unpack(_run(["archive", "--format=tar", found], store), into)
    return found


def _resolve(store: Path, name: str) -> str:
    return _run(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"], store).decode().strip()


def _unpack(archive: bytes, into: Path) -> None:
    """Plain files only: a link could lead out of the folder."""
    try:
        with tarfile.open(fileobj=io.BytesIO(archive), mode="r:") as tar:
            _extract(tar, into)
    except tarfile.ReadError:
        raise GitError("the commit holds no files") from None


def _extract(tar: tarfile.TarFile, into: Path) -> None:
    total = 0
    for count, member in enumerate(tar):
        if not member.isfile():
            continue
        total += member.size
        if total > MAX_BYTES or count > MAX_FILES:
            raise GitError(f"the mod is larger than {MAX_BYTES // 1024 // 1024} MiB or {MAX_FILES} files")
        tar.extract(member, into, set_attrs=False, filter="data")
