-- name: text to bool, every spelling
select s, s::bool as b from (values ('t'), ('true'), ('TRUE'), (' yes '), ('y'), ('on'), ('1'), ('f'), ('false'), ('no'), ('n'), ('off'), ('0'), ('tr'), ('fal'), ('of')) as v(s)

-- name: text to bool, empty
-- refused
select ''::bool

-- name: text to bool, nonsense
-- refused
select s::boolean from strings where s = 'abc'

-- name: text to bool, ambiguous o
-- refused
select 'o'::bool

-- name: member to bool
select id, (doc ->> 'ok')::bool as ok from docs

-- name: member to bool in where
select id from docs where (doc ->> 'ok')::bool

-- name: member to bool negated
select id from docs where not (doc ->> 'ok')::boolean

-- name: json to bool
select id, (doc -> 'ok')::bool as ok from docs where jsonb_typeof(doc -> 'ok') = 'boolean'

-- name: json string to bool
-- refused
select (doc -> 'ok')::bool from docs where label = 'wrong types'

-- name: json null to bool
select ('{"a": null}'::jsonb -> 'a')::bool as b

-- name: bool to text and to int
select active::text as t, active::int as i, count(*) from resources group by active

-- name: bool to bigint
-- refused
select true::bigint

-- name: int to bool
select 1::bool as a, 0::bool as b, (-5)::boolean as c

-- name: bigint to bool
-- refused
select size::bool from resources

-- name: text to int
select id, s, s::int as n from strings where s ~ '^\s*-?\d+\s*$'

-- name: text to int, empty
-- refused
select s::int from strings where s = ''

-- name: text to int, decimal
-- refused
select '1.5'::int

-- name: text to int, exponent
-- refused
select '1e3'::int

-- name: text to int, too large
-- refused
select '2147483648'::int

-- name: text to bigint, limits
select '9223372036854775807'::bigint as max, '-9223372036854775808'::int8 as min, ' +7 '::smallint as seven

-- name: text to bigint, too large
-- refused
select '9223372036854775808'::bigint

-- name: text to int, underscores and hex
select '1_000'::int as a, '0x1F'::int as b, '0b101'::int as c, '0o17'::int as d

-- name: member to int
select id, (i ->> 'Port')::int as port from resources, jsonb_array_elements(items) i

-- name: member to int compared
select id from resources, jsonb_array_elements(items) i where (i ->> 'Port')::int between 1 and 1024

-- name: json to int
select (i -> 'Port')::int as port from resources, jsonb_array_elements(items) i where jsonb_typeof(i -> 'Port') = 'number'

-- name: json number to int rounds
select '1.5'::jsonb::int as a, '2.5'::jsonb::int as b, '-0.5'::jsonb::int as c, '1e3'::jsonb::int as d

-- name: json string to int
-- refused
select '"1"'::jsonb::int

-- name: json object to int
-- refused
select '{}'::jsonb::int

-- name: json to numeric and float
select '1.50'::jsonb::numeric as n, '1.50'::jsonb::float as f, '-7'::jsonb::bigint as b

-- name: json to text
select '"a"'::jsonb::text as quoted, '1'::jsonb::text as one, 'null'::jsonb::text as nul, '{"a":1}'::jsonb::text as object

-- name: float to int rounds to even
select id, f::bigint as i from numbers where abs(f) < 1e15

-- name: halves to int
select 0.5::float::int as a, 1.5::float::int as b, 2.5::float::int as c, -0.5::float::int as d, -1.5::float::int as e

-- name: numeric halves to int
select 0.5::numeric::int as a, 1.5::numeric::int as b, 2.5::numeric::int as c, -0.5::numeric::int as d, -2.5::numeric::int as e

-- name: float to int out of range
-- refused
select 1e10::float::int

-- name: text to numeric
select '1.50'::numeric as a, ' -3 '::numeric as b, '1e3'::numeric as c, '.5'::numeric as d, '5.'::numeric as e, '0.00'::numeric as f

-- name: text to numeric, nonsense
-- refused
select 'abc'::numeric

-- name: text to numeric, empty
-- refused
select ''::decimal

-- name: text to numeric with scale
select '1.005'::numeric(10, 2) as a, '-1.5'::numeric(3, 0) as b, '12'::decimal(5, 1) as c, 99.994::numeric(4, 2) as d

-- name: numeric overflow
-- refused
select '100'::numeric(4, 2)

-- name: text to float
select '1.5'::float as a, 'NaN'::float8 as b, '-Infinity'::double precision as c, ' 1e3 '::real as d, 'inf'::float as e

-- name: text to float, nonsense
-- refused
select 'abc'::float

-- name: float to text
select id, f::text as t from numbers

-- name: floats to text, small and large
select 1e15::float::text as a, 1e16::float::text as b, 0.0001::float::text as c, 0.00001::float::text as d, 3::float::text as e, 'NaN'::float::text as f, '-inf'::float::text as g

-- name: real to text
select 0.1::real::text as a, 1e10::real::text as b, 16777216::real::text as c

-- name: numeric to text
select id, n::text as t from numbers

-- name: int to text
select id, i::text as i, b::text as b from numbers

-- name: int with text
select 'id ' || id as a, id || '' as b, size || '/' || price as c from resources

-- name: bool with text
select 'active: ' || active as t from resources

-- name: document with text
select 'tags: ' || tags::text as t from resources

-- name: timestamp with text
select 'at ' || at as a, 'local ' || local as b, 'day ' || day as c from times

-- name: text to date
select '2024-02-29'::date as a, '20240229'::date as b, 'Feb 29, 2024'::date as c, '2024-02-29T10:00:00Z'::date as d

-- name: text to date, no such day
-- refused
select '2024-02-30'::date

-- name: text to date, empty
-- refused
select ''::date

-- name: text to timestamp
select '2024-02-29 12:34:56.789'::timestamp as a, '2024-02-29T12:34:56Z'::timestamp as b, '2024-02-29'::timestamp as c

-- name: text to timestamptz
select id, txt, txt::timestamptz as at from times

-- name: text to timestamptz with offsets
select '2024-02-29 12:00:00+05:30'::timestamptz as a, '2024-02-29T12:00:00.123-08'::timestamptz as b, '2024-02-29 12:00'::timestamptz as c

-- name: text to timestamptz, nonsense
-- refused
select 'not a time'::timestamptz

-- name: timestamptz to date and back
select id, at::date as day, at::date::timestamptz as midnight, local::date as local_day from times

-- name: timestamp to text
select id, at::text as at, local::text as local, day::text as day from times

-- name: text to time
select '12:34'::time as a, '12:34:56.7'::time as b, '2024-01-01 10:00:00'::timestamp::time as c

-- name: text to int array
select '{1,2,3}'::int[] as a, '{}'::int[] as b, '{1,NULL}'::int[] as c, ' { 4 , 5 } '::bigint[] as d

-- name: text to text array
select '{a,b}'::text[] as a, '{"a b","c,d",NULL,"NULL","q\"t"}'::text[] as b, '{}'::text[] as c

-- name: text to array, nonsense
-- refused
select 'a,b'::text[]

-- name: text to int array, nonsense
-- refused
select '{a}'::int[]

-- name: array to text
select array[1, 2, null]::text as a, array['a', 'b c', '', null, 'null', 'q"t', 'x,y', 'b\s']::text as b, array[]::text[]::text as c, array[true, false]::text as d

-- name: nested array to text
select array[array[1, 2], array[3, 4]]::text as a

-- name: array to another array
select array['1', '2']::int[] as a, array[1, 2]::text[] as b, array[1.5, 2.5]::int[] as c

-- name: text to uuid
select 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid as a, '{a0eebc999c0b4ef8bb6d6bb9bd380a11}'::uuid::text as b

-- name: text to uuid, nonsense
-- refused
select 'zzz'::uuid

-- name: cast function form
select cast('5' as int) as a, cast(5 as text) as b, cast('{"a":1}' as jsonb) as c, cast(null as int) as d

-- name: type name form
select int '5' as a, date '2024-01-01' as b, timestamp '2024-01-01 10:00' as c, bool 'yes' as d, jsonb '[1]' as e

-- name: varchar of a length cuts
select 'abcdef'::varchar(3) as a, 'naïve'::varchar(3) as c

-- name: char of a length pads
select 'ab'::char(4) = 'ab' as a, length('ab'::char(4)) as b

-- name: casts bind tighter than minus
-- refused
select -1::text as t

-- name: cast of a concatenation
select ('1' || '2')::int + 1 as n

-- name: cast of an aggregate
select count(*)::text as t, sum(size)::text as s, avg(id)::int as a from resources

-- name: cast in join condition
select a.id from numbers a join strings s on a.i::text = s.s

-- name: text to interval
select '1 day'::interval as a, '2 hours 30 minutes'::interval as b, '-1 week'::interval as c, 'P1DT2H'::interval as d, '1:02:03'::interval as e

-- name: interval to text
select interval '1 day'::text as a, '36 hours'::interval::text as b, '1 year 2 mons -3 days 04:05:06.789'::interval::text as c, '-1 second'::interval::text as d, '0'::interval::text as e

-- name: text to regtype names
select pg_typeof(1)::text as a, pg_typeof('x'::text)::text as b, pg_typeof('{}'::jsonb)::text as c, pg_typeof(now())::text as d, pg_typeof(array[1])::text as e, pg_typeof(1.5)::text as f

-- name: null casts
select null::int as a, null::jsonb as b, null::text[] as c, null::inet as d, null::bool as e

-- name: error only where the row is reached
select id, case when s ~ '^\d+$' then s::int end as n from strings
