"""A text of its own as a template: templatefile() and templatestring()."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from steelyard.mods import syntax
from steelyard.mods.diagnostics import EvaluationError, Source, near
from steelyard.mods.values import Reference, Value

if TYPE_CHECKING:
    from steelyard.mods.evaluate import Evaluator

MAX_NESTED = 5  # templates that render templates


class _Names:
    """Only what the call hands over is known in a template."""

    def __init__(self, outer: Evaluator, variables: dict[str, Value], nested: int) -> None:
        self.budget = outer.budget
        self.folder: Path | None = outer.scope.folder
        self.variables = variables
        self.nested = nested

    def lookup(self, name: str, steps: list[Any], at: int) -> tuple[Value, int]:
        if name in self.variables:
            return self.variables[name], 0
        raise EvaluationError(f"the template is not given {name!r}{near(name, self.variables)}")

    def attribute(self, reference: Reference, name: str) -> Value:
        raise EvaluationError(f"a template cannot see into {reference.full_name}")


def render(evaluator: Evaluator, source: Source, variables: dict[str, Value]) -> Value:
    """Raises EvaluationError that names the template, its line and its column."""
    from steelyard.mods.evaluate import Evaluator as Inner

    nested = getattr(evaluator.scope, "nested", 0) + 1
    if nested > MAX_NESTED:
        raise EvaluationError("templates that render templates are nested too deep")
    expression, offset, framed = _parse(source)
    inner = Inner(_Names(evaluator, variables, nested))
    try:
        found = inner.evaluate(expression)
    except EvaluationError as error:
        line, column, _ = framed.place(error.at or offset)
        raise EvaluationError(f"{source.shown}:{line - 1}:{column}: {error.message}") from None
    return found.removesuffix("\n") if isinstance(found, str) else found


def _parse(source: Source) -> tuple[Any, int, Source]:
    """The template as a heredoc's inside, which has the same rules."""
    mark = b"T"
    while mark in source.data:
        mark += b"T"
    head = b"value = <<" + mark + b"\n"
    framed = Source(source.path, source.shown, head + source.data + b"\n" + mark + b"\n")
    body, problems = syntax.parse(framed)
    if problems:
        first = problems[0]
        raise EvaluationError(f"{source.shown}:{first.line - 1}:{first.column}: {first.message}")
    return body["attributes"]["value"][1], len(head), framed
