-- name: text parameter
-- params: ["us-east-1"]
select id from resources where region = $1

-- name: number parameter
-- params: [5]
select id from numbers where i > $1

-- name: parameter used twice
-- params: ["us-east-1"]
select id, $1::text as p from resources where region = $1

-- name: parameters out of order
-- params: ["b", "a"]
select $2::text as first, $1::text as second

-- name: parameter cast to int
-- params: ["3"]
select id from resources where id = $1::int

-- name: parameter cast to bool
-- params: ["true"]
select id from resources where active = $1::bool

-- name: parameter as json
-- params: ["{\"Env\": \"prod\"}"]
select id from resources where tags @> $1::jsonb

-- name: parameter as json list
-- params: ["[\"Env\", \"Owner\"]"]
select id from resources where tags ?& (select array_agg(k) from jsonb_array_elements_text($1::jsonb) as k)

-- name: parameter as text array
-- params: [["Env", "Owner"]]
select id from resources where tags ?& $1

-- name: parameter as text array beside question marks
-- params: [["Env", "Extra"], "Owner"]
select id from resources where tags ?| $1 and tags ? $2

-- name: parameter array in unnest
-- params: [["a", "b"]]
select k, n from unnest($1::text[]) with ordinality as t(k, n)

-- name: missing tags by parameter
-- params: [["Env", "Owner"]]
select id, array(select k from unnest($1::text[]) as k where not tags ? k) as missing from resources

-- name: parameter in like
-- params: ["us-%"]
select id from resources where region like $1

-- name: parameter in like any
-- params: [["us-%", "ap-%"]]
select id from resources where region like any ($1)

-- name: parameter null
-- params: [null]
select id, coalesce($1::text, 'none') as p from resources

-- name: parameter in interval
-- params: ["90 days"]
select id from times where at < '2024-06-15'::timestamptz - $1::interval

-- name: parameter in limit
-- params: [2]
select id from resources order by id limit $1

-- name: parameter in select with arithmetic
-- params: [7]
select $1::int / 2 as q, $1::numeric / 2 as n

-- name: ten parameters
-- params: ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]
select concat($10::text, $1::text) as a, $2::text || $3::text as b, $4::text as c, $5::text as d, $6::text as e, $7::text as f, $8::text as g, $9::text as h

-- name: text like a parameter is text
select '$1' as a, 's' as "$2"

-- name: bad parameter for a cast
-- params: ["abc"]
-- refused
select $1::int
