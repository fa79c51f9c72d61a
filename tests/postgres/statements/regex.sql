-- name: match
select id from strings where s ~ '^[a-z]+$'

-- name: match without case
select id from strings where s ~* '^FOO'

-- name: no match
select id from strings where s !~ '\d'

-- name: no match without case
select id from strings where s !~* 'A'

-- name: match is anywhere
select 'xaby' ~ 'ab' as a, 'ab' ~ '' as b, null ~ 'a' as c, 'a' ~ null as d

-- name: classes
select id, s ~ '\d' as d, s ~ '\w' as w, s ~ '\s' as sp, s ~ '\D' as nd, s ~ '\W' as nw, s ~ '\S' as ns from strings

-- name: named classes
select id, s ~ '[[:alpha:]]' as a, s ~ '[[:digit:]]' as d, s ~ '[[:space:]]' as s, s ~ '[[:upper:]]' as u, s ~ '[[:punct:]]' as p from strings where octet_length(s) = length(s)

-- name: lookahead
select id from strings where s ~ '^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{6,}$'

-- name: negative lookahead
select id from strings where s ~ '^us-(?!gov)'

-- name: lookbehind
select id from strings where s ~ '(?<=us-)gov'

-- name: negative lookbehind
select id from strings where s ~ '(?<!us-)gov|(?<!a)b'

-- name: back reference
select 'abab' ~ '(ab)\1' as a, 'abba' ~ '^(.)(.)\2\1$' as b, 'aaa' ~ '^(a)\1\1$' as c

-- name: word boundaries
select 'a cat sat' ~ '\mcat\M' as a, 'concat' ~ '\mcat' as b, 'concat' ~ 'cat\M' as c, 'a cat' ~ '\ycat\y' as d, 'concat' ~ '\Ycat' as e

-- name: anchors
select e'a\nb' ~ '^b' as a, e'a\nb' ~ 'a$' as b, e'a\nb' ~ '(?n)^b' as c, 'ab' ~ '\Aa' as d, 'ab' ~ 'b\Z' as e

-- name: dot and newline
select e'a\nb' ~ 'a.b' as a, e'a\nb' ~ '(?n)a.b' as b, e'a\nb' ~ '(?s)a.b' as c, e'a\nb' ~ '(?p)a.b' as d, e'a\nb' ~ '(?w)^b' as e

-- name: embedded flags
select 'ABC' ~ '(?i)abc' as a, 'a b' ~ '(?x)a\ b # comment' as b, 'ABC' ~* '(?c)abc' as c

-- name: literal and basic directors
select 'a.c' ~ '***=a.c' as a, 'abc' ~ '***=a.c' as b, 'abc' ~ '***:a.c' as c

-- name: bounds
select 'aaa' ~ '^a{3}$' as a, 'aaa' ~ '^a{2,}$' as b, 'aaa' ~ '^a{1,2}$' as c, 'a{' ~ 'a\{' as d

-- name: alternation is leftmost longest
select substring('foobar' from 'foo|foobar') as a, substring('abcd' from 'a|ab|abc') as b

-- name: greedy and not
select substring('<a><b>' from '<.*>') as a, substring('<a><b>' from '<.*?>') as b, substring('aaa' from 'a+?') as c

-- name: greediness is the whole expression's
select substring('XY1234Z' from 'Y*([0-9]{1,3})') as a, substring('XY1234Z' from 'Y*?([0-9]{1,3})') as b

-- name: escapes
select 'a.b' ~ 'a\.b' as a, 'axb' ~ 'a\.b' as b, e'\t' ~ '\t' as c, 'A' ~ '\x41' as d, 'é' ~ '\u00e9' as e, '(' ~ '\(' as f

-- name: brackets
select ']' ~ '[]]' as a, '-' ~ '[a-]' as b, '^' ~ '[x^]' as c, 'b' ~ '[^a]' as d, '\' ~ '[\\]' as e, '1' ~ '[\d]' as f, '_' ~ '[\w]' as g

-- name: unicode
select '漢字' ~ '^\w+$' as a, 'é' ~ '[[:alpha:]]' as b, 'naïve' ~ 'na.ve' as c, 'É' ~* 'é' as d

-- name: bad expression
-- refused
select 'a' ~ '('

-- name: bad bracket
-- refused
select 'a' ~ '[z-a]'

-- name: bad repetition
-- refused
select 'a' ~ 'a**'

-- name: expression from a column
select a.id, b.id as pattern from strings a, strings b where b.s in ('a', '^a', '1', '50%') and a.s ~ b.s

-- name: substring by expression
select id, substring(s from '\d+') as n from strings

-- name: substring by expression with a group
select substring('foobar' from 'o(.)b') as a, substring('foobar' from 'o(?:.)b') as b, substring('foobar', 'zz') as c, substring('foobar' from '(f)(o)') as d

-- name: account of an arn
select id, substring(s from 'arn:aws:iam::(\d{12}):') as account from strings

-- name: replace first
select regexp_replace('foobarbar', 'bar', 'X') as a, regexp_replace('foobarbar', 'b..', 'X', 'g') as b, regexp_replace('abc', 'z', 'X') as c

-- name: replace with groups
select regexp_replace('foobarbar', 'b(..)', 'X\1Y', 'g') as a, regexp_replace('John Smith', '(\w+) (\w+)', '\2, \1') as b, regexp_replace('abc', 'b', '[\&]') as c, regexp_replace('abc', 'b', '\\') as d

-- name: replace without case
select regexp_replace('FooBAR', 'o+b', '-', 'i') as a, regexp_replace('aAaA', 'a', 'x', 'gi') as b

-- name: replace from a start and the nth
select regexp_replace('aaaa', 'a', 'b', 2) as a, regexp_replace('aaaa', 'a', 'b', 1, 3) as b, regexp_replace('AaAa', 'a', 'b', 1, 2, 'i') as c

-- name: replace empty matches
select regexp_replace('abc', '', '-') as a, regexp_replace('abc', '', '-', 'g') as b, regexp_replace('abc', 'x*', '-', 'g') as c

-- name: replace in columns
select id, regexp_replace(s, '[^a-zA-Z0-9]+', '_', 'g') as t from strings

-- name: matches in select
select regexp_matches('foobarbequebaz', '(bar)(beque)') as m

-- name: matches, all
select regexp_matches('foobarbequebazilbarfbonk', '(b[^b]+)(b[^b]+)', 'g') as m

-- name: matches without groups
select regexp_matches('a1b22', '\d+', 'g') as m

-- name: matches in from
select id, m[1] as part from strings, regexp_matches(s, '([a-z]+)-([a-z]+)') as m

-- name: matches, none
select id, regexp_matches(s, 'zzz') as m from strings

-- name: matches with an optional group
select regexp_matches('ab', '(a)(x)?(b)') as m

-- name: regexp_match
select regexp_match('foobarbequebaz', 'bar.*que') as a, regexp_match('abc', '(z)') as b, (regexp_match('k=v', '(\w)=(\w)'))[2] as c

-- name: match with flags
select regexp_match('ABC', 'b', 'i') as a, (regexp_match(s, '^(\w)', 'i'))[1] as b from strings where id in (4, 5)

-- name: split to array
select regexp_split_to_array('the quick  fox', '\s+') as a, regexp_split_to_array('abc', '') as b, regexp_split_to_array('a1b', '\d') as c, regexp_split_to_array('', ',') as d

-- name: split to array and pick
select id, (regexp_split_to_array(s, '[:/]'))[2] as part from strings

-- name: split to array length
select id, array_length(regexp_split_to_array(s, ','), 1) as n from strings

-- name: split to array, separator at the ends
select regexp_split_to_array(',a,', ',') as a, regexp_split_to_array('xAyaz', 'a', 'i') as b

-- name: count, like, instr, substr
select regexp_count('banana', 'a') as a, regexp_like('ABC', 'b', 'i') as b, regexp_instr('abcabc', 'c') as c, regexp_substr('abc123', '\d+') as d, regexp_count('banana', 'an', 2) as e

-- name: match any of an array
select id from strings where s ~ any (array['^us-', '^\d+$'])

-- name: match all of an array
select id from strings where s ~ all (array['a', 'b'])

-- name: no match in a case
select id, case when s ~ '^\d+$' then 'number' when s ~* '^(true|false)$' then 'bool' else 'text' end as kind from strings

-- name: quoted regex functions with null
select regexp_replace(null, 'a', 'b') as a, regexp_replace('a', 'a', null) as b, substring(null::text from 'a') as c, regexp_match(null, 'a') as d

-- name: star of a group with lookahead
select 'foobar' ~ 'foo(?=bar)' as a, substring('foobar' from 'foo(?=bar)') as b, substring('foobaz' from 'foo(?!bar)') as c

-- name: possessive looking quantifiers
-- refused
select 'aaa' ~ 'a++'

-- name: case folding in brackets
select 'Q' ~* '[a-z]' as a, 'q' ~* '[A-Z]' as b, 'Q' ~* '[^q]' as c

-- name: common checks
select id, s ~ '^arn:aws[a-z-]*:iam::\d{12}:role/.+' as role, s ~ '^[\w.+-]+@[\w-]+\.[\w.]+$' as mail, s ~ '^sg-[0-9a-f]{8}$' as sg from strings
