-- name: comparison with null
select null = null as a, null <> null as b, 1 = null as c, null < 1 as d

-- name: is null
select id from resources where size is null

-- name: isnull and notnull
select 1 isnull as a, null notnull as b

-- name: and, or, not with null
select null and false as a, null and true as b, null or true as c, null or false as d, not null::bool as e

-- name: is true and friends
select id, active is true as t, active is not true as nt, active is false as f, active is not false as nf, active is unknown as u, active is not unknown as nu from resources

-- name: is distinct from
select id, size is distinct from 10 as a, active is not distinct from null as b from resources

-- name: is distinct from documents
select id, doc -> 'n' is distinct from '1'::jsonb as d from docs

-- name: not in with null
select 1 not in (2, null) as a, 1 in (1, null) as b, 1 in (2, null) as c, 1 not in (1, null) as d

-- name: where drops unknown
select id from resources where size > 5 or active

-- name: where not drops unknown
select id from resources where not (size > 5)

-- name: coalesce
select coalesce(null, null, 3) as a, coalesce(null, 'x') as b, coalesce(size, 0) as c from resources

-- name: coalesce of mixed types
-- refused
select coalesce(1, 'a')

-- name: nullif
select nullif(1, 1) as a, nullif(1, 2) as b, nullif(null, 1) as c, nullif('', '') as d

-- name: case with null condition
select case when null then 1 else 2 end as a

-- name: num_nulls
select num_nulls(1, null, null) as a, num_nonnulls(1, null) as b

-- name: sum ignores nulls
select sum(x) as s, count(x) as n, count(*) as m from (values (1), (null), (3)) v(x)

-- name: join on null
select count(*) from resources a join resources b on a.size = b.size

-- name: order of nulls
select x from (values (2), (null), (1)) v(x) order by x

-- name: order of nulls descending
select x from (values (2), (null), (1)) v(x) order by x desc

-- name: distinct counts null once
select distinct x from (values (null), (null), (1)) v(x)

-- name: json null is not null
select '{"a": null}'::jsonb -> 'a' is null as a, '{"a": null}'::jsonb ->> 'a' is null as b, '{}'::jsonb -> 'a' is null as c

-- name: count of member
select count(doc -> 'name') as a, count(doc ->> 'name') as b from docs

-- name: bool in arithmetic free comparisons
select true > false as a, active = true as b, active <> false as c from resources

-- name: bool equality with text literal
select id from resources where active = 't'

-- name: between with null bound
select 1 between null and 0 as a, 1 between 0 and null as b

-- name: like with null in or
select id from strings where s like 'a%' or s is null

-- name: greatest with all null
select greatest(null, null) as g

-- name: text of null literal
select null as n, null || 'a' as m
