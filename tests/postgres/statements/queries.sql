-- name: cte
with a as (select id, region from resources where active) select region, count(*) from a group by region

-- name: cte with column names
with a(x, y) as (select id, region from resources) select y, max(x) from a group by y

-- name: ctes that use each other
with a as (select * from resources where size > 0), b as (select id from a where region like 'us%') select a.id from a join b using (id)

-- name: cte materialized
with a as materialized (select id, tags from resources) select id from a where tags ? 'Env'

-- name: cte not materialized
with a as not materialized (select id, tags from resources) select id from a where tags ? 'Env'

-- name: cte used twice
with a as (select region, count(*) as n from resources group by region) select x.region from a x join a y on x.n = y.n and x.region <> y.region

-- name: cte shadows a table
with resources as (select 1 as only) select * from resources

-- name: cte inside a subquery
select * from (with a as (select 1 as x) select x from a) q

-- name: recursive cte
with recursive t(n) as (select 1 union all select n + 1 from t where n < 5) select n from t

-- name: recursive cte with union
with recursive t(n) as (select 1 union select (n + 1) % 3 from t) select n from t

-- name: recursive cte over documents
with recursive t(path, j) as (select '$', doc from docs where label = 'nested' union all select t.path || '.' || e.key, e.value from t, jsonb_each(case when jsonb_typeof(t.j) = 'object' then t.j else '{}' end) e) select path, j from t

-- name: recursive cte of a tree
with recursive parents(id, parent) as (values (1, null::int), (2, 1), (3, 2), (4, 2)), t as (select id, 0 as depth, array[id] as path from parents where parent is null union all select p.id, t.depth + 1, t.path || p.id from parents p join t on p.parent = t.id) select * from t

-- name: cte with values
with v(a, b) as (values (1, 'x'), (2, 'y')) select * from v where a > 1

-- name: cte with distinct json
with e as (select distinct i -> 'Port' as port from resources, jsonb_array_elements(items) i) select count(*) from e

-- name: values
values (1, 'a'), (2, null)

-- name: values as a table
select * from (values (1, 'a'), (2, 'b')) as t(n, s)

-- name: values with default names
select column1, column2 from (values (1, true), (2, false)) t

-- name: values in in
select id from resources where (region, account_id) in (values ('us-east-1', '111111111111'), ('eu-west-1', '333333333333'))

-- name: values joined
select r.id, t.label from resources r join (values ('us-east-1', 'home'), ('eu-west-1', 'away')) as t(region, label) on t.region = r.region

-- name: values ordered
values (2), (1), (null) order by 1

-- name: union drops duplicates
select region from resources union select region from resources

-- name: union all keeps duplicates
select region from resources union all select 'x'

-- name: union of json drops equal documents
-- either
select doc from docs where label in ('object', 'one') union select doc from docs where label in ('object, other order', 'one point zero', 'object, n is 1.0')

-- name: intersect and except
(select region from resources intersect select 'us-east-1') union all (select region from resources except select 'us-east-1')

-- name: except all
select region from resources except all select region from resources where id < 3

-- name: union of different types
select 1 as x union select 2.5 union select null

-- name: union takes names from the first
select 1 as a, 'x' as b union all select 2 as c, 'y' as d

-- name: union with mismatched types
-- refused
select 1 union select 'a'::text

-- name: union with mismatched counts
-- refused
select 1, 2 union select 1

-- name: union ordered and limited
select id from resources union select id + 100 from resources order by id desc limit 3

-- name: distinct on
select distinct on (region) region, id, name from resources order by region, id desc

-- name: distinct on two
select distinct on (region, account_id) id from resources order by region, account_id, size desc nulls last, id

-- name: distinct on with an expression
select distinct on (lower(name)) lower(name) as n, id from resources order by lower(name), id

-- name: distinct on mismatched order
-- refused
select distinct on (region) id from resources order by id

-- name: distinct on with limit
select distinct on (region) region, name from resources order by region, name desc limit 2

-- name: distinct with order by
select distinct region from resources order by region desc

-- name: order by a column not selected
select name from resources order by id desc

-- name: order by nulls
select id, size from resources order by size, id

-- name: order by nulls first
select id, size from resources order by size nulls first, id desc

-- name: order by position and expression
select id, region from resources order by 2, -id

-- name: order by output name before input column
select -id as id from resources order by id

-- name: order by bool
select id, active from resources order by active, id

-- name: limit and offset
select id from resources order by id limit 2 offset 3

-- name: fetch first
select id from resources order by id offset 1 fetch first 2 rows only

-- name: fetch with ties
select id, region from resources order by region fetch first 1 row with ties

-- name: limit null and all
select id from resources order by id limit all offset 5

-- name: negative limit
-- refused
select id from resources limit -1

-- name: join using
select id, a.name, b.region from resources a join resources b using (id)

-- name: join using star
select * from (values (1, 'a')) x(id, l) join (values (1, 'b')) y(id, r) using (id)

-- name: natural join
select * from (values (1, 'a')) x(id, l) natural join (values (1, 'b'), (2, 'c')) y(id, r)

-- name: left join finds missing
select r.id from resources r left join numbers n on n.i = r.size where n.id is null

-- name: right and full join
select a.n, b.n as m from (values (1), (2)) a(n) full join (values (2), (3)) b(n) on a.n = b.n

-- name: right join
select a.n, b.n as m from (values (1), (2)) a(n) right join (values (2), (3)) b(n) on a.n = b.n

-- name: cross join
select count(*) from nets cross join numbers

-- name: join on a json member
select r.id, s.id as sid from resources r join strings s on s.s = r.tags ->> 'Env' or s.s = r.id::text

-- name: join on members of both
select a.id, b.id as other from resources a join resources b on a.tags ->> 'Owner' = b.tags ->> 'Owner' and a.id < b.id

-- name: join on an array of members
select r.id, o.id as other from resources r join resources o on o.name = any (array[r.tags ->> 'Owner', r.name]) and o.id <> r.id

-- name: lateral subquery
select r.id, q.n from resources r, lateral (select count(*) as n from resources o where o.region = r.region and o.id < r.id) q

-- name: left join lateral subquery
select r.id, q.name from resources r left join lateral (select o.name from resources o where o.region = r.region and o.id > r.id order by o.id limit 1) q on true

-- name: lateral values
select r.id, v.x from resources r cross join lateral (values (r.id * 10), (r.size)) as v(x)

-- name: subquery needs no alias
select * from (select 1 as x)

-- name: exists
select id from resources r where exists (select 1 from numbers n where n.i = r.size)

-- name: not exists
select id from resources r where not exists (select * from numbers n where n.i = r.size)

-- name: exists in select
select id, exists (select 1 from numbers where i = size) as found from resources

-- name: in a subquery
select id from resources where size in (select i from numbers)

-- name: not in a subquery with nulls
select id from resources where size not in (select i from numbers)

-- name: in a subquery of two columns
select id from resources where (region, name) in (select region, name from resources where active)

-- name: all of a subquery
select id from resources where size >= all (select size from resources where size is not null)

-- name: any of a subquery
select id from resources where size > any (select i from numbers where i > 0)

-- name: scalar subquery with no row
select (select id from resources where id = 99) as nothing

-- name: scalar subquery with several rows
-- refused
select (select id from resources) as many

-- name: row comparison equal
select id from resources where (region, account_id) = ('us-east-1', '111111111111')

-- name: row comparison less
select id from resources where (region, id) < ('us-east-1', 3)

-- name: row comparison with nulls
select (1, null) = (1, 2) as a, (1, null) = (2, 2) as b, (1, null) < (2, 1) as c, (1, 2) <> (1, null) as d

-- name: row is null
select row(null, null) is null as a, row(1, null) is null as b, row(1, null) is not null as c

-- name: row in list
select id from resources where (region, name) in (('us-east-1', 'web'), ('eu-west-1', 'db'))

-- name: row is distinct
select (1, null) is distinct from (1, null) as a, row(1, 2) is not distinct from row(1, 3) as b

-- name: case
select id, case when size > 5 then 'big' when size is null then 'none' else 'small' end as kind from resources

-- name: simple case
select id, case region when 'us-east-1' then 1 when 'eu-west-1' then 2 end as n from resources

-- name: simple case does not match null
select case null when null then 'yes' else 'no' end as t

-- name: case mixes types
select case when true then 1 else 2.5 end as n, case when false then 1 end as m

-- name: case with incompatible types
-- refused
select case when id > 1 then id else name end from resources

-- name: table star
select r.* from nets r

-- name: table command
table nets

-- name: whole row
select n from nets n where id = 1

-- name: whole row is not null
select id from nets n where n is not null

-- name: select nothing
select from nets

-- name: select without from
select 1, 'a', null, true

-- name: quoted names
select id as "Id", name as "my ""name""" from resources

-- name: names fold to lower case
select ID, Name AS FullName from Resources

-- name: quoted wrong case
-- refused
select "ID" from resources

-- name: unknown column
-- refused
select nonsense from resources

-- name: unknown table
-- refused
select * from nonsense

-- name: unknown function
-- refused
select nonsense(1)

-- name: ambiguous column
-- refused
select id from resources a, numbers b

-- name: missing from
-- refused
select r.id from resources

-- name: alias in where
-- refused
select id as x from resources where x = 1

-- name: syntax error
-- refused
select from where

-- name: where not a condition
-- refused
select id from resources where id

-- name: schema qualified
select count(*) from public.resources

-- name: schema qualified function
select pg_catalog.lower('A') as a

-- name: comments
select id -- the id; with ' a quote
from nets /* and /* nested */ here */ where id = 1

-- name: trailing semicolon
select 1 as one;

-- name: tablesample and for update free
select count(*) from only resources
