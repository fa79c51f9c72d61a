"""Where the text of a file goes wrong: an open quote, a bracket that does not fit, a wrong escape.

The grammar's own errors tell that a file is wrong, but often point to the beginning of what it could not
make sense of. This looks for the usual reasons first. It takes one pass over the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CODE = re.compile(rb'"|<<-?([A-Za-z_][\w-]*)[ \t]*\r?\n|\#|//|/\*|[{}()\[\]]')
STRING = re.compile(rb'\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[nrt"\\])|\\|\$\$\{|%%\{|\$\{|%\{|"|\n')
HEREDOC = re.compile(rb"\$\$\{|%%\{|\$\{|%\{|\n")
PAIRS = {b"{": b"}", b"(": b")", b"[": b"]", b"${": b"}", b"%{": b"}"}
NAMES = {b'"': "quote", b"{": "brace", b"(": "parenthesis", b"[": "bracket", b"${": "${", b"%{": "%{"}


@dataclass(frozen=True)
class Open:
    """Something that is still to be closed; ``mark`` is the word that ends a heredoc."""

    what: bytes
    at: int
    mark: bytes = b""


def fault(data: bytes) -> tuple[int, str] | None:
    """The byte offset and the description of the first fault of this kind, or None."""
    stack: list[Open] = []
    at = 0
    while at < len(data):
        top = stack[-1].what if stack else b""
        if top == b'"':
            found = _string(data, at, stack)
        elif top == b"<<":
            found = _heredoc(data, at, stack)
        else:
            found = _code(data, at, stack)
        if isinstance(found, tuple):
            return found
        at = found
    if not stack:
        return None
    last = stack[-1]
    if last.what == b"<<":
        return last.at, f"this heredoc is never closed: {last.mark.decode()!r} must stand alone on a line"
    return last.at, f"this {NAMES[last.what]} is never closed"


def _code(data: bytes, at: int, stack: list[Open]) -> int | tuple[int, str]:
    match = CODE.search(data, at)
    if match is None:
        return len(data)
    token = match.group()
    if token == b'"':
        stack.append(Open(token, match.start()))
    elif match[1]:
        stack.append(Open(b"<<", match.start(), match[1]))
        return match.end() - 1  # the heredoc's first line begins after this newline
    elif token in (b"#", b"//"):
        end = data.find(b"\n", match.end())
        return len(data) if end < 0 else end
    elif token == b"/*":
        end = data.find(b"*/", match.end())
        return (match.start(), "this comment is never closed") if end < 0 else end + 2
    elif token in PAIRS:
        stack.append(Open(token, match.start()))
    elif not stack:
        return match.start(), f"this {token.decode()!r} closes nothing"
    elif PAIRS[stack[-1].what] != token:
        opened = stack[-1]
        line = data.count(b"\n", 0, opened.at) + 1
        return match.start(), f"{token.decode()!r} stands here while {opened.what.decode()!r} of line {line} is open"
    else:
        stack.pop()
    return match.end()


def _string(data: bytes, at: int, stack: list[Open]) -> int | tuple[int, str]:
    match = STRING.search(data, at)
    if match is None:
        return len(data)
    token = match.group()
    if token == b"\n":
        return stack[-1].at, "this quote is not closed on its line; a text of several lines is a heredoc (<<EOT)"
    if token == b"\\":
        shown = data[match.start() : match.start() + 2].decode("utf-8", "replace")
        return match.start(), f"{shown} is no escape that a string can hold; write \\\\ for a backslash"
    if token == b'"':
        stack.pop()
    elif token in (b"${", b"%{"):
        stack.append(Open(token, match.start()))
    return match.end()


def _heredoc(data: bytes, at: int, stack: list[Open]) -> int | tuple[int, str]:
    """From a newline (the next line may be the last) or from inside a line, to the next thing that matters."""
    mark = stack[-1].mark
    if data[at : at + 1] == b"\n":
        end = data.find(b"\n", at + 1)
        line = data[at + 1 : end if end >= 0 else len(data)]
        if line.strip() == mark:
            stack.pop()
            return len(data) if end < 0 else end
        at += 1
    match = HEREDOC.search(data, at)
    if match is None:
        return len(data)
    if match.group() == b"\n":
        return match.start()
    if match.group() in (b"${", b"%{"):
        stack.append(Open(match.group(), match.start()))
    return match.end()
