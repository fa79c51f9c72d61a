"""Type constraints of variables (``list(string)``, ``object({...})``) and conversion to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from steelyard.mods.diagnostics import EvaluationError
from steelyard.mods.values import (
    Runtime,
    SetValue,
    Value,
    article,
    distinct,
    kind_of,
    make_set,
    to_bool,
    to_number,
    to_text,
    unify,
)

PRIMITIVES = ("string", "number", "bool", "any")
COLLECTIONS = ("list", "set", "map")


@dataclass(frozen=True)
class Type:
    """``name`` is string, number, bool, any, list, set, map, tuple, object or connection.

    ``items`` holds a collection's element type, or a tuple's types; ``fields`` an object's, as
    (name, type, optional, default expression).
    """

    name: str
    items: tuple[Type, ...] = ()
    fields: tuple[tuple[str, Type, bool, Any], ...] = ()

    def __str__(self) -> str:
        if self.name == "tuple":
            return f"tuple([{', '.join(map(str, self.items))}])"
        if self.name == "object":
            return f"object({{{', '.join(f'{name} = {kind}' for name, kind, _, _ in self.fields)}}})"
        return f"{self.name}({self.items[0]})" if self.items else self.name

    @property
    def is_primitive(self) -> bool:
        return self.name in ("string", "number", "bool")


ANY = Type("any")


def read(expression: Any) -> Type:
    """The type that an expression in a ``type`` argument means. Raises EvaluationError."""
    if isinstance(expression, str) and expression in PRIMITIVES + COLLECTIONS:
        return Type(expression) if expression in PRIMITIVES else Type(expression, (ANY,))
    if not isinstance(expression, list):
        raise EvaluationError(
            "this is no type: use string, number, bool, any, list(...), map(...), set(...), "
            "object({...}) or tuple([...])"
        )
    form, at = expression[0], expression[1]
    if form == "ref" and not expression[3]:
        name = expression[2]
        if name in PRIMITIVES:
            return Type(name)
        if name in COLLECTIONS:
            return Type(name, (ANY,))
        if name in ("connection", "notifier"):
            return Type(name)
    elif form == "ref" and expression[2] in ("connection", "notifier"):
        return Type(expression[2])
    elif form == "call" and len(expression[3]) == 1:
        name, argument = expression[2], expression[3][0]
        if name in COLLECTIONS:
            return Type(name, (read(argument),))
        if name == "tuple" and isinstance(argument, list) and argument[0] == "list":
            return Type("tuple", tuple(map(read, argument[2])))
        if name == "object" and isinstance(argument, list) and argument[0] == "map":
            pairs = argument[2]
            return Type("object", fields=tuple(_field(*pairs[i : i + 2]) for i in range(0, len(pairs), 2)))
    raise EvaluationError("this is no type that a variable can have", at)


def _field(key: Any, value: Any) -> tuple[str, Type, bool, Any]:
    if not isinstance(key, str):
        raise EvaluationError("an object type needs plain names as keys")
    if isinstance(value, list) and value[0] == "call" and value[2] == "optional" and 1 <= len(value[3]) <= 2:
        return key, read(value[3][0]), True, value[3][1] if len(value[3]) == 2 else None
    return key, read(value), False, None


def convert(value: Value, kind: Type, defaults: Any = None) -> Value:
    """The value as the type has it. ``defaults`` evaluates the default expression of an optional attribute.

    Raises EvaluationError where there is no such conversion.
    """
    name = kind.name
    if value is None or name in ("any", "connection", "notifier") or isinstance(value, Runtime):
        return value
    if name == "string":
        return to_text(value)
    if name == "number":
        return to_number(value)
    if name == "bool":
        return to_bool(value)
    if name in ("list", "set"):
        return _sequence(value, kind, defaults)
    if name == "tuple":
        if not isinstance(value, list) or len(value) != len(kind.items):
            raise EvaluationError(f"{kind} is needed here, not {article(kind_of(value))}")
        return [convert(item, inner, defaults) for item, inner in zip(value, kind.items, strict=True)]
    if not isinstance(value, dict):
        raise EvaluationError(f"{article(name)} is needed here, not {article(kind_of(value))}")
    if name == "map":
        made = {key: convert(item, kind.items[0], defaults) for key, item in value.items()}
        return dict(zip(made, unify(list(made.values())), strict=True))
    return _object(value, kind, defaults)


def _sequence(value: Value, kind: Type, defaults: Any) -> Value:
    if not isinstance(value, list):
        raise EvaluationError(f"{article(kind.name)} is needed here, not {article(kind_of(value))}")
    items = unify([convert(item, kind.items[0], defaults) for item in value])
    if kind.name == "set":
        return make_set(items)
    return list(items) if isinstance(value, SetValue) else items


def _object(value: dict[str, Value], kind: Type, defaults: Any) -> dict[str, Value]:
    made: dict[str, Value] = {}
    for name, inner, optional, default in kind.fields:
        if value.get(name) is not None:
            made[name] = convert(value[name], inner, defaults)
        elif name in value and default is None:
            made[name] = None
        elif optional:
            made[name] = convert(defaults(default), inner, defaults) if default is not None and defaults else None
        else:
            raise EvaluationError(f"attribute {name!r} is missing: {kind} is needed here")
    return made


__all__ = ["ANY", "Type", "convert", "distinct", "read"]
