-- name: lower and upper
select id, lower(s) as l, upper(s) as u from strings

-- name: initcap
select initcap('hello wORLD-foo_bar 2nd') as a, initcap('') as b

-- name: length counts characters
select id, length(s) as n, char_length(s) as m, octet_length(s) as bytes from strings

-- name: concatenation with null
select 'a' || null as a, 'a' || '' as b, id, s || '!' as c from strings

-- name: concat skips nulls
select concat('a', null, 1, true, 1.50, '{"a":1}'::jsonb) as a, concat(null) as b

-- name: concat of columns
select concat(id, ':', name, ' ', active, ' ', created) as t from resources

-- name: concat_ws skips nulls, not empties
select concat_ws(', ', 'a', null, '', 'b') as a, concat_ws(',', null, null) as b, concat_ws(null, 'a', 'b') as c, concat_ws('-', 1, true, 2.50) as d

-- name: concat_ws of columns
select concat_ws('/', account_id, region, name, size) as t from resources

-- name: split_part
select split_part('a,b,,c', ',', 1) as a, split_part('a,b,,c', ',', 3) as b, split_part('a,b', ',', 9) as c, split_part('abc', '', 1) as d, split_part('', ',', 1) as e

-- name: split_part from the end
select split_part('a,b,c', ',', -1) as a, split_part('a,b,c', ',', -3) as b, split_part('a,b,c', ',', -4) as c

-- name: split_part at zero
-- refused
select split_part('a,b', ',', 0)

-- name: split_part of a column
select id, split_part(s, ':', 5) as account, split_part(s, '/', 2) as role from strings

-- name: split_part by a longer separator
select split_part('a::b::c', '::', 2) as a, split_part(null, ',', 1) as b

-- name: substring forms
select substring('abcdef' from 2 for 3) as a, substring('abcdef', 3) as b, substr('abcdef', 2, 2) as c, substring('abcdef' for 2) as d

-- name: substring out of range
select substring('abc', 0) as a, substring('abc', 0, 2) as b, substring('abc', -1, 3) as c, substring('abc', 9) as d, substring('naïve', 3, 1) as e

-- name: substring with negative length
-- refused
select substring('abc', 2, -1)

-- name: left and right
select left('abcde', 2) as a, right('abcde', 2) as b, left('abcde', -2) as c, right('abcde', -2) as d, left('abc', 9) as e, left('漢字', 1) as f

-- name: trim
select trim('  x ') as a, ltrim('  x ') || '|' as b, rtrim(' x  ') || '|' as c, trim(both 'x' from 'xxaxx') as d, trim(leading '0' from '0070') as e, btrim('[a]', '[]') as f

-- name: trim takes only spaces
select length(trim(e' \n\tx\t ')) as n

-- name: replace
select replace('aaa', 'a', 'bb') as a, replace('abc', '', 'x') as b, replace('abc', 'b', '') as c, replace(null, 'a', 'b') as d

-- name: translate
select translate('12345', '143', 'ax') as a, translate('abc', '', 'x') as b

-- name: position and strpos
select position('b' in 'abc') as a, strpos('abc', 'z') as b, position('' in 'abc') as c, strpos('漢字かな', 'か') as d

-- name: starts_with
select id from strings where starts_with(s, 'arn:') or s ^@ 'us-'

-- name: repeat, reverse, lpad, rpad
select repeat('ab', 3) as a, repeat('ab', -1) as b, reverse('abc漢') as c, lpad('7', 3, '0') as d, lpad('12345', 3) as e, rpad('a', 3, 'xy') as f

-- name: ascii, chr, md5
select ascii('A') as a, chr(233) as b, md5('abc') as c, ascii('') as d

-- name: encode and decode
select encode('abc'::bytea, 'base64') as a, encode('abc'::bytea, 'hex') as b, convert_from(decode('YWJj', 'base64'), 'UTF8') as c

-- name: sha256
select encode(sha256('abc'::bytea), 'hex') as h

-- name: quote functions
select quote_literal('it''s') as a, quote_ident('Select') as b, quote_nullable(null) as c

-- name: format with s
select format('%s is %s', 'a', 1) as a, format('%s%%', 50) as b, format('%s', null) as c, format('no marks') as d

-- name: format with I and L
select format('%I = %L', 'My Col', 'it''s') as a, format('%L', null) as b, format('%I', 'plain') as c

-- name: format with positions and widths
select format('%2$s %1$s', 'a', 'b') as a, format('|%5s|%-5s|', 'x', 'y') as b

-- name: format of columns
select format('%s in %s has %s', name, region, tags) as reason from resources

-- name: format with too few arguments
-- refused
select format('%s %s', 'a')

-- name: overlay
select overlay('abcdef' placing 'XX' from 3 for 2) as a, overlay('abc' placing 'Z' from 2) as b

-- name: comparison by code point
select s from strings where s < 'a' order by s

-- name: order by code point
select id, s from strings order by s, id

-- name: order descending puts nulls first
select id, s from strings order by s desc, id

-- name: min and max text
select min(s) as a, max(s) as b from strings

-- name: equality is case sensitive and padded is different
select 'a' = 'A' as a, 'a' = 'a ' as b, '' = ' ' as c

-- name: between texts
select id from strings where s between 'A' and 'a'

-- name: in a list
select id from strings where s in ('abc', '', 'É', null)

-- name: not in a list
select id from strings where s not in ('abc', '')

-- name: not in a list with null
select id from strings where s not in ('abc', null)

-- name: like
select id from strings where s like 'a%'

-- name: like with underscore
select id from strings where s like '_'

-- name: like with escapes
select id from strings where s like '%\_%' or s like '%!%' escape '!'

-- name: like with backslash
select id from strings where s like 'back\\slash'

-- name: like with no escape
select 'a\_b' like 'a\_b' as a, 'a_b' like 'a\_b' as b, 'a\xb' like 'a\_b' escape '' as c

-- name: like ends with the escape character
-- refused
select 'abcd' like 'abc\'

-- name: like with percent in the text
select '50%' like '50\%' as a, '50x' like '50\%' as b

-- name: not like
select id from strings where s not like '%a%'

-- name: ilike
select id from strings where s ilike 'A%'

-- name: ilike beyond ascii
select 'É' ilike 'é' as a, 'STRASSE' ilike 'straße' as b

-- name: not ilike
select id from strings where s not ilike '%A%'

-- name: like crosses newlines
select 'a
b' like 'a%b' as yes

-- name: like operators
select 'abc' ~~ 'a%' as a, 'ABC' ~~* 'a%' as b, 'abc' !~~ 'a%' as c, 'abc' !~~* 'x%' as d

-- name: like null
select null like 'a' as a, 'a' like null as b

-- name: like another column
select a.id, b.id as pattern from strings a, strings b where a.s like b.s || '%' and a.id <> b.id and b.s in ('a', 'foo', 'A')

-- name: like any of an array
select id from strings where s like any (array['a%', '%b%'])

-- name: ilike any of an array
select id from strings where s ilike any (array['A%', 'ſ'])

-- name: like all of an array
select id from strings where s like all (array['%a%', '%b%'])

-- name: not like all of an array
select id from strings where s not like all (array['%a%', '%e%'])

-- name: not like any of an array
select id from strings where s not like any (array['%a%', '%b%'])

-- name: not of like any
select id from strings where not (s like any (array['%a%', '%b%']))

-- name: like any with nulls
select 'a' like any (array[null, 'b']) as a, 'a' like any (array[null, 'a']) as b, 'a' like all (array[null, 'b']) as c, 'a' like any (array[]::text[]) as d

-- name: like any of an array literal
select id from strings where s like any ('{a%,us-%}')

-- name: member like any
select id from resources where tags ->> 'Env' like any (array['pr%', 'de_'])

-- name: like any of a subquery
select id from strings where s like any (select name || '%' from resources where name <> '')

-- name: string literals
select 'it''s' as a, e'tab\there' as b, e'\x41\u00e9' as c, $$dollar 'quoted'$$ as d, $t$a$$b$t$ as e, 'a\b' as f

-- name: unicode escapes
select U&'d\00E9j\00E0' as a

-- name: adjacent literals join over a line
select 'a'
'b' as ab

-- name: string_agg
select region, string_agg(name, ', ' order by id) as names from resources group by region

-- name: string_agg with nulls and none
select string_agg(s, '|' order by id) filter (where id < 8) as a, string_agg(s, ',') filter (where false) as b from strings

-- name: string_agg distinct
select string_agg(distinct region, ',') as r from resources

-- name: to_char of numbers
select to_char(1234.5, '9,999.99') as a, to_char(7, '000') as b, to_char(-5, 'S99') as c, to_char(0.5, 'FM0.00') as d, to_char(1234, 'FM9999') as e

-- name: coalesce of texts
select id, coalesce(s, 'none') as s, coalesce(nullif(s, ''), 'empty') as t from strings

-- name: text functions over null
select lower(null) as a, length(null) as b, split_part('a', null, 1) as c, replace('a', 'a', null) as d, left(null, 1) as e

-- name: concatenation of non-texts
select 1 || 'a' as a, 'a' || 1.50 as b, 'a' || true as c

-- name: concatenation of numbers
-- refused
select 1 || 2

-- name: text plus number
-- refused
select 'a' + 1

-- name: text compared with a number
-- refused
select id from strings where s = 1

-- name: collate
select s from strings where id < 20 order by s collate "C"

-- name: normalised case comparison
select id from resources where lower(name) = 'web'

-- name: similar to
select id from strings where s similar to '(a|A)(bc|BC)'

-- name: similar to with percent and classes
select 'abc' similar to 'a%' as a, 'abc' similar to '_b_' as b, 'abc' similar to 'b' as c, 'a1' similar to '[a-z][0-9]' as d, 'aab' similar to 'a{2}b' as e, 'a.c' similar to 'abc|a.c' as f

-- name: not similar to
select id from strings where s not similar to '%[0-9]%'

-- name: substring similar
select substring('foobar' similar '%#"o_b#"%' escape '#') as a
