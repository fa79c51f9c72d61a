"""Functions that read the mod's own files, and nothing outside its folder."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from steelyard.mods.diagnostics import EvaluationError, Source
from steelyard.mods.functions.declare import table
from steelyard.mods.values import MAX_TEXT, SetValue, Value, shorten

if TYPE_CHECKING:
    from steelyard.mods.evaluate import Evaluator

MAX_FILES = 20_000  # that fileset() looks at


def inside(evaluator: Evaluator, name: str) -> Path:
    """The real path of a file that a mod names. Raises EvaluationError if it is outside the mod's folder."""
    root = evaluator.scope.folder
    if root is None:
        raise EvaluationError("files cannot be read here")
    if "\0" in name:
        raise EvaluationError(f"{shorten(name)} is no file name")
    try:
        real_root = root.resolve()
        path = (real_root / name).resolve()
    except (OSError, RuntimeError) as error:
        raise EvaluationError(f"{shorten(name)} cannot be read: {error}") from None
    if path != real_root and real_root not in path.parents:
        raise EvaluationError(f"{shorten(name)} is outside the mod's folder, where no file may be read")
    return path


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
    matches = re.compile(_glob(pattern)).fullmatch
    found: list[str] = []
    seen = 0
    for parent, folders, names in os.walk(root):
        folders.sort()
        for name in names:
            seen += 1
            if seen > MAX_FILES:
                raise EvaluationError(f"there are more than {MAX_FILES} files in {shorten(folder)}")
            path = Path(parent, name).relative_to(root).as_posix()
            if matches(path):
                found.append(path)
    evaluator.budget.charge(seen)
    return SetValue(sorted(found))


def _glob(pattern: str) -> str:
    if len(pattern) > 500 or pattern.count("*") > 10:
        raise EvaluationError("this pattern is too long")
    out, depth, at = "", 0, 0
    while at < len(pattern):
        char = pattern[at]
        if pattern.startswith("**/", at):
            out, at = out + "(?:[^/]+/)*", at + 2
        elif pattern.startswith("**", at):
            out, at = out + ".*", at + 1
        elif char == "*":
            out += "[^/]*"
        elif char == "?":
            out += "[^/]"
        elif char == "[" and "]" in pattern[at + 2 :]:
            end = pattern.index("]", at + 2)
            inner = pattern[at + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            out, at = out + f"[{'^' + inner[1:] if inner[0] in '!^' else inner}]", end
        elif char == "{":
            out, depth = out + "(?:", depth + 1
        elif char == "}" and depth:
            out, depth = out + ")", depth - 1
        elif char == "," and depth:
            out += "|"
        else:
            out += re.escape(char)
        at += 1
    return out + ")" * depth


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
