"""What the names in a mod's expressions mean: locals, variables, resources, and those of other mods."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from steelyard.mods import types
from steelyard.mods.diagnostics import EvaluationError, ModError, Problem, Source, near
from steelyard.mods.evaluate import Evaluator
from steelyard.mods.module import KINDS, Entry, Module
from steelyard.mods.resources import Location, Variable
from steelyard.mods.values import Budget, Reference, Runtime, Value, equal, is_number, plain, shorten
from steelyard.mods.variables import Given

RUNTIME_ROOTS = frozenset({"self", "with", "param", "each"})
UNSET_ATTRIBUTES = frozenset(
    {"title", "description", "documentation", "tags", "sql", "query", "args", "params", "severity", "width", "type"}
) | {"display", "children", "value"}


class ModScope:
    """The names of one mod. Values are evaluated once, when they are first needed."""

    def __init__(
        self,
        module: Module,
        scopes: Mapping[str, ModScope],
        given: Mapping[str, Given],
        budget: Budget,
        ask: Callable[[Variable], str] | None,
    ) -> None:
        self.module = module
        self.scopes = scopes
        self.given = given
        self.budget = budget
        self.ask = ask
        self.folder: Path | None = module.folder
        self.evaluator = Evaluator(self)
        self.known: dict[tuple[str, str], Any] = {}
        self.open: list[tuple[str, str]] = []  # what is being evaluated, to see cycles
        self.failed: dict[tuple[str, str], ModError] = {}
        self.results: Mapping[str, Value] = {}  # the rows of ``with`` queries, by name, once they have run
        self.required: dict[str, Value] = {}  # values that a mod which needs this one gives to its variables

    # the Scope protocol

    def lookup(self, name: str, steps: list[Any], at: int) -> tuple[Value, int]:
        first = steps[0] if steps and isinstance(steps[0], str) else None
        if name == "local" and first is not None:
            return self.local(first), 1
        if name == "var" and first is not None:
            return self.variable(first).value, 1
        if name == "with" and first is not None and first in self.results:
            return {"rows": self.results[first]}, 1
        if first is not None and first in self.module.entries.get(name, ()):
            return Reference(self.module.name, name, first), 1
        if name in RUNTIME_ROOTS or name == "input":
            return Runtime(_spoken(name, steps)), len(steps)
        if name == "connection":
            return _spoken(name, steps), len(steps)
        if name == "mod" and first is not None and first in self.scopes:
            return Reference(first, "mod", first), 1
        if name in self.scopes and first is not None:
            value, taken = self.scopes[name].lookup(first, steps[1:], at)
            return value, taken + 1
        if name in KINDS and first is not None:
            known = self.module.entries.get(name, {})
            raise EvaluationError(f"there is no {name}.{first}{near(first, known)}", at)
        if first in KINDS:
            raise EvaluationError(f"there is no mod {name!r} here{near(name, self.scopes)}: is it installed?", at)
        raise EvaluationError(f"nothing is named {name!r} here{near(name, self._roots())}", at)

    def attribute(self, reference: Reference, name: str) -> Value:
        if reference.mod != self.module.name:
            return self.scopes[reference.mod].attribute(reference, name)
        if name in ("name", "full_name", "resource_name"):
            return reference.full_name if name == "full_name" else reference.name
        if name == "url_path":
            return f"/{reference.full_name}"
        entry = self.entry(reference.kind, reference.name)
        attributes = entry.body["attributes"]
        if name in attributes:
            return self._once((entry.kind, f"{entry.name}.{name}"), entry.source, *attributes[name])
        if name in UNSET_ATTRIBUTES:
            return None
        raise EvaluationError(f"{reference.kind}.{reference.name} has no {name!r}{near(name, attributes)}")

    # what the scope holds

    def entry(self, kind: str, name: str) -> Entry:
        if kind == "mod" and self.module.block is not None:
            return self.module.block
        return self.module.entries[kind][name]

    def local(self, name: str) -> Value:
        found = self.module.locals.get(name)
        if found is None:
            raise EvaluationError(f"there is no local.{name}{near(name, self.module.locals)}")
        source, at, expression = found
        return self._once(("local", name), source, at, expression)

    def variable(self, name: str) -> Variable:
        entry = self.module.variables.get(name)
        if entry is None:
            raise EvaluationError(f"there is no var.{name}{near(name, self.module.variables)}")
        made: Variable = self._guard(("var", name), entry.source, entry.at, lambda: self._variable(entry))
        return made

    def value(self, entry: Entry, name: str) -> Value:
        """An attribute of a block, or None. Raises ModError with the place of the fault."""
        found = entry.body["attributes"].get(name)
        return None if found is None else self.evaluate(entry.source, found[0], found[1])

    def evaluate(self, source: Source, at: int, expression: Any) -> Value:
        """Raises ModError with the place of the fault."""
        if not isinstance(expression, list):
            return expression
        depth, self.evaluator.depth = self.evaluator.depth, 0
        try:
            return self.evaluator.evaluate(expression)
        except EvaluationError as error:
            place = at if error.at is None else error.at
            raise ModError([source.problem(place, error.message)]) from None
        except RecursionError:
            raise ModError([source.problem(at, "this expression is nested too deep")]) from None
        finally:
            self.evaluator.depth = depth

    # once for each name

    def _once(self, key: tuple[str, str], source: Source, at: int, expression: Any) -> Value:
        return self._guard(key, source, at, lambda: self.evaluate(source, at, expression))

    def _guard(self, key: tuple[str, str], source: Source, at: int, make: Callable[[], Any]) -> Any:
        """Make a value once, see cycles, and keep the first failure so that it is reported once."""
        if key in self.known:
            return self.known[key]
        if key in self.failed:
            raise self.failed[key]
        if key in self.open:
            ring = [*self.open[self.open.index(key) :], key]
            names = " -> ".join(f"{kind}.{name}" for kind, name in ring)
            raise ModError([source.problem(at, f"these refer to each other in a circle: {names}")])
        if len(self.open) > 40:
            raise ModError([source.problem(at, "references lead through more than 40 others")])
        self.open.append(key)
        try:
            self.known[key] = make()
        except ModError as error:
            self.failed[key] = error
            raise
        finally:
            self.open.pop()
        return self.known[key]

    def _variable(self, entry: Entry) -> Variable:
        """A variable with its value, from whichever source wins."""
        attributes = entry.body["attributes"]
        kind = types.ANY
        try:
            if "type" in attributes:
                kind = types.read(attributes["type"][1])
            default = self._typed(self.value(entry, "default"), kind)
            enum = self.value(entry, "enum")
        except EvaluationError as error:
            raise ModError([entry.problem(error.message, error.at)]) from None
        required = "default" not in attributes
        variable = Variable(
            mod=self.module.name, kind="variable", name=entry.name,
            title=self.value(entry, "title"), description=self.value(entry, "description"),
            documentation=self.value(entry, "documentation"), tags=self.value(entry, "tags") or {},
            source=Location(entry.source.path, entry.line), type=str(kind) if "type" in attributes else "any",
            default=default, required=required, enum=None if enum is None else tuple(enum),
            value=default, origin="unset" if required else "default",
        )  # fmt: skip
        return self._set(variable, entry, kind)

    def _set(self, variable: Variable, entry: Entry, kind: types.Type) -> Variable:
        from dataclasses import replace

        given = self.given.get(f"{self.module.name}.var.{variable.name}")
        value, origin = variable.value, variable.origin
        if given is None and variable.name in self.required:
            try:
                value, origin = self._typed(self.required[variable.name], kind), "require"
            except EvaluationError as error:
                raise ModError([entry.problem(f"args of a require block: {error.message}")]) from None
        elif given is None and variable.required:
            if self.ask is None:
                message = (
                    f"variable {variable.name!r} has no value: give it with --var {variable.name}=..., "
                    f"in powerpipe.ppvars, or as STEELYARD_VAR_{variable.name}"
                )
                raise ModError([entry.problem(message)])
            given = Given("asked", self.ask(variable))
        if given is not None:
            value, origin = self._given(variable, given, kind), given.origin
        if variable.enum is not None and not _allowed(value, variable.enum):
            choices = ", ".join(map(repr, plain(list(variable.enum))))
            message = (
                f"var.{variable.name} is {shorten(repr(plain(value)))}, and may only be {choices} (set by {origin})"
            )
            raise ModError([entry.problem(message)])
        return replace(variable, value=value, origin=origin)

    def _given(self, variable: Variable, given: Given, kind: types.Type) -> Value:
        from steelyard.mods import syntax

        nothing = Nothing(self.budget)
        problem: Callable[[str], Problem]
        if given.source is None:
            problem = lambda message: Problem(f"{given.origin}, {variable.name}", 0, 0, message)  # noqa: E731
        else:
            problem = lambda message: given.source.problem(given.at, message)  # type: ignore[union-attr]  # noqa: E731
        try:
            if given.source is not None:
                return self._typed(nothing.evaluate(given.expression), kind)
            text = given.text or ""
            if kind.is_primitive or (kind.name == "any" and isinstance(variable.default, (str, type(None)))):
                return self._typed(text, kind)
            if kind.name in ("connection", "notifier"):
                return text
            if kind.name == "any" and (isinstance(variable.default, bool) or is_number(variable.default)):
                kind = types.Type("bool" if isinstance(variable.default, bool) else "number")
                return self._typed(text, kind)
            expression, problems = syntax.parse_expression(text, given.origin)
            if problems:
                raise EvaluationError(f"{shorten(text)} cannot be read as {kind}: {problems[0].message}")
            return self._typed(nothing.evaluate(expression), kind)
        except EvaluationError as error:
            raise ModError([problem(f"var.{variable.name}: {error.message}")]) from None

    def _typed(self, value: Value, kind: types.Type) -> Value:
        return types.convert(value, kind, lambda expression: self.evaluator.evaluate(expression))

    def _roots(self) -> list[str]:
        return ["local", "var", *KINDS, *self.scopes]


class Nothing:
    """A scope without names, for the values in variables files and on the command line."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.folder: Path | None = None

    def lookup(self, name: str, steps: list[Any], at: int) -> tuple[Value, int]:
        if name == "connection":
            return _spoken(name, steps), len(steps)
        raise EvaluationError(f"a variable's value cannot refer to {name!r}; quote it if it is a string")

    def attribute(self, reference: Reference, name: str) -> Value:
        raise EvaluationError("a variable's value cannot refer to resources")

    def evaluate(self, expression: Any) -> Value:
        return Evaluator(self).evaluate(expression)


def _allowed(value: Value, enum: tuple[Value, ...]) -> bool:
    items = value if isinstance(value, list) else [value]
    return all(any(equal(item, choice) for choice in enum) for item in items)


def _spoken(name: str, steps: list[Any]) -> str:
    out = name
    for step in steps:
        if isinstance(step, str):
            out += f".{step}"
        elif isinstance(step, int):
            out += f"[{step}]"
        elif step[0] == "[":
            inner = step[1]
            out += f"[{inner}]" if isinstance(inner, int) else f"[{inner!r}]" if isinstance(inner, str) else "[...]"
        else:
            out += _spoken("[*]", step[1])
    return out
