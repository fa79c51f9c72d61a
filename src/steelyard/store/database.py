"""One DuckDB file that holds what was read: open, write, and show it to queries."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import orjson

from steelyard import __version__, sql
from steelyard.errors import SteelyardError
from steelyard.store import schema

MEMORY = ":memory:"


class StoreError(SteelyardError):
    """The store cannot be opened, read or written."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A table as read from one account and region: what was asked, when it was whole, and whether a call failed."""

    id: int
    connection: str
    table: str
    account_id: str
    region: str
    columns: frozenset[str]
    filters: str
    finished: datetime
    failed: bool


@dataclass(frozen=True, slots=True)
class ScopeRecord:
    """A scope about to be read; ``filters`` is the text of the key filters it is read under."""

    id: int
    connection: str
    table: str
    account_id: str
    region: str
    columns: list[str]
    filters: str
    started: datetime


@dataclass(frozen=True, slots=True)
class Failure:
    """A call that failed, and the part of a table that lacks its answer.

    ``slot`` is ``rows`` for listing calls or the added call's name; ``region`` is that of the rows it touches
    (the listing's where there are none), ``call_region`` the one that was called.
    """

    table: str
    slot: str
    account_id: str
    region: str
    call_region: str
    service: str
    operation: str
    code: str
    message: str


class Store:
    """A DuckDB file, or memory, with the rows, the ledger and what is fresh.

    Methods may be called from any thread. Queries run on connections of their own (`reader`), where a table's
    name means the rows that `show` chose.
    """

    def __init__(self, path: Path | str = MEMORY, *, wait: float = 10.0) -> None:
        """Open or make the store. Raises `StoreError` when it cannot be, or is in use for ``wait`` seconds."""
        self.path = path
        self._lock = threading.RLock()
        self._made: set[str] = set()
        self._ids = count(1)
        self.collection = 0
        # DuckDB makes files beside its own at any time; what is in them is as private.
        self._umask = os.umask(0o077)
        try:
            self.connection = _open(path, wait)
            with self._guarded("use"):
                self._prepare()
        except BaseException:
            os.umask(self._umask)
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was written stays."""
        try:
            with self._guarded("close"):
                self.connection.close()
        finally:
            os.umask(self._umask)

    def _prepare(self) -> None:
        self.connection.execute(schema.CREATE)
        found = self.connection.execute("select value from steelyard.meta where key = 'schema'").fetchone()
        if found is None:
            self.connection.execute("insert into steelyard.meta values ('schema', ?)", [str(schema.SCHEMA_VERSION)])
        elif found[0] != str(schema.SCHEMA_VERSION):
            raise StoreError(
                f"the store {self.path} is of format {found[0]}, this version reads {schema.SCHEMA_VERSION}; "
                "give another with --store, or delete it"
            )
        self._forget_unfinished()
        self.connection.execute(schema.SHOWN)

    def _forget_unfinished(self) -> None:
        """Drop the rows of scopes that an interrupted run left half-read."""
        dead = self.connection.execute(
            "select id, table_name from steelyard.scope where finished is null or not exists "
            "(select 1 from steelyard.collection c where c.id = scope.collection)"
        ).fetchall()
        self._drop_scopes(dead)
        known = self.connection.execute("select coalesce(max(id), 0) from steelyard.api_call").fetchone()
        scopes = self.connection.execute("select coalesce(max(id), 0) from steelyard.scope").fetchone()
        self._ids = count(1 + max(known[0] if known else 0, scopes[0] if scopes else 0))

    def _drop_scopes(self, scopes: Sequence[tuple[int, str]]) -> None:
        """Delete scopes (number, table) with their rows and what is known of their calls."""
        tables: dict[str, list[int]] = {}
        for scope, table in scopes:
            tables.setdefault(table, []).append(scope)
        there = self._raw_tables() if tables else {}
        for table, numbers in tables.items():
            if table in there:
                self.connection.execute(f'delete from raw."{table}" where _scope in (select unnest(?))', [numbers])
        everything = [number for numbers in tables.values() for number in numbers]
        for own, column in (("call_use", "scope"), ("failure", "scope"), ("scope", "id")):
            if everything:
                self.connection.execute(
                    f"delete from steelyard.{own} where {column} in (select unnest(?::bigint[]))", [everything]
                )

    def _raw_tables(self) -> dict[str, set[str]]:
        """The tables of rows and the columns of each."""
        found: dict[str, set[str]] = {}
        for table, column in self.connection.execute(
            "select table_name, column_name from duckdb_columns() where database_name = 'store' and schema_name = 'raw'"
        ).fetchall():
            found.setdefault(table, set()).add(column)
        return found

    def new_id(self) -> int:
        """A number no scope or call of this store has."""
        return next(self._ids)

    # Writing

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is written in the block is written as a whole, or not at all. Raises `StoreError`."""
        with self._guarded("write to"):
            self.connection.execute("begin")
            try:
                yield
                self.connection.execute("commit")
            except BaseException:
                with suppress(duckdb.Error):  # the first error says more than that it cannot be undone
                    self.connection.execute("rollback")
                raise

    @contextmanager
    def _guarded(self, doing: str) -> Iterator[None]:
        """One thread at a time; DuckDB's errors, and orjson's on values that no store can hold, in our words."""
        try:
            with self._lock:
                yield
        except (duckdb.Error, orjson.JSONEncodeError) as error:
            raise StoreError(f"cannot {doing} the store {self.path}: {_first_line(error)}") from error

    def begin(self) -> int:
        """Start a collection; later writes belong to it."""
        with self._guarded("write to"):
            row = self.connection.execute("select nextval('steelyard.ids')").fetchone()
            assert row is not None
            self.collection = row[0]
            self.connection.execute(
                "insert into steelyard.collection values (?, ?, null, ?)",
                [self.collection, datetime.now(UTC), __version__],
            )
        return self.collection

    def end(self) -> None:
        """Mark the collection whole."""
        with self._guarded("write to"):
            self.connection.execute(
                "update steelyard.collection set finished = ? where id = ?", [datetime.now(UTC), self.collection]
            )

    def ensure_table(self, table: str, columns: Mapping[str, str]) -> None:
        """Make the table if it is new, and add the columns that it lacks. ``columns``: name to PostgreSQL type."""
        self.ensure_tables({table: columns})

    def ensure_tables(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        """`ensure_table` for several at once, which costs less."""
        new = {table: columns for table, columns in tables.items() if table not in self._made}
        if not new:
            return
        with self.transaction():
            there = self._raw_tables()
            for table, columns in new.items():
                if table not in there:
                    listed = ", ".join(f'"{name}" {sql.duck_type(type_)}' for name, type_ in columns.items())
                    self.connection.execute(f'create table raw."{table}" (_scope bigint, {listed})')
                    continue
                for name, type_ in columns.items():
                    if name not in there[table]:
                        self.connection.execute(f'alter table raw."{table}" add column "{name}" {sql.duck_type(type_)}')
        self._made.update(new)

    def write_rows(self, table: str, columns: Mapping[str, str], rows: list[dict[str, Any]]) -> None:
        """Add rows (each with ``_scope``); JSON columns hold text in the store's form, times RFC 3339 text."""
        if not rows:
            return
        shape = orjson.dumps({"_scope": "BIGINT", **{name: _wire_type(type_) for name, type_ in columns.items()}})
        listed = ", ".join(f'"{name}"' for name in columns)
        picked = ", ".join(f'r."{name}"::{sql.duck_type(type_)}' for name, type_ in columns.items())
        statement = (
            f'insert into raw."{table}" (_scope, {listed}) select r._scope, {picked} '
            f"from (select unnest(from_json(?::json, '[{shape.decode()}]')) as r)"
        )
        with self._guarded("write to"):
            self.connection.execute(statement, [orjson.dumps(rows).decode()])

    def write_scopes(self, scopes: Sequence[ScopeRecord]) -> None:
        """Note that those scopes are being read."""
        if not scopes:
            return
        shape = (
            '{"id":"BIGINT","connection":"VARCHAR","table":"VARCHAR","account_id":"VARCHAR","region":"VARCHAR",'
            '"columns":["VARCHAR"],"filters":"VARCHAR","started":"VARCHAR"}'
        )
        self._write(
            'insert into steelyard.scope select r.id, ?, r.connection, r."table", r.account_id, r.region, r.columns, '
            f"r.filters, r.started::timestamptz, null, null from (select unnest(from_json(?::json, '[{shape}]')) as r)",
            [self.collection, orjson.dumps(list(scopes)).decode()],
        )

    def write_calls(self, calls: Sequence[Mapping[str, Any]]) -> None:
        """Add to the ledger: dicts with the columns of ``steelyard.api_call`` but ``collection``."""
        if not calls:
            return
        shape = (
            '{"id":"BIGINT","time":"VARCHAR","account_id":"VARCHAR","region":"VARCHAR","service":"VARCHAR",'
            '"operation":"VARCHAR","params":"VARCHAR","status":"VARCHAR","http_status":"INTEGER",'
            '"error_code":"VARCHAR","error_message":"VARCHAR","request_id":"VARCHAR","milliseconds":"DOUBLE",'
            '"attempts":"INTEGER"}'
        )
        self._write(
            "insert into steelyard.api_call select r.id, ?, r.time::timestamptz, r.account_id, r.region, r.service, "
            "r.operation, r.params, r.status, r.http_status, r.error_code, r.error_message, r.request_id, "
            f"r.milliseconds, r.attempts from (select unnest(from_json(?::json, '[{shape}]')) as r)",
            [self.collection, orjson.dumps(list(calls)).decode()],
        )

    def write_uses(self, uses: Collection[tuple[int, str, int]]) -> None:
        """Note which calls a scope rests on: (scope, slot, call)."""
        if not uses:
            return
        self._write(
            "insert into steelyard.call_use select r.s, r.n, r.c from (select unnest(from_json(?::json, "
            '\'[{"s":"BIGINT","n":"VARCHAR","c":"BIGINT"}]\')) as r)',
            [orjson.dumps([{"s": s, "n": n, "c": c} for s, n, c in uses]).decode()],
        )

    def write_failures(self, failures: Collection[tuple[int, str, str, int]]) -> None:
        """Note which calls of a scope failed: (scope, slot, region of the rows it touches, call)."""
        if not failures:
            return
        self._write(
            "insert into steelyard.failure select r.s, r.n, r.r, r.c from (select unnest(from_json(?::json, "
            '\'[{"s":"BIGINT","n":"VARCHAR","r":"VARCHAR","c":"BIGINT"}]\')) as r)',
            [orjson.dumps([{"s": s, "n": n, "r": r, "c": c} for s, n, r, c in failures]).decode()],
        )

    def finish_scopes(self, finished: Sequence[tuple[int, int]]) -> None:
        """Those scopes (number, rows) are whole: they replace what was read of them before."""
        if finished:
            self._write(
                "update steelyard.scope set finished = ?, row_count = f.n from (select unnest(?::bigint[]) as scope, "
                "unnest(?::bigint[]) as n) f where id = f.scope",
                [datetime.now(UTC), [scope for scope, _ in finished], [rows for _, rows in finished]],
            )

    def prune(self) -> None:
        """Drop what a later whole scope of the same place replaced, if it has the columns, and the ledger behind it."""
        with self.transaction():
            old = self.connection.execute(
                "select id, table_name from steelyard.scope s where finished is not null and exists ("
                "select 1 from steelyard.scope n where n.finished is not null and n.collection > s.collection "
                "and n.connection = s.connection and n.table_name = s.table_name and n.account_id = s.account_id "
                "and n.region = s.region and n.filters = s.filters and list_has_all(n.columns, s.columns))"
            ).fetchall()
            self._drop_scopes(old)
            self.connection.execute(
                "delete from steelyard.api_call where collection < ? and collection not in "
                "(select collection from steelyard.scope)",
                [self.collection],
            )

    def _write(self, statement: str, parameters: Sequence[Any]) -> None:
        with self._guarded("write to"):
            self.connection.execute(statement, parameters)

    # Reading

    def fresh(self, table: str, max_age: timedelta | None) -> list[Scope]:
        """The finished scopes of a table, newest first, no older than ``max_age`` (None: any age)."""
        since = datetime.now(UTC) - max_age if max_age is not None else datetime.fromtimestamp(0, UTC)
        found = self._read(
            "select id, connection, table_name, account_id, region, columns, filters, finished, "
            "exists (select 1 from steelyard.failure f where f.scope = s.id) from steelyard.scope s "
            "where table_name = ? and finished > ? order by finished desc, id desc",
            [table, since],
        )
        return [Scope(i, c, t, a, r, frozenset(cols), f, when, bad) for i, c, t, a, r, cols, f, when, bad in found]

    def show(self, table: str, columns: Mapping[str, str], scopes: Iterable[int]) -> None:
        """Make the rows of those scopes what the table's name means to queries."""
        self.ensure_table(table, columns)
        listed = ", ".join(f'"{name}"' for name in columns)
        with self._guarded("use"):
            self.connection.execute("delete from memory.scope where table_name = ?", [table])
            self.connection.execute("insert into memory.scope select ?, unnest(?::bigint[])", [table, list(scopes)])
            self.connection.execute(
                f'create or replace view memory."{table}" as select {listed} from store.raw."{table}" '
                f"where _scope in (select scope from memory.scope where table_name = '{table}')"
            )

    def reader(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own for queries over the shown tables; close it after use."""
        cursor = self.connection.cursor()
        cursor.execute("use memory")
        sql.install(cursor)
        return cursor

    def failures(self, scopes: Iterable[int]) -> list[Failure]:
        """The failed calls of those scopes."""
        found = self._read(
            "select distinct s.table_name, f.slot, s.account_id, f.region, c.region, c.service, c.operation, "
            "c.error_code, coalesce(c.error_message, '') from steelyard.failure f "
            "join steelyard.scope s on s.id = f.scope join steelyard.api_call c on c.id = f.call "
            "where f.scope in (select unnest(?::bigint[])) order by all",
            [list(scopes)],
        )
        return [Failure(*row) for row in found]

    def places(self) -> list[tuple[str, str, list[str]]]:
        """Each connection and account that something was read of, and the regions it was read in."""
        return [
            (connection, account_id, sorted(regions))
            for connection, account_id, regions in self._read(
                "select connection, account_id, list(distinct region) from steelyard.scope where finished is not null "
                "group by all order by all",
                [],
            )
        ]

    def _read(self, statement: str, parameters: Sequence[Any]) -> list[Any]:
        with self._guarded("read"):
            return self.connection.execute(statement, parameters).fetchall()


def _wire_type(type_: str) -> str:
    return {"boolean": "BOOLEAN", "bigint": "BIGINT", "double precision": "DOUBLE"}.get(type_, "VARCHAR")


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def _connect(path: str) -> duckdb.DuckDBPyConnection:
    """A connection to memory, where queries' views live, with the store attached under a fixed name."""
    connection = duckdb.connect(MEMORY)
    escaped = path.replace("'", "''")
    try:
        connection.execute(f"attach '{escaped}' as store")
    except duckdb.Error:
        connection.close()
        raise
    connection.execute("use store")
    connection.execute("set timezone = 'UTC'")
    # From here on no statement can read or write another file, whatever a query manages to say.
    connection.execute("set enable_external_access = false")
    return connection


def _open(path: Path | str, wait: float) -> duckdb.DuckDBPyConnection:
    if str(path) == MEMORY:
        return _connect(MEMORY)
    file = Path(path)
    deadline = time.monotonic() + wait
    while True:
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            connection = _connect(str(file))
            os.chmod(file, 0o600)
            return connection
        except OSError as error:
            raise StoreError(f"cannot open the store {file}: {error.strerror}") from error
        except duckdb.IOException as error:
            if "lock" not in str(error):
                raise StoreError(f"cannot open the store {file}: {_first_line(error)}") from error
            if time.monotonic() > deadline:
                raise StoreError(
                    f"the store {file} is in use by another process (waited {wait:.0f} s); "
                    "give this run its own with --store PATH or --store :memory:"
                ) from error
            time.sleep(0.2)
        except duckdb.Error as error:
            raise StoreError(f"{file} is not a store that can be read: {_first_line(error)}") from error
