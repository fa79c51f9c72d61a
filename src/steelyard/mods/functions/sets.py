"""Sets."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from steelyard.mods import values
from steelyard.mods.diagnostics import EvaluationError
from steelyard.mods.functions.declare import table
from steelyard.mods.values import SetValue, Value, identity, make_set

if TYPE_CHECKING:
    from steelyard.mods.evaluate import Evaluator


def union(*sets: list[Value]) -> Value:
    return make_set(item for given in sets for item in given)


def intersection(first: list[Value], *others: list[Value]) -> Value:
    left = make_set(first)
    for other in others:
        known = {identity(item) for item in make_set(other)}
        left = make_set(item for item in left if identity(item) in known)
    return left


def subtract(first: list[Value], second: list[Value]) -> Value:
    known = {identity(item) for item in second}
    return make_set(item for item in first if identity(item) not in known)


def product(evaluator: Evaluator, *lists: list[Value]) -> Value:
    """Every combination of one value from each; a set if all are sets."""
    if len(lists) < 2:
        raise EvaluationError("at least two lists are needed")
    count = math.prod(len(given) for given in lists)
    if count * len(lists) * 4 > values.MAX_WEIGHT:
        raise EvaluationError("this list or map is too large")
    evaluator.budget.charge(count * len(lists))
    combined = [values.unify(list(row)) for row in itertools.product(*lists)]
    return SetValue(values.distinct(combined)) if all(isinstance(given, SetValue) for given in lists) else combined


FUNCTIONS = {
    **table(
        ("setintersection", "ll*", intersection),
        ("setsubtract", "ll", subtract),
        ("setunion", "ll*", union),
    ),
    **table(("setproduct", "l*", product), evaluator=True),
}
