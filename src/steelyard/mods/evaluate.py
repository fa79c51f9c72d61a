"""Expressions to values.

The evaluator knows no resources: what a name outside an expression means is asked of a ``Scope``. Work,
nesting and the size of values are bounded, so that no expression can run for ever or fill the memory.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, DivisionByZero, InvalidOperation, localcontext
from pathlib import Path
from typing import Any, Protocol

from steelyard.mods import values
from steelyard.mods.diagnostics import EvaluationError, near
from steelyard.mods.values import Budget, Pile, Reference, Runtime, SetValue, Value, article, kind_of

MAX_DEPTH = 120
STEP = 5  # units of the budget for one step

Locals = dict[str, Value]


class Scope(Protocol):
    """Where names outside an expression come from."""

    budget: Budget
    folder: Path | None

    def lookup(self, name: str, steps: list[Any], at: int) -> tuple[Value, int]:
        """The value of a name and how many of the steps it took. Raises EvaluationError if there is none."""

    def attribute(self, reference: Reference, name: str) -> Value:
        """An attribute of a resource."""


class Evaluator:
    """Evaluates expressions of one scope (a mod, or nothing at all)."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.budget = scope.budget
        self.depth = 0

    def evaluate(self, expression: Any, names: Locals | None = None) -> Value:
        """The value of an expression; ``names`` are those that ``for`` has defined around it.

        Raises EvaluationError with the offset of what is at fault.
        """
        if not isinstance(expression, list):
            return expression
        self.depth += 1
        try:
            if self.depth > MAX_DEPTH:
                raise EvaluationError("this expression is nested too deep")
            self.budget.charge(STEP)
            return _FORMS[expression[0]](self, expression, names or {})
        except EvaluationError as error:
            if error.at is None:
                error.at = expression[1]
            raise
        finally:
            self.depth -= 1

    def weighed(self, value: Value) -> Value:
        self.budget.charge(values.weigh(value))
        return value

    # references

    def reference(self, node: Any, names: Locals) -> Value:
        _, at, name, steps = node
        if name in names:
            return self.walk(names[name], steps, names)
        value, taken = self.scope.lookup(name, steps, at)
        return self.walk(value, steps[taken:], names) if taken < len(steps) else value

    def get(self, node: Any, names: Locals) -> Value:
        return self.walk(self.evaluate(node[2], names), node[3], names)

    def walk(self, value: Value, steps: list[Any], names: Locals) -> Value:
        for step in steps:
            if isinstance(step, list):
                if step[0] == "[":
                    value = self.index(value, self.evaluate(step[1], names))
                else:
                    value = self.splat(value, step[1], names)
            else:
                value = self.index(value, step)
        return value

    def splat(self, value: Value, steps: list[Any], names: Locals) -> Value:
        if isinstance(value, Runtime):
            return Runtime(f"{value.path}[*]")
        items = [] if value is None else value if isinstance(value, list) else [value]
        self.budget.charge(len(items) * STEP)
        return self.weighed([self.walk(item, steps, names) for item in items])

    def index(self, value: Value, key: Value) -> Value:
        if isinstance(value, dict):
            if is_key(key):
                text = values.to_text(key)
                if text in value:
                    return value[text]
                raise EvaluationError(f"there is no {values.shorten(text)} in this map{near(text, value)}")
        elif isinstance(value, SetValue):
            raise EvaluationError("the values of a set have no index or attributes")
        elif isinstance(value, list):
            if isinstance(key, str) and not key.lstrip("-").isdigit():
                raise EvaluationError(f"a list has no attribute {values.shorten(key)}: use [*] or an index")
            if isinstance(key, (int, str)) and not isinstance(key, bool):
                place = int(key)
                if 0 <= place < len(value):
                    return value[place]
                raise EvaluationError(f"index {place} is outside this list of {len(value)}")
        elif isinstance(value, Reference) and isinstance(key, str):
            return self.scope.attribute(value, key)
        elif isinstance(value, Runtime):
            return Runtime(f"{value.path}[{key}]" if isinstance(key, int) else f"{value.path}.{key}")
        elif value is None:
            raise EvaluationError("null has no attributes or indexes")
        else:
            raise EvaluationError(f"{article(kind_of(value))} has no attributes or indexes")
        raise EvaluationError(f"{article(kind_of(key))} cannot be an index of {article(kind_of(value))}")

    # collections

    def make_list(self, node: Any, names: Locals) -> Value:
        pile = Pile(self.budget)
        return [pile.add(self.evaluate(item, names)) for item in node[2]]

    def make_map(self, node: Any, names: Locals) -> Value:
        made: dict[str, Value] = {}
        pairs = node[2]
        pile = Pile(self.budget)
        for place in range(0, len(pairs), 2):
            key = self.evaluate(pairs[place], names)
            made[self.key(key)] = pile.add(self.evaluate(pairs[place + 1], names))
        return made

    def key(self, value: Value) -> str:
        if not is_key(value):
            raise EvaluationError(f"{article(kind_of(value))} cannot be a key")
        return values.to_text(value)

    def for_list(self, node: Any, names: Locals) -> Value:
        _, _, key, name, collection, result, condition = node
        made = []
        pile = Pile(self.budget)
        for inner in self.iterate(key, name, collection, names):
            if condition is None or self.truth(condition, inner):
                made.append(pile.add(self.evaluate(result, inner)))
        return made

    def for_map(self, node: Any, names: Locals) -> Value:
        _, at, key, name, collection, key_result, result, condition, group = node
        made: dict[str, Value] = {}
        pile = Pile(self.budget)
        for inner in self.iterate(key, name, collection, names):
            if condition is not None and not self.truth(condition, inner):
                continue
            found = self.key(self.evaluate(key_result, inner))
            value = pile.add(self.evaluate(result, inner))
            if group:
                made.setdefault(found, []).append(value)
            elif found in made:
                raise EvaluationError(f"two items have the key {values.shorten(found)}; '...' would group them", at)
            else:
                made[found] = value
        return made

    def iterate(self, key: str | None, name: str, collection: Any, names: Locals) -> Any:
        found = self.evaluate(collection, names)
        if isinstance(found, Runtime):
            found = [Runtime(f"{found.path}[*]")]
        pairs = values.elements(found)
        self.budget.charge(len(pairs) * STEP)
        for index, value in pairs:
            inner = {**names, name: value}
            if key is not None:
                inner[key] = index
            yield inner

    # operators

    def conditional(self, node: Any, names: Locals) -> Value:
        _, _, condition, then, otherwise = node
        chosen, other = (then, otherwise) if self.truth(condition, names) else (otherwise, then)
        value = self.evaluate(chosen, names)
        # both sides have one type: beside a string, a number or a bool is one too
        if (values.is_number(value) or isinstance(value, bool)) and _is_text(other):
            return values.to_text(value)
        return value

    def truth(self, expression: Any, names: Locals) -> bool:
        value = self.evaluate(expression, names)
        return True if isinstance(value, Runtime) else values.to_bool(value)

    def negate(self, node: Any, names: Locals) -> Value:
        value = self.evaluate(node[2], names)
        return value if isinstance(value, Runtime) else -values.to_number(value)

    def invert(self, node: Any, names: Locals) -> Value:
        value = self.evaluate(node[2], names)
        return value if isinstance(value, Runtime) else not values.to_bool(value)

    def operation(self, node: Any, names: Locals) -> Value:
        _, _, first, rest = node
        value = self.evaluate(first, names)
        for operator, at, operand in rest:
            try:
                value = self.operate(operator, value, self.evaluate(operand, names))
            except EvaluationError as error:
                error.at = at if error.at is None else error.at
                raise
        return value

    def operate(self, operator: str, left: Value, right: Value) -> Value:
        self.budget.charge(STEP)
        if isinstance(left, Runtime) or isinstance(right, Runtime):
            return Runtime(f"{_written(left)} {operator} {_written(right)}")
        if operator in ("==", "!="):
            self.budget.charge(min(values.weigh(left), values.weigh(right)))
            return values.equal(left, right) == (operator == "==")
        if operator == "&&":
            return values.to_bool(left) and values.to_bool(right)
        if operator == "||":
            return values.to_bool(left) or values.to_bool(right)
        return arithmetic(operator, values.to_number(left), values.to_number(right))

    # templates

    def text(self, node: Any, names: Locals) -> Value:
        out = _Text(self.budget)
        self.parts(node[2], names, out)
        return "".join(out.parts)

    def parts(self, parts: list[Any], names: Locals, out: _Text) -> None:
        for part in parts:
            if isinstance(part, str):
                out.add(part)
            elif isinstance(part, list) and part[0] == "%if":
                self.parts(part[3] if self.truth(part[2], names) else part[4], names, out)
            elif isinstance(part, list) and part[0] == "%for":
                for inner in self.iterate(part[2], part[3], part[4], names):
                    self.parts(part[5], inner, out)
            else:
                self.interpolate(part, names, out)

    def interpolate(self, part: Any, names: Locals, out: _Text) -> None:
        value = self.evaluate(part, names)
        at = part[1] if isinstance(part, list) else None
        try:
            text = values.to_text(value)
        except EvaluationError:
            raise EvaluationError(f"{article(kind_of(value))} cannot be put into a string", at) from None
        out.add(text)

    # functions

    def call(self, node: Any, names: Locals) -> Value:
        from steelyard.mods import functions

        _, at, name, argument_nodes, spread = node
        special = functions.SPECIAL.get(name)
        if special is not None:
            return special(self, argument_nodes, names)
        function = functions.TABLE.get(name.removeprefix("core::"))
        if function is None:
            raise EvaluationError(f"there is no function {name}(){near(name, functions.names())}", at)
        pile = Pile(self.budget)
        arguments = [pile.add(self.evaluate(argument, names)) for argument in argument_nodes]
        if spread:
            last = arguments.pop() if arguments else None
            if not isinstance(last, list):
                raise EvaluationError(f"'...' needs a list, not {article(kind_of(last))}")
            arguments += last
        if any(isinstance(argument, Runtime) for argument in arguments):
            return Runtime(f"{name}({', '.join(_written(argument) for argument in arguments)})")
        return self.weighed(function.call(self, arguments))


class _Text:
    """A template's output while it is being put together."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.parts: list[str] = []
        self.length = 0

    def add(self, text: str) -> None:
        self.length += len(text)
        self.budget.charge(STEP + len(text) // 8)
        if self.length > values.MAX_TEXT:
            raise EvaluationError(f"this string is longer than {values.MAX_TEXT // 1024 // 1024} million characters")
        self.parts.append(text)


def _written(value: Value) -> str:
    return value.path if isinstance(value, Runtime) else repr(values.plain(value))[:200]


def _is_text(expression: Any) -> bool:
    """Whether an expression can be nothing but a string."""
    return isinstance(expression, str) or (isinstance(expression, list) and expression[0] == "text")


def is_key(value: Value) -> bool:
    return isinstance(value, (str, int, Decimal))


def arithmetic(operator: str, left: int | Decimal, right: int | Decimal) -> Value:
    """An arithmetic or ordering operator on two numbers. Raises EvaluationError for a division by zero."""
    comparison = _COMPARISONS.get(operator)
    if comparison is not None:
        return comparison(left, right)
    with localcontext(values.NUMBERS):
        try:
            if operator == "+":
                return values.whole(left + right)
            if operator == "-":
                return values.whole(left - right)
            if operator == "*":
                return values.whole(left * right)
            if operator == "/":
                return values.whole(Decimal(left) / Decimal(right))
            return values.whole(Decimal(left) % Decimal(right))  # the sign is the left operand's
        except (DivisionByZero, InvalidOperation):
            raise EvaluationError("this divides by zero") from None


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}

_FORMS: dict[str, Callable[[Evaluator, Any, Locals], Value]] = {
    "num": lambda evaluator, node, names: values.number(node[2]),
    "ref": Evaluator.reference,
    "get": Evaluator.get,
    "call": Evaluator.call,
    "list": Evaluator.make_list,
    "map": Evaluator.make_map,
    "if": Evaluator.conditional,
    "op": Evaluator.operation,
    "neg": Evaluator.negate,
    "not": Evaluator.invert,
    "for[": Evaluator.for_list,
    "for{": Evaluator.for_map,
    "text": Evaluator.text,
}
