"""Names: columns, whole rows, fields."""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from steelyard.sql import types as t
from steelyard.sql.nodes import Node, Typed, case, field, null, op, struct
from steelyard.sql.scope import Column, Relation, Scope
from steelyard.sql.translation import Translation, rewrites


@rewrites(exp.Column)
def _column(tr: Translation, e: Any, scope: Scope) -> Typed:
    if isinstance(e.this, exp.Star):
        raise tr.error("syntax error: * is not allowed here", e)
    name = ident(e.this)
    if e.args.get("db"):
        raise tr.refuse("a column with its schema's name", e)
    if not e.table:
        found = unqualified(tr, name, scope, e)
        if found is not None:
            return found
        raise tr.error(_no_column(name, scope), e)
    owner = ident(e.args["table"])
    relation = find_relation(scope, owner)
    if relation is None:
        raise tr.error(f'missing FROM-clause entry for table "{owner}"', e)
    columns = relation.find(name)
    if not columns:
        from difflib import get_close_matches

        near = get_close_matches(name, [c.name for c in relation.columns], 3)
        raise tr.error(f"column {owner}.{name} does not exist{_did_you_mean(near)}", e)
    if len(columns) > 1:
        raise tr.error(f'column reference "{name}" is ambiguous', e)
    return read(relation, columns[0])


def ident(e: Any) -> str:
    """An identifier's name, folded to lower case unless quoted, cut to 63 bytes as PostgreSQL cuts it."""
    name = str(e.this) if e.args.get("quoted") else str(e.this).lower()
    return name if len(name) < 64 else name.encode()[:63].decode(errors="ignore")


def read(relation: Relation | None, found: Column) -> Typed:
    """A column's value; the table's use is noted."""
    if relation is not None and relation.use is not None:
        relation.use.columns.add(found.name)
    return Typed(found.node.copy(), found.type)


def unqualified(tr: Translation, name: str, scope: Scope, e: Any) -> Typed | None:
    """A bare name: a column of the nearest scope that has it, or a whole row."""
    level: Scope | None = scope
    while level:
        merged = [c for c in level.merged if c.name == name]
        if merged:
            for relation in level.relations:
                if relation.use is not None and relation.find(name):
                    relation.use.columns.add(name)
            return read(None, merged[0])
        found = [(r, c) for r in level.relations for c in r.find(name) if name not in r.hidden]
        if len(found) > 1:
            raise tr.error(f'column reference "{name}" is ambiguous', e)
        if found:
            return read(*found[0])
        level = level.parent
    row = find_relation(scope, name)
    return whole_row(row) if row is not None else None


def find_relation(scope: Scope, name: str) -> Relation | None:
    """The nearest entry of FROM with that name."""
    level: Scope | None = scope
    while level:
        for relation in level.relations:
            if relation.name == name:
                return relation
        level = level.parent
    return None


def whole_row(relation: Relation) -> Typed:
    """A relation used as a value: its row, or the value of a function that gives one column."""
    if relation.scalar:
        return read(relation, relation.columns[0])
    if relation.use is not None:
        relation.use.whole = True
    fields = tuple((c.name, c.type) for c in relation.columns)
    row = struct([c.node.copy() for c in relation.columns])
    if relation.nullable:
        # The row that an outer join made up is null as a whole.
        there = op(c_node(relation, 0), "IS NOT", null())
        for i in range(1, len(relation.columns)):
            there = op(there, "OR", op(c_node(relation, i), "IS NOT", null()))
        row = case((there, struct([c.node.copy() for c in relation.columns])))
    return Typed(row, t.record(fields, relation.use is not None))


def c_node(relation: Relation, place: int) -> Node:
    """A copy of the expression that reads a column."""
    return relation.columns[place].node.copy()


def _did_you_mean(near: list[str]) -> str:
    return f"; did you mean {', '.join(near)}?" if near else ""


def _no_column(name: str, scope: Scope) -> str:
    from difflib import get_close_matches

    names: set[str] = set()
    level: Scope | None = scope
    while level:
        names |= {c.name for r in level.relations for c in r.columns}
        level = level.parent
    return f'column "{name}" does not exist{_did_you_mean(get_close_matches(name, sorted(names), 3))}'


@rewrites(exp.Dot)
def _dot(tr: Translation, e: Any, scope: Scope) -> Typed:
    if isinstance(e.expression, exp.Star):
        raise tr.error("(row).* is only allowed in a select list", e)
    if isinstance(e.this, exp.Identifier | exp.Column) and not isinstance(e.expression, exp.Identifier):
        if e.this.name.lower() != "pg_catalog":
            raise tr.error(f'schema "{e.this.name}" does not exist', e)
        return tr.expr(e.expression, scope)
    value = tr.expr(e.this, scope)
    return row_field(tr, value, ident(e.expression), e)


def row_field(tr: Translation, value: Typed, name: str, e: Any) -> Typed:
    """``(value).name``."""
    if value.type.name != "record":
        raise tr.error(f"column notation .{name} applied to type {value.type}, which is not a composite type", e)
    for place, (known, kind) in enumerate(value.type.fields, 1):
        if known == name:
            return Typed(field(value.node, f"f{place}"), kind)
    raise tr.error(f'column "{name}" not found in data type record', e)
