"""The functions that expressions may call: the pure ones of Terraform's set, and files of the mod."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from steelyard.mods.functions import (
    collections,
    conversion,
    dates,
    encoding,
    files,
    hashes,
    networks,
    numbers,
    regexes,
    sets,
    strings,
)
from steelyard.mods.functions.declare import Function

if TYPE_CHECKING:
    from steelyard.mods.evaluate import Evaluator, Locals

TABLE: dict[str, Function] = {
    name: function
    for module in (
        collections,
        conversion,
        dates,
        encoding,
        files,
        hashes,
        networks,
        numbers,
        regexes,
        sets,
        strings,
    )
    for name, function in module.FUNCTIONS.items()
}

SPECIAL: dict[str, Callable[[Evaluator, list[Any], Locals], Any]] = conversion.SPECIAL


def names() -> Iterable[str]:
    return [*TABLE, *SPECIAL]
