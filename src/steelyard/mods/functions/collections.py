"""Lists and maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steelyard.mods import values
from steelyard.mods.diagnostics import EvaluationError
from steelyard.mods.functions.declare import table
from steelyard.mods.functions.strings import graphemes
from steelyard.mods.values import SetValue, Value, article, equal, kind_of

if TYPE_CHECKING:
    from steelyard.mods.evaluate import Evaluator

MAX_RANGE = 1024  # as Terraform has it


def merge(*maps: Value) -> Value:
    made: dict[str, Value] = {}
    for given in maps:
        if given is None:
            continue
        if not isinstance(given, dict):
            raise EvaluationError(f"a map is needed, not {article(kind_of(given))}")
        made.update(given)
    return made


def contains(items: list[Value], wanted: Value) -> bool:
    return any(equal(item, wanted) for item in items)


def length(value: Value) -> int:
    if isinstance(value, str):
        return len(graphemes(value))
    if isinstance(value, (list, dict)):
        return len(value)
    raise EvaluationError(f"{article(kind_of(value))} has no length")


def lookup(found: dict[str, Value], key: str, *default: Value) -> Value:
    if key in found:
        return found[key]
    if len(default) == 1:
        return default[0]
    raise EvaluationError(f"there is no {key!r} in the map, and no default is given")


def coalesce(*candidates: Value) -> Value:
    """The first that is neither null nor an empty string, as one type with the others."""
    for candidate in values.unify(list(candidates)):
        if candidate is not None and candidate != "":
            return candidate
    raise EvaluationError("every argument is null or empty")


def coalescelist(*lists: Value) -> Value:
    for candidate in lists:
        if isinstance(candidate, list) and candidate:
            return candidate
    raise EvaluationError("every list is empty")


def concat(*lists: list[Value]) -> Value:
    return [item for given in lists for item in given]


def flatten(items: list[Value]) -> Value:
    made: list[Value] = []
    waiting = list(reversed(items))
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        else:
            made.append(item)
    return made


def element(items: list[Value], index: int) -> Value:
    if not items:
        raise EvaluationError("the list is empty")
    if isinstance(items, SetValue):
        raise EvaluationError("a set has no order")
    return items[index % len(items)]


def index(items: list[Value], wanted: Value) -> int:
    for place, item in enumerate(items):
        if equal(item, wanted):
            return place
    raise EvaluationError("the value is not in the list")


def slice_(items: list[Value], start: int, end: int) -> Value:
    if not 0 <= start <= end <= len(items):
        raise EvaluationError(f"{start} to {end} is outside the list of {len(items)}")
    return items[start:end]


def keys(found: dict[str, Value]) -> Value:
    return sorted(found)


def map_values(found: dict[str, Value]) -> Value:
    return [found[key] for key in sorted(found)]


def zipmap(names: list[Value], items: list[Value]) -> Value:
    if len(names) != len(items):
        raise EvaluationError(f"{len(names)} keys cannot be paired with {len(items)} values")
    return {values.to_text(name): item for name, item in zip(names, items, strict=True)}


def transpose(found: dict[str, Value]) -> Value:
    made: dict[str, list[str]] = {}
    for key in sorted(found):
        if not isinstance(found[key], list):
            raise EvaluationError("a map of lists is needed")
        for item in found[key]:
            made.setdefault(values.to_text(item), []).append(key)
    return made


def matchkeys(items: list[Value], names: list[Value], wanted: list[Value]) -> Value:
    if len(items) != len(names):
        raise EvaluationError("the lists of values and keys have different lengths")
    return [item for item, name in zip(items, names, strict=True) if contains(wanted, name)]


def chunklist(items: list[Value], size: int) -> Value:
    if size < 0:
        raise EvaluationError("the size of a chunk cannot be negative")
    if size == 0:
        return [items]
    return [items[start : start + size] for start in range(0, len(items), size)]


def compact(items: list[Value]) -> Value:
    return [text for text in (item and values.to_text(item) for item in items) if text]


def distinct(evaluator: Evaluator, items: list[Value]) -> Value:
    evaluator.budget.charge(values.weigh(items))
    return values.distinct(values.unify(list(items)))


def sort(items: list[Value]) -> Value:
    return sorted(values.to_text(item) for item in items)


def reverse(items: list[Value]) -> Value:
    return list(reversed(items))


def one(items: Value) -> Value:
    if not isinstance(items, list):
        return items
    if len(items) > 1:
        raise EvaluationError(f"the list has {len(items)} values, and may have one at most")
    return items[0] if items else None


def range_(*limits: Value) -> Value:
    start, end, step = 0, limits[0], None
    if len(limits) > 1:
        start, end = limits[0], limits[1]
    step = limits[2] if len(limits) > 2 else (1 if start <= end else -1)
    if step == 0 or (step > 0 and start > end) or (step < 0 and start < end):
        raise EvaluationError("the step never reaches the end")
    made: list[Value] = []
    at = start
    while at < end if step > 0 else at > end:
        if len(made) >= MAX_RANGE:
            raise EvaluationError(f"more than {MAX_RANGE} values")
        made.append(values.whole(at))
        at += step
    return made


def sum_(items: list[Value]) -> Value:
    if not items:
        raise EvaluationError("an empty list has no sum")
    return values.whole(sum(values.to_number(item) for item in items))


def alltrue(items: list[Value]) -> bool:
    return all(item is not None and values.to_bool(item) for item in items)


def anytrue(items: list[Value]) -> bool:
    return any(item is not None and values.to_bool(item) for item in items)


def old_map(*pairs: Value) -> Value:
    if len(pairs) % 2:
        raise EvaluationError("keys and values must come in pairs")
    return {values.to_text(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}


def ephemeral(value: Value) -> Value:
    return value


FUNCTIONS = {
    **table(
        ("alltrue", "l", alltrue),
        ("anytrue", "l", anytrue),
        ("chunklist", "li", chunklist),
        ("coalesce", "x*", coalesce),
        ("coalescelist", "x*", coalescelist),
        ("compact", "l", compact),
        ("concat", "l*", concat),
        ("contains", "lx", contains),
        ("element", "li", element),
        ("ephemeralasnull", "x", ephemeral),
        ("flatten", "l", flatten),
        ("index", "lx", index),
        ("keys", "m", keys),
        ("length", "a", length),
        ("list", "x*", lambda *items: values.unify(list(items))),
        ("lookup", "ms?x", lookup),
        ("map", "x*", old_map),
        ("matchkeys", "lll", matchkeys),
        ("merge", "x*", merge),
        ("one", "x", one),
        ("range", "n?nn", range_),
        ("reverse", "l", reverse),
        ("slice", "lii", slice_),
        ("sort", "l", sort),
        ("sum", "l", sum_),
        ("transpose", "m", transpose),
        ("values", "m", map_values),
        ("zipmap", "ll", zipmap),
    ),
    **table(("distinct", "l", distinct), evaluator=True),
}
