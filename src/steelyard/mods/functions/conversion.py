"""From one type to another, and expressions that may fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from steelyard.mods import values
from steelyard.mods.diagnostics import EvaluationError, ModError
from steelyard.mods.functions.declare import table
from steelyard.mods.types import ANY, Type, convert
from steelyard.mods.values import Value

if TYPE_CHECKING:
    from steelyard.mods.evaluate import Evaluator, Locals


def _to(name: str, *items: Type) -> Callable[[Value], Value]:
    kind = Type(name, items)
    return lambda value: convert(value, kind)


def attempt(evaluator: Evaluator, nodes: list[Any], names: Locals) -> Value:
    """The value of the first expression that has one."""
    if not nodes:
        raise EvaluationError("try() takes at least 1 argument, not 0")
    faults = []
    for node in nodes:
        try:
            return evaluator.evaluate(node, names)
        except (EvaluationError, ModError) as error:
            evaluator.budget.charge(1)
            faults.append(str(error))
    raise EvaluationError(f"try(): no expression has a value; the last: {faults[-1]}")


def can(evaluator: Evaluator, nodes: list[Any], names: Locals) -> bool:
    if len(nodes) != 1:
        raise EvaluationError(f"can() takes 1 argument, not {len(nodes)}")
    try:
        evaluator.evaluate(nodes[0], names)
    except (EvaluationError, ModError):
        evaluator.budget.charge(1)
        return False
    return True


SPECIAL: dict[str, Callable[[Evaluator, list[Any], Locals], Any]] = {"try": attempt, "can": can}

FUNCTIONS = table(
    ("tobool", "x", _to("bool")),
    ("tolist", "x", _to("list", ANY)),
    ("tomap", "x", _to("map", ANY)),
    ("tonumber", "x", _to("number")),
    ("toset", "x", _to("set", ANY)),
    ("tostring", "x", _to("string")),
    ("sensitive", "x", lambda value: value),
    ("nonsensitive", "x", lambda value: value),
    ("issensitive", "x", lambda value: False),
    ("type", "x", values.kind_of),
)
