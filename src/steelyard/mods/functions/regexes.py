"""Regular expressions.

Patterns are those of RE2, which Terraform's functions document, and the engine is RE2 itself: the one
inside DuckDB. It takes linear time whatever the pattern, which Python's does not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from steelyard.mods.diagnostics import EvaluationError
from steelyard.mods.functions.declare import table
from steelyard.mods.values import MAX_TEXT, Value, shorten

if TYPE_CHECKING:
    import duckdb

GROUP = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((\?P?<(?P<name>[A-Za-z0-9_]+)>|\?)?", re.DOTALL)
DOLLAR = re.compile(r"\$\$|\$\{(\w+)\}|\$(\w+)|(\\)")
MAX_PATTERN = 10_000


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    import duckdb

    return duckdb.connect(":memory:", config={"threads": 1})


def _ask(sql: str, pattern: str, *arguments: Any) -> Any:
    import duckdb

    if len(pattern) > MAX_PATTERN:
        raise EvaluationError("the pattern is too long")
    try:
        row = _engine().execute(f"select {sql}", arguments).fetchone()
    except duckdb.Error as error:
        reason = str(error).split("\n")[0].split(": ", 1)[-1]
        raise EvaluationError(f"{shorten(pattern)} is no pattern: {reason}") from None
    return row[0] if row else None


def groups(pattern: str) -> list[str | None]:
    """The capturing groups of a pattern, in order, by name where they have one."""
    quoted = re.sub(r"\\Q.*?(\\E|\Z)", "", pattern, flags=re.DOTALL)
    found = []
    for match in GROUP.finditer(quoted):
        if match.group().startswith("(") and (match.group() == "(" or match["name"]):
            found.append(match["name"])
    return found


def _result(pattern: str, named: list[str | None], match: list[str | None]) -> Value:
    """What regex() gives: the text, or the groups as a list, or as a map if they have names."""
    if not named:
        return match[0]
    if any(named):
        if not all(named):
            raise EvaluationError("named and unnamed groups cannot be mixed")
        return dict(zip([name or "" for name in named], match[1:], strict=True))
    return match[1:]


def regexall(pattern: str, text: str) -> Value:
    named = groups(pattern)
    columns = []
    for number in range(len(named) + 1):
        columns.append(_ask(f"regexp_extract_all($1, $2, {number})", pattern, text, pattern))
    return [_result(pattern, named, list(match)) for match in zip(*columns, strict=True)]


def regex(pattern: str, text: str) -> Value:
    if not _ask("regexp_matches($1, $2)", pattern, text, pattern):
        raise EvaluationError(f"{shorten(pattern)} does not match {shorten(text)}")
    named = groups(pattern)
    match = [_ask(f"regexp_extract($1, $2, {number})", pattern, text, pattern) for number in range(len(named) + 1)]
    return _result(pattern, named, match)


def replace(text: str, pattern: str, new: str) -> str:
    named = groups(pattern)
    places = {name: number + 1 for number, name in enumerate(named) if name}

    def reference(match: re.Match[str]) -> str:
        if match.group() == "$$":
            return "$"
        if match.group() == "\\":
            return "\\\\"
        name = match[1] or match[2]
        number = int(name) if name.isdigit() else places.get(name, -1)
        return f"\\{number}" if 0 <= number <= min(9, len(named)) else ""

    if (len(text) + 1) * (len(new) + len(text) * new.count("$")) > MAX_TEXT:
        count = _ask("len(regexp_extract_all($1, $2))", pattern, text, pattern) or 0
        if len(text) + count * (len(new) + len(text) * new.count("$")) > MAX_TEXT:
            raise EvaluationError("the result would be too long")
    return str(_ask("regexp_replace($1, $2, $3, 'g')", pattern, text, pattern, DOLLAR.sub(reference, new)))


FUNCTIONS = table(("regex", "ss", regex), ("regexall", "ss", regexall))
