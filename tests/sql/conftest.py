"""A connection with two small tables, and a way to ask it PostgreSQL's questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import duckdb
import pytest

from steelyard.sql import canonical_text, compile_query, duck_type, fetch, install

CATALOG = {
    "bucket": {
        "name": "text",
        "region": "text",
        "size": "bigint",
        "is_public": "boolean",
        "tags": "jsonb",
        "policy": "jsonb",
        "created": "timestamptz",
        "ratio": "double precision",
        "ip": "inet",
    },
    "account": {"account_id": "text", "title": "text"},
}
POLICY = '{"Statement": [{"Effect": "Allow", "Action": ["s3:Get*", "s3:Put*"]}, {"Effect": "Deny", "Action": "*"}]}'
BUCKETS = [
    ("a", "eu-west-1", 10, True, '{"Env": "prod", "cost": 1.50}', POLICY, "2024-05-01 10:00:00+00", 0.5, "10.1.2.3"),
    ("b", "us-east-1", 0, False, "{}", '{"Statement": []}', "2024-01-01 00:00:00+00", 1e20, "192.168.0.0/16"),
    ("c", "us-east-1", None, None, None, None, None, None, None),
]

Ask = Callable[..., list[tuple[object, ...]]]


@pytest.fixture(scope="session")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    made = duckdb.connect()
    install(made)
    for table, columns in CATALOG.items():
        made.execute(f"CREATE TABLE {table} ({', '.join(f'{c} {duck_type(k)}' for c, k in columns.items())})")
    for row in BUCKETS:
        stored = [canonical_text(str(v)) if i in (4, 5) and v is not None else v for i, v in enumerate(row)]
        made.execute(f"INSERT INTO bucket VALUES ({', '.join('?' * len(stored))})", stored)
    made.execute("INSERT INTO account VALUES ('1', 'one')")
    made.execute("SET enable_external_access = false")
    yield made
    made.close()


@pytest.fixture(scope="session")
def ask(connection: duckdb.DuckDBPyConnection) -> Ask:
    def run(text: str, params: Sequence[object] = ()) -> list[tuple[object, ...]]:
        return fetch(connection, compile_query(text, CATALOG), params).rows

    return run
