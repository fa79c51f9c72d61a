"""PostgreSQL's advanced regular expressions, read once and written for RE2 and for Python's ``regex``.

RE2 (DuckDB's own) tests in linear time and is used wherever it gives PostgreSQL's answer: a test, not an extraction,
without look-around or back reference. The rest goes to the ``regex`` module with POSIX matching (leftmost-longest, as
PostgreSQL matches) and a limit of ``SECONDS`` for one match, past which the query fails rather than hangs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from steelyard.sql.values import PgError

SECONDS = 2.0

_SPACE = r"\t-\r \x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}"
# Classes as the C.UTF-8 locale of PostgreSQL has them: Unicode's properties, but the digits are ASCII's.
_PROPERTIES = {
    "alpha": (r"\p{Alphabetic}", ""),
    "alnum": (r"\p{Alphabetic}", "0-9"),
    "word": (r"\p{Alphabetic}", "0-9_"),
    "upper": (r"\p{Uppercase}", ""),
    "lower": (r"\p{Lowercase}", ""),
}
_FIXED = {
    "digit": "0-9",
    "space": _SPACE,
    "blank": r"\t ",
    "punct": r"\p{P}\p{S}",
    "xdigit": "0-9A-Fa-f",
    "cntrl": r"\x{00}-\x{1F}\x{7F}-\x{9F}",
    "print": r" -~\p{L}\p{M}\p{N}\p{P}\p{S}",
    "graph": r"!-~\p{L}\p{M}\p{N}\p{P}\p{S}",
}
_SHORT = {"d": "digit", "w": "word", "s": "space"}


def _class(name: str) -> tuple[str, str] | None:
    """What stands between the brackets of a class, for RE2 and for ``regex``."""
    if name in _PROPERTIES:
        found, more = _PROPERTIES[name]
        return _ranges(found) + more, found + more
    text = _FIXED.get(name)
    return None if text is None else (text, re.sub(r"\\x\{(\w+)\}", lambda m: f"\\u{int(m[1], 16):04x}", text))


@lru_cache(maxsize=8)
def _ranges(found: str) -> str:
    """A property that RE2 does not know, as the general categories it does and the code points beside them."""
    import regex

    general = {r"\p{Alphabetic}": r"\p{L}\p{Nl}", r"\p{Uppercase}": r"\p{Lu}", r"\p{Lowercase}": r"\p{Ll}"}[found]
    beside = regex.compile(f"[{found}--[{general}]]", regex.V1)
    text = "".join(chr(i) for i in range(0xA0, 0x1FA00) if not 0xD800 <= i < 0xE000)
    made: list[list[int]] = []
    for point in (ord(m[0]) for m in beside.finditer(text)):
        if made and made[-1][1] == point - 1:
            made[-1][1] = point
        else:
            made.append([point, point])
    return general + "".join(f"\\x{{{a:X}}}" + (f"-\\x{{{b:X}}}" if b > a else "") for a, b in made)


_SIMPLE = {"a": 7, "b": 8, "B": 92, "e": 27, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11}
_SIMPLE_TEXT = {name: chr(code) for name, code in _SIMPLE.items()}
_WORD = r"[\p{Alphabetic}0-9_]"
_CONSTRAINTS = {
    "A": r"\A",
    "Z": r"\Z",
    "m": rf"(?<!{_WORD})(?={_WORD})",
    "M": rf"(?<={_WORD})(?!{_WORD})",
    "y": rf"(?:(?<!{_WORD})(?={_WORD})|(?<={_WORD})(?!{_WORD}))",
    "Y": rf"(?:(?<!{_WORD})(?!{_WORD})|(?<={_WORD})(?={_WORD}))",
}
_SPECIAL = set("\\^$.|?*+()[]{}")


@dataclass(frozen=True, slots=True)
class Are:
    """A pattern: ``re2`` is None when RE2 cannot test it; ``python`` is for ``regex``.

    ``lazy`` and ``greedy`` say which quantifiers it has, ``shortest`` whether the whole matches as little as it can,
    ``looks`` whether it has anchors or look-around. ``settled`` says that it can match a text in one way only, so
    that RE2, which prefers the first way, finds what PostgreSQL, which prefers the longest, finds.
    """

    re2: str | None
    python: str
    ignore_case: bool
    greedy: bool
    lazy: bool
    groups: int
    shortest: bool = False
    looks: bool = False
    settled: bool = False


def _literal(char: str) -> str:
    return "\\" + char if char in _SPECIAL else char


class _Reader:
    def __init__(self, text: str, flags: str) -> None:
        self.text = text
        self.at = 0
        self.re2: list[str] = []
        self.python: list[str] = []
        self.fits = True
        self.ignore = "i" in flags
        self.newline = bool(set(flags) & {"n", "m"})
        self.dot_only = "p" in flags
        self.anchors_only = "w" in flags
        self.expanded = "x" in flags
        self.greedy = self.lazy = False
        self.groups = 0
        self.depth = 0
        self.shortest = self.looks = self.branches = self.quantified_group = False
        # Each atom's place in ``python`` and its quantifier.
        self.atoms: list[list[str]] = []

    def bad(self, why: str) -> PgError:
        return PgError(f"invalid regular expression: {why}")

    def put(self, re2: str | None, python: str) -> None:
        if re2 is None:
            self.fits = False
        else:
            self.re2.append(re2)
        self.python.append(python)

    def peek(self, size: int = 1) -> str:
        return self.text[self.at : self.at + size]

    def read(self) -> None:
        self.options()
        # What a quantifier would apply to: nothing at the start, after ( and after |.
        atom = False
        while self.at < len(self.text):
            char = self.text[self.at]
            if self.expanded and char.isspace():
                self.at += 1
            elif self.expanded and char == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif char in "*+?" or (char == "{" and self.text[self.at + 1 : self.at + 2].isdigit()):
                if not atom:
                    raise self.bad("quantifier operand invalid")
                self.quantifier()
                atom = False
            elif char == "(":
                atom = self.open()
            elif char == ")":
                if not self.depth:
                    raise self.bad("parentheses () not balanced")
                self.depth -= 1
                self.put(")", ")")
                self.atoms.append([")", ""])
                self.at += 1
                atom = True
            elif char == "|":
                self.put("|", "|")
                self.branches = True
                self.at += 1
                atom = False
            elif char in "^$":
                self.anchor(char)
                atom = False
            else:
                before = len(self.python)
                atom = self.atom(char)
                if atom:
                    self.atoms.append(["".join(self.python[before:]), ""])
        if self.depth:
            raise self.bad("parentheses () not balanced")
        # An expression of several branches is greedy, whatever its quantifiers.
        self.shortest = self.shortest and not self.branches

    def options(self) -> None:
        if self.text.startswith("***="):
            self.text = "".join(_literal(c) for c in self.text[4:])
            return
        if self.text.startswith("***:"):
            self.at = 4
        match = re.match(r"\(\?([a-zA-Z]+)\)", self.text[self.at :])
        if match:
            self.at += match.end()
            for letter in match[1]:
                if letter == "i":
                    self.ignore = True
                elif letter == "c":
                    self.ignore = False
                elif letter in "nm":
                    self.newline = True
                elif letter == "s":
                    self.newline = self.dot_only = self.anchors_only = False
                elif letter == "p":
                    self.dot_only = True
                elif letter == "w":
                    self.anchors_only = True
                elif letter == "x":
                    self.expanded = True
                elif letter == "t":
                    self.expanded = False
                else:
                    raise PgError(f"regular expression option (?{letter}) is not supported")

    def quantifier(self) -> None:
        match = re.compile(r"[*+?]|\{(\d+)(,(\d*))?\}").match(self.text, self.at)
        if not match:
            raise self.bad("invalid repetition count(s)")
        low, high = int(match[1] or 0), int(match[3] or match[1] or 0)
        if high > 255 or low > 255 or (match[3] and low > high):
            raise self.bad("invalid repetition count(s)")
        self.at = match.end()
        text = match[0]
        fixed = match[1] is not None and (match[2] is None or match[3] == match[1])
        if self.peek() == "?":
            self.at += 1
            text += "?"
            self.shortest = self.shortest or not (self.greedy or self.lazy)
            self.lazy = True
        elif not fixed:
            self.greedy = True
        if self.peek() and self.peek() in "*+?":
            raise self.bad("quantifier operand invalid")
        if self.atoms and self.atoms[-1][0] != ")":
            self.atoms[-1][1] = text
        else:
            self.quantified_group = True
        self.put(text, text)

    def settled(self) -> bool:
        """Whether each repeated atom is followed by something it cannot match, or by nothing."""
        if self.branches or self.lazy or self.quantified_group or not self.fits or self.ignore:
            return False
        atoms = [a for a in self.atoms if a[0] != ")"]
        for place, (text, quantifier) in enumerate(atoms):
            if not quantifier or re.fullmatch(r"\{\d+\}", quantifier):
                continue
            for other, following in atoms[place + 1 :]:
                if _meet(text, other):
                    return False
                if not following or following == "+":
                    break
        return True

    def open(self) -> bool:
        for mark in ("(?:", "(?=", "(?!", "(?<=", "(?<!"):
            if self.text.startswith(mark, self.at):
                self.at += len(mark)
                self.depth += 1
                self.put("(?:" if mark == "(?:" else None, mark)
                self.looks = self.looks or mark != "(?:"
                return False
        if self.text.startswith("(?", self.at):
            raise self.bad("invalid embedded option")
        self.at += 1
        self.depth += 1
        self.groups += 1
        self.put("(", "(")
        return False

    def anchor(self, char: str) -> None:
        self.looks = True
        self.at += 1
        many = self.newline or self.anchors_only
        if char == "^":
            self.put("(?m:^)" if many else r"\A", "(?m:^)" if many else r"\A")
        else:
            self.put("(?m:$)" if many else r"\z", "(?m:$)" if many else r"\Z")

    def atom(self, char: str) -> bool:
        if char == "\\":
            return self.escape()
        if char == "[":
            return self.bracket()
        self.at += 1
        if char == ".":
            dot = r"[^\n]" if self.newline or self.dot_only else r"(?s:.)"
            self.put(dot, dot)
        else:
            self.put(_literal(char), _literal(char))
        return True

    def escape(self) -> bool:
        self.at += 1
        char = self.peek()
        if not char:
            raise self.bad("invalid escape \\ sequence")
        if char.lower() in _SHORT:
            self.at += 1
            re2, python = _class(_SHORT[char.lower()]) or ("", "")
            start = "[^" if char.isupper() else "["
            self.put(f"{start}{re2}]", f"{start}{python}]")
            return True
        if char in _CONSTRAINTS:
            self.at += 1
            re2_word = {"A": r"\A", "Z": r"\z"}.get(char)
            self.put(re2_word, _CONSTRAINTS[char])
            self.looks = True
            return False
        if char in "123456789":
            number = re.compile(r"\d\d?").match(self.text, self.at)
            assert number
            digits = number[0] if int(number[0]) <= max(self.groups, 9) else number[0][0]
            if int(digits) > self.groups:
                raise self.bad("invalid backreference number")
            self.at += len(digits)
            self.put(None, f"(?:\\{digits})")
            return True
        text = self.character()
        self.put(_literal(text), _literal(text))
        return True

    def character(self) -> str:
        """The character that an escape names; ``at`` stands behind the backslash."""
        char = self.peek()
        if char in _SIMPLE_TEXT:
            self.at += 1
            return _SIMPLE_TEXT[char]
        for letter, form in (("x", r"[0-9a-fA-F]+"), ("u", r"[0-9a-fA-F]{4}"), ("U", r"[0-9a-fA-F]{8}")):
            if char == letter:
                match = re.compile(form).match(self.text, self.at + 1)
                if not match:
                    raise self.bad("invalid escape \\ sequence")
                self.at = match.end()
                return chr(int(match[0], 16))
        if char == "c" and len(self.peek(2)) == 2:
            self.at += 2
            return chr(ord(self.text[self.at - 1]) & 31)
        if char == "0":
            self.at += 1
            return "\0"
        if char.isalnum():
            raise self.bad("invalid escape \\ sequence")
        self.at += 1
        return char

    def bracket(self) -> bool:
        for mark, name in (("[[:<:]]", "m"), ("[[:>:]]", "M")):
            if self.text.startswith(mark, self.at):
                self.at += len(mark)
                self.put(None, _CONSTRAINTS[name])
                return False
        self.at += 1
        negated = self.peek() == "^"
        self.at += 1 if negated else 0
        re2, python = [], []
        first = True
        while True:
            char = self.peek()
            if not char:
                raise self.bad("brackets [] not balanced")
            if char == "]" and not first:
                self.at += 1
                break
            first = False
            named = re.compile(r"\[:(\w+):\]").match(self.text, self.at)
            if named:
                found = _class(named[1])
                if found is None:
                    raise self.bad("invalid character class")
                self.at = named.end()
                re2.append(found[0])
                python.append(found[1])
                continue
            if char == "\\" and self.peek(2)[1:].lower() in _SHORT:
                letter = self.peek(2)[1]
                if letter.isupper():
                    raise PgError(f"regular expression: \\{letter} inside brackets is not supported")
                self.at += 2
                short = _class(_SHORT[letter]) or ("", "")
                re2.append(short[0])
                python.append(short[1])
                continue
            low = self.member()
            high = None
            if self.peek() == "-" and self.peek(2)[1:] not in ("]", ""):
                self.at += 1
                high = self.member()
                if ord(high) < ord(low):
                    raise self.bad("invalid character range")
            text = _member(low) + (f"-{_member(high)}" if high else "")
            re2.append(text)
            python.append(text)
        if negated and self.newline:
            re2.append(r"\n")
            python.append(r"\n")
        start = "[^" if negated else "["
        self.put(f"{start}{''.join(re2)}]", f"{start}{''.join(python)}]")
        return True

    def member(self) -> str:
        char = self.peek()
        if char == "\\":
            self.at += 1
            return self.character()
        collating = re.compile(r"\[([.=])(.)\1\]", re.S).match(self.text, self.at)
        if collating:
            self.at = collating.end()
            return collating[2]
        if char == "[" and self.peek(2)[1:] in (".", "="):
            raise self.bad("invalid collating element")
        self.at += 1
        return char


def _member(char: str) -> str:
    return "\\" + char if char in "\\]^-[&~|" else char


@lru_cache(maxsize=2000)
def _meet(one: str, other: str) -> bool:
    """Whether a character matches both atoms; only the first characters of Unicode are tried, and one of each kind."""
    import regex

    tried = [*map(chr, range(0x250)), "漢", "\u0391", "\u0431", "😀", "\u0300", "\u2003", "\u0660", "\u2160"]
    a, b = regex.compile(one), regex.compile(other)
    return any(a.fullmatch(c) and b.fullmatch(c) for c in tried)


@lru_cache(maxsize=2000)
def read(pattern: str, flags: str = "") -> Are:
    """The pattern of an ARE with PostgreSQL's flag letters.

    Raises:
        PgError: PostgreSQL would refuse the pattern, or it uses what is not supported here.
    """
    if "q" in flags:
        pattern = "***=" + pattern
    reader = _Reader(pattern, flags)
    reader.read()
    prefix = "(?i)" if reader.ignore else ""
    re2 = prefix + "".join(reader.re2) if reader.fits else None
    return Are(
        re2,
        "".join(reader.python),
        reader.ignore,
        reader.greedy,
        reader.lazy,
        reader.groups,
        reader.shortest,
        reader.looks,
        reader.settled(),
    )


@lru_cache(maxsize=2000)
def compiled(pattern: str, flags: str, extract: bool) -> Any:
    """The pattern for the ``regex`` module; with ``extract``, its match has PostgreSQL's extent."""
    import regex

    are = read(pattern, flags)
    options = regex.V0 | (regex.IGNORECASE if are.ignore_case else 0)
    if extract and not are.lazy:
        options |= regex.POSIX
    try:
        return regex.compile(are.python, options)
    except regex.error as error:
        raise PgError(f"invalid regular expression: {error}") from error


def test(text: str, pattern: str, flags: str) -> bool:
    """``text ~ pattern``."""
    try:
        return compiled(pattern, flags, False).search(text, timeout=SECONDS) is not None
    except TimeoutError as error:
        raise PgError(f"regular expression {pattern!r} took longer than {SECONDS:g} s on one value") from error


def find_all(text: str, pattern: str, flags: str) -> Any:
    """The matches from left to right; an empty match moves on by one character."""
    are = read(pattern, flags)
    try:
        if are.lazy:
            yield from _by_extent(text, compiled(pattern, flags, False), are)
        else:
            yield from compiled(pattern, flags, True).finditer(text, timeout=SECONDS)
    except TimeoutError as error:
        raise PgError(f"regular expression {pattern!r} took longer than {SECONDS:g} s on one value") from error


def _by_extent(text: str, pattern: Any, are: Are) -> Any:
    """Matches of an expression with non-greedy quantifiers: PostgreSQL takes the longest or the shortest of the whole,

    by its first quantifier, and only then divides it among the parts.
    """
    if are.looks:
        raise PgError("a non-greedy regular expression with anchors or look-around is only supported as a test")
    start = 0
    while start <= len(text):
        found = pattern.search(text, start, timeout=SECONDS)
        if found is None:
            return
        first = found.start()
        ends = range(first, len(text) + 1) if are.shortest else range(len(text), first - 1, -1)
        match = next(m for end in ends if (m := pattern.fullmatch(text, first, end, timeout=SECONDS)))
        yield match
        start = match.end() if match.end() > match.start() else match.end() + 1


def similar(pattern: str, escape: str) -> str:
    """A SIMILAR TO pattern as an ARE."""
    made: list[str] = []
    inside = False
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if escape and char == escape:
            at += 1
            if at >= len(pattern):
                raise PgError("invalid escape sequence")
            if pattern[at] == '"':
                raise PgError("SIMILAR TO with escape-double-quote is not supported")
            made.append("\\" + pattern[at] if not pattern[at].isalnum() else pattern[at])
        elif inside:
            made.append("\\\\" if char == "\\" else char)
            inside = char != "]"
        elif char == "[":
            inside = True
            made.append(char)
            if pattern[at + 1 : at + 2] == "^":
                at += 1
                made.append("^")
            if pattern[at + 1 : at + 2] == "]":
                at += 1
                made.append("]")
        elif char == "%":
            made.append(".*")
        elif char == "_":
            made.append(".")
        elif char == "(":
            made.append("(?:")
        elif char in "\\.^$":
            made.append("\\" + char)
        else:
            made.append(char)
        at += 1
    return "^(?:" + "".join(made) + ")$"
