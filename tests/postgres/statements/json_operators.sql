-- name: member of any document
select id, doc -> 'name' from docs

-- name: member as text of any document
select id, doc ->> 'name' as name from docs

-- name: text of a number, a boolean and null
select id, doc ->> 'n' as n, doc ->> 'ok' as ok from docs

-- name: text of an object has spaces
select id, doc ->> 'a' as a from docs

-- name: text of a list has spaces
select id, doc ->> 'list' as list from docs

-- name: chain of members
select id, doc -> 'a' -> 'b' -> 'c' as c from docs

-- name: chain ending in text
select id, doc -> 'a' -> 'b' ->> 'c' as c from docs

-- name: element by number
select id, doc -> 0 as first, doc -> 1 as second from docs

-- name: element by negative number
select id, doc -> -1 as last, doc ->> -2 as before_last from docs

-- name: element beyond the end
select id, doc -> 99 as none, doc -> -99 as none_either from docs

-- name: element as text
select id, doc ->> 0 as first from docs

-- name: number does not pick a member called 0
select doc -> 0 as by_number, doc -> '0' as by_name from docs where label = 'odd keys'

-- name: member with a dot, a space and a dollar in its name
select doc -> 'a.b' as dot, doc -> 'a b' as space, doc ->> '$x' as dollar, doc ->> '0' as zero from docs

-- name: names are case sensitive
select doc ->> 'A' as upper, doc ->> 'a' as lower from docs where label = 'odd keys'

-- name: member with an empty name
select doc -> '' as nameless from docs where label = 'key lengths'

-- name: member whose name is another column
select id, doc -> label as own from docs

-- name: element whose number is another column
select id, doc -> (id - 26)::int as own from docs

-- name: null key
select id, doc -> null::text as nothing from docs

-- name: path as array literal
select id, doc #> '{a,b,c}' as c, doc #>> '{a,b,c,1,d}' as d from docs

-- name: path as array constructor
select id, doc #> array['list', '0'] as first, doc #>> array['list', '-1'] as last from docs

-- name: empty path
select id, doc #> '{}' as whole, doc #>> '{}' as text from docs

-- name: path with a null in it
select id, doc #> array['a', null] as nothing from docs

-- name: document equals itself in other order and spacing
select a.id as a, b.id as b from docs as a join docs as b on a.doc = b.doc where a.id < b.id

-- name: document equals a literal
select id from docs where doc = '{"ok": true, "name": "alpha", "n": 1}'

-- name: one equals one point zero
select id from docs where doc = '1'

-- name: numbers equal inside documents
select id from docs where doc = '{"ok": true, "name": "alpha", "n": 1.00}'::jsonb

-- name: document differs from a literal
select id from docs where doc <> '{}'

-- name: null document is not json null
select id, doc is null as sql_null, doc = 'null' as json_null from docs

-- name: member is null either way
select id from docs where doc -> 'name' is null

-- name: member text is null either way
select id from docs where doc ->> 'name' is null and doc is not null

-- name: documents are distinct
-- either
select distinct doc from docs where doc is not null

-- name: documents in groups
-- either
select doc, count(*) from docs group by doc

-- name: documents in order
select id, doc from docs order by doc, id

-- name: documents in descending order, nulls last
select id from docs order by doc desc nulls last, id

-- name: document compared with less
select a.label as a, b.label as b from docs as a, docs as b where a.doc < b.doc

-- name: document as text
select id, doc::text as text from docs

-- name: document as varchar
select id, doc::varchar as text from docs

-- name: literal as jsonb sorts keys and drops spaces
select '{"bb":1,"a":2,"a":3,  "ccc" :[ ]}'::jsonb as j, '{"bb":1,"a":2,"a":3,  "ccc" :[ ]}'::jsonb::text as t

-- name: literal as json keeps the text
select '{"bb":1,"a":2,"a":3,  "ccc" :[ ]}'::json::text as t

-- name: json operators on json
select '{"bb":1,"a":{"x" : 1}}'::json -> 'a' as a, '{"bb":1,"a":{"x" : 1}}'::json ->> 'a' as t

-- name: json from jsonb and back
select doc::json::jsonb as j from docs where label in ('object', 'nested')

-- name: bad json literal
-- refused
select '{"a": }'::jsonb

-- name: bad json in a column
-- refused
select s::jsonb from strings where s = 'abc'

-- name: good json in a column
select id, s::jsonb as j from strings where s in ('{}', '[]', '{"a": 1}', 'null', '0', '42', '-7', '3.14', '1e3', 'true', ' 12 ')

-- name: key exists
select id from docs where doc ? 'name'

-- name: key exists in a list of strings
select id, doc ? 'a' as a, doc ? '1' as one from docs

-- name: key exists in a scalar string
select '"foo"'::jsonb ? 'foo' as yes, '"foo"'::jsonb ? 'bar' as no, '1'::jsonb ? '1' as number

-- name: any key exists
select id, doc ?| array['name', 'zzz'] as either from docs

-- name: all keys exist
select id, doc ?& array['name', 'n'] as both from docs

-- name: any and all of no keys
select doc ?| array[]::text[] as any_of_none, doc ?& array[]::text[] as all_of_none from docs where doc is not null

-- name: any key as array literal
select id from docs where doc ?| '{a,b}'

-- name: key exists negated
select id from docs where not (doc ? 'name')

-- name: key exists below a member
select id from docs where (doc -> 'a') ? 'b'

-- name: key exists beside parameters
-- params: ["name", "alpha"]
select id from docs where doc ? $1 and doc ->> 'name' = $2

-- name: contains object
select id, doc @> '{"n": 1}' as yes from docs

-- name: contains nested object
select id from docs where doc @> '{"a": {"b": {}}}'

-- name: contains array elements in any order
select id from docs where doc @> '["b", "a"]'

-- name: contains scalar in array
select '["foo", "bar"]'::jsonb @> '"bar"' as special, '[1, 2]'::jsonb @> '2' as number, '"bar"'::jsonb @> '["bar"]' as not_so

-- name: contains empty
select id, doc @> '{}' as object, doc @> '[]' as list from docs

-- name: contains repeated element
select '[1, 2]'::jsonb @> '[1, 1, 1]' as repeated, '[1]'::jsonb @> '[1.0]' as scale

-- name: contains nested list
select '[[1, 2], 3]'::jsonb @> '[[1]]' as inner_, '[[1, 2], 3]'::jsonb @> '[1]' as outer_only

-- name: contains null member
select '{"a": null}'::jsonb @> '{"a": null}' as yes, '{"a": 1}'::jsonb @> '{"a": null}' as no

-- name: contained by
select id from docs where doc <@ '{"name": "alpha", "n": 1, "ok": true, "more": 2}'

-- name: contains another column
select a.id as a, b.id as b from docs as a join docs as b on a.doc @> b.doc and a.id <> b.id

-- name: contains is null for null
select null::jsonb @> '{}'::jsonb as a, '{}'::jsonb @> null as b

-- name: concatenate objects
select '{"a": 1, "b": 2}'::jsonb || '{"b": 3, "c": 4}'::jsonb as j

-- name: concatenate lists
select '[1, 2]'::jsonb || '[2, [3]]'::jsonb as j

-- name: concatenate list and scalar
select '[1]'::jsonb || '2'::jsonb as a, '1'::jsonb || '[2]'::jsonb as b, '1'::jsonb || '"x"'::jsonb as c

-- name: concatenate list and object
select '[1]'::jsonb || '{"a": 2}'::jsonb as a, '{"a": 2}'::jsonb || '[1]'::jsonb as b

-- name: concatenate object and scalar
select '{"a": 1}'::jsonb || '2'::jsonb as j

-- name: concatenate documents of a column
select id, doc || '{"added": [1, 2]}' as j from docs where jsonb_typeof(doc) = 'object'

-- name: concatenate null
select '{"a": 1}'::jsonb || null as nothing

-- name: delete a key
select id, doc - 'name' as rest from docs where jsonb_typeof(doc) in ('object', 'array')

-- name: delete several keys
select id, doc - array['name', 'n', 'zzz'] as rest from docs where jsonb_typeof(doc) = 'object'

-- name: delete an element
select '["a", "b", "c"]'::jsonb - 1 as a, '["a", "b", "c"]'::jsonb - -1 as b, '["a"]'::jsonb - 5 as c

-- name: delete from a scalar
-- refused
select '1'::jsonb - 'a' as j

-- name: delete an element of an object
-- refused
select '{"a": 1}'::jsonb - 1 as j

-- name: delete at a path
select '{"a": {"b": [1, 2, 3]}}'::jsonb #- '{a,b,1}' as a, '{"a": 1}'::jsonb #- '{zzz}' as b

-- name: member compared with a number text
select id from docs where doc ->> 'n' = '1'

-- name: member compared as number
select id from docs where jsonb_typeof(doc -> 'n') = 'number' and (doc ->> 'n')::numeric >= 1

-- name: member compared as json
select id from docs where doc -> 'n' = '1'

-- name: member compared as json with a string
select id from docs where doc -> 'name' = '"alpha"'

-- name: member in a list of texts
select id from docs where doc ->> 'name' in ('alpha', 'last', '5')

-- name: members of both sides
select a.id as a, b.id as b from docs a, docs b where a.doc -> 'n' = b.doc -> 'n' and a.id < b.id

-- name: unicode escapes come out as characters
select doc ->> 0 as nothing, doc #>> '{}' as text, length(doc #>> '{}') as n from docs where label in ('unicode', 'quotes')

-- name: big numbers keep every digit
select doc::text as t, doc #>> '{}' as u, (doc #>> '{}')::numeric + 1 as n from docs where label in ('big', 'tiny', 'exponent', 'negative')

-- name: precedence of arrow and equality
select id, doc ->> 'name' = 'alpha' as same, doc -> 'n' is not null as has_n from docs

-- name: precedence of arrow and concatenation
select 'n=' || (doc ->> 'n') as text, 'is ' || (doc ->> 'name') || '!' as text2 from docs

-- name: arrow on a parenthesised coalesce
select id, (coalesce(doc -> 'a', '{"b": "none"}') -> 'b')::text as b from docs

-- name: arrow on a literal
select '[1, 2, 3]'::jsonb -> 1 as n, '{"a": {"b": "c"}}'::jsonb -> 'a' ->> 'b' as t

-- name: arrow on text column is refused
-- refused
select s -> 'a' from strings

-- name: subscript of a document
select doc['name'] as name, doc['a']['b'] as b, doc['list'][0] as first from docs
