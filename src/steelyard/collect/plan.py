"""From what queries need to what is to be read: tables, the calls that remain, where, and with which keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from steelyard.aws import models, tables
from steelyard.aws.compile import Reader, compile_table, key_word, keys_of
from steelyard.aws.declare import Call, Key, Table
from steelyard.errors import UsageError
from steelyard.sql import TableNeed

GLOBAL = "global"


class Places(Protocol):
    """An account and the regions to read in it."""

    @property
    def account_id(self) -> str:
        """Its 12-digit id."""

    @property
    def partition(self) -> str:
        """Its partition."""

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions to read."""


@dataclass(frozen=True, slots=True)
class TablePlan:
    """One table to read: its compiled calls, and the constant filters that narrow them.

    ``keys``  for each key column with a filter, the values it may have
    """

    reader: Reader
    columns: frozenset[str]
    keys: Mapping[str, tuple[object, ...]]
    regions: tuple[object, ...] | None
    accounts: tuple[object, ...] | None

    @property
    def table(self) -> Table:
        """The declaration."""
        return self.reader.table

    @property
    def filters(self) -> str:
        """The key filters as text: rows read under other filters are another scope."""
        return ";".join(f"{column}={sorted(map(str, values))}" for column, values in sorted(self.keys.items()))

    def steps(self) -> tuple[Call, ...]:
        """The listing calls: the get operation where its keys are all given."""
        get = self.table.get
        if get is not None and all(key.column in self.keys for key in keys_of(get)):
            return (get,)
        return self.table.rows

    def places(self, account: Places) -> Iterator[str]:
        """The regions (or 'global') to read the table in."""
        if self.accounts is not None and account.account_id not in map(str, self.accounts):
            return
        scope = self.table.scope
        if scope != "regional" and (scope != GLOBAL or self._wanted(GLOBAL)):
            yield GLOBAL
        if scope in ("regional", "regional_and_global"):
            service = self.table.rows[0].service
            offered = models.service_regions(service, account.partition)
            yield from (r for r in account.regions if (offered is None or r in offered) and self._wanted(r))

    def _wanted(self, region: str) -> bool:
        return self.regions is None or region in self.regions


def plan(needs: Mapping[str, TableNeed]) -> list[TablePlan]:
    """Plans for those tables. Raises `UsageError` where a table needs a filter that the query lacks."""
    return [plan_table(name, need) for name, need in sorted(needs.items())]


def plan_table(name: str, need: TableNeed) -> TablePlan:
    """The plan of one table."""
    table = tables.find(name)
    if table is None:
        raise UsageError(f"no table {name}")
    columns = frozenset(need.columns) | {"account_id", "region"} & set(table.all_columns())
    used = {key.column: key for call in _calls(table) for key in keys_of(call)}
    keys = {
        column: tuple(dict.fromkeys(need.filters[column]))
        for column, key in used.items()
        if column in need.filters and _translatable(key, need.filters[column])
    }
    for column, key in used.items():
        if key.required and column not in keys and not _get_covers(table, keys):
            raise UsageError(f"table {name} needs a filter on {column}: where {column} = '...'")
    return TablePlan(
        compile_table(table, columns), columns, keys, need.filters.get("region"), need.filters.get("account_id")
    )


def _get_covers(table: Table, keys: Mapping[str, object]) -> bool:
    return table.get is not None and all(key.column in keys for key in keys_of(table.get))


def _calls(table: Table) -> Sequence[Call]:
    return (*table.rows, *table.add.values(), *((table.get,) if table.get is not None else ()))


def _translatable(key: Key, values: Iterable[object]) -> bool:
    return key.values is None or all(key_word(value) in key.values for value in values)


def key_choices(calls: Iterable[Call], keys: Mapping[str, tuple[object, ...]]) -> list[dict[str, object]]:
    """Every combination of the filters' values on the calls' key columns; one empty choice where there is none."""
    columns = sorted({key.column for call in calls for key in keys_of(call) if key.column in keys})
    return [dict(zip(columns, choice, strict=True)) for choice in product(*[keys[column] for column in columns])]


def merge(needs: Iterable[Mapping[str, TableNeed]]) -> dict[str, TableNeed]:
    """What several queries need together: columns united; a filter stays only where all have one, values united."""
    merged: dict[str, TableNeed] = {}
    for query in needs:
        for name, need in query.items():
            other = merged.get(name)
            merged[name] = need if other is None else _both(other, need)
    return merged


def _both(one: TableNeed, other: TableNeed) -> TableNeed:
    filters = {
        column: tuple(dict.fromkeys((*one.filters[column], *other.filters[column])))
        for column in one.filters
        if column in other.filters
    }
    return TableNeed(one.columns | other.columns, filters)
