"""The name PostgreSQL gives a result column that has no alias."""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from steelyard.sql import types as t
from steelyard.sql.dialect import PgCollate, PgOp
from steelyard.sql.expressions import data_type
from steelyard.sql.resolve import ident
from steelyard.sql.translation import Translation

NO_NAME = "?column?"
_FIXED: dict[type[Any], str] = {
    exp.Exists: "exists",
    exp.Array: "array",
    exp.Tuple: "row",
    exp.Extract: "extract",
    exp.StrPosition: "position",
    exp.Substring: "substring",
    exp.Overlay: "overlay",
    exp.AtTimeZone: "timezone",
    exp.CurrentDate: "current_date",
    exp.CurrentTimestamp: "current_timestamp",
    exp.Localtimestamp: "localtimestamp",
    exp.CurrentUser: "current_user",
    exp.SessionUser: "session_user",
    exp.CurrentSchema: "current_schema",
    exp.CurrentCatalog: "current_catalog",
    exp.Interval: "interval",
}


def column_name(tr: Translation, e: Any) -> str:
    """The name of an expression's column."""
    return _named(tr, e)[0] or NO_NAME


def _named(tr: Translation, e: Any) -> tuple[str | None, int]:
    """The name and how strong it is: a cast's type gives way to a name inside."""
    kind = type(e)
    if kind in _FIXED:
        return _FIXED[kind], 2 if kind is not exp.Interval else 1
    if isinstance(e, exp.Column):
        return ident(e.this), 2
    if isinstance(e, exp.Dot):
        return ident(e.expression), 2
    if isinstance(e, exp.Anonymous):
        return str(e.this.this if isinstance(e.this, exp.Identifier) else e.this).lower(), 2
    if isinstance(e, exp.Trim):
        return {"LEADING": "ltrim", "TRAILING": "rtrim"}.get(str(e.args.get("position") or "").upper(), "btrim"), 2
    if isinstance(e, exp.Filter | exp.WithinGroup | exp.Window | exp.Paren | exp.Bracket | PgCollate):
        return _named(tr, e.this)
    if isinstance(e, exp.Cast):
        return _cast_name(tr, e)
    if isinstance(e, exp.Case):
        default = e.args.get("default")
        name, strength = _named(tr, default) if default is not None else (None, 0)
        return (name, strength) if strength > 1 else ("case", 1)
    if isinstance(e, exp.Subquery):
        return _named(tr, e.this)
    if isinstance(e, exp.Select):
        first = e.expressions[0] if e.expressions else None
        if isinstance(first, exp.Alias):
            return ident(first.args["alias"]), 2
        return _named(tr, first) if first is not None else (None, 0)
    if isinstance(e, exp.SetOperation):
        return _named(tr, e.this)
    if isinstance(e, PgOp) and e.args.get("this") is None and e.op == "+":
        return None, 0
    return None, 0


def _cast_name(tr: Translation, e: Any) -> tuple[str | None, int]:
    name, strength = _named(tr, e.this)
    if strength > 1:
        return name, strength
    kind, _ = data_type(tr, e.args["to"])
    base = kind
    while base.element:
        base = base.element
    return t.INTERNAL_NAME.get(base.name, base.name), 1
