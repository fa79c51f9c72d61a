"""Functions of arrays."""

from __future__ import annotations

from sqlglot import exp

from steelyard.sql import comparing, operators
from steelyard.sql import types as t
from steelyard.sql.casts import coerce, common, convert, settle, to_text
from steelyard.sql.nodes import DuckList, Typed, as_text, case, cast, fn, lam, number, op, string, var
from steelyard.sql.special import CALLS, Call, call, checked
from steelyard.sql.translation import Translation
from steelyard.sql.types import PgType
from steelyard.sql.values import PgError


def _array(tr: Translation, value: Typed, what: str) -> Typed:
    if value.untyped:
        raise PgError("could not determine polymorphic type because input has type unknown")
    if not value.type.is_array:
        raise PgError(f"function {what}({value.type}) does not exist")
    return value


def _depth(kind: PgType) -> int:
    return 1 + _depth(kind.element) if kind.element else 0


def _size(name: str) -> Call:
    def rewrite(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
        array = _array(tr, args[0], name)
        dimension = args[1].node if len(args) > 1 else number(1)
        if not (isinstance(dimension, exp.Literal) and not dimension.is_string):
            raise tr.refuse(f"{name} with a dimension that is not a constant", node)
        level = int(dimension.this)
        if level < 1 or level > _depth(array.type):
            return Typed(cast(exp.Null(), "INTEGER"), t.INT4)
        inner = array.node
        for _ in range(level - 1):
            from steelyard.sql.nodes import index

            inner = index(inner, number(1))
        size = fn("nullif", fn("len", inner), number(0))
        return Typed(
            cast(size if name != "array_lower" else op(op(size, "*", number(0)), "+", number(1)), "INTEGER"), t.INT4
        )

    return rewrite


CALLS["array_length"] = checked("array_length", _size("array_length"), (2, 2))


CALLS["array_upper"] = checked("array_upper", _size("array_upper"), (2, 2))


CALLS["array_lower"] = checked("array_lower", _size("array_lower"), (2, 2))


@call("cardinality", args=(1, 1))
def cardinality(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """cardinality(array)."""
    array = _array(tr, args[0], "cardinality")
    inner = array.node
    for _ in range(_depth(array.type) - 1):
        inner = fn("flatten", inner)
    return Typed(cast(fn("len", inner), "INTEGER"), t.INT4)


@call("array_ndims", args=(1, 1))
def array_ndims(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """array_ndims(array)."""
    array = _array(tr, args[0], "array_ndims")
    return Typed(case((op(fn("len", array.node), ">", number(0)), cast(number(_depth(array.type)), "INTEGER"))), t.INT4)


@call("array_to_string", args=(2, 3))
def array_to_string(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """array_to_string(array, separator [, null])."""
    array = _array(tr, args[0], "array_to_string")
    inner = array.node
    for _ in range(_depth(array.type) - 1):
        inner = fn("flatten", inner)
    element = array.type
    while element.element:
        element = element.element
    items = (
        inner if element.is_text else fn("list_transform", inner, lam("x", to_text(tr, Typed(var("x"), element), True)))
    )
    rest = [settle(tr, a).node for a in args[1:]] + ([cast(exp.Null(), "VARCHAR")] if len(args) == 2 else [])
    return Typed(fn("pg_array_to_string", items, *rest), t.TEXT)


def _with_element(name: str, array_at: int) -> Call:
    def rewrite(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
        array, others = args[array_at], [a for i, a in enumerate(args) if i != array_at]
        if array.untyped:
            array = coerce(tr, array, t.array_of(settle(tr, others[0]).type))
        array = _array(tr, array, name)
        assert array.type.element is not None
        made, element = common(tr, [*others, Typed(var("x"), array.type.element)], "array")
        whole = convert(tr, array, t.array_of(element))
        nodes = [m.node for m in made[:-1]]
        if comparing.needs_key(element) and name not in {"array_append", "array_prepend"}:
            raise tr.refuse(f"{name} on {element}[]", node)
        nodes.insert(array_at, whole.node)
        result = t.INT4 if name == "array_position" else t.array_of(t.INT4) if name == "array_positions" else whole.type
        return Typed(fn("pg_" + name, *nodes), result)

    return rewrite


for _name, _at, _count_args in (
    ("array_append", 0, 2),
    ("array_prepend", 1, 2),
    ("array_remove", 0, 2),
    ("array_replace", 0, 3),
    ("array_position", 0, 2),
    ("array_positions", 0, 2),
):
    CALLS[_name] = checked(_name, _with_element(_name, _at), (_count_args, _count_args))


@call("array_cat", args=(2, 2))
def array_cat(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """array_cat(a, b)."""
    return operators.concatenate(tr, args[0], args[1])


@call("array_fill", args=(2, 2))
def array_fill(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """array_fill(value, array[length])."""
    value, sizes = settle(tr, args[0]), coerce(tr, args[1], t.array_of(t.INT4))
    if not (isinstance(sizes.node, DuckList) and len(sizes.node.expressions) == 1):
        raise tr.refuse("array_fill with more than one dimension", node)
    places = fn("range", cast(sizes.node.expressions[0], "BIGINT"))
    return Typed(fn("list_transform", places, lam("x", value.node)), t.array_of(value.type))


@call("trim_array", args=(2, 2))
def trim_array(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """trim_array(array, n)."""
    array = _array(tr, args[0], "trim_array")
    return Typed(fn("pg_trim_array", array.node, coerce(tr, args[1], t.INT4).node), array.type)


@call("array_dims", args=(1, 1))
def array_dims(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """array_dims(array) of one dimension."""
    array = _array(tr, args[0], "array_dims")
    if _depth(array.type) > 1:
        raise tr.refuse("array_dims of several dimensions", node)
    size = fn("nullif", fn("len", array.node), number(0))
    return Typed(op(op(string("[1:"), "||", as_text(size)), "||", string("]")), t.TEXT)
