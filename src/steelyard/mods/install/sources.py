"""The names of mods' sources: ``github.com/owner/name``, a Git URL, or the path of a folder."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from steelyard.errors import UsageError
from steelyard.mods.install import versions

HOSTED = re.compile(
    r"(?P<host>[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+(?::\d+)?)(?P<path>(?:/[A-Za-z0-9_.~-]+)+)/?\Z"
)
URL = re.compile(
    r"(?P<scheme>https|ssh|file)://(?:(?P<user>[A-Za-z0-9_.-]+)@)?(?P<host>[A-Za-z0-9][A-Za-z0-9.:-]*)?"
    r"(?P<path>(?:/[^\s/@#?%;&|`$<>\"'\\]+)+)/?\Z"
)
SCP = re.compile(
    r"(?P<user>[A-Za-z0-9_.-]+)@(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*):(?P<path>[A-Za-z0-9_.~-]+(?:/[A-Za-z0-9_.~-]+)*)\Z"
)
COMMIT = re.compile(r"[0-9a-f]{7,40}\Z")
REF = re.compile(r"(?![-/.])(?!.*(?:\.\.|@\{|//))[A-Za-z0-9_./+-]+(?<![/.])\Z")


@dataclass(frozen=True)
class Wanted:
    """A mod that is wanted: ``source`` as written, and one of a constraint, a branch, a tag, a commit or a path.

    ``by`` says who wants it.
    """

    source: str
    by: str
    version: str | None = None
    branch: str | None = None
    tag: str | None = None
    commit: str | None = None
    path: str | None = None

    @property
    def spoken(self) -> str:
        """What is wanted of it, as a reader would say it."""
        for name in ("branch", "tag", "commit", "path"):
            value = getattr(self, name)
            if value:
                return f"{name} {value}"
        return self.version or "any version"

    @property
    def exact(self) -> bool:
        return bool(self.branch or self.tag or self.commit or self.path)


def read(text: str, by: str) -> Wanted:
    """``source``, ``source@version``, ``source@tag``, ``source@commit``, ``source#branch`` or a folder.

    Raises UsageError for anything else.
    """
    if is_path(text):
        return Wanted(text, by, path=text)
    source, mark, rest = text.rpartition("#")
    if mark:
        return checked(Wanted(source, by, branch=rest))
    head, mark, rest = text.rpartition("@")
    if not mark or "/" not in head:
        return checked(Wanted(text, by))
    return checked(at_version(head, rest, by))


def at_version(source: str, version: str, by: str) -> Wanted:
    """A version as users write it: a constraint, else a commit, else the name of a tag."""
    if versions.constraint(version) is not None and not (COMMIT.match(version) and len(version) == 40):
        return Wanted(source, by, version=version)
    return Wanted(source, by, commit=version) if COMMIT.match(version) else Wanted(source, by, tag=version)


def checked(wanted: Wanted) -> Wanted:
    """Raises UsageError if the source or the reference could mean anything else to git than a name."""
    if not wanted.path:
        url(wanted.source)
    for name in ("branch", "tag"):
        value = getattr(wanted, name)
        if value is not None and not REF.match(value):
            raise UsageError(f"{value!r} is no name of a {name} ({wanted.source})")
    if wanted.commit is not None and not COMMIT.match(wanted.commit):
        raise UsageError(f"{wanted.commit!r} is no commit: 7 to 40 hexadecimal digits ({wanted.source})")
    if wanted.version is not None and versions.constraint(wanted.version) is None:
        raise UsageError(f"{wanted.version!r} is no version constraint ({wanted.source})")
    return wanted


def url(source: str) -> str:
    """The URL that git is given. Raises UsageError for what is no source."""
    if HOSTED.match(source):
        return f"https://{source.rstrip('/')}"
    if URL.match(source) or SCP.match(source):
        return source
    raise UsageError(
        f"{source!r} is no source of a mod: use github.com/owner/name, an https, ssh or file URL of a Git "
        "repository, or a path that begins with . or /"
    )


def is_path(source: str) -> bool:
    return source.startswith((".", "/", "~"))


def is_local(source: str) -> bool:
    """Whether a source is on this machine: a path, or a repository by its path."""
    return is_path(source) or source.startswith("file://")


def folder_name(source: str) -> Path:
    """Where a source's versions lie below ``.steelyard/mods``."""
    match = HOSTED.match(source) or URL.match(source) or SCP.match(source)
    if match is None:
        raise UsageError(f"{source!r} is no source of a mod")
    path = match["path"].strip("/").removesuffix(".git")
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    if source.startswith("file://"):
        return Path("file", f"{parts[-1]}-{hashlib.sha256(source.encode()).hexdigest()[:8]}")
    return Path(match["host"].replace(":", "_"), *parts)
