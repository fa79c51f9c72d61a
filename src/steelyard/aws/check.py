"""What can be known wrong of a table declaration without an AWS account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from botocore.model import Shape, StructureShape

from steelyard.aws import models
from steelyard.aws.compile import (
    Source,
    call_needs,
    call_paths,
    item_shape,
    keys_of,
    needs,
    rule_path,
    source_shape,
    sources,
)
from steelyard.aws.declare import ALWAYS, Call, Many, Table
from steelyard.aws.paths import PathError, holes, root, shape_at
from steelyard.aws.reads import is_read

# Shape types whose values a column type shows as they are.
FITTING: Mapping[str, frozenset[str]] = {
    "text": frozenset({"string", "character", "timestamp", "integer", "long", "boolean", "double", "float"}),
    "boolean": frozenset({"boolean"}),
    "bigint": frozenset({"integer", "long"}),
    "double precision": frozenset({"double", "float", "integer", "long"}),
    "timestamptz": frozenset({"timestamp"}),
    "inet": frozenset({"string"}),
    "cidr": frozenset({"string"}),
    "jsonb": frozenset({"structure", "list", "map", "string", "blob"}),
}


def problems(table: Table) -> list[str]:
    """Every problem of a declaration, each one sentence; none for a sound one."""
    return list(_problems(table))


def _problems(table: Table) -> Iterator[str]:
    calls = {**{f"rows[{n}]": call for n, call in enumerate(table.rows)}, **table.add}
    if table.get is not None:
        calls["get"] = table.get
    broken = False
    for where, call in calls.items():
        for problem in _call_problems(call):
            broken = True
            yield f"{table.name}: {where}: {problem}"
    if broken:
        return
    try:
        known = sources(table)
    except PathError as error:
        yield str(error)
        return
    yield from _step_problems(table)
    yield from _add_problems(table, known)
    yield from _column_problems(table, known)
    yield from _get_problems(table)


def _call_problems(call: Call) -> Iterator[str]:
    try:
        model = models.operation(call.service, call.operation)
    except Exception as error:  # botocore raises its own kinds for an unknown service and an unknown operation
        yield f"{call.service}:{call.operation}: {error}"
        return
    if not is_read(call.service, call.operation):
        yield f"{call.service}:{call.operation} is not known as a read"
    shape = model.input_shape
    members = shape.members if shape is not None else {}
    for name in call.params:
        if name not in members:
            yield f"{call.operation} has no parameter {name}; it has {', '.join(members)}"
    for name in shape.required_members if shape is not None else ():
        if name not in call.params:
            yield f"{call.operation} requires {name}"
    try:
        item_shape(call)
        if call.match and not isinstance(item_shape(call), StructureShape):
            yield "match needs items that are structures"
    except PathError as error:
        yield f"items: {error}"


def _path_problem(path: str, names: Mapping[str, Source]) -> str | None:
    for hole in holes(path):
        try:
            source_shape(hole, names)
        except PathError as error:
            return f"{path}: {error}"
    return None


def _step_problems(table: Table) -> Iterator[str]:
    names = {name: Source(None, "") for name in ALWAYS}
    for number, call in enumerate(table.rows):
        if number == 0:
            names["."] = Source(None, "")
            for path in call_paths(call):
                if root(path, names)[0] == ".":
                    yield f"{table.name}: rows[0]: {path!r} reads an item, and there is none; a constant is Value(...)"
        else:
            for path in call_paths(call):
                if problem := _path_problem(path, names):
                    yield f"{table.name}: rows[{number}]: {problem}"
        item = item_shape(call)
        last = number == len(table.rows) - 1
        if item is not None and not isinstance(item, StructureShape) and not call.name and not last:
            yield f"{table.name}: rows[{number}]: items are plain values; give the call a name"
        names["."] = Source(item, call.service)
        if call.name:
            names[call.name] = Source(item, call.service)


def _add_problems(table: Table, known: Mapping[str, Source]) -> Iterator[str]:
    used = set[str]()
    for name, column in table.all_columns().items():
        used |= needs(column, name, table)
    for call in table.add.values():
        used |= call_needs(call, table)
    for name, call in table.add.items():
        if name not in used:
            yield f"{table.name}: add {name!r} is read by no column"
        if bool(call.match) != (bool(call.on) or any(isinstance(param, Many) for param in call.params.values())):
            yield f"{table.name}: add {name!r}: match goes with a Many parameter or with on"
        for path in call_paths(call):
            if problem := _path_problem(path, known):
                yield f"{table.name}: add {name!r}: {problem}"


def _column_problems(table: Table, known: Mapping[str, Source]) -> Iterator[str]:
    for name, column in table.all_columns().items():
        try:
            paths = column.sources or (rule_path(name, known["."].shape),)
        except PathError as error:
            yield f"{table.name}: {error}"
            continue
        broken = [problem for path in paths if (problem := _path_problem(path, known))]
        yield from (f"{table.name}.{name}: {problem}" for problem in broken)
        if len(paths) > 1 and column.via is None:
            yield f"{table.name}.{name}: several sources need a function (via=)"
        if broken or column.via is not None or "{" in paths[0]:
            continue
        shape = source_shape(paths[0], known)
        if shape is not None and not fits(column.type, shape):
            yield f"{table.name}.{name}: {column.type} from {paths[0]}, a {shape.type_name}; say how with via="


def fits(type_: str, shape: Shape) -> bool:
    """Whether values of a shape are values of a column type without a function."""
    return shape.type_name in FITTING[type_]


def _get_problems(table: Table) -> Iterator[str]:
    if table.get is None:
        return
    if not keys_of(table.get):
        yield f"{table.name}: get has no Key parameter"
    listed, got = item_shape(table.rows[-1]), item_shape(table.get)
    if isinstance(listed, StructureShape) and isinstance(got, StructureShape):
        for name, column in table.columns.items():
            for path in column.sources or (rule_path(name, listed),):
                for hole in holes(path):
                    start, steps = root(hole, sources(table))
                    if start == ".":
                        try:
                            shape_at(got, steps)
                        except PathError as error:
                            yield f"{table.name}.{name}: get's items differ from those of rows: {error}"
