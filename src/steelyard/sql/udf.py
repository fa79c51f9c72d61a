"""The Python functions that translated SQL calls, each with its DuckDB types; everything else is a macro."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from steelyard.sql import are, datetime_format, inet, jsonb, jsonpath, jsontext, numeric, values
from steelyard.sql.values import PgError

# (name, function, argument types, result type, whether it may give null); a null argument always gives null
Entry = tuple[str, Callable[..., Any], list[str], str, bool]
S, J, B, I, D = "VARCHAR", "JSON", "BOOLEAN", "BIGINT", "DOUBLE"  # noqa: E741
SS = "VARCHAR[]"


def _split(text: str, pattern: str, flags: str) -> list[str]:
    if "g" in flags:
        raise PgError('regexp_split_to_array() does not support the "global" option')
    made: list[str] = []
    last = 0
    for match in are.find_all(text, pattern, flags):
        # An empty match splits between characters, but never at either end.
        if match.end() == match.start() and (match.start() >= len(text) or match.end() == last):
            continue
        made.append(text[last : match.start()])
        last = match.end()
    return [*made, text[last:]]


def _groups(match: Any) -> list[str | None]:
    return list(match.groups()) or [match.group()]


def _match(text: str, pattern: str, flags: str) -> list[str | None] | None:
    if "g" in flags:
        raise PgError('regexp_match() does not support the "global" option')
    for match in are.find_all(text, pattern, flags):
        return _groups(match)
    return None


def _matches(text: str, pattern: str, flags: str) -> list[list[str | None]]:
    every = "g" in flags
    made = []
    for match in are.find_all(text, pattern, flags.replace("g", "")):
        made.append(_groups(match))
        if not every:
            break
    return made


def _replacement(template: str, match: Any) -> str:
    made: list[str] = []
    at = 0
    while at < len(template):
        char = template[at]
        if char == "\\" and at + 1 < len(template):
            following = template[at + 1]
            at += 2
            if following.isdigit() and following != "0":
                place = int(following)
                made.append((match.group(place) or "") if place <= (match.re.groups or 0) else "")
            elif following == "&":
                made.append(match.group())
            elif following == "\\":
                made.append("\\")
            else:
                made.append("\\" + following)
        else:
            made.append(char)
            at += 1
    return "".join(made)


def _replace(text: str, pattern: str, template: str, flags: str) -> str:
    every = "g" in flags
    made: list[str] = []
    last = 0
    for match in are.find_all(text, pattern, flags.replace("g", "")):
        made += [text[last : match.start()], _replacement(template, match)]
        last = match.end()
        if not every:
            break
    return "".join([*made, text[last:]])


def _replace_from(text: str, pattern: str, template: str, start: int, number: int, flags: str) -> str:
    if start < 1:
        raise PgError('invalid value for parameter "start": ' + str(start))
    made = [text[: start - 1]]
    rest = text[start - 1 :]
    last = 0
    for place, match in enumerate(are.find_all(rest, pattern, flags), 1):
        if number in (0, place):
            made += [rest[last : match.start()], _replacement(template, match)]
            last = match.end()
    return "".join([*made, rest[last:]])


def _regexp_substring(text: str, pattern: str) -> str | None:
    for match in are.find_all(text, pattern, ""):
        groups = match.groups()
        found = groups[0] if groups else match.group()
        return None if found is None else str(found)
    return None


def _count(text: str, pattern: str, start: int, flags: str) -> int:
    return sum(1 for _ in are.find_all(text[start - 1 :], pattern, flags))


def _substr(text: str, pattern: str, start: int, number: int, flags: str, group: int) -> str | None:
    for place, match in enumerate(are.find_all(text[start - 1 :], pattern, flags), 1):
        if place == number:
            found = match.group(group) if group <= match.re.groups else None
            return None if found is None else str(found)
    return None


def _instr(text: str, pattern: str) -> int:
    for match in are.find_all(text, pattern, ""):
        return int(match.start()) + 1
    return 0


_FORMAT = re.compile(r"%(?:(\d+)\$)?(-?)(\d*|\*)([sIL%])|%")


def _format(form: str, items: Sequence[str | None]) -> str:
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


def width_bucket_float(operand: float, low: float, high: float, count: int) -> int:
    """width_bucket of double precision."""
    return numeric.width_bucket(repr(operand), repr(low), repr(high), count)


def quote_ident(text: str) -> str:
    """quote_ident."""
    if re.fullmatch(r"[a-z_][a-z0-9_]*", text) and text not in _RESERVED:
        return text
    return '"' + text.replace('"', '""') + '"'


def quote_literal(text: str) -> str:
    """quote_literal."""
    made = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'"
    return "E" + made if "\\" in text else made


def fail(message: str) -> str:
    """Raises the error that a macro found. DuckDB's own ``error`` counts as volatile, which windows refuse."""
    raise PgError(message)


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


def interval_scaled(months: int, days: int, micros: int, factor: float) -> list[int]:
    """interval * factor: what is left of a month becomes days, of a day time."""
    if factor != factor or factor in (float("inf"), float("-inf")):
        raise PgError("interval out of range")
    whole_months = int(months * factor)
    whole_days = int(days * factor)
    month_rest = round((months * factor - whole_months) * 30, 6)
    seconds = round((days * factor - whole_days + month_rest - int(month_rest)) * 86400, 6)
    whole_days += int(month_rest)
    if abs(seconds) >= 86400:
        extra = int(seconds / 86400)
        whole_days += extra
        seconds -= extra * 86400
    return [whole_months, whole_days, round(micros * factor + seconds * 10**6)]


def interval_divided(months: int, days: int, micros: int, divisor: float) -> list[int]:
    """interval / divisor."""
    if divisor == 0:
        raise PgError("division by zero")
    return interval_scaled(months, days, micros, 1 / divisor) if months or days else [0, 0, round(micros / divisor)]


_DAY = 86400 * 10**6


def _carried(low: int, high: int, size: int) -> tuple[int, int]:
    """Both with one sign: ``low`` under a ``high`` of ``size``."""
    if high > 0 and low < 0:
        return low + size, high - 1
    if high < 0 and low > 0:
        return low - size, high + 1
    return low, high


def justify_hours(months: int, days: int, micros: int) -> list[int]:
    """justify_hours."""
    whole = int(micros / _DAY)
    micros, days = _carried(micros - whole * _DAY, days + whole, _DAY)
    return [months, days, micros]


def justify_days(months: int, days: int, micros: int) -> list[int]:
    """justify_days."""
    whole = int(days / 30)
    days, months = _carried(days - whole * 30, months + whole, 30)
    return [months, days, micros]


def justify_interval(months: int, days: int, micros: int) -> list[int]:
    """justify_interval."""
    whole = int(micros / _DAY)
    micros, days = micros - whole * _DAY, days + whole
    whole = int(days / 30)
    days, months = days - whole * 30, months + whole
    if months > 0 and (days < 0 or (days == 0 and micros < 0)):
        days, months = days + 30, months - 1
    elif months < 0 and (days > 0 or (days == 0 and micros > 0)):
        days, months = days - 30, months + 1
    micros, days = _carried(micros, days, _DAY)
    return [months, days, micros]


def _interval_in(text: str) -> list[int]:
    return list(values.interval_in(text))


def _stamp_in(text: str, kind: str) -> str:
    return values.stamp_text(values.stamp_in(text, kind), kind)


def _time_in(text: str) -> str:
    match = re.fullmatch(r"\s*(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,6})?)?\s*", text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise values.bad_input("time", text)
    return f"{int(match[1]):02d}:{match[2]}:{match[3] or '00'}{match[4] or ''}"


def _jsonb_numeric(stored: str) -> str | None:
    value = jsonb.read(stored)
    if value is None:
        return None
    if not isinstance(value, jsonb._Text):
        raise PgError(f"cannot cast jsonb {_kind(value)} to type numeric")
    return jsonb.number_text(value)


def _kind(value: Any) -> str:
    if isinstance(value, dict | list):
        return "object" if isinstance(value, dict) else "array"
    return "boolean" if isinstance(value, bool) else "numeric" if isinstance(value, jsonb._Text) else "string"


def _jsonb_bool(stored: str) -> bool | None:
    value = jsonb.read(stored)
    if value is None or isinstance(value, bool):
        return value
    raise PgError(f"cannot cast jsonb {_kind(value)} to type boolean")


def _numeric_json(text: str) -> str:
    if text in {"NaN", "Infinity", "-Infinity"}:
        return jsonb.canonical(text)
    return jsonb.stored_number(numeric.numeric_in(text))


def _float_json(text: str) -> str:
    return jsontext.quote(text) if text in {"NaN", "Infinity", "-Infinity"} else text


def _pairs(items: list[str | None]) -> str:
    if len(items) % 2:
        raise PgError("array must have even number of elements")
    return jsonb.build_object(items[::2], [jsonb.canonical(v) for v in items[1::2]])


def _arrays(keys: list[str | None], items: list[str | None]) -> str:
    if len(keys) != len(items):
        raise PgError("mismatched array dimensions")
    return jsonb.build_object(keys, [jsonb.canonical(v) for v in items])


def _each(text: str) -> list[dict[str, str]]:
    return [{"f1": name, "f2": value} for name, value in jsontext.each(text)]


def _each_text(text: str) -> list[dict[str, str | None]]:
    return [{"f1": name, "f2": jsontext.scalar(value)} for name, value in jsontext.each(text)]


def _ints(kind: str) -> Callable[[str], int]:
    return lambda text: values.int_in(text, kind)


def _numeric_int(kind: str) -> Callable[[str], int]:
    return lambda text: numeric.to_int(text, kind)


def _to_char(moment: datetime, form: str, zone: bool) -> str:
    return datetime_format.to_char(moment, form, zone)


def _ltree(text: str) -> str:
    if not re.fullmatch(r"(?:[\w-]{1,1000}(?:\.[\w-]{1,1000})*)?", text):
        raise PgError(f'ltree syntax error in "{text}"')
    return text


def _test(text: str, pattern: str, flags: str) -> bool:
    return are.test(text, pattern, flags)


def _similar(text: str, pattern: str, escape: str) -> bool:
    return are.test(text, are.similar(pattern, escape), "")


def _to_char_interval(months: int, days: int, micros: int, form: str) -> str:
    return datetime_format.interval_to_char(months, days, micros, form)


ENTRIES: list[Entry] = [
    ("pg_fail", fail, [S], S, False),
    # values
    ("pg_bool_slow", values.bool_in, [S], B, False),
    ("pg_int2_slow", _ints("smallint"), [S], "SMALLINT", False),
    ("pg_int4_slow", _ints("integer"), [S], "INTEGER", False),
    ("pg_int8_slow", _ints("bigint"), [S], I, False),
    ("pg_float_slow", values.float_in, [S], D, False),
    ("pg_float4_show", values.float4_out, [S], S, False),
    ("pg_uuid_in", values.uuid_in, [S], S, False),
    ("pg_bytea_in", values.bytea_in, [S], "BLOB", False),
    ("pg_bytea_text", lambda data: "\\x" + data.hex(), ["BLOB"], S, False),
    ("pg_encode", encode, ["BLOB", S], S, False),
    ("pg_decode", decode, [S, S], "BLOB", False),
    ("pg_sha256", lambda data: hashlib.sha256(data).digest(), ["BLOB"], "BLOB", False),
    ("pg_convert_from", convert_from, ["BLOB", S], S, False),
    ("pg_float8_text", lambda value: values.float_out(value), [D], S, False),
    ("pg_stamp_slow", _stamp_in, [S, S], S, False),
    ("pg_time_slow", _time_in, [S], S, False),
    ("pg_interval_parts", _interval_in, [S], "BIGINT[]", False),
    ("pg_interval_show", values.interval_out, [I, I, I], S, False),
    ("pg_interval_scaled", interval_scaled, [I, I, I, D], "BIGINT[]", False),
    ("pg_interval_divided", interval_divided, [I, I, I, D], "BIGINT[]", False),
    ("pg_justify_hours_parts", justify_hours, [I, I, I], "BIGINT[]", False),
    ("pg_justify_days_parts", justify_days, [I, I, I], "BIGINT[]", False),
    ("pg_justify_interval_parts", justify_interval, [I, I, I], "BIGINT[]", False),
    ("pg_array_in", values.array_in, [S], SS, False),
    ("pg_array_out", values.array_out, [SS], S, False),
    ("pg_record_out", values.record_out, [SS], S, False),
    ("pg_ltree_in", _ltree, [S], S, False),
    # numeric
    ("pg_numeric_in", numeric.numeric_in, [S], S, False),
    ("pg_float_numeric", numeric.from_float, [D], S, False),
    ("pg_numeric_fit", numeric.fit, [S, I, I], S, False),
    ("pg_numeric_int2", _numeric_int("smallint"), [S], "SMALLINT", False),
    ("pg_numeric_int4", _numeric_int("integer"), [S], "INTEGER", False),
    ("pg_numeric_int8", _numeric_int("bigint"), [S], I, False),
    ("pg_numeric_cmp", numeric.compare, [S, S], "INTEGER", False),
    ("pg_numeric_key", numeric.sort_key, [S], S, False),
    ("pg_numeric_add", numeric.add, [S, S], S, False),
    ("pg_numeric_sub", numeric.subtract, [S, S], S, False),
    ("pg_numeric_mul", numeric.multiply, [S, S], S, False),
    ("pg_numeric_div", numeric.divide, [S, S], S, False),
    ("pg_numeric_mod", numeric.modulo, [S, S], S, False),
    ("pg_numeric_power", numeric.power, [S, S], S, False),
    ("pg_numeric_neg", numeric.negate, [S], S, False),
    ("pg_numeric_abs", numeric.absolute, [S], S, False),
    ("pg_numeric_ceil", numeric.ceiling, [S], S, False),
    ("pg_numeric_floor", numeric.floor, [S], S, False),
    ("pg_numeric_round", numeric.rounded, [S, I], S, False),
    ("pg_numeric_trunc", numeric.truncated, [S, I], S, False),
    ("pg_numeric_sign", numeric.sign, [S], S, False),
    ("pg_numeric_scale", numeric.scale_of, [S], "INTEGER", False),
    ("pg_numeric_trim", numeric.trim_scale, [S], S, False),
    ("pg_numeric_total", numeric.total, [SS], S, True),
    ("pg_numeric_average", numeric.average, [SS], S, True),
    ("pg_numeric_variance", numeric.variance, [SS, B, B], S, True),
    ("pg_width_bucket", numeric.width_bucket, [S, S, S, I], "INTEGER", False),
    ("pg_width_bucket_float", width_bucket_float, [D, D, D, I], "INTEGER", False),
    ("pg_to_number", datetime_format.to_number, [S, S], S, False),
    ("pg_numeric_json", _numeric_json, [S], J, False),
    # jsonb
    ("pg_jsonb_in", jsonb.canonical_text, [S], J, False),
    ("pg_jsonb_shown", jsonb.shown, [S], S, False),
    ("pg_jsonb_same_slow", jsonb.same_key, [S], S, False),
    ("pg_jsonb_key", jsonb.sort_key, [S], S, False),
    ("pg_jsonb_contains", jsonb.contains, [S, S], B, False),
    ("pg_jsonb_concat", jsonb.concatenate, [S, S], J, False),
    ("pg_jsonb_delete_keys", jsonb.delete_keys, [S, SS], J, False),
    ("pg_jsonb_delete_index", jsonb.delete_index, [S, I], J, False),
    ("pg_jsonb_delete_path", jsonb.delete_path, [S, SS], J, False),
    ("pg_jsonb_path", jsonb.path_value, [S, SS], J, True),
    ("pg_jsonb_set", jsonb.set_path, [S, SS, S, B], J, False),
    ("pg_jsonb_insert", jsonb.insert_path, [S, SS, S, B], J, False),
    ("pg_jsonb_strip_nulls", jsonb.strip_nulls, [S], J, False),
    ("pg_jsonb_pretty", jsonb.pretty, [S], S, False),
    ("pg_jsonb_object", jsonb.build_object, [SS, SS], J, False),
    ("pg_jsonb_object_pairs", _pairs, [SS], J, False),
    ("pg_jsonb_object_arrays", _arrays, [SS, SS], J, False),
    ("pg_jsonb_numeric", _jsonb_numeric, [S], S, True),
    ("pg_jsonb_bool", _jsonb_bool, [S], B, True),
    ("pg_jsonpath_in", jsonpath.check, [S], S, False),
    ("pg_jsonb_path_exists", jsonpath.exists, [S, S, S, B], B, True),
    ("pg_jsonb_path_match", jsonpath.match, [S, S, S, B], B, True),
    ("pg_jsonb_path_query", jsonpath.query, [S, S, S, B], SS, False),
    ("pg_jsonb_path_array", jsonpath.query_array, [S, S, S, B], J, False),
    ("pg_jsonb_path_first", jsonpath.query_first, [S, S, S, B], J, True),
    # json
    ("pg_json_in", jsontext.check, [S], S, False),
    ("pg_json_key", jsontext.key, [S, S], S, True),
    ("pg_json_index", jsontext.index, [S, I], S, True),
    ("pg_json_path", jsontext.path, [S, SS], S, True),
    ("pg_json_scalar", jsontext.scalar, [S], S, True),
    ("pg_json_elements", jsontext.elements, [S], SS, False),
    ("pg_json_elements_text", jsontext.elements_text, [S], SS, False),
    ("pg_json_object_keys", jsontext.keys, [S], SS, False),
    ("pg_json_each", _each, [S], "STRUCT(f1 VARCHAR, f2 VARCHAR)[]", False),
    ("pg_json_each_text", _each_text, [S], "STRUCT(f1 VARCHAR, f2 VARCHAR)[]", False),
    ("pg_json_quote_text", jsontext.quote, [S], S, False),
    ("pg_json_object", jsontext.from_object, [SS, SS], S, False),
    ("pg_json_object_agg", jsontext.aggregate_object, [SS, SS], S, False),
    ("pg_json_row", jsontext.from_row, [SS, SS], S, False),
    ("pg_float_json", _float_json, [S], S, False),
    # regular expressions
    ("pg_regexp_test", _test, [S, S, S], B, False),
    ("pg_similar", _similar, [S, S, S], B, False),
    ("pg_regexp_replace", _replace, [S, S, S, S], S, False),
    ("pg_regexp_match_3", _match, [S, S, S], SS, True),
    ("pg_regexp_matches", _matches, [S, S, S], "VARCHAR[][]", False),
    ("pg_regexp_split_3", _split, [S, S, S], SS, False),
    ("pg_regexp_substring", _regexp_substring, [S, S], S, True),
    ("pg_regexp_count_4", _count, [S, S, I, S], "INTEGER", False),
    ("pg_regexp_substr_6", _substr, [S, S, I, I, S, I], S, True),
    ("pg_regexp_instr", _instr, [S, S], "INTEGER", False),
    # text and time
    ("pg_format_slow", _format, [S, SS], S, False),
    ("pg_upper_slow", upper, [S], S, False),
    ("pg_regexp_replace_6", _replace_from, [S, S, S, I, I, S], S, False),
    ("pg_initcap", initcap, [S], S, False),
    ("pg_reverse", lambda text: text[::-1], [S], S, False),
    ("pg_quote_ident", quote_ident, [S], S, False),
    ("pg_quote_literal", quote_literal, [S], S, False),
    ("pg_to_char_stamp", _to_char, ["TIMESTAMP", S, B], S, False),
    ("pg_to_char_show", _to_char_interval, [I, I, I, S], S, False),
    ("pg_to_char_number", datetime_format.number_to_char, [S, S], S, False),
    ("pg_to_timestamp", datetime_format.to_timestamp, [S, S], S, False),
    # addresses
    ("pg_inet_in", lambda text: inet.inet_in(text), [S], S, False),
    ("pg_cidr_in", lambda text: inet.cidr_in(text), [S], S, False),
    ("pg_inet_text", inet.text, [S], S, False),
    ("pg_inet_cidr", inet.to_cidr, [S], S, False),
    ("pg_inet_key", inet.sort_key, [S], S, False),
    ("pg_inet_within", lambda a, b: inet.within(a, b, True), [S, S], B, False),
    ("pg_inet_within_eq", lambda a, b: inet.within(a, b, False), [S, S], B, False),
    ("pg_inet_overlap", inet.overlap, [S, S], B, False),
    ("pg_host", inet.host, [S], S, False),
    ("pg_masklen", inet.masklen, [S], "INTEGER", False),
    ("pg_family", inet.family, [S], "INTEGER", False),
    ("pg_netmask", inet.netmask, [S], S, False),
    ("pg_hostmask", inet.hostmask, [S], S, False),
    ("pg_broadcast", inet.broadcast, [S], S, False),
    ("pg_abbrev", inet.abbrev, [S], S, False),
    ("pg_set_masklen", inet.set_masklen, [S, I], S, False),
    ("pg_abbrev_cidr", inet.abbrev_cidr, [S], S, False),
    ("pg_set_masklen_cidr", lambda a, n: inet.to_cidr(inet.set_masklen(a, n)), [S, I], S, False),
    ("pg_inet_plus", inet.plus, [S, I], S, False),
    ("pg_inet_minus", inet.minus, [S, S], I, False),
    ("pg_same_family", inet.same_family, [S, S], B, False),
    ("pg_inet_merge", inet.merge, [S, S], S, False),
]
