"""Changing the ``require`` block in a ``mod.pp`` without touching the rest of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.errors import UsageError
from steelyard.mods import syntax
from steelyard.mods.diagnostics import ModError, Source
from steelyard.mods.install.sources import Wanted
from steelyard.mods.module import MOD_FILES

if TYPE_CHECKING:
    from tree_sitter import Node

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}\Z")


def create(folder: Path, name: str | None = None) -> Path:
    """A new ``mod.pp``. Raises UsageError if there is one, or if the name will not do."""
    for existing in MOD_FILES:
        if (folder / existing).exists():
            raise UsageError(f"there is a {existing} in {folder} already")
    wanted = name or re.sub(r"\W+", "_", folder.resolve().name.lower(), flags=re.ASCII).strip("_") or "local"
    if wanted[0].isdigit():
        wanted = f"mod_{wanted}"
    if not NAME.match(wanted):
        raise UsageError(f"{wanted!r} is no name of a mod: letters, digits and underscores, no digit first")
    path = folder / "mod.pp"
    title = wanted.replace("_", " ").capitalize()
    path.write_text(f'mod "{wanted}" {{\n  title = "{title}"\n}}\n', "utf-8")
    return path


def find(folder: Path) -> Path | None:
    return next((folder / name for name in MOD_FILES if (folder / name).is_file()), None)


def add(path: Path, wanted: Wanted) -> None:
    """Require a mod, in the place of what was required of the same source. Raises ModError."""
    remove(path, wanted.source)
    data = path.read_bytes()
    block = _block(wanted)
    mod = _mod_block(path, data)
    require = next(_blocks(mod, "require", data), None) or next(_blocks(mod, "requires", data), None)
    if require is not None:
        end = _closing(require)
        lines, indent = block, "    "
    else:
        end = _closing(mod)
        lines, indent = ["require {", *[f"  {line}" for line in block], "}"], "  "
    before = data[:end].rstrip()
    text = "\n" + "".join(f"{indent}{line}\n" for line in lines)
    tail = b"  " if require is not None else b""
    gap = b"" if require is not None or before.endswith(b"{") else b"\n"
    path.write_bytes(before + gap + text.encode() + tail + data[end:])


def remove(path: Path, source: str) -> bool:
    """Require a mod no longer; whether it was required. An empty ``require`` block goes too. Raises ModError."""
    data = path.read_bytes()
    mod = _mod_block(path, data)
    for kind in ("require", "requires"):
        for require in _blocks(mod, kind, data):
            inner = list(_blocks(require, None, data))
            matching = [node for node in inner if _head(node, data) == ("mod", source)]
            if matching:
                gone = require if len(inner) == len(matching) else matching[0]
                path.write_bytes(_without(data, gone))
                return True
    return False


def _block(wanted: Wanted) -> list[str]:
    lines = [f'mod "{wanted.source}" {{']
    for name in ("version", "branch", "tag", "commit", "path"):
        value = getattr(wanted, name)
        if value:
            lines.append(f'  {name} = "{value}"')
    return [*lines, "}"]


def _mod_block(path: Path, data: bytes) -> Node:
    from tree_sitter import Parser

    source = Source(path, str(path), data)
    _, problems = syntax.parse(source)
    if problems:
        raise ModError(problems)
    for node in Parser(syntax.language()).parse(data).root_node.named_children:
        for block in node.named_children:
            if block.type == "block" and _head(block, data)[0] == "mod":
                return block
    raise ModError([source.problem(0, "this file has no mod block")])


def _blocks(node: Node, kind: str | None, data: bytes) -> Iterator[Node]:
    for child in node.named_children:
        if child.type == "body":
            yield from (b for b in child.named_children if b.type == "block" and kind in (None, _head(b, data)[0]))


def _head(node: Node, data: bytes) -> tuple[str, str]:
    """A block's kind and first label."""
    words = [
        data[c.start_byte : c.end_byte].decode() for c in node.named_children if c.type in ("identifier", "string_lit")
    ]
    return words[0], words[1].strip('"') if len(words) > 1 else ""


def _closing(node: Node) -> int:
    return next(c.start_byte for c in reversed(node.children) if c.type == "block_end")


def _without(data: bytes, node: Node) -> bytes:
    """The text without a block and without the lines that it alone stood on."""
    start = data.rfind(b"\n", 0, node.start_byte) + 1
    if data[start : node.start_byte].strip():
        start = node.start_byte
    end = node.end_byte
    while end < len(data) and data[end : end + 1] in b" \t\r":
        end += 1
    if data[end : end + 1] == b"\n":
        end += 1
    kept = data[:start]
    if kept.endswith(b"\n\n") and data[end:].lstrip(b" \t").startswith(b"}"):
        kept = kept[:-1]
    return kept + data[end:]
