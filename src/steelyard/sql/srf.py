"""Set-returning functions: each as lists that DuckDB unnests side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlglot import exp

from steelyard.sql import json_ops
from steelyard.sql import types as t
from steelyard.sql.casts import coerce, settle
from steelyard.sql.nodes import Node, Typed, boolean, cast, fn, number, string
from steelyard.sql.regex import flags_node, pattern_node
from steelyard.sql.translation import Translation
from steelyard.sql.types import PgType
from steelyard.sql.values import PgError


@dataclass(slots=True)
class Srf:
    """``lists`` are DuckDB lists, one a column, or one of structs f1, f2, … when ``packed``.

    ``columns`` are the names and types; None as a name stands for the alias, or the function's own name.
    """

    lists: list[Node]
    columns: list[tuple[str | None, PgType]]
    packed: bool = False


Rewrite = Callable[[Translation, list[Typed]], Srf]
SRFS: dict[str, Rewrite] = {}


def srf(*names: str, args: tuple[int, int] = (1, 1)) -> Callable[[Rewrite], Rewrite]:
    """Registers a set-returning function and the number of its arguments."""

    def register(function: Rewrite) -> Rewrite:
        for name in names:

            def checked(tr: Translation, values: list[Typed], name: str = name) -> Srf:
                if not args[0] <= len(values) <= args[1]:
                    kinds = ", ".join(str(v.type) for v in values)
                    raise PgError(f"function {name}({kinds}) does not exist")
                return function(tr, values)

            SRFS[name] = checked
        return function

    return register


def _one(node: Node, kind: PgType, name: str | None = None) -> Srf:
    return Srf([node], [(name, kind)])


def _json(tr: Translation, value: Typed, kind: PgType, name: str) -> Node:
    value = coerce(tr, value, kind) if value.untyped else value
    if value.type != kind:
        raise PgError(f"function {name}({value.type}) does not exist")
    return value.node


@srf("jsonb_array_elements")
def jsonb_array_elements(tr: Translation, args: list[Typed]) -> Srf:
    """The elements of an array; an error for anything else but null."""
    return _one(_elements(_json(tr, args[0], t.JSONB, "jsonb_array_elements")), t.JSONB, "value")


def _elements(node: Node) -> Node:
    """The elements of a jsonb; of a member, taken with its elements in one reading."""
    if isinstance(node, exp.Anonymous) and node.this == "json_extract" and not json_ops.heavy(node):
        base, path = node.expressions
        if isinstance(path, exp.Literal) and str(path.this).startswith("$"):
            return fn("pg_elements_at", base, string(f"{path.this}[*]"), path)
    if isinstance(node, exp.Column):
        return fn("pg_elements_at", node, string("$[*]"), string("$"))
    return fn("pg_elements", node)


@srf("jsonb_array_elements_text")
def jsonb_array_elements_text(tr: Translation, args: list[Typed]) -> Srf:
    """The elements as text."""
    items = _elements(_json(tr, args[0], t.JSONB, "jsonb_array_elements_text"))
    return _one(fn("pg_scalars", items), t.TEXT, "value")


@srf("jsonb_object_keys")
def jsonb_object_keys(tr: Translation, args: list[Typed]) -> Srf:
    """The keys of an object."""
    return _one(fn("pg_object_keys", _json(tr, args[0], t.JSONB, "jsonb_object_keys")), t.TEXT)


@srf("jsonb_each")
def jsonb_each(tr: Translation, args: list[Typed]) -> Srf:
    """Keys and values of an object."""
    node = fn("pg_each", _json(tr, args[0], t.JSONB, "jsonb_each"))
    return Srf([node], [("key", t.TEXT), ("value", t.JSONB)], packed=True)


@srf("jsonb_each_text")
def jsonb_each_text(tr: Translation, args: list[Typed]) -> Srf:
    """Keys and values of an object, as text."""
    node = fn("pg_each_text", _json(tr, args[0], t.JSONB, "jsonb_each_text"))
    return Srf([node], [("key", t.TEXT), ("value", t.TEXT)], packed=True)


@srf("json_array_elements")
def json_array_elements(tr: Translation, args: list[Typed]) -> Srf:
    """The elements of a json array, as written."""
    return _one(fn("pg_json_elements", _json(tr, args[0], t.JSON, "json_array_elements")), t.JSON, "value")


@srf("json_array_elements_text")
def json_array_elements_text(tr: Translation, args: list[Typed]) -> Srf:
    """The elements of a json array, as text."""
    node = fn("pg_json_elements_text", _json(tr, args[0], t.JSON, "json_array_elements_text"))
    return _one(node, t.TEXT, "value")


@srf("json_object_keys")
def json_object_keys(tr: Translation, args: list[Typed]) -> Srf:
    """The keys of a json object, in its order."""
    return _one(fn("pg_json_object_keys", _json(tr, args[0], t.JSON, "json_object_keys")), t.TEXT)


@srf("json_each")
def json_each(tr: Translation, args: list[Typed]) -> Srf:
    """Keys and values of a json object."""
    node = fn("pg_json_each", _json(tr, args[0], t.JSON, "json_each"))
    return Srf([node], [("key", t.TEXT), ("value", t.JSON)], packed=True)


@srf("json_each_text")
def json_each_text(tr: Translation, args: list[Typed]) -> Srf:
    """Keys and values of a json object, as text."""
    node = fn("pg_json_each_text", _json(tr, args[0], t.JSON, "json_each_text"))
    return Srf([node], [("key", t.TEXT), ("value", t.TEXT)], packed=True)


@srf("jsonb_path_query", args=(2, 4))
def jsonb_path_query(tr: Translation, args: list[Typed]) -> Srf:
    """What a JSON path finds."""
    value, path = coerce(tr, args[0], t.JSONB).node, coerce(tr, args[1], t.JSONPATH).node
    variables = coerce(tr, args[2], t.JSONB).node if len(args) > 2 else string("{}")
    silent = coerce(tr, args[3], t.BOOL).node if len(args) > 3 else boolean(False)
    return _one(cast(fn("pg_jsonb_path_query", value, path, variables, silent), "JSON[]"), t.JSONB)


@srf("unnest", args=(1, 20))
def unnest(tr: Translation, args: list[Typed]) -> Srf:
    """The elements of arrays, side by side; of an array of arrays, all innermost ones."""
    lists: list[Node] = []
    columns: list[tuple[str | None, PgType]] = []
    for value in args:
        kind, node = value.type, value.node
        if kind.element is None:
            raise PgError(f"function unnest({kind}) {'is not unique' if value.untyped else 'does not exist'}")
        element = kind.element
        while element.element:
            node, element = fn("flatten", node), element.element
        lists.append(node)
        columns.append((None if len(args) == 1 else "unnest", element))
    return Srf(lists, columns)


@srf("generate_series", args=(2, 3))
def generate_series(tr: Translation, args: list[Typed]) -> Srf:
    """Numbers or moments from one to another."""
    first = next((a for a in args[:2] if not a.untyped), args[0])
    if first.type.is_datetime:
        kind = t.TIMESTAMP if all(a.type is t.TIMESTAMP or a.untyped for a in args[:2]) else t.TIMESTAMPTZ
        if len(args) != 3:
            raise PgError(f"function generate_series({args[0].type}, {args[1].type}) does not exist")
        ends = [coerce(tr, a, kind).node for a in args[:2]]
        return _one(fn("pg_series_time", *ends, coerce(tr, args[2], t.INTERVAL).node), kind)
    if not all(a.type.is_integer or a.untyped for a in args):
        raise PgError(f"generate_series over {first.type} is not supported")
    kind = t.INT8 if any(a.type is t.INT8 for a in args) else t.INT4
    nodes = [cast(coerce(tr, a, kind).node, "BIGINT") for a in args]
    made = fn("pg_series", nodes[0], nodes[1], nodes[2] if len(nodes) > 2 else number(1))
    return _one(cast(made, t.duck_name(kind) + "[]"), kind)


@srf("generate_subscripts", args=(2, 2))
def generate_subscripts(tr: Translation, args: list[Typed]) -> Srf:
    """The positions of an array's elements."""
    if not args[0].type.is_array:
        raise PgError(f"function generate_subscripts({args[0].type}, integer) does not exist")
    return _one(cast(fn("pg_subscripts", args[0].node, args[1].node), "INTEGER[]"), t.INT4)


@srf("regexp_split_to_table", args=(2, 3))
def regexp_split_to_table(tr: Translation, args: list[Typed]) -> Srf:
    """The pieces between matches."""
    source = settle(tr, args[0]).node
    flags = flags_node(tr, args[2] if len(args) > 2 else None)
    return _one(fn("pg_regexp_split", source, pattern_node(tr, args[1]), flags), t.TEXT)


@srf("regexp_matches", args=(2, 3))
def regexp_matches(tr: Translation, args: list[Typed]) -> Srf:
    """The groups of the first match, or with flag g of each."""
    source = settle(tr, args[0]).node
    flags = flags_node(tr, args[2] if len(args) > 2 else None)
    return _one(fn("pg_regexp_matches", source, pattern_node(tr, args[1]), flags), t.array_of(t.TEXT))


@srf("string_to_table", args=(2, 3))
def string_to_table(tr: Translation, args: list[Typed]) -> Srf:
    """The pieces between separators."""
    nodes = [settle(tr, a).node for a in args]
    return _one(fn("pg_string_to_array", *nodes), t.TEXT)
