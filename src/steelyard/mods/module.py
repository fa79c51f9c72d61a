"""A mod's folder as an index of its blocks, nothing evaluated yet."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from steelyard.mods import cache
from steelyard.mods.diagnostics import Problem, Source, near

EXTENSIONS = (".pp", ".sp")
MOD_FILES = ("mod.pp", "mod.sp")
MAX_FILES = 20_000
MAX_FOLDERS = 20_000
MAX_TOTAL = 256 * 1024 * 1024  # bytes of all files of one mod

TREE_KINDS = ("benchmark", "control", "detection")
DASHBOARD_KINDS = (
    "dashboard", "card", "category", "chart", "container", "edge", "flow", "graph", "hierarchy",
    "image", "input", "node", "table", "text", "with",
)  # fmt: skip
KINDS = ("query", *TREE_KINDS, *DASHBOARD_KINDS)
OTHER_BLOCKS = ("mod", "variable", "locals")
FOREIGN_BLOCKS = ("pipeline", "trigger", "integration", "connection", "credential", "notifier", "workspace", "options")


@dataclass
class Entry:
    """One top-level block. ``body`` is decoded when it is first asked for."""

    source: Source
    kind: str
    name: str
    at: int
    line: int
    packed: str | None = field(repr=False)
    unpacked: Any = field(default=None, repr=False)

    @property
    def body(self) -> Any:
        if self.packed is not None:
            self.unpacked, self.packed = orjson.loads(self.packed), None
        return self.unpacked

    def problem(self, message: str, at: int | None = None) -> Problem:
        return self.source.problem(self.at if at is None else at, message)


@dataclass
class Module:
    """The blocks of one mod. ``problems`` are faults of syntax and structure.

    ``name`` is "local" without a mod block; ``origin`` is the source that an installed mod came from.
    """

    folder: Path
    name: str = "local"
    block: Entry | None = None
    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)  # kind, then name
    variables: dict[str, Entry] = field(default_factory=dict)
    locals: dict[str, tuple[Source, int, Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    version: str | None = None
    origin: str | None = None


def find_mod_folder(folder: Path) -> Path | None:
    """The nearest folder, this one or one above it, that has a ``mod.pp``."""
    for candidate in (folder, *folder.parents):
        if any((candidate / name).is_file() for name in MOD_FILES):
            return candidate
    return None


def read_module(folder: Path, cache_folder: Path | None, *, deep: bool = True, only_mod: bool = False) -> Module:
    """Parse every ``.pp`` and ``.sp`` file of a mod, from the cache where it can be.

    ``deep``: folders below too; ``only_mod``: only the file with the mod block.
    """
    folder = folder.absolute()
    module = Module(folder)
    parsed = cache.ParseCache(cache_folder, folder)
    total = 0
    for path in _files(folder, deep and not only_mod, module.problems):
        if only_mod and path.name not in MOD_FILES:
            continue
        shown = _shown(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            module.problems.append(Problem(shown, 0, 0, f"the file cannot be read: {error.strerror}"))
            continue
        total += len(data)
        if total > MAX_TOTAL:
            module.problems.append(Problem(shown, 0, 0, f"the mod is larger than {MAX_TOTAL // 1024 // 1024} MiB"))
            break
        _add_file(module, Source(path, shown, data), parsed)
    parsed.save()
    return module


def _files(folder: Path, deep: bool, problems: list[Problem]) -> list[Path]:
    """The mod's files in order of their path; hidden folders and links that lead outside are left out."""
    found: list[Path] = []
    root = folder.resolve()
    for count, (parent, folders, names) in enumerate(os.walk(folder)):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f != "node_modules") if deep else []
        for name in sorted(names):
            path = Path(parent, name)
            if name.endswith(EXTENSIONS) and (not path.is_symlink() or root in path.resolve().parents):
                found.append(path)
        if len(found) > MAX_FILES or count > MAX_FOLDERS:
            problems.append(Problem(str(folder), 0, 0, f"more than {MAX_FILES} files or folders: is this a mod?"))
            break
    return sorted(found[:MAX_FILES])


def _shown(path: Path) -> str:
    """The path as a reader at the working folder would write it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def _add_file(module: Module, source: Source, parsed: cache.ParseCache) -> None:
    key = cache.digest(source.data)
    blocks = parsed.get(key)
    if blocks is None:
        from steelyard.mods import syntax

        body, problems = syntax.parse(source)
        problems += [
            source.problem(at, f"attribute {name!r} is outside any block")
            for name, (at, _) in body["attributes"].items()
        ]
        module.problems += problems
        try:
            blocks = [
                [b["kind"], b["labels"], b["at"], source.place(b["at"])[0], orjson.dumps(b["body"]).decode()]
                for b in body["blocks"]
            ]
        except orjson.JSONEncodeError:
            blocks, problems = [], [Problem(source.shown, 0, 0, "the file is nested too deep")]
            module.problems += problems
        if not problems:
            parsed.put(key, blocks)
    for kind, labels, at, line, packed in blocks:
        _add_block(module, Entry(source, kind, labels[0] if labels else "", at, line, packed), labels)


def _add_block(module: Module, entry: Entry, labels: list[str]) -> None:
    kind = entry.kind
    if kind == "locals":
        for name, (at, value) in entry.body["attributes"].items():
            if name in module.locals:
                first, place, _ = module.locals[name]
                module.problems.append(
                    entry.problem(f"local.{name} is defined twice; first in {first.shown}:{first.place(place)[0]}", at)
                )
            module.locals[name] = (entry.source, at, value)
        return
    if kind in FOREIGN_BLOCKS:
        return
    if kind not in KINDS and kind not in OTHER_BLOCKS:
        module.problems.append(entry.problem(f"there is no block {kind!r}{near(kind, (*KINDS, *OTHER_BLOCKS))}"))
        return
    if len(labels) != 1:
        module.problems.append(entry.problem(f'a {kind} block has one name: {kind} "name" {{ ... }}'))
        return
    if kind == "mod":
        if module.block is not None:
            module.problems.append(entry.problem("a mod has one mod block; another is in " + module.block.source.shown))
            return
        module.block, module.name = entry, entry.name
        return
    table = module.variables if kind == "variable" else module.entries.setdefault(kind, {})
    if entry.name in table:
        first_entry = table[entry.name]
        message = f"{kind}.{entry.name} is defined twice; first in {first_entry.source.shown}:{first_entry.line}"
        module.problems.append(entry.problem(message))
        return
    table[entry.name] = entry


def all_entries(module: Module) -> Iterator[Entry]:
    for table in module.entries.values():
        yield from table.values()
