"""jsonb and json operators.

A jsonb is canonical text (see ``jsonb.py``), so a path is DuckDB's own ``json_extract``; only what leaves as text, and
what compares across number forms, needs a macro. A json keeps its text as written and goes through Python.
"""

from __future__ import annotations

import json
import re

from sqlglot import exp

from steelyard.sql import jsonb
from steelyard.sql import types as t
from steelyard.sql.nodes import Node, Typed, as_text, boolean, both, carry, case, cast, fn, lam, op, string, var
from steelyard.sql.translation import Translation
from steelyard.sql.values import PgError, array_in

MARK = jsonb.MARK


def compare(name: str, a: Node, b: Node) -> Node:
    """jsonb comparison; equality is that of the text unless a fraction may hide an equal number."""
    if name in {"=", "<>"}:
        for side, other in ((a, b), (b, a)):
            text = constant(side)
            if text is not None and "." not in text and not re.search(r"(?<!\")\d", text):
                return op(as_text(other), name, string(text))
        same = fn("pg_jsonb_eq", a, b)
        return same if name == "=" else op(None, "NOT", same)
    return op(fn("pg_jsonb_key", a), name, fn("pg_jsonb_key", b))


def constant(node: Node) -> str | None:
    """The stored text of a jsonb constant."""
    if isinstance(node, exp.Cast) and isinstance(node.this, exp.Literal) and node.this.is_string:
        return str(node.this.this)
    return None


# Paths -----------------------------------------------------------------------------------------------


def step(key: str) -> str | None:
    """One step of a DuckDB JSON path for an object's key; None for what the path language cannot say."""
    if not key or "\0" in key:
        return None
    return '."' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


def extract(node: Node, steps: str) -> Node:
    """``json_extract``, one path for a chain of constant steps."""
    if isinstance(node, exp.Anonymous) and node.this == "json_extract":
        base, path = node.expressions
        if isinstance(path, exp.Literal) and path.this.startswith("$"):
            return fn("json_extract", base, string(path.this + steps))
    return fn("json_extract", node, string("$" + steps))


def _operand(tr: Translation, left: Typed, name: str, right: Typed) -> Typed:
    if left.untyped:
        raise PgError(f"operator is not unique: unknown {name} {right.type}")
    if left.type not in (t.JSONB, t.JSON):
        raise PgError(f"operator does not exist: {left.type} {name} {right.type}")
    return left


def _index(right: Typed) -> int | None:
    node = right.node
    negative = False
    if isinstance(node, exp.Expression) and type(node).__name__ == "DuckOp" and node.args["op"] == "-":
        negative, node = node.args.get("this") is None, node.args["expression"]
    if isinstance(node, exp.Literal) and not node.is_string and re.fullmatch(r"\d+", node.this):
        return -int(node.this) if negative else int(node.this)
    return None


def arrow(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``->``: an element of an array or the value of a key."""
    from steelyard.sql.casts import settle

    left = _operand(tr, left, "->", right)
    if right.type.is_integer:
        if left.type is t.JSON:
            return Typed(fn("pg_json_index", left.node, cast(right.node, "BIGINT")), t.JSON)
        at = _index(right)
        if at is None:
            return Typed(fn("pg_jsonb_index", left.node, right.node), t.JSONB)
        if at in (0, -1):
            # A scalar is an array of itself here.
            return Typed(fn("pg_jsonb_end", left.node, string("$[0]" if at == 0 else "$[#-1]")), t.JSONB)
        return Typed(extract(left.node, f"[{at}]" if at >= 0 else f"[#{at}]"), t.JSONB)
    right = settle(tr, right)
    if not right.type.is_text:
        raise PgError(f"operator does not exist: {left.type} -> {right.type}")
    if left.type is t.JSON:
        return Typed(fn("pg_json_key", left.node, right.node), t.JSON)
    if isinstance(right.node, exp.Literal):
        steps = step(right.node.this)
        if steps:
            return Typed(extract(left.node, steps), t.JSONB)
        if not right.node.this:
            return Typed(fn("json_extract", left.node, string("/")), t.JSONB)
    return Typed(fn("pg_jsonb_at", left.node, right.node), t.JSONB)


def heavy(node: Node) -> bool:
    """Whether the node holds what DuckDB refuses inside a lambda: a subquery or UNNEST."""
    for part in node.walk():
        if isinstance(part, exp.Query) or (isinstance(part, exp.Anonymous) and part.this in {"unnest", "EXISTS"}):
            return True
    return False


def text_of(value: Typed) -> Typed:
    """The text a jsonb or json gives to ``->>``: a string's characters, null for null, otherwise its text."""
    if value.type is t.JSON:
        return Typed(fn("pg_json_scalar", value.node), t.TEXT)
    node = value.node
    if isinstance(node, exp.Anonymous) and node.this == "json_extract" and not heavy(node):
        return Typed(fn("pg_arrow_text", *node.expressions), t.TEXT)
    return Typed(fn("pg_jsonb_scalar", node), t.TEXT)


def bare_text(node: Node) -> Node:
    """``->>`` for a use that no object, array or marked number can pass: DuckDB's own extraction."""
    if isinstance(node, exp.Anonymous) and node.this == "pg_arrow_text":
        return fn("json_extract_string", *node.expressions)
    return node


def is_plain(text: str) -> bool:
    """Whether a text is that of no object, array or marked number."""
    return not text.startswith(("{", "[", MARK))


def arrow_text(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``->>``."""
    return text_of(arrow(tr, left, right))


def path(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``#>``: a path of keys and positions."""
    from steelyard.sql.casts import coerce

    left = _operand(tr, left, "#>", right)
    if left.type is t.JSON:
        return Typed(fn("pg_json_path", left.node, coerce(tr, right, t.array_of(t.TEXT)).node), t.JSON)
    keys = array_in(right.literal) if right.literal is not None else None
    if keys is not None and not any(k is None or re.fullmatch(r"\s*[+-]?\d+", k) or step(k) is None for k in keys):
        return Typed(extract(left.node, "".join(step(k or "") or "" for k in keys)), t.JSONB)
    return Typed(fn("pg_jsonb_path", left.node, coerce(tr, right, t.array_of(t.TEXT)).node), t.JSONB)


def path_text(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``#>>``."""
    return text_of(path(tr, left, right))


# Keys and containment --------------------------------------------------------------------------------


def has_key(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``?``."""
    from steelyard.sql.casts import coerce, settle

    left, right = coerce(tr, left, t.JSONB), settle(tr, right)
    if left.type is not t.JSONB or not right.type.is_text:
        raise PgError(f"operator does not exist: {left.type} ? {right.type}")
    if isinstance(right.node, exp.Literal) and not right.node.this:
        return Typed(fn("pg_has_empty_key", left.node), t.BOOL)
    return Typed(fn("pg_has_key", left.node, right.node), t.BOOL)


def _has(tr: Translation, left: Typed, right: Typed, name: str, call: str) -> Typed:
    from steelyard.sql.casts import coerce

    left = coerce(tr, left, t.JSONB)
    right = coerce(tr, right, t.array_of(t.TEXT))
    if left.type is not t.JSONB:
        raise PgError(f"operator does not exist: {left.type} {name} {right.type}")
    return Typed(fn(call, left.node, right.node), t.BOOL)


def has_any(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``?|``."""
    return _has(tr, left, right, "?|", "pg_has_some")


def has_all(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``?&``."""
    return _has(tr, left, right, "?&", "pg_has_every")


def contains(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``@>``; a constant on the right becomes tests of its parts, which DuckDB does without Python."""
    text = constant(right.node)
    if text is None or MARK in text or heavy(left.node):
        return Typed(fn("pg_jsonb_contains", left.node, right.node), t.BOOL)
    part = json.loads(text, parse_float=_Number, parse_int=_Number)
    made = _holds(left.node, part, 0)
    if not isinstance(part, list | dict):
        # At the top, and only there, an array holds a bare scalar.
        made = op(made, "OR", _has_item(left.node.copy(), part, 0))
    known = op(left.node.copy(), "IS NOT", exp.Null())
    return Typed(case((known, fn("coalesce", made, boolean(False)))), t.BOOL)


class _Number(str):
    """A number of a constant, with its digits."""

    __slots__ = ()


def _stored(part: object) -> str:
    return str(part) if isinstance(part, _Number) else jsonb.canonical(part)


def _holds(node: Node, part: object, depth: int) -> Node:
    """Whether a jsonb holds a part; null where there is nothing to look at."""
    if isinstance(part, dict):
        tests = [_member(node, key, value, depth) for key, value in part.items()]
        return both(*tests) if tests else fn("starts_with", as_text(node), string("{"))
    if isinstance(part, list):
        tests = [_has_item(node.copy(), item, depth) for item in part]
        return both(*tests) if tests else fn("starts_with", as_text(node), string("["))
    if isinstance(part, _Number):
        return fn("pg_jsonb_eq", node, cast(string(_stored(part)), "JSON"))
    return op(as_text(node), "=", string(_stored(part)))


def _member(node: Node, key: str, value: object, depth: int) -> Node:
    steps = step(key)
    found = extract(node.copy(), steps) if steps else fn("pg_jsonb_at", node.copy(), string(key))
    return _holds(found, value, depth)


def _has_item(node: Node, item: object, depth: int) -> Node:
    """Whether an array has an element that holds the item."""
    elements = extract(node, "[*]")
    if not isinstance(item, dict | list | _Number):
        return fn("list_contains", cast(elements, "VARCHAR[]"), string(_stored(item)))
    name = f"q{depth}"
    kept = fn("list_filter", elements, lam(name, _holds(var(name), item, depth + 1)))
    return op(fn("len", kept), ">", exp.Literal.number(0))


def array_length(node: Node) -> Node:
    """jsonb_array_length; of a member, in one reading."""
    if isinstance(node, exp.Anonymous) and node.this == "json_extract" and not heavy(node):
        return fn("pg_jsonb_array_length_at", *node.expressions)
    return fn("pg_jsonb_array_length", node)


# Changing --------------------------------------------------------------------------------------------


def concatenate(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``||`` of two jsonb."""
    from steelyard.sql.casts import coerce

    for side in (left, right):
        if not side.untyped and side.type is not t.JSONB:
            raise PgError(f"operator does not exist: {left.type} || {right.type}")
    return Typed(fn("pg_jsonb_concat", coerce(tr, left, t.JSONB).node, coerce(tr, right, t.JSONB).node), t.JSONB)


def delete(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``-``: a key, several keys, or a position."""
    from steelyard.sql.casts import settle

    if right.type.is_integer:
        return Typed(fn("pg_jsonb_delete_index", left.node, cast(right.node, "BIGINT")), t.JSONB)
    if right.type.element and right.type.element.is_text:
        return Typed(fn("pg_jsonb_delete_keys", left.node, right.node), t.JSONB)
    right = settle(tr, right)
    if not right.type.is_text:
        raise PgError(f"operator does not exist: jsonb - {right.type}")
    return Typed(fn("pg_jsonb_delete_key", left.node, right.node), t.JSONB)


def delete_path(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``#-``."""
    from steelyard.sql.casts import coerce

    left = _operand(tr, left, "#-", right)
    return Typed(fn("pg_jsonb_delete_path", left.node, coerce(tr, right, t.array_of(t.TEXT)).node), t.JSONB)


def path_exists(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``@?``."""
    from steelyard.sql.casts import coerce

    call = fn("pg_jsonb_path_exists", left.node, coerce(tr, right, t.JSONPATH).node, string("{}"), boolean(True))
    return Typed(call, t.BOOL)


def path_match(tr: Translation, left: Typed, right: Typed) -> Typed:
    """``@@``."""
    from steelyard.sql.casts import coerce

    call = fn("pg_jsonb_path_match", left.node, coerce(tr, right, t.JSONPATH).node, string("{}"), boolean(True))
    return Typed(call, t.BOOL)


def to_jsonb(tr: Translation, value: Typed, kind: t.PgType = t.JSONB) -> Node:
    """``to_jsonb(value)`` for any type, null for null; with JSON, ``to_json``."""
    from steelyard.sql.casts import settle, to_text

    value = settle(tr, value)
    source = value.type
    compact = kind is t.JSONB
    if source is t.JSONB:
        return value.node if compact else fn("pg_jsonb_text", value.node)
    if source is t.JSON:
        return fn("pg_jsonb_in", value.node) if compact else value.node
    if source is t.BOOL or source.is_integer:
        return carry(as_text(value.node), kind)
    if source.name == "numeric":
        return fn("pg_numeric_json", as_text(value.node)) if compact else as_text(value.node)
    if source.name in {"double precision", "real"}:
        text = to_text(tr, value)
        return fn("pg_numeric_json", text) if compact else fn("pg_float_json", text)
    if source.is_array:
        assert source.element is not None
        items = fn(
            "list_transform",
            value.node,
            lam("j", fn("pg_or_null", as_text(to_jsonb(tr, Typed(var("j"), source.element), kind)))),
        )
        return fn("pg_jsonb_list" if compact else "pg_json_list", items)
    if source.name == "record":
        return record_json(tr, value, kind)
    text = fn("pg_iso", to_text(tr, value)) if source.name in {"timestamp", "timestamptz"} else to_text(tr, value, True)
    return fn("pg_json_quote" if compact else "pg_json_quote_text", text)


def record_json(tr: Translation, value: Typed, kind: t.PgType) -> Node:
    """A row as an object."""
    from steelyard.sql.casts import let
    from steelyard.sql.nodes import field, listed

    names = listed([string(name) for name, _ in value.type.fields])
    parts = [
        fn("pg_or_null", as_text(to_jsonb(tr, Typed(field(var("r"), f"f{i}"), f), kind)))
        for i, (_, f) in enumerate(value.type.fields, 1)
    ]
    call = "pg_jsonb_object" if kind is t.JSONB else "pg_json_row"
    body = fn("if", op(var("r"), "IS", exp.Null()), exp.Null(), fn(call, names, listed(parts)))
    return let("r", value.node, body)
