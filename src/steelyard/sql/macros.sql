-- The DuckDB macros that translated SQL calls: PostgreSQL's answer in DuckDB's own functions.
--
-- A parameter is named p_..., a lambda's variable v_..., so that neither captures the other; each macro's lambda has
-- a letter of its own where macros nest. list_transform([x], LAMBDA v: ...)[1] gives x a name, so that it is calculated
-- once. {MARK} stands for the character of jsonb.py. A name that ends in _slow, _parts or _show is a function of udf.py.

-- Values from text ------------------------------------------------------------------------------------

pg_bool_in(p_x) AS
    CASE p_x WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE WHEN 't' THEN TRUE
     WHEN 'f' THEN FALSE ELSE pg_bool_slow(p_x) END;

pg_int2_in(p_x) AS
    list_transform([p_x], LAMBDA v_n: CASE WHEN regexp_full_match(v_n, '[+-]?\d{1,4}') THEN CAST(v_n AS SMALLINT)
     ELSE pg_int2_slow(v_n) END)[1];

pg_int4_in(p_x) AS
    list_transform([p_x], LAMBDA v_n: CASE WHEN regexp_full_match(v_n, '[+-]?\d{1,9}') THEN CAST(v_n AS INTEGER)
     ELSE pg_int4_slow(v_n) END)[1];

pg_int8_in(p_x) AS
    list_transform([p_x], LAMBDA v_n: CASE WHEN regexp_full_match(v_n, '[+-]?\d{1,18}') THEN CAST(v_n AS BIGINT)
     ELSE pg_int8_slow(v_n) END)[1];

pg_float8_in(p_x) AS pg_float_slow(p_x);

pg_float4_in(p_x) AS CAST(pg_float_slow(p_x) AS FLOAT);

pg_date_in(p_x) AS
    list_transform([p_x], LAMBDA v_n: CASE WHEN regexp_full_match(v_n, '\d{4}-\d\d-\d\d') AND TRY_CAST(v_n AS
     DATE) IS NOT NULL THEN CAST(v_n AS DATE) ELSE CAST(pg_stamp_slow(v_n, 'date') AS DATE) END)[1];

pg_timestamp_in(p_x) AS
    list_transform([p_x], LAMBDA v_n: CASE
     WHEN regexp_full_match(v_n, '\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\d(\.\d{1,6})?)?')
     AND TRY_CAST(v_n AS TIMESTAMP) IS NOT NULL THEN CAST(v_n AS TIMESTAMP)
     ELSE CAST(pg_stamp_slow(v_n, 'timestamp') AS TIMESTAMP) END)[1];

pg_timestamptz_in(p_x) AS
    list_transform([p_x], LAMBDA v_n: CASE
     WHEN regexp_full_match(v_n, '\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\d(\.\d{1,6})?(Z|\+00|\+00:00)?)?')
     AND TRY_CAST(v_n AS TIMESTAMPTZ) IS NOT NULL THEN CAST(v_n AS TIMESTAMPTZ)
     ELSE CAST(pg_stamp_slow(v_n, 'timestamptz') AS TIMESTAMPTZ) END)[1];

pg_time_in(p_x) AS CAST(pg_time_slow(p_x) AS TIME);

pg_interval_in(p_x) AS
    list_transform([pg_interval_parts(p_x)], LAMBDA v_i: to_months(CAST(v_i[1] AS INTEGER)) +
     to_days(CAST(v_i[2] AS INTEGER)) + to_microseconds(v_i[3]))[1];

-- Values to text --------------------------------------------------------------------------------------

pg_bool_out(p_x) AS CASE WHEN p_x THEN 't' WHEN NOT p_x THEN 'f' END;

pg_float4_text(p_x) AS pg_float4_show(CAST(p_x AS VARCHAR));

pg_upper(p_x) AS CASE WHEN contains(p_x, 'ß') THEN pg_upper_slow(p_x) ELSE upper(p_x) END;

pg_interval_text(p_x) AS
    pg_interval_show(CAST((date_part('year', p_x) * 12 + date_part('month', p_x)) AS BIGINT),
     CAST(date_part('day', p_x) AS BIGINT), CAST((date_part('hour', p_x) * 3600000000 + date_part('minute', p_x)
     * 60000000 + date_part('microsecond', p_x)) AS BIGINT));

pg_nested_array_out(p_x) AS
    '{' || array_to_string(list_transform(p_x, LAMBDA v_n: coalesce(v_n, 'NULL')), ',') || '}';

-- Numbers ---------------------------------------------------------------------------------------------

pg_int_div(p_a, p_b) AS
    CASE WHEN p_b = 0 THEN p_b + CAST(pg_fail('division by zero') AS TINYINT)
     ELSE p_a // p_b END;

pg_int_mod(p_a, p_b) AS
    CASE WHEN p_b = 0 THEN p_b + CAST(pg_fail('division by zero') AS TINYINT)
     ELSE p_a % p_b END;

pg_float_div(p_a, p_b) AS
    CASE WHEN p_b = 0 AND NOT isnan(p_a) THEN CAST(pg_fail('division by zero') AS DOUBLE)
     ELSE p_a / p_b END;

pg_float_power(p_a, p_b) AS
    CASE WHEN p_a = 0 AND p_b < 0 THEN CAST(pg_fail('zero raised to a negative power is undefined') AS DOUBLE)
     WHEN p_a < 0 AND p_b <> floor(p_b) THEN
     CAST(pg_fail('a negative number raised to a non-integer power yields a complex result') AS DOUBLE)
     ELSE pow(p_a, p_b) END;

pg_sqrt(p_x) AS
    CASE WHEN p_x < 0 THEN CAST(pg_fail('cannot take square root of a negative number') AS DOUBLE)
     ELSE sqrt(p_x) END;

pg_ln(p_x) AS
    CASE WHEN p_x <= 0 THEN CAST(pg_fail('cannot take logarithm of zero or a negative number') AS DOUBLE)
     ELSE ln(p_x) END;

pg_log10(p_x) AS
    CASE WHEN p_x <= 0 THEN CAST(pg_fail('cannot take logarithm of zero or a negative number') AS DOUBLE)
     ELSE log10(p_x) END;

pg_shift_left(p_a, p_b) AS CAST(p_a * pow(2, p_b) AS BIGINT);

pg_shift_right(p_a, p_b) AS p_a >> p_b;

pg_numeric_sum(p_x) AS
    CASE WHEN p_x IS NULL THEN NULL ELSE pg_numeric_total(list_filter(p_x, LAMBDA v_n: v_n IS NOT NULL)) END;

pg_numeric_avg(p_x) AS
    CASE WHEN p_x IS NULL THEN NULL ELSE pg_numeric_average(list_filter(p_x, LAMBDA v_n: v_n IS NOT NULL)) END;

pg_row_count(p_x, p_word) AS
    CASE WHEN p_x < 0 THEN CAST(pg_fail(p_word || ' must not be negative') AS BIGINT)
     ELSE p_x END;

-- Text ------------------------------------------------------------------------------------------------

pg_left(p_x, p_n) AS
    CASE WHEN p_n >= 0 THEN substring(p_x, 1, p_n) ELSE substring(p_x, 1, greatest(length(p_x) + p_n, 0)) END;

pg_right(p_x, p_n) AS
    CASE WHEN p_n >= 0 THEN substring(p_x, greatest(length(p_x) - p_n, 0) + 1)
     ELSE substring(p_x, 1 - p_n) END;

pg_lpad(p_x, p_n, p_f) AS
    CASE WHEN p_f = '' THEN substring(p_x, 1, greatest(p_n, 0))
     ELSE lpad(p_x, greatest(p_n, 0), p_f) END;

pg_rpad(p_x, p_n, p_f) AS
    CASE WHEN p_f = '' THEN substring(p_x, 1, greatest(p_n, 0))
     ELSE rpad(p_x, greatest(p_n, 0), p_f) END;

pg_replace(p_x, p_a, p_b) AS CASE WHEN p_a = '' AND p_b IS NOT NULL THEN p_x ELSE replace(p_x, p_a, p_b) END;

pg_translate(p_x, p_a, p_b) AS translate(p_x, p_a, p_b);

pg_strpos(p_x, p_y) AS CASE WHEN p_y = '' AND p_x IS NOT NULL THEN 1 ELSE strpos(p_x, p_y) END;

pg_substr(p_x, p_n) AS substring(p_x, greatest(p_n, 1));

pg_substr3(p_x, p_n, p_m) AS
    CASE WHEN p_m < 0 THEN pg_fail('negative substring length not allowed')
     ELSE substring(p_x, greatest(p_n, 1), greatest(p_n + p_m - greatest(p_n, 1), 0)) END;

pg_overlay(p_x, p_y, p_n, p_m) AS
    CASE WHEN p_n <= 0 THEN pg_fail('negative substring length not allowed')
     ELSE substring(p_x, 1, p_n - 1) || p_y || substring(p_x, greatest(p_n + p_m, 1)) END;

pg_split_part(p_x, p_d, p_n) AS
    CASE WHEN p_n = 0 THEN pg_fail('field position must not be zero')
     WHEN p_x IS NULL OR p_d IS NULL OR p_n IS NULL THEN NULL
     WHEN p_d = '' THEN CASE WHEN p_n IN (1, -1) THEN p_x ELSE '' END
     ELSE coalesce(string_split(p_x, p_d)[p_n], '') END;

pg_ascii(p_x) AS CASE WHEN p_x = '' THEN 0 ELSE unicode(p_x) END;

pg_format(p_x, p_items) AS pg_format_slow(p_x, p_items);

pg_like_bad_escape(p_x, p_y) AS
    CASE WHEN p_x IS NULL OR p_y IS NULL THEN NULL ELSE
     CAST(pg_fail('LIKE pattern must not end with escape character') AS BOOLEAN) END;

-- Json ------------------------------------------------------------------------------------------------

pg_jsonb_text(p_j) AS
    list_transform([CAST(p_j AS VARCHAR)], LAMBDA v_j: CASE WHEN contains(v_j, '{MARK}') OR contains(v_j,
     '\u00') THEN pg_jsonb_shown(v_j) WHEN starts_with(v_j, '{') OR starts_with(v_j, '[') THEN
     rtrim(regexp_replace(v_j || ',', '((?:[^",:]|"(?:[^"\\]|\\.)*")*[,:])', '\1 ', 'g'), ', ')
     ELSE v_j END)[1];

pg_jsonb_scalar(p_j) AS
    list_transform([CAST(p_j AS VARCHAR)], LAMBDA v_s: CASE WHEN starts_with(v_s, '"{MARK}') THEN
     substring(json_extract_string(v_s, '$'), 2) WHEN starts_with(v_s, '"') THEN json_extract_string(v_s, '$')
     WHEN v_s = 'null' THEN NULL ELSE pg_jsonb_text(v_s) END)[1];

pg_arrow_text(p_j, p_path) AS
    list_transform([json_extract_string(p_j, p_path)], LAMBDA v_a: CASE
     WHEN starts_with(v_a, '{') OR starts_with(v_a, '[') OR starts_with(v_a, '{MARK}') THEN
     pg_jsonb_scalar(json_extract(p_j, p_path)) ELSE v_a END)[1];

pg_jsonb_at(p_j, p_k) AS
    CASE WHEN p_k = '' THEN json_extract(p_j, '/') ELSE json_extract(p_j, '$."' || replace(replace(p_k, '\',
     '\\'), '"', '\"') || '"') END;

pg_jsonb_index(p_j, p_i) AS
    CASE WHEN p_i IN (0, -1) THEN pg_jsonb_end(p_j, '$[' || CASE
     WHEN p_i = 0 THEN '0' ELSE '#-1' END || ']') ELSE json_extract(p_j, CASE
     WHEN p_i >= 0 THEN '$[' || p_i || ']' ELSE '$[#' || p_i || ']' END) END;

pg_json_quote(p_x) AS json_quote(p_x);

pg_has_key(p_j, p_k) AS
    list_transform([CAST(p_j AS VARCHAR)], LAMBDA v_h: CASE WHEN v_h IS NULL OR p_k IS NULL THEN NULL
     WHEN starts_with(v_h, '{') THEN CASE WHEN p_k = '' THEN json_exists(v_h, '/')
     ELSE json_exists(v_h, '$."' || replace(replace(p_k, '\', '\\'), '"', '\"') || '"') END
     WHEN starts_with(v_h, '[') THEN list_contains(CAST(json_extract(v_h, '$[*]') AS VARCHAR[]),
     CAST(json_quote(p_k) AS VARCHAR)) ELSE v_h = CAST(json_quote(p_k) AS VARCHAR) END)[1];

pg_has_some(p_j, p_l) AS
    list_transform([{'a': p_j, 'b': p_l}], LAMBDA v_2: CASE WHEN v_2.a IS NULL OR v_2.b IS NULL THEN NULL
     ELSE  list_contains(list_transform(list_filter(v_2.b, LAMBDA v_f: v_f IS NOT NULL), LAMBDA v_f:
     pg_has_key(v_2.a, v_f)), TRUE) END)[1];

pg_has_every(p_j, p_l) AS
    list_transform([{'a': p_j, 'b': p_l}], LAMBDA v_2: CASE WHEN v_2.a IS NULL OR v_2.b IS NULL THEN NULL
     ELSE NOT list_contains(list_transform(list_filter(v_2.b, LAMBDA v_f: v_f IS NOT NULL), LAMBDA v_f:
     pg_has_key(v_2.a, v_f)), FALSE) END)[1];

pg_jsonb_end(p_j, p_path) AS
    list_transform([CAST(p_j AS VARCHAR)], LAMBDA v_i: CASE WHEN starts_with(v_i, '[') THEN json_extract(v_i,
     p_path) WHEN starts_with(v_i, '{') THEN NULL ELSE CAST(v_i AS JSON) END)[1];

pg_has_item(p_j, p_x) AS
    list_transform([CAST(p_j AS VARCHAR)], LAMBDA v_c: CASE WHEN v_c IS NULL THEN NULL
     WHEN starts_with(v_c, '[') THEN list_contains(CAST(json_extract(v_c, '$[*]') AS VARCHAR[]), p_x)
     ELSE FALSE END)[1];

pg_jsonb_same(p_j) AS
    list_transform([CAST(p_j AS VARCHAR)], LAMBDA v_e: CASE WHEN contains(v_e, '.0') OR contains(v_e, '{MARK}')
     THEN pg_jsonb_same_slow(v_e) ELSE v_e END)[1];

pg_jsonb_eq(p_a, p_b) AS pg_jsonb_same(p_a) = pg_jsonb_same(p_b);

pg_jsonb_delete_key(p_j, p_k) AS pg_jsonb_delete_keys(p_j, CASE WHEN p_k IS NULL THEN NULL ELSE [p_k] END);

pg_jsonb_array_length(p_j) AS
    list_transform([CAST(p_j AS VARCHAR)], LAMBDA v_g: CASE WHEN starts_with(v_g, '[') THEN
     CAST(json_array_length(v_g) AS INTEGER) WHEN v_g IS NULL THEN NULL
     ELSE CAST(pg_fail(CASE WHEN starts_with(v_g, '{') THEN 'cannot get array length of a non-array'
     ELSE 'cannot get array length of a scalar' END) AS INTEGER) END)[1];

pg_jsonb_typeof(p_j) AS
    list_transform([CAST(p_j AS VARCHAR)], LAMBDA v_t: CASE WHEN v_t IS NULL THEN NULL
     WHEN starts_with(v_t, '{') THEN 'object' WHEN starts_with(v_t, '[') THEN 'array'
     WHEN starts_with(v_t, '"{MARK}') AND NOT starts_with(v_t, '"{MARK}{MARK}') THEN 'number'
     WHEN starts_with(v_t, '"') THEN 'string' WHEN v_t IN ('true', 'false') THEN 'boolean'
     WHEN v_t = 'null' THEN 'null' ELSE 'number' END)[1];

pg_elements(p_j) AS
    list_transform([CAST(p_j AS VARCHAR)], LAMBDA v_l: CASE WHEN starts_with(v_l, '[') THEN json_extract(v_l,
     '$[*]') WHEN v_l IS NULL THEN NULL ELSE CAST(pg_fail(CASE
     WHEN starts_with(v_l, '{') THEN 'cannot extract elements from an object'
     ELSE 'cannot extract elements from a scalar' END) AS JSON[]) END)[1];

pg_elements_at(p_j, p_all, p_path) AS
    list_transform([json_extract(p_j, p_all)], LAMBDA v_l: CASE WHEN len(v_l) > 0 THEN v_l
     ELSE pg_elements(json_extract(p_j, p_path)) END)[1];

pg_scalars(p_l) AS list_transform(p_l, LAMBDA v_m: pg_jsonb_scalar(v_m));

pg_object_keys(p_j) AS
    list_transform([CAST(p_j AS VARCHAR)], LAMBDA v_o: CASE WHEN starts_with(v_o, '{') THEN json_keys(v_o)
     WHEN v_o IS NULL THEN NULL ELSE CAST(pg_fail(CASE WHEN starts_with(v_o, '[') THEN
     'cannot call jsonb_object_keys on an array' ELSE 'cannot call jsonb_object_keys on a scalar' END) AS
     VARCHAR[]) END)[1];

pg_keys_of(p_o) AS
    CASE WHEN starts_with(p_o, '{') THEN json_keys(p_o) WHEN p_o IS NULL THEN NULL
     ELSE CAST(pg_fail('cannot call jsonb_each on a non-object') AS VARCHAR[]) END;

pg_each(p_j) AS
    list_transform([CAST(p_j AS VARCHAR)], LAMBDA v_o: list_transform(pg_keys_of(v_o), LAMBDA v_k: {'f1': v_k,
     'f2': pg_jsonb_at(v_o, v_k)}))[1];

pg_each_text(p_j) AS
    list_transform([CAST(p_j AS VARCHAR)], LAMBDA v_o: list_transform(pg_keys_of(v_o), LAMBDA v_k: {'f1': v_k,
     'f2': pg_jsonb_scalar(pg_jsonb_at(v_o, v_k))}))[1];

pg_or_null(p_x) AS coalesce(p_x, 'null');

pg_jsonb_list(p_l) AS CAST('[' || array_to_string(p_l, ',') || ']' AS JSON);

pg_json_list(p_l) AS
    '[' || array_to_string(list_transform(p_l, LAMBDA v_q: coalesce(CAST(v_q AS VARCHAR), 'null')), ',') || ']';

pg_json_array(p_l) AS '[' || array_to_string(p_l, ', ') || ']';

pg_json_agg(p_l, p_s) AS '[' || array_to_string(p_l, p_s) || ']';

pg_iso(p_x) AS
    replace(CASE WHEN regexp_matches(p_x, '[+-]\d\d$') AND length(p_x) > 13 THEN p_x || ':00'
     ELSE p_x END, ' ', 'T');

-- Regular expressions with parts left out -------------------------------------------------------------

pg_regexp_match(p_x, p_p) AS pg_regexp_match_3(p_x, p_p, '');

pg_regexp_match(p_x, p_p, p_f) AS pg_regexp_match_3(p_x, p_p, p_f);

pg_regexp_like(p_x, p_p) AS pg_regexp_test(p_x, p_p, '');

pg_regexp_like(p_x, p_p, p_f) AS pg_regexp_test(p_x, p_p, p_f);

pg_regexp_split(p_x, p_p) AS pg_regexp_split_3(p_x, p_p, '');

pg_regexp_split(p_x, p_p, p_f) AS pg_regexp_split_3(p_x, p_p, p_f);

pg_regexp_count(p_x, p_p) AS pg_regexp_count_4(p_x, p_p, 1, '');

pg_regexp_count(p_x, p_p, p_s) AS pg_regexp_count_4(p_x, p_p, p_s, '');

pg_regexp_count(p_x, p_p, p_s, p_f) AS pg_regexp_count_4(p_x, p_p, p_s, p_f);

pg_regexp_substr(p_x, p_p) AS pg_regexp_substr_6(p_x, p_p, 1, 1, '', 0);

pg_regexp_substr(p_x, p_p, p_s) AS pg_regexp_substr_6(p_x, p_p, p_s, 1, '', 0);

pg_regexp_substr(p_x, p_p, p_s, p_n) AS pg_regexp_substr_6(p_x, p_p, p_s, p_n, '', 0);

pg_regexp_substr(p_x, p_p, p_s, p_n, p_f) AS pg_regexp_substr_6(p_x, p_p, p_s, p_n, p_f, 0);

pg_regexp_substr(p_x, p_p, p_s, p_n, p_f, p_g) AS pg_regexp_substr_6(p_x, p_p, p_s, p_n, p_f, p_g);

-- Arrays ----------------------------------------------------------------------------------------------

pg_any_equal(p_x, p_l) AS
    CASE WHEN p_l IS NULL THEN NULL WHEN len(p_l) = 0 THEN FALSE
     WHEN p_x IS NULL THEN NULL WHEN list_contains(p_l, p_x) THEN TRUE
     WHEN len(list_filter(p_l, LAMBDA v_y: v_y IS NULL)) > 0 THEN NULL
     ELSE FALSE END;

pg_some(p_l) AS
    list_transform([p_l], LAMBDA v_b: CASE WHEN v_b IS NULL THEN NULL
     WHEN list_contains(v_b, TRUE) THEN TRUE WHEN len(list_filter(v_b, LAMBDA v_z: v_z IS NULL)) > 0 THEN NULL
     ELSE FALSE END)[1];

pg_every(p_l) AS
    list_transform([p_l], LAMBDA v_b: CASE WHEN v_b IS NULL THEN NULL
     WHEN list_contains(v_b, FALSE) THEN FALSE WHEN len(list_filter(v_b, LAMBDA v_z: v_z IS NULL)) > 0 THEN NULL
     ELSE TRUE END)[1];

pg_array_cat(p_a, p_b) AS
    CASE WHEN p_a IS NULL THEN p_b WHEN p_b IS NULL THEN p_a ELSE list_concat(p_a, p_b) END;

pg_array_append(p_a, p_x) AS CASE WHEN p_a IS NULL THEN [p_x] ELSE list_append(p_a, p_x) END;

pg_array_prepend(p_x, p_a) AS CASE WHEN p_a IS NULL THEN [p_x] ELSE list_prepend(p_x, p_a) END;

pg_array_contains(p_a, p_b) AS
    list_transform([{'a': p_a, 'b': p_b}], LAMBDA v_2: CASE WHEN v_2.a IS NULL OR v_2.b IS NULL THEN NULL
     ELSE len(list_filter(v_2.b, LAMBDA v_w: v_w IS NULL OR NOT list_contains(v_2.a, v_w))) = 0 END)[1];

pg_array_overlap(p_a, p_b) AS
    list_transform([{'a': p_a, 'b': p_b}], LAMBDA v_2: CASE WHEN v_2.a IS NULL OR v_2.b IS NULL THEN NULL
     ELSE len(list_filter(v_2.b, LAMBDA v_w: v_w IS NOT NULL AND list_contains(v_2.a, v_w))) > 0 END)[1];

pg_array_remove(p_a, p_x) AS list_filter(p_a, LAMBDA v_r: v_r IS DISTINCT FROM p_x);

pg_array_replace(p_a, p_x, p_y) AS
    list_transform(p_a, LAMBDA v_r: CASE WHEN v_r IS NOT DISTINCT FROM p_x THEN p_y
     ELSE v_r END);

pg_array_positions(p_a, p_x) AS
    list_filter(list_transform(p_a, LAMBDA v_r, v_n: CASE WHEN v_r IS NOT DISTINCT FROM p_x THEN CAST(v_n AS
     INTEGER) END), LAMBDA v_n: v_n IS NOT NULL);

pg_array_position(p_a, p_x) AS pg_array_positions(p_a, p_x)[1];

pg_array_to_string(p_a, p_s, p_n) AS
    CASE WHEN p_a IS NULL OR p_s IS NULL THEN NULL ELSE coalesce(array_to_string(list_filter(list_transform(p_a,
     LAMBDA v_r: coalesce(v_r, p_n)), LAMBDA v_r: v_r IS NOT NULL), p_s), '') END;

pg_slice(p_a, p_i, p_k) AS
    CASE WHEN p_i IS NULL OR p_k IS NULL THEN NULL WHEN p_k < greatest(p_i, 1) THEN p_a[2:1]
     ELSE p_a[greatest(p_i, 1):p_k] END;

pg_pieces(p_x, p_s) AS
    CASE WHEN p_x IS NULL THEN NULL WHEN p_x = '' THEN CAST([] AS VARCHAR[])
     WHEN p_s IS NULL THEN regexp_extract_all(p_x, '(?s:.)') WHEN p_s = '' THEN [p_x]
     ELSE string_split(p_x, p_s) END;

pg_string_to_array(p_x, p_s) AS pg_pieces(p_x, p_s);

pg_string_to_array(p_x, p_s, p_n) AS
    list_transform(pg_pieces(p_x, p_s), LAMBDA v_r: CASE WHEN v_r = p_n THEN NULL
     ELSE v_r END);

pg_subscripts(p_a, p_d) AS
    CASE WHEN p_d = 1 AND len(p_a) > 0 THEN generate_series(1, len(p_a))
     ELSE CAST([] AS BIGINT[]) END;

pg_series(p_a, p_b, p_s) AS
    CASE WHEN p_s = 0 THEN CAST(pg_fail('step size cannot equal zero') AS BIGINT[])
     ELSE generate_series(p_a, p_b, p_s) END;

pg_series_time(p_a, p_b, p_s) AS generate_series(p_a, p_b, p_s);

-- Time ------------------------------------------------------------------------------------------------

pg_now() AS now();

pg_today() AS CAST(now() AS DATE);

pg_stamp_diff(p_a, p_b) AS
    list_transform([epoch_us(p_a) - epoch_us(p_b)], LAMBDA v_u: to_days(CAST(v_u // 86400000000 AS INTEGER)) +
     to_microseconds(v_u % 86400000000))[1];

pg_age(p_a, p_b) AS age(p_a, p_b);

pg_epoch_stamp(p_x) AS make_timestamptz(CAST(round(p_x * 1000000) AS BIGINT));

pg_to_seconds(p_x) AS to_microseconds(CAST(round(p_x * 1000000) AS BIGINT));

pg_interval_mul(p_x, p_f) AS
    list_transform([pg_interval_scaled(CAST((date_part('year', p_x) * 12 + date_part('month', p_x)) AS BIGINT),
     CAST(date_part('day', p_x) AS BIGINT), CAST((date_part('hour', p_x) * 3600000000 + date_part('minute', p_x)
     * 60000000 + date_part('microsecond', p_x)) AS BIGINT), p_f)], LAMBDA v_i: to_months(CAST(v_i[1] AS
     INTEGER)) + to_days(CAST(v_i[2] AS INTEGER)) + to_microseconds(v_i[3]))[1];

pg_interval_div(p_x, p_f) AS
    list_transform([pg_interval_divided(CAST((date_part('year', p_x) * 12 + date_part('month', p_x)) AS BIGINT),
     CAST(date_part('day', p_x) AS BIGINT), CAST((date_part('hour', p_x) * 3600000000 + date_part('minute', p_x)
     * 60000000 + date_part('microsecond', p_x)) AS BIGINT), p_f)], LAMBDA v_i: to_months(CAST(v_i[1] AS
     INTEGER)) + to_days(CAST(v_i[2] AS INTEGER)) + to_microseconds(v_i[3]))[1];

pg_justify_hours(p_x) AS
    list_transform([pg_justify_hours_parts(CAST((date_part('year', p_x) * 12 + date_part('month', p_x)) AS
     BIGINT), CAST(date_part('day', p_x) AS BIGINT), CAST((date_part('hour', p_x) * 3600000000 +
     date_part('minute', p_x) * 60000000 + date_part('microsecond', p_x)) AS BIGINT))], LAMBDA v_i:
     to_months(CAST(v_i[1] AS INTEGER)) + to_days(CAST(v_i[2] AS INTEGER)) + to_microseconds(v_i[3]))[1];

pg_justify_days(p_x) AS
    list_transform([pg_justify_days_parts(CAST((date_part('year', p_x) * 12 + date_part('month', p_x)) AS
     BIGINT), CAST(date_part('day', p_x) AS BIGINT), CAST((date_part('hour', p_x) * 3600000000 +
     date_part('minute', p_x) * 60000000 + date_part('microsecond', p_x)) AS BIGINT))], LAMBDA v_i:
     to_months(CAST(v_i[1] AS INTEGER)) + to_days(CAST(v_i[2] AS INTEGER)) + to_microseconds(v_i[3]))[1];

pg_justify_interval(p_x) AS
    list_transform([pg_justify_interval_parts(CAST((date_part('year', p_x) * 12 + date_part('month', p_x)) AS
     BIGINT), CAST(date_part('day', p_x) AS BIGINT), CAST((date_part('hour', p_x) * 3600000000 +
     date_part('minute', p_x) * 60000000 + date_part('microsecond', p_x)) AS BIGINT))], LAMBDA v_i:
     to_months(CAST(v_i[1] AS INTEGER)) + to_days(CAST(v_i[2] AS INTEGER)) + to_microseconds(v_i[3]))[1];

pg_to_char_interval(p_x, p_f) AS
    pg_to_char_show(CAST((date_part('year', p_x) * 12 + date_part('month', p_x)) AS BIGINT),
     CAST(date_part('day', p_x) AS BIGINT), CAST((date_part('hour', p_x) * 3600000000 + date_part('minute', p_x)
     * 60000000 + date_part('microsecond', p_x)) AS BIGINT), p_f);

pg_stamp_year(p_x) AS date_part('year', p_x);

pg_stamp_month(p_x) AS date_part('month', p_x);

pg_stamp_day(p_x) AS date_part('day', p_x);

pg_stamp_hour(p_x) AS date_part('hour', p_x);

pg_stamp_minute(p_x) AS date_part('minute', p_x);

pg_stamp_dow(p_x) AS date_part('dow', p_x);

pg_stamp_isodow(p_x) AS date_part('isodow', p_x);

pg_stamp_doy(p_x) AS date_part('doy', p_x);

pg_stamp_week(p_x) AS date_part('week', p_x);

pg_stamp_quarter(p_x) AS date_part('quarter', p_x);

pg_stamp_isoyear(p_x) AS date_part('isoyear', p_x);

pg_stamp_century(p_x) AS date_part('century', p_x);

pg_stamp_decade(p_x) AS date_part('decade', p_x);

pg_stamp_millennium(p_x) AS date_part('millennium', p_x);

pg_stamp_microseconds(p_x) AS date_part('microsecond', p_x);

pg_stamp_milliseconds(p_x) AS CAST(date_part('microsecond', p_x) AS DECIMAL(38, 0)) * 0.001;

pg_stamp_second(p_x) AS CAST(date_part('microsecond', p_x) AS DECIMAL(38, 0)) * 0.000001;

pg_stamp_epoch(p_x) AS CAST(epoch_us(p_x) AS DECIMAL(38, 0)) * 0.000001;

pg_interval_year(p_x) AS date_part('year', p_x);

pg_interval_month(p_x) AS date_part('month', p_x);

pg_interval_day(p_x) AS date_part('day', p_x);

pg_interval_hour(p_x) AS date_part('hour', p_x);

pg_interval_minute(p_x) AS date_part('minute', p_x);

pg_interval_second(p_x) AS CAST(date_part('microsecond', p_x) AS DECIMAL(38, 0)) * 0.000001;

pg_interval_milliseconds(p_x) AS CAST(date_part('microsecond', p_x) AS DECIMAL(38, 0)) * 0.001;

pg_interval_microseconds(p_x) AS date_part('microsecond', p_x);

pg_interval_quarter(p_x) AS date_part('month', p_x) // 3 + 1;

pg_interval_decade(p_x) AS date_part('year', p_x) // 10;

pg_interval_century(p_x) AS date_part('year', p_x) // 100;

pg_interval_millennium(p_x) AS date_part('year', p_x) // 1000;

pg_interval_epoch(p_x) AS
    CAST(CAST(date_part('year', p_x) AS BIGINT) * 31557600000000 + CAST(date_part('month', p_x) AS BIGINT) *
     2592000000000 + CAST(date_part('day', p_x) AS BIGINT) * 86400000000 + CAST((date_part('hour', p_x) *
     3600000000 + date_part('minute', p_x) * 60000000 + date_part('microsecond', p_x)) AS BIGINT) AS DECIMAL(38,
     0)) * 0.000001;

pg_present(p_l) AS CASE WHEN p_l IS NULL THEN NULL ELSE list_filter(p_l, LAMBDA v_n: v_n IS NOT NULL) END;

pg_trim_array(p_a, p_n) AS
    CASE WHEN p_n < 0 OR p_n > len(p_a) THEN list_filter(p_a, LAMBDA v_r:
     CAST(pg_fail('number of elements to trim must be between 0 and ' || len(p_a)) AS BOOLEAN))
     ELSE pg_slice(p_a, 1, len(p_a) - p_n) END;

pg_date_bin(p_i, p_x, p_o) AS
    CASE WHEN datepart('year', p_i) <> 0 OR datepart('month', p_i) <> 0 THEN
     CAST(pg_fail('timestamps cannot be binned into intervals containing months or years') AS TIMESTAMP)
     WHEN epoch_us(p_i) <= 0 THEN CAST(pg_fail('stride must be greater than zero') AS TIMESTAMP)
     ELSE make_timestamp(epoch_us(p_o) + CAST(floor((epoch_us(p_x) - epoch_us(p_o)) / epoch_us(p_i)) AS BIGINT)
     * epoch_us(p_i)) END;

pg_has_empty_key(p_j) AS
    list_transform([CAST(p_j AS VARCHAR)], LAMBDA v_h: CASE WHEN starts_with(v_h, '{') THEN json_exists(v_h,
     '/') WHEN starts_with(v_h, '[') THEN list_contains(CAST(json_extract(v_h, '$[*]') AS VARCHAR[]), '""')
     ELSE v_h = '""' END)[1];

pg_re2_extract(p_x, p_p, p_g) AS CASE WHEN regexp_matches(p_x, p_p) THEN regexp_extract(p_x, p_p, p_g) END;

pg_jsonb_int2(p_j) AS
    list_transform([CAST(p_j AS VARCHAR)], LAMBDA v_n: CASE WHEN regexp_full_match(v_n, '-?\d{1,4}')
     THEN CAST(v_n AS SMALLINT) ELSE pg_numeric_int2(pg_jsonb_numeric(v_n)) END)[1];

pg_jsonb_int4(p_j) AS
    list_transform([CAST(p_j AS VARCHAR)], LAMBDA v_n: CASE WHEN regexp_full_match(v_n, '-?\d{1,9}')
     THEN CAST(v_n AS INTEGER) ELSE pg_numeric_int4(pg_jsonb_numeric(v_n)) END)[1];

pg_jsonb_int8(p_j) AS
    list_transform([CAST(p_j AS VARCHAR)], LAMBDA v_n: CASE WHEN regexp_full_match(v_n, '-?\d{1,18}')
     THEN CAST(v_n AS BIGINT) ELSE pg_numeric_int8(pg_jsonb_numeric(v_n)) END)[1];

pg_jsonb_truth(p_j) AS
    CASE CAST(p_j AS VARCHAR) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE ELSE pg_jsonb_bool(p_j) END;

pg_jsonb_array_length_at(p_j, p_path) AS
    list_transform([json_array_length(p_j, p_path)], LAMBDA v_n: CASE WHEN v_n > 0 THEN CAST(v_n AS INTEGER)
     ELSE pg_jsonb_array_length(json_extract(p_j, p_path)) END)[1];
