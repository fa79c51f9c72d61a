"""A declared call and what is known of a row, made into concrete parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from steelyard.aws import models
from steelyard.aws.compile import bind
from steelyard.aws.declare import Call, Each, Many
from steelyard.aws.paths import Known, getter

Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Binder:
    """The parameters of one call as functions of what is known.

    ``region`` gives the region to call where the declaration says one, else None.
    """

    call: Call
    single: tuple[tuple[str, Callable[[Known], Any]], ...]
    each: tuple[tuple[str, Callable[[Known], Any]], ...]
    many: tuple[str, int, Callable[[Known], Any]] | None
    required: frozenset[str]
    region: Callable[[Known], Any]
    on: Callable[[Known], Any] | None
    unless: Callable[[Known], Any]

    def params(self, known: Known) -> list[Params]:
        """A call's parameters, several sets with `Each`; none where a required one is null."""
        fixed: Params = {}
        for name, value_of in self.single:
            value = value_of(known)
            if value is not None and not (isinstance(value, list) and None in value):
                fixed[name] = value
            elif name in self.required:
                return []
        if not self.each:
            return [fixed]
        names = [name for name, _ in self.each]
        choices = product(*[value_of(known) or () for _, value_of in self.each])
        return [{**fixed, **dict(zip(names, choice, strict=True))} for choice in choices]


def binder(call: Call, names: frozenset[str], where: Mapping[str, object]) -> Binder:
    """Bind a call; ``where`` is what the query's filter gives its `Key` parameters."""
    single: list[tuple[str, Callable[[Known], Any]]] = []
    each: list[tuple[str, Callable[[Known], Any]]] = []
    many: tuple[str, int, Callable[[Known], Any]] | None = None
    for name, param in call.params.items():
        value_of = bind(param, names, where)
        if value_of is None:
            continue
        if isinstance(param, Each):
            each.append((name, value_of))
        elif isinstance(param, Many):
            many = (name, param.size, value_of)
        else:
            single.append((name, value_of))
    region = bind(call.region, names) if call.region else None
    on = getter(call.on, names) if call.on else None
    unless = getter(call.unless, names) if call.unless else nothing
    required = _required(call.service, call.operation)
    return Binder(call, tuple(single), tuple(each), many, required, region or nothing, on, unless)


def nothing(known: Known) -> None:
    """The value of what is not declared."""


@cache
def _required(service: str, operation: str) -> frozenset[str]:
    shape = models.operation(service, operation).input_shape
    return frozenset(shape.required_members) if shape is not None else frozenset()


def batches(values: list[Any], size: int) -> Iterator[list[Any]]:
    """The values in lists of up to ``size``, each value once, in order."""
    distinct = list(dict.fromkeys(values))
    for start in range(0, len(distinct), size):
        yield distinct[start : start + size]
