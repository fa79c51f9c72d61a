"""Arguments that the results of a control's ``with`` queries give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from steelyard.errors import SteelyardError
from steelyard.mods import Runtime
from steelyard.mods.values import UNSET, whole
from steelyard.run.questions import Asked, Question, Rows
from steelyard.sql import Result


def bound(question: Question, answer: Callable[[Asked], Rows]) -> Question:
    """The question with every argument known; ``answer`` asks one of its queries, each once.

    Raises `SteelyardError` where the queries wait for each other, or an argument is nothing that a run can know.
    """
    results: dict[str, Rows] = {}
    while waiting := [asked for asked in question.withs if asked.name not in results]:
        ready = [asked for asked in waiting if not any(unknown(asked.args))]
        if not ready or question.rebind is None:
            names = ", ".join(asked.name for asked in waiting)
            raise SteelyardError(f"the arguments of with {names} cannot be known: they wait for each other's results")
        results |= {asked.name: answer(asked) for asked in ready}
        question = question.rebind(results)
    for value in unknown(question.args):
        if value.path.startswith(UNSET):
            name = value.path.removeprefix(UNSET)
            raise SteelyardError(f"the parameter {name} has no value: give it with --arg {name}=...")
        raise SteelyardError(f"the argument {value.path} cannot be known: it is neither a value nor a with's result")
    return question


def unknown(value: object) -> Iterator[Runtime]:
    """What in a value only a run can know."""
    if isinstance(value, Runtime):
        yield value
    elif isinstance(value, Mapping):
        yield from unknown(list(value.values()))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from unknown(item)


def rows_as_values(result: Result) -> Rows:
    """A query's rows as expressions see them: JSON as lists and maps, times and the like as PostgreSQL's text."""
    return [
        {name: _value(value, text) for name, value, text in zip(result.columns, values, texts, strict=True)}
        for values, texts in zip(result.rows, result.text_rows(), strict=True)
    ]


def _value(value: object, text: str | None) -> object:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal | float):
        return whole(value)
    if isinstance(value, list | tuple):
        return [_value(item, str(item)) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _value(item, str(item)) for key, item in value.items()}
    return text
