"""What is wrong in a mod: where, and all of it at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from steelyard.errors import UsageError

SHOWN = 50  # problems printed in one message


@dataclass(frozen=True, order=True)
class Problem:
    """One fault. ``line`` and ``column`` count from 1; 0 means that the fault has no place in a file."""

    path: str
    line: int
    column: int
    message: str
    source: str = field(default="", compare=False)

    def __str__(self) -> str:
        if not self.line:
            return f"{self.path}: {self.message}" if self.path else self.message
        head = f"{self.path}:{self.line}:{self.column}: {self.message}"
        if not self.source.strip():
            return head
        shown = self.source.rstrip()[:200].expandtabs(1)
        return f"{head}\n    {shown}\n    {' ' * (min(self.column, 200) - 1)}^"


class ModError(UsageError):
    """A mod that cannot be used as it is. ``problems`` holds every fault that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        lines = [str(problem) for problem in self.problems[:SHOWN]]
        if len(self.problems) > SHOWN:
            lines.append(f"... and {len(self.problems) - SHOWN} more")
        super().__init__("\n".join(lines))


class EvaluationError(Exception):
    """A fault inside an expression, before it is known which file holds it; ``at`` is a byte offset."""

    def __init__(self, message: str, at: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


@dataclass(frozen=True)
class Source:
    """The text of one file: where it lies, the name it is shown by, and its bytes."""

    path: Path
    shown: str
    data: bytes = field(repr=False, compare=False)

    def place(self, at: int) -> tuple[int, int, str]:
        """Line, column (both from 1, the column in characters) and the text of the line at a byte offset."""
        at = max(0, min(at, len(self.data)))
        start = self.data.rfind(b"\n", 0, at) + 1
        end = self.data.find(b"\n", at)
        text = self.data[start : end if end >= 0 else len(self.data)].decode("utf-8", "replace")
        column = len(self.data[start:at].decode("utf-8", "replace")) + 1
        return self.data.count(b"\n", 0, start) + 1, column, text

    def problem(self, at: int, message: str) -> Problem:
        line, column, text = self.place(at)
        return Problem(self.shown, line, column, message, text)


def near(name: str, known: Iterable[str], count: int = 3) -> str:
    """`` (did you mean a or b?)``, or nothing when no known name is near."""
    found = get_close_matches(name, list(known), n=count, cutoff=0.6)
    return f" (did you mean {' or '.join(found)}?)" if found else ""
