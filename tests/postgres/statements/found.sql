-- name: window over an expression that may fail
select split_part(s, ',', 1) as p, rank() over (partition by split_part(s, ',', 1) order by id / 1) as r from strings

-- name: window over a constant
select id, rank() over (partition by array[1, 2, 3] order by 0) as r from strings

-- name: window over a cast
select id, row_number() over (partition by (tags ->> 'Env')::text order by (size::text)::numeric, id) as r from resources

-- name: distinct constants
select distinct '10.0.0.0/8'::cidr as a, 'x'::text as b from resources

-- name: distinct constant and column
select distinct 'x' as kind, region, null as nothing from resources

-- name: order by a constant expression
select id from resources order by 'x'::text, id

-- name: aggregate distinct of a constant
select array_agg(distinct 'x'::text) as a, count(distinct 1) as b, min('') as c from resources

-- name: aggregate distinct of a function in its own order
select array_agg(distinct split_part(region, '-', 1) order by split_part(region, '-', 1)) as a from resources

-- name: aggregate distinct of a function
select array_agg(distinct substring(region from 1 for 2)::text) as a, string_agg(distinct upper(region), ',') as b from resources

-- name: aggregate distinct in descending order
select array_agg(distinct region order by region desc) as a from resources

-- name: except over numerics
-- either
select round(1.50) as a, id from docs except select 1.50, id from docs

-- name: except over documents
-- either
select doc from docs except select doc from docs where id < 20

-- name: intersect over documents
-- either
select doc from docs intersect select doc from docs where id > 19

-- name: intersect all over documents
select doc -> 'n' as n from docs intersect all select doc -> 'n' from docs where id < 22

-- name: except over times and numbers
-- either
select at, local, day, 1.5 as n from times except select at, local, day, 1.50 from times where id > 3

-- name: intersect over arrays and addresses
select string_to_array(txt, '.') as a, ip from nets intersect select string_to_array(txt, '.'), ip from nets where id < 5

-- name: union of arrays of different integers
select array[id, 0] as a from strings where id = 1 union select array[1, 2, 3]

-- name: empty key exists
select id, doc ? '' as a, doc -> '' as b, doc ->> '' as c from docs

-- name: sharp s keeps its case
select upper('straße') as a, initcap('ß') as b, lower('ẞ') as c, 'ß' ilike 'ẞ' as d

-- name: like any with a subquery on the left
select id, (select string_agg(k, ',' order by k) from jsonb_object_keys(tags) k) like any (array['%Env%', 'x']) as a from resources

-- name: element of a scalar
select '1'::jsonb -> 0 as a, '1'::jsonb -> -1 as b, '1'::jsonb -> 1 as c, '"x"'::jsonb ->> 0 as d, 'null'::jsonb -> 0 as e

-- name: path into a scalar
select '1'::jsonb #> '{0}' as a, '"x"'::jsonb #>> '{0}' as b, '1'::jsonb #> '{}' as c, '1'::jsonb #> '{a}' as d

-- name: key of a list and element of an object
select '[1]'::jsonb -> 'a' as a, '{"a": 1}'::jsonb -> 0 as b, '[1]'::jsonb -> '0' as c, '[[1, 2]]'::jsonb #> '{0,1}' as d

-- name: path with numbers in other forms
select '[1, 2]'::jsonb #> '{01}' as a, '[1, 2]'::jsonb #> '{+1}' as b, '[1, 2]'::jsonb #> '{" 1"}' as c, '[1, 2]'::jsonb #> '{x}' as d

-- name: control characters in documents
select '"\u0001\u001f\u007f"'::jsonb as j, '"\u0001\u001f"'::jsonb::text as t, length('"\u0001"'::jsonb #>> '{}') as n

-- name: a zero character in a document
-- refused
select '"\u0000"'::jsonb

-- name: half of a surrogate pair
-- refused
select '"\ud83d"'::jsonb

-- name: escapes in keys
select k, v from jsonb_each('{"a\"b": 1, "a\\b": 2, "a\nb": 3, "a/b": 4, "\u00e9": 5}') as t(k, v)

-- name: escapes in keys are found
select '{"a\"b": 1, "a\\b": 2}'::jsonb -> 'a"b' as a, '{"a\\b": 2}'::jsonb -> 'a\b' as b, '{"a.b": {"c d": 3}}'::jsonb #> '{a.b,c d}' as c, '{"$": 1, "*": 2}'::jsonb -> '*' as d

-- name: numbers as jsonb writes them
select '[1e2, 1E-2, 1.0e1, -0, 0.10, 1e400, 12345678901234567890.5, -0.0]'::jsonb as j, '[1e2, 1.50, -0]'::jsonb::text as t

-- name: numbers equal in documents
select '1'::jsonb = '1.0'::jsonb as a, '[1e2]'::jsonb = '[100]'::jsonb as b, '{"a": 0}'::jsonb = '{"a": -0}'::jsonb as c, '1'::jsonb <> '1.00'::jsonb as d

-- name: numbers equal in documents are one group
-- either
select j, count(*) from (values ('1'::jsonb), ('2'), ('1')) v(j) group by j

-- name: order of documents by type and size
select j from (values ('{}'::jsonb), ('[]'), ('null'), ('true'), ('false'), ('1'), ('"a"'), ('[1, 2]'), ('[3]'), ('{"a": 1}'), ('{"b": 0}'), ('{"a": 1, "b": 2}'), ('"B"'), ('"b"'), ('-1'), ('10')) v(j) order by j

-- name: deep documents
select ('[[[[[[[[[[{"a": [[[1]]]}]]]]]]]]]]'::jsonb #> '{0,0,0,0,0,0,0,0,0,0,a,0,0}') as j

-- name: quotes in text that is cast to json
select ('{"a": "' || 'x' || '"}')::jsonb as j, to_jsonb('{"a": 1}'::text) as t, ('"' || 'é"')::jsonb as u

-- name: type of a parameter from another use
-- params: [["Env", "Owner"]]
select id, tags ?& $1 as yes, to_jsonb($1) - array(select jsonb_object_keys(tags)) as missing from resources

-- name: rows of a table counted
select count(r.*) as n, count(r) as m from resources r

-- name: rows of an outer join counted
select a.id, count(b.*) as n from resources a left join resources b on b.region = a.region and b.id > a.id group by a.id

-- name: first element by a number in a correlated subquery
select id, (select i from jsonb_array_elements(items) i order by (i ->> 'Port')::int nulls last limit 1) as first from resources

-- name: limit in a lateral subquery
select r.id, q.name from resources r left join lateral (select o.name from resources o where o.region = r.region and o.id > r.id order by o.id limit 1) q on true

-- name: time differences justified
select justify_days(max('2024-06-15'::timestamp - local)) as a, justify_interval(interval '1 mon -1 hour') as b from times
