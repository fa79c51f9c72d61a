-- name: a test before a cast
select id from strings where s ~ '^\d+$' and s::int > 5

-- name: a test before a cast in a disjunction
select id from strings where s <> '' and (s ~ '^\d+$' and s::int > 5 or s = 'abc')

-- name: a list before a cast
select id from strings where s in ('true', 'f') and s::bool

-- name: a test before a cast of an element
select r.id from resources r, jsonb_array_elements(items) i where i ->> 'On' ~ '^(true|false)$' and (i ->> 'On')::bool

-- name: a test in a subquery before a cast outside
select id from (select id, s from strings where s ~ '^\d+$') q where s::int > 5

-- name: a test in a materialized query before a cast outside
with q as materialized (select id, s from strings where s ~ '^\d+$') select id from q where s::int > 5

-- name: a test in a case
select id from strings where case when s ~ '^\d+$' then s::int > 5 else false end

-- name: a test on the table before its elements
select r.id, s from resources r, jsonb_array_elements(policy -> 'Statement') as s where r.id in (1, 2)

-- name: a test on the table before elements of elements
select r.id, a from resources r, jsonb_array_elements(policy -> 'Statement') as s, jsonb_array_elements_text(s -> 'Action') as a where r.name = 'web'

-- name: a test on the element before its elements
select r.id, p from resources r, jsonb_array_elements(items) i, jsonb_array_elements(i -> 'Ports') p where i ? 'Ports'

-- name: a type test before elements
select d.id, e from docs d, jsonb_array_elements(d.doc) e where jsonb_typeof(d.doc) = 'array'

-- name: a type test before keys
select d.id, k from docs d, jsonb_object_keys(d.doc) k where jsonb_typeof(d.doc) = 'object' and k <> 'n'

-- name: elements behind a join
select r.id, e from resources r join docs d on d.id = r.id + 26 cross join jsonb_array_elements(d.doc) e where r.id < 4

-- name: a division behind a test
select id from numbers where b <> 0 and i / b > 1

-- name: coalesce stops at the first value
select id, coalesce(i, 1 / (id - id)) from numbers where i is not null

-- name: case stops at the first match
select id, case when id > 0 then id else 1 / (id - id) end from numbers

-- name: a bad value in the select list of dropped rows
select id, s::int from strings where s ~ '^-?\d+$'

-- name: a bad value that a filter clause drops
select sum(case when s ~ '^\d+$' then s::int end) from strings

-- name: a bad value under limit
-- refused
select s::int from strings where s in ('abc', 'ABC') limit 1
