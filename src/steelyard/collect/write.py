"""Rows and records on their way to the store, in batches, off the event loop."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from steelyard.store import ScopeRecord, Store

BATCH = 2000  # rows of a table, or records, that are written together
ROWS_HELD = 8000  # rows of all tables that may wait
SECONDS_HELD = 2.0  # how long what is whole may wait: a killed run loses no more

_Table = tuple[str, frozenset[str]]  # a table and the columns that are read


@dataclass(slots=True)
class _Records:
    """What is written beside rows."""

    scopes: list[ScopeRecord] = field(default_factory=list)
    calls: list[dict[str, Any]] = field(default_factory=list)
    uses: set[tuple[int, str, int]] = field(default_factory=set)
    failures: set[tuple[int, str, str, int]] = field(default_factory=set)
    finished: list[tuple[int, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.scopes) + len(self.calls) + len(self.uses) + len(self.failures)


class Writer:
    """Buffers what is written and hands it to the store from one thread; a full buffer makes its writer wait."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pool = ThreadPoolExecutor(1, "store")
        self._rows: dict[_Table, list[dict[str, Any]]] = defaultdict(list)
        self._types: dict[_Table, Mapping[str, str]] = {}
        self._held = 0
        self._records = _Records()
        self._flushed = time.monotonic()

    async def rows(self, table: str, columns: Mapping[str, str], rows: list[dict[str, Any]]) -> None:
        """Add rows of a table; ``columns`` are those read, with their types."""
        key = (table, frozenset(columns))
        self._types[key] = columns
        buffer = self._rows[key]
        buffer.extend(rows)
        self._held += len(rows)
        if len(buffer) >= BATCH:
            await self._write(key)
        elif self._held >= ROWS_HELD:
            await self._write(max(self._rows, key=lambda one: len(self._rows[one])))
        elif len(self._records) >= BATCH:
            await self._write()

    def scope(self, record: ScopeRecord) -> None:
        """Note that a scope is being read."""
        self._records.scopes.append(record)

    def call(self, record: dict[str, Any]) -> None:
        """Add a call to the ledger."""
        self._records.calls.append(record)

    def use(self, scope: int, slot: str, call: int) -> None:
        """Note that a scope rests on a call."""
        self._records.uses.add((scope, slot, call))

    def failure(self, scope: int, slot: str, region: str, call: int) -> None:
        """Note that a call of a scope failed."""
        self._records.failures.add((scope, slot, region, call))

    async def finish(self, scope: int, rows: int) -> None:
        """All of a scope's rows have been given."""
        self._records.finished.append((scope, rows))
        late = time.monotonic() - self._flushed >= SECONDS_HELD
        if late or len(self._records) >= BATCH:
            await self.flush()

    async def flush(self) -> None:
        """Write everything that waits."""
        self._flushed = time.monotonic()
        await self._write(*self._rows)

    async def _write(self, *keys: _Table) -> None:
        """Write the rows of some tables, and all records.

        Scopes become whole only with the last of their rows: when rows of others still wait, finishing waits too.
        """
        batches = [(key, self._rows.pop(key)) for key in keys]
        self._held -= sum(len(rows) for _, rows in batches)
        records, self._records = self._records, _Records()
        if any(self._rows.values()):
            self._records.finished, records.finished = records.finished, []

        def write() -> None:
            with self._store.transaction():
                self._store.write_scopes(records.scopes)
                for key, rows in batches:
                    self._store.write_rows(key[0], self._types[key], rows)
                self._store.write_calls(records.calls)
                self._store.write_uses(records.uses)
                self._store.write_failures(records.failures)
                self._store.finish_scopes(records.finished)

        await self._run(write)

    async def _run(self, work: Callable[[], None]) -> None:
        writing = asyncio.get_running_loop().run_in_executor(self._pool, work)
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            await writing  # a cancelled run leaves whole what was being written
            raise

    def close(self) -> None:
        """Stop the thread; what waits is not written."""
        self._pool.shutdown()
