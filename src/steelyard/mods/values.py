"""The values that expressions have, and what every part of the evaluator needs to do with them.

| HCL | Python |
|---|---|
| null | None |
| bool, string | bool, str |
| number | int, or Decimal when it is not whole |
| list, tuple | list |
| set | SetValue: a list, sorted, without repeats |
| map, object | dict (its order of iteration is that of its sorted keys) |
| a resource, or what only a run can know | Reference, Runtime |
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation, localcontext
from typing import Any

from steelyard.mods.diagnostics import EvaluationError

Value = Any

LARGEST = 10**1000
MAX_TEXT = 16 * 1024 * 1024  # characters in one string
MAX_WEIGHT = 2_000_000  # of one collection, all that is nested in it counted, see weigh()
NUMBERS = Context(prec=155)  # as many digits as a 512-bit float holds


class SetValue(list[Any]):
    """A set: sorted, each value once, without indexes."""


@dataclass(frozen=True)
class Reference:
    """A resource that is named by an expression: ``kind`` such as "control", its mod and short name."""

    mod: str
    kind: str
    name: str

    @property
    def full_name(self) -> str:
        return f"{self.mod}.{self.kind}.{self.name}"


@dataclass(frozen=True)
class Runtime:
    """A value that is only known while a dashboard or a ``with`` runs; ``path`` is how it is written."""

    path: str


UNSET = "param."  # how the path of an argument begins that nothing gives a value


class Budget:
    """How much work a mod may cause. One unit is about one small step of the evaluator."""

    def __init__(self, units: int = 10_000_000) -> None:
        self.left = units

    def charge(self, units: int) -> None:
        self.left -= units
        if self.left < 0:
            raise EvaluationError("this mod asks for more computation than is allowed")


def number(text: str) -> int | Decimal:
    """A number as written. Raises EvaluationError if it is none, or too large."""
    try:
        with localcontext(NUMBERS):
            return whole(Decimal(text.strip()))
    except (InvalidOperation, ValueError):
        raise EvaluationError(f"{shorten(text)} is not a number") from None


def whole(value: int | Decimal | float) -> int | Decimal:
    """The same number as an int if it is whole. Raises EvaluationError for what is infinite or too large."""
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        if not value.is_finite() or value.adjusted() > 1000:
            raise EvaluationError("this number is too large")
        if value.adjusted() < -1000:
            return 0 if value == 0 else value
        if value == value.to_integral_value(context=NUMBERS):
            return int(value)
        return value
    if abs(value) > LARGEST:
        raise EvaluationError("this number is too large")
    return value


def is_number(value: Value) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def kind_of(value: Value) -> str:
    """The word for a value's type in messages."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, str):
        return "string"
    if isinstance(value, (int, Decimal)):
        return "number"
    if isinstance(value, SetValue):
        return "set"
    if isinstance(value, list):
        return "list"
    if isinstance(value, dict):
        return "map"
    if isinstance(value, Reference):
        return value.kind
    return "value of a run"


def shorten(text: str, length: int = 60) -> str:
    return repr(text if len(text) <= length else text[: length - 3] + "...")


def to_text(value: Value) -> str:
    """A primitive as a string. Raises EvaluationError for null and for collections."""
    if isinstance(value, str):
        return value
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Runtime):
        return f"${{{value.path}}}"
    if isinstance(value, Reference):
        return value.full_name
    raise EvaluationError(f"a string is needed here, not {article(kind_of(value))}")


def to_number(value: Value) -> int | Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, str)):
        raise EvaluationError(f"a number is needed here, not {article(kind_of(value))}")
    if not isinstance(value, str):
        return value
    if value != value.strip() or not value or value[0] == "+" or "_" in value:
        raise EvaluationError(f"{shorten(value)} is not a number")
    return number(value)


def to_bool(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    if value == "true" or value == "false":
        return bool(value == "true")
    raise EvaluationError(f"true or false is needed here, not {article(kind_of(value))}")


def article(noun: str) -> str:
    return noun if noun == "null" else f"a {noun}"


def equal(left: Value, right: Value) -> bool:
    """``==``: values of different types differ, and true is not 1."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, list) and isinstance(right, list):
        return (
            isinstance(left, SetValue) == isinstance(right, SetValue)
            and len(left) == len(right)
            and all(map(equal, left, right))
        )
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(equal(value, right[key]) for key, value in left.items())
    if isinstance(left, (list, dict)) or isinstance(right, (list, dict)):
        return False
    return bool(left == right)


def identity(value: Value) -> Any:
    """Something hashable that two values share exactly if they are equal."""
    if isinstance(value, bool):
        return ("b", value)
    if isinstance(value, list):
        return ("s" if isinstance(value, SetValue) else "l", tuple(map(identity, value)))
    if isinstance(value, dict):
        return ("m", tuple((key, identity(value[key])) for key in sorted(value)))
    return value


def _rank(value: Value) -> Any:
    """A sorting key that is defined between values of all types."""
    if value is None:
        return (0,)
    if isinstance(value, bool):
        return (1, value)
    if isinstance(value, (int, Decimal)):
        return (2, value)
    if isinstance(value, str):
        return (3, value)
    return (4, repr(identity(value)))


def distinct(values: Iterable[Value]) -> list[Value]:
    """Each value once, in the order of its first appearance."""
    seen: dict[Any, Value] = {}
    for value in values:
        seen.setdefault(identity(value), value)
    return list(seen.values())


def make_set(values: Iterable[Value]) -> SetValue:
    return SetValue(sorted(distinct(unify(list(values))), key=_rank))


def unify(values: list[Value]) -> list[Value]:
    """The items as one type: primitives of different types all become strings, as in a list or map."""
    kinds = {kind_of(value) for value in values if value is not None}
    if len(kinds) > 1 and kinds <= {"string", "number", "bool"}:
        return [None if value is None else to_text(value) for value in values]
    return values


def elements(value: Value) -> list[tuple[Value, Value]]:
    """(key, value) of a collection as ``for`` sees it. Raises EvaluationError for anything else."""
    if isinstance(value, SetValue):
        return [(item, item) for item in value]
    if isinstance(value, list):
        return list(enumerate(value))
    if isinstance(value, dict):
        return [(key, value[key]) for key in sorted(value)]
    raise EvaluationError(f"a list, set or map is needed here, not {article(kind_of(value))}")


def weigh(value: Value) -> int:
    """How large a value is: 4 for each value and one for each 8 characters; shared parts count each time.

    Raises EvaluationError past the limits.
    """
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise EvaluationError(f"this string is longer than {MAX_TEXT // 1024 // 1024} million characters")
        return 4 + len(value) // 8
    if not isinstance(value, (list, dict)):
        return 4
    total = 0
    waiting: list[Value] = [value]
    while waiting:
        item = waiting.pop()
        total += 4
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            total += 4 * len(item)
            waiting += item.values()
        elif isinstance(item, str):
            total += len(item) // 8
        if total + 4 * len(waiting) > MAX_WEIGHT:
            raise EvaluationError("this list or map is too large")
    return total


class Pile:
    """Counts what is being gathered, so that a collection is refused before it has been built."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.total = 4

    def add(self, value: Value) -> Value:
        weight = weigh(value)
        self.total += weight
        self.budget.charge(weight)
        if self.total > MAX_WEIGHT:
            raise EvaluationError("this list or map is too large")
        return value


def deep(value: Value) -> int:
    """How many levels a collection has (0 for a primitive)."""
    level, layer = 0, [value]
    while layer := [item for item in layer if isinstance(item, (list, dict))]:
        level += 1
        layer = [inner for item in layer for inner in (item.values() if isinstance(item, dict) else item)]
    return level


def plain(value: Value) -> Any:
    """The value as JSON has it: ints, floats, strings, booleans, lists and dicts; references by name."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, Reference):
        return value.full_name
    return value
