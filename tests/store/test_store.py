"""The store: rows in scopes that count when whole, the ledger, files that are in use or broken."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from steelyard.store import ScopeRecord, Store, StoreError

COLUMNS = {"name": "text", "size": "bigint", "doc": "jsonb", "made": "timestamptz", "open": "boolean"}


def record(scope: int, region: str = "eu-west-1", filters: str = "") -> ScopeRecord:
    return ScopeRecord(scope, "test", "things", "111111111111", region, sorted(COLUMNS), filters, datetime.now(UTC))


def read(store: Store, rows: Sequence[dict[str, Any]], region: str = "eu-west-1", *, finish: bool = True) -> int:
    store.begin()
    store.ensure_table("things", COLUMNS)
    scope = store.new_id()
    store.write_scopes([record(scope, region)])
    store.write_rows("things", COLUMNS, [{"_scope": scope, **row} for row in rows])
    if finish:
        store.finish_scopes([(scope, len(rows))])
        store.end()
    return scope


def shown(store: Store, scopes: Sequence[int]) -> list[tuple[Any, ...]]:
    store.show("things", COLUMNS, scopes)
    reader = store.reader()
    try:
        return reader.execute("select * from things order by name").fetchall()
    finally:
        reader.close()


def test_rows_come_back_typed() -> None:
    made = "2024-02-29T12:00:00.5Z"
    with Store() as store:
        scope = read(store, [{"name": "é", "size": 2**53 + 1, "doc": '{"a":[1,2]}', "made": made, "open": False}])
        ((name, size, doc, when, is_open),) = shown(store, [scope])
    assert (name, size, doc, is_open) == ("é", 2**53 + 1, '{"a":[1,2]}', False)
    assert when == datetime(2024, 2, 29, 12, 0, 0, 500000, UTC)


def test_columns_that_were_not_read_are_null() -> None:
    with Store() as store:
        assert shown(store, [read(store, [{"name": "a"}])]) == [("a", None, None, None, None)]


def test_only_the_shown_scopes_are_seen() -> None:
    with Store() as store:
        first = read(store, [{"name": "a"}], "eu-west-1")
        second = read(store, [{"name": "b"}], "us-east-1")
        assert [row[0] for row in shown(store, [first])] == ["a"]
        assert [row[0] for row in shown(store, [first, second])] == ["a", "b"]
        assert shown(store, []) == []


def test_an_unfinished_scope_is_forgotten_when_the_store_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    with Store(path) as store:
        whole = read(store, [{"name": "whole"}])
        read(store, [{"name": "half"}], finish=False)
    with Store(path) as store:
        assert [scope.id for scope in store.fresh("things", None)] == [whole]
        assert store.connection.execute("select name from raw.things").fetchall() == [("whole",)]


def test_a_killed_process_leaves_a_usable_store(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    script = f"""
import os, signal
from tests.store.test_store import Store, read
store = Store({str(path)!r})
read(store, [{{"name": "whole"}}])
read(store, [{{"name": "half"}}], finish=False)
os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", script], check=False, cwd=Path(__file__).parents[2])
    assert killed.returncode == -9
    with Store(path) as store:
        (scope,) = store.fresh("things", None)
        assert [row[0] for row in shown(store, [scope.id])] == ["whole"]
        again = read(store, [{"name": "next"}])
        assert again > scope.id


def test_fresh_knows_age_and_columns() -> None:
    with Store() as store:
        read(store, [{"name": "a"}])
        (scope,) = store.fresh("things", timedelta(minutes=1))
        assert scope.columns == frozenset(COLUMNS)
        assert (scope.account_id, scope.region, scope.connection) == ("111111111111", "eu-west-1", "test")
        assert store.fresh("things", timedelta(0)) == []
        assert store.fresh("others", None) == []


def test_prune_drops_what_was_read_again() -> None:
    with Store() as store:
        read(store, [{"name": "old"}])
        other = read(store, [{"name": "other region"}], "us-east-1")
        new = read(store, [{"name": "new"}])
        store.prune()
        assert {scope.id for scope in store.fresh("things", None)} == {new, other}
        names = store.connection.execute("select name from raw.things order by 1").fetchall()
        assert names == [("new",), ("other region",)]


def test_the_file_is_private(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "store.duckdb"
    with Store(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_files_beside_it_are_private(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        with Store(tmp_path / "store.duckdb") as store:
            read(store, [{"name": "a"}])
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        assert modes == {"store.duckdb": 0o600, "store.duckdb.wal": 0o600}
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)


def test_a_failed_transaction_leaves_nothing() -> None:
    with Store() as store:
        scope = read(store, [{"name": "a"}])

        def write() -> None:
            with store.transaction():
                store.write_rows("things", COLUMNS, [{"_scope": scope, "name": "b"}])
                store.write_rows("things", COLUMNS, [{"_scope": scope, "made": "no time"}])

        with pytest.raises(StoreError, match="cannot write to the store"):
            write()
        assert [row[0] for row in shown(store, [scope])] == ["a"]


def test_values_that_no_store_can_hold_are_a_clear_error() -> None:
    with Store() as store, pytest.raises(StoreError, match="cannot write to the store"):
        read(store, [{"name": "a", "size": 2**70}])


def test_prune_keeps_columns_that_were_not_read_again() -> None:
    with Store() as store:
        wide = read(store, [{"name": "old"}])
        store.begin()
        narrow = store.new_id()
        store.write_scopes([replace(record(narrow), columns=["name"])])
        store.finish_scopes([(narrow, 0)])
        store.prune()
        assert {scope.id for scope in store.fresh("things", None)} == {wide, narrow}


def test_the_ledger_goes_with_what_rests_on_it() -> None:
    with Store() as store:
        call = {
            "id": 0, "time": "2024-05-01T12:00:00Z", "account_id": "1", "region": "r", "service": "s",
            "operation": "o", "params": "{}", "status": "ok", "http_status": 200, "error_code": None,
            "error_message": None, "request_id": None, "milliseconds": 1.0, "attempts": 1,
        }  # fmt: skip
        for _ in range(2):
            read(store, [{"name": "a"}])
            store.write_calls([{**call, "id": store.new_id()}])
        assert store.connection.execute("select count(*) from steelyard.api_call").fetchone() == (2,)
        store.prune()
        assert store.connection.execute("select count(*) from steelyard.api_call").fetchone() == (1,)


def test_a_store_in_use_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    script = f"""
import sys
from steelyard.store import Store
store = Store({str(path)!r})
print("open", flush=True)
sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match=r"in use by another process .*--store"):
            Store(path, wait=0.1)
        other.communicate("")
    Store(path).close()


def test_a_file_that_is_no_store_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreError, match=str(path)):
        Store(path)


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot open the store"):
        Store(tmp_path / "file" / "store.duckdb")


def test_a_store_of_another_format_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    with Store(path) as store:
        store.connection.execute("update steelyard.meta set value = '999' where key = 'schema'")
    with pytest.raises(StoreError, match="format 999"):
        Store(path)


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_text('/etc/hostname')",
        "copy (select 1) to 'out.csv'",
        "attach 'other.duckdb' as other",
        "set enable_external_access = true",
        "load httpfs",
    ],
)
def test_a_query_reaches_no_file(tmp_path: Path, statement: str) -> None:
    with Store(tmp_path / "store.duckdb") as store:
        reader = store.reader()
        with pytest.raises(duckdb.Error):
            reader.execute(statement)
        reader.close()
