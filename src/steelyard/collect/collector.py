"""Collecting: every planned table from every account and region, at the same time."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from steelyard.aws.accounts import (
    IDENTITY,
    REGIONS,
    Account,
    Connection,
    account_of,
    identified,
    named_regions,
    provisional,
)
from steelyard.aws.compile import LISTING, items_of
from steelyard.aws.outcome import CallError
from steelyard.aws.ways import Direct, Way
from steelyard.aws.wire import Client
from steelyard.collect.calls import Calls, failure_of, joined
from steelyard.collect.plan import GLOBAL, TablePlan
from steelyard.collect.progress import Progress
from steelyard.collect.read import TableRead, choices
from steelyard.collect.write import Writer
from steelyard.errors import CredentialsError, SteelyardError
from steelyard.store import Failure, Scope, Store

ACCOUNTS_AT_ONCE = 64
ALL_REGIONS = {"AllRegions": True}
READS_AT_ONCE = 512  # tables being read in a region, over all accounts


@dataclass(slots=True)
class Collected:
    """What a collection left in the store.

    ``scopes``       the scopes of each table
    ``accounts``     the ids of the accounts that were read
    ``regions``      the regions of each account that were to be read
    ``unreachable``  connections that could not be entered, and why
    ``unread``       places that were to be read and were not, as failures
    ``oldest``       when the oldest of what was reused had been read; None where nothing was
    ``interrupted``  whether the user stopped it
    """

    scopes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    accounts: set[str] = field(default_factory=set)
    regions: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unreachable: dict[str, SteelyardError] = field(default_factory=dict)
    unread: list[Failure] = field(default_factory=list)
    oldest: datetime | None = None
    interrupted: bool = False

    def reuse(self, scope: Scope) -> None:
        """Take a scope that the store has."""
        self.scopes[scope.table].append(scope.id)
        self.accounts.add(scope.account_id)
        self.oldest = min(self.oldest or scope.finished, scope.finished)

    def failures(self, store: Store) -> list[Failure]:
        """Everything that is missing: the failed calls of what was read, and what was not read."""
        return store.failures(scope for scopes in self.scopes.values() for scope in scopes) + self.unread


class Collector:
    """One collection of what the plans need, into the store."""

    def __init__(
        self, client: Client, store: Store, plans: Sequence[TablePlan], progress: Progress, max_age: timedelta | None
    ) -> None:
        """``max_age``: what the store has read no longer ago is not read again; None reads everything."""
        self._client = client
        self._store = store
        self._plans = plans
        self._choices = {plan.table.name: choices(plan) for plan in plans}
        self._progress = progress
        self._writer = Writer(store)
        self._calls = Calls(client, store, self._writer, _shared(plans))
        self._accounts = asyncio.Semaphore(ACCOUNTS_AT_ONCE)
        self._reads = asyncio.Semaphore(READS_AT_ONCE)
        self._result = Collected()
        self._alone = False  # whether all there is is one account, entered with credentials at hand
        self._taken: dict[str, set[str]] = {}  # the regions of each account that a connection reads
        self._entering: set[str] = set()  # ways and connections that have not been entered
        # The accounts in work, by connection, and what is not read in each: (table, place) to its plan.
        self._open: dict[str, tuple[Account, dict[tuple[str, str], TablePlan]]] = {}
        self._fresh: dict[tuple[str, str, str, str], list[Scope]] = defaultdict(list)
        for plan in plans if max_age is not None else ():
            for scope in store.fresh(plan.table.name, max_age):
                self._fresh[scope.table, scope.connection, scope.account_id, scope.region].append(scope)

    async def collect(self, ways: Iterable[Way]) -> Collected:
        """Read every planned table through every way. Failed calls are noted in the store, not raised.

        Where the task is cancelled, what was read until then stays, and the rest is among ``unread``.
        Raises `StoreError`.
        """
        self._store.begin()
        self._store.ensure_tables(
            {plan.table.name: {n: c.type for n, c in plan.table.all_columns().items()} for plan in self._plans}
        )
        try:
            await self._everything(ways)
            await self._writer.flush()
        except asyncio.CancelledError:
            self._result.interrupted = True
            await self._writer.flush()
        except BaseExceptionGroup as errors:
            raise _first(errors) from errors
        finally:
            self._writer.close()
        if self._result.interrupted:
            self._note_unread()
        else:
            self._store.end()
            self._store.prune()
        return self._result

    async def _everything(self, ways: Iterable[Way]) -> None:
        ways = list(ways)
        self._alone = len(ways) == 1 and isinstance(ways[0], Direct)
        self._entering.update(way.name for way in ways)
        async with asyncio.TaskGroup() as group:
            for way in ways:
                group.create_task(self._way(way, group))

    async def _way(self, way: Way, group: asyncio.TaskGroup) -> None:
        try:
            connections = await self._calls.noted(way.connections(self._client))
        except SteelyardError as error:
            self._result.unreachable[way.name] = error
            connections = []
        self._entering.discard(way.name)
        self._entering.update(connection.name for connection in connections)
        for connection in connections:
            group.create_task(self._connection(connection))

    async def _connection(self, connection: Connection) -> None:
        async with self._accounts:
            try:
                account = await self._enter(connection)
            except SteelyardError as error:
                self._result.unreachable[connection.name] = error
                self._entering.discard(connection.name)
                return
            self._entering.discard(connection.name)
            await self._account(account)
            self._calls.forget(account)

    async def _enter(self, connection: Connection) -> Account:
        unknown, region = provisional(connection), connection.default_region
        asking = asyncio.ensure_future(self._calls.answers(unknown, region, IDENTITY, {}))
        if self._alone:
            # Both at once saves a round trip. Many connections wait for their ids: limits go by account.
            await self._calls.answers(unknown, region, REGIONS, ALL_REGIONS)
        told = await asking
        if (denied := failure_of(told)) is not None:
            raise _entering_error(denied)
        identity = told[0].value or {}
        known = identified(unknown, identity)
        self._calls.adopt(known, unknown)
        regions = await self._calls.answers(known, region, REGIONS, ALL_REGIONS)
        if (denied := failure_of(regions)) is not None and not named_regions(connection):
            # Which regions there are is evidence too: guessing would leave one out, or ask one that is not enabled.
            raise _entering_error(denied)
        answer = joined(regions, REGIONS)
        return account_of(connection, identity, None if answer is None else items_of(REGIONS, answer))

    async def _account(self, account: Account) -> None:
        self._result.regions[account.account_id].update(account.regions)
        account, first = self._untaken(account)
        todo: dict[tuple[str, str], TablePlan] = {}
        for plan in self._plans:
            for place in plan.places(account):
                known = self._known(plan, account, place)
                if known is not None:
                    self._result.reuse(known)
                elif first or place != GLOBAL:
                    todo[plan.table.name, place] = plan
        self._result.accounts.add(account.account_id)
        self._progress.planned(account, len(todo))
        self._open[account.connection] = (account, todo)
        async with asyncio.TaskGroup() as group:
            for (_, place), plan in list(todo.items()):
                await self._reads.acquire()
                read = TableRead(
                    plan,
                    self._choices[plan.table.name],
                    account,
                    place,
                    self._store.new_id(),
                    self._calls,
                    self._writer,
                )
                group.create_task(self._read(read, place, todo))
        del self._open[account.connection]

    def _untaken(self, account: Account) -> tuple[Account, bool]:
        """The account without regions that another connection reads, and whether none reads it yet."""
        taken = self._taken.setdefault(account.account_id, set())
        first = not taken
        left = replace(account, regions=tuple(region for region in account.regions if region not in taken))
        taken.update(account.regions)
        return left, first

    def _known(self, plan: TablePlan, account: Account, place: str) -> Scope | None:
        for scope in self._fresh.get((plan.table.name, account.connection, account.account_id, place), ()):
            if not scope.failed and covers(scope, plan):
                return scope
        return None

    async def _read(self, read: TableRead, place: str, todo: dict[tuple[str, str], TablePlan]) -> None:
        try:
            self._writer.scope(read.record())
            await read.run()
        finally:
            self._reads.release()
        del todo[read.table, place]
        self._result.scopes[read.table].append(read.scope)
        self._progress.finished(read.row_count)

    def _note_unread(self) -> None:
        said = "not read, because the run was interrupted"
        for account, todo in self._open.values():
            for (_, place), plan in todo.items():
                self._result.unread.append(missing(plan, account.account_id, place, "Interrupted", said))
        for name in self._entering:
            self._result.unreachable[name] = SteelyardError(said)


def covers(scope: Scope, plan: TablePlan) -> bool:
    """Whether a scope has all that a plan wants: its columns, under the same filters or none."""
    return plan.columns <= scope.columns and scope.filters in ("", plan.filters)


def missing(plan: TablePlan, account_id: str, place: str, code: str, message: str) -> Failure:
    """The failure that stands for a place that was not read: none of its rows is there."""
    call = plan.steps()[0]
    return Failure(plan.table.name, LISTING, account_id, place, place, call.service, call.operation, code, message)


def _entering_error(error: CallError) -> SteelyardError:
    if error.outcome.code == "CredentialsFailed":
        return CredentialsError(error.outcome.message or "no AWS credentials")
    return error


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
