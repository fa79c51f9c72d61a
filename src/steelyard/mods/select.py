"""Choosing resources: by name, by tag, by a condition, and without some."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any

from steelyard.errors import UsageError
from steelyard.mods.resources import Benchmark, Block, Control, Generic, Query, Resource, Variable
from steelyard.mods.values import Runtime, plain, to_text
from steelyard.mods.workspace import Workspace

RUNNABLE = ("control", "benchmark", "detection")

OVERVIEW = frozenset(
    {"name", "full_name", "kind", "mod", "title", "description", "tags", "severity", "file", "line", "type", "value"}
) | {"default", "origin", "enum"}

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
        row |= {"severity": resource.severity, "query": resource.query, "args": _written(resource.args)}
        row |= {"with": [{"name": w.name, "sql": w.sql, "args": _written(w.args)} for w in resource.withs]}
        row |= {"width": resource.width, "display": resource.display}
    elif isinstance(resource, Benchmark):
        row |= {"children": [child.full_name for child in resource.children], "type": resource.type}
    elif isinstance(resource, Variable):
        row |= {"type": resource.type, "default": _written(resource.default), "value": _written(resource.value)}
        row |= {"origin": resource.origin, "enum": None if resource.enum is None else _written(resource.enum)}
    elif isinstance(resource, Generic):
        row |= {"severity": resource.attributes.get("severity"), "attributes": _written(resource.attributes)}
        row |= {"blocks": [_block(block) for block in resource.blocks]}
    return row


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "name": block.name,
        "attributes": _written(block.attributes),
        "blocks": [_block(inner) for inner in block.blocks],
    }


def _written(value: Any) -> Any:
    """Plain values; what only a run can know as it is written."""
    if isinstance(value, Runtime):
        return to_text(value)
    if isinstance(value, Mapping):
        return {key: _written(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_written(item) for item in value]
    return plain(value)


def select(
    workspace: Workspace,
    names: Sequence[str],
    *,
    kinds: Sequence[str] = RUNNABLE,
    tags: Iterable[Tag] = (),
    where: Callable[[Sequence[Resource]], Sequence[Resource]] | None = None,
    exclude: Sequence[str] = (),
) -> list[Resource]:
    """The resources that a command's arguments mean, each once, in the order of the names.

    ``all`` stands for every control of the first mod, or for every resource of the first of ``kinds``, if controls
    are none of them; if benchmarks are that first, for those that are in no other. With a condition (``tags``,
    ``where``, ``exclude``) benchmarks keep those controls that fit, and those without any are left out: every tag must
    hold, a missing tag is unequal to every value, and ``where`` gives those it keeps. ``exclude`` holds names or
    patterns (``cis_v400_1_*``); excluding a benchmark excludes what is below it.

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
    leaves = {leaf.full_name: leaf for resource in found.values() for leaf in leaves_of(resource)}
    fitting: Sequence[Resource] = [
        leaf
        for leaf in leaves.values()
        if leaf.full_name not in gone
        and all((leaf.tags.get(key) == value) == (operator == "=") for key, operator, value in conditions)
    ]
    if where is not None:
        fitting = where(fitting)
    if not fitting:
        raise UsageError(f"none of {len(leaves)} controls fits the conditions")
    return pruned(found.values(), {leaf.full_name for leaf in fitting})


def pruned(resources: Iterable[Resource], kept: Container[str]) -> list[Resource]:
    """The resources with only those leaves whose full names are kept; benchmarks without any are left out."""
    made: dict[str, Resource | None] = {}

    def prune(resource: Resource) -> Resource | None:
        if resource.full_name not in made:
            if isinstance(resource, Benchmark):
                children = tuple(child for child in map(prune, resource.children) if child is not None)
                made[resource.full_name] = replace(resource, children=children) if children else None
            else:
                made[resource.full_name] = resource if resource.full_name in kept else None
        return made[resource.full_name]

    return [left for left in map(prune, resources) if left is not None]


def overview(resource: Resource) -> dict[str, Any]:
    """The properties that a list has room for: no long texts, and nothing of what the resource is made of."""
    return {name: value for name, value in properties(resource).items() if name in OVERVIEW}


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
    main = workspace.main
    if name != "all" or main is None:
        return [workspace.find(kinds, name)]
    if kinds[0] != "benchmark":
        return workspace.resources("control" if "control" in kinds else kinds[0], main.name)
    benchmarks = workspace.resources("benchmark", main.name)
    inner = {child.full_name for item in benchmarks if isinstance(item, Benchmark) for child in item.children}
    return [item for item in benchmarks if item.full_name not in inner]


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
