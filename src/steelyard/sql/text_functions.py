"""Functions of texts that DuckDB has not, or has otherwise."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from typing import Any

from steelyard.sql.values import PgError

_FORMAT = re.compile(r"%(?:(\d+)\$)?(-?)(\d*|\*)([sIL%])|%")


def format_text(form: str, items: Sequence[str | None]) -> str:
    place = 0

    def piece(match: re.Match[str]) -> str:
        nonlocal place
        if not match[4]:
            raise PgError("unrecognized format() type specifier")
        if match[4] == "%":
            return "%"
        place = int(match[1]) if match[1] else place + 1
        if match[3] == "*":
            raise PgError("format() with a width argument is not supported")
        if place > len(items):
            raise PgError("too few arguments for format()")
        item = items[place - 1]
        if match[4] == "s":
            text = item or ""
        elif match[4] == "I":
            if item is None:
                raise PgError("null values cannot be formatted as an SQL identifier")
            text = quote_ident(item)
        else:
            text = "NULL" if item is None else quote_literal(item)
        width = int(match[3] or 0)
        return text.ljust(width) if match[2] else text.rjust(width)

    return _FORMAT.sub(piece, form)


# PostgreSQL quotes an identifier that is one of these.
_RESERVED_WORDS = (
    "all analyse analyze and any array as asc asymmetric authorization binary both case cast check "
    "collate collation column concurrently constraint create cross current_catalog current_date "
    "current_role current_schema current_time current_timestamp current_user default deferrable desc "
    "distinct do else end except false fetch for foreign freeze from full grant group having ilike in "
    "initially inner intersect into is isnull join lateral leading left like limit localtime "
    "localtimestamp natural not notnull null offset on only or order outer overlaps placing primary "
    "references returning right select session_user similar some symmetric system_user table tablesample "
    "then to trailing true union unique user using variadic verbose when where window with between bigint "
    "bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int "
    "integer interval json json_array json_arrayagg json_exists json_object json_objectagg json_query "
    "json_scalar json_serialize json_table json_value least merge_action national nchar none normalize "
    "nullif numeric out overlay position precision real row setof smallint substring time timestamp treat "
    "trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse "
    "xmlpi xmlroot xmlserialize xmltable"
)


_RESERVED = set(_RESERVED_WORDS.split())


def quote_ident(text: str) -> str:
    """quote_ident."""
    if re.fullmatch(r"[a-z_][a-z0-9_]*", text) and text not in _RESERVED:
        return text
    return '"' + text.replace('"', '""') + '"'


def quote_literal(text: str) -> str:
    """quote_literal."""
    made = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'"
    return "E" + made if "\\" in text else made


def encode(data: bytes, form: str) -> str:
    """encode(bytea, 'base64' | 'hex')."""
    if form == "hex":
        return data.hex()
    if form == "base64":
        text = base64.b64encode(data).decode()
        return "\n".join(text[i : i + 76] for i in range(0, len(text), 76))
    raise PgError(f'unrecognized encoding: "{form}"')


def decode(text: str, form: str) -> bytes:
    """decode(text, 'base64' | 'hex')."""
    try:
        if form == "hex":
            return bytes.fromhex(text)
        if form == "base64":
            return base64.b64decode(re.sub(r"\s", "", text), validate=True)
    except ValueError as error:
        raise PgError(f"invalid {form} input") from error
    raise PgError(f'unrecognized encoding: "{form}"')


def convert_from(data: bytes, form: str) -> str:
    """convert_from(bytea, 'UTF8')."""
    if form.lower().replace("-", "") != "utf8":
        raise PgError(f"convert_from {form} is not supported")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise PgError('invalid byte sequence for encoding "UTF8"') from error


def initcap(text: str) -> str:
    """initcap."""
    import regex

    def word(match: Any) -> str:
        found: str = match[0]
        return _simple(found[0], str.upper) + "".join(_simple(c, str.lower) for c in found[1:])

    return str(regex.sub(r"[\p{Alphabetic}0-9]+", word, text))


def _simple(char: str, change: Callable[[str], str]) -> str:
    """A case mapping of one character to one, as PostgreSQL's C.UTF-8 maps."""
    made = change(char)
    return made if len(made) == 1 else char


def upper(text: str) -> str:
    """upper, character by character."""
    return "".join(_simple(c, str.upper) for c in text)
