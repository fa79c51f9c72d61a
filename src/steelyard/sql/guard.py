"""What may fail runs only for rows that what stands before it lets through, as PostgreSQL runs AND and OR.

DuckDB puts conditions in the order it likes. A condition that may raise an error is therefore put into a CASE behind
those written before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from steelyard.sql.nodes import Node, boolean, case, op

_FAILING = {
    "pg_elements", "pg_elements_at", "pg_object_keys", "pg_each", "pg_each_text", "pg_jsonb_array_length",
    "pg_jsonb_array_length_at", "pg_jsonb_numeric", "pg_jsonb_truth", "pg_jsonb_int2", "pg_jsonb_int4",
    "pg_jsonb_int8", "pg_numeric_int2", "pg_numeric_int4", "pg_numeric_int8", "pg_int_div", "pg_int_mod",
    "pg_float_div", "pg_numeric_div", "pg_numeric_mod", "pg_numeric_fit", "pg_split_part", "pg_substr3",
    "pg_json_elements", "pg_json_elements_text", "pg_array_in", "pg_jsonb_path_query", "pg_sqrt", "pg_ln",
    "pg_log10",
}  # fmt: skip


def may_fail(node: Node) -> bool:
    """Whether a value may make the expression raise an error."""
    for part in node.find_all(exp.Anonymous):
        name = str(part.this)
        if name in _FAILING or (name.startswith("pg_") and name.endswith("_in")):
            return True
    return False


def and_then(left: Node, right: Node, loose: bool = False) -> Node:
    """``left AND right``; ``loose`` where unknown is as good as false."""
    if not may_fail(right):
        return op(left, "AND", right)
    if loose:
        return case((left, right), otherwise=boolean(False))
    unknown = op(right.copy(), "AND", exp.Null())
    return case((left, right), (op(None, "NOT", left.copy()), boolean(False)), otherwise=unknown)


def or_else(left: Node, right: Node, loose: bool = False) -> Node:
    """``left OR right``; ``loose`` where unknown is as good as false."""
    if not may_fail(right):
        return op(left, "OR", right)
    if loose:
        return case((left, boolean(True)), otherwise=right)
    unknown = op(right.copy(), "OR", exp.Null())
    return case((left, boolean(True)), (op(None, "NOT", left.copy()), right), otherwise=unknown)


def conjunction(conditions: Sequence[Node]) -> Node:
    """The conditions of WHERE as one, where unknown is as good as false."""
    made = conditions[0]
    for node in conditions[1:]:
        if not may_fail(node):
            made = op(made, "AND", node)
        elif may_fail(made):
            made = case((made, node), otherwise=boolean(False))
        else:
            made = op(made, "AND", case((made.copy(), node), otherwise=boolean(False)))
    return made
