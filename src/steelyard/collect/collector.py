"""Collecting: every planned table from every account and region, at the same time."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from steelyard.aws.accounts import IDENTITY, REGIONS, Account, Connection, account_of, provisional
from steelyard.aws.compile import items_of
from steelyard.aws.ways import Way
from steelyard.aws.wire import Client
from steelyard.collect.calls import Calls, joined
from steelyard.collect.plan import GLOBAL, TablePlan
from steelyard.collect.progress import Progress
from steelyard.collect.read import TableRead
from steelyard.collect.write import Writer
from steelyard.errors import SteelyardError
from steelyard.store import Scope, Store, StoreError

ACCOUNTS_AT_ONCE = 64


@dataclass(slots=True)
class Collected:
    """What a collection left in the store.

    ``scopes``       the scopes of each table
    ``accounts``     the ids of the accounts that were read
    ``unreachable``  connections that could not be entered, and why
    ``oldest``       when the oldest of what was reused had been read; None where nothing was
    """

    scopes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    accounts: set[str] = field(default_factory=set)
    unreachable: dict[str, SteelyardError] = field(default_factory=dict)
    oldest: datetime | None = None

    def reuse(self, scope: Scope) -> None:
        """Take a scope that the store has."""
        self.scopes[scope.table].append(scope.id)
        self.accounts.add(scope.account_id)
        self.oldest = min(self.oldest or scope.finished, scope.finished)


class Collector:
    """One collection: `collect` may be called several times, and what was asked once is not asked again."""

    def __init__(
        self, client: Client, store: Store, plans: Sequence[TablePlan], progress: Progress, max_age: timedelta | None
    ) -> None:
        """``max_age``: what the store has read no longer ago is not read again; None reads everything."""
        self._client = client
        self._store = store
        self._plans = plans
        self._progress = progress
        self._writer = Writer(store)
        self._calls = Calls(client, store, self._writer, _shared(plans))
        self._gate = asyncio.Semaphore(ACCOUNTS_AT_ONCE)
        self._result = Collected()
        self._fresh = {} if max_age is None else {p.table.name: store.fresh(p.table.name, max_age) for p in plans}

    async def collect(self, ways: Iterable[Way]) -> Collected:
        """Read every planned table through every way. Failed calls are noted in the store, not raised."""
        self._store.begin()
        for plan in self._plans:
            types = {name: column.type for name, column in plan.table.all_columns().items()}
            self._store.ensure_table(plan.table.name, types)
        try:
            async with asyncio.TaskGroup() as group:
                for way in ways:
                    group.create_task(self._way(way, group))
        except BaseExceptionGroup as errors:
            raise _first(errors) from errors
        finally:
            await self._writer.flush()
            self._writer.close()
        self._store.end()
        return self._result

    async def _way(self, way: Way, group: asyncio.TaskGroup) -> None:
        try:
            connections = await self._calls.noted(way.connections(self._client))
        except SteelyardError as error:
            self._result.unreachable[way.name] = error
            return
        for connection in connections:
            group.create_task(self._connection(connection))

    async def _connection(self, connection: Connection) -> None:
        async with self._gate:
            try:
                account = await self._enter(connection)
            except SteelyardError as error:
                self._result.unreachable[connection.name] = error
                return
            self._result.accounts.add(account.account_id)
            await self._account(account)
            self._calls.forget(account)

    async def _enter(self, connection: Connection) -> Account:
        unknown = provisional(connection)
        identity = await self._calls.answers(unknown, connection.default_region, IDENTITY, {})
        if identity[0].failed or identity[0].value is None:
            raise self._calls.error_of(identity[0])
        regions = await self._calls.answers(unknown, connection.default_region, REGIONS, {"AllRegions": True})
        answer = joined(regions, REGIONS)
        account = account_of(connection, identity[0].value, None if answer is None else items_of(REGIONS, answer))
        self._calls.adopt(account, connection.default_region, IDENTITY, {}, identity)
        self._calls.adopt(account, connection.default_region, REGIONS, {"AllRegions": True}, regions)
        return account

    async def _account(self, account: Account) -> None:
        reads: list[TableRead] = []
        for plan in self._plans:
            for place in plan.places(account):
                known = self._known(plan, account, place)
                if known is not None:
                    self._result.reuse(known)
                else:
                    scope = self._store.new_id()
                    reads.append(TableRead(plan, account, place, scope, self._calls, self._writer))
        self._progress.planned(account, len(reads))
        async with asyncio.TaskGroup() as group:
            for read in reads:
                self._result.scopes[read.table].append(read.scope)
                group.create_task(self._read(read))

    def _known(self, plan: TablePlan, account: Account, place: str) -> Scope | None:
        for scope in self._fresh.get(plan.table.name, ()):
            here = (scope.connection, scope.account_id, scope.region) == (
                account.connection,
                account.account_id,
                place,
            )
            if here and not scope.failed and covers(scope, plan):
                return scope
        return None

    async def _read(self, read: TableRead) -> None:
        self._writer.scope(read.record())
        await read.run()
        self._progress.finished(read.row_count)


def covers(scope: Scope, plan: TablePlan) -> bool:
    """Whether a scope has all that a plan wants: its columns, under the same filters or none."""
    return plan.columns <= scope.columns and scope.filters in ("", plan.filters)


def from_store(store: Store, plans: Sequence[TablePlan], names: Sequence[str]) -> Collected:
    """What the store has for those plans, of the connections of those names; AWS is not asked.

    Raises `StoreError` where it has nothing of a table, or not all columns.
    """
    result = Collected()
    for plan in plans:
        newest: dict[tuple[str, str, str], Scope] = {}
        for scope in store.fresh(plan.table.name, None):
            wanted = any(scope.connection == name or scope.connection.startswith(f"{name}/") for name in names)
            if wanted and covers(scope, plan) and _in_filters(scope, plan):
                newest.setdefault((scope.connection, scope.account_id, scope.region), scope)
        if not newest:
            raise StoreError(
                f"the store {store.path} has not the columns of {plan.table.name} that this needs, "
                f"read through {', '.join(names)}; run it once without --offline, with the same --store"
            )
        for scope in newest.values():
            result.reuse(scope)
    return result


def _in_filters(scope: Scope, plan: TablePlan) -> bool:
    in_account = plan.accounts is None or scope.account_id in map(str, plan.accounts)
    return in_account and (plan.regions is None or scope.region == GLOBAL or scope.region in plan.regions)


def _shared(plans: Sequence[TablePlan]) -> frozenset[tuple[str, str]]:
    uses: Counter[tuple[str, str]] = Counter({("sts", "GetCallerIdentity"): 1, ("ec2", "DescribeRegions"): 1})
    for plan in plans:
        uses.update({(call.service, call.operation) for call in (*plan.steps(), *plan.reader.adds.values())})
        uses.update((call.service, call.operation) for call in plan.steps() if call.region)
    return frozenset(operation for operation, count in uses.items() if count > 1)


def _first(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    error: BaseException = errors
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
