"""Rows on their way to the store: none is lost, none counts before its scope is whole, few wait in memory."""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime

import pytest

from steelyard.collect import write
from steelyard.collect.write import Writer
from steelyard.store import ScopeRecord, Store

TABLES = ("one", "two", "three")
COLUMNS = {"name": "text"}


def record(scope: int, table: str) -> ScopeRecord:
    return ScopeRecord(scope, "test", table, "111111111111", "eu-west-1", ["name"], "", datetime.now(UTC))


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(write, "BATCH", 50)
    monkeypatch.setattr(write, "ROWS_HELD", 80)
    made = Store()
    made.begin()
    made.ensure_tables(dict.fromkeys(TABLES, COLUMNS))
    return made


async def read(writer: Writer, store: Store, table: str, pages: list[int]) -> None:
    """A scope read in pages of so many rows."""
    scope = store.new_id()
    writer.scope(record(scope, table))
    for page in pages:
        await asyncio.sleep(0)
        await writer.rows(table, COLUMNS, [{"_scope": scope, "name": f"{scope}-{n}"} for n in range(page)])
    await writer.finish(scope, sum(pages))


def whole(store: Store) -> dict[str, int]:
    """The rows of finished scopes, each scope held to its own count."""
    counts: dict[str, int] = {}
    for table in TABLES:
        for scope, expected, found in store.connection.execute(
            f"select s.id, s.row_count, (select count(*) from raw.{table} r where r._scope = s.id) "
            "from steelyard.scope s where s.table_name = ? and finished is not null",
            [table],
        ).fetchall():
            assert found == expected, (table, scope)
            counts[table] = counts.get(table, 0) + found
    return counts


def test_no_row_is_lost(store: Store) -> None:
    draw = random.Random(7)
    plan = [(draw.choice(TABLES), [draw.randrange(30) for _ in range(draw.randrange(6))]) for _ in range(200)]

    async def everything() -> None:
        writer = Writer(store)
        async with asyncio.TaskGroup() as group:
            for table, pages in plan:
                group.create_task(read(writer, store, table, pages))
        await writer.flush()
        writer.close()

    asyncio.run(everything())
    expected = {table: sum(sum(pages) for name, pages in plan if name == table) for table in TABLES}
    assert whole(store) == expected


def test_a_scope_counts_only_with_all_its_rows(store: Store) -> None:
    async def part() -> None:
        writer = Writer(store)
        await read(writer, store, "one", [40])
        await read(writer, store, "two", [60])  # fills a batch: the rows of "one" still wait
        assert whole(store) == {}
        await writer.flush()
        assert whole(store) == {"one": 40, "two": 60}
        writer.close()

    asyncio.run(part())


def test_a_write_under_way_is_finished_when_the_run_is_stopped(store: Store) -> None:
    async def stopped() -> None:
        writer = Writer(store)
        task = asyncio.create_task(read(writer, store, "one", [60]))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await writer.flush()
        writer.close()

    asyncio.run(stopped())
    assert store.connection.execute("select count(*) from raw.one").fetchone() == (60,)
    assert whole(store) == {}
