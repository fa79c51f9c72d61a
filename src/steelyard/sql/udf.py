"""The Python functions that translated SQL calls, each with its DuckDB types; everything else is a macro."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from steelyard.sql import (
    are,
    datetime_format,
    inet,
    jsonb,
    jsonb_change,
    jsonpath,
    jsonpath_syntax,
    jsontext,
    numeric,
    values,
)
from steelyard.sql.intervals import interval_divided, interval_scaled, justify_days, justify_hours, justify_interval
from steelyard.sql.regex_functions import (
    regexp_count,
    regexp_instr,
    regexp_match,
    regexp_matches,
    regexp_replace,
    regexp_replace_from,
    regexp_split,
    regexp_substr,
    regexp_substring,
)
from steelyard.sql.text_functions import (
    convert_from,
    decode,
    encode,
    format_text,
    initcap,
    quote_ident,
    quote_literal,
    upper,
)
from steelyard.sql.values import PgError

# (name, function, argument types, result type, whether it may give null); a null argument always gives null
Entry = tuple[str, Callable[..., Any], list[str], str, bool]


S, J, B, I, D = "VARCHAR", "JSON", "BOOLEAN", "BIGINT", "DOUBLE"  # noqa: E741


SS = "VARCHAR[]"


def width_bucket_float(operand: float, low: float, high: float, count: int) -> int:
    """width_bucket of double precision."""
    return numeric.width_bucket(repr(operand), repr(low), repr(high), count)


def fail(message: str) -> str:
    """Raises the error that a macro found. DuckDB's own ``error`` counts as volatile, which windows refuse."""
    raise PgError(message)


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
    if not isinstance(value, jsonb.NumberText):
        raise PgError(f"cannot cast jsonb {_kind(value)} to type numeric")
    return jsonb.number_text(value)


def _kind(value: Any) -> str:
    if isinstance(value, dict | list):
        return "object" if isinstance(value, dict) else "array"
    return "boolean" if isinstance(value, bool) else "numeric" if isinstance(value, jsonb.NumberText) else "string"


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
    return jsonb_change.build_object(items[::2], [jsonb.canonical(v) for v in items[1::2]])


def _arrays(keys: list[str | None], items: list[str | None]) -> str:
    if len(keys) != len(items):
        raise PgError("mismatched array dimensions")
    return jsonb_change.build_object(keys, [jsonb.canonical(v) for v in items])


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
    ("pg_jsonb_contains", jsonb_change.contains, [S, S], B, False),
    ("pg_jsonb_concat", jsonb_change.concatenate, [S, S], J, False),
    ("pg_jsonb_delete_keys", jsonb_change.delete_keys, [S, SS], J, False),
    ("pg_jsonb_delete_index", jsonb_change.delete_index, [S, I], J, False),
    ("pg_jsonb_delete_path", jsonb_change.delete_path, [S, SS], J, False),
    ("pg_jsonb_path", jsonb_change.path_value, [S, SS], J, True),
    ("pg_jsonb_set", jsonb_change.set_path, [S, SS, S, B], J, False),
    ("pg_jsonb_insert", jsonb_change.insert_path, [S, SS, S, B], J, False),
    ("pg_jsonb_strip_nulls", jsonb_change.strip_nulls, [S], J, False),
    ("pg_jsonb_pretty", jsonb_change.pretty, [S], S, False),
    ("pg_jsonb_object", jsonb_change.build_object, [SS, SS], J, False),
    ("pg_jsonb_object_pairs", _pairs, [SS], J, False),
    ("pg_jsonb_object_arrays", _arrays, [SS, SS], J, False),
    ("pg_jsonb_numeric", _jsonb_numeric, [S], S, True),
    ("pg_jsonb_bool", _jsonb_bool, [S], B, True),
    ("pg_jsonpath_in", jsonpath_syntax.check, [S], S, False),
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
    ("pg_regexp_replace", regexp_replace, [S, S, S, S], S, False),
    ("pg_regexp_match_3", regexp_match, [S, S, S], SS, True),
    ("pg_regexp_matches", regexp_matches, [S, S, S], "VARCHAR[][]", False),
    ("pg_regexp_split_3", regexp_split, [S, S, S], SS, False),
    ("pg_regexp_substring", regexp_substring, [S, S], S, True),
    ("pg_regexp_count_4", regexp_count, [S, S, I, S], "INTEGER", False),
    ("pg_regexp_substr_6", regexp_substr, [S, S, I, I, S, I], S, True),
    ("pg_regexp_instr", regexp_instr, [S, S], "INTEGER", False),
    # text and time
    ("pg_format_slow", format_text, [S, SS], S, False),
    ("pg_upper_slow", upper, [S], S, False),
    ("pg_regexp_replace_6", regexp_replace_from, [S, S, S, I, I, S], S, False),
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
