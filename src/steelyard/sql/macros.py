"""The DuckDB macros that translated SQL calls: PostgreSQL's answer in DuckDB's own functions.

A parameter is named ``p_…`` and a lambda's variable ``v_…``, so that neither captures the other. ``list_transform([x],
lambda …)[1]`` gives a value a name, so that it is calculated once.
"""

from __future__ import annotations

import re

from steelyard.sql.jsonb import MARK


def _let(name: str, value: str, body: str) -> str:
    return f"list_transform([{value}], LAMBDA {name}: {body})[1]"


def _let2(name: str, first: str, second: str, body: str) -> str:
    return _let(name, f"{{'a': {first}, 'b': {second}}}", body)


_ISO_DATE = r"\d{4}-\d\d-\d\d"
_ISO_STAMP = _ISO_DATE + r"([T ]\d\d:\d\d:\d\d(\.\d{1,6})?)?"
_ISO_ZONED = _ISO_DATE + r"([T ]\d\d:\d\d:\d\d(\.\d{1,6})?(Z|\+00|\+00:00)?)?"
_PLAIN_INT = r"[+-]?\d{1,%d}"
# A run without comma and colon outside strings, then one of them: gets a space behind it.
_SEPARATOR = r'((?:[^",:]|"(?:[^"\\]|\\.)*")*[,:])'


def _int_in(name: str, duck: str, digits: int) -> tuple[str, str, str]:
    test = f"regexp_full_match(p_x, '{_PLAIN_INT % digits}')"
    return f"pg_{name}_in", "p_x", f"CASE WHEN {test} THEN CAST(p_x AS {duck}) ELSE pg_{name}_slow(p_x) END"


def _path(key: str) -> str:
    return f"""'$."' || replace(replace({key}, '\\', '\\\\'), '"', '\\"') || '"'"""


def _fail(message: str, duck: str) -> str:
    return f"CAST(pg_fail({message}) AS {duck})"


def _kind(value: str) -> str:
    return f"CASE WHEN starts_with({value}, '{{') THEN 'object' WHEN starts_with({value}, '[') THEN 'array' ELSE 'scalar' END"


_MONTHS = "(date_part('year', p_x) * 12 + date_part('month', p_x))"
_DAYS = "date_part('day', p_x)"
_MICROS = "(date_part('hour', p_x) * 3600000000 + date_part('minute', p_x) * 60000000 + date_part('microsecond', p_x))"
_PARTS = f"CAST({_MONTHS} AS BIGINT), CAST({_DAYS} AS BIGINT), CAST({_MICROS} AS BIGINT)"


def _interval_of(parts: str) -> str:
    return _let(
        "v_i", parts, "to_months(CAST(v_i[1] AS INTEGER)) + to_days(CAST(v_i[2] AS INTEGER)) + to_microseconds(v_i[3])"
    )


MACROS: list[tuple[str, str, str]] = [
    # values from text
    (
        "pg_bool_in",
        "p_x",
        "CASE p_x WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE WHEN 't' THEN TRUE WHEN 'f' THEN FALSE ELSE pg_bool_slow(p_x) END",
    ),
    _int_in("int2", "SMALLINT", 4),
    _int_in("int4", "INTEGER", 9),
    _int_in("int8", "BIGINT", 18),
    ("pg_float8_in", "p_x", "pg_float_slow(p_x)"),
    ("pg_float4_in", "p_x", "CAST(pg_float_slow(p_x) AS FLOAT)"),
    (
        "pg_date_in",
        "p_x",
        f"CASE WHEN regexp_full_match(p_x, '{_ISO_DATE}') AND TRY_CAST(p_x AS DATE) IS NOT NULL THEN CAST(p_x AS DATE) ELSE CAST(pg_stamp_slow(p_x, 'date') AS DATE) END",
    ),
    (
        "pg_timestamp_in",
        "p_x",
        f"CASE WHEN regexp_full_match(p_x, '{_ISO_STAMP}') AND TRY_CAST(p_x AS TIMESTAMP) IS NOT NULL THEN CAST(p_x AS TIMESTAMP) ELSE CAST(pg_stamp_slow(p_x, 'timestamp') AS TIMESTAMP) END",
    ),
    (
        "pg_timestamptz_in",
        "p_x",
        f"CASE WHEN regexp_full_match(p_x, '{_ISO_ZONED}') AND TRY_CAST(p_x AS TIMESTAMPTZ) IS NOT NULL THEN CAST(p_x AS TIMESTAMPTZ) ELSE CAST(pg_stamp_slow(p_x, 'timestamptz') AS TIMESTAMPTZ) END",
    ),
    ("pg_time_in", "p_x", "CAST(pg_time_slow(p_x) AS TIME)"),
    ("pg_interval_in", "p_x", _interval_of("pg_interval_parts(p_x)")),
    # values to text
    ("pg_bool_out", "p_x", "CASE WHEN p_x THEN 't' WHEN NOT p_x THEN 'f' END"),
    ("pg_float4_text", "p_x", "pg_float4_show(CAST(p_x AS VARCHAR))"),
    ("pg_upper", "p_x", "CASE WHEN contains(p_x, 'ß') THEN pg_upper_slow(p_x) ELSE upper(p_x) END"),
    ("pg_interval_text", "p_x", f"pg_interval_show({_PARTS})"),
    (
        "pg_nested_array_out",
        "p_x",
        "'{' || array_to_string(list_transform(p_x, LAMBDA v_n: coalesce(v_n, 'NULL')), ',') || '}'",
    ),
    # numbers
    (
        "pg_int_div",
        "p_a, p_b",
        "CASE WHEN p_b = 0 THEN p_b + CAST(pg_fail('division by zero') AS TINYINT) ELSE p_a // p_b END",
    ),
    (
        "pg_int_mod",
        "p_a, p_b",
        "CASE WHEN p_b = 0 THEN p_b + CAST(pg_fail('division by zero') AS TINYINT) ELSE p_a % p_b END",
    ),
    (
        "pg_float_div",
        "p_a, p_b",
        f"CASE WHEN p_b = 0 AND NOT isnan(p_a) THEN {_fail(chr(39) + 'division by zero' + chr(39), 'DOUBLE')} ELSE p_a / p_b END",
    ),
    (
        "pg_float_power",
        "p_a, p_b",
        f"CASE WHEN p_a = 0 AND p_b < 0 THEN {_fail(chr(39) + 'zero raised to a negative power is undefined' + chr(39), 'DOUBLE')} WHEN p_a < 0 AND p_b <> floor(p_b) THEN {_fail(chr(39) + 'a negative number raised to a non-integer power yields a complex result' + chr(39), 'DOUBLE')} ELSE pow(p_a, p_b) END",
    ),
    (
        "pg_sqrt",
        "p_x",
        f"CASE WHEN p_x < 0 THEN {_fail(chr(39) + 'cannot take square root of a negative number' + chr(39), 'DOUBLE')} ELSE sqrt(p_x) END",
    ),
    (
        "pg_ln",
        "p_x",
        f"CASE WHEN p_x <= 0 THEN {_fail(chr(39) + 'cannot take logarithm of zero or a negative number' + chr(39), 'DOUBLE')} ELSE ln(p_x) END",
    ),
    (
        "pg_log10",
        "p_x",
        f"CASE WHEN p_x <= 0 THEN {_fail(chr(39) + 'cannot take logarithm of zero or a negative number' + chr(39), 'DOUBLE')} ELSE log10(p_x) END",
    ),
    ("pg_shift_left", "p_a, p_b", "CAST(p_a * pow(2, p_b) AS BIGINT)"),
    ("pg_shift_right", "p_a, p_b", "p_a >> p_b"),
    (
        "pg_numeric_sum",
        "p_x",
        "CASE WHEN p_x IS NULL THEN NULL ELSE pg_numeric_total(list_filter(p_x, LAMBDA v_n: v_n IS NOT NULL)) END",
    ),
    (
        "pg_numeric_avg",
        "p_x",
        "CASE WHEN p_x IS NULL THEN NULL ELSE pg_numeric_average(list_filter(p_x, LAMBDA v_n: v_n IS NOT NULL)) END",
    ),
    (
        "pg_row_count",
        "p_x, p_word",
        "CASE WHEN p_x < 0 THEN CAST(pg_fail(p_word || ' must not be negative') AS BIGINT) ELSE p_x END",
    ),
    # text
    (
        "pg_left",
        "p_x, p_n",
        "CASE WHEN p_n >= 0 THEN substring(p_x, 1, p_n) ELSE substring(p_x, 1, greatest(length(p_x) + p_n, 0)) END",
    ),
    (
        "pg_right",
        "p_x, p_n",
        "CASE WHEN p_n >= 0 THEN substring(p_x, greatest(length(p_x) - p_n, 0) + 1) ELSE substring(p_x, 1 - p_n) END",
    ),
    (
        "pg_lpad",
        "p_x, p_n, p_f",
        "CASE WHEN p_f = '' THEN substring(p_x, 1, greatest(p_n, 0)) ELSE lpad(p_x, greatest(p_n, 0), p_f) END",
    ),
    (
        "pg_rpad",
        "p_x, p_n, p_f",
        "CASE WHEN p_f = '' THEN substring(p_x, 1, greatest(p_n, 0)) ELSE rpad(p_x, greatest(p_n, 0), p_f) END",
    ),
    ("pg_replace", "p_x, p_a, p_b", "CASE WHEN p_a = '' AND p_b IS NOT NULL THEN p_x ELSE replace(p_x, p_a, p_b) END"),
    ("pg_translate", "p_x, p_a, p_b", "translate(p_x, p_a, p_b)"),
    ("pg_strpos", "p_x, p_y", "CASE WHEN p_y = '' AND p_x IS NOT NULL THEN 1 ELSE strpos(p_x, p_y) END"),
    ("pg_substr", "p_x, p_n", "substring(p_x, greatest(p_n, 1))"),
    (
        "pg_substr3",
        "p_x, p_n, p_m",
        "CASE WHEN p_m < 0 THEN pg_fail('negative substring length not allowed') ELSE substring(p_x, greatest(p_n, 1), greatest(p_n + p_m - greatest(p_n, 1), 0)) END",
    ),
    (
        "pg_overlay",
        "p_x, p_y, p_n, p_m",
        "CASE WHEN p_n <= 0 THEN pg_fail('negative substring length not allowed') ELSE substring(p_x, 1, p_n - 1) || p_y || substring(p_x, greatest(p_n + p_m, 1)) END",
    ),
    (
        "pg_split_part",
        "p_x, p_d, p_n",
        "CASE WHEN p_n = 0 THEN pg_fail('field position must not be zero') WHEN p_x IS NULL OR p_d IS NULL OR p_n IS NULL THEN NULL WHEN p_d = '' THEN CASE WHEN p_n IN (1, -1) THEN p_x ELSE '' END ELSE coalesce(string_split(p_x, p_d)[p_n], '') END",
    ),
    ("pg_ascii", "p_x", "CASE WHEN p_x = '' THEN 0 ELSE unicode(p_x) END"),
    ("pg_format", "p_x, p_items", "pg_format_slow(p_x, p_items)"),
    (
        "pg_like_bad_escape",
        "p_x, p_y",
        "CASE WHEN p_x IS NULL OR p_y IS NULL THEN NULL ELSE CAST(pg_fail('LIKE pattern must not end with escape character') AS BOOLEAN) END",
    ),
    # json
    (
        "pg_jsonb_text",
        "p_j",
        _let(
            "v_j",
            "CAST(p_j AS VARCHAR)",
            f"CASE WHEN contains(v_j, '{MARK}') OR contains(v_j, '\\u00') THEN pg_jsonb_shown(v_j) "
            "WHEN starts_with(v_j, '{') OR starts_with(v_j, '[') THEN "
            f"rtrim(regexp_replace(v_j || ',', '{_SEPARATOR}', '\\1 ', 'g'), ', ') ELSE v_j END",
        ),
    ),
    (
        "pg_jsonb_scalar",
        "p_j",
        _let(
            "v_s",
            "CAST(p_j AS VARCHAR)",
            f"CASE WHEN starts_with(v_s, '\"{MARK}') THEN substring(json_extract_string(v_s, '$'), 2) "
            "WHEN starts_with(v_s, '\"') THEN json_extract_string(v_s, '$') WHEN v_s = 'null' THEN NULL ELSE pg_jsonb_text(v_s) END",
        ),
    ),
    (
        "pg_arrow_text",
        "p_j, p_path",
        _let(
            "v_a",
            "json_extract_string(p_j, p_path)",
            f"CASE WHEN starts_with(v_a, '{{') OR starts_with(v_a, '[') OR starts_with(v_a, '{MARK}') THEN pg_jsonb_scalar(json_extract(p_j, p_path)) ELSE v_a END",
        ),
    ),
    (
        "pg_jsonb_at",
        "p_j, p_k",
        f"CASE WHEN p_k = '' THEN json_extract(p_j, '/') ELSE json_extract(p_j, {_path('p_k')}) END",
    ),
    (
        "pg_jsonb_index",
        "p_j, p_i",
        "CASE WHEN p_i IN (0, -1) THEN pg_jsonb_end(p_j, '$[' || CASE WHEN p_i = 0 THEN '0' ELSE '#-1' END || ']') "
        "ELSE json_extract(p_j, CASE WHEN p_i >= 0 THEN '$[' || p_i || ']' ELSE '$[#' || p_i || ']' END) END",
    ),
    ("pg_json_quote", "p_x", "json_quote(p_x)"),
    (
        "pg_has_key",
        "p_j, p_k",
        _let(
            "v_h",
            "CAST(p_j AS VARCHAR)",
            f"CASE WHEN v_h IS NULL OR p_k IS NULL THEN NULL WHEN starts_with(v_h, '{{') THEN CASE WHEN p_k = '' THEN json_exists(v_h, '/') ELSE json_exists(v_h, {_path('p_k')}) END "
            "WHEN starts_with(v_h, '[') THEN list_contains(CAST(json_extract(v_h, '$[*]') AS VARCHAR[]), CAST(json_quote(p_k) AS VARCHAR)) "
            "ELSE v_h = CAST(json_quote(p_k) AS VARCHAR) END",
        ),
    ),
    *[
        (
            f"pg_has_{word}",
            "p_j, p_l",
            _let2(
                "v_2",
                "p_j",
                "p_l",
                "CASE WHEN v_2.a IS NULL OR v_2.b IS NULL THEN NULL ELSE "
                f"{negation} list_contains(list_transform(list_filter(v_2.b, LAMBDA v_f: v_f IS NOT NULL), "
                f"LAMBDA v_f: pg_has_key(v_2.a, v_f)), {wanted}) END",
            ),
        )
        for word, negation, wanted in (("some", "", "TRUE"), ("every", "NOT", "FALSE"))
    ],
    (
        "pg_jsonb_end",
        "p_j, p_path",
        _let(
            "v_i",
            "CAST(p_j AS VARCHAR)",
            "CASE WHEN starts_with(v_i, '[') THEN json_extract(v_i, p_path) WHEN starts_with(v_i, '{') THEN NULL "
            "ELSE CAST(v_i AS JSON) END",
        ),
    ),
    (
        "pg_has_item",
        "p_j, p_x",
        _let(
            "v_c",
            "CAST(p_j AS VARCHAR)",
            "CASE WHEN v_c IS NULL THEN NULL WHEN starts_with(v_c, '[') THEN list_contains(CAST(json_extract(v_c, '$[*]') AS VARCHAR[]), p_x) ELSE FALSE END",
        ),
    ),
    (
        "pg_jsonb_same",
        "p_j",
        _let(
            "v_e",
            "CAST(p_j AS VARCHAR)",
            f"CASE WHEN contains(v_e, '.0') OR contains(v_e, '{MARK}') THEN pg_jsonb_same_slow(v_e) ELSE v_e END",
        ),
    ),
    ("pg_jsonb_eq", "p_a, p_b", "pg_jsonb_same(p_a) = pg_jsonb_same(p_b)"),
    ("pg_jsonb_delete_key", "p_j, p_k", "pg_jsonb_delete_keys(p_j, CASE WHEN p_k IS NULL THEN NULL ELSE [p_k] END)"),
    (
        "pg_jsonb_array_length",
        "p_j",
        _let(
            "v_g",
            "CAST(p_j AS VARCHAR)",
            "CASE WHEN starts_with(v_g, '[') THEN CAST(json_array_length(v_g) AS INTEGER) WHEN v_g IS NULL THEN NULL "
            "ELSE CAST(pg_fail(CASE WHEN starts_with(v_g, '{') THEN 'cannot get array length of a non-array' ELSE 'cannot get array length of a scalar' END) AS INTEGER) END",
        ),
    ),
    (
        "pg_jsonb_typeof",
        "p_j",
        _let(
            "v_t",
            "CAST(p_j AS VARCHAR)",
            "CASE WHEN v_t IS NULL THEN NULL WHEN starts_with(v_t, '{') THEN 'object' WHEN starts_with(v_t, '[') THEN 'array' "
            f"WHEN starts_with(v_t, '\"{MARK}') AND NOT starts_with(v_t, '\"{MARK}{MARK}') THEN 'number' WHEN starts_with(v_t, '\"') THEN 'string' "
            "WHEN v_t IN ('true', 'false') THEN 'boolean' WHEN v_t = 'null' THEN 'null' ELSE 'number' END",
        ),
    ),
    (
        "pg_elements",
        "p_j",
        _let(
            "v_l",
            "CAST(p_j AS VARCHAR)",
            "CASE WHEN starts_with(v_l, '[') THEN json_extract(v_l, '$[*]') WHEN v_l IS NULL THEN NULL "
            "ELSE CAST(pg_fail(CASE WHEN starts_with(v_l, '{') THEN 'cannot extract elements from an object' ELSE 'cannot extract elements from a scalar' END) AS JSON[]) END",
        ),
    ),
    ("pg_elements_text", "p_j", "list_transform(pg_elements(p_j), LAMBDA v_m: pg_jsonb_scalar(v_m))"),
    (
        "pg_object_keys",
        "p_j",
        _let(
            "v_o",
            "CAST(p_j AS VARCHAR)",
            "CASE WHEN starts_with(v_o, '{') THEN json_keys(v_o) WHEN v_o IS NULL THEN NULL "
            "ELSE CAST(pg_fail(CASE WHEN starts_with(v_o, '[') THEN 'cannot call jsonb_object_keys on an array' ELSE 'cannot call jsonb_object_keys on a scalar' END) AS VARCHAR[]) END",
        ),
    ),
    (
        "pg_keys_of",
        "p_o",
        "CASE WHEN starts_with(p_o, '{') THEN json_keys(p_o) WHEN p_o IS NULL THEN NULL ELSE CAST(pg_fail('cannot call jsonb_each on a non-object') AS VARCHAR[]) END",
    ),
    (
        "pg_each",
        "p_j",
        _let(
            "v_o",
            "CAST(p_j AS VARCHAR)",
            "list_transform(pg_keys_of(v_o), LAMBDA v_k: {'f1': v_k, 'f2': pg_jsonb_at(v_o, v_k)})",
        ),
    ),
    (
        "pg_each_text",
        "p_j",
        _let(
            "v_o",
            "CAST(p_j AS VARCHAR)",
            "list_transform(pg_keys_of(v_o), LAMBDA v_k: {'f1': v_k, 'f2': pg_jsonb_scalar(pg_jsonb_at(v_o, v_k))})",
        ),
    ),
    ("pg_or_null", "p_x", "coalesce(p_x, 'null')"),
    ("pg_jsonb_list", "p_l", "CAST('[' || array_to_string(p_l, ',') || ']' AS JSON)"),
    (
        "pg_json_list",
        "p_l",
        "'[' || array_to_string(list_transform(p_l, LAMBDA v_q: coalesce(CAST(v_q AS VARCHAR), 'null')), ',') || ']'",
    ),
    ("pg_json_array", "p_l", "'[' || array_to_string(p_l, ', ') || ']'"),
    ("pg_json_agg", "p_l, p_s", "'[' || array_to_string(p_l, p_s) || ']'"),
    (
        "pg_iso",
        "p_x",
        "replace(CASE WHEN regexp_matches(p_x, '[+-]\\d\\d$') AND length(p_x) > 13 THEN p_x || ':00' ELSE p_x END, ' ', 'T')",
    ),
    # regular expressions with parts left out
    ("pg_regexp_match", "p_x, p_p", "pg_regexp_match_3(p_x, p_p, '')"),
    ("pg_regexp_match", "p_x, p_p, p_f", "pg_regexp_match_3(p_x, p_p, p_f)"),
    ("pg_regexp_like", "p_x, p_p", "pg_regexp_test(p_x, p_p, '')"),
    ("pg_regexp_like", "p_x, p_p, p_f", "pg_regexp_test(p_x, p_p, p_f)"),
    ("pg_regexp_split", "p_x, p_p", "pg_regexp_split_3(p_x, p_p, '')"),
    ("pg_regexp_split", "p_x, p_p, p_f", "pg_regexp_split_3(p_x, p_p, p_f)"),
    ("pg_regexp_count", "p_x, p_p", "pg_regexp_count_4(p_x, p_p, 1, '')"),
    ("pg_regexp_count", "p_x, p_p, p_s", "pg_regexp_count_4(p_x, p_p, p_s, '')"),
    ("pg_regexp_count", "p_x, p_p, p_s, p_f", "pg_regexp_count_4(p_x, p_p, p_s, p_f)"),
    ("pg_regexp_substr", "p_x, p_p", "pg_regexp_substr_6(p_x, p_p, 1, 1, '', 0)"),
    ("pg_regexp_substr", "p_x, p_p, p_s", "pg_regexp_substr_6(p_x, p_p, p_s, 1, '', 0)"),
    ("pg_regexp_substr", "p_x, p_p, p_s, p_n", "pg_regexp_substr_6(p_x, p_p, p_s, p_n, '', 0)"),
    ("pg_regexp_substr", "p_x, p_p, p_s, p_n, p_f", "pg_regexp_substr_6(p_x, p_p, p_s, p_n, p_f, 0)"),
    ("pg_regexp_substr", "p_x, p_p, p_s, p_n, p_f, p_g", "pg_regexp_substr_6(p_x, p_p, p_s, p_n, p_f, p_g)"),
    # arrays
    (
        "pg_any_equal",
        "p_x, p_l",
        "CASE WHEN p_l IS NULL THEN NULL WHEN len(p_l) = 0 THEN FALSE WHEN p_x IS NULL THEN NULL WHEN list_contains(p_l, p_x) THEN TRUE "
        "WHEN len(list_filter(p_l, LAMBDA v_y: v_y IS NULL)) > 0 THEN NULL ELSE FALSE END",
    ),
    (
        "pg_some",
        "p_l",
        _let(
            "v_b",
            "p_l",
            "CASE WHEN v_b IS NULL THEN NULL WHEN list_contains(v_b, TRUE) THEN TRUE WHEN len(list_filter(v_b, LAMBDA v_z: v_z IS NULL)) > 0 THEN NULL ELSE FALSE END",
        ),
    ),
    (
        "pg_every",
        "p_l",
        _let(
            "v_b",
            "p_l",
            "CASE WHEN v_b IS NULL THEN NULL WHEN list_contains(v_b, FALSE) THEN FALSE WHEN len(list_filter(v_b, LAMBDA v_z: v_z IS NULL)) > 0 THEN NULL ELSE TRUE END",
        ),
    ),
    (
        "pg_array_cat",
        "p_a, p_b",
        "CASE WHEN p_a IS NULL THEN p_b WHEN p_b IS NULL THEN p_a ELSE list_concat(p_a, p_b) END",
    ),
    ("pg_array_append", "p_a, p_x", "CASE WHEN p_a IS NULL THEN [p_x] ELSE list_append(p_a, p_x) END"),
    ("pg_array_prepend", "p_x, p_a", "CASE WHEN p_a IS NULL THEN [p_x] ELSE list_prepend(p_x, p_a) END"),
    (
        "pg_array_contains",
        "p_a, p_b",
        _let2(
            "v_2",
            "p_a",
            "p_b",
            "CASE WHEN v_2.a IS NULL OR v_2.b IS NULL THEN NULL ELSE len(list_filter(v_2.b, LAMBDA v_w: v_w IS NULL OR NOT list_contains(v_2.a, v_w))) = 0 END",
        ),
    ),
    (
        "pg_array_overlap",
        "p_a, p_b",
        _let2(
            "v_2",
            "p_a",
            "p_b",
            "CASE WHEN v_2.a IS NULL OR v_2.b IS NULL THEN NULL ELSE len(list_filter(v_2.b, LAMBDA v_w: v_w IS NOT NULL AND list_contains(v_2.a, v_w))) > 0 END",
        ),
    ),
    ("pg_array_remove", "p_a, p_x", "list_filter(p_a, LAMBDA v_r: v_r IS DISTINCT FROM p_x)"),
    (
        "pg_array_replace",
        "p_a, p_x, p_y",
        "list_transform(p_a, LAMBDA v_r: CASE WHEN v_r IS NOT DISTINCT FROM p_x THEN p_y ELSE v_r END)",
    ),
    (
        "pg_array_positions",
        "p_a, p_x",
        "list_filter(list_transform(p_a, LAMBDA v_r, v_n: CASE WHEN v_r IS NOT DISTINCT FROM p_x THEN CAST(v_n AS INTEGER) END), LAMBDA v_n: v_n IS NOT NULL)",
    ),
    ("pg_array_position", "p_a, p_x", "pg_array_positions(p_a, p_x)[1]"),
    (
        "pg_array_to_string",
        "p_a, p_s, p_n",
        "CASE WHEN p_a IS NULL OR p_s IS NULL THEN NULL ELSE coalesce(array_to_string(list_filter(list_transform(p_a, LAMBDA v_r: coalesce(v_r, p_n)), LAMBDA v_r: v_r IS NOT NULL), p_s), '') END",
    ),
    (
        "pg_slice",
        "p_a, p_i, p_k",
        "CASE WHEN p_i IS NULL OR p_k IS NULL THEN NULL WHEN p_k < greatest(p_i, 1) THEN p_a[2:1] ELSE p_a[greatest(p_i, 1):p_k] END",
    ),
    (
        "pg_pieces",
        "p_x, p_s",
        "CASE WHEN p_x IS NULL THEN NULL WHEN p_x = '' THEN CAST([] AS VARCHAR[]) WHEN p_s IS NULL THEN regexp_extract_all(p_x, '(?s:.)') WHEN p_s = '' THEN [p_x] ELSE string_split(p_x, p_s) END",
    ),
    ("pg_string_to_array", "p_x, p_s", "pg_pieces(p_x, p_s)"),
    (
        "pg_string_to_array",
        "p_x, p_s, p_n",
        "list_transform(pg_pieces(p_x, p_s), LAMBDA v_r: CASE WHEN v_r = p_n THEN NULL ELSE v_r END)",
    ),
    (
        "pg_subscripts",
        "p_a, p_d",
        "CASE WHEN p_d = 1 AND len(p_a) > 0 THEN generate_series(1, len(p_a)) ELSE CAST([] AS BIGINT[]) END",
    ),
    (
        "pg_series",
        "p_a, p_b, p_s",
        "CASE WHEN p_s = 0 THEN CAST(pg_fail('step size cannot equal zero') AS BIGINT[]) ELSE generate_series(p_a, p_b, p_s) END",
    ),
    ("pg_series_time", "p_a, p_b, p_s", "generate_series(p_a, p_b, p_s)"),
    # time
    ("pg_now", "", "now()"),
    ("pg_today", "", "CAST(now() AS DATE)"),
    (
        "pg_stamp_diff",
        "p_a, p_b",
        _let(
            "v_u",
            "epoch_us(p_a) - epoch_us(p_b)",
            "to_days(CAST(v_u // 86400000000 AS INTEGER)) + to_microseconds(v_u % 86400000000)",
        ),
    ),
    ("pg_age", "p_a, p_b", "age(p_a, p_b)"),
    ("pg_epoch_stamp", "p_x", "make_timestamptz(CAST(round(p_x * 1000000) AS BIGINT))"),
    ("pg_to_seconds", "p_x", "to_microseconds(CAST(round(p_x * 1000000) AS BIGINT))"),
    ("pg_interval_mul", "p_x, p_f", _interval_of(f"pg_interval_scaled({_PARTS}, p_f)")),
    ("pg_interval_div", "p_x, p_f", _interval_of(f"pg_interval_divided({_PARTS}, p_f)")),
    ("pg_justify_hours", "p_x", _interval_of(f"pg_justify_hours_parts({_PARTS})")),
    ("pg_justify_days", "p_x", _interval_of(f"pg_justify_days_parts({_PARTS})")),
    ("pg_justify_interval", "p_x", _interval_of(f"pg_justify_interval_parts({_PARTS})")),
    ("pg_to_char_interval", "p_x, p_f", f"pg_to_char_show({_PARTS}, p_f)"),
    *[
        (f"pg_stamp_{unit}", "p_x", f"date_part('{unit}', p_x)")
        for unit in (
            "year",
            "month",
            "day",
            "hour",
            "minute",
            "dow",
            "isodow",
            "doy",
            "week",
            "quarter",
            "isoyear",
            "century",
            "decade",
            "millennium",
        )
    ],
    ("pg_stamp_microseconds", "p_x", "date_part('microsecond', p_x)"),
    ("pg_stamp_milliseconds", "p_x", "CAST(date_part('microsecond', p_x) AS DECIMAL(38, 0)) * 0.001"),
    ("pg_stamp_second", "p_x", "CAST(date_part('microsecond', p_x) AS DECIMAL(38, 0)) * 0.000001"),
    ("pg_stamp_epoch", "p_x", "CAST(epoch_us(p_x) AS DECIMAL(38, 0)) * 0.000001"),
    ("pg_interval_year", "p_x", "date_part('year', p_x)"),
    ("pg_interval_month", "p_x", "date_part('month', p_x)"),
    ("pg_interval_day", "p_x", _DAYS),
    ("pg_interval_hour", "p_x", "date_part('hour', p_x)"),
    ("pg_interval_minute", "p_x", "date_part('minute', p_x)"),
    ("pg_interval_second", "p_x", "CAST(date_part('microsecond', p_x) AS DECIMAL(38, 0)) * 0.000001"),
    ("pg_interval_milliseconds", "p_x", "CAST(date_part('microsecond', p_x) AS DECIMAL(38, 0)) * 0.001"),
    ("pg_interval_microseconds", "p_x", "date_part('microsecond', p_x)"),
    ("pg_interval_quarter", "p_x", "date_part('month', p_x) // 3 + 1"),
    ("pg_interval_decade", "p_x", "date_part('year', p_x) // 10"),
    ("pg_interval_century", "p_x", "date_part('year', p_x) // 100"),
    ("pg_interval_millennium", "p_x", "date_part('year', p_x) // 1000"),
    (
        "pg_interval_epoch",
        "p_x",
        f"CAST(CAST(date_part('year', p_x) AS BIGINT) * 31557600000000 + CAST(date_part('month', p_x) AS BIGINT) * 2592000000000 + CAST({_DAYS} AS BIGINT) * 86400000000 + CAST({_MICROS} AS BIGINT) AS DECIMAL(38, 0)) * 0.000001",
    ),
    ("pg_present", "p_l", "CASE WHEN p_l IS NULL THEN NULL ELSE list_filter(p_l, LAMBDA v_n: v_n IS NOT NULL) END"),
    (
        "pg_trim_array",
        "p_a, p_n",
        "CASE WHEN p_n < 0 OR p_n > len(p_a) THEN list_filter(p_a, LAMBDA v_r: CAST(pg_fail('number of elements to trim must be between 0 and ' || len(p_a)) AS BOOLEAN)) ELSE pg_slice(p_a, 1, len(p_a) - p_n) END",
    ),
    (
        "pg_date_bin",
        "p_i, p_x, p_o",
        "CASE WHEN datepart('year', p_i) <> 0 OR datepart('month', p_i) <> 0 THEN CAST(pg_fail('timestamps cannot be binned into intervals containing months or years') AS TIMESTAMP) WHEN epoch_us(p_i) <= 0 THEN CAST(pg_fail('stride must be greater than zero') AS TIMESTAMP) ELSE make_timestamp(epoch_us(p_o) + CAST(floor((epoch_us(p_x) - epoch_us(p_o)) / epoch_us(p_i)) AS BIGINT) * epoch_us(p_i)) END",
    ),
    (
        "pg_has_empty_key",
        "p_j",
        _let(
            "v_h",
            "CAST(p_j AS VARCHAR)",
            "CASE WHEN starts_with(v_h, '{') THEN json_exists(v_h, '/') "
            "WHEN starts_with(v_h, '[') THEN list_contains(CAST(json_extract(v_h, '$[*]') AS VARCHAR[]), '\"\"') "
            "ELSE v_h = '\"\"' END",
        ),
    ),
    ("pg_installed", "", "TRUE"),
]


def statements() -> list[str]:
    """The CREATE MACRO statements, one a name with all its overloads, each behind those it calls."""
    overloads: dict[str, list[str]] = {}
    for name, parameters, body in MACROS:
        overloads.setdefault(name, []).append(f"({parameters}) AS {body}")
    ordered: dict[str, str] = {}

    def place(name: str) -> None:
        if name in ordered or name not in overloads:
            return
        for called in re.findall(r"pg_\w+", " ".join(overloads[name])):
            place(called)
        ordered[name] = f"CREATE OR REPLACE TEMP MACRO {name}{', '.join(overloads[name])}"

    for name in overloads:
        place(name)
    return list(ordered.values())
