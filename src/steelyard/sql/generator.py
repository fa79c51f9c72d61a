"""The DuckDB text of a translated tree."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.generator import Generator
from sqlglot.generators.duckdb import DuckDBGenerator

from steelyard.sql import nodes


def _operator(g: Generator, e: Any) -> str:
    right = g.sql(e, "expression")
    if e.args.get("this") is None:
        return f"({e.args['op']} {right})"
    return f"({g.sql(e, 'this')} {e.args['op']} {right})"


def _index(g: Generator, e: Any) -> str:
    if e.args.get("slice"):
        return f"({g.sql(e, 'this')})[{g.sql(e, 'index')}:{g.sql(e, 'upper')}]"
    return f"({g.sql(e, 'this')})[{g.sql(e, 'index')}]"


def _struct(g: Generator, e: Any) -> str:
    inside = ", ".join(f"'f{i}': {g.sql(x)}" for i, x in enumerate(e.expressions, 1))
    return "{" + inside + "}"


def _order(g: Generator, e: Any) -> str:
    direction = " DESC" if e.args.get("desc") else " ASC"
    return g.sql(e, "this") + direction + (" NULLS FIRST" if e.args.get("nulls_first") else " NULLS LAST")


def _aggregate(g: Generator, e: Any) -> str:
    inside = ", ".join(g.sql(x) for x in e.expressions)
    if e.args.get("distinct"):
        inside = "DISTINCT " + inside
    if e.args.get("order"):
        inside += " ORDER BY " + ", ".join(g.sql(x) for x in e.args["order"])
    made = f"{e.args['this']}({inside})"
    if e.args.get("filter") is not None:
        made += f" FILTER (WHERE {g.sql(e, 'filter')})"
    if e.args.get("window") is not None:
        made += f" OVER ({g.sql(e, 'window')})"
    return made


def _window(g: Generator, e: Any) -> str:
    parts = []
    if e.args.get("partition"):
        parts.append("PARTITION BY " + ", ".join(g.sql(x) for x in e.args["partition"]))
    if e.args.get("order"):
        parts.append("ORDER BY " + ", ".join(g.sql(x) for x in e.args["order"]))
    if e.args.get("frame"):
        parts.append(e.args["frame"])
    return " ".join(parts)


def _string(text: str) -> str:
    # sqlglot indents what it prints on several lines, so a string must stay on one.
    if "\n" in text or "\r" in text:
        text = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
        return "E'" + text.replace("'", "''") + "'"
    return "'" + text.replace("'", "''") + "'"


class Duck(DuckDB):
    """DuckDB with this room's own nodes; what is not listed here sqlglot writes."""

    class Generator(DuckDBGenerator):
        TRANSFORMS: ClassVar[dict[Any, Any]] = {
            **DuckDBGenerator.TRANSFORMS,
            exp.Anonymous: lambda g, e: f"{e.args['this']}({g.format_args(*e.expressions)})",
            exp.Literal: lambda g, e: _string(e.this) if e.is_string else e.this,
            nodes.DuckType: lambda g, e: e.args["this"],
            exp.Cast: lambda g, e: f"CAST({g.sql(e, 'this')} AS {g.sql(e, 'to')})",
            nodes.DuckOp: _operator,
            nodes.DuckLambda: lambda g, e: f"LAMBDA {e.args['names']}: {g.sql(e, 'this')}",
            nodes.DuckList: lambda g, e: "[" + ", ".join(g.sql(x) for x in e.expressions) + "]",
            nodes.DuckStruct: _struct,
            nodes.DuckField: lambda g, e: f"({g.sql(e, 'this')}).{e.args['name']}",
            nodes.DuckIndex: _index,
            nodes.DuckOrder: _order,
            nodes.DuckAgg: _aggregate,
            nodes.DuckWindow: _window,
        }


def duck_sql(tree: exp.Expression) -> str:
    """The statement's text, on several lines."""
    return str(tree.sql(dialect=Duck, pretty=True, copy=False))
