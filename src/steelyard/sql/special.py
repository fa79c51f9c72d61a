"""Functions whose rewrite depends on the types or constants they are given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlglot import exp

from steelyard.sql import comparing, json_ops
from steelyard.sql import types as t
from steelyard.sql.casts import coerce, common, convert, settle, to_text
from steelyard.sql.nodes import Node, Typed, as_text, case, cast, fn, lam, listed, op, string, var
from steelyard.sql.regex import flags_node, pattern_node, replaced
from steelyard.sql.translation import Translation
from steelyard.sql.types import PgType
from steelyard.sql.values import PgError

Call = Callable[[Translation, list[Typed], exp.Expression], Typed]


CALLS: dict[str, Call] = {}


def call(*names: str, args: tuple[int, int | None] = (0, None)) -> Callable[[Call], Call]:
    """Registers a function under PostgreSQL's names; ``args`` is how many arguments it takes, from and to."""

    def register(function: Call) -> Call:
        for name in names:
            CALLS[name] = checked(name, function, args)
        return function

    return register


def checked(name: str, function: Call, count: tuple[int, int | None]) -> Call:
    def call_checked(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
        low, high = count
        if len(args) < low or (high is not None and len(args) > high):
            kinds = ", ".join(str(a.type) for a in args)
            raise tr.error(f"function {name}({kinds}) does not exist", node)
        return function(tr, args, node)

    return call_checked


@call("coalesce", args=(1, None))
def coalesce(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """coalesce(…)."""
    made, kind = common(tr, args, "COALESCE")
    return Typed(fn("coalesce", *(m.node for m in made)), kind)


@call("nullif", args=(2, 2))
def nullif(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """nullif(a, b)."""
    left = settle(tr, args[0]) if args[1].untyped else args[0]
    left = coerce(tr, left, args[1].type) if left.untyped else left
    test = comparing.compare(tr, "=", Typed(left.node.copy(), left.type), args[1])
    return Typed(case((test.node, exp.Null()), otherwise=left.node), left.type)


def _extreme(name: str, sign: str) -> Call:
    def rewrite(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
        made, kind = common(tr, args, name.upper())
        if comparing.needs_key(kind):
            pairs = [
                fn("struct_pack", _named("k", comparing.sort_key(m.node.copy(), kind)), _named("v", m.node))
                for m in made
            ]
            best = fn(
                "list_max" if name == "greatest" else "list_min",
                fn("list_filter", listed(pairs), lam("p", op(var("p.v"), "IS NOT", exp.Null()))),
            )
            from steelyard.sql.nodes import field

            return Typed(field(best, "v"), kind)
        return Typed(fn(name, *(m.node for m in made)), kind)

    return rewrite


def _named(name: str, node: Node) -> Node:
    return exp.PropertyEQ(this=exp.to_identifier(name), expression=node)


CALLS["greatest"] = _extreme("greatest", ">")


CALLS["least"] = _extreme("least", "<")


@call("num_nulls", args=(1, None))
def num_nulls(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """num_nulls(…)."""
    return Typed(_count(tr, args, True), t.INT4)


@call("num_nonnulls", args=(1, None))
def num_nonnulls(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """num_nonnulls(…)."""
    return Typed(_count(tr, args, False), t.INT4)


def _count(tr: Translation, args: list[Typed], nulls: bool) -> Node:
    tests = [cast(op(settle(tr, a).node, "IS" if nulls else "IS NOT", exp.Null()), "INTEGER") for a in args]
    made = tests[0]
    for test in tests[1:]:
        made = op(made, "+", test)
    return made


@call("pg_typeof", args=(1, 1))
def pg_typeof(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """pg_typeof(value)."""
    names = {
        "timestamptz": "timestamp with time zone",
        "timestamp": "timestamp without time zone",
        "time": "time without time zone",
    }
    kind = str(args[0].type)
    return Typed(string(names.get(kind, kind)), t.TEXT)


for _name in (
    "text",
    "bool",
    "int2",
    "int4",
    "int8",
    "float4",
    "float8",
    "numeric",
    "date",
    "timestamp",
    "timestamptz",
    "interval",
    "inet",
    "cidr",
    "varchar",
):

    def _as_cast(tr: Translation, args: list[Typed], node: exp.Expression, kind: PgType = t.BY_NAME[_name]) -> Typed:
        return convert(tr, args[0], kind)

    CALLS[_name] = checked(_name, _as_cast, (1, 1))


@call("concat", args=(1, None))
def concat(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """concat(…): nulls are left out, booleans are t and f."""
    texts = [fn("coalesce", to_text(tr, a, output=True), string("")) for a in args]
    made = texts[0]
    for text in texts[1:]:
        made = op(made, "||", text)
    return Typed(made, t.TEXT)


@call("concat_ws", args=(2, None))
def concat_ws(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """concat_ws(separator, …): nulls are left out."""
    return Typed(fn("concat_ws", settle(tr, args[0]).node, *(to_text(tr, a, output=True) for a in args[1:])), t.TEXT)


@call("format", args=(1, None))
def format_text(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """format('%s …', …)."""
    texts = [as_text(to_text(tr, a, output=True)) for a in args[1:]]
    return Typed(fn("pg_format", settle(tr, args[0]).node, cast(listed(texts), "VARCHAR[]")), t.TEXT)


@call("quote_nullable", args=(1, 1))
def quote_nullable(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """quote_nullable(value)."""
    return Typed(fn("coalesce", fn("pg_quote_literal", to_text(tr, args[0], True)), string("NULL")), t.TEXT)


def regexp_replace(tr: Translation, source: Typed, pattern: Typed, replacement: Typed, flags: Typed | None) -> Node:
    """regexp_replace(source, pattern, replacement [, flags])."""
    return replaced(source.node, pattern_node(tr, pattern), replacement.node, flags_node(tr, flags))


@call("string_to_table")
def string_to_table(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """Only as a set-returning function."""
    raise tr.refuse("string_to_table here", node)


def _variadic(tr: Translation, args: Sequence[Typed], kind: PgType) -> list[Node]:
    return [fn("pg_or_null", as_text(json_ops.to_jsonb(tr, a, kind))) for a in args]


def _build_object(kind: PgType) -> Call:
    def rewrite(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
        if len(args) % 2:
            raise PgError("argument list must have even number of elements")
        keys = [to_text(tr, settle(tr, a), output=True) for a in args[::2]]
        for a in args[::2]:
            if a.type in (t.JSONB, t.JSON) or a.type.is_array or a.type.name == "record":
                raise PgError("key value must be scalar, not array, composite, or json")
        name = "pg_jsonb_object" if kind is t.JSONB else "pg_json_object"
        texts, values = cast(listed(keys), "VARCHAR[]"), cast(listed(_variadic(tr, args[1::2], kind)), "VARCHAR[]")
        return Typed(fn(name, texts, values), kind)

    return rewrite


def _build_array(kind: PgType) -> Call:
    def rewrite(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
        items = cast(listed(_variadic(tr, args, kind)), "VARCHAR[]")
        return Typed(fn("pg_jsonb_list" if kind is t.JSONB else "pg_json_array", items), kind)

    return rewrite


CALLS["jsonb_build_object"] = _build_object(t.JSONB)


CALLS["json_build_object"] = _build_object(t.JSON)


CALLS["jsonb_build_array"] = _build_array(t.JSONB)


CALLS["json_build_array"] = _build_array(t.JSON)


@call("to_jsonb", args=(1, 1))
def to_jsonb(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """to_jsonb(value)."""
    return Typed(json_ops.to_jsonb(tr, args[0]), t.JSONB)


@call("to_json", "array_to_json", "row_to_json", args=(1, 1))
def to_json(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    """to_json(value)."""
    return Typed(json_ops.to_jsonb(tr, args[0], t.JSON), t.JSON)


def _extract_path(text: bool) -> Call:
    def rewrite(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
        keys = [settle(tr, a).node for a in args[1:]]
        value = coerce(tr, args[0], t.JSONB)
        if value.type is not t.JSONB:
            raise PgError("jsonb_extract_path wants jsonb")
        made = Typed(fn("pg_jsonb_path", value.node, cast(listed(keys), "VARCHAR[]")), t.JSONB)
        return json_ops.text_of(made) if text else made

    return rewrite


CALLS["jsonb_extract_path"] = checked("jsonb_extract_path", _extract_path(False), (2, None))


CALLS["jsonb_extract_path_text"] = checked("jsonb_extract_path_text", _extract_path(True), (2, None))
