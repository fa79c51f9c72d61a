"""Aggregates and window functions.

Each rewrite gets ``leaf``, which makes one DuckDB aggregate with the FILTER, ORDER BY and OVER of the source: an
average of integers is a quotient of two leaves, in a window as in a group.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlglot import exp

from steelyard.sql import comparing, json_ops, operators
from steelyard.sql import types as t
from steelyard.sql.casts import coerce, common, settle
from steelyard.sql.nodes import (
    DuckAgg,
    DuckOrder,
    Node,
    Typed,
    as_text,
    boolean,
    carry,
    cast,
    fn,
    lam,
    number,
    op,
    string,
    var,
)
from steelyard.sql.translation import Translation
from steelyard.sql.types import PgType
from steelyard.sql.values import PgError


@dataclass(slots=True)
class Leaf:
    """Makes the DuckDB aggregates of one call of the source."""

    filter: Node | None = None
    window: Node | None = None
    order: list[Node] = field(default_factory=list)
    distinct: bool = False

    def __call__(self, name: str, *args: Node, order: bool = True, distinct: bool | None = None) -> Node:
        return DuckAgg(
            this=name,
            expressions=list(args),
            distinct=self.distinct if distinct is None else distinct,
            order=[o.copy() for o in self.order] if order else None,
            filter=self.filter.copy() if self.filter is not None else None,
            window=self.window.copy() if self.window is not None else None,
        )


Rewrite = Callable[[Translation, list[Typed], Leaf], Typed]
AGGREGATES: dict[str, Rewrite] = {}
WINDOWS: dict[str, Rewrite] = {}
ORDERED_SETS = {"percentile_cont", "percentile_disc", "mode"}


def aggregate(*names: str, args: int = 1) -> Callable[[Rewrite], Rewrite]:
    """Registers an aggregate with that many arguments."""

    def register(function: Rewrite) -> Rewrite:
        def checked(tr: Translation, values: list[Typed], leaf: Leaf) -> Typed:
            if len(values) != args:
                raise PgError(f"function {names[0]}({', '.join(str(v.type) for v in values)}) does not exist")
            return function(tr, values, leaf)

        for name in names:
            AGGREGATES[name] = checked
        return function

    return register


def count(tr: Translation, args: list[Typed], leaf: Leaf) -> Typed:
    """count(*) and count(x)."""
    if not args:
        return Typed(leaf("count", exp.Star(), order=False), t.INT8)
    if len(args) > 1:
        raise PgError("function count with several arguments does not exist")
    value = settle(tr, args[0])
    node = value.node
    if leaf.distinct:
        node = comparing.group_key(node, value.type)
    if value.type.name == "record" and not leaf.distinct:
        # A row of nulls counts; DuckDB's row value is never null unless the row is missing.
        return Typed(leaf("count", node, order=False), t.INT8)
    return Typed(leaf("count", node, order=False), t.INT8)


AGGREGATES["count"] = count


def _numbers(tr: Translation, args: list[Typed], name: str) -> Typed:
    value = coerce(tr, args[0], t.FLOAT8) if args[0].untyped else args[0]
    if not (value.type.is_number or value.type is t.INTERVAL):
        raise PgError(f"function {name}({value.type}) does not exist")
    return value


@aggregate("sum")
def total(tr: Translation, args: list[Typed], leaf: Leaf) -> Typed:
    """sum(x): bigint of integers, numeric of bigint."""
    value = _numbers(tr, args, "sum")
    kind = value.type
    if kind.name in {"smallint", "integer"}:
        return Typed(cast(leaf("sum", value.node, order=False), "BIGINT"), t.INT8)
    if kind is t.INT8:
        return Typed(carry(leaf("sum", value.node, order=False), t.numeric(0)), t.numeric(0))
    if kind.name == "numeric" and kind.scale is None:
        return Typed(fn("pg_numeric_sum", leaf("list", value.node, order=False)), t.NUMERIC)
    return Typed(carry(leaf("sum", value.node, order=False), kind), kind)


@aggregate("avg")
def average(tr: Translation, args: list[Typed], leaf: Leaf) -> Typed:
    """avg(x): numeric of integers."""
    value = _numbers(tr, args, "avg")
    kind = value.type
    if kind is t.INTERVAL:
        return Typed(leaf("avg", value.node, order=False), kind)
    if kind.name in {"real", "double precision"}:
        return Typed(leaf("avg", cast(value.node, "DOUBLE"), order=False), t.FLOAT8)
    if kind.name == "numeric" and kind.scale is None:
        return Typed(fn("pg_numeric_avg", leaf("list", value.node, order=False)), t.NUMERIC)
    top = as_text(leaf("sum", value.node, order=False))
    bottom = as_text(fn("nullif", leaf("count", value.node.copy(), order=False), number(0)))
    return Typed(fn("pg_numeric_div", top, bottom), t.NUMERIC)


def _extreme(name: str) -> Rewrite:
    def rewrite(tr: Translation, args: list[Typed], leaf: Leaf) -> Typed:
        value = settle(tr, args[0])
        kind = value.type
        if kind in (t.BOOL, t.JSONB, t.JSON) or kind.name == "record":
            raise PgError(f"function {name}({kind}) does not exist")
        if kind is t.CIDR:
            value, kind = coerce(tr, value, t.INET), t.INET
        if comparing.needs_key(kind):
            key = comparing.sort_key(value.node.copy(), kind)
            return Typed(leaf("arg_" + name, value.node, key, order=False, distinct=False), kind)
        return Typed(leaf(name, value.node, order=False, distinct=False), kind)

    return rewrite


aggregate("max")(_extreme("max"))
aggregate("min")(_extreme("min"))


@aggregate("bool_and", "every")
def bool_and(tr: Translation, args: list[Typed], leaf: Leaf) -> Typed:
    """bool_and(x)."""
    return Typed(leaf("bool_and", operators.truth(tr, args[0], "bool_and"), order=False), t.BOOL)


@aggregate("bool_or")
def bool_or(tr: Translation, args: list[Typed], leaf: Leaf) -> Typed:
    """bool_or(x)."""
    return Typed(leaf("bool_or", operators.truth(tr, args[0], "bool_or"), order=False), t.BOOL)


@aggregate("any_value")
def any_value(tr: Translation, args: list[Typed], leaf: Leaf) -> Typed:
    """any_value(x)."""
    value = settle(tr, args[0])
    return Typed(leaf("any_value", value.node), value.type)


def _distinct_check(value: Typed, leaf: Leaf) -> None:
    if leaf.distinct and comparing.needs_key(value.type):
        raise PgError(f"DISTINCT in an aggregate over {value.type} is not supported")


@aggregate("array_agg")
def array_agg(tr: Translation, args: list[Typed], leaf: Leaf) -> Typed:
    """array_agg(x), nulls kept; DISTINCT comes sorted, as PostgreSQL's does."""
    value = settle(tr, args[0])
    _distinct_check(value, leaf)
    return Typed(_list(value, leaf), t.array_of(value.type))


def _list(value: Typed, leaf: Leaf) -> Node:
    """The list of an aggregate's values; a distinct one is sorted, as PostgreSQL finds doubles by sorting."""
    if not leaf.distinct:
        return leaf("list", value.node)
    order: Any = leaf.order[0] if leaf.order else DuckOrder(this=value.node)
    if order.this != value.node or len(leaf.order) > 1:
        raise PgError("in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list")
    way = string("DESC" if order.args.get("desc") else "ASC")
    nulls = string("NULLS FIRST" if order.args.get("nulls_first") else "NULLS LAST")
    return fn("list_sort", leaf("list", value.node, order=False), way, nulls)


@aggregate("string_agg", args=2)
def string_agg(tr: Translation, args: list[Typed], leaf: Leaf) -> Typed:
    """string_agg(x, separator)."""
    value, separator = settle(tr, args[0]), settle(tr, args[1])
    if not value.type.is_text:
        raise PgError(f"function string_agg({value.type}, {separator.type}) does not exist")
    if leaf.distinct:
        present = fn("pg_present", _list(value, leaf))
        joined = fn("array_to_string", present, separator.node)
        return Typed(fn("if", op(fn("len", present.copy()), ">", number(0)), joined, exp.Null()), t.TEXT)
    if isinstance(separator.node, exp.Literal):
        return Typed(leaf("string_agg", value.node, separator.node), t.TEXT)
    raise PgError("string_agg with a separator that is not a constant is not supported")


def _json_agg(kind: PgType) -> Rewrite:
    def rewrite(tr: Translation, args: list[Typed], leaf: Leaf) -> Typed:
        value = settle(tr, args[0])
        _distinct_check(value, leaf)
        if leaf.distinct:
            items = fn(
                "list_transform",
                _list(value, leaf),
                lam("e", fn("pg_or_null", as_text(json_ops.to_jsonb(tr, Typed(var("e"), value.type), kind)))),
            )
        else:
            items = leaf("list", fn("pg_or_null", as_text(json_ops.to_jsonb(tr, value, kind))))
        if kind is t.JSONB:
            return Typed(fn("pg_jsonb_list", items), kind)
        nested = value.type.is_array or value.type.name == "record"
        return Typed(fn("pg_json_agg", items, string(", \n " if nested else ", ")), kind)

    return rewrite


aggregate("jsonb_agg")(_json_agg(t.JSONB))
aggregate("json_agg")(_json_agg(t.JSON))


def _object_agg(kind: PgType) -> Rewrite:
    def rewrite(tr: Translation, args: list[Typed], leaf: Leaf) -> Typed:
        from steelyard.sql.casts import to_text

        key = settle(tr, args[0])
        if key.type in (t.JSONB, t.JSON) or key.type.is_array:
            raise PgError("key value must be scalar, not array, composite, or json")
        keys = leaf("list", to_text(tr, key, output=True))
        values = leaf("list", fn("pg_or_null", as_text(json_ops.to_jsonb(tr, args[1], kind))))
        name = "pg_jsonb_object" if kind is t.JSONB else "pg_json_object_agg"
        return Typed(fn(name, keys, values), kind)

    return rewrite


aggregate("jsonb_object_agg", args=2)(_object_agg(t.JSONB))
aggregate("json_object_agg", args=2)(_object_agg(t.JSON))


def _spread(name: str, duck: str) -> None:
    def rewrite(tr: Translation, args: list[Typed], leaf: Leaf) -> Typed:
        value = _numbers(tr, args, name)
        if value.type is t.INTERVAL:
            raise PgError(f"function {name}(interval) does not exist")
        if value.type.name not in {"real", "double precision"}:
            texts = fn("pg_present", leaf("list", as_text(value.node), order=False))
            population, deviation = boolean(name.endswith("_pop")), boolean(name.startswith("stddev"))
            return Typed(fn("pg_numeric_variance", texts, population, deviation), t.NUMERIC)
        return Typed(leaf(duck, cast(value.node, "DOUBLE"), order=False), t.FLOAT8)

    aggregate(name)(rewrite)


for _name, _duck in (
    ("stddev", "stddev_samp"),
    ("stddev_samp", "stddev_samp"),
    ("stddev_pop", "stddev_pop"),
    ("variance", "var_samp"),
    ("var_samp", "var_samp"),
    ("var_pop", "var_pop"),
):
    _spread(_name, _duck)


def _bits(name: str) -> None:
    def rewrite(tr: Translation, args: list[Typed], leaf: Leaf) -> Typed:
        value = settle(tr, args[0])
        if not value.type.is_integer:
            raise PgError(f"function {name}({value.type}) does not exist")
        return Typed(leaf(name, value.node, order=False), value.type)

    aggregate(name)(rewrite)


for _name in ("bit_and", "bit_or", "bit_xor"):
    _bits(_name)


def ordered_set(tr: Translation, name: str, args: list[Typed], value: Typed, desc: bool, leaf: Leaf) -> Typed:
    """percentile_cont, percentile_disc and mode WITHIN GROUP (ORDER BY value)."""
    if comparing.needs_key(value.type) or desc:
        raise PgError(f"{name} over {value.type}{' descending' if desc else ''} is not supported")
    if name == "mode":
        leaf.order = [DuckOrder(this=value.node.copy())]
        return Typed(leaf("mode", value.node), value.type)
    if len(args) != 1 or args[0].type.is_array:
        raise PgError(f"{name} with several fractions is not supported")
    fraction = coerce(tr, args[0], t.FLOAT8).node
    if name == "percentile_cont":
        if not value.type.is_number:
            raise PgError(f"percentile_cont over {value.type} is not supported")
        return Typed(leaf("quantile_cont", cast(value.node, "DOUBLE"), fraction, order=False), t.FLOAT8)
    return Typed(leaf("quantile_disc", value.node, fraction, order=False), value.type)


# Window functions ------------------------------------------------------------------------------------


def _rank(name: str, kind: PgType) -> None:
    def rewrite(tr: Translation, args: list[Typed], leaf: Leaf) -> Typed:
        if args and name != "ntile":
            raise PgError(f"function {name} with arguments does not exist")
        nodes = [cast(coerce(tr, a, t.INT4).node, "BIGINT") for a in args]
        made = leaf(name, *nodes, order=False)
        return Typed(cast(made, t.duck_name(kind)), kind)

    WINDOWS[name] = rewrite


for _name, _kind in (
    ("row_number", t.INT8),
    ("rank", t.INT8),
    ("dense_rank", t.INT8),
    ("percent_rank", t.FLOAT8),
    ("cume_dist", t.FLOAT8),
    ("ntile", t.INT4),
):
    _rank(_name, _kind)


def _shift(name: str) -> None:
    def rewrite(tr: Translation, args: list[Typed], leaf: Leaf) -> Typed:
        value = settle(tr, args[0])
        nodes: list[Node] = [value.node]
        kind = value.type
        if len(args) > 1:
            nodes.append(coerce(tr, args[1], t.INT4).node)
        if len(args) > 2:
            (a, b), kind = common(tr, [value, args[2]], name)
            nodes[0] = a.node
            nodes.append(b.node)
        return Typed(leaf(name, *nodes, order=False), kind)

    WINDOWS[name] = rewrite


def _frame_value(name: str) -> None:
    def rewrite(tr: Translation, args: list[Typed], leaf: Leaf) -> Typed:
        value = settle(tr, args[0])
        nodes = [value.node, *(coerce(tr, a, t.INT4).node for a in args[1:])]
        return Typed(leaf(name, *nodes, order=False), value.type)

    WINDOWS[name] = rewrite


for _name in ("lag", "lead"):
    _shift(_name)
for _name in ("first_value", "last_value", "nth_value"):
    _frame_value(_name)
