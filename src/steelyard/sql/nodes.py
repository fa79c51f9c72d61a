"""Builders for the DuckDB tree, so that a rewrite reads as one line."""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp

from steelyard.sql import types as t
from steelyard.sql.types import PgType

Node = exp.Expression


@dataclass(slots=True)
class Typed:
    """A translated expression: its DuckDB tree and its PostgreSQL type.

    ``literal`` is the text of a string constant that has no type yet, ``parameter`` the number of a
    ``$n`` that has none, ``start`` where the source of it stands in the query's text.
    """

    node: Node
    type: PgType
    literal: str | None = None
    parameter: int | None = None
    start: int | None = None
    constant: bool = False

    @property
    def untyped(self) -> bool:
        return self.type is t.UNKNOWN


def fn(name: str, *args: Node) -> Node:
    """A call of a DuckDB function or macro."""
    return exp.Anonymous(this=name, expressions=list(args))


def string(value: str) -> Node:
    """A string constant."""
    return exp.Literal.string(value)


def number(value: int | str) -> Node:
    """A number constant."""
    return exp.Literal.number(value)


def null() -> Node:
    """NULL."""
    return exp.Null()


def boolean(value: bool) -> Node:
    """TRUE or FALSE."""
    return exp.Boolean(this=value)


class DuckType(exp.Expression):
    """The text of a DuckDB type in a cast."""

    arg_types = {"this": True}  # noqa: RUF012


def cast(node: Node, duck: str) -> Node:
    """CAST(node AS duck)."""
    return exp.Cast(this=node, to=DuckType(this=duck))


def carry(node: Node, kind: PgType) -> Node:
    """CAST(node AS the DuckDB type that carries kind)."""
    return cast(node, t.duck_name(kind))


def as_text(node: Node) -> Node:
    """CAST(node AS VARCHAR)."""
    return cast(node, "VARCHAR")


class DuckOp(exp.Expression):
    """A DuckDB operator, always in parentheses."""

    arg_types = {"this": False, "expression": True, "op": True}  # noqa: RUF012


def op(left: Node | None, name: str, right: Node) -> Node:
    """``(left name right)``, or ``(name right)``."""
    return DuckOp(this=left, expression=right, op=name)


def both(*nodes: Node) -> Node:
    """The conjunction of the nodes."""
    made = nodes[0]
    for node in nodes[1:]:
        made = op(made, "AND", node)
    return made


def case(*branches: tuple[Node, Node], otherwise: Node | None = None) -> Node:
    """CASE WHEN … THEN … ELSE … END."""
    ifs = [exp.If(this=condition, true=value) for condition, value in branches]
    return exp.Case(ifs=ifs, default=otherwise)


class DuckLambda(exp.Expression):
    """``LAMBDA names: body``."""

    arg_types = {"this": True, "names": True}  # noqa: RUF012


def lam(names: str, body: Node) -> Node:
    """A DuckDB lambda; ``names`` as in ``x`` or ``x, i``."""
    return DuckLambda(this=body, names=names)


def var(name: str) -> Node:
    """A name that is written as it is: a lambda's variable, a generated column."""
    return exp.Var(this=name)


def quoted(name: str) -> exp.Identifier:
    """A quoted identifier."""
    return exp.Identifier(this=name, quoted=True)


def column(name: str, table: str | None = None) -> Node:
    """A column, qualified when ``table`` is given."""
    return exp.Column(this=quoted(name), table=quoted(table) if table else None)


class DuckList(exp.Expression):
    """``[a, b]``."""

    arg_types = {"expressions": True}  # noqa: RUF012


def listed(nodes: list[Node]) -> Node:
    """A DuckDB list constant."""
    return DuckList(expressions=nodes)


class DuckStruct(exp.Expression):
    """``{'f1': a, 'f2': b}``."""

    arg_types = {"expressions": True}  # noqa: RUF012


def struct(nodes: list[Node]) -> Node:
    """A row value; its fields are f1, f2, …"""
    return DuckStruct(expressions=nodes)


class DuckField(exp.Expression):
    """``(this).name``."""

    arg_types = {"this": True, "name": True}  # noqa: RUF012


def field(node: Node, name: str) -> Node:
    """A field of a struct."""
    return DuckField(this=node, name=name)


class DuckIndex(exp.Expression):
    """``(this)[index]`` or, with ``upper``, ``(this)[index:upper]``."""

    arg_types = {"this": True, "index": False, "upper": False, "slice": False}  # noqa: RUF012


def index(node: Node, position: Node) -> Node:
    """An element of a list, from 1."""
    return DuckIndex(this=node, index=position)


class DuckAgg(exp.Expression):
    """An aggregate or window function's call with all that may stand in and behind it."""

    arg_types = {  # noqa: RUF012
        "this": True,
        "expressions": False,
        "distinct": False,
        "order": False,
        "filter": False,
        "window": False,
    }


class DuckOrder(exp.Expression):
    """One entry of ORDER BY."""

    arg_types = {"this": True, "desc": False, "nulls_first": False}  # noqa: RUF012


class DuckWindow(exp.Expression):
    """``OVER (…)``."""

    arg_types = {"partition": False, "order": False, "frame": False}  # noqa: RUF012
