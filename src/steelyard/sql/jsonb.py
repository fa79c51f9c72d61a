"""jsonb as text: the stored form, the form PostgreSQL shows, and comparison.

Stored: keys ordered by length, then bytes; the last of duplicate keys; no spaces; characters as they are. DuckDB's
extraction gives back just this form, so that equal values are equal strings at every depth.

One thing DuckDB does not give back is a fraction that is not the shortest text of a double (``1.50``, ``0.00001``, 20
digits): PostgreSQL keeps the digits as written. Such a number is stored as a string that starts with ``MARK``, a
character that Unicode keeps out of texts, and is shown as the number again by everything that leaves this room. A
real string that starts with ``MARK`` is stored with one more.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import orjson

from steelyard.sql.values import PgError

MARK = "\ufdd0"


_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?\Z")


def number_text(text: str) -> str:
    """PostgreSQL's text of a JSON number: no exponent, no minus zero, the digits as written."""
    if "e" in text or "E" in text:
        value = Decimal(text)
        if value.adjusted() > 131071 or value.adjusted() < -16383:
            raise PgError("value overflows numeric format")
        text = format(value, "f")
        if "." not in text and text.strip("-").strip("0") == "":
            text = "0"
    if text.startswith("-") and not text.strip("-0."):
        text = text[1:]
    return text


def stored_number(text: str) -> str:
    """A number as it is stored: itself, or marked where a double would change its digits."""
    text = number_text(text)
    if "." not in text:
        return text
    if len(text) < 18:
        value = float(text)
        if repr(value) == text and (1e-3 <= abs(value) < 1e15 or value == 0):
            return text
    return f'"{MARK}{text}"'


class NumberText(str):
    """A number's text among the values of a parsed document."""

    __slots__ = ()


def key_order(key: str) -> tuple[int, bytes]:
    data = key.encode("utf-8", "surrogatepass")
    return len(data), data


def _quote(text: str) -> str:
    if text.startswith(MARK):
        text = MARK + text
    if "\0" in text:
        raise PgError("unsupported Unicode escape sequence: \\u0000 cannot be converted to text")
    return json.dumps(text, ensure_ascii=False) if text.isprintable() else escaped(text)


_CONTROL = {"\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def escaped(text: str) -> str:
    inside = "".join(_CONTROL.get(c) or (f"\\u{ord(c):04X}" if c < " " else c) for c in text)
    return f'"{inside}"'


def _write(value: Any, out: list[str]) -> None:
    if isinstance(value, NumberText):
        out.append(stored_number(value))
    elif isinstance(value, str):
        out.append(_quote(value))
    elif value is None:
        out.append("null")
    elif value is True:
        out.append("true")
    elif value is False:
        out.append("false")
    elif isinstance(value, dict):
        separator = "{"
        for key in sorted(value, key=key_order):
            out.append(separator)
            out.append(escaped(key))
            out.append(":")
            _write(value[key], out)
            separator = ","
        out.append("{}" if separator == "{" else "}")
    elif isinstance(value, list | tuple):
        separator = "["
        for item in value:
            out.append(separator)
            _write(item, out)
            separator = ","
        out.append("[]" if separator == "[" else "]")
    elif isinstance(value, int):
        out.append(str(value))
    elif isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise PgError(f"{value} is no JSON number")
        out.append(stored_number(repr(value)))
    elif isinstance(value, Decimal):
        out.append(stored_number(str(value)))
    else:
        raise TypeError(f"{type(value).__name__} is no JSON value")


def _sorted(value: Any) -> tuple[Any, bool]:
    """The value with its keys in order, and whether orjson would write it as it is stored."""
    kind = type(value)
    if kind is str:
        return value, not value.startswith(MARK) and "\0" not in value
    if kind is dict:
        made = {}
        plain = True
        for key in sorted(value, key=key_order) if len(value) > 1 else value:
            made[key], fine = _sorted(value[key])
            plain = plain and fine
        return made, plain
    if kind is list or kind is tuple:
        items = [_sorted(item) for item in value]
        return [item for item, _ in items], all(fine for _, fine in items)
    if kind is float:
        return value, repr(value) == stored_number(repr(value))
    if kind is int:
        return value, -(1 << 63) <= value < 1 << 63
    return value, value is None or kind is bool


def canonical(value: object) -> str:
    """A Python value (dict, list, str, int, float, Decimal, bool, None) as stored JSON text."""
    made, plain = _sorted(value)
    if plain:
        try:
            text = orjson.dumps(made).decode()
        except (TypeError, orjson.JSONEncodeError):
            text = ""
        # orjson writes control characters in lower case, DuckDB in upper.
        if text and "\\u00" not in text:
            return text
    out: list[str] = []
    _write(value, out)
    return "".join(out)


def _last_pair(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return dict(pairs)


def _constant(word: str) -> Any:
    raise ValueError(word)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_last_pair, parse_float=NumberText, parse_int=NumberText, parse_constant=_constant, strict=True
)


def parse(text: str) -> Any:
    """The document's value, its numbers as text.

    Raises:
        PgError: It is not JSON.
    """
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        raise PgError("invalid input syntax for type json") from error


def canonical_text(text: str) -> str:
    """JSON text as stored JSON text: numbers as written, the last of duplicate keys.

    Raises:
        PgError: It is not JSON.
    """
    out: list[str] = []
    _write(parse(text), out)
    return "".join(out)


_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|([,:])')


def _show(match: re.Match[str]) -> str:
    if match[2]:
        return match[2] + " "
    text = match[1]
    if text.startswith(MARK):
        text = text[1:]
        if not text.startswith(MARK):
            return text
    if "\\u00" in text:
        text = re.sub(r"(?<!\\)((?:\\\\)*)(\\u00[0-9A-F]{2})", lambda m: m[1] + m[2].lower(), text)
    return f'"{text}"'


def shown(stored: str) -> str:
    """PostgreSQL's text of a stored jsonb: a space after each comma and colon."""
    return _TOKEN.sub(_show, stored)


def loads(stored: str) -> Any:
    """A stored jsonb as Python values; numbers with a fraction are floats, as psycopg gives them."""
    return json.loads(shown(stored) if MARK in stored else stored)


_ZEROS = re.compile(r"(\.\d*?)0+\Z")


def _same(value: Any) -> Any:
    if isinstance(value, NumberText):
        text = number_text(value)
        return NumberText(_ZEROS.sub(r"\1", text).rstrip(".") if "." in text else text)
    if isinstance(value, str):
        if value.startswith(MARK) and not value.startswith(MARK * 2):
            return _same(NumberText(value[1:]))
        return value[1:] if value.startswith(MARK) else value
    if isinstance(value, list):
        return [_same(item) for item in value]
    if isinstance(value, dict):
        return {key: _same(item) for key, item in value.items()}
    return value


def document(stored: str) -> Any:
    """A stored jsonb as Python values, its numbers ``NumberText`` without closing zeros: comparable with ``==``."""
    return _same(parse(stored))


def same_key(stored: str) -> str:
    """A text that is equal for equal jsonb values, ``1`` and ``1.0`` among them."""
    out: list[str] = []
    _write(document(stored), out)
    return "".join(out)


def _string_key(text: str) -> str:
    return text.replace("\x02", "\x02\x02").replace("\x01", "\x02\x01") + "\x01"


def _order(value: Any) -> str:
    from steelyard.sql.numeric import sort_key as number_key

    if value is None:
        return "0"
    if isinstance(value, NumberText):
        return "2" + number_key(value) + "\x01"
    if isinstance(value, str):
        return "1" + _string_key(value)
    if isinstance(value, bool):
        return "4" if value else "3"
    if isinstance(value, list):
        return f"5{len(value):010d}" + "".join(map(_order, value))
    pairs = sorted(value.items(), key=lambda pair: key_order(pair[0]))
    return f"6{len(value):010d}" + "".join(_string_key(k) + _order(v) for k, v in pairs)


def sort_key(stored: str) -> str:
    """A text whose byte order is PostgreSQL's order of jsonb."""
    if stored == "[]":
        return ""
    return _order(document(stored))


def dumps(value: Any) -> str:
    """A value of ``parse`` as stored text."""
    out: list[str] = []
    _write(value, out)
    return "".join(out)


def _unmarked(value: Any) -> Any:
    if isinstance(value, NumberText):
        return value
    if isinstance(value, str) and value.startswith(MARK):
        return value[1:] if value.startswith(MARK * 2) else NumberText(value[1:])
    if isinstance(value, list):
        return [_unmarked(x) for x in value]
    if isinstance(value, dict):
        return {k: _unmarked(v) for k, v in value.items()}
    return value


def read(stored: str) -> Any:
    """A stored jsonb as Python values, numbers as ``NumberText`` with their digits."""
    value = parse(stored)
    return _unmarked(value) if MARK in stored else value
