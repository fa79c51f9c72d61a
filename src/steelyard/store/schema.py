"""The store's own tables: which scopes were read, the calls that were made, and the calls that failed.

A *scope* is one table as read from one account and region in one collection. Rows carry their scope's number,
and count only once the scope is finished: an interrupted run leaves nothing half-read behind.
"""

from __future__ import annotations

SCHEMA_VERSION = 1

CREATE = """
create schema if not exists steelyard;
create schema if not exists raw;
create table if not exists steelyard.meta (key varchar primary key, value varchar);
create sequence if not exists steelyard.ids start 1;
create table if not exists steelyard.collection (
    id bigint primary key, started timestamptz not null, finished timestamptz, version varchar not null
);
create table if not exists steelyard.scope (
    id bigint primary key, collection bigint not null, connection varchar not null,
    table_name varchar not null, account_id varchar not null, region varchar not null,
    columns varchar[] not null, filters varchar not null, started timestamptz not null, finished timestamptz,
    row_count bigint
);
create table if not exists steelyard.api_call (
    id bigint primary key, collection bigint not null, time timestamptz not null, account_id varchar not null,
    region varchar not null, service varchar not null, operation varchar not null, params varchar not null,
    status varchar not null, http_status integer, error_code varchar, error_message varchar, request_id varchar,
    milliseconds double not null, attempts integer not null
);
create table if not exists steelyard.call_use (scope bigint not null, slot varchar not null, call bigint not null);
create table if not exists steelyard.failure (
    scope bigint not null, slot varchar not null, region varchar not null, call bigint not null
);
"""

# The ledger as queries see it: column to PostgreSQL type.
LEDGER_COLUMNS: dict[str, str] = {
    "time": "timestamptz",
    "account_id": "text",
    "region": "text",
    "service": "text",
    "operation": "text",
    "params": "jsonb",
    "status": "text",
    "http_status": "bigint",
    "error_code": "text",
    "error_message": "text",
    "request_id": "text",
    "milliseconds": "double precision",
    "attempts": "bigint",
}

# Tables of the store itself that queries may read, beside those of the accounts.
OWN_TABLES: dict[str, dict[str, str]] = {"steelyard_api_call": LEDGER_COLUMNS}

# What queries see, in memory: which scopes count, and views of the tables over them.
SHOWN = """
create table memory.scope (table_name varchar, scope bigint);
create view memory.steelyard_api_call as
select time, account_id, region, service, operation, params::json as params, status,
       http_status::bigint as http_status, error_code, error_message, request_id, milliseconds,
       attempts::bigint as attempts
from store.steelyard.api_call
"""
