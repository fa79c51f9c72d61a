"""A declared table and the columns wanted of it, compiled to what the collector runs.

Only the calls that feed the wanted columns remain. Parameters and columns become functions over what is
known of a row (see `steelyard.aws.paths`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from botocore.model import ListShape, OperationModel, Shape, StructureShape

from steelyard.aws import models
from steelyard.aws.convert import CONVERTERS
from steelyard.aws.declare import ALWAYS, Call, Column, Computed, Each, Key, Many, Param, Table, Value
from steelyard.aws.paths import Getter, Known, ListOf, PathError, getter, holes, is_template, root, shape_at, walk
from steelyard.aws.publicform import Form, Forms

LISTING = "rows"  # the slot of failures of a table's listing calls; added calls have their own name


@cache
def forms(service: str) -> Forms:
    """The form functions of one service's shapes."""
    return Forms()


@dataclass(frozen=True, slots=True)
class Source:
    """A name that paths may start with: the shape behind it and that shape's service."""

    shape: Shape | None
    service: str

    def form(self, shape: Shape | None) -> Form:
        """The public form of a part of it."""
        return forms(self.service).of(shape)


Sources = Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class Row:
    """How one column is filled."""

    name: str
    fill: Callable[[Known], Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """What the collector runs for one table: steps of listing calls, layers of added calls, the columns.

    layers  names of ``adds``; each layer's calls need only the layers before it
    rows    the columns to fill, in declared order
    slots   the column names by the calls they need besides the listing
    """

    table: Table
    steps: tuple[Call, ...]
    adds: Mapping[str, Call]
    layers: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    names: frozenset[str]


def output_shape(call: Call) -> Shape | None:
    """The shape of the operation's answer."""
    model: OperationModel = models.operation(call.service, call.operation)
    return model.output_shape


def item_shape(call: Call) -> Shape | None:
    """The shape of one item of the call's answer; None where a function makes the items."""
    shape = output_shape(call)
    if callable(call.items) or shape is None:
        return None
    if not call.items:
        return shape
    found = shape_at(shape, root(call.items, ())[1])
    return found.member if isinstance(found, ListShape) else found


def answer_shape(call: Call) -> Shape | None:
    """The shape behind an added call's name: one item with ``match``, a list of items, or the whole answer."""
    if call.match:
        item = item_shape(call)
        return ListOf(item) if call.several and item is not None else item
    shape = output_shape(call)
    if callable(call.items) or shape is None:
        return None
    shape = shape_at(shape, root(call.items, ())[1]) if call.items else shape
    if any(isinstance(param, Each) for param in call.params.values()):
        return ListOf(shape)
    return shape


def sources(table: Table) -> dict[str, Source]:
    """Every name that the table's paths may start with. Raises `PathError` on a name that means two things."""
    found = {name: Source(None, "") for name in ALWAYS}
    for step in table.rows:
        if step.name:
            found[step.name] = Source(item_shape(step), step.service)
    item = item_shape(table.rows[-1])
    for name, call in table.add.items():
        if isinstance(item, StructureShape) and name in item.members:
            raise PathError(f"{table.name}: {name!r} is both an added call and a member of the item")
        found[name] = Source(answer_shape(call), call.service)
    found["."] = Source(item, table.rows[-1].service)
    return found


def needs(column: Column, name: str, table: Table) -> set[str]:
    """The added calls that a column reads directly."""
    return {start for source in column.sources for path in holes(source) if (start := root(path, table.add)[0]) != "."}


def call_needs(call: Call, table: Table) -> set[str]:
    """The added calls that an added call's own parameters read."""
    return {start for path in call_paths(call) for hole in holes(path) if (start := root(hole, table.add)[0]) != "."}


def call_paths(call: Call) -> list[str]:
    """The paths that a call reads: of its parameters, its region and what its items are matched on."""
    paths = [path for param in call.params.values() for path in param_paths(param)]
    return paths + [path for path in (call.region, call.on, call.unless) if isinstance(path, str) and path]


def param_paths(param: Param) -> list[str]:
    """The paths that a parameter reads."""
    if isinstance(param, str):
        return [param]
    if isinstance(param, Many | Each):
        return [param.path]
    if isinstance(param, Computed):
        return list(param.sources)
    if isinstance(param, Value | Key):
        return []
    elements = param.values() if isinstance(param, Mapping) else param
    return [path for element in elements for path in param_paths(element)]


def slots(table: Table, columns: Collection[str]) -> set[str]:
    """The added calls that those columns rest on, directly or through other added calls."""
    every = table.all_columns()
    todo = [need for name in columns for need in needs(every[name], name, table)]
    found: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo.extend(call_needs(table.add[name], table))
    return found


def compile_table(table: Table, columns: Collection[str]) -> Reader:
    """Compile what those columns need. Raises `PathError` where the declaration does not fit the models."""
    known = sources(table)
    wanted = slots(table, columns)
    every = table.all_columns()
    return Reader(
        table=table,
        steps=table.rows,
        adds={name: call for name, call in table.add.items() if name in wanted},
        layers=_layers(table, wanted),
        rows=tuple(Row(name, column_filler(column, name, known)) for name, column in every.items() if name in columns),
        names=frozenset(known),
    )


def _layers(table: Table, wanted: set[str]) -> tuple[tuple[str, ...], ...]:
    done: set[str] = set()
    layers: list[tuple[str, ...]] = []
    while len(done) < len(wanted):
        layer = tuple(
            name for name in table.add if name in wanted - done and call_needs(table.add[name], table) <= done
        )
        if not layer:
            raise PathError(f"{table.name}: added calls need each other: {sorted(wanted - done)}")
        layers.append(layer)
        done.update(layer)
    return tuple(layers)


def column_filler(column: Column, name: str, known: Sources) -> Callable[[Known], Any]:
    """The function that gives a column's stored value."""
    convert = CONVERTERS[column.type]
    read = [_formed(source, known) for source in column.sources or (rule_path(name, known["."].shape),)]
    if column.via is not None:
        via = column.via
        if len(read) == 1:
            (only,) = read
            return lambda row: convert(via(only(row)))
        return lambda row: convert(via(*[part(row) for part in read]))
    (only,) = read
    return lambda row: convert(only(row))


def _formed(source: str, known: Sources) -> Getter:
    """A getter whose values are in public form."""
    read = getter(source, known)
    if is_template(source):
        return read
    shape = source_shape(source, known)
    start, _ = root(source, known)
    form = known[start].form(shape)
    return lambda row: form(read(row))


def source_shape(source: str, known: Sources) -> Shape | None:
    """The shape that a path ends in; None where no model says (functions' items, the names always there)."""
    start, steps = root(source, known)
    shape = known[start].shape
    return None if shape is None else shape_at(shape, steps)


def rule_path(column: str, shape: Shape | None) -> str:
    """The item's member that a column is named after. Raises `PathError` where none is, or several are."""
    if shape is None:
        return column
    if not isinstance(shape, StructureShape):
        return "."
    wanted = column.replace("_", "").lower()
    found = [member for member in shape.members if member.lower() == wanted]
    if len(found) != 1:
        raise PathError(f"column {column}: {shape.name} has no member of that name; it has {', '.join(shape.members)}")
    (member,) = found
    return str(member)


def bind(
    param: Param, names: Collection[str], where: Mapping[str, object] | None = None
) -> Callable[[Known], Any] | None:
    """The function that gives a parameter's value; None where it rests on a filter that the query lacks.

    ``where``: the query's constant filters, column to value. `Many` and `Each` give the value of their path.
    """
    if isinstance(param, str):
        return getter(param, names)
    if isinstance(param, Value):
        return lambda known: param.value
    if isinstance(param, Many | Each):
        return getter(param.path, names)
    if isinstance(param, Computed):
        parts = [getter(source, names) for source in param.sources]
        return lambda known: param.function(*[part(known) for part in parts])
    if isinstance(param, Key):
        value = key_value(param, where or {})
        return None if value is None else lambda known: value
    if isinstance(param, Mapping):
        members = {name: bind(element, names, where) for name, element in param.items()}
        given = {name: member for name, member in members.items() if member is not None}
        return (lambda known: {n: m(known) for n, m in given.items()}) if len(given) == len(members) else None
    elements = [bind(element, names, where) for element in param]
    bound = [element for element in elements if element is not None]
    return (lambda known: [element(known) for element in bound]) if bound else None


def key_value(key: Key, where: Mapping[str, object]) -> object:
    """What a key parameter is under the query's filter, or its default."""
    if key.column not in where:
        return key.default
    value = where[key.column]
    return value if key.values is None else key.values[key_word(value)]


def key_word(value: object) -> str:
    """A filter's constant as `Key.values` spells it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def keys_of(call: Call) -> list[Key]:
    """The key parameters of a call, wherever they stand in it."""
    return [key for param in call.params.values() for key in _keys_in(param)]


def _keys_in(param: object) -> list[Key]:
    if isinstance(param, Key):
        return [param]
    if isinstance(param, Mapping):
        return [key for element in param.values() for key in _keys_in(element)]
    if isinstance(param, list | tuple):
        return [key for element in param for key in _keys_in(element)]
    return []


def named_value(call: Call, answer: Mapping[str, Any]) -> Any:
    """What an added call's name stands for: the whole answer, its items, or the structure ``items`` leads to."""
    if not call.items:
        return answer
    found = items_of(call, answer)
    if callable(call.items) or isinstance(
        answer_shape(Call(call.service, call.operation, items=call.items)), ListShape
    ):
        return found
    return found[0] if found else None


def items_of(call: Call, answer: Mapping[str, Any]) -> list[Any]:
    """The items of one answer of a call."""
    if callable(call.items):
        found: Any = list(call.items(answer))
    elif not call.items:
        found = [answer]
    else:
        found = walk(answer, root(call.items, ())[1])
    if found is None:
        return []
    listed: Sequence[Any] = found if isinstance(found, list) else [found]
    return [item for item in listed if call.keep(item)] if call.keep else list(listed)
