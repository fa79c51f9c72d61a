"""Choosing resources: by name, by tag, by a condition, and without some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatchcase
from typing import Any

from steelyard.errors import UsageError
from steelyard.mods.resources import Benchmark, Control, Generic, Query, Resource, Variable
from steelyard.mods.values import plain
from steelyard.mods.workspace import Workspace

RUNNABLE = ("control", "benchmark", "detection")

Tag = tuple[str, str, str]  # key, "=" or "!=", value


def parse_tag(text: str) -> Tag:
    """``key=value`` or ``key!=value``. Raises UsageError."""
    key, equals, value = text.partition("=")
    operator = "!=" if key.endswith("!") else "="
    key = key.removesuffix("!").strip()
    if not equals or not key:
        raise UsageError(f"{text!r} is no tag: write key=value or key!=value")
    return key, operator, value


def properties(resource: Resource) -> dict[str, Any]:
    """A resource as one flat row of plain values, for conditions and for JSON. ``tags`` stays a map."""
    row: dict[str, Any] = {
        "name": resource.name,
        "full_name": resource.full_name,
        "kind": resource.kind,
        "mod": resource.mod,
        "title": resource.title,
        "description": resource.description,
        "documentation": resource.documentation,
        "tags": dict(resource.tags),
        "file": str(resource.source.path),
        "line": resource.source.line,
    }
    if isinstance(resource, (Control, Query)):
        row |= {"sql": resource.sql, "params": [param.name for param in resource.params]}
    if isinstance(resource, Control):
        row |= {"severity": resource.severity, "query": resource.query, "args": plain(list(resource.args))}
        row |= {"width": resource.width, "display": resource.display}
    elif isinstance(resource, Benchmark):
        row |= {"children": [child.full_name for child in resource.children], "type": resource.type}
    elif isinstance(resource, Variable):
        row |= {"type": resource.type, "default": plain(resource.default), "value": plain(resource.value)}
        row |= {"origin": resource.origin, "enum": None if resource.enum is None else plain(list(resource.enum))}
    elif isinstance(resource, Generic):
        row |= {"severity": resource.attributes.get("severity"), "attributes": dict(resource.attributes)}
    return row


def select(
    workspace: Workspace,
    names: Sequence[str],
    *,
    kinds: Sequence[str] = RUNNABLE,
    tags: Iterable[Tag] = (),
    where: Callable[[Resource], bool] | None = None,
    exclude: Sequence[str] = (),
) -> list[Resource]:
    """The resources that a command's arguments mean, each once, in the order of the names.

    ``all`` stands for every control of the first mod (or for every resource of ``kinds``, if controls are none of
    them). With a condition (``tags``, ``where``, ``exclude``) benchmarks are taken apart, and the controls below them
    that fit are chosen: every tag must hold, and a missing tag is unequal to every value. ``exclude`` holds names
    or patterns (``cis_v400_1_*``); excluding a benchmark excludes what is below it.

    Raises UsageError for unknown names and if nothing is left, and ModError for faulty resources.
    """
    found: dict[str, Resource] = {}
    for name in names:
        for resource in _named(workspace, name, kinds):
            found.setdefault(resource.full_name, resource)
    conditions = list(tags)
    if not conditions and where is None and not exclude:
        return list(found.values())
    gone = _excluded(workspace, exclude, kinds)
    leaves: dict[str, Resource] = {}
    for resource in found.values():
        for leaf in leaves_of(resource):
            leaves.setdefault(leaf.full_name, leaf)
    chosen = [
        leaf
        for leaf in leaves.values()
        if leaf.full_name not in gone
        and all((leaf.tags.get(key) == value) == (operator == "=") for key, operator, value in conditions)
        and (where is None or where(leaf))
    ]
    if not chosen:
        raise UsageError(f"none of {len(leaves)} controls fits the conditions")
    return chosen


def leaves_of(resource: Resource) -> list[Resource]:
    """What is run of a resource: itself, or everything below a benchmark, each once, in order."""
    if not isinstance(resource, Benchmark):
        return [resource]
    found: dict[str, Resource] = {}
    seen: set[str] = set()
    waiting: list[Resource] = [resource]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Benchmark):
            if item.full_name not in seen:
                seen.add(item.full_name)
                waiting.extend(reversed(item.children))
        else:
            found.setdefault(item.full_name, item)
    return list(found.values())


def _named(workspace: Workspace, name: str, kinds: Sequence[str]) -> list[Resource]:
    if name != "all":
        return [workspace.find(kinds, name)]
    main = workspace.main
    kind = "control" if "control" in kinds else kinds[0]
    return [] if main is None else workspace.resources(kind, main.name)


def _excluded(workspace: Workspace, exclude: Sequence[str], kinds: Sequence[str]) -> set[str]:
    gone: set[str] = set()
    for name in exclude:
        if any(mark in name for mark in "*?["):
            matching = [
                workspace.resource(ref)
                for kind in kinds
                for ref in workspace.references(kind)
                if any(fnmatchcase(shape, name) for shape in (ref.name, f"{ref.kind}.{ref.name}", ref.full_name))
            ]
        else:
            matching = [workspace.find(kinds, name)]
        gone |= {leaf.full_name for resource in matching for leaf in leaves_of(resource)}
    return gone
