"""What the rows of a table should be, given the answers to its calls, by a plain reading of the declaration.

The product's compiled paths and forms are not used, since they are what is tested.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from botocore.model import OperationModel, Shape

from steelyard.aws import models
from steelyard.aws.declare import ALWAYS, Call, Each, Many, Table

from .plausible import ACCOUNT, REGION

CONNECTION = "synthetic"
Operation = tuple[str, str]  # service and operation
PathStep = str | int | None


@dataclass
class Synthetic:
    """A table, the calls that list its rows, its filters, and the answer to each operation."""

    table: Table
    steps: tuple[Call, ...]
    where: Mapping[str, object]
    answers: dict[Operation, dict[str, Any]] = field(default_factory=dict)
    asked: set[Operation] = field(default_factory=set)


def operation_of(call: Call) -> Operation:
    return call.service, call.operation


def model_of(operation: Operation) -> OperationModel:
    return models.operation(*operation)


def many_of(call: Call) -> Many:
    return next(param for param in call.params.values() if isinstance(param, Many))


def expected(made: Synthetic) -> list[dict[str, Any]]:
    """For each row: the values of the columns that need no function, in public form."""
    columns = {name: column for name, column in made.table.all_columns().items() if column.via is None}
    return [
        {
            name: shown(column.type, formed(made, row, column.sources[0] if column.sources else named(made, name)))
            for name, column in columns.items()
        }
        for row in contexts(made)
    ]


def contexts(made: Synthetic) -> list[dict[str, Any]]:
    """What is known of each row: the item under ".", named steps, added calls, and what is always known."""
    place = REGION if made.table.scope in ("regional", "regional_and_global") else "global"
    places = ["global", REGION] if made.table.scope == "regional_and_global" else [place]
    return [row for place in places for row in _contexts(made, place)]


def _contexts(made: Synthetic, place: str) -> list[dict[str, Any]]:
    always = {
        "account_id": ACCOUNT,
        "region": place,
        "partition": "aws",
        "connection": CONNECTION,
        "connection_context": {"connection_name": CONNECTION},
        "default_region": REGION,
        "regions": [REGION],
        "where": dict(made.where),
    }
    rows: list[dict[str, Any]] = [always]
    for call in made.steps:
        rows = [
            {**row, ".": item, **({call.name: item} if call.name else {})}
            for row in rows
            for _ in range(times(made, row, call))
            for item in items_at(call, made.answers[operation_of(call)])
        ]
    for row in rows:
        for name, call in made.table.add.items():
            row[name] = added(made, row, call)
    return rows


def times(made: Synthetic, row: Mapping[str, Any], call: Call) -> int:
    """How many calls are made for one row or parent: one, or one for each element with `Each`."""
    number = 1
    for param in call.params.values():
        if isinstance(param, Each):
            number *= len(value_at(made, row, param.path) or ())
    return number


def added(made: Synthetic, row: Mapping[str, Any], call: Call) -> Any:
    """What an added call's name stands for."""
    if call.unless and value_at(made, row, call.unless) is not None:
        return None
    answer = made.answers[operation_of(call)]
    if call.match:
        wanted = value_at(made, row, call.on or many_of(call).path)
        found = [item for item in items_at(call, answer) if item[call.match] == wanted]
        return found if call.several else next(iter(found), None)
    value: Any = answer
    if callable(call.items):
        value = items_at(call, answer)
    elif call.items:
        value = walked(answer, None, steps_of(call.items))[0]
        if isinstance(value, list) and call.keep:
            value = [item for item in value if call.keep(item)]
    if any(isinstance(param, Each) for param in call.params.values()):
        return [value] * times(made, row, call)
    return value


def items_at(call: Call, answer: dict[str, Any]) -> list[Any]:
    """The items of an answer. A function that makes items has a test of its own."""
    if callable(call.items):
        found: Any = list(call.items(answer))
    else:
        found = walked(answer, None, steps_of(call.items))[0] if call.items else [answer]
    found = found if isinstance(found, list) else [found]
    return [item for item in found if call.keep(item)] if call.keep else found


def shape_of(made: Synthetic, start: str) -> Shape | None:
    """The shape of what a path starts in."""
    table = made.table
    if start in ALWAYS:
        return None
    if start in table.add:
        call = table.add[start]
        shape = _inner(call)
        if shape is not None and any(isinstance(param, Each) for param in call.params.values()):
            return _list_of(shape)
        if shape is not None and call.match and not call.several:
            return shape.member
        return shape
    call = next((step for step in made.steps if step.name == start), made.steps[-1])
    shape = _inner(call)
    return shape.member if shape is not None and shape.type_name == "list" else shape


def _inner(call: Call) -> Shape | None:
    if callable(call.items):
        return None
    shape = model_of(operation_of(call)).output_shape
    return walked(None, shape, steps_of(call.items))[1] if call.items else shape


class _Elements(Shape):  # type: ignore[misc]
    """A list that no model names."""

    def __init__(self, member: Shape) -> None:
        super().__init__("Elements", {"type": "list"})
        self.member = member


def _list_of(shape: Shape) -> Shape:
    return _Elements(shape)


# -- Paths and forms, read plainly --------------------------------------------------------------------------


def holes(source: str) -> list[str]:
    """The paths in a template, or the path that a source is."""
    return re.findall(r"\{(.+?)\}", source) or [source]


def steps_of(path: str) -> list[PathStep]:
    """``"A.B[0].C[].D"`` as ``["A", "B", 0, "C", None, "D"]``."""
    steps: list[PathStep] = []
    for word in re.findall(r"[^.\[\]]+(?![^\[]*\])|\[\d*\]", path):
        if word.startswith("["):
            steps.append(int(word[1:-1]) if word != "[]" else None)
        else:
            steps.append(word)
    return steps


def started(made: Synthetic, path: str) -> tuple[str, list[PathStep]]:
    """The name that a path starts with, ``"."`` for the item, and the steps from there."""
    steps = steps_of(path)
    names = {*ALWAYS, *made.table.add, *[step.name for step in made.table.rows if step.name]}
    if steps and steps[0] in names:
        return str(steps[0]), steps[1:]
    return ".", steps


def walked(value: Any, shape: Shape | None, steps: Sequence[PathStep]) -> tuple[Any, Shape | None]:
    """Where steps lead in a value and in its shape."""
    for position, step in enumerate(steps):
        if step is None:
            rest = steps[position + 1 :]
            found = [walked(element, None, rest)[0] for element in value or ()]
            inner = walked(None, shape.member, rest)[1] if shape is not None else None
            if None in rest:
                return [element for elements in found for element in elements or ()], inner
            return [element for element in found if element is not None], _list_of(inner) if inner else None
        if isinstance(step, int):
            value = value[step] if value is not None and len(value) > step else None
            shape = shape.member if shape is not None else None
        else:
            value = value.get(step) if value is not None else None
            if shape is not None:
                shape = shape.members[step] if shape.type_name == "structure" else shape.value
    return value, shape


def value_at(made: Synthetic, row: Mapping[str, Any], path: str) -> Any:
    start, steps = started(made, path)
    return walked(row.get(start), None, steps)[0]


def named(made: Synthetic, column: str) -> str:
    """The item's member that a column without sources is named after."""
    shape = shape_of(made, ".")
    if shape is None:
        return column
    if shape.type_name != "structure":
        return "."
    return str(next(name for name in shape.members if name.lower() == column.replace("_", "")))


def formed(made: Synthetic, row: Mapping[str, Any], source: str) -> Any:
    """A path's or template's value in public form."""
    if "{" in source:
        parts = {hole: value_at(made, row, hole) for hole in holes(source)}
        if None in parts.values():
            return None
        return re.sub(r"\{(.+?)\}", lambda hole: str(parts[hole[1]]), source)
    start, steps = started(made, source)
    value, shape = walked(row.get(start), shape_of(made, start), steps)
    return public(value, shape)


def public(value: Any, shape: Shape | None) -> Any:
    """A value as the public tables show it."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, list):
        return [public(element, shape.member if shape is not None else None) for element in value]
    if isinstance(value, dict):
        if shape is None or getattr(shape, "is_document_type", False):
            return {key: public(inner, None) for key, inner in value.items()}
        if shape.type_name == "map":
            return {key: public(inner, shape.value) for key, inner in value.items()}
        return {name[0].upper() + name[1:]: public(value.get(name), s) for name, s in shape.members.items()}
    return value


def shown(type_: str, value: Any) -> Any:
    """A public value as a column of that type gives it back."""
    if value is None:
        return None
    if type_ == "timestamptz":
        return datetime.fromisoformat(value)
    if type_ == "boolean" and isinstance(value, str):
        return value == "true"
    if type_ == "text" and isinstance(value, bool):
        return "true" if value else "false"
    if type_ == "text" and not isinstance(value, str):
        return str(value)
    return value
