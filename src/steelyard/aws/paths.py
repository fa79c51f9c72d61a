"""Paths and templates of declarations, compiled to functions over what is known of a row.

What is known is a mapping: ``"."`` is the item, other keys are earlier steps, added answers and the names
in `declare.ALWAYS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any

from botocore.model import ListShape, MapShape, Shape, StructureShape

Known = Mapping[str, Any]
Getter = Callable[[Known], Any]
Step = str | int | None  # a member's name, an element's index, or None for every element

_PART = re.compile(r"^([A-Za-z_][A-Za-z0-9_:\-]*)?((?:\[\d*\])*)$")
_HOLE = re.compile(r"\{([^{}]+)\}")


class PathError(ValueError):
    """A path that cannot be read, or that leads nowhere in the answer's shape."""


@cache
def parse(path: str) -> tuple[Step, ...]:
    """The steps of a path. Raises `PathError` on a malformed one."""
    steps: list[Step] = []
    for part in path.split(".") if path != "." else ():
        match = _PART.match(part)
        if match is None or not (match[1] or match[2]):
            raise PathError(f"malformed path {path!r}")
        if match[1]:
            steps.append(match[1])
        steps.extend(int(index) if index else None for index in re.findall(r"\[(\d*)\]", match[2]))
    return tuple(steps)


def is_template(source: str) -> bool:
    """Whether a source is a template, not a path."""
    return "{" in source


def holes(source: str) -> list[str]:
    """The paths that a source reads: itself, or a template's parts."""
    return _HOLE.findall(source) if is_template(source) else [source]


def root(path: str, names: Collection[str]) -> tuple[str, tuple[Step, ...]]:
    """Where a path starts (``"."`` or one of ``names``) and the steps from there."""
    steps = parse(path)
    if steps and isinstance(steps[0], str) and steps[0] in names:
        return steps[0], steps[1:]
    return ".", steps


def walk(value: Any, steps: tuple[Step, ...]) -> Any:
    """Follow steps into a parsed answer; None where one leads nowhere."""
    for position, step in enumerate(steps):
        if value is None:
            return None
        if step is None:
            rest = steps[position + 1 :]
            found = [walk(element, rest) for element in value]
            return _flatten(found) if None in rest else [element for element in found if element is not None]
        if isinstance(step, int):
            value = value[step] if len(value) > step else None
        else:
            value = value.get(step)
    return value


def _flatten(lists: list[Any]) -> list[Any]:
    return [element for elements in lists if elements for element in elements]


def getter(source: str, names: Collection[str]) -> Getter:
    """The function that reads a path or template from what is known."""
    if is_template(source):
        return _template(source, names)
    start, steps = root(source, names)
    if not steps:
        return lambda known: known.get(start)
    if len(steps) == 1 and isinstance(steps[0], str):
        member = steps[0]

        def read_member(known: Known) -> Any:
            value = known.get(start)
            return None if value is None else value.get(member)

        return read_member
    return lambda known: walk(known.get(start), steps)


def _template(source: str, names: Collection[str]) -> Getter:
    parts = [getter(path, names) for path in holes(source)]
    form = _HOLE.sub("{}", source)

    def fill(known: Known) -> str | None:
        values = [part(known) for part in parts]
        return None if any(value is None for value in values) else form.format(*values)

    return fill


def shape_at(shape: Shape, steps: tuple[Step, ...]) -> Shape:
    """The shape that a path ends in. Raises `PathError` where it leads out of the model."""
    for position, step in enumerate(steps):
        if step is None:
            if not isinstance(shape, ListShape):
                raise PathError(f"[] on {shape.name}, which is not a list")
            inner = shape_at(shape.member, steps[position + 1 :])
            return inner if isinstance(inner, ListShape) and None in steps[position + 1 :] else ListOf(inner)
        if isinstance(step, int):
            if not isinstance(shape, ListShape):
                raise PathError(f"[{step}] on {shape.name}, which is not a list")
            shape = shape.member
        elif isinstance(shape, StructureShape):
            if step not in shape.members:
                raise PathError(f"{shape.name} has no member {step}; it has {', '.join(shape.members)}")
            shape = shape.members[step]
        elif isinstance(shape, MapShape):
            shape = shape.value
        else:
            raise PathError(f"{step} of {shape.name}, which is a {shape.type_name}")
    return shape


class ListOf(ListShape):  # type: ignore[misc]
    """The shape of what ``[]`` projects: a list that the model does not name."""

    def __init__(self, member: Shape) -> None:
        super().__init__(f"{member.name}[]", {"type": "list"})
        self._member = member

    @property
    def member(self) -> Shape:
        return self._member
