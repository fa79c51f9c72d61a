"""The regexp_… functions on one value."""

from __future__ import annotations

from typing import Any

from steelyard.sql import are
from steelyard.sql.values import PgError


def regexp_split(text: str, pattern: str, flags: str) -> list[str]:
    if "g" in flags:
        raise PgError('regexp_split_to_array() does not support the "global" option')
    made: list[str] = []
    last = 0
    for match in are.find_all(text, pattern, flags):
        # An empty match splits between characters, but never at either end.
        if match.end() == match.start() and (match.start() >= len(text) or match.end() == last):
            continue
        made.append(text[last : match.start()])
        last = match.end()
    return [*made, text[last:]]


def _groups(match: Any) -> list[str | None]:
    return list(match.groups()) or [match.group()]


def regexp_match(text: str, pattern: str, flags: str) -> list[str | None] | None:
    if "g" in flags:
        raise PgError('regexp_match() does not support the "global" option')
    for match in are.find_all(text, pattern, flags):
        return _groups(match)
    return None


def regexp_matches(text: str, pattern: str, flags: str) -> list[list[str | None]]:
    every = "g" in flags
    made = []
    for match in are.find_all(text, pattern, flags.replace("g", "")):
        made.append(_groups(match))
        if not every:
            break
    return made


def _replacement(template: str, match: Any) -> str:
    made: list[str] = []
    at = 0
    while at < len(template):
        char = template[at]
        if char == "\\" and at + 1 < len(template):
            following = template[at + 1]
            at += 2
            if following.isdigit() and following != "0":
                place = int(following)
                made.append((match.group(place) or "") if place <= (match.re.groups or 0) else "")
            elif following == "&":
                made.append(match.group())
            elif following == "\\":
                made.append("\\")
            else:
                made.append("\\" + following)
        else:
            made.append(char)
            at += 1
    return "".join(made)


def regexp_replace(text: str, pattern: str, template: str, flags: str) -> str:
    every = "g" in flags
    made: list[str] = []
    last = 0
    for match in are.find_all(text, pattern, flags.replace("g", "")):
        made += [text[last : match.start()], _replacement(template, match)]
        last = match.end()
        if not every:
            break
    return "".join([*made, text[last:]])


def regexp_replace_from(text: str, pattern: str, template: str, start: int, number: int, flags: str) -> str:
    if start < 1:
        raise PgError('invalid value for parameter "start": ' + str(start))
    made = [text[: start - 1]]
    rest = text[start - 1 :]
    last = 0
    for place, match in enumerate(are.find_all(rest, pattern, flags), 1):
        if number in (0, place):
            made += [rest[last : match.start()], _replacement(template, match)]
            last = match.end()
    return "".join([*made, rest[last:]])


def regexp_substring(text: str, pattern: str) -> str | None:
    for match in are.find_all(text, pattern, ""):
        groups = match.groups()
        found = groups[0] if groups else match.group()
        return None if found is None else str(found)
    return None


def regexp_count(text: str, pattern: str, start: int, flags: str) -> int:
    return sum(1 for _ in are.find_all(text[start - 1 :], pattern, flags))


def regexp_substr(text: str, pattern: str, start: int, number: int, flags: str, group: int) -> str | None:
    for place, match in enumerate(are.find_all(text[start - 1 :], pattern, flags), 1):
        if place == number:
            found = match.group(group) if group <= match.re.groups else None
            return None if found is None else str(found)
    return None


def regexp_instr(text: str, pattern: str) -> int:
    for match in are.find_all(text, pattern, ""):
        return int(match.start()) + 1
    return 0
