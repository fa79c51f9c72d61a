-- name: elements in from
select r.id, e from resources r, jsonb_array_elements(r.items) e

-- name: elements in from with as
select r.id, e ->> 'Port' as port from resources as r, jsonb_array_elements(items) as e

-- name: elements with a column alias
select r.id, e.item from resources r, jsonb_array_elements(items) as e(item)

-- name: elements as value
select r.id, e.value -> 'Cidr' as cidr from resources r, jsonb_array_elements(items) e

-- name: elements without alias
select id, value from resources, jsonb_array_elements(items)

-- name: elements without alias by function name
select id, jsonb_array_elements from resources, jsonb_array_elements(items)

-- name: elements whole row and value are the same
select e = e.value as same, count(*) from resources, jsonb_array_elements(items) e group by 1

-- name: star over elements
select * from jsonb_array_elements('[1, "a", null]')

-- name: star over a join with elements
select * from (select id, items from resources where id < 3) r, jsonb_array_elements(items) as e

-- name: alias star over elements
select e.* from resources, jsonb_array_elements(items) as e

-- name: elements text
select d.id, t from docs d, jsonb_array_elements_text(d.doc) as t where jsonb_typeof(d.doc) = 'array'

-- name: elements text of a literal
select value, value is null as missing from jsonb_array_elements_text('["a", 1, null, true, {"b": 1}, [2, 3], "null"]')

-- name: elements of a guarded column
select id, e from docs, jsonb_array_elements(case jsonb_typeof(doc) when 'array' then doc else '[]' end) as e

-- name: elements of an object
-- refused
select jsonb_array_elements('{"a": 1}')

-- name: elements of a scalar
-- refused
select e from docs, jsonb_array_elements(doc) e where label = 'one'

-- name: elements of json null
-- refused
select jsonb_array_elements_text('null')

-- name: elements of sql null
select count(*) from jsonb_array_elements(null)

-- name: elements of an empty list
select count(*) as n from jsonb_array_elements('[]')

-- name: nested elements
select r.id, s ->> 'Effect' as effect, a as action from resources r, jsonb_array_elements(case when jsonb_typeof(policy -> 'Statement') = 'array' then policy -> 'Statement' else '[]' end) as s, jsonb_array_elements_text(s -> 'Action') as a

-- name: nested elements three deep
select r.id, p from resources as r, jsonb_array_elements(policy -> 'Statement') as s, jsonb_array_elements_text(s -> 'Principal' -> 'AWS') as p where r.id in (1, 2)

-- name: elements with cross join
select r.id, e from resources r cross join jsonb_array_elements(r.items) as e

-- name: elements with cross join lateral
select r.id, e.value from resources r cross join lateral jsonb_array_elements(r.items) as e

-- name: elements with left join lateral keep the row
select r.id, e.value from resources r left join lateral jsonb_array_elements(r.items) as e on true

-- name: elements with left join lateral and a condition
select r.id, e ->> 'Cidr' as cidr from resources r left join lateral jsonb_array_elements(r.items) as e on e ->> 'Port' = '22'

-- name: elements with inner join and a condition
select r.id, e from resources r join jsonb_array_elements(r.items) as e on (e ->> 'Port')::int > 400

-- name: elements with ordinality
select r.id, e.n, e.item from resources r, jsonb_array_elements(items) with ordinality as e(item, n)

-- name: elements with ordinality and default names
select * from jsonb_array_elements('["x", "y"]') with ordinality

-- name: elements with lateral keyword
select id, x from resources, lateral jsonb_array_elements(items) x

-- name: elements in a subquery
select id, (select count(*) from jsonb_array_elements(items)) as n from resources

-- name: elements in a filtered subquery
select id, (select count(*) from jsonb_array_elements(items) as i where i ->> 'Port' = '22') as ssh from resources

-- name: elements in exists
select id from resources r where exists (select 1 from jsonb_array_elements(r.items) as i where i -> 'Port' = '22')

-- name: elements in not exists
select id from resources where not exists (select from jsonb_array_elements(items) i where (i ->> 'On')::bool)

-- name: elements in in
select id from resources where '22' in (select i ->> 'Port' from jsonb_array_elements(items) i)

-- name: elements in not in with nulls
select id from resources where '22' not in (select i ->> 'Port' from jsonb_array_elements(items) i)

-- name: elements in an array constructor
select id, array(select i ->> 'Port' from jsonb_array_elements(items) i) as ports from resources

-- name: elements in any of a subquery
select id from resources where '22' = any (select i ->> 'Port' from jsonb_array_elements(items) as i)

-- name: elements aggregated again
select id, (select jsonb_agg(i -> 'Port') from jsonb_array_elements(items) i) as ports from resources

-- name: elements counted by group
select e ->> 'Port' as port, count(*) from resources, jsonb_array_elements(items) as e group by e ->> 'Port'

-- name: elements filtered in where
select r.id from resources r, jsonb_array_elements(r.items) as i where i ->> 'On' = 'true' and i ->> 'Cidr' is not null

-- name: elements of a cte
with i as (select id, e from resources, jsonb_array_elements(items) as e) select id, e ->> 'Port' as port from i where e ? 'Port'

-- name: elements of a subquery column
select q.id, e from (select id, policy -> 'Statement' as s from resources where id in (1, 2)) q, jsonb_array_elements(q.s) e

-- name: elements of a concatenation
select e from jsonb_array_elements('[1]'::jsonb || '[2, 3]'::jsonb) as e

-- name: elements in select
select jsonb_array_elements('[1, 2, 3]')

-- name: elements in select beside a column
select id, jsonb_array_elements(items) as i from resources

-- name: elements text in select
select id, jsonb_array_elements_text(items -> 0 -> 'Ports') as port from resources

-- name: elements in select with a member
select id, jsonb_array_elements(items) ->> 'Cidr' as cidr from resources

-- name: two set functions in select
select jsonb_array_elements('[1, 2, 3]') as a, jsonb_array_elements_text('["x", "y"]') as b

-- name: set function in select with where
select id, jsonb_array_elements(items) -> 'Port' as port from resources where region = 'us-east-1'

-- name: set function in select with order and limit
select id, jsonb_array_elements(items) -> 'Port' as port from resources order by id, port limit 4

-- name: set function in select with distinct
select distinct jsonb_array_elements(items) -> 'Port' as port from resources

-- name: set function in select in a subquery
select port, count(*) from (select jsonb_array_elements(items) ->> 'Port' as port from resources) q group by port

-- name: set function in where
-- refused
select id from resources where jsonb_array_elements(items) = '1'

-- name: each in from
select d.id, e.key, e.value from docs d, jsonb_each(d.doc) as e where jsonb_typeof(d.doc) = 'object'

-- name: each with column names
select r.id, k, v from resources r, jsonb_each(tags) as t(k, v)

-- name: each with one column name
select r.id, t.k, t.value from resources r, jsonb_each(tags) as t(k)

-- name: each without alias
select id, key, value from resources, jsonb_each(tags)

-- name: star over each
select * from jsonb_each('{"b": 1, "a": null, "cc": [1, 2]}')

-- name: each text
select r.id, key, value, value is null as missing from resources r, jsonb_each_text(tags)

-- name: each text of every type
select * from jsonb_each_text('{"s": "x", "n": 1.50, "b": true, "z": null, "o": {"a": 1}, "l": [1, 2]}') as t

-- name: each of a list
-- refused
select * from jsonb_each('[1]')

-- name: each of a scalar
-- refused
select key from docs, jsonb_each(doc) where label = 'string'

-- name: each of null and empty
select count(*) as n from jsonb_each(null) union all select count(*) from jsonb_each_text('{}')

-- name: each in exists
select id from resources where exists (select 1 from jsonb_each_text(tags) t where lower(t.key) = 'env' and t.value = 'prod')

-- name: each in select
select jsonb_each('{"a": 1}')

-- name: whole row of each
select (e).key, (e).value from jsonb_each('{"a": 1, "b": 2}') as e

-- name: object keys in select
select id, jsonb_object_keys(tags) as key from resources

-- name: object keys in from
select id, k from resources, jsonb_object_keys(tags) as k

-- name: object keys in from by function name
select jsonb_object_keys from jsonb_object_keys('{"b": 1, "a": 2, "ccc": 3}')

-- name: object keys of a list
-- refused
select jsonb_object_keys('[1]')

-- name: object keys counted
select count(distinct k) from docs, jsonb_object_keys(doc) as k where jsonb_typeof(doc) = 'object'

-- name: no resource without a tag key
select id from resources where not exists (select 1 from jsonb_object_keys(tags) k where k = 'Owner')

-- name: json functions without b
select value from json_array_elements('[1, {"a" : 2}]'::json)

-- name: json text elements
select value from json_array_elements_text('["x", null]'::json)

-- name: json each
select key, value from json_each('{"b": 1, "a": 2, "b": 3}'::json)

-- name: to recordset
select * from jsonb_to_recordset('[{"a": 1, "b": "x"}, {"a": "2", "c": 3}]') as t(a int, b text)

-- name: to record
select r.id, t.* from resources r, jsonb_to_record(tags) as t("Env" text, "Owner" text)

-- name: generate series of numbers
select * from generate_series(1, 5)

-- name: generate series with step
select n from generate_series(10, 1, -3) as n

-- name: generate series, empty
select count(*) from generate_series(5, 1)

-- name: generate series in select
select generate_series(1, 3) as n, 'x' as x

-- name: generate series of times
select d from generate_series('2024-02-27'::timestamp, '2024-03-02', interval '1 day') as d

-- name: generate series of times with zone
select d::date as day from generate_series('2024-02-28 00:00+00'::timestamptz, '2024-03-01 00:00+00', '12 hours') as d

-- name: generate series lateral
select r.id, n from resources r, generate_series(1, r.size::int) as n where r.size < 8

-- name: generate series by months
select d from generate_series('2024-01-31'::timestamp, '2024-06-30', '1 month') as d

-- name: generate series with step zero
-- refused
select * from generate_series(1, 2, 0)

-- name: unnest
select * from unnest(array[1, 2, null])

-- name: unnest with a name
select x from unnest(array['a', 'b']) as x

-- name: unnest with ordinality
select x, n from unnest(array['a', 'b', null]) with ordinality as t(x, n)

-- name: unnest of several
select * from unnest(array[1, 2, 3], array['a', 'b']) as t(n, s)

-- name: unnest in select
select id, unnest(string_to_array(s, ',')) as part from strings where s like '%,%'

-- name: unnest of empty and null
select count(*) as n from unnest(array[]::int[]) union all select count(*) from unnest(null::text[])

-- name: rows from
select * from rows from (generate_series(1, 2), unnest(array['x', 'y', 'z'])) as t(n, s)

-- name: regexp_split_to_table
select p from regexp_split_to_table('a1b22c', '\d+') as p

-- name: string_to_table
select p from string_to_table('a,b,,c', ',') as p

-- name: join of two element lists
select r.id, a ->> 'Port' as a, b ->> 'Port' as b from resources r, jsonb_array_elements(items) as a, jsonb_array_elements(items) as b where a <> b

-- name: elements joined with a table
select r.id, o.id as other from resources r, jsonb_array_elements(r.items) as i join resources o on o.size::text = i ->> 'Port'

-- name: elements in a union
select id, e::text as v from resources, jsonb_array_elements(items) e union select id, k from resources, jsonb_object_keys(tags) k

-- name: elements beside count distinct
select r.region, count(distinct e ->> 'Cidr') as cidrs from resources r, jsonb_array_elements(items) e group by r.region

-- name: alias shadows a column
select r.id, items from resources r, jsonb_array_elements(r.items) as items(item) where r.id = 1

-- name: alias equal to a column is ambiguous no more
select r.id, name.value from resources r, jsonb_array_elements(r.items) as name where name.value is not null
