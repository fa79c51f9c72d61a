"""``--arg``: values for the parameters of a query or control, by name or in their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from steelyard.errors import UsageError
from steelyard.mods import Param
from steelyard.mods.diagnostics import EvaluationError, near
from steelyard.mods.scope import Nothing
from steelyard.mods.values import Budget, plain


def arranged(texts: Sequence[str], params: Sequence[Param], given: Sequence[object]) -> tuple[object, ...]:
    """The values of ``$1``..``$n``: ``given`` ones, replaced by ``NAME=VALUE`` or by place.

    Raises UsageError for an unknown name, too many values, and a list or map that cannot be read.
    """
    names = [param.name for param in params]
    if not params:
        return tuple(texts) or tuple(given)
    values: dict[str, object] = dict(zip(names, given, strict=False))
    free = iter(names)
    for text in texts:
        name, equals, value = text.partition("=")
        if equals and name.isidentifier():
            if name not in names:
                raise UsageError(f"there is no parameter {name!r}{near(name, names)}")
        else:
            value = text
            name = next(free, "")
            if not name:
                raise UsageError(f"--arg {text}: there are only {len(names)} parameters: {', '.join(names)}")
        values[name] = read(value, params[names.index(name)])
    return tuple(values[name] for name in names)


def read(text: str, param: Param) -> Any:
    """A text as the parameter's default says it is: a list or map as in HCL, all else as it stands."""
    if isinstance(param.default, list | dict):
        return _expression(text, param)
    if not param.has_default and text.startswith("["):
        try:
            return orjson.loads(text)
        except orjson.JSONDecodeError:
            return text
    return text


def _expression(text: str, param: Param) -> Any:
    from steelyard.mods.syntax import parse_expression

    expression, problems = parse_expression(text, "--arg")
    if problems:
        raise UsageError(f"--arg {param.name}: {text!r} is no list or map: {problems[0].message}")
    try:
        value = plain(Nothing(Budget()).evaluate(expression))
    except EvaluationError as error:
        raise UsageError(f"--arg {param.name}: {error.message}") from error
    if not isinstance(value, type(param.default)):
        raise UsageError(f"--arg {param.name}: {'a list' if isinstance(param.default, list) else 'a map'} is needed")
    return value


def unset(params: Sequence[Param], texts: Sequence[str]) -> list[str]:
    """The parameters without a default that no argument names or reaches."""
    named = {text.partition("=")[0] for text in texts if "=" in text}
    places = sum("=" not in text or not text.partition("=")[0].isidentifier() for text in texts)
    return [p.name for place, p in enumerate(params) if not p.has_default and p.name not in named and place >= places]
