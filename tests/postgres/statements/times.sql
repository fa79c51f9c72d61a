-- name: timestamps compared
select id from times where at > '2024-01-01' and at <= '2024-03-31 01:30:00.5+00'

-- name: timestamp compared with a date
select id from times where at >= '2024-01-01'::date and local < date '2024-03-01'

-- name: text compared as timestamp
select id from times where txt::timestamptz < '2024-01-01'

-- name: minus interval
select id, at - interval '90 days' as a, at - interval '1 month' as b, at + '1 day'::interval as c from times

-- name: interval units
select interval '1 day' as a, interval '90' day as b, '3 months'::interval as c, interval '1 year 2 months' as d, interval '1.5 hours' as e

-- name: older than
select id from times where at < now() - interval '90 days'

-- name: older than with a product
select id from times where at <= current_date - (90 * interval '1 day')

-- name: older than with a concatenation
select id from times where at < now() - (90 || ' days')::interval

-- name: older than a parameter of days
-- params: ["90"]
select id from times where at < now() - ($1 || ' days')::interval

-- name: timestamp minus timestamp
select id, local - '2024-01-01'::timestamp as d, at - '2024-01-01 00:00+00'::timestamptz as e from times

-- name: date minus date is a number
select id, day - '2024-01-01'::date as days, date '2024-03-01' - 1 as before, day + 7 as later from times

-- name: date plus interval is a timestamp
select id, day + interval '1 day' as a, day - interval '36 hours' as b from times

-- name: date plus time
select date '2024-01-01' + time '10:30' as a

-- name: age of two
select age('2024-03-01'::timestamp, '2024-01-31') as a, age('2024-01-31'::timestamp, '2024-03-01') as b, age('2024-02-29 10:00'::timestamp, '2023-02-28 12:00') as c

-- name: age of a column
select id, age('2024-06-15'::timestamp, local) as a from times

-- name: age compared
select id from times where age(now(), at) > interval '90 days'

-- name: age to today is whole days at midnight
select age(current_date::timestamp) as a

-- name: extract fields of a timestamp
select id, extract(year from local) as y, extract(month from local) as m, extract(day from local) as d, extract(hour from local) as h, extract(minute from local) as mi from times

-- name: extract seconds
select id, extract(second from local) as s, extract(milliseconds from local) as ms, extract(microseconds from local) as us from times

-- name: extract epoch
select id, extract(epoch from at) as a, extract(epoch from local) as b, extract(epoch from day) as c from times

-- name: extract odd fields
select id, extract(dow from day) as dow, extract(isodow from day) as isodow, extract(doy from day) as doy, extract(week from day) as week, extract(quarter from day) as q, extract(isoyear from day) as iy from times

-- name: extract century and decade
select extract(century from date '2000-12-31') as a, extract(century from date '2001-01-01') as b, extract(decade from date '1999-01-01') as c, extract(millennium from date '2024-01-01') as d

-- name: extract from interval
select extract(day from interval '40 days 5 hours') as a, extract(epoch from interval '1 day 2 hours') as b, extract(hour from interval '26 hours') as c, extract(month from interval '14 months') as d

-- name: extract days of a difference
select id, extract(day from '2024-06-15'::timestamp - local) as days from times

-- name: extract from now
select extract(day from now() - at)::int > 0 as past, count(*) from times group by 1

-- name: date_part
select id, date_part('year', at) as y, date_part('day', '2024-06-15'::timestamp - local) as d from times

-- name: extract of a bad field
-- refused
select extract(nonsense from now())

-- name: date_trunc
select id, date_trunc('month', local) as m, date_trunc('day', at) as d, date_trunc('year', local) as y, date_trunc('week', local) as w from times

-- name: date_trunc finer
select id, date_trunc('hour', at) as h, date_trunc('second', at) as s, date_trunc('quarter', local) as q from times

-- name: date_trunc of a date
select id, date_trunc('month', day) as m from times

-- name: date_trunc of an interval
select date_trunc('hour', interval '1 day 02:03:04') as a

-- name: date of a timestamp
select id, date(at) as a, date(local) as b, date('2024-02-29 10:00') as c from times

-- name: date compared with today
select id from times where date(at) < current_date

-- name: days since
select id, date('2024-06-15') - date(at) as days from times

-- name: to_char of timestamps
select id, to_char(at, 'YYYY-MM-DD') as a, to_char(local, 'YYYY-MM-DD HH24:MI:SS') as b, to_char(at, 'DD-Mon-YYYY') as c from times

-- name: to_char of names
select id, to_char(day, 'Day') as a, to_char(day, 'FMDay, DD FMMonth YYYY') as b, to_char(day, 'DY MON month') as c, to_char(day, 'D ID DDD IDDD') as d from times

-- name: to_char of parts
select to_char('2024-02-05 09:08:07.065043'::timestamp, 'HH12:MI:SS AM MS US') as a, to_char('2024-02-05 21:08:07'::timestamp, 'FMHH12 pm Q WW IW CC J') as b, to_char('2024-02-05'::timestamp, '"on" FMDDth "of" YY') as c

-- name: to_char of intervals
select to_char(interval '3 days 04:05:06', 'DD HH24:MI:SS') as a

-- name: to_char of a difference in days
select to_char('2024-06-15'::timestamp - local, 'DD') as d from times where id = 1

-- name: to_timestamp of epoch
select to_timestamp(0) as a, to_timestamp(1704067200.5) as b, to_timestamp('1704067200'::float) as c

-- name: to_timestamp by format
select to_timestamp('2024-02-29 10:11:12', 'YYYY-MM-DD HH24:MI:SS') as a, to_timestamp('05 Dec 2000', 'DD Mon YYYY') as b

-- name: to_timestamp of credential report texts
select to_timestamp('2024-02-29T10:11:12+00:00', 'YYYY-MM-DD"T"HH24:MI:SS') as a

-- name: to_date
select to_date('20240229', 'YYYYMMDD') as a, to_date('29/02/2024', 'DD/MM/YYYY') as b

-- name: make functions
select make_date(2024, 2, 29) as a, make_interval(days => 10) as b, make_interval(hours => 5, mins => 30) as c, make_timestamp(2024, 2, 29, 10, 11, 12.5) as d

-- name: make_interval by position
select make_interval(1, 2, 0, 3) as a

-- name: make_interval of a column
select id, at < now() - make_interval(days => id::int) as old from times

-- name: make_date of a bad day
-- refused
select make_date(2024, 2, 30)

-- name: interval arithmetic
select interval '1 day' * 3 as a, 2.5 * interval '1 hour' as b, interval '1 day' / 2 as c, interval '1 day' + interval '2 hours' as d, - interval '1 day' as e

-- name: intervals compared
select interval '24 hours' = interval '1 day' as a, interval '1 month' > interval '29 days' as b, interval '1 month' = interval '30 days' as c, interval '1 year' < interval '366 days' as d

-- name: justify
select justify_days(interval '35 days') as a, justify_hours(interval '27 hours') as b, justify_interval(interval '1 mon -1 hour') as c

-- name: end of month
select date '2024-01-31' + interval '1 month' as a, date '2024-03-31' - interval '1 month' as b, timestamp '2024-02-29' + interval '1 year' as c

-- name: now is one moment in a statement
select now() = now() as a, current_timestamp = now() as b, transaction_timestamp() = now() as c, current_date = now()::date as d

-- name: localtimestamp
select localtimestamp = now()::timestamp as a

-- name: current time
select current_time is not null as a

-- name: now in rows is one moment
select count(distinct now()) as n from times

-- name: at time zone
select id, at at time zone 'UTC' as a, local at time zone 'UTC' as b, at at time zone 'America/New_York' as c from times

-- name: at time zone twice
select '2024-07-01 12:00'::timestamp at time zone 'Europe/Berlin' as a, '2024-07-01 12:00+00'::timestamptz at time zone 'Asia/Kolkata' as b

-- name: timezone function
select timezone('UTC', at) as a from times where id < 3

-- name: overlaps
select (date '2024-01-01', date '2024-02-01') overlaps (date '2024-01-15', date '2024-03-01') as a

-- name: min and max times
select min(at) as a, max(at) as b, min(day) as c, max(local - at::timestamp) as d from times

-- name: order by time
select id, at from times order by at desc, id

-- name: order by time nulls last
select id from times order by at desc nulls last, id

-- name: group by day
select date_trunc('year', at) as y, count(*) from times group by 1 order by 1

-- name: distinct dates
select distinct day from times

-- name: timestamps of a member
select id, (j ->> 'at')::timestamptz as at from (select id, jsonb_build_object('at', at) as j from times) q

-- name: timestamp of a member compared
select id from (select id, jsonb_build_object('at', txt) as j from times) q where (j ->> 'at')::timestamptz > '2020-01-01'::timestamptz

-- name: timestamps between
select id from times where at between '2023-01-01' and '2024-12-31'

-- name: day of year boundaries
select date '2024-12-30' as a, extract(week from date '2024-12-30') as b, extract(isoyear from date '2024-12-30') as c

-- name: date_bin
select date_bin('15 minutes', '2024-02-29 12:34:56'::timestamp, '2024-01-01') as a

-- name: special dates
select 'epoch'::timestamptz as a, 'epoch'::date as b

-- name: today and yesterday
select 'today'::date = current_date as a, 'yesterday'::date = current_date - 1 as b, 'now'::timestamptz <= clock_timestamp() as c

-- name: is null of times
select id from times where at is null or local is null

-- name: date in text form
select day || '' as a, at || '' as b, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as c from times

-- name: extract returns numeric
select pg_typeof(extract(year from now()))::text as a, pg_typeof(date_part('year', now()))::text as b

-- name: round days
select round(extract(epoch from ('2024-06-15'::timestamp - local)) / 86400) as d from times

-- name: days by division
select (extract(epoch from '2024-06-15 00:00+00'::timestamptz - at) / 86400)::int as d from times

-- name: isfinite
select isfinite(at) as a, isfinite(interval '1 day') as b from times where id = 1
