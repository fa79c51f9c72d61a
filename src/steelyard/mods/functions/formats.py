"""format() and formatlist(): printf as Terraform has it."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from steelyard.mods import values
from steelyard.mods.diagnostics import EvaluationError
from steelyard.mods.values import MAX_TEXT, Value

VERB = re.compile(
    r"%(?P<flags>[-+ 0#]*)(?P<width>\d+|\*)?(?:\.(?P<precision>\d+|\*)?)?(?:\[(?P<index>\d+)\])?(?P<verb>[a-zA-Z%])|%"
)
MAX_WIDTH = 10_000


def format_(spec: str, *arguments: Value) -> str:
    """Raises EvaluationError for a verb that does not exist, and for too few or too many arguments."""
    place = 0
    used = 0
    out: list[str] = []
    at = 0
    for match in VERB.finditer(spec):
        out.append(spec[at : match.start()])
        at = match.end()
        verb = match["verb"]
        if verb is None:
            raise EvaluationError("a % without a verb; write %% for a percent sign")
        if verb == "%":
            out.append("%")
            continue
        if match["width"] == "*" or match["precision"] == "*":
            raise EvaluationError("* is no width here")
        place = int(match["index"]) - 1 if match["index"] else place
        if not 0 <= place < len(arguments):
            raise EvaluationError(f"there is no argument {place + 1} for {match.group()}")
        out.append(_padded(match, _formatted(match, verb, arguments[place])))
        place += 1
        used = max(used, place)
    out.append(spec[at:])
    if used < len(arguments) and "[" not in spec:
        raise EvaluationError(f"{len(arguments)} arguments are given, but only {used} are used")
    if sum(map(len, out)) > MAX_TEXT:
        raise EvaluationError("the result would be too long")
    return "".join(out)


def _formatted(match: re.Match[str], verb: str, value: Value) -> str:
    form = _VERBS.get(verb)
    if form is None:
        raise EvaluationError(f"there is no verb {match.group()}")
    try:
        return form(match, value)
    except EvaluationError as error:
        raise EvaluationError(f"{match.group()}: {error.message}") from None


def _bounded(text: str | None) -> int:
    number = int(text or 0)
    if number > MAX_WIDTH:
        raise EvaluationError(f"a width of more than {MAX_WIDTH}")
    return number


def _padded(match: re.Match[str], text: str) -> str:
    width = _bounded(match["width"])
    if len(text) >= width:
        return text
    if "-" in match["flags"]:
        return text.ljust(width)
    if "0" in match["flags"]:
        sign = text[:1] if text[:1] in "+-" else ""
        return sign + text[len(sign) :].rjust(width - len(sign), "0")
    return text.rjust(width)


def _signed(match: re.Match[str], text: str) -> str:
    if text.startswith("-"):
        return text
    return f"+{text}" if "+" in match["flags"] else f" {text}" if " " in match["flags"] else text


def _integer(base: str) -> Callable[[re.Match[str], Any], str]:
    def form(match: re.Match[str], value: Any) -> str:
        number = int(values.to_number(value))  # towards zero
        prefix = {"x": "0x", "X": "0X", "o": "0", "b": "0b"}.get(base, "") if "#" in match["flags"] else ""
        text = format(abs(number), base)
        return _signed(match, ("-" if number < 0 else "") + prefix + text)

    return form


def _float(verb: str) -> Callable[[re.Match[str], Any], str]:
    def form(match: re.Match[str], value: Any) -> str:
        number = values.to_number(value)
        given = match["precision"]
        if verb in "gG" and given is None:
            text = _shortest(number)
        else:
            text = format(Decimal(number), f".{_bounded(given) if given is not None else 6}{verb}")
            text = re.sub(r"([eE][+-])(\d)\Z", r"\g<1>0\2", text)
        return _signed(match, text)

    return form


def _shortest(number: Any) -> str:
    exact = Decimal(number)
    if exact == 0 or -5 < exact.adjusted() < 21:
        return values.to_text(number)
    digits = format(exact.normalize(), "e")
    return re.sub(r"([eE][+-])(\d)\Z", r"\g<1>0\2", digits)


def _text(match: re.Match[str], value: Any) -> str:
    text = values.to_text(value)
    return text[: _bounded(match["precision"])] if match["precision"] is not None else text


def _quoted(match: re.Match[str], value: Any) -> str:
    import json

    return json.dumps(values.to_text(value), ensure_ascii=False)


def _any(match: re.Match[str], value: Any) -> str:
    from steelyard.mods.functions.encoding import jsonencode

    if "#" in match["flags"] or isinstance(value, (list, dict)) or value is None:
        return jsonencode(value)
    return _shortest(value) if values.is_number(value) else values.to_text(value)


_VERBS: dict[str, Callable[[re.Match[str], Any], str]] = {
    "v": _any,
    "s": _text,
    "q": _quoted,
    "t": lambda match, value: "true" if values.to_bool(value) else "false",
    "d": _integer("d"),
    "b": _integer("b"),
    "o": _integer("o"),
    "x": _integer("x"),
    "X": _integer("X"),
    "e": _float("e"),
    "E": _float("E"),
    "f": _float("f"),
    "g": _float("g"),
    "G": _float("G"),
}


def formatlist(spec: str, *arguments: Value) -> Value:
    """format() for each item of the lists; what is no list is the same each time."""
    lengths = {len(argument) for argument in arguments if isinstance(argument, list)}
    if len(lengths) > 1:
        raise EvaluationError("the lists have different lengths")
    count = lengths.pop() if lengths else 1
    return [
        format_(spec, *(argument[place] if isinstance(argument, list) else argument for argument in arguments))
        for place in range(count)
    ]
