"""jsonb containment, paths and changes, on parsed values."""

from __future__ import annotations

import re
from typing import Any

from steelyard.sql.jsonb import NumberText, document, dumps, escaped, key_order, read, shown
from steelyard.sql.values import PgError


def _equal(a: Any, b: Any) -> bool:
    if isinstance(a, NumberText) != isinstance(b, NumberText) or isinstance(a, bool) != isinstance(b, bool):
        return False
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(_equal, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(_equal(a[k], b[k]) for k in a)
    return type(a) is type(b) and bool(a == b)


def _holds(a: Any, b: Any) -> bool:
    if isinstance(b, dict):
        return isinstance(a, dict) and all(k in a and _holds(a[k], v) for k, v in b.items())
    if isinstance(b, list):
        return isinstance(a, list) and all(any(_holds(x, y) for x in a) for y in b)
    return _equal(a, b)


def contains(stored: str, part: str) -> bool:
    """``stored @> part``; an array holds a bare scalar at the top."""
    a, b = document(stored), document(part)
    if isinstance(a, list) and not isinstance(b, list | dict):
        return any(_equal(x, b) for x in a)
    return _holds(a, b)


def concatenate(a: str, b: str) -> str:
    """``a || b``."""
    left, right = read(a), read(b)
    if isinstance(left, dict) and isinstance(right, dict):
        return dumps(left | right)
    first = left if isinstance(left, list) else [left]
    second = right if isinstance(right, list) else [right]
    return dumps(first + second)


def delete_keys(stored: str, keys: list[str | None]) -> str:
    """``stored - keys``."""
    value = read(stored)
    if isinstance(value, dict):
        return dumps({k: v for k, v in value.items() if k not in keys})
    if isinstance(value, list):
        return dumps([v for v in value if isinstance(v, NumberText) or not isinstance(v, str) or v not in keys])
    raise PgError("cannot delete from scalar")


def delete_index(stored: str, at: int) -> str:
    """``stored - at``."""
    value = read(stored)
    if not isinstance(value, list):
        raise PgError(f"cannot delete from {'object using integer index' if isinstance(value, dict) else 'scalar'}")
    if -len(value) <= at < len(value):
        del value[at]
    return dumps(value)


def _position(step: str, value: list[Any], at: int) -> int:
    if not re.fullmatch(r"\s*[+-]?\d+", step):
        raise PgError(f'path element at position {at} is not an integer: "{step}"')
    place = int(step)
    return place + len(value) if place < 0 else place


def path_value(stored: str, steps: list[str | None]) -> str | None:
    """``stored #> steps``."""
    value = read(stored)
    for step in steps:
        if step is None:
            return None
        if isinstance(value, dict):
            if step not in value:
                return None
            value = value[step]
        elif isinstance(value, list):
            if not re.fullmatch(r"\s*[+-]?\d+", step):
                return None
            place = int(step)
            place = place + len(value) if place < 0 else place
            if not 0 <= place < len(value):
                return None
            value = value[place]
        else:
            return None
    return dumps(value)


def delete_path(stored: str, steps: list[str | None]) -> str:
    """``stored #- steps``."""
    value = read(stored)
    if not isinstance(value, list | dict):
        raise PgError("cannot delete path in scalar")
    _change(value, steps, 0, None, "delete")
    return dumps(value)


def set_path(stored: str, steps: list[str | None], new: str, create: bool) -> str:
    """jsonb_set."""
    value = read(stored)
    if not isinstance(value, list | dict):
        raise PgError("cannot set path in scalar")
    _change(value, steps, 0, read(new), "create" if create else "set")
    return dumps(value)


def insert_path(stored: str, steps: list[str | None], new: str, after: bool) -> str:
    """jsonb_insert."""
    value = read(stored)
    if not isinstance(value, list | dict):
        raise PgError("cannot set path in scalar")
    _change(value, steps, 0, read(new), "after" if after else "before")
    return dumps(value)


def _change(value: Any, steps: list[str | None], at: int, new: Any, how: str) -> None:
    if at >= len(steps):
        return
    step = steps[at]
    if step is None:
        raise PgError(f"path element at position {at + 1} is null")
    last = at == len(steps) - 1
    if isinstance(value, dict):
        if not last:
            if step in value:
                _change(value[step], steps, at + 1, new, how)
        elif how == "delete":
            value.pop(step, None)
        elif how in {"before", "after"}:
            if step in value:
                raise PgError("cannot replace existing key")
            value[step] = new
        elif step in value or how == "create":
            value[step] = new
    elif isinstance(value, list):
        place = _position(step, value, at + 1)
        inside = 0 <= place < len(value)
        if not last:
            if inside:
                _change(value[place], steps, at + 1, new, how)
        elif how == "delete":
            if inside:
                del value[place]
        elif how == "set" or (how == "create" and inside):
            if inside:
                value[place] = new
        elif how == "after" and inside:
            value.insert(place + 1, new)
        else:
            value.insert(max(0, min(place, len(value))), new)


def strip_nulls(stored: str) -> str:
    """jsonb_strip_nulls."""

    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: strip(v) for k, v in value.items() if v is not None}
        if isinstance(value, list):
            return [strip(v) for v in value]
        return value

    return dumps(strip(read(stored)))


def pretty(stored: str) -> str:
    """jsonb_pretty."""

    def write(value: Any, depth: int) -> str:
        pad = "    " * (depth + 1)
        if isinstance(value, dict):
            pairs = sorted(value.items(), key=lambda p: key_order(p[0]))
            body = ",\n".join(f"{pad}{shown(escaped(k))}: {write(v, depth + 1)}" for k, v in pairs)
            return "{\n" + body + ("\n" if body else "") + "    " * depth + "}"
        if isinstance(value, list):
            body = ",\n".join(f"{pad}{write(v, depth + 1)}" for v in value)
            return "[\n" + body + ("\n" if body else "") + "    " * depth + "]"
        return shown(dumps(value))

    return write(read(stored), 0)


def build_object(keys: list[str | None], values: list[str]) -> str:
    """An object of keys and stored values; the last of equal keys counts."""
    made: dict[str, str] = {}
    for key, value in zip(keys, values, strict=True):
        if key is None:
            raise PgError("argument 1: key must not be null")
        made[key] = value
    inside = ",".join(f"{escaped(k)}:{made[k]}" for k in sorted(made, key=key_order))
    return "{" + inside + "}"
