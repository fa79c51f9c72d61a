"""Strings with ``${}`` and ``%{}`` in them: quoted ones and heredocs.

tree-sitter leaves white space out of a template's literals, so the text between two sequences is taken
from the file's bytes. What the trim marks (``~``) and a flush heredoc (``<<-``) take away is known from
the text alone, and is taken away here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from steelyard.mods.diagnostics import EvaluationError

if TYPE_CHECKING:
    from tree_sitter import Node

    from steelyard.mods.syntax import _Reader

ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.|\Z)|\$\$(?=\{)|%%(?=\{)", re.DOTALL)
MARKS = re.compile(r"\$\$(?=\{)|%%(?=\{)")
SIMPLE = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
LINES = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass
class Piece:
    """Literal text: one line or a part of one, as the trimming rules count them."""

    text: str


@dataclass
class Sequence:
    """A ``${}`` (``kind`` "value") or one tag of a ``%{}`` ("if", "else", "endif", "for", "endfor")."""

    kind: str
    at: int
    node: Node
    trim_before: bool
    trim_after: bool


def unescape(text: str, at: int) -> str:
    """A quoted string's text; ``at`` is its byte offset, for errors."""

    def replace(match: re.Match[str]) -> str:
        found = match.group(1)
        if found is None:
            return match.group()[0]
        if len(found) > 1:
            code = int(found[1:], 16)
            if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
                return chr(code)
        elif found in SIMPLE:
            return SIMPLE[found]
        raise EvaluationError(f"\\{found} is no escape that a string can hold", at + match.start())

    return ESCAPE.sub(replace, text)


def read(reader: _Reader, node: Node, depth: int) -> Any:
    """A ``quoted_template`` or ``heredoc_template`` node as an expression."""
    heredoc = node.type == "heredoc_template"
    start, end, flush = _heredoc_span(reader, node) if heredoc else (node.start_byte + 1, node.end_byte - 1, False)
    items = _items(reader, node, start, end, heredoc)
    _trim(items)
    if flush:
        _flush(items)
    parts, rest = _nest(reader, items, 0, (), depth)
    assert rest == len(items)
    if not parts:
        return ""
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts[0]
    if len(parts) == 1 and isinstance(items[0], Sequence) and items[0].kind == "value":
        return _unwrapped(parts[0])
    return ["text", node.start_byte, parts]


def _unwrapped(expression: Any) -> Any:
    """``"${x}"`` is x itself, whatever its type; a bare reference in it takes no steps from outside."""
    if isinstance(expression, list) and expression[0] == "ref":
        return ["get", expression[1], expression, []]
    return expression


def _heredoc_span(reader: _Reader, node: Node) -> tuple[int, int, bool]:
    """Where a heredoc's text starts and ends, and whether its indentation is to be taken away."""
    marks = [c for c in node.children if c.type == "heredoc_identifier"]
    flush = reader.text(node.children[0]).startswith("<<-")
    if len(marks) < 2:
        raise EvaluationError("this heredoc has no end", node.start_byte)
    start = reader.data.find(b"\n", marks[0].end_byte) + 1
    end = max(start, reader.data.rfind(b"\n", 0, marks[-1].start_byte) + 1)
    return start, end, flush


def _items(reader: _Reader, node: Node, start: int, end: int, heredoc: bool) -> list[Piece | Sequence]:
    """The template as a flat list, in the order of the text."""
    items: list[Piece | Sequence] = []
    at = start
    for sequence, first, last in _sequences(node):
        _literal(reader, at, first, heredoc, items)
        items.append(sequence)
        at = last
    _literal(reader, at, end, heredoc, items)
    return items


def _literal(reader: _Reader, start: int, end: int, heredoc: bool, items: list[Piece | Sequence]) -> None:
    if start >= end:
        return
    text = reader.data[start:end].decode("utf-8", "replace")
    if not heredoc:
        items.append(Piece(unescape(text, start)))
        return
    text = MARKS.sub(lambda match: match.group()[0], text)
    items.extend(Piece(line) for line in LINES.findall(text))


def _sequences(node: Node) -> list[tuple[Sequence, int, int]]:
    """Every ``${}`` and ``%{}`` tag below a template, not those in strings inside their expressions."""
    found: list[tuple[Sequence, int, int]] = []
    waiting = list(reversed(node.named_children))
    while waiting:
        child = waiting.pop()
        kind = _TAGS.get(child.type)
        if kind:
            trims = [c.start_byte for c in child.children if c.type == "strip_marker"]
            before = any(at <= child.start_byte + 2 for at in trims)
            after = any(at >= child.end_byte - 2 for at in trims)
            found.append((Sequence(kind, child.start_byte, child, before, after), child.start_byte, child.end_byte))
        elif child.type in _HOLDERS:
            waiting.extend(reversed(child.named_children))
    return found


_TAGS = {
    "template_interpolation": "value",
    "template_if_intro": "if",
    "template_else_intro": "else",
    "template_if_end": "endif",
    "template_for_start": "for",
    "template_for_end": "endfor",
}
_HOLDERS = frozenset({"template_directive", "template_if", "template_for", "ERROR"})


def _trim(items: list[Piece | Sequence]) -> None:
    """``~`` takes the white space of the one piece next to it."""
    for index, item in enumerate(items):
        if isinstance(item, Piece):
            continue
        before = items[index - 1] if index else None
        after = items[index + 1] if index + 1 < len(items) else None
        if item.trim_before and isinstance(before, Piece):
            before.text = before.text.rstrip()
        if item.trim_after and isinstance(after, Piece):
            after.text = after.text.lstrip()


def _flush(items: list[Piece | Sequence]) -> None:
    """Take away the indentation that all lines share; a blank line does not count."""
    line_start = True
    least: int | None = None
    leading: list[Piece] = []
    for item in items:
        if line_start:
            line_start = False
            spaces: int | None = 0
            if isinstance(item, Piece):
                bare = item.text.lstrip()
                if not bare and item.text.endswith("\n"):
                    spaces = None
                else:
                    spaces = len(item.text) - len(bare)
                    leading.append(item)
            if spaces is not None:
                least = spaces if least is None else min(least, spaces)
        if isinstance(item, Piece) and item.text.endswith("\n"):
            line_start = True
    for piece in leading:
        piece.text = piece.text[least or 0 :]


def _nest(
    reader: _Reader, items: list[Piece | Sequence], index: int, until: tuple[str, ...], depth: int
) -> tuple[list[Any], int]:
    """Parts from ``index`` to the tag named in ``until`` (or the end), and the index of that tag."""
    from steelyard.mods import syntax

    if depth > syntax.MAX_DEPTH:
        raise EvaluationError("template directives are nested too deep", items[index - 1].at)  # type: ignore[union-attr]
    parts: list[Any] = []
    while index < len(items):
        item = items[index]
        if isinstance(item, Piece):
            if parts and isinstance(parts[-1], str):
                parts[-1] += item.text
            elif item.text:
                parts.append(item.text)
            index += 1
        elif item.kind in until:
            return parts, index
        elif item.kind == "value":
            parts.append(_value(reader, item, depth))
            index += 1
        elif item.kind == "if":
            condition = _value(reader, item, depth)
            then, index = _nest(reader, items, index + 1, ("else", "endif"), depth + 1)
            otherwise: list[Any] = []
            if index < len(items) and items[index].kind == "else":  # type: ignore[union-attr]
                otherwise, index = _nest(reader, items, index + 1, ("endif",), depth + 1)
            _closed(items, index, item, "endif")
            parts.append(["%if", item.at, condition, then, otherwise])
            index += 1
        elif item.kind == "for":
            names = [reader.text(c) for c in item.node.named_children if c.type == "identifier"]
            body, index = _nest(reader, items, index + 1, ("endfor",), depth + 1)
            _closed(items, index, item, "endfor")
            key, name = (names[0], names[1]) if len(names) > 1 else (None, names[0])
            parts.append(["%for", item.at, key, name, _value(reader, item, depth), body])
            index += 1
        else:
            raise EvaluationError(f"%{{ {item.kind} }} has no beginning", item.at)
    return parts, index


def _closed(items: list[Piece | Sequence], index: int, opened: Sequence, end: str) -> None:
    if index >= len(items):
        raise EvaluationError(f"%{{ {opened.kind} }} has no %{{ {end} }}", opened.at)


def _value(reader: _Reader, item: Sequence, depth: int) -> Any:
    expressions = [c for c in item.node.named_children if c.type == "expression"]
    if not expressions:
        raise EvaluationError("an expression is missing here", item.at)
    return reader.expression(expressions[0], depth)
