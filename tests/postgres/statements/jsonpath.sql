-- name: query members
select id, jsonb_path_query(doc, '$.name') as name from docs

-- name: query all elements
select id, jsonb_path_query(doc, '$[*]') as e from docs where jsonb_typeof(doc) = 'array'

-- name: query in from
select d.id, p from docs d, jsonb_path_query(d.doc, '$.list[*]') as p

-- name: query in from with a column name
select d.id, p.v from docs d, jsonb_path_query(d.doc, '$[*].id') as p(v)

-- name: query a deep member
select id, jsonb_path_query(doc, '$.a.b.c[1].d') as d from docs

-- name: query any depth
select jsonb_path_query('{"a": {"b": 1}, "c": [{"b": 2}]}', '$.**.b') as b

-- name: query with a filter
select jsonb_path_query('[1, 5, 10, "x"]', '$[*] ? (@ > 4)') as n

-- name: query with a filter on a member
select r.id, i from resources r, jsonb_path_query(r.items, '$[*] ? (@.Port == 22)') as i

-- name: query with and, or, not
select jsonb_path_query('[{"a": 1, "b": 2}, {"a": 3, "b": 4}, {"b": 2}]', '$[*] ? (@.a == 1 && @.b == 2 || !(@.a < 5))') as o

-- name: query with exists
select jsonb_path_query('[{"a": 1}, {"b": 2}]', '$[*] ? (exists (@.a))') as o

-- name: query with like_regex and starts with
select jsonb_path_query('["abc", "xabc", "ABC"]', '$[*] ? (@ like_regex "^ab")') as r, jsonb_path_query('["abc", "xabc"]', '$[*] ? (@ starts with "x")') as s

-- name: query star of an object
select jsonb_path_query('{"b": 1, "a": [2]}', '$.*') as v

-- name: query with subscripts
select jsonb_path_query('[10, 20, 30, 40]', '$[0, 2 to 3]') as v, jsonb_path_query('[10, 20]', '$[last]') as l

-- name: query methods
select jsonb_path_query('{"a": [1, 2, 3], "s": "12"}', '$.a.size()') as size, jsonb_path_query('{"s": "x"}', '$.s.type()') as type

-- name: query quoted member
select jsonb_path_query(doc, '$."a.b"') as v from docs where label = 'odd keys'

-- name: query array
select id, jsonb_path_query_array(doc, '$[*].id') as ids from docs

-- name: query first
select id, jsonb_path_query_first(doc, '$.list[*]') as first from docs

-- name: path exists
select id, jsonb_path_exists(doc, '$.a.b') as yes from docs

-- name: path exists with a filter
select id from resources where jsonb_path_exists(items, '$[*] ? (@.Port == 22 && @.On == true)')

-- name: path match
select id, jsonb_path_match(doc, '$.n == 1') as yes from docs where jsonb_typeof(doc) = 'object'

-- name: operator exists
select id from docs where doc @? '$.list[*]'

-- name: operator match
select id, doc @@ '$.n >= 1' as yes from docs

-- name: query with variables
select jsonb_path_query('[1, 2, 3]', '$[*] ? (@ >= $min)', '{"min": 2}') as n

-- name: strict mode misses
-- refused
select jsonb_path_query('{"a": 1}', 'strict $.b') as b

-- name: lax mode unwraps
select jsonb_path_query('[{"a": 1}, {"a": [2, 3]}]', '$.a[*]') as a, jsonb_path_query('{"a": 1}', 'lax $[0].a') as b

-- name: bad path
-- refused
select jsonb_path_query('{}', '$.[') as b

-- name: path arithmetic
select jsonb_path_query('{"a": 7}', '$.a + 3') as sum, jsonb_path_query('{"a": 7}', '-$.a * 2') as product
