"""Operators: PostgreSQL's choice of operator by the types of its sides, and the rewrite of each."""

from __future__ import annotations

import re
from typing import Any

from sqlglot import exp

from steelyard.sql import json_ops
from steelyard.sql import types as t
from steelyard.sql.arithmetic import Binary, add, bits, divide, modulo, multiply, power, subtract
from steelyard.sql.casts import coerce, common, convert, let, settle, to_text
from steelyard.sql.comparing import COMPARE, compare, distinct, needs_key, no_operator, sides, sort_key
from steelyard.sql.nodes import DuckList, Node, Typed, field, fn, lam, op, string, struct, var
from steelyard.sql.regex import regex_match, similar_to
from steelyard.sql.translation import Translation
from steelyard.sql.values import PgError


def binary(tr: Translation, name: str, left: Typed, right: Typed) -> Typed:
    """``left name right``.

    Raises:
        PgError: No such operator for these types.
    """
    if name in COMPARE:
        return compare(tr, name, left, right)
    if name in {"is distinct from", "is not distinct from"}:
        return distinct(tr, name, left, right)
    rewrite = BINARY.get(name)
    if rewrite is None:
        raise PgError(f"operator {name} is not supported")
    return rewrite(tr, left, right)


def concatenate(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``||`` of texts, arrays or jsonb."""
    if left.type is t.JSONB or right.type is t.JSONB:
        if (left.type.is_text and not left.untyped) or (right.type.is_text and not right.untyped):
            return Typed(op(to_text(tr, left, True), "||", to_text(tr, right, True)), t.TEXT)
        return json_ops.concatenate(tr, left, right)
    if left.type.is_array or right.type.is_array:
        return _array_concatenate(tr, left, right)
    if not (left.untyped or left.type.is_text or right.untyped or right.type.is_text):
        raise no_operator(left.type, "||", right.type)
    # Anything beside a text becomes text in its output form: ``'a' || true`` is ``at``… by its cast, ``atrue``.
    return Typed(op(to_text(tr, left), "||", to_text(tr, right)), t.TEXT)


def _array_concatenate(tr: Translation, left: Typed, right: Typed) -> Typed:
    if left.type.is_array and (right.type.is_array or right.untyped):
        right = coerce(tr, right, left.type) if right.untyped else right
        (a, b), kind = common(tr, [left, right], "array")
        return Typed(fn("pg_array_cat", a.node, b.node), kind)
    if left.untyped:
        return Typed(fn("pg_array_cat", coerce(tr, left, right.type).node, right.node), right.type)
    array, item, first = (left, right, False) if left.type.is_array else (right, left, True)
    assert array.type.element is not None
    (x, _), element = common(tr, [item, Typed(var("x"), array.type.element)], "array")
    whole = convert(tr, array, t.array_of(element))
    call = fn("pg_array_prepend", x.node, whole.node) if first else fn("pg_array_append", whole.node, x.node)
    return Typed(call, whole.type)


def contains(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``@>``."""
    if left.type is t.JSONB or right.type is t.JSONB:
        return json_ops.contains(tr, coerce(tr, left, t.JSONB), coerce(tr, right, t.JSONB))
    a, b = _two_arrays(tr, "@>", left, right)
    return Typed(fn("pg_array_contains", a.node, b.node), t.BOOL)


def contained(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``<@``."""
    return contains(tr, right, left)


def overlaps(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``&&``."""
    if left.type in (t.INET, t.CIDR) or right.type in (t.INET, t.CIDR):
        return Typed(fn("pg_inet_overlap", *_addresses(tr, "&&", left, right)), t.BOOL)
    a, b = _two_arrays(tr, "&&", left, right)
    return Typed(fn("pg_array_overlap", a.node, b.node), t.BOOL)


def _two_arrays(tr: Translation, name: str, left: Typed, right: Typed) -> tuple[Typed, Typed]:
    a, b, kind = sides(tr, name, left, right)
    if not kind.is_array:
        raise no_operator(left.type, name, right.type)
    if needs_key(kind):
        return Typed(sort_key(a.node, kind), kind), Typed(sort_key(b.node, kind), kind)
    return a, b


def _addresses(tr: Translation, name: str, left: Typed, right: Typed) -> list[Node]:
    made = []
    for side in (left, right):
        if side.untyped:
            side = coerce(tr, side, t.INET)
        if side.type not in (t.INET, t.CIDR):
            raise no_operator(left.type, name, right.type)
        made.append(side.node)
    return made


def _inet(name: str, call: str, swap: bool) -> Binary:
    def rewrite(tr: Translation, left: Typed, right: Typed) -> Typed:
        if name in {"<<", ">>"} and left.type.is_integer:
            if not (right.type.is_integer or right.untyped):
                raise no_operator(left.type, name, right.type)
            return Typed(
                fn("pg_shift_left" if name == "<<" else "pg_shift_right", left.node, coerce(tr, right, t.INT4).node),
                left.type,
            )
        a, b = _addresses(tr, name, left, right)
        return Typed(fn(call, *((b, a) if swap else (a, b))), t.BOOL)

    return rewrite


def _matches(name: str) -> Binary:
    def rewrite(tr: Translation, left: Typed, right: Typed) -> Typed:
        value = _textual(tr, name, left)
        node = regex_match(tr, value, right, ignore_case=name.endswith("*"))
        return Typed(op(None, "NOT", node) if name.startswith("!") else node, t.BOOL)

    return rewrite


def _textual(tr: Translation, name: str, value: Typed) -> Typed:
    value = settle(tr, value)
    if not value.type.is_text:
        raise no_operator(value.type, name, t.UNKNOWN)
    return value


def like(tr: Translation, name: str, left: Typed, right: Typed, escape: Typed | None) -> Node:
    """LIKE, ILIKE and SIMILAR TO."""
    shown = {"like": "~~", "ilike": "~~*"}.get(name, "~")
    value, pattern = _textual(tr, shown, left), _textual(tr, shown, right)
    if name == "similar to":
        return similar_to(tr, value, pattern, escape)
    if escape is not None:
        if escape.literal is None or len(escape.literal) > 1:
            raise PgError("ESCAPE must be one character")
        return _escaped(name, value.node, pattern.node, escape.literal)
    text = pattern.node.this if isinstance(pattern.node, exp.Literal) else None
    if text is not None and "\\" not in text:
        return op(value.node, name.upper(), pattern.node)
    if text is not None and re.search(r"(?<!\\)(\\\\)*\\\Z", text):
        return fn("pg_like_bad_escape", value.node, pattern.node)
    return _escaped(name, value.node, pattern.node, "\\")


def _escaped(name: str, value: Node, pattern: Node, escape: str) -> Node:
    call = "like_escape" if name == "like" else "ilike_escape"
    if not escape:
        return op(value, name.upper(), pattern)
    return fn(call, value, pattern, string(escape))


BINARY: dict[str, Binary] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "%": modulo,
    "^": power,
    "&": bits("&"),
    "|": bits("|"),
    "#": bits("#"),
    "||": concatenate,
    "@>": contains,
    "<@": contained,
    "&&": overlaps,
    "<<": _inet("<<", "pg_inet_within", False),
    "<<=": _inet("<<=", "pg_inet_within_eq", False),
    ">>": _inet(">>", "pg_inet_within", True),
    ">>=": _inet(">>=", "pg_inet_within_eq", True),
    "~": _matches("~"),
    "~*": _matches("~*"),
    "!~": _matches("!~"),
    "!~*": _matches("!~*"),
    "~~": lambda tr, a, b: Typed(like(tr, "like", a, b, None), t.BOOL),
    "~~*": lambda tr, a, b: Typed(like(tr, "ilike", a, b, None), t.BOOL),
    "!~~": lambda tr, a, b: Typed(op(None, "NOT", like(tr, "like", a, b, None)), t.BOOL),
    "!~~*": lambda tr, a, b: Typed(op(None, "NOT", like(tr, "ilike", a, b, None)), t.BOOL),
    "^@": lambda tr, a, b: Typed(fn("starts_with", settle(tr, a).node, settle(tr, b).node), t.BOOL),
    "->": json_ops.arrow,
    "->>": json_ops.arrow_text,
    "#>": json_ops.path,
    "#>>": json_ops.path_text,
    "?": json_ops.has_key,
    "?|": json_ops.has_any,
    "?&": json_ops.has_all,
    "#-": json_ops.delete_path,
    "@?": json_ops.path_exists,
    "@@": json_ops.path_match,
}


def prefix(tr: Translation, name: str, value: Typed) -> Typed:
    """A unary operator."""
    if name == "-" and value.untyped:
        value = coerce(tr, value, t.FLOAT8)
    kind = value.type
    if name == "+" and (kind.is_number or kind is t.INTERVAL):
        return value
    if name == "-":
        if kind is t.INTERVAL:
            return Typed(op(None, "-", value.node), kind)
        if kind.name == "numeric" and kind.scale is None:
            return Typed(fn("pg_numeric_neg", value.node), kind)
        if kind.is_number:
            return Typed(op(None, "-", value.node), kind, constant=value.constant)
    if name == "@" and kind.is_number and kind.name != "numeric":
        return Typed(fn("abs", value.node), kind)
    if name == "~" and kind.is_integer:
        return Typed(op(None, "~", value.node), kind)
    if name in {"|/", "||/"} and kind.is_number:
        call = "pg_sqrt" if name == "|/" else "cbrt"
        return Typed(fn(call, coerce(tr, value, t.FLOAT8).node), t.FLOAT8)
    raise no_operator(None, name, kind)


def truth(tr: Translation, value: Typed, where: str) -> Node:
    """A condition: WHERE, AND, CASE WHEN take only booleans."""
    if value.untyped:
        value = coerce(tr, value, t.BOOL)
    if value.type is not t.BOOL:
        raise PgError(f"argument of {where} must be type boolean, not type {value.type}")
    return value.node


def each_element(tr: Translation, name: str, left: Typed, array: Typed, every: bool, comparison: Any) -> Node:
    """``left name ANY (array)``: three-valued, as PostgreSQL's."""
    if array.untyped:
        array = coerce(tr, array, t.array_of(left.type if not left.untyped else t.TEXT))
    element = array.type.element
    if element is None:
        raise PgError("op ANY/ALL (array) requires array on right side")
    if isinstance(array.node, DuckList) and 0 < len(array.node.expressions) <= 40:
        return _each_constant(left, array, every, comparison)
    bare = Typed(var("x"), element)
    if name == "=" and not every and not needs_key(element) and not json_ops.heavy(array.node):
        a, b, kind = sides(tr, "=", left, bare)
        if isinstance(b.node, exp.Var) and kind.name != "numeric":
            return fn("pg_any_equal", a.node, array.node)
    verdict = "pg_every" if every else "pg_some"
    if not json_ops.heavy(left.node):
        return fn(verdict, fn("list_transform", array.node, lam("x", comparison(left, bare))))
    # DuckDB takes no subquery in a lambda, so the left side gets a name first.
    named = Typed(field(var("w"), "f1"), left.type)
    body = fn(verdict, fn("list_transform", field(var("w"), "f2"), lam("x", comparison(named, bare))))
    return let("w", struct([left.node, array.node]), body)


def _each_constant(left: Typed, array: Typed, every: bool, comparison: Any) -> Node:
    """ANY or ALL of an array written out: as OR or AND."""
    assert array.type.element is not None
    made: Node | None = None
    for item in array.node.expressions:
        again = Typed(left.node.copy(), left.type, left.literal, left.parameter)
        test: Node = comparison(again, Typed(item, array.type.element))
        made = test if made is None else op(made, "AND" if every else "OR", test)
    assert made is not None
    return made
