-- name: constructor
select array[1, 2, 3] as a, array['x', null] as b, array[]::text[] as c, array[array[1, 2], array[3, 4]] as d

-- name: subscripts start at one
select (array['a', 'b', 'c'])[1] as a, (array['a', 'b'])[0] as b, (array['a', 'b'])[9] as c, (array['a'])[-1] as d

-- name: slices
select (array[1, 2, 3, 4])[2:3] as a, (array[1, 2, 3, 4])[:2] as b, (array[1, 2, 3])[2:] as c, (array[1, 2])[5:6] as d

-- name: any of an array
select id from resources where region = any (array['us-east-1', 'ap-south-1'])

-- name: any of an array literal
select id from resources where region = any ('{us-east-1,ap-south-1}')

-- name: any of a cast array literal
select id from resources where id = any ('{1,3,99}'::int[])

-- name: any with other operators
select id from numbers where i > any (array[6, 9]) and i <> any (array[7, 7])

-- name: all of an array
select id from numbers where i > all (array[1, 2])

-- name: different from all
select id from resources where region <> all (array['us-east-1', 'eu-west-1'])

-- name: any with nulls
select 1 = any (array[1, null]) as a, 2 = any (array[1, null]) as b, null = any (array[1]) as c, 1 = any (array[]::int[]) as d, 1 = any (null::int[]) as e

-- name: all with nulls
select 1 = all (array[1, null]) as a, 2 = all (array[1, null]) as b, 1 = all (array[]::int[]) as c, 1 <> all (array[2, null]) as d

-- name: not equal any is not not in
select id from resources where not region = any (array['us-east-1'])

-- name: any of a parameter
-- params: [["us-east-1", "us-west-2"]]
select id from resources where region = any ($1)

-- name: any of a cast parameter
-- params: [["us-east-1", "us-west-2"]]
select id from resources where region = any ($1::text[])

-- name: any of a parameter of numbers
-- params: [[1, 2, 30]]
select id from resources where id = any ($1)

-- name: any of a split text
select id from resources where region = any (string_to_array('us-east-1,us-west-2', ','))

-- name: any of a cast member
select id from resources where 'prod' = any (array[tags ->> 'Env', tags ->> 'Stage'])

-- name: contains
select array[1, 2, 3] @> array[2] as a, array[1, 2] @> array[3] as b, array[1] @> array[]::int[] as c, array[1, null] @> array[1] as d

-- name: contained by and overlap
select array[2] <@ array[1, 2] as a, array[1, 2] && array[2, 3] as b, array[1] && array[2] as c, array['a'] && array[]::text[] as d

-- name: array of a member's elements
select id, array(select jsonb_array_elements_text(policy -> 'Statement' -> 0 -> 'Action')) as actions from resources

-- name: array of a subquery overlaps
select id from resources r where array(select jsonb_object_keys(tags)) && array['Env', 'Extra']

-- name: array of a subquery in order
select array(select name from resources order by id desc) as names

-- name: lengths
select array_length(array[1, 2, 3], 1) as a, array_length(array[]::int[], 1) as b, cardinality(array[]::int[]) as c, array_length(array[1], 2) as d, array_ndims(array[1]) as e, array_upper(array[5, 6], 1) as f, array_lower(array[5], 1) as g

-- name: append, prepend, cat
select array_append(array[1], 2) as a, array_prepend(0, array[1]) as b, array_cat(array[1], array[2, 3]) as c, array_append(null::int[], 1) as d

-- name: concatenation
select array[1] || array[2, 3] as a, array[1] || 2 as b, 0 || array[1] as c, array['a'] || null::text[] as d

-- name: remove and replace
select array_remove(array[1, 2, 1, null], 1) as a, array_remove(array['a', null], null) as b, array_replace(array[1, 2], 2, 9) as c

-- name: position
select array_position(array['a', 'b', 'a'], 'a') as a, array_position(array['a'], 'z') as b, array_positions(array['a', 'b', 'a'], 'a') as c

-- name: to string
select array_to_string(array['a', null, 'b'], ',') as a, array_to_string(array['a', null, 'b'], ',', '*') as b, array_to_string(array[1, 2], '-') as c, array_to_string(array[]::text[], ',') as d, array_to_string(array[true, false], ',') as e

-- name: string to array
select string_to_array('a,b,,c', ',') as a, string_to_array('a,b', null) as b, string_to_array('', ',') as c, string_to_array('a,NA,b', ',', 'NA') as d, string_to_array(null, ',') as e, string_to_array('abc', '') as f

-- name: string to array of a column
select id, string_to_array(s, ',') as parts, (string_to_array(s, ':'))[5] as account from strings

-- name: string to array cast
select string_to_array('1,2,3', ',')::int[] as a

-- name: array_agg
select region, array_agg(name order by id) as names from resources group by region

-- name: array_agg with nulls and filter
select array_agg(size order by id) as sizes, array_agg(size order by id) filter (where size is not null) as some, array_agg(id) filter (where false) as none from resources

-- name: array_agg distinct
select array_agg(distinct region) as a, array_agg(distinct size order by size desc) as b from resources

-- name: array_agg to string
select account_id, array_to_string(array_agg(distinct region order by region), ', ') as regions from resources group by account_id

-- name: unnest of array_agg
select unnest(array_agg(region order by id)) as r from resources

-- name: compare arrays
select array[1, 2] = array[1, 2] as a, array[1, 2] < array[1, 3] as b, array[1] <> array[2] as c, array[1, 2] > array[1] as d

-- name: group by array
select string_to_array(region, '-') as parts, count(*) from resources group by 1

-- name: array of documents
select array[tags, items] as a from resources where id = 1

-- name: array in jsonb
select to_jsonb(array_agg(region order by id)) as j from resources

-- name: array fill
select array_fill(7, array[3]) as a

-- name: trim array and shuffle free functions
select trim_array(array[1, 2, 3], 1) as a, array_dims(array[1, 2]) as b

-- name: null array elements
select (array[null, 'a'])[1] is null as a, array[null]::text[] as b, cardinality(array[null, null]::int[]) as c

-- name: mixed numbers
select array[1, 2.5] as a, array[1, 2]::numeric[] as b

-- name: array of mixed types
-- refused
select array[1, 'a']

-- name: array subscript of a null
select (null::text[])[1] as a
