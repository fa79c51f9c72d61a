"""Text."""

from __future__ import annotations

import re
import unicodedata

from steelyard.mods import values
from steelyard.mods.diagnostics import EvaluationError
from steelyard.mods.functions import regexes
from steelyard.mods.functions.declare import table
from steelyard.mods.functions.formats import format_, formatlist
from steelyard.mods.values import MAX_TEXT, Value

WORD = re.compile(r"(?<![A-Za-z0-9_])(?<![^\x00-\x7f\s])\w")


def replace(text: str, old: str, new: str) -> str:
    """Every ``old`` as ``new``; between slashes ``old`` is a regular expression, and ``$1`` a group of it."""
    if len(old) > 1 and old.startswith("/") and old.endswith("/"):
        return regexes.replace(text, old[1:-1], new)
    return _sized(text.replace(old, new) if text.count(old) * len(new) < MAX_TEXT else None)


def _sized(text: str | None) -> str:
    if text is None:
        raise EvaluationError("the result would be too long")
    return text


def join(separator: str, *lists: list[Value]) -> str:
    parts = [values.to_text(item) for given in lists for item in given]
    size = sum(map(len, parts)) + len(separator) * len(parts)
    return _sized(separator.join(parts) if size < MAX_TEXT else None)


def split(separator: str, text: str) -> Value:
    return text.split(separator) if separator else list(text)


def substr(text: str, start: int, count: int) -> str:
    """By graphemes, so that an accent stays with its letter; a negative start counts from the end."""
    letters = graphemes(text)
    if start < 0:
        start = max(0, start + len(letters))
    end = len(letters) if count < 0 else start + count
    return "".join(letters[start:end])


def graphemes(text: str) -> list[str]:
    if text.isascii():
        return list(text)
    found: list[str] = []
    for char in text:
        joined = unicodedata.combining(char) or char in "\u200d\ufe0f" or (found and found[-1][-1] == "\u200d")
        if found and joined:
            found[-1] += char
        else:
            found.append(char)
    return found


def indent(spaces: int, text: str) -> str:
    if not 0 <= spaces <= 1000:
        raise EvaluationError("between 0 and 1000 spaces can be added")
    size = len(text) + spaces * text.count("\n")
    return _sized(text.replace("\n", "\n" + " " * spaces) if size < MAX_TEXT else None)


def title(text: str) -> str:
    """The first letter of each word in upper case; a word begins after white space and ASCII punctuation."""
    return WORD.sub(lambda match: match[0].upper(), text)


def trim(text: str, characters: str) -> str:
    return text.strip(characters)


def chomp(text: str) -> str:
    return re.sub(r"(\r\n|\r|\n)+\Z", "", text)


FUNCTIONS = table(
    ("chomp", "s", chomp),
    ("endswith", "ss", lambda text, end: text.endswith(end)),
    ("format", "sx*", format_),
    ("formatlist", "sx*", formatlist),
    ("indent", "is", indent),
    ("join", "sl*", join),
    ("lower", "s", str.lower),
    ("replace", "sss", replace),
    ("split", "ss", split),
    ("startswith", "ss", lambda text, start: text.startswith(start)),
    ("strcontains", "ss", lambda text, part: part in text),
    ("strrev", "s", lambda text: "".join(reversed(graphemes(text)))),
    ("substr", "sii", substr),
    ("title", "s", title),
    ("trim", "ss", trim),
    ("trimprefix", "ss", str.removeprefix),
    ("trimspace", "s", str.strip),
    ("trimsuffix", "ss", str.removesuffix),
    ("upper", "s", str.upper),
)
