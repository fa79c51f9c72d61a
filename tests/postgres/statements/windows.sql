-- name: row_number
select id, row_number() over (partition by region order by id) as n from resources

-- name: rank and dense_rank
select id, rank() over (order by size), dense_rank() over (order by size) from resources

-- name: rank with nulls
select id, rank() over (order by size desc) as r from resources

-- name: lag and lead
select id, lag(name) over (order by id) as before, lead(name, 2, 'none') over (order by id) as later from resources

-- name: first, last, nth
select id, first_value(name) over w as f, last_value(name) over w as l, nth_value(name, 2) over w as n from resources window w as (partition by region order by id)

-- name: running sum
select id, sum(id) over (order by id) as running from resources

-- name: running sum with ties
select id, sum(id) over (order by region) as running from resources

-- name: count over all
select id, count(*) over () as total from resources

-- name: sum over partition
select id, sum(size) over (partition by account_id) as total from resources where id <> 4

-- name: share of a total
select id, round(100.0 * size / sum(size) over (), 2) as share from resources where size < 100

-- name: rows frame
select id, sum(id) over (order by id rows between 1 preceding and 1 following) as s from resources

-- name: range frame
select id, count(*) over (order by id range between 2 preceding and current row) as n from resources

-- name: groups frame
select id, count(*) over (order by region groups between 1 preceding and current row) as n from resources

-- name: frame with exclude
select id, sum(id) over (order by id rows between unbounded preceding and unbounded following exclude current row) as s from resources

-- name: ntile, percent_rank, cume_dist
select id, ntile(3) over (order by id), percent_rank() over (order by id), cume_dist() over (order by id) from resources

-- name: window with filter
select id, count(*) filter (where active) over (partition by account_id) as n from resources

-- name: window over groups
select region, count(*) as n, rank() over (order by count(*) desc, region) as r from resources group by region

-- name: latest of each
select id, region from (select *, row_number() over (partition by region order by created desc nulls last, id) as n from resources) q where n = 1

-- name: two windows
select id, row_number() over a as x, row_number() over b as y from resources window a as (order by id), b as (order by id desc)

-- name: window extends a window
select id, sum(id) over (w rows 1 preceding) as s from resources window w as (partition by account_id order by id)

-- name: window in order by
select id from resources order by row_number() over (order by id desc)

-- name: window in where
-- refused
select id from resources where row_number() over () = 1

-- name: array_agg over
select id, array_agg(id) over (partition by account_id order by id) as ids from resources

-- name: string_agg over
select id, string_agg(name, ',') over (order by id) as names from resources

-- name: ntile column names
select ntile(2) over (order by id), first_value(id) over (order by id) from resources
