"""What a mod's expressions refer to, found without evaluating anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from steelyard.mods.module import KINDS, Module, all_entries


def used(module: Module, mods: frozenset[str]) -> set[tuple[str, str, str]]:
    """(mod, kind, name) of everything that is named in a mod's blocks; kinds include "var" and "local"."""
    found: set[tuple[str, str, str]] = set()
    for entry in [*all_entries(module), *module.variables.values(), *([module.block] if module.block else [])]:
        own = (module.name, entry.kind, entry.name)
        found |= {name for name in _names(entry.body, module.name, mods) if name != own}
    for _, _, expression in module.locals.values():
        found |= set(_names(expression, module.name, mods))
    return found


def _names(tree: Any, mod: str, mods: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
            if len(node) == 4 and node[0] == "ref" and isinstance(node[3], list):
                yield from _name([node[2], *node[3][:2]], mod, mods)


def _name(words: list[Any], mod: str, mods: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    if words[0] in mods and len(words) == 3 and isinstance(words[1], str) and isinstance(words[2], str):
        yield words[0], words[1], words[2]
    elif words[0] in (*KINDS, "var", "local") and len(words) > 1 and isinstance(words[1], str):
        yield mod, words[0], words[1]
