"""FROM, set-returning functions, grouping, ordering, and the names of results."""

from __future__ import annotations

import pytest

from steelyard.sql import compile_query

from .conftest import CATALOG, Ask

# A query, and its rows.
ROWS = [
    # functions in FROM
    (
        "select name, s ->> 'Effect' from bucket, jsonb_array_elements(policy -> 'Statement') as s",
        [("a", "Allow"), ("a", "Deny")],
    ),
    (
        "select s.value ->> 'Effect' from bucket b, jsonb_array_elements(b.policy -> 'Statement') s where b.size > 5",
        [("Allow",), ("Deny",)],
    ),
    (
        "select x from bucket, jsonb_array_elements_text(policy -> 'Statement' -> 0 -> 'Action') as e(x)",
        [("s3:Get*",), ("s3:Put*",)],
    ),
    (
        "select name, k from bucket left join lateral jsonb_object_keys(tags) k on true order by 1, 2",
        [("a", "Env"), ("a", "cost"), ("b", None), ("c", None)],
    ),
    ("select v, o from unnest(array['x', 'y']) with ordinality as t(v, o)", [("x", 1), ("y", 2)]),
    ("select * from generate_series(1, 5, 2)", [(1,), (3,), (5,)]),
    ("select a, b from unnest(array[1, 2], array['x']) as t(a, b)", [(1, "x"), (2, None)]),
    ("select key, value from bucket, jsonb_each(tags) where name = 'a'", [("Env", "prod"), ("cost", 1.5)]),
    ("select (e).key from (select jsonb_each_text(tags) as e from bucket) q", [("Env",), ("cost",)]),
    # functions in SELECT
    (
        "select name, jsonb_array_elements(policy -> 'Statement') ->> 'Effect' from bucket",
        [("a", "Allow"), ("a", "Deny")],
    ),
    ("select generate_series(1, 3), generate_series(1, 2)", [(1, 1), (2, 2), (3, None)]),
    # joins
    (
        "select name, title from bucket left join account on account_id = name order by 1",
        [("a", None), ("b", None), ("c", None)],
    ),
    ("select * from (values (1, 'x')) a(id, p) join (values (1, 'y')) b(id, q) using (id)", [(1, "x", "y")]),
    (
        "select id, p, q from (values (1, 'x')) a(id, p) full join (values (2, 'y')) b(id, q) using (id) order by id",
        [(1, "x", None), (2, None, "y")],
    ),
    # grouping, ordering
    ("select region, count(*) from bucket group by 1 order by 2 desc", [("us-east-1", 2), ("eu-west-1", 1)]),
    ("select tags ->> 'Env' as env, count(*) from bucket group by env order by env", [("prod", 1), (None, 2)]),
    (
        "select region, sum(size) from bucket group by rollup (region) order by region",
        [("eu-west-1", 10), ("us-east-1", 0), (None, 10)],
    ),
    ("select name from bucket order by size desc", [("c",), ("a",), ("b",)]),
    ("select name from bucket order by size nulls first limit 1", [("c",)]),
    (
        "select distinct on (region) region, name from bucket order by region, name desc",
        [("eu-west-1", "a"), ("us-east-1", "c")],
    ),
    ("select distinct '1.0'::jsonb = '1'::jsonb from bucket", [(True,)]),
    ("select count(distinct j) from (values ('1'::jsonb), ('1.0'), ('2')) v(j)", [(2,)]),
    (
        "select name, rank() over (partition by region order by name) from bucket order by 1",
        [("a", 1), ("b", 1), ("c", 2)],
    ),
    # WITH, sets, subqueries
    ("with recursive n(i) as (select 1 union all select i + 1 from n where i < 3) select * from n", [(1,), (2,), (3,)]),
    ("with q as materialized (select name from bucket) select count(*) from q", [(3,)]),
    ("values (1, 'a'), (2, null)", [(1, "a"), (2, None)]),
    ("select 1 union select 1.0 union all select 2 order by 1", [(1,), (2,)]),
    ("select '1'::jsonb except select '1.0'::jsonb", []),
    ("select name from bucket b where exists (select 1 from account where account_id = b.name)", []),
    ("select name from bucket where name in (select title from account) or name not in ('b', 'c')", [("a",)]),
    ("select name from bucket where size >= all (select size from bucket where size is not null)", [("a",)]),
    ("select title, (select count(*) from bucket where is_public) from account", [("one", 1)]),
    # introspection
    (
        "select column_name, data_type from information_schema.columns where table_name = 'account' order by 1",
        [("account_id", "text"), ("title", "text")],
    ),
]


@pytest.mark.parametrize(("query", "rows"), ROWS, ids=[q for q, _ in ROWS])
def test_rows(ask: Ask, query: str, rows: list[tuple[object, ...]]) -> None:
    assert ask(query) == rows


def test_conditions_run_before_functions_and_casts_behind_them(ask: Ask) -> None:
    assert ask("select s from bucket, jsonb_array_elements(tags) s where jsonb_typeof(tags) = 'array'") == []
    assert ask("select name from bucket where name ~ '^\\d+$' and name::int > 1") == []


NAMES = [
    (
        "select 1, 'a', now(), count(*), size, b.size, size::text from bucket b",
        "?column? ?column? now count size size size",
    ),
    ("select '1'::int, true, (1, 2), array[1], coalesce(1), 1 + 1", "int4 ?column? row array coalesce ?column?"),
    ("select case when true then 1 end, case when true then 1 else size end from bucket", "case size"),
    ("select exists (select 1), (select name from bucket), extract(year from now())", "exists name extract"),
    ("select jsonb_array_elements(policy), tags -> 'a' from bucket", "jsonb_array_elements ?column?"),
    ("select title as \"My Title\", interval '1 day', date '2024-01-01' from account", "My_Title interval date"),
    ("select * from account", "account_id title"),
]


@pytest.mark.parametrize(("query", "names"), NAMES)
def test_result_names(query: str, names: str) -> None:
    assert " ".join(c.replace(" ", "_") for c in compile_query(query, CATALOG).columns) == names


def test_parameters(ask: Ask) -> None:
    assert ask("select $1 || 'x', $2::int + 1", ["a", 41]) == [("ax", 42)]
    assert ask("select name from bucket where region = any($1) order by 1", [["us-east-1"]]) == [("b",), ("c",)]
    assert ask("select name from bucket where tags ?| $1::text[] and tags @> $2", [["Env"], {"Env": "prod"}]) == [
        ("a",)
    ]
    assert ask("select name from bucket where size > $1", [5]) == [("a",)]
    assert ask("select $1::text is null", [None]) == [(True,)]
    assert compile_query("select $3::text, $1::int", CATALOG).parameters == 3
