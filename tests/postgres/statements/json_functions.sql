-- name: length of arrays
select id, jsonb_array_length(doc) as n from docs where jsonb_typeof(doc) = 'array'

-- name: length of null and empty
select jsonb_array_length(null) as a, jsonb_array_length('[]') as b, jsonb_array_length('[null]') as c

-- name: length of an object
-- refused
select jsonb_array_length('{"a": 1}') as n

-- name: length of a scalar
-- refused
select jsonb_array_length(doc) from docs where label = 'one'

-- name: length of json null
-- refused
select jsonb_array_length(doc) from docs where label = 'json null'

-- name: length of a member
select id, jsonb_array_length(items) as n, jsonb_array_length(policy -> 'Statement') as s from resources where name <> 'Web'

-- name: length behind a filter on its type
select id from (select id, doc from docs where jsonb_typeof(doc) = 'array' offset 0) q where jsonb_array_length(doc) > 2

-- name: length in a case
select id, case when jsonb_typeof(doc) = 'array' then jsonb_array_length(doc) else -1 end as n from docs

-- name: json_array_length
select json_array_length('[1, 2, {"a": []}]') as n

-- name: types
select id, jsonb_typeof(doc) as type, jsonb_typeof(doc -> 'n') as n, jsonb_typeof(doc -> 'name') as name from docs

-- name: type of json
select json_typeof('[1]'::json) as a, json_typeof('null'::json) as b, json_typeof('1.5') as c

-- name: build object
select jsonb_build_object('a', 1, 'b', 'x', 'c', null, 'd', true, 'e', 1.50, 'f', '{"z": 1}'::jsonb) as j

-- name: build object of columns
select jsonb_build_object('id', id, 'name', name, 'tags', tags, 'active', active, 'price', price) as j from resources

-- name: build object sorts its keys
select jsonb_build_object('long key', 1, 'b', 2, 'a', 3, 'b', 4) as j, jsonb_build_object() as empty

-- name: build object with a null key
-- refused
select jsonb_build_object(null, 1)

-- name: build object with odd arguments
-- refused
select jsonb_build_object('a')

-- name: build object from dates
select jsonb_build_object('at', created, 'local', modified, 'day', day) as j from resources where id in (1, 4)

-- name: json_build_object keeps order
select json_build_object('b', 1, 'a', array[1, 2])::text as j

-- name: build array
select jsonb_build_array(1, 'x', null, true, '[2]'::jsonb, array['p', 'q'], 1.10) as j, jsonb_build_array() as empty

-- name: build array of columns
select jsonb_build_array(id, name, items) as j from resources

-- name: to_jsonb of scalars
select to_jsonb(1) as a, to_jsonb('x'::text) as b, to_jsonb(true) as c, to_jsonb(1.50) as d, to_jsonb(null::text) as e

-- name: to_jsonb of arrays
select to_jsonb(array[1, 2, null]) as a, to_jsonb(array['x', 'y "z"']) as b, to_jsonb(array[]::int[]) as c

-- name: to_jsonb of times
select id, to_jsonb(at) as at, to_jsonb(local) as local, to_jsonb(day) as day from times

-- name: to_jsonb of a document is the document
select id, to_jsonb(doc) as j from docs

-- name: to_jsonb of floats
select id, to_jsonb(f) as f, to_jsonb(n) as n from numbers

-- name: to_jsonb of a row
select to_jsonb(n) as j from numbers n

-- name: row_to_json
select row_to_json(n)::jsonb as j from nets n

-- name: to_json text
select to_json('a "b"'::text)::text as a, to_json(1.0)::text as b

-- name: set a member
select jsonb_set('{"a": 1, "b": [1, 2]}', '{a}', '"x"') as a, jsonb_set('{"a": 1, "b": [1, 2]}', '{b,1}', 'null') as b

-- name: set a missing member
select jsonb_set('{"a": 1}', '{c}', '2') as made, jsonb_set('{"a": 1}', '{c}', '2', false) as not_made

-- name: set beyond the ends of an array
select jsonb_set('[1, 2]', '{9}', '3') as after, jsonb_set('[1, 2]', '{-9}', '0') as before

-- name: set with a null
select jsonb_set('{"a": 1}', '{a}', null) as nothing

-- name: insert an element
select jsonb_insert('{"a": [0, 1]}', '{a,1}', '"new"') as before, jsonb_insert('{"a": [0, 1]}', '{a,1}', '"new"', true) as after

-- name: strip nulls
select id, jsonb_strip_nulls(doc) as j from docs

-- name: pretty
select jsonb_pretty('{"a": [1, {"b": null}], "c": {}, "d": []}') as text

-- name: extract path
select id, jsonb_extract_path(doc, 'a', 'b') as b, jsonb_extract_path_text(doc, 'list', '0') as first from docs

-- name: object from text arrays
select jsonb_object('{a,1,b,2}') as a, jsonb_object('{a,b}', '{1,2}') as b

-- name: aggregate to a list
select region, jsonb_agg(name order by id) as names from resources group by region

-- name: aggregate nothing
select jsonb_agg(id) as list, jsonb_object_agg(s, id) as object from nothing

-- name: aggregate documents and nulls
select jsonb_agg(doc order by id) as all_docs from docs where id < 15

-- name: aggregate distinct
select jsonb_agg(distinct region) as regions from resources

-- name: aggregate with filter
select jsonb_agg(name order by id) filter (where active) as names, jsonb_agg(id) filter (where id > 99) as none from resources

-- name: aggregate built objects
select account_id, jsonb_agg(jsonb_build_object('name', name, 'size', size) order by id) as list from resources group by account_id

-- name: object aggregate
select jsonb_object_agg(id, name order by id) as j from resources

-- name: object aggregate, last of equal keys wins
select jsonb_object_agg(region, id order by id) as j from resources

-- name: object aggregate with a null key
-- refused
select jsonb_object_agg(s, id) from strings where id < 3

-- name: json_agg text has its own layout
select json_agg(id order by id)::text as text from resources where id < 4

-- name: coalesce of documents
select id, coalesce(tags, '{}') as tags, coalesce(items, '[]'::jsonb) as items from resources

-- name: coalesce of member texts
select id, coalesce(tags ->> 'Env', tags ->> 'env', 'none') as env from resources

-- name: nullif of documents
select id, nullif(tags, '{}') as tags from resources

-- name: case of documents
select id, case when tags = '{}' then null when tags is null then '{"none": true}' else tags end as tags from resources

-- name: greatest and least of member numbers
select id, greatest((doc ->> 'n')::numeric, 1.5) as g, least((doc ->> 'n')::numeric, 1.5) as l from docs where jsonb_typeof(doc -> 'n') = 'number'
