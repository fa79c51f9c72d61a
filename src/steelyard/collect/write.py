"""Rows and records on their way to the store, in batches, off the event loop."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from steelyard.store import ScopeRecord, Store

BATCH = 2000


class Writer:
    """Buffers what is written and hands it to the store from one thread; a full buffer makes its writer wait."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pool = ThreadPoolExecutor(1, "store")
        self._rows: dict[tuple[str, frozenset[str]], list[dict[str, Any]]] = defaultdict(list)
        self._types: dict[tuple[str, frozenset[str]], Mapping[str, str]] = {}
        self._scopes: list[ScopeRecord] = []
        self._calls: list[dict[str, Any]] = []
        self._uses: list[tuple[int, str, int]] = []
        self._failures: list[tuple[int, str, str, int]] = []
        self._finished: list[tuple[int, int]] = []

    async def rows(self, table: str, columns: Mapping[str, str], rows: list[dict[str, Any]]) -> None:
        """Add rows of a table; ``columns`` are those read, with their types."""
        key = (table, frozenset(columns))
        self._types[key] = columns
        buffer = self._rows[key]
        buffer.extend(rows)
        if len(buffer) >= BATCH:
            self._rows[key] = []
            scopes, self._scopes = self._scopes, []

            def write() -> None:
                # The scopes first: rows of a run that is killed here are then known to be unfinished.
                self._store.write_scopes(scopes)
                self._store.write_rows(table, columns, buffer)

            await self._run(write)

    def scope(self, record: ScopeRecord) -> None:
        """Note that a scope is being read."""
        self._scopes.append(record)

    def call(self, record: dict[str, Any]) -> None:
        """Add a call to the ledger."""
        self._calls.append(record)

    def use(self, scope: int, slot: str, call: int) -> None:
        """Note that a scope rests on a call."""
        self._uses.append((scope, slot, call))

    def failure(self, scope: int, slot: str, region: str, call: int) -> None:
        """Note that a call of a scope failed."""
        self._failures.append((scope, slot, region, call))

    async def finish(self, scope: int, rows: int) -> None:
        """All of a scope's rows have been given."""
        self._finished.append((scope, rows))
        if len(self._calls) + len(self._uses) >= BATCH:
            await self.flush()

    async def flush(self) -> None:
        """Write everything that waits; scopes become whole only after their rows."""
        rows, self._rows = self._rows, defaultdict(list)
        scopes, self._scopes = self._scopes, []
        calls, self._calls = self._calls, []
        uses, self._uses = self._uses, []
        failures, self._failures = self._failures, []
        finished, self._finished = self._finished, []

        def write() -> None:
            self._store.write_scopes(scopes)
            for key, buffer in rows.items():
                self._store.write_rows(key[0], self._types[key], buffer)
            self._store.write_calls(calls)
            self._store.write_uses(uses)
            self._store.write_failures(failures)
            self._store.finish_scopes(finished)

        await self._run(write)

    async def _run(self, work: Callable[[], None]) -> None:
        await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def close(self) -> None:
        """Stop the thread; what waits is not written."""
        self._pool.shutdown()
