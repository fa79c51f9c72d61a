"""The functions of one row: each line says name, argument types, result type and the rewrite.

A function that is not here, in ``special.py``, ``moments.py``, ``arrays.py``, ``aggregates.py`` or ``srf.py`` is
refused by name: nothing of DuckDB's own, which reads files and settings, can be called.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlglot import exp

from steelyard.sql import arrays, json_ops, moments, regex, special
from steelyard.sql import types as t
from steelyard.sql.casts import coerce, dynamic, settle
from steelyard.sql.nodes import Node, Typed, cast, fn, number, op, string
from steelyard.sql.regex import pattern_node
from steelyard.sql.translation import Translation
from steelyard.sql.types import PgType

# Importing them fills the table of calls in special.py.
ROOMS = (arrays, moments)

Build = Callable[..., Node]
TEXTS = t.array_of(t.TEXT)
ANY = PgType("any")
ANYARRAY = PgType("anyarray")
ELEMENT = PgType("anyelement")


@dataclass(frozen=True, slots=True)
class Signature:
    """One overload: ``build`` gets the DuckDB arguments; ``optional`` counts those that may be left out."""

    args: tuple[PgType, ...]
    result: PgType
    build: Build
    optional: int = 0


def _call(name: str) -> Build:
    return lambda *nodes: fn(name, *nodes)


def _sig(args: Sequence[PgType], result: PgType, build: str | Build, optional: int = 0) -> Signature:
    return Signature(tuple(args), result, _call(build) if isinstance(build, str) else build, optional)


T, I, L, N, D, B, J = t.TEXT, t.INT4, t.INT8, t.NUMERIC, t.FLOAT8, t.BOOL, t.JSONB  # noqa: E741
DATE, TS, TZ, IV, IN = t.DATE, t.TIMESTAMP, t.TIMESTAMPTZ, t.INTERVAL, t.INET

FUNCTIONS: dict[str, list[Signature]] = {
    # text
    "upper": [_sig([T], T, "pg_upper")],
    "lower": [_sig([T], T, "lower")],
    "initcap": [_sig([T], T, "pg_initcap")],
    "length": [_sig([T], I, lambda a: cast(fn("length", a), "INTEGER"))],
    "char_length": [_sig([T], I, lambda a: cast(fn("length", a), "INTEGER"))],
    "character_length": [_sig([T], I, lambda a: cast(fn("length", a), "INTEGER"))],
    "octet_length": [_sig([T], I, lambda a: cast(fn("strlen", a), "INTEGER"))],
    "btrim": [_sig([T, T], T, lambda a, b=None: fn("trim", a, b or string(" ")), 1)],
    "ltrim": [_sig([T, T], T, lambda a, b=None: fn("ltrim", a, b or string(" ")), 1)],
    "rtrim": [_sig([T, T], T, lambda a, b=None: fn("rtrim", a, b or string(" ")), 1)],
    "left": [_sig([T, I], T, "pg_left")],
    "right": [_sig([T, I], T, "pg_right")],
    "lpad": [_sig([T, I, T], T, lambda a, n, f=None: fn("pg_lpad", a, n, f or string(" ")), 1)],
    "rpad": [_sig([T, I, T], T, lambda a, n, f=None: fn("pg_rpad", a, n, f or string(" ")), 1)],
    "repeat": [_sig([T, I], T, lambda a, n: fn("repeat", a, fn("greatest", n, number(0))))],
    "replace": [_sig([T, T, T], T, "pg_replace")],
    "translate": [_sig([T, T, T], T, "pg_translate")],
    "reverse": [_sig([T], T, "pg_reverse")],
    "strpos": [_sig([T, T], I, lambda a, b: cast(fn("pg_strpos", a, b), "INTEGER"))],
    "substr": [
        _sig([T, I], T, lambda a, n: fn("pg_substr", a, n)),
        _sig([T, I, I], T, lambda a, n, m: fn("pg_substr3", a, n, m)),
    ],
    "substring": [
        _sig([T, I], T, lambda a, n: fn("pg_substr", a, n)),
        _sig([T, I, I], T, lambda a, n, m: fn("pg_substr3", a, n, m)),
        _sig([T, T], T, regex.substring),
    ],
    "split_part": [_sig([T, T, I], T, "pg_split_part")],
    "starts_with": [_sig([T, T], B, "starts_with")],
    "ascii": [_sig([T], I, lambda a: cast(fn("pg_ascii", a), "INTEGER"))],
    "chr": [_sig([I], T, "chr")],
    "md5": [_sig([T], T, "md5")],
    "encode": [_sig([t.BYTEA, T], T, "pg_encode")],
    "decode": [_sig([T, T], t.BYTEA, "pg_decode")],
    "sha256": [_sig([t.BYTEA], t.BYTEA, "pg_sha256")],
    "convert_from": [_sig([t.BYTEA, T], T, "pg_convert_from")],
    "convert_to": [_sig([T, T], t.BYTEA, lambda a, b: fn("encode", a))],
    "quote_ident": [_sig([T], T, "pg_quote_ident")],
    "quote_literal": [_sig([T], T, "pg_quote_literal")],
    "to_hex": [_sig([L], T, lambda a: fn("lower", fn("to_hex", a)))],
    "string_to_array": [_sig([T, T, T], TEXTS, "pg_string_to_array", 1)],
    "array_to_string": [],
    # regular expressions
    "regexp_replace": [],
    "regexp_matches": [],
    "regexp_match": [_sig([T, T, T], TEXTS, lambda a, p, f=None: regex.first_match(a, p, f or string("")), 1)],
    "regexp_like": [_sig([T, T, T], B, "pg_regexp_like", 1)],
    "regexp_count": [_sig([T, T, I, T], I, "pg_regexp_count", 2)],
    "regexp_substr": [_sig([T, T, I, I, T, I], T, "pg_regexp_substr", 4)],
    "regexp_instr": [_sig([T, T], I, "pg_regexp_instr")],
    "regexp_split_to_array": [_sig([T, T, T], TEXTS, "pg_regexp_split", 1)],
    # numbers
    "abs": [
        _sig([t.INT2], t.INT2, "abs"),
        _sig([I], I, "abs"),
        _sig([L], L, "abs"),
        _sig([N], N, "pg_numeric_abs"),
        _sig([D], D, "abs"),
    ],
    "ceil": [_sig([N], N, "pg_numeric_ceil"), _sig([D], D, "ceil")],
    "ceiling": [_sig([N], N, "pg_numeric_ceil"), _sig([D], D, "ceil")],
    "floor": [_sig([N], N, "pg_numeric_floor"), _sig([D], D, "floor")],
    "round": [
        _sig([D], D, lambda a: fn("round_even", a, number(0))),
        _sig([N], N, lambda a: fn("pg_numeric_round", a, number(0))),
        _sig([N, I], N, "pg_numeric_round"),
    ],
    "trunc": [
        _sig([D], D, "trunc"),
        _sig([N], N, lambda a: fn("pg_numeric_trunc", a, number(0))),
        _sig([N, I], N, "pg_numeric_trunc"),
    ],
    "sign": [_sig([D], D, lambda a: cast(fn("sign", a), "DOUBLE")), _sig([N], N, "pg_numeric_sign")],
    "mod": [_sig([I, I], I, "pg_int_mod"), _sig([L, L], L, "pg_int_mod"), _sig([N, N], N, "pg_numeric_mod")],
    "div": [_sig([N, N], N, lambda a, b: fn("pg_numeric_trunc", fn("pg_numeric_div", a, b), number(0)))],
    "power": [_sig([D, D], D, "pg_float_power"), _sig([N, N], N, "pg_numeric_power")],
    "pow": [_sig([D, D], D, "pg_float_power"), _sig([N, N], N, "pg_numeric_power")],
    "sqrt": [_sig([D], D, "pg_sqrt")],
    "cbrt": [_sig([D], D, "cbrt")],
    "exp": [_sig([D], D, "exp")],
    "ln": [_sig([D], D, "pg_ln")],
    "log": [_sig([D], D, "pg_log10")],
    "log10": [_sig([D], D, "pg_log10")],
    "pi": [_sig([], D, "pi")],
    "random": [_sig([], D, "random")],
    "width_bucket": [_sig([N, N, N, I], I, "pg_width_bucket"), _sig([D, D, D, I], I, "pg_width_bucket_float")],
    "to_number": [_sig([T, T], N, "pg_to_number")],
    "gcd": [
        _sig([I, I], I, lambda a, b: cast(fn("gcd", a, b), "INTEGER")),
        _sig([L, L], L, lambda a, b: cast(fn("gcd", a, b), "BIGINT")),
    ],
    "lcm": [
        _sig([I, I], I, lambda a, b: cast(fn("lcm", a, b), "INTEGER")),
        _sig([L, L], L, lambda a, b: cast(fn("lcm", a, b), "BIGINT")),
    ],
    "scale": [_sig([N], I, "pg_numeric_scale")],
    "trim_scale": [_sig([N], N, "pg_numeric_trim")],
    # date and time
    "now": [_sig([], TZ, "pg_now")],
    "transaction_timestamp": [_sig([], TZ, "pg_now")],
    "statement_timestamp": [_sig([], TZ, "pg_now")],
    "clock_timestamp": [_sig([], TZ, "pg_now")],
    "age": [
        _sig([TS, TS], IV, "pg_age"),
        _sig([TZ, TZ], IV, "pg_age"),
        _sig([TS], IV, lambda a: fn("pg_age", cast(fn("pg_today"), "TIMESTAMP"), a)),
        _sig([TZ], IV, lambda a: fn("pg_age", cast(fn("pg_today"), "TIMESTAMPTZ"), a)),
    ],
    "make_date": [_sig([I, I, I], DATE, "make_date")],
    "make_timestamp": [_sig([I, I, I, I, I, D], TS, "make_timestamp")],
    "make_timestamptz": [_sig([I, I, I, I, I, D], TZ, lambda *a: cast(fn("make_timestamp", *a), "TIMESTAMPTZ"))],
    "to_timestamp": [
        _sig([D], TZ, "pg_epoch_stamp"),
        _sig([T, T], TZ, lambda a, f: cast(cast(fn("pg_to_timestamp", a, f), "TIMESTAMP"), "TIMESTAMPTZ")),
    ],
    "to_date": [_sig([T, T], DATE, lambda a, f: cast(cast(fn("pg_to_timestamp", a, f), "TIMESTAMP"), "DATE"))],
    "justify_days": [_sig([IV], IV, "pg_justify_days")],
    "justify_hours": [_sig([IV], IV, "pg_justify_hours")],
    "justify_interval": [_sig([IV], IV, "pg_justify_interval")],
    "isfinite": [
        _sig([DATE], B, "isfinite"),
        _sig([TS], B, "isfinite"),
        _sig([TZ], B, "isfinite"),
        _sig([IV], B, lambda a: op(a, "IS NOT DISTINCT FROM", a.copy())),
    ],
    # jsonb
    "jsonb_array_length": [_sig([J], I, json_ops.array_length)],
    "jsonb_typeof": [_sig([J], T, "pg_jsonb_typeof")],
    "jsonb_pretty": [_sig([J], T, "pg_jsonb_pretty")],
    "jsonb_strip_nulls": [_sig([J], J, "pg_jsonb_strip_nulls")],
    "jsonb_exists": [_sig([J, T], B, "pg_has_key")],
    "jsonb_set": [_sig([J, TEXTS, J, B], J, lambda a, p, v, c=None: fn("pg_jsonb_set", a, p, v, c or exp.true()), 1)],
    "jsonb_insert": [
        _sig([J, TEXTS, J, B], J, lambda a, p, v, c=None: fn("pg_jsonb_insert", a, p, v, c or exp.false()), 1)
    ],
    "jsonb_object": [_sig([TEXTS], J, "pg_jsonb_object_pairs"), _sig([TEXTS, TEXTS], J, "pg_jsonb_object_arrays")],
    "jsonb_path_exists": [
        _sig(
            [J, t.JSONPATH, J, B],
            B,
            lambda a, p, v=None, s=None: fn("pg_jsonb_path_exists", a, p, v or string("{}"), s or exp.false()),
            2,
        )
    ],
    "jsonb_path_match": [
        _sig(
            [J, t.JSONPATH, J, B],
            B,
            lambda a, p, v=None, s=None: fn("pg_jsonb_path_match", a, p, v or string("{}"), s or exp.false()),
            2,
        )
    ],
    "jsonb_path_query_array": [
        _sig(
            [J, t.JSONPATH, J, B],
            J,
            lambda a, p, v=None, s=None: fn("pg_jsonb_path_array", a, p, v or string("{}"), s or exp.false()),
            2,
        )
    ],
    "jsonb_path_query_first": [
        _sig(
            [J, t.JSONPATH, J, B],
            J,
            lambda a, p, v=None, s=None: fn("pg_jsonb_path_first", a, p, v or string("{}"), s or exp.false()),
            2,
        )
    ],
    "json_array_length": [_sig([t.JSON], I, lambda a: fn("pg_jsonb_array_length", fn("pg_jsonb_in", a)))],
    "json_typeof": [_sig([t.JSON], T, lambda a: fn("pg_jsonb_typeof", fn("pg_jsonb_in", a)))],
    # addresses
    "host": [_sig([IN], T, "pg_host")],
    "masklen": [_sig([IN], I, "pg_masklen")],
    "family": [_sig([IN], I, "pg_family")],
    "network": [_sig([IN], t.CIDR, "pg_inet_cidr")],
    "netmask": [_sig([IN], IN, "pg_netmask")],
    "hostmask": [_sig([IN], IN, "pg_hostmask")],
    "broadcast": [_sig([IN], IN, "pg_broadcast")],
    "abbrev": [_sig([IN], T, "pg_abbrev"), _sig([t.CIDR], T, "pg_abbrev_cidr")],
    "set_masklen": [_sig([IN, I], IN, "pg_set_masklen"), _sig([t.CIDR, I], t.CIDR, "pg_set_masklen_cidr")],
    "inet_same_family": [_sig([IN, IN], B, "pg_same_family")],
    "inet_merge": [_sig([IN, IN], t.CIDR, "pg_inet_merge")],
    # session
    "current_database": [_sig([], T, lambda: string("steelyard"))],
    "current_schema": [_sig([], T, lambda: string("public"))],
    "version": [_sig([], T, lambda: string("PostgreSQL 18 (Steelyard)"))],
}


def cost(source: PgType, target: PgType, constant: bool) -> int | None:
    """How far an implicit conversion goes; None when PostgreSQL has none."""
    if source == target:
        return 0
    if source is t.UNKNOWN:
        return 1 if target.is_text else 2
    if source.is_text and target.is_text:
        return 0
    if source.name == "numeric" and target.name == "numeric":
        return 0
    if source.is_number and target.is_number:
        gap = t.NUMBER_RANK[target.name] - t.NUMBER_RANK[source.name]
        # An integer that could be numeric or double precision becomes double precision, the preferred type.
        return None if gap < 0 else (1 if target is t.FLOAT8 else 2 + gap)
    if source.is_datetime and target.is_datetime:
        order = ["date", "timestamp", "timestamptz"]
        gap = order.index(target.name) - order.index(source.name)
        return None if gap < 0 else 3 - gap
    if source is t.CIDR and target is t.INET:
        return 1
    if source.element and target.element and source.element.is_text and target.element.is_text:
        return 0
    return None


def choose(signatures: Sequence[Signature], args: Sequence[Typed]) -> Signature | None:
    """The overload PostgreSQL would take: that with the least conversion."""
    best: tuple[int, Signature] | None = None
    for signature in signatures:
        most = len(signature.args)
        if not most - signature.optional <= len(args) <= most:
            continue
        costs = [cost(a.type, k, a.constant) for a, k in zip(args, signature.args, strict=False)]
        known = [c for c in costs if c is not None]
        if len(known) < len(costs):
            continue
        if best is None or sum(known) < best[0]:
            best = sum(known), signature
    return best[1] if best else None


def call(tr: Translation, name: str, args: list[Typed], node: exp.Expression) -> Typed:
    """The rewrite of a call of an ordinary function.

    Raises:
        SqlError: The function is not known here, or not with these types.
    """
    made = special.CALLS.get(name)
    if made is not None:
        return made(tr, args, node)
    signatures = FUNCTIONS.get(name)
    if signatures is None:
        raise tr.error(f"function {name}() does not exist or is not supported", node)
    chosen = choose(signatures, args)
    if chosen is None:
        kinds = ", ".join(str(a.type) for a in args)
        raise tr.error(f"function {name}({kinds}) does not exist", node)
    nodes = [_argument(tr, a, k) for a, k in zip(args, chosen.args, strict=False)]
    return Typed(chosen.build(*nodes), chosen.result)


def _argument(tr: Translation, value: Typed, kind: PgType) -> Node:
    if kind.name == "numeric":
        return dynamic(tr, value if not value.untyped else coerce(tr, value, kind)).node
    if (value.type.is_text and kind.is_text) or (value.type is t.CIDR and kind is t.INET):
        # Both are stored in one form.
        return value.node
    return coerce(tr, value, kind).node


# Functions whose arguments or result depend on the types given -----------------------------------------


def _regexp_replace(tr: Translation, args: list[Typed], node: exp.Expression) -> Typed:
    if not 3 <= len(args) <= 6:
        raise tr.error("function regexp_replace with these arguments does not exist", node)
    source, pattern, replacement = (settle(tr, a) for a in args[:3])
    if len(args) > 4 or (len(args) == 4 and args[3].type.is_integer):
        start = coerce(tr, args[3], I).node
        place = coerce(tr, args[4], I).node if len(args) > 4 else number(1)
        rest = settle(tr, args[5]).node if len(args) > 5 else string("")
        head = [source.node, pattern_node(tr, pattern), replacement.node]
        return Typed(fn("pg_regexp_replace_6", *head, start, place, rest), T)
    flags = args[3] if len(args) > 3 else None
    return Typed(special.regexp_replace(tr, source, pattern, replacement, flags), t.TEXT)


special.CALLS["regexp_replace"] = _regexp_replace
