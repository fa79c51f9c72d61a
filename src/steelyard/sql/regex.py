"""Regular expression operators and functions: RE2 for the tests it can do, registered functions for the rest."""

from __future__ import annotations

import re

from sqlglot import exp

from steelyard.sql import are
from steelyard.sql.nodes import Node, Typed, case, fn, listed, op, string
from steelyard.sql.translation import Translation
from steelyard.sql.values import PgError


def regex_match(tr: Translation, value: Typed, pattern: Typed, ignore_case: bool) -> Node:
    """``value ~ pattern`` or ``~*``."""
    from steelyard.sql.casts import settle

    pattern = settle(tr, pattern)
    if not pattern.type.is_text:
        raise PgError(f"operator does not exist: {value.type} ~ {pattern.type}")
    flags = "i" if ignore_case else ""
    if isinstance(pattern.node, exp.Literal):
        read = are.read(pattern.node.this, flags)
        if read.re2 is not None:
            return fn("regexp_matches", value.node, string(read.re2))
        conjunction = lookahead_parts(pattern.node.this, flags)
        if conjunction:
            made: Node | None = None
            for part, wanted in conjunction:
                test = fn("regexp_matches", value.node.copy(), string(part))
                test = test if wanted else op(None, "NOT", test)
                made = test if made is None else op(made, "AND", test)
            assert made is not None
            return made
    return fn("pg_regexp_test", value.node, pattern.node, string(flags))


def lookahead_parts(pattern: str, flags: str) -> list[tuple[str, bool]]:
    """``^(?=A)(?!B)C`` as tests that RE2 can do: matches ^A, not ^B, matches ^C. Empty when it is not of that form."""
    if not pattern.startswith("^(?") or "|" in _outside_groups(pattern):
        return []
    parts: list[tuple[str, bool]] = []
    rest = pattern[1:]
    while rest.startswith(("(?=", "(?!")):
        end = _closing(rest)
        if end is None:
            return []
        parts.append(("^(?:" + rest[3:end] + ")", rest[2] == "="))
        rest = rest[end + 1 :]
        if rest[:1] in set("*+?{"):
            return []
    if rest:
        parts.append(("^" + rest, True))
    made = []
    for part, wanted in parts:
        read = are.read(part, flags)
        if read.re2 is None:
            return []
        made.append((read.re2, wanted))
    return made


def _closing(text: str) -> int | None:
    depth, at, inside = 0, 0, False
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif inside:
            inside = char != "]"
        elif char == "[":
            inside = True
            at += 1 if text[at + 1 : at + 2] in ("^", "]") else 0
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if not depth:
                return at
        at += 1
    return None


def _outside_groups(pattern: str) -> str:
    kept, depth, at, inside = [], 0, 0, False
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif inside:
            inside = char != "]"
        elif char == "[":
            inside = True
            at += 1 if pattern[at + 1 : at + 2] in ("^", "]") else 0
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        elif not depth:
            kept.append(char)
        at += 1
    return "".join(kept)


def similar_to(tr: Translation, value: Typed, pattern: Typed, escape: Typed | None) -> Node:
    """``value SIMILAR TO pattern [ESCAPE escape]``."""
    mark = "\\"
    if escape is not None:
        if escape.literal is None or len(escape.literal) > 1:
            raise PgError("ESCAPE must be one character")
        mark = escape.literal
    if isinstance(pattern.node, exp.Literal):
        return regex_match(tr, value, Typed(string(are.similar(pattern.node.this, mark)), pattern.type), False)
    return fn("pg_similar", value.node, pattern.node, string(mark))


def flags_node(tr: Translation, flags: Typed | None) -> Node:
    """The flags argument of a function."""
    from steelyard.sql.casts import settle

    return settle(tr, flags).node if flags is not None else string("")


def pattern_node(tr: Translation, pattern: Typed) -> Node:
    """The pattern argument of a function; a constant is checked at once."""
    from steelyard.sql.casts import settle

    pattern = settle(tr, pattern)
    if isinstance(pattern.node, exp.Literal):
        are.read(pattern.node.this, "")
    return pattern.node


def settled(pattern: Node, flags: Node) -> are.Are | None:
    """The pattern when it is a constant with which RE2 finds what PostgreSQL finds."""
    if not (isinstance(pattern, exp.Literal) and isinstance(flags, exp.Literal)) or set(flags.this) - {"g"}:
        return None
    made = are.read(pattern.this, "")
    return made if made.settled and made.re2 is not None else None


def substring(value: Node, pattern: Node) -> Node:
    """substring(value from pattern): the first group, or the whole match."""
    made = settled(pattern, string(""))
    if made is None:
        return fn("pg_regexp_substring", value, pattern)
    return fn("pg_re2_extract", value, string(made.re2 or ""), exp.Literal.number(1 if made.groups else 0))


def first_match(value: Node, pattern: Node, flags: Node) -> Node:
    """regexp_match: the groups of the first match, or the whole of it."""
    made = settled(pattern, flags)
    if made is None or flags.this:
        return fn("pg_regexp_match", value, pattern, flags)
    places = range(1, made.groups + 1) if made.groups else range(1)
    re2 = string(made.re2 or "")
    groups = [fn("regexp_extract", value.copy(), re2.copy(), exp.Literal.number(i)) for i in places]
    return case((fn("regexp_matches", value, re2), listed(groups)))


def replaced(value: Node, pattern: Node, replacement: Node, flags: Node) -> Node:
    """regexp_replace(value, pattern, replacement [, flags])."""
    made = settled(pattern, flags)
    if made is None or not isinstance(replacement, exp.Literal) or re.search(r"\\[^0-9&\\]|\\0|\\\Z", replacement.this):
        return fn("pg_regexp_replace", value, pattern, replacement, flags)
    if (
        are.compiled(pattern.this, "", False).fullmatch("")
        or max([0, *map(int, _GROUP.findall(replacement.this))]) > made.groups
    ):
        return fn("pg_regexp_replace", value, pattern, replacement, flags)
    rewrite = string(replacement.this.replace("\\&", "\\0"))
    return fn("regexp_replace", value, string(made.re2 or ""), rewrite, *([string("g")] if "g" in flags.this else []))


_GROUP = re.compile(r"\\([1-9])")
