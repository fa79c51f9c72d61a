"""Functions that read the mod's own files, and nothing outside its folder."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Callable
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from steelyard.mods.diagnostics import EvaluationError, Source
from steelyard.mods.functions.declare import table
from steelyard.mods.values import MAX_TEXT, SetValue, Value, shorten

if TYPE_CHECKING:
    from steelyard.mods.evaluate import Evaluator

MAX_FILES = 20_000  # that fileset() looks at
MAX_PATTERNS = 50
BRACES = re.compile(r"\{([^{}]*)\}")


def inside(evaluator: Evaluator, name: str) -> Path:
    """The real path of a file that a mod names. Raises EvaluationError if it is outside the mod's folder."""
    root = evaluator.scope.folder
    if root is None:
        raise EvaluationError("files cannot be read here")
    if "\0" in name:
        raise EvaluationError(f"{shorten(name)} is no file name")
    try:
        real_root = _real(root)
        path = Path(os.path.realpath(real_root / name))
    except (OSError, RuntimeError) as error:
        raise EvaluationError(f"{shorten(name)} cannot be read: {error}") from None
    if path != real_root and real_root not in path.parents:
        raise EvaluationError(f"{shorten(name)} is outside the mod's folder, where no file may be read")
    return path


@cache
def _real(folder: Path) -> Path:
    return folder.resolve()


def content(evaluator: Evaluator, name: str) -> bytes:
    path = inside(evaluator, name)
    try:
        if not path.is_file():
            raise EvaluationError(f"there is no file {shorten(name)} in the mod's folder")
        if path.stat().st_size > MAX_TEXT:
            raise EvaluationError(f"the file {shorten(name)} is larger than {MAX_TEXT // 1024 // 1024} MiB")
        data = path.read_bytes()
    except OSError as error:
        raise EvaluationError(f"the file {shorten(name)} cannot be read: {error.strerror}") from None
    evaluator.budget.charge(len(data) // 64)
    return data


def text(evaluator: Evaluator, name: str) -> str:
    try:
        return content(evaluator, name).decode("utf-8")
    except UnicodeDecodeError:
        raise EvaluationError(f"the file {shorten(name)} is not UTF-8 text") from None


def exists(evaluator: Evaluator, name: str) -> bool:
    return inside(evaluator, name).is_file()


def fileset(evaluator: Evaluator, folder: str, pattern: str) -> Value:
    """Paths under a folder that fit a pattern of ``*``, ``**``, ``?``, ``[...]`` and ``{a,b}``."""
    root = inside(evaluator, folder)
    patterns = [alternative.split("/") for alternative in _alternatives(pattern)]
    found: list[str] = []
    seen = 0
    for parent, folders, names in os.walk(root):
        folders.sort()
        for name in names:
            seen += 1
            if seen > MAX_FILES:
                raise EvaluationError(f"there are more than {MAX_FILES} files in {shorten(folder)}")
            parts = Path(parent, name).relative_to(root).parts
            if any(_fits(parts, alternative) for alternative in patterns):
                found.append("/".join(parts))
    evaluator.budget.charge(seen * len(patterns))
    return SetValue(sorted(found))


def _alternatives(pattern: str) -> list[str]:
    """The patterns that one with ``{a,b}`` stands for."""
    waiting = [pattern]
    found: list[str] = []
    while waiting:
        if len(waiting) + len(found) > MAX_PATTERNS:
            raise EvaluationError("this pattern stands for too many others")
        text = waiting.pop()
        match = BRACES.search(text)
        if match is None:
            found.append(text)
        else:
            waiting += [text[: match.start()] + choice + text[match.end() :] for choice in match[1].split(",")]
    return found


def _fits(parts: tuple[str, ...], pattern: list[str]) -> bool:
    """``**`` is any number of folders; anything else fits one name. Takes steps of both lengths at most."""
    reached = {0}
    for part in pattern:
        if part == "**":
            reached = set(range(min(reached), len(parts) + 1)) if reached else set()
        else:
            reached = {at + 1 for at in reached if at < len(parts) and fnmatchcase(parts[at], part.replace("[^", "[!"))}
    return len(parts) in reached


def templatefile(evaluator: Evaluator, name: str, variables: dict[str, Value]) -> Value:
    """A file as a template in which only the given names are known."""
    from steelyard.mods import templates_text

    return templates_text.render(evaluator, Source(inside(evaluator, name), name, content(evaluator, name)), variables)


def templatestring(evaluator: Evaluator, template: str, variables: dict[str, Value]) -> Value:
    from steelyard.mods import templates_text

    return templates_text.render(evaluator, Source(Path(), "the template", template.encode()), variables)


def _hash(algorithm: str, as_base64: bool = False) -> Callable[[Evaluator, str], str]:
    def run(evaluator: Evaluator, name: str) -> str:
        digest = hashlib.new(algorithm, content(evaluator, name), usedforsecurity=False)
        return base64.b64encode(digest.digest()).decode() if as_base64 else digest.hexdigest()

    return run


def abspath(evaluator: Evaluator, name: str) -> str:
    return str(Path(os.path.normpath((evaluator.scope.folder or Path()) / name)))


FUNCTIONS = {
    **table(
        ("file", "s", text),
        ("fileexists", "s", exists),
        ("fileset", "ss", fileset),
        ("filebase64", "s", lambda evaluator, name: base64.b64encode(content(evaluator, name)).decode()),
        ("filemd5", "s", _hash("md5")),
        ("filesha1", "s", _hash("sha1")),
        ("filesha256", "s", _hash("sha256")),
        ("filesha512", "s", _hash("sha512")),
        ("filebase64sha256", "s", _hash("sha256", True)),
        ("filebase64sha512", "s", _hash("sha512", True)),
        ("templatefile", "sm", templatefile),
        ("templatestring", "sm", templatestring),
        ("abspath", "s", abspath),
        evaluator=True,
    ),
    **table(
        ("basename", "s", lambda path: PurePosixPath(path).name),
        ("dirname", "s", lambda path: str(PurePosixPath(path).parent)),
        ("pathexpand", "s", lambda path: path),
    ),
}
