-- name: integer division truncates
select id, i / 2 as half, i / -2 as minus_half from numbers

-- name: integer division of literals
select 7 / 2 as a, -7 / 2 as b, 7 / -2 as c, 7 / 2.0 as d, 7.0 / 2 as e, 1 / 3.0 as f

-- name: integer division of columns
select id, i / b as q from numbers where b <> 0 and i <> -2147483648

-- name: bigint division
select id, b / 7 as q from numbers

-- name: division by zero
-- refused
select i / 0 from numbers

-- name: numeric division by zero
-- refused
select 1.5 / 0

-- name: float division by zero
-- refused
select 1.5::float / 0

-- name: modulo by zero
-- refused
select 5 % 0

-- name: modulo keeps the sign of the dividend
select 7 % 3 as a, -7 % 3 as b, 7 % -3 as c, mod(-7, 3) as d, 5.5 % 2 as e

-- name: count divided by count
select count(*) / 2 as half, count(*) / count(i) as ratio from numbers

-- name: percentage with integers
select count(*) filter (where active) * 100 / count(*) as percent from resources

-- name: percentage with numeric
select round(count(*) filter (where active) * 100.0 / count(*), 2) as percent from resources

-- name: int overflow
-- refused
select i + 1 from numbers where id = 6

-- name: bigint overflow
-- refused
select b + 1 from numbers where id = 6

-- name: int times int overflow
-- refused
select 100000 * 100000

-- name: int plus bigint
select 2147483647 + 1::bigint as a, 2147483648 as b, 9223372036854775808 as c

-- name: numeric arithmetic keeps scale
select 1.10 + 2.2 as a, 1.10 * 2.20 as b, 10 - 0.50 as c, 1.5 - 1.5 as d

-- name: numeric column arithmetic
select id, n + 1 as a, n * 2 as b, n - 0.5 as c, -n as d from numbers

-- name: numeric with int and float
select n + i as a, n + f as b from numbers where id in (1, 2, 3)

-- name: float arithmetic
select id, f + 0.1::float as a, f * 3 as b, f / 4 as c from numbers

-- name: numeric division scale
select 1.0 / 3 as a, 10.00 / 4 as b, 22 / 7.0 as c, 1 / 1.5 as d

-- name: round
select round(2.5) as a, round(-2.5) as b, round(2.345, 2) as c, round(1234.5, -2) as d, round(2.5::float) as e, round(3.5::float) as f

-- name: ceil, floor, trunc, sign, abs
select ceil(1.2) as a, floor(-1.2) as b, trunc(-1.9) as c, trunc(1.987, 2) as d, sign(-3.5) as e, abs(-7) as f, ceiling(-0.5) as g

-- name: ceil and floor of floats
select id, ceil(f) as c, floor(f) as l, trunc(f) as t from numbers

-- name: power, sqrt, exp, ln, log
select power(2, 10) as a, 2 ^ 0.5::float as b, sqrt(16::float) as c, exp(1::float) as d, ln(10::float) as e, log(100::float) as f

-- name: power is left associative
select 2 ^ 3 ^ 2 as n, -2 ^ 2 as m

-- name: div, gcd, lcm, factorial
select div(7, 2) as a, div(-7.5, 2) as b, gcd(12, 18) as c, lcm(4, 6) as d

-- name: greatest and least skip nulls
select greatest(1, null, 3) as a, least(null, 2, 1) as b, greatest(null::int, null) as c

-- name: greatest of columns
select id, greatest(i, b) as g, least(f, n) as l from numbers

-- name: width_bucket
select width_bucket(5.35, 0.024, 10.06, 5) as a

-- name: bit operators
select 91 & 15 as a, 32 | 3 as b, 17 # 5 as c, ~1 as d, 1 << 4 as e, 8 >> 2 as f

-- name: between
select id from numbers where i between 1 and 8

-- name: between symmetric
select id from numbers where i between symmetric 8 and 1

-- name: not between with null
select id from numbers where i not between 1 and 8

-- name: compare int with numeric literal
select id from numbers where i > 6.5

-- name: compare float with numeric
select id from numbers where f = 0.1

-- name: numeric equality ignores scale
select 1.0 = 1 as a, 1.10 = 1.1 as b, count(*) from numbers where n = 100

-- name: distinct numerics
-- either
select count(distinct x) from (values (1.0), (1.00), (1)) as v(x)

-- name: sum of ints is bigint, of bigints numeric
select sum(i) as i, sum(b) as b, sum(n) as n from numbers

-- name: sum of bigints beyond bigint
select sum(x) as s from (values (9223372036854775807::bigint), (1::bigint)) v(x)

-- name: avg of ints
select avg(i) as a, avg(id) as b from numbers where id in (1, 4, 8)

-- name: avg of numerics
select avg(n) as a from numbers where id in (1, 3, 8)

-- name: avg of floats
select avg(f) as a from numbers where id in (1, 3, 8)

-- name: avg rounded
select region, round(avg(size), 2) as a from resources where size < 100 group by region

-- name: negative zero
select -0.0::float as a, 0.0::float = -0.0::float as same

-- name: nan compares greater and equal
select 'NaN'::float = 'NaN'::float as same, 'NaN'::float > 1e300 as greater

-- name: integer literals with exponent are numeric
select 1e3 as a, 1.5e-3 as b, 12e0 as c

-- name: unary plus and minus
select +5 as a, - -5 as b, -(-5) as c

-- name: to_number
select to_number('1,234.50', '9,999.99') as a, to_number('-42', 'S99') as b

-- name: random is within bounds
select random() >= 0 and random() < 1 as yes

-- name: size in units
select id, size / 1024 as kb, size / 1024.0 as exact, (size / 1024.0)::int as rounded from resources where size < 100000

-- name: to_hex
select to_hex(255) as a

-- name: pi
select round(pi()::numeric, 5) as p
