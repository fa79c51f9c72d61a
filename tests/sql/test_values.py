"""Each difference between PostgreSQL and DuckDB: an expression, and PostgreSQL's text of it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from ipaddress import IPv4Address, IPv4Network

import duckdb
import pytest

from steelyard.sql import compile_query, fetch

from .conftest import CATALOG, Ask

# An expression of PostgreSQL, and the text that psql shows for its value.
TEXTS = [
    # numbers
    ("7 / 2", "3"),
    ("-7 / 2", "-3"),
    ("-7 % 2", "-1"),
    ("7 / 2.0", "3.5000000000000000"),
    ("1.0 / 3", "0.33333333333333333333"),
    ("1.50 * 2", "3.00"),
    ("1.5 + 1.25", "2.75"),
    ("round(2.5)", "3"),
    ("round(2.5::float8)", "2"),
    ("round(1234.567, -2)", "1200"),
    ("2.5::int", "3"),
    ("2.5::float8::int", "2"),
    ("'1.50'::numeric", "1.50"),
    ("'12.345'::numeric(10, 2)", "12.35"),
    ("1e14::float8", "100000000000000"),
    ("1e15::float8", "1e+15"),
    ("0.1::float8", "0.1"),
    ("100000.0::float8", "100000"),
    ("2 ^ 3", "8"),
    ("1 = 1.0", "t"),
    ("avg(x) from (values (1), (2)) v(x)", "1.5000000000000000"),
    ("sum(x) from (values (1), (2)) v(x)", "3"),
    ("9223372036854775807 + 1.0", "9223372036854775808.0"),
    # text
    ("'a' < 'B'", "f"),
    ("true || 'x'", "truex"),
    ("concat(true, null, 1)", "t1"),
    ("concat_ws(',', 'a', null, 'b')", "a,b"),
    ("split_part('a/b/c', '/', -1)", "c"),
    ("split_part('a/b', '/', 9)", ""),
    ("left('abc', -1)", "ab"),
    ("substring('abcdef' from 2 for 3)", "bcd"),
    ("substring('abc', 0, 2)", "a"),
    ("format('%s-%I-%L', 'a', 'B c', null)", 'a-"B c"-NULL'),
    ("'a\\b' like 'a\\\\b'", "t"),
    ("'50%' like '50\\%'", "t"),
    ("'abc' like any (array['x%', '%c'])", "t"),
    ("'abc' not like all (array['x%', '%c'])", "f"),
    ("E'a\\nb'", "a\nb"),
    ("upper('straße')", "STRAßE"),
    ("quote_literal('it''s')", "'it''s'"),
    ("'yes'::bool", "t"),
    ("' 42 '::int", "42"),
    # regular expressions
    ("'Passw0rd' ~ '^(?=.*[a-z])(?=.*\\d).{8,}$'", "t"),
    ("'password' ~ '^(?=.*[a-z])(?=.*\\d).{8,}$'", "f"),
    ("'abab' ~ '^(ab)\\1$'", "t"),
    ("'a word' ~ '\\mword\\M'", "t"),
    ("'sword' ~ '\\mword'", "f"),
    ("'ABC' ~* 'b'", "t"),
    (r"'line' !~ '^L'", "t"),
    ("regexp_replace('a-b-c', '-', '+', 'g')", "a+b+c"),
    ("regexp_replace('John Smith', '(\\w+) (\\w+)', '\\2, \\1')", "Smith, John"),
    ("regexp_match('a|ab', 'a|ab')", "{a}"),
    ("substring('ab' from 'a|ab')", "ab"),
    ("substring('XY1234Z' from 'Y*?([0-9]{1,3})')", "1"),
    ("regexp_split_to_array('a1b22c', '\\d+')", "{a,b,c}"),
    ("'abc' similar to '%(b|d)%'", "t"),
    # jsonb
    ('\'{"b": 1, "a": [1,2], "aa": {"x":null}}\'::jsonb', '{"a": [1, 2], "b": 1, "aa": {"x": null}}'),
    ('\'{"a": 1, "a": 2}\'::jsonb', '{"a": 2}'),
    ('\'{"a": {"b": "c, d:e"}}\'::jsonb ->> \'a\'', '{"b": "c, d:e"}'),
    ("'[1, \"two\", null]'::jsonb ->> 1", "two"),
    ("('[1, null]'::jsonb ->> 1) is null", "t"),
    ("'[1, 2]'::jsonb -> -1", "2"),
    ("'5'::jsonb -> 0", "5"),
    ("'1.50'::jsonb", "1.50"),
    ("'1e3'::jsonb", "1000"),
    ("'{\"a\": 0.00001}'::jsonb -> 'a'", "0.00001"),
    ("'1.0'::jsonb = '1'::jsonb", "t"),
    ('\'{"a": 1, "b": 2}\'::jsonb = \'{"b":2,"a":1.0}\'::jsonb', "t"),
    ('\'["foo", "bar"]\'::jsonb @> \'"bar"\'', "t"),
    ('\'{"a": {"b": [1, 2]}}\'::jsonb @> \'{"a": {"b": [2]}}\'', "t"),
    ('\'[{"k": "x", "v": 1}]\'::jsonb @> \'[{"k": "x"}]\'', "t"),
    ("'{\"a\": 1}'::jsonb ? 'a'", "t"),
    ("'[\"a\"]'::jsonb ?| array['x', 'a']", "t"),
    ("'[\"a\"]'::jsonb ?& array['x', 'a']", "f"),
    ("'{\"a\": 1, \"b\": 2}'::jsonb - 'a'", '{"b": 2}'),
    ("'[1, 2]'::jsonb || '3'", "[1, 2, 3]"),
    ("jsonb_set('{\"a\": [1]}', '{a,0}', '\"x\"')", '{"a": ["x"]}'),
    ("'{\"a\": [{\"b\": 7}]}'::jsonb #>> '{a,0,b}'", "7"),
    ("jsonb_build_object('k', 1, 'j', null)", '{"j": null, "k": 1}'),
    ("to_jsonb(array['a', null])", '["a", null]'),
    ("jsonb_typeof('null')", "null"),
    ("jsonb_path_query_first('{\"a\": [1, 5]}', '$.a[*] ? (@ > 2)')", "5"),
    ("'{\"a\": 1}'::json -> 'a'", "1"),
    ("' {\"a\" :  [1,2] }'::json -> 'a'", "[1,2]"),
    ("jsonb_agg(x order by x desc) from (values (1), (2), (null)) v(x)", "[null, 2, 1]"),
    ("jsonb_object_agg(k, v) from (values ('b', 1), ('a', 2)) t(k, v)", '{"a": 2, "b": 1}'),
    # arrays
    ("array['a b', null, '\"', '']", '{"a b",NULL,"\\"",""}'),
    ("'{a,\"b,c\",NULL}'::text[]", '{a,"b,c",NULL}'),
    ("array[1, 2] || 3", "{1,2,3}"),
    ("array[1, 2, 3][2:3]", "{2,3}"),
    ("array_to_string(array['a', null, 'b'], ',', '-')", "a,-,b"),
    ("array_length(array[]::int[], 1) is null", "t"),
    ("2 = any(array[1, 2])", "t"),
    ("(3 = any(array[1, null])) is null", "t"),
    ("3 <> all(array[1, 2])", "t"),
    ("array(select x from (values (2), (1)) v(x) order by 1)", "{1,2}"),
    ("array_agg(distinct x) from (values ('b'), ('a'), ('b')) v(x)", "{a,b}"),
    # dates and times
    ("date '2024-03-01' - date '2024-02-28'", "2"),
    ("date '2024-02-28' + 2", "2024-03-01"),
    ("timestamptz '2024-05-01 10:00+02'", "2024-05-01 08:00:00+00"),
    ("timestamp '2024-03-01 10:00' - timestamp '2024-01-30 12:00'", "30 days 22:00:00"),
    ("interval '1 year 2 months 3 days 4:05:06.5'", "1 year 2 mons 3 days 04:05:06.5"),
    ("interval '1 day' * 1.5", "1 day 12:00:00"),
    ("'90 days'::interval = interval '3 months'", "t"),
    ("extract(epoch from interval '1 day')", "86400.000000"),
    ("extract(year from date '2024-05-01')", "2024"),
    ("date_part('day', timestamp '2024-03-05' - timestamp '2024-03-01')", "4"),
    ("date_trunc('month', timestamp '2024-05-17 10:00')", "2024-05-01 00:00:00"),
    ("to_char(timestamp '2024-05-01 09:08:07', 'DD-Mon-YYYY HH12:MI am')", "01-May-2024 09:08 am"),
    ("to_char(1234.5, 'FM9,999.00')", "1,234.50"),
    ("age(timestamp '2024-03-01', timestamp '2023-01-15')", "1 year 1 mon 17 days"),
    ("timestamptz '2024-05-01 12:00+00' at time zone 'America/New_York'", "2024-05-01 08:00:00"),
    ("make_interval(days => 10, hours => 2)", "10 days 02:00:00"),
    ("to_timestamp(0)", "1970-01-01 00:00:00+00"),
    # addresses
    ("'10.0.0.1'::inet <<= '10.0.0.0/8'::cidr", "t"),
    ("'10.0.0.1/8'::inet", "10.0.0.1/8"),
    ("'10.0.0.1'::inet::text", "10.0.0.1/32"),
    ("host('10.0.0.1/8'::inet)", "10.0.0.1"),
    ("masklen('::1/64')", "64"),
    ("'10'::cidr", "10.0.0.0/8"),
    # null, rows, choice
    ("(null = 1) is null", "t"),
    ("null is not distinct from null", "t"),
    ("((1, null) = (1, 2)) is null", "t"),
    ("(1, 2) < (1, 3)", "t"),
    ("(null in (1, 2)) is null", "t"),
    ("case when null then 1 else 2 end", "2"),
    ("coalesce(null, '', 'x')", ""),
    ("nullif(1, 1) is null", "t"),
    ("greatest(1, null, 3)", "3"),
    ("count(*) filter (where x > 1) from (values (1), (2)) v(x)", "1"),
    ("(1, 'a b', null)", '(1,"a b",)'),
]


@pytest.mark.parametrize(("expression", "text"), TEXTS, ids=[e for e, _ in TEXTS])
def test_text(connection: duckdb.DuckDBPyConnection, expression: str, text: str) -> None:
    result = fetch(connection, compile_query(f"select {expression}", CATALOG))
    assert result.text_rows() == [(text,)]


def test_values_are_those_of_psycopg(ask: Ask) -> None:
    row = ask(
        "select tags, size::numeric, created, ip, '10.0.0.0/8'::cidr, interval '1 year 1 day', array[1, null], (1, 'x')"
        " from bucket where name = 'a'"
    )[0]
    assert row == (
        {"Env": "prod", "cost": 1.5},
        Decimal("10"),
        datetime.datetime(2024, 5, 1, 10, tzinfo=datetime.UTC),
        IPv4Address("10.1.2.3"),
        IPv4Network("10.0.0.0/8"),
        datetime.timedelta(days=366),
        [1, None],
        ("1", "x"),
    )


def test_now_is_fixed_in_a_statement(ask: Ask) -> None:
    assert ask("select now() = now(), now() is not null") == [(True, True)]
