-- name: columns of a table
select column_name, ordinal_position, data_type from information_schema.columns where table_name = 'resources' order by ordinal_position

-- name: tables with a column
select table_name from information_schema.columns where column_name = 'tags' and table_schema = 'public'

-- name: tables
select table_name from information_schema.tables where table_schema = 'public' order by 1

-- name: nullable
select is_nullable, count(*) from information_schema.columns where table_name = 'nets' group by 1

-- name: current date and user free functions
select current_date - current_date as zero, current_schema() as s

-- name: typeof
select pg_typeof(tags) from resources where id = 1

-- name: show functions
select current_database() is not null as a, version() like 'PostgreSQL%' as b
