"""Functions that PostgreSQL gives a syntax of their own."""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from steelyard.sql import functions, moments
from steelyard.sql import types as t
from steelyard.sql.casts import coerce, settle
from steelyard.sql.nodes import Typed, cast, fn, string
from steelyard.sql.scope import Scope
from steelyard.sql.translation import Translation, rewrites


@rewrites(exp.Extract)
def _extract(tr: Translation, e: Any, scope: Scope) -> Typed:
    name = e.this.this if isinstance(e.this, exp.Literal) else e.this.name
    return moments.extract(tr, str(name), tr.expr(e.expression, scope))


@rewrites(exp.StrPosition)
def _position(tr: Translation, e: Any, scope: Scope) -> Typed:
    args = [tr.expr(e.this, scope), tr.expr(e.args["substr"], scope)]
    return functions.call(tr, "strpos", args, e)


@rewrites(exp.Substring)
def _substring(tr: Translation, e: Any, scope: Scope) -> Typed:
    parts = [e.this, e.args.get("start"), e.args.get("length")]
    if parts[1] is None and parts[2] is not None:
        parts[1] = exp.Literal.number(1)
    return functions.call(tr, "substring", [tr.expr(p, scope) for p in parts if p is not None], e)


@rewrites(exp.Trim)
def _trim(tr: Translation, e: Any, scope: Scope) -> Typed:
    name = {"LEADING": "ltrim", "TRAILING": "rtrim"}.get(str(e.args.get("position") or "").upper(), "btrim")
    args = [tr.expr(e.this, scope)]
    if e.args.get("expression") is not None:
        args.append(tr.expr(e.args["expression"], scope))
    return functions.call(tr, name, args, e)


@rewrites(exp.Overlay)
def _overlay(tr: Translation, e: Any, scope: Scope) -> Typed:
    value, new = settle(tr, tr.expr(e.this, scope)), settle(tr, tr.expr(e.expression, scope))
    start = coerce(tr, tr.expr(e.args["from_"], scope), t.INT4).node
    length = e.args.get("for_")
    size = coerce(tr, tr.expr(length, scope), t.INT4).node if length is not None else fn("length", new.node.copy())
    return Typed(fn("pg_overlay", value.node, new.node, start, size), t.TEXT)


@rewrites(exp.CurrentDate)
def _current_date(tr: Translation, e: Any, scope: Scope) -> Typed:
    return Typed(fn("pg_today"), t.DATE)


@rewrites(exp.CurrentTimestamp)
def _current_timestamp(tr: Translation, e: Any, scope: Scope) -> Typed:
    if e.this is not None:
        raise tr.refuse("current_timestamp with a precision", e)
    return Typed(fn("pg_now"), t.TIMESTAMPTZ)


@rewrites(exp.Localtimestamp)
def _localtimestamp(tr: Translation, e: Any, scope: Scope) -> Typed:
    return Typed(cast(fn("pg_now"), "TIMESTAMP"), t.TIMESTAMP)


@rewrites(exp.CurrentUser, exp.SessionUser)
def _user(tr: Translation, e: Any, scope: Scope) -> Typed:
    return Typed(string("steelyard"), t.TEXT)


@rewrites(exp.CurrentSchema)
def _schema(tr: Translation, e: Any, scope: Scope) -> Typed:
    return Typed(string("public"), t.TEXT)


@rewrites(exp.CurrentCatalog)
def _database(tr: Translation, e: Any, scope: Scope) -> Typed:
    return Typed(string("steelyard"), t.TEXT)
