"""How a function is declared: a signature in one string, and the Python function behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from steelyard.mods import values
from steelyard.mods.diagnostics import EvaluationError
from steelyard.mods.values import Value, article, kind_of

if TYPE_CHECKING:
    from steelyard.mods.evaluate import Evaluator


@dataclass(frozen=True)
class Function:
    """``signature``: one letter an argument.

    s string, n number, i whole number, b bool, l list (or set), m map, c any collection, a anything but null,
    x anything. After ``?`` they may be left out; ``*`` at the end repeats the last one from none to many.
    """

    name: str
    signature: str
    body: Callable[..., Value]
    wants_evaluator: bool = False

    def call(self, evaluator: Evaluator, arguments: list[Value]) -> Value:
        """Raises EvaluationError for arguments that do not fit."""
        letters = self.signature.replace("?", "").replace("*", "")
        required = self.signature.split("?")[0].replace("*", "")
        repeated = self.signature.endswith("*")
        least = len(required) - (1 if repeated and "?" not in self.signature else 0)
        if len(arguments) < least or (len(arguments) > len(letters) and not repeated):
            raise EvaluationError(f"{self.name}() takes {_count(least, len(letters), repeated)}, not {len(arguments)}")
        given = []
        for place, argument in enumerate(arguments):
            letter = letters[min(place, len(letters) - 1)]
            try:
                given.append(_READERS[letter](argument))
            except EvaluationError as error:
                raise EvaluationError(f"argument {place + 1} of {self.name}(): {error.message}") from None
        try:
            return self.body(evaluator, *given) if self.wants_evaluator else self.body(*given)
        except EvaluationError as error:
            raise EvaluationError(f"{self.name}(): {error.message}") from None


def table(*entries: tuple[str, str, Callable[..., Value]], evaluator: bool = False) -> dict[str, Function]:
    return {name: Function(name, signature, body, evaluator) for name, signature, body in entries}


def _count(least: int, most: int, repeated: bool) -> str:
    if repeated:
        return f"at least {least} argument{'' if least == 1 else 's'}"
    if least == most:
        return f"{least} argument{'' if least == 1 else 's'}"
    return f"{least} to {most} arguments"


def _need(kind: str, *types: type) -> Callable[[Any], Value]:
    def read(value: Any) -> Value:
        if isinstance(value, types):
            return value
        raise EvaluationError(f"{kind} is needed, not {article(kind_of(value))}")

    return read


def _whole(value: Any) -> int:
    found = values.to_number(value)
    if isinstance(found, int):
        return found
    raise EvaluationError(f"a whole number is needed, not {found}")


def _something(value: Any) -> Value:
    if value is None:
        raise EvaluationError("null is not allowed")
    return value


_READERS: dict[str, Callable[[Any], Value]] = {
    "s": values.to_text,
    "n": values.to_number,
    "i": _whole,
    "b": values.to_bool,
    "l": _need("a list", list),
    "m": _need("a map", dict),
    "c": _need("a list, set or map", list, dict),
    "a": _something,
    "x": lambda value: value,
}
