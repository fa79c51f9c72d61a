"""Arithmetic."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, InvalidOperation, localcontext

from steelyard.mods import values
from steelyard.mods.diagnostics import EvaluationError
from steelyard.mods.functions.declare import table
from steelyard.mods.values import NUMBERS, Value, shorten

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def power(base: int | Decimal, exponent: int | Decimal) -> Value:
    with localcontext(NUMBERS):
        try:
            digits = abs(Decimal(base).adjusted()) + 1 if base not in (0, 1, -1) else 0
            if digits * abs(Decimal(exponent)) > 2000:
                raise EvaluationError("the result is too large")
            return values.whole(Decimal(base) ** Decimal(exponent))
        except (InvalidOperation, ArithmeticError):
            raise EvaluationError(f"{base} to the power of {exponent} is no number") from None


def logarithm(number: int | Decimal, base: int | Decimal) -> Value:
    if number <= 0 or base <= 0 or base == 1:
        raise EvaluationError("a logarithm needs positive numbers, and a base other than 1")
    return values.whole(math.log(number) / math.log(base))


def parseint(text: str, base: int) -> int:
    if not 2 <= base <= 62:
        raise EvaluationError("the base is a number from 2 to 62")
    digits = text.removeprefix("-").removeprefix("+")
    allowed = DIGITS[:base]
    found = 0
    for digit in digits if base > 36 else digits.lower():
        place = allowed.find(digit)
        if place < 0 or len(digits) > 1000:
            raise EvaluationError(f"{shorten(text)} is no number in base {base}")
        found = found * base + place
    if not digits:
        raise EvaluationError(f"{shorten(text)} is no number in base {base}")
    return -found if text.startswith("-") else found


def _rounded(direction: str, number: int | Decimal) -> int:
    return int(Decimal(number).to_integral_value(direction, NUMBERS))


FUNCTIONS = table(
    ("abs", "n", lambda number: abs(number)),
    ("ceil", "n", lambda number: _rounded(ROUND_CEILING, number)),
    ("floor", "n", lambda number: _rounded(ROUND_FLOOR, number)),
    ("log", "nn", logarithm),
    ("max", "nn*", lambda *numbers: max(numbers)),
    ("min", "nn*", lambda *numbers: min(numbers)),
    ("parseint", "si", parseint),
    ("pow", "nn", power),
    ("signum", "i", lambda number: (number > 0) - (number < 0)),
)
