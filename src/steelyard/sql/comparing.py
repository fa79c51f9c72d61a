"""Comparison: common types of two sides, equality and order of each type, rows."""

from __future__ import annotations

from sqlglot import exp

from steelyard.sql import json_ops
from steelyard.sql import types as t
from steelyard.sql.casts import coerce, common_type, convert, dynamic, settle
from steelyard.sql.nodes import Node, Typed, both, field, fn, lam, number, op, var
from steelyard.sql.translation import Translation
from steelyard.sql.types import PgType
from steelyard.sql.values import PgError

COMPARE = {"=", "<>", "<", ">", "<=", ">="}


def no_operator(left: PgType | None, name: str, right: PgType) -> PgError:
    """PostgreSQL's words for an operator that types do not have."""
    before = f"{left} " if left else ""
    return PgError(f"operator does not exist: {before}{name} {right}")


def sides(tr: Translation, name: str, left: Typed, right: Typed) -> tuple[Typed, Typed, PgType]:
    """Both sides with one type, as a comparison or a sum wants them."""
    if left.untyped and right.untyped:
        return settle(tr, left), settle(tr, right), t.TEXT
    if left.untyped:
        left = coerce(tr, left, right.type)
    elif right.untyped:
        right = coerce(tr, right, left.type)
    try:
        kind = common_type(left.type, right.type)
    except PgError:
        raise no_operator(left.type, name, right.type) from None
    if kind.name == "numeric":
        if all(s.type.scale is not None or s.type.is_integer for s in (left, right)):
            return convert(tr, left, t.NUMERIC), convert(tr, right, t.NUMERIC), kind
        return dynamic(tr, left), dynamic(tr, right), t.NUMERIC
    if kind.name in {"smallint", "integer", "bigint"}:
        return left, right, kind
    if left.type.is_text and right.type.is_text:
        return left, right, t.TEXT
    return coerce(tr, left, kind), coerce(tr, right, kind), kind


def compare(tr: Translation, name: str, left: Typed, right: Typed) -> Typed:
    """``=``, ``<`` and their like."""
    if left.type.name == "record" and right.type.name == "record":
        return rows(tr, name, left, right)
    a, b, kind = sides(tr, name, left, right)
    if kind.is_text and name in {"=", "<>"}:
        x, y = bare_sides(a.node, b.node)
        return Typed(op(x, name, y), t.BOOL)
    made = compare_nodes(name, a.node, b.node, kind)
    return Typed(made, t.BOOL)


def bare_sides(a: Node, b: Node) -> tuple[Node, Node]:
    """Both sides of ``=``; beside a plain constant, ``->>`` need not tell an object from a string."""
    if isinstance(b, exp.Literal) and json_ops.is_plain(str(b.this)):
        return json_ops.bare_text(a), b
    if isinstance(a, exp.Literal) and json_ops.is_plain(str(a.this)):
        return a, json_ops.bare_text(b)
    return a, b


def compare_nodes(name: str, a: Node, b: Node, kind: PgType) -> Node:
    """A comparison of two DuckDB values that carry one PostgreSQL type."""
    if kind.name == "json" or kind.name == "jsonpath":
        raise no_operator(kind, name, kind)
    if kind.name == "numeric" and kind.scale is None:
        return op(fn("pg_numeric_cmp", a, b), name, number(0))
    if kind.name == "jsonb":
        return json_ops.compare(name, a, b)
    if kind.name == "inet" and name not in {"=", "<>"}:
        return op(fn("pg_inet_key", a), name, fn("pg_inet_key", b))
    if kind.name == "cidr" and name not in {"=", "<>"}:
        return op(fn("pg_inet_key", a), name, fn("pg_inet_key", b))
    if kind.element and needs_key(kind.element):
        return op(sort_key(a, kind), name, sort_key(b, kind))
    return op(a, name, b)


def needs_key(kind: PgType) -> bool:
    """Whether equal values of the type may differ in what DuckDB stores, or their order does."""
    if kind.element:
        return needs_key(kind.element)
    if kind.name == "record":
        return any(needs_key(f) for _, f in kind.fields)
    return kind.name in {"jsonb", "inet", "cidr"} or (kind.name == "numeric" and kind.scale is None)


def differs(kind: PgType) -> bool:
    """Whether equal values of the type may differ in what DuckDB stores."""
    if kind.element:
        return differs(kind.element)
    if kind.name == "record":
        return any(differs(f) for _, f in kind.fields)
    return kind.name == "jsonb" or (kind.name == "numeric" and kind.scale is None)


def sort_key(node: Node, kind: PgType) -> Node:
    """A value whose order and equality in DuckDB are PostgreSQL's for ``node``."""
    if kind.element:
        return fn("list_transform", node, lam("k", sort_key(var("k"), kind.element))) if needs_key(kind) else node
    if kind.name == "jsonb":
        return fn("pg_jsonb_key", node)
    if kind.name in {"inet", "cidr"}:
        return fn("pg_inet_key", node)
    if kind.name == "numeric" and kind.scale is None:
        return fn("pg_numeric_key", node)
    return node


def group_key(node: Node, kind: PgType) -> Node:
    """A value that is equal in DuckDB where PostgreSQL's values are equal."""
    if kind.name == "jsonb":
        return fn("pg_jsonb_same", node)
    if kind.name in {"inet", "cidr"}:
        return node
    return sort_key(node, kind)


def distinct(tr: Translation, name: str, left: Typed, right: Typed) -> Typed:
    """``IS [NOT] DISTINCT FROM``."""
    a, b, kind = sides(tr, "=", left, right)
    if kind.name == "json":
        raise no_operator(kind, "=", kind)
    x, y = (group_key(a.node, a.type), group_key(b.node, b.type)) if needs_key(a.type) else (a.node, b.node)
    return Typed(op(x, name.upper(), y), t.BOOL)


def rows(tr: Translation, name: str, left: Typed, right: Typed) -> Typed:
    """Row comparison, field by field: DuckDB's own gives no unknown for a null inside."""
    a, b = row_fields(left), row_fields(right)
    if len(a) != len(b):
        raise PgError("unequal number of entries in row expressions")
    pairs = list(zip(a, b, strict=True))
    if name in {"=", "<>"}:
        equal = both(*(compare(tr, "=", x, y).node for x, y in pairs))
        return Typed(equal if name == "=" else op(None, "NOT", equal), t.BOOL)
    strict = name[0]
    made = compare(tr, name, *pairs[-1]).node
    for x, y in reversed(pairs[:-1]):
        before = compare(tr, strict, x, y).node
        same = compare(tr, "=", _again(x), _again(y)).node
        made = op(before, "OR", op(same, "AND", made))
    return Typed(made, t.BOOL)


def _again(value: Typed) -> Typed:
    return Typed(value.node.copy(), value.type, value.literal, value.parameter)


def row_fields(value: Typed) -> list[Typed]:
    from steelyard.sql.nodes import DuckStruct

    if isinstance(value.node, DuckStruct):
        return [
            Typed(node, kind, node.this if kind is t.UNKNOWN and isinstance(node, exp.Literal) else None)
            for node, (_, kind) in zip(value.node.expressions, value.type.fields, strict=True)
        ]
    return [Typed(field(value.node.copy(), f"f{i}"), kind) for i, (_, kind) in enumerate(value.type.fields, 1)]
