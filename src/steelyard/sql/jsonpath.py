"""SQL/JSON path: PostgreSQL's jsonpath, read once and evaluated over parsed jsonb.

Supported: ``lax`` and ``strict``; ``$``, ``@``, ``$variable``; ``.key``, ``.*``, ``.**``, ``[n]``, ``[a to b]``,
``[*]``, ``last``; filters with ``&& || ! == != <> < <= > >= exists() like_regex starts with is unknown``;
``+ - * / %``; the methods ``type size double ceiling floor abs bigint integer number string boolean``.
``datetime()``, ``keyvalue()`` and their kin are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from steelyard.sql import are, jsonb, numeric
from steelyard.sql.jsonpath_syntax import Node, Number, are_flags, read
from steelyard.sql.values import PgError

Items = list[Any]


class _Soft(Exception):
    """An error that lax mode or silence turns into nothing, and a filter into unknown."""


def _value(stored: str) -> Any:
    """A stored jsonb with its numbers as ``Number``."""

    def convert(value: Any) -> Any:
        if isinstance(value, jsonb.NumberText):
            return Number(jsonb.number_text(value))
        if isinstance(value, list):
            return [convert(v) for v in value]
        if isinstance(value, dict):
            return {k: convert(v) for k, v in value.items()}
        return value

    return convert(jsonb.read(stored))


def _stored(value: Any) -> str:
    def convert(item: Any) -> Any:
        if isinstance(item, Number):
            return jsonb.NumberText(item)
        if isinstance(item, list):
            return [convert(v) for v in item]
        if isinstance(item, dict):
            return {k: convert(v) for k, v in item.items()}
        return item

    return jsonb.dumps(convert(value))


def _type(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, Number):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


class _Run:
    def __init__(self, strict: bool, root: Any, variables: Any) -> None:
        self.strict = strict
        self.root = root
        self.variables = variables

    def items(self, node: Node, current: Any, last: int | None) -> Items:
        kind = node[0]
        if kind == "root":
            return [self.root]
        if kind == "current":
            return [current]
        if kind == "constant":
            return [node[1]]
        if kind == "variable":
            if not isinstance(self.variables, dict) or node[1] not in self.variables:
                raise PgError(f'could not find jsonpath variable "{node[1]}"')
            return [self.variables[node[1]]]
        if kind == "last":
            if last is None:
                raise PgError("LAST is allowed only in array subscripts")
            return [Number(str(last))]
        if kind in {"or", "and", "not", "exists", "compare", "regex", "starts", "unknown"}:
            return [self.truth(node, current, last)]
        return list(self.path(node, current, last))

    def path(self, node: Node, current: Any, last: int | None) -> Iterator[Any]:
        kind = node[0]
        if kind == "key":
            yield from self.keys(self.items(node[1], current, last), node[2])
        elif kind == "members":
            for item in self.unwrapped(self.items(node[1], current, last)):
                if isinstance(item, dict):
                    yield from (item[k] for k in sorted(item, key=jsonb.key_order))
                elif self.strict:
                    raise _Soft("jsonpath wildcard member accessor can only be applied to an object")
        elif kind == "elements":
            for item in self.items(node[1], current, last):
                if isinstance(item, list):
                    yield from item
                elif self.strict:
                    raise _Soft("jsonpath wildcard array accessor can only be applied to an array")
                else:
                    yield item
        elif kind == "index":
            for item in self.items(node[1], current, last):
                yield from self.positions(item, node[2], current)
        elif kind == "deep":
            for item in self.items(node[1], current, last):
                yield from _deep(item, node[2], node[3], 0)
        elif kind == "filter":
            for item in self.unwrapped(self.items(node[1], current, last)):
                if self.truth(node[2], item, last) is True:
                    yield item
        elif kind == "method":
            found = self.items(node[1], current, last)
            if node[2] not in {"type", "size"}:
                found = self.unwrapped(found)
            for item in found:
                yield from METHODS[node[2]](self, item)
        elif kind == "binary":
            yield self.arithmetic(node, current, last)
        elif kind == "unary":
            for item in self.unwrapped(self.items(node[2], current, last)):
                if not isinstance(item, Number):
                    raise _Soft(f"operand of unary jsonpath operator {node[1]} is not a numeric value")
                yield Number(numeric.negate(item)) if node[1] == "-" else item
        else:
            raise PgError(f"jsonpath {kind} is not supported")

    def unwrapped(self, found: Items) -> Items:
        if self.strict:
            return found
        made: Items = []
        for item in found:
            made += item if isinstance(item, list) else [item]
        return made

    def keys(self, found: Items, key: str) -> Iterator[Any]:
        for item in self.unwrapped(found):
            if isinstance(item, dict):
                if key in item:
                    yield item[key]
                elif self.strict:
                    raise _Soft(f'JSON object does not contain key "{key}"')
            elif self.strict:
                raise _Soft("jsonpath member accessor can only be applied to an object")

    def positions(self, item: Any, ranges: tuple[tuple[Node, Node | None], ...], current: Any) -> Iterator[Any]:
        if not isinstance(item, list):
            if self.strict:
                raise _Soft("jsonpath array accessor can only be applied to an array")
            item = [item]
        for low, high in ranges:
            start = self.position(low, current, len(item) - 1)
            end = start if high is None else self.position(high, current, len(item) - 1)
            if self.strict and (start < 0 or start > end or end >= len(item)):
                raise _Soft("jsonpath array subscript is out of bounds")
            yield from item[max(start, 0) : max(end + 1, 0)]

    def position(self, node: Node, current: Any, last: int) -> int:
        found = self.items(node, current, last)
        if len(found) != 1 or not isinstance(found[0], Number):
            raise _Soft("jsonpath array subscript is not a single numeric value")
        return int(Decimal(found[0]))

    def arithmetic(self, node: Node, current: Any, last: int | None) -> Any:
        sides = [self.unwrapped(self.items(n, current, last)) for n in node[2:4]]
        for side, word in zip(sides, ("left", "right"), strict=True):
            if len(side) != 1 or not isinstance(side[0], Number):
                raise _Soft(f"{word} operand of jsonpath operator {node[1]} is not a single numeric value")
        call = {
            "+": numeric.add,
            "-": numeric.subtract,
            "*": numeric.multiply,
            "/": numeric.divide,
            "%": numeric.modulo,
        }
        try:
            return Number(call[node[1]](sides[0][0], sides[1][0]))
        except PgError as error:
            raise _Soft(str(error)) from error

    def truth(self, node: Node, current: Any, last: int | None) -> bool | None:
        kind = node[0]
        if kind == "and":
            left = self.truth(node[1], current, last)
            if left is False:
                return False
            right = self.truth(node[2], current, last)
            return False if right is False else (None if left is None or right is None else True)
        if kind == "or":
            left = self.truth(node[1], current, last)
            if left is True:
                return True
            right = self.truth(node[2], current, last)
            return True if right is True else (None if left is None or right is None else False)
        if kind == "not":
            inner = self.truth(node[1], current, last)
            return None if inner is None else not inner
        if kind == "unknown":
            return self.truth(node[1], current, last) is None
        if kind == "exists":
            try:
                return bool(self.items(node[1], current, last))
            except _Soft:
                return None
        if kind not in {"compare", "regex", "starts"}:
            raise PgError("jsonpath predicate expected")
        return self.predicate(node, current, last)

    def predicate(self, node: Node, current: Any, last: int | None) -> bool | None:
        try:
            left = self.unwrapped(self.items(node[2] if node[0] == "compare" else node[1], current, last))
            right: Items = [None]
            if node[0] == "compare":
                right = self.unwrapped(self.items(node[3], current, last))
            elif node[0] == "starts":
                right = self.items(node[2], current, last)
        except _Soft:
            return None
        found, failed = False, False
        for a in left:
            for b in right:
                verdict = self.test(node, a, b)
                if verdict is None:
                    if self.strict:
                        return None
                    failed = True
                elif verdict:
                    if not self.strict:
                        return True
                    found = True
        return True if found else (None if failed else False)

    def test(self, node: Node, a: Any, b: Any) -> bool | None:
        if node[0] == "regex":
            plain = isinstance(a, str) and not isinstance(a, Number)
            return are.test(a, node[2], are_flags(node[3])) if plain else None
        if node[0] == "starts":
            strings = all(isinstance(x, str) and not isinstance(x, Number) for x in (a, b))
            return a.startswith(b) if strings else None
        return _compare(node[1], a, b)


def _compare(op: str, a: Any, b: Any) -> bool | None:
    if _type(a) != _type(b):
        if a is None or b is None:
            return op == "!="
        return None
    if isinstance(a, list | dict):
        return None
    if a is None:
        order = 0
    elif isinstance(a, Number):
        order = numeric.compare(a, b)
    else:
        order = (a > b) - (a < b)
    return {"==": order == 0, "!=": order != 0, "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[op]


def _deep(item: Any, low: int, high: int, level: int) -> Iterator[Any]:
    leaf = not isinstance(item, list | dict) or not item
    if low == -1:
        if leaf:
            yield item
    elif level >= low and (high == -1 or level <= high):
        yield item
    if high != -1 and level >= high and low != -1:
        return
    children: Items = []
    if isinstance(item, list):
        children = item
    elif isinstance(item, dict):
        children = [item[k] for k in sorted(item, key=jsonb.key_order)]
    for child in children:
        yield from _deep(child, low, high, level + 1)


def _size(run: _Run, item: Any) -> Items:
    if not isinstance(item, list):
        if run.strict:
            raise _Soft("jsonpath item method .size() can only be applied to an array")
        return [Number("1")]
    return [Number(str(len(item)))]


def _numeric_method(name: str, call: Callable[[str], str]) -> Callable[[_Run, Any], Items]:
    def method(run: _Run, item: Any) -> Items:
        if not isinstance(item, Number):
            raise _Soft(f"jsonpath item method .{name}() can only be applied to a numeric value")
        return [Number(call(item))]

    return method


def _converting(name: str, call: Callable[[str], str]) -> Callable[[_Run, Any], Items]:
    def method(run: _Run, item: Any) -> Items:
        if isinstance(item, bool) or not isinstance(item, str):
            raise _Soft(f"jsonpath item method .{name}() can only be applied to a string or numeric value")
        try:
            return [Number(call(item))]
        except PgError as error:
            raise _Soft(f'argument "{item}" of jsonpath item method .{name}() is invalid') from error

    return method


def _double(text: str) -> str:
    from steelyard.sql.values import float_in, float_out

    made = float_out(float_in(text))
    return numeric.numeric_in(made)


def _string(run: _Run, item: Any) -> Items:
    if isinstance(item, bool):
        return ["true" if item else "false"]
    if isinstance(item, str):
        return [str(item)]
    raise _Soft("jsonpath item method .string() can only be applied to a boolean, string, numeric, or datetime value")


def _boolean(run: _Run, item: Any) -> Items:
    from steelyard.sql.values import bool_in

    if isinstance(item, bool):
        return [item]
    if isinstance(item, Number):
        return [bool(Decimal(item))]
    if isinstance(item, str):
        try:
            return [bool_in(item)]
        except PgError as error:
            raise _Soft(str(error)) from error
    raise _Soft("jsonpath item method .boolean() can only be applied to a boolean, string, or numeric value")


METHODS: dict[str, Callable[[_Run, Any], Items]] = {
    "type": lambda run, item: [_type(item)],
    "size": _size,
    "abs": _numeric_method("abs", numeric.absolute),
    "ceiling": _numeric_method("ceiling", numeric.ceiling),
    "floor": _numeric_method("floor", numeric.floor),
    "double": _converting("double", _double),
    "number": _converting("number", numeric.numeric_in),
    "bigint": _converting("bigint", lambda text: str(numeric.to_int(numeric.numeric_in(text), "bigint"))),
    "integer": _converting("integer", lambda text: str(numeric.to_int(numeric.numeric_in(text), "integer"))),
    "string": _string,
    "boolean": _boolean,
}


def _run(stored: str, path: str, variables: str, silent: bool) -> Items | None:
    strict, tree = read(path)
    try:
        return _Run(strict, _value(stored), _value(variables)).items(tree, None, None)
    except _Soft as error:
        if silent:
            return None
        raise PgError(str(error)) from error


def query(stored: str, path: str, variables: str, silent: bool) -> list[str]:
    """jsonb_path_query."""
    return [_stored(item) for item in _run(stored, path, variables, silent) or []]


def query_array(stored: str, path: str, variables: str, silent: bool) -> str:
    """jsonb_path_query_array."""
    return "[" + ",".join(query(stored, path, variables, silent)) + "]"


def query_first(stored: str, path: str, variables: str, silent: bool) -> str | None:
    """jsonb_path_query_first."""
    found = query(stored, path, variables, silent)
    return found[0] if found else None


def exists(stored: str, path: str, variables: str, silent: bool) -> bool | None:
    """jsonb_path_exists and ``@?``."""
    found = _run(stored, path, variables, silent)
    return None if found is None else bool(found)


def match(stored: str, path: str, variables: str, silent: bool) -> bool | None:
    """jsonb_path_match and ``@@``."""
    found = _run(stored, path, variables, silent)
    if found is not None and len(found) == 1 and (isinstance(found[0], bool) or found[0] is None):
        return found[0] if isinstance(found[0], bool) else None
    if silent:
        return None
    raise PgError("single boolean result is expected")
