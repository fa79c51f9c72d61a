-- name: count forms
select count(*), count(size) as sized, count(distinct region) as regions from resources

-- name: count of nothing
select count(*), sum(id), min(s), max(s), avg(id), bool_and(id > 0), string_agg(s, ',') from nothing

-- name: count by group
select region, count(*) from resources group by region

-- name: count by group and order
select region, count(*) as n from resources group by region order by n desc, region

-- name: group by expression and number
select lower(name) as n, count(*) from resources group by 1 order by 1

-- name: group by alias
select tags ->> 'Env' as env, count(*) from resources group by env

-- name: group by primary parts
select account_id, region, count(*), min(name), max(size) from resources group by account_id, region

-- name: having
select account_id, count(*) from resources group by account_id having count(*) > 2

-- name: having without group
select count(*) from resources having count(*) > 100

-- name: filter
select count(*) filter (where active) as on, count(*) filter (where not active) as off, count(*) filter (where active is null) as unknown from resources

-- name: filter by group
select region, count(*) filter (where size > 5) as big, sum(size) filter (where size < 100) as total from resources group by region

-- name: bool_and and bool_or
select bool_and(active) as a, bool_or(active) as o, every(size < 100) as e from resources

-- name: bool_and by group
select region, bool_and(active), bool_or(active) from resources group by region

-- name: bool_or of members
select r.id, bool_or(i ->> 'Cidr' = '0.0.0.0/0') as open from resources r, jsonb_array_elements(items) i group by r.id

-- name: min and max of everything
select min(id), max(name), min(created), max(day), min(price), max(ratio) from resources

-- name: min and max of bool
-- refused
select max(active) from resources

-- name: sum of types
select sum(id) as i, sum(ratio) as f, sum(price) as n from resources where id <> 4

-- name: sum of casts of members
select sum((i ->> 'Port')::int) as s from resources, jsonb_array_elements(items) i

-- name: sum of text
-- refused
select sum(name) from resources

-- name: sum distinct
select sum(distinct size) as s from resources where size < 100

-- name: avg by group
select account_id, avg(size) as a from resources where size < 100 group by account_id

-- name: deviation
select round(stddev(size), 4) as a, round(variance(size), 4) as b, round(stddev_pop(size), 4) as c from resources where size < 100

-- name: percentile
select percentile_cont(0.5) within group (order by size) as a, percentile_disc(0.5) within group (order by size) as b, mode() within group (order by region) as c from resources where size < 100

-- name: corr and bit
select bit_and(i), bit_or(i) from numbers where i > 0

-- name: grouping sets
select region, account_id, count(*) from resources group by grouping sets ((region), (account_id), ())

-- name: rollup
select account_id, region, count(*) from resources group by rollup (account_id, region)

-- name: cube
select account_id, active, count(*), grouping(account_id, active) as g from resources group by cube (account_id, active)

-- name: grouping
select region, grouping(region) as g, count(*) from resources group by rollup (region) order by g, region

-- name: group by empty set
select count(*) from resources group by ()

-- name: group by with a column not grouped
-- refused
select region, name, count(*) from resources group by region

-- name: aggregate in where
-- refused
select region from resources where count(*) > 1 group by region

-- name: aggregate of an aggregate
-- refused
select sum(count(*)) from resources group by region

-- name: aggregate in order by
select region from resources group by region order by count(*) desc, region

-- name: aggregate over case
select sum(case when active then 1 else 0 end) as on, count(case when size > 5 then 1 end) as big from resources

-- name: aggregate over a join
select a.region, count(b.id) as pairs from resources a left join resources b on a.region = b.region and a.id < b.id group by a.region

-- name: aggregate in a subquery
select account_id from resources group by account_id having count(*) = (select max(n) from (select count(*) as n from resources group by account_id) q)

-- name: scalar subquery with aggregate
select id, (select count(*) from resources o where o.region = r.region) as same from resources r

-- name: nulls group together
select size is null as none, size, count(*) from resources group by size

-- name: json groups regard value
-- either
select doc -> 'n' as n, count(*) from docs group by doc -> 'n'

-- name: group by bool expression
select size > 5, count(*) from resources group by size > 5

-- name: any_value
select region, any_value(region) from resources group by region

-- name: array_agg of rows
select count(distinct (region, account_id)) as n from resources

-- name: order of string_agg by another column
select string_agg(name, '<' order by size desc nulls last, id) as t from resources
