"""SQL/JSON path as text: tokens, grammar, tree."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from steelyard.sql import are, numeric
from steelyard.sql.values import PgError

_TOKEN = re.compile(
    r"""\s*(?:(?P<string>"(?:[^"\\]|\\.)*")|(?P<variable>\$(?:"(?:[^"\\]|\\.)*"|[A-Za-z_][\w]*))|(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<word>[A-Za-z_][\w]*)|(?P<op>\*\*|&&|\|\||==|!=|<>|<=|>=|[$@.*\[\](){}?!<>+\-/%,]))""",
    re.X | re.S,
)


class Number(str):
    """A number as its text."""

    __slots__ = ()


def tokens(text: str) -> list[tuple[str, str]]:
    made: list[tuple[str, str]] = []
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if not match or match.end() == at:
            raise PgError(f'invalid input syntax for type jsonpath: "{text}"')
        made.append((match.lastgroup or "", match[match.lastgroup or 0]))
        at = match.end()
    return made


Node = tuple[Any, ...]


METHODS = {
    "type", "size", "abs", "ceiling", "floor", "double", "number", "bigint", "integer", "string", "boolean",
}  # fmt: skip


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.at = 0

    def peek(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.tokens[place][1] if place < len(self.tokens) else ""

    def take(self, wanted: str) -> bool:
        if self.peek() == wanted and self.tokens[self.at][0] in {"op", "word"}:
            self.at += 1
            return True
        return False

    def need(self, wanted: str) -> None:
        if not self.take(wanted):
            raise self.bad()

    def bad(self) -> PgError:
        near = self.peek() or "end"
        return PgError(f'syntax error at or near "{near}" of jsonpath input: {self.text}')

    def whole(self) -> tuple[bool, Node]:
        strict = self.take("strict")
        if not strict:
            self.take("lax")
        made = self.either()
        if self.at < len(self.tokens):
            raise self.bad()
        return strict, made

    def either(self) -> Node:
        made = self.both()
        while self.take("||"):
            made = ("or", made, self.both())
        return made

    def both(self) -> Node:
        made = self.negated()
        while self.take("&&"):
            made = ("and", made, self.negated())
        return made

    def negated(self) -> Node:
        if self.take("!"):
            return ("not", self.negated())
        if self.peek() == "exists" and self.peek(1) == "(":
            self.at += 2
            inner = self.either()
            self.need(")")
            return ("exists", inner)
        return self.comparison()

    def comparison(self) -> Node:
        left = self.sum()
        op = self.peek()
        if op in {"==", "!=", "<>", "<", "<=", ">", ">="}:
            self.at += 1
            return ("compare", "!=" if op == "<>" else op, left, self.sum())
        if self.take("like_regex"):
            pattern = self.string()
            flags = self.string() if self.take("flag") else ""
            self.check_regex(pattern, flags)
            return ("regex", left, pattern, flags)
        if self.take("starts"):
            self.need("with")
            return ("starts", left, self.sum())
        if self.peek() == "is" and self.peek(1) == "unknown":
            self.at += 2
            return ("unknown", left)
        return left

    def check_regex(self, pattern: str, flags: str) -> None:
        if set(flags) - set("isqmx"):
            raise PgError(f'unrecognized flag character "{flags}" in LIKE_REGEX predicate')
        are.read(pattern, are_flags(flags))

    def string(self) -> str:
        if self.at < len(self.tokens) and self.tokens[self.at][0] == "string":
            self.at += 1
            return str(unquote(self.tokens[self.at - 1][1]))
        raise self.bad()

    def sum(self) -> Node:
        made = self.product()
        while self.peek() in {"+", "-"}:
            op = self.peek()
            self.at += 1
            made = ("binary", op, made, self.product())
        return made

    def product(self) -> Node:
        made = self.unary()
        while self.peek() in {"*", "/", "%"} and self.tokens[self.at][0] == "op":
            op = self.peek()
            self.at += 1
            made = ("binary", op, made, self.unary())
        return made

    def unary(self) -> Node:
        if self.peek() in {"+", "-"}:
            op = self.peek()
            self.at += 1
            return ("unary", op, self.unary())
        return self.accessors(self.primary())

    def primary(self) -> Node:
        kind, text = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        self.at += 1
        if text == "$" and kind == "op":
            return ("root",)
        if text == "@" and kind == "op":
            return ("current",)
        if kind == "variable":
            return ("variable", unquote(text[1:]) if text[1] == '"' else text[1:])
        if kind == "number":
            return ("constant", Number(numeric.numeric_in(text)))
        if kind == "string":
            return ("constant", unquote(text))
        if kind == "word" and text in {"true", "false", "null"}:
            return ("constant", {"true": True, "false": False, "null": None}[text])
        if kind == "word" and text == "last":
            return ("last",)
        if text == "(":
            made = self.either()
            self.need(")")
            return made
        self.at -= 1
        raise self.bad()

    def accessors(self, made: Node) -> Node:
        while True:
            if self.take("."):
                made = self.member(made)
            elif self.take("["):
                made = self.subscript(made)
            elif self.peek() == "?" and self.peek(1) == "(":
                self.at += 2
                inner = self.either()
                self.need(")")
                made = ("filter", made, inner)
            else:
                return made

    def member(self, made: Node) -> Node:
        if self.take("**"):
            low, high = 0, -1
            if self.take("{"):
                low = high = self.depth()
                if self.take("to"):
                    high = self.depth()
                self.need("}")
            return ("deep", made, low, high)
        if self.take("*"):
            return ("members", made)
        kind, text = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        if kind == "word" and self.peek(1) == "(":
            self.at += 2
            self.need(")")
            if text not in METHODS:
                raise PgError(f"jsonpath method .{text}() is not supported")
            return ("method", made, text)
        if kind == "variable":
            self.at += 1
            return ("key", made, text)
        if kind in {"word", "string"}:
            self.at += 1
            return ("key", made, unquote(text) if kind == "string" else text)
        raise self.bad()

    def depth(self) -> int:
        if self.take("last"):
            return -1
        kind, text = self.tokens[self.at]
        if kind != "number" or not text.isdigit():
            raise self.bad()
        self.at += 1
        return int(text)

    def subscript(self, made: Node) -> Node:
        if self.peek() == "*" and self.peek(1) == "]":
            self.at += 2
            return ("elements", made)
        ranges: list[tuple[Node, Node | None]] = []
        while True:
            low = self.sum()
            ranges.append((low, self.sum() if self.take("to") else None))
            if not self.take(","):
                break
        self.need("]")
        return ("index", made, tuple(ranges))


def unquote(text: str) -> Any:
    return json.loads(re.sub(r"\\([^\"\\/bfnrtu])", r"\1", text), strict=False)


def are_flags(flags: str) -> str:
    made = "".join({"i": "i", "q": "q", "m": "w"}.get(f, "") for f in flags)
    return made if "s" in flags else made + "p"


@lru_cache(maxsize=1000)
def read(text: str) -> tuple[bool, Node]:
    """Whether the path is strict, and its tree."""
    return _Parser(text).whole()


def check(text: str) -> str:
    """The path, when it is one."""
    read(text)
    return text
