-- name: column names of expressions
select 1, 1 + 1, 'a' || 'b', id + 1, -id, not active, id = 1 from resources where id = 1

-- name: column names of functions
select lower(name), count(*) over (), coalesce(name, 'x'), nullif(name, 'x'), greatest(1, 2), least(1, 2) from resources where id = 1

-- name: column names of aggregates
select count(*), sum(id), max(name), array_agg(id), bool_or(active), string_agg(name, ','), jsonb_agg(id) from resources where id = 1

-- name: column names of casts
select size::text, name::varchar, '1'::int, (tags ->> 'n')::text, cast(id as bigint), (1 + 1)::bigint, null::jsonb, 'x'::text from resources where id = 1

-- name: column names of json operators
select tags -> 'Env', tags ->> 'Env', tags #> '{a}', tags ? 'Env', tags @> '{}' from resources where id = 1

-- name: column names of case and exists
select case when true then 1 end, exists (select 1), (select 2), (select 3 as three), array(select 1), array[1] from resources where id = 1

-- name: column names of case takes the else
select case when true then 1 else id end, case when true then id else lower(name)::int end from resources where false

-- name: column names of special values
select current_date is not null, extract(year from day), date(day), date_trunc('day', day), interval '1 day', true, null from resources where id = 1

-- name: column name of extract, position and friends
select extract(year from day), substring(name from 1 for 1), position('a' in name), trim(name), overlay(name placing 'x' from 1) from resources where id = 1

-- name: column names of subscripts and fields
select (array[1, 2])[1], (string_to_array('a,b', ','))[1] from resources where id = 1

-- name: column names of current functions
select current_date, current_timestamp, now(), localtimestamp from resources where false

-- name: column names of window functions
select row_number() over (), rank() over (order by id), lag(id) over (order by id) from resources where id = 1

-- name: column names of set functions
select jsonb_array_elements('[1]'), jsonb_object_keys('{"a": 1}'), generate_series(1, 1), unnest(array[1])

-- name: column names repeat
select id, id, count(*), count(*) from resources where id = 1 group by id

-- name: column names of rows and distinct
select row(1, 2), (1, 2), 1 is distinct from 2, 1 in (1), 1 between 0 and 2, name like 'a' from resources where id = 1

-- name: column names through subqueries
select * from (select lower(name), 1 as "One", id + 1 from resources where id = 1) q

-- name: column names of a union
select 1 union all select 2

-- name: column names of values
values (1, 2)

-- name: column names of collate and at time zone
select name collate "C", created at time zone 'UTC' from resources where id = 1

-- name: column names of typed literals
select date '2024-01-01', timestamp '2024-01-01', interval '1 hour', jsonb '{}', bool 't'

-- name: long names are cut
select 1 as a234567890123456789012345678901234567890123456789012345678901234567890

-- name: output names in group and order
select lower(name) as n, count(*) as count from resources group by n order by count, n

-- name: reserved words as names
select id as order, name as "select", region as desc, size as value from resources where id = 1

-- name: names without as
select id number, name label, region type from resources where id = 1

-- name: name of a table column
select resources.id, r.name from resources, (select name from resources where id = 2) r where resources.id = 1

-- name: name of a cast function call
select lower(name)::varchar, count(*)::int, coalesce(max(size), 0)::text from resources where id = 1 group by name

-- name: name of a boolean test
select active is true, active is null, not active, id > 1 and active from resources where id = 1

-- name: name of a unary and parenthesised column
select (id), ((name)), -size, +size from resources where id = 1

-- name: name of a function in a schema
select pg_catalog.upper(name) from resources where id = 1

-- name: name of grouping and filter
select count(*) filter (where active), grouping(region), json_agg(id) from resources where id = 1 group by region
