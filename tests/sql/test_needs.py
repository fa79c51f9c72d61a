"""What a query says it needs of its tables."""

from __future__ import annotations

import pytest

from steelyard.sql import compile_query

from .conftest import CATALOG

# A query, and the filters on bucket that hold for every use of it.
FILTERS: list[tuple[str, dict[str, tuple[object, ...]]]] = [
    ("select name from bucket where region = 'x'", {"region": ("x",)}),
    ("select name from bucket where 'x' = region and size = 5", {"region": ("x",), "size": (5,)}),
    ("select name from bucket where region in ('y', 'x')", {"region": ("x", "y")}),
    ("select name from bucket where region = any(array['x', 'y']::text[])", {"region": ("x", "y")}),
    ("select name from bucket where region = 'x' or region = 'y'", {"region": ("x", "y")}),
    ("select name from bucket where region in ('x', 'y') and region in ('y', 'z')", {"region": ("y",)}),
    ("select name from bucket where is_public", {"is_public": (True,)}),
    ("select name from bucket where not is_public", {"is_public": (False,)}),
    ("select name from bucket where is_public = false", {"is_public": (False,)}),
    ("select name from bucket where is_public is true", {"is_public": (True,)}),
    ("select name from bucket where region = 'x' or is_public", {}),
    ("select name from bucket where region <> 'x' or not (region = 'y')", {}),
    ("select name from bucket where is_public is not true", {}),
    ("select name from bucket where region = $1", {}),
    ("select name from bucket where lower(region) = 'x'", {}),
    ("select case when region = 'x' then 1 end from bucket", {}),
    ("select title from account a join bucket b on a.title = b.name and b.region = 'x'", {"region": ("x",)}),
    ("select title from account a left join bucket b on a.title = b.name and b.region = 'x'", {"region": ("x",)}),
    ("select title from bucket b left join account a on a.title = b.name and b.region = 'x'", {}),
    ("select title from account a right join bucket b on b.region = 'x'", {}),
    ("select title from account a left join bucket b on true where b.region = 'x'", {"region": ("x",)}),
    (
        "select name from bucket where region = 'x' union select name from bucket where region = 'y'",
        {"region": ("x", "y")},
    ),
    ("select name from bucket where region = 'x' union select name from bucket", {}),
    ("with q as (select * from bucket where region = 'x') select * from q where is_public", {"region": ("x",)}),
    (
        "select title from account where exists (select 1 from bucket where region = 'x' and name = title)",
        {"region": ("x",)},
    ),
    ("select title from account where account_id = 'x' and title in (select name from bucket)", {}),
    ("select s from bucket, jsonb_array_elements(tags) s where region = 'x' and s ->> 'a' = 'b'", {"region": ("x",)}),
]


@pytest.mark.parametrize(("query", "filters"), FILTERS, ids=[q for q, _ in FILTERS])
def test_filters(query: str, filters: dict[str, tuple[object, ...]]) -> None:
    assert dict(compile_query(query, CATALOG).needs["bucket"].filters) == filters


EVERY = frozenset(CATALOG["bucket"])
COLUMNS = [
    ("select name from bucket where size > 1 order by region", {"name", "size", "region"}),
    ("select count(*) from bucket", set()),
    ("select * from bucket", EVERY),
    ("select b.* from bucket b", EVERY),
    ("select to_jsonb(b) from bucket b", EVERY),
    ("select q.name from (select name, size from bucket) q", {"name", "size"}),
    ("select title from account where exists (select 1 from bucket b where b.name = title)", {"name"}),
    ("select a.name from bucket a join bucket b using (region)", {"name", "region"}),
]


@pytest.mark.parametrize(("query", "columns"), COLUMNS, ids=[q for q, _ in COLUMNS])
def test_columns(query: str, columns: set[str]) -> None:
    assert compile_query(query, CATALOG).needs["bucket"].columns == columns


AGGREGATED = [
    ("select name from bucket where size > 1", False),
    ("select b.name from bucket b join account a on a.title = b.name", False),
    ("select s from bucket, jsonb_array_elements(tags) s", False),
    ("select name from bucket union all select title from account", False),
    ("select count(*) from bucket", True),
    ("select distinct name from bucket", True),
    ("select name from bucket limit 1", True),
    ("select rank() over (order by name) from bucket", True),
    ("select name from bucket where not exists (select 1 from account)", True),
    ("select name from bucket left join account on true", True),
    ("select name from bucket except select title from account", True),
]


@pytest.mark.parametrize(("query", "aggregated"), AGGREGATED, ids=[q for q, _ in AGGREGATED])
def test_aggregated(query: str, aggregated: bool) -> None:
    assert compile_query(query, CATALOG).aggregated is aggregated


def test_a_changed_table_is_compiled_anew() -> None:
    first = compile_query("select * from t", {"t": {"a": "text"}})
    assert compile_query("select * from t", {"t": {"a": "text"}}) is first
    assert compile_query("select * from t", {"t": {"a": "text", "b": "bigint"}}).columns == ("a", "b")
    assert compile_query("select * from t", {"t": {"a": "text"}}, "other").name == "other"
