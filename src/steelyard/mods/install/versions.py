"""Semantic versions and what a constraint on them allows.

``1.2.3``, ``>=1.2``, ``<2``, ``!=1.4.0``, ``^1.2`` (up to the next major version), ``~1.2`` and ``~>1.2`` (up to the
next minor one), ``1.2.x``, ``1.2 - 1.5``, ``*`` and ``latest``; a comma or a space is "and", ``||`` is "or".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering

NUMBERS = r"v?(?P<major>\d{1,9}|[xX*])(?:\.(?P<minor>\d{1,9}|[xX*]))?(?:\.(?P<patch>\d{1,9}|[xX*]))?"
EXTRA = r"(?:-(?P<pre>[0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?"
VERSION = re.compile(rf"{NUMBERS}{EXTRA}\Z")
TERM = re.compile(rf"\s*(?P<op>=|!=|>=|=>|<=|=<|>|<|~>|~|\^)?\s*{NUMBERS}{EXTRA}\s*,?")
HYPHEN = re.compile(r"(\S+)\s+-\s+(\S+)")


@total_ordering
@dataclass(frozen=True)
class Version:
    """``pre`` is what follows the dash; a version that has one comes before the one that has none."""

    major: int
    minor: int = 0
    patch: int = 0
    pre: str = ""

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}{'-' if self.pre else ''}{self.pre}"

    def _key(self) -> tuple[object, ...]:
        parts = [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in self.pre.split(".")] if self.pre else []
        return (self.major, self.minor, self.patch, not self.pre, parts)

    def __lt__(self, other: Version) -> bool:
        return self._key() < other._key()


def parse(text: str) -> Version | None:
    """A version such as ``v1.2.3`` or ``1.2``, or None."""
    match = VERSION.match(text)
    if match is None or any(match[part] in ("x", "X", "*") for part in ("major", "minor", "patch")):
        return None
    return Version(int(match["major"]), int(match["minor"] or 0), int(match["patch"] or 0), match["pre"] or "")


@dataclass(frozen=True)
class Range:
    """From ``low`` (included) to ``high`` (not included), without the versions in ``but``."""

    low: Version | None = None
    high: Version | None = None
    but: tuple[Range, ...] = ()

    def allows(self, version: Version) -> bool:
        if self.low is not None and version < self.low:
            return False
        if self.high is not None and version >= self.high:
            return False
        return not any(part.allows(version) for part in self.but)


@dataclass(frozen=True)
class Constraint:
    """``text`` as written; ``choices`` are alternatives, each a list of ranges that must all hold."""

    text: str
    choices: tuple[tuple[Range, ...], ...]
    wants_pre: bool = False

    def allows(self, version: Version) -> bool:
        """A pre-release only fits a constraint that names one itself."""
        if version.pre and not self.wants_pre:
            return False
        return any(all(part.allows(version) for part in choice) for choice in self.choices)


def constraint(text: str) -> Constraint | None:
    """What a text allows, or None if it is no constraint (but a tag's or a branch's name, say)."""
    bare = text.strip()
    if bare in ("", "*", "latest"):
        return Constraint(text, ((Range(),),))
    choices = []
    for choice in bare.split("||"):
        ranges = _ranges(HYPHEN.sub(r">=\1 <=\2", choice.strip()))
        if ranges is None:
            return None
        choices.append(ranges)
    return Constraint(text, tuple(choices), wants_pre=bool(re.search(r"\d-[0-9A-Za-z]", bare)))


def _ranges(text: str) -> tuple[Range, ...] | None:
    found: list[Range] = []
    at = 0
    while at < len(text):
        match = TERM.match(text, at)
        if match is None:
            return None
        found.append(_range(match))
        at = match.end()
    return tuple(found) if found else None


def _range(match: re.Match[str]) -> Range:
    given = []
    for part in ("major", "minor", "patch"):
        if match[part] is None or match[part] in ("x", "X", "*"):
            break
        given.append(int(match[part]))
    if not given:
        return Range()
    full = [*given, 0, 0]
    low = Version(full[0], full[1], full[2], (match["pre"] or "") if len(given) == 3 else "")
    operator = match["op"] or "="
    after = _next(given, len(given) - 1) if len(given) < 3 else Version(low.major, low.minor, low.patch + 1, "0")
    exact = Range(low, _just_after(low) if len(given) == 3 else after)
    if operator in (">=", "=>"):
        return Range(low)
    if operator in ("<=", "=<"):
        return Range(None, exact.high)
    if operator == ">":
        return Range(exact.high)
    if operator == "<":
        return Range(None, low)
    if operator == "!=":
        return Range(but=(exact,))
    if operator in ("~", "~>"):
        return Range(low, _next(given, min(1, len(given) - 1)))
    if operator == "^":
        first = next((place for place, number in enumerate(given) if number), len(given) - 1)
        return Range(low, _next(given, first))
    return exact


def _next(given: list[int], place: int) -> Version:
    """The least version in which the number at ``place`` is one higher."""
    numbers = [*given[:place], given[place] + 1, 0, 0]
    return Version(numbers[0], numbers[1], numbers[2])


def _just_after(version: Version) -> Version:
    if version.pre:
        return Version(version.major, version.minor, version.patch, version.pre + ".0")
    return Version(version.major, version.minor, version.patch + 1, "0")
