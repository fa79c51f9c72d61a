"""json (not jsonb): values keep their text as written, so they are found in the text, not in a parsed value."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from steelyard.sql.jsonb import parse
from steelyard.sql.values import PgError

_SPACE = re.compile(r"[ \t\n\r]*")
_SCALAR = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s,\]}]+', re.S)


def check(text: str) -> str:
    """The text, when it is JSON."""
    parse(text)
    return text


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    assert match
    return match.end()


def _end(text: str, at: int) -> int:
    """Where the value that starts at ``at`` ends."""
    if text[at] not in "{[":
        match = _SCALAR.match(text, at)
        assert match
        return match.end()
    depth = 0
    token = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^"{}\[\]]+', re.S)
    while True:
        match = token.match(text, at)
        assert match
        at = match.end()
        depth += (match[0] in "{[") - (match[0] in "}]") if len(match[0]) == 1 else 0
        if not depth:
            return at


def items(text: str) -> Iterator[tuple[str | None, str]]:
    """Keys (None in an array) and the text of each member."""
    at = _skip(text, 0)
    is_object = text[at] == "{"
    at = _skip(text, at + 1)
    while text[at] not in "}]":
        key = None
        if is_object:
            end = _end(text, at)
            key = json.loads(text[at:end], strict=False)
            at = _skip(text, _skip(text, end) + 1)
        end = _end(text, at)
        yield key, text[at:end]
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)


def kind(text: str) -> str:
    """The first character that is not space."""
    return text[_skip(text, 0)]


def key(text: str, name: str) -> str | None:
    """``text -> name``: the last member of that name."""
    if kind(text) != "{":
        return None
    found = [value for k, value in items(text) if k == name]
    return found[-1] if found else None


def index(text: str, at: int) -> str | None:
    """``text -> at``."""
    if kind(text) != "[":
        return None
    found = [value for _, value in items(text)]
    return found[at] if -len(found) <= at < len(found) else None


def path(text: str, steps: list[str | None]) -> str | None:
    """``text #> steps``."""
    made: str | None = text.strip(" \t\n\r") if not steps else text
    for step in steps:
        if made is None or step is None:
            return None
        if kind(made) == "{":
            made = key(made, step)
        elif kind(made) == "[" and re.fullmatch(r"-?\d+", step):
            made = index(made, int(step))
        else:
            return None
    return made


def scalar(text: str) -> str | None:
    """What ``->>`` gives for a value's text."""
    first = kind(text)
    if first == '"':
        made = json.loads(text, strict=False)
        if "\0" in made:
            raise PgError("unsupported Unicode escape sequence")
        return str(made)
    return None if text.strip() == "null" else text


def elements(text: str) -> list[str]:
    """json_array_elements."""
    if kind(text) != "[":
        raise PgError(f"cannot call json_array_elements on {'a non-array' if kind(text) == '{' else 'a scalar'}")
    return [value for _, value in items(text)]


def elements_text(text: str) -> list[str | None]:
    """json_array_elements_text."""
    return [scalar(value) for value in elements(text)]


def keys(text: str) -> list[str]:
    """json_object_keys."""
    return [name for name, _ in each(text)]


def each(text: str) -> list[tuple[str, str]]:
    """json_each."""
    if kind(text) != "{":
        raise PgError(
            "cannot deconstruct an array as an object" if kind(text) == "[" else "cannot deconstruct a scalar"
        )
    return [(name or "", value) for name, value in items(text)]


def quote(text: str) -> str:
    """A text as a JSON string in PostgreSQL's escapes."""
    made = json.dumps(text, ensure_ascii=False)
    return made.replace("\x7f", "\x7f")


def from_object(names: list[str | None], values: list[str]) -> str:
    """json_build_object's text."""
    if any(name is None for name in names):
        raise PgError("null value not allowed for object key")
    return "{" + ", ".join(f"{quote(n or '')} : {v}" for n, v in zip(names, values, strict=True)) + "}"


def aggregate_object(names: list[str | None], values: list[str]) -> str:
    """json_object_agg's text."""
    if any(name is None for name in names):
        raise PgError("null value not allowed for object key")
    return "{ " + ", ".join(f"{quote(n or '')} : {v}" for n, v in zip(names, values, strict=True)) + " }"


def from_row(names: list[str], values: list[str]) -> str:
    """row_to_json's text."""
    return "{" + ",".join(f"{quote(n)}:{v}" for n, v in zip(names, values, strict=True)) + "}"
