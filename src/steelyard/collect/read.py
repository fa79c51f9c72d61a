"""Reading one table from one account and region: listing, added calls, rows."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from steelyard.aws import models
from steelyard.aws.accounts import Account
from steelyard.aws.compile import LISTING, items_of, key_word, named_value
from steelyard.aws.declare import Call
from steelyard.aws.paths import Known
from steelyard.collect.calls import Calls, Page, joined
from steelyard.collect.params import Binder, Params, batches, binder
from steelyard.collect.plan import GLOBAL, TablePlan, key_choices
from steelyard.collect.write import Writer
from steelyard.errors import SteelyardError
from steelyard.store import ScopeRecord, StoreError

# What the functions of a declaration raise on an answer that is not as AWS documents it. It becomes a failure of
# the scope, as a failed call does.
UNREADABLE = (SteelyardError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
Unpack = Callable[[Call, Mapping[str, Any]], Any]
AT_ONCE = 100  # parents or rows whose calls are made at the same time


@dataclass(frozen=True, slots=True)
class Choice:
    """A plan's calls under one choice of its filters' values; ``fits`` tells its rows from those of other choices."""

    where: Mapping[str, object]
    steps: list[Binder]
    adds: Mapping[str, Binder]
    fits: Callable[[Mapping[str, Any]], bool] | None


def choices(plan: TablePlan) -> list[Choice]:
    """What is to be read in every place of a plan."""
    steps, adds, names = plan.steps(), plan.reader.adds, plan.reader.names
    # A filter on what only the listing takes is shown, even where the get operation answers.
    every = key_choices([*plan.table.rows, *steps, *adds.values()], plan.keys)
    return [
        Choice(
            where,
            [binder(step, names, where) for step in steps],
            {name: binder(call, names, where) for name, call in adds.items()},
            chosen(plan, where) if len(every) > 1 else None,
        )
        for where in every
    ]


class TableRead:
    """One table being read in one place. `run` does it; what fails is noted and the rest goes on."""

    def __init__(
        self,
        plan: TablePlan,
        every: Sequence[Choice],
        account: Account,
        place: str,
        scope: int,
        calls: Calls,
        writer: Writer,
    ) -> None:
        self._plan = plan
        self._choices = every
        self._account = account
        self._place = place
        self.scope = scope
        self._calls = calls
        self._writer = writer
        self._base: dict[str, Any] = {
            "account_id": account.account_id,
            "region": place,
            "partition": account.partition,
            "connection": account.connection,
            "connection_context": {"connection_name": account.connection},
            "default_region": account.default_region,
            "regions": list(account.regions),
        }
        self._adds: Mapping[str, Binder] = {}
        self.started = datetime.now(UTC)
        self.row_count = 0

    async def run(self) -> None:
        """Read every row of this place into the writer. A table that cannot be made sense of has failed here."""
        try:
            await self._read()
        except StoreError:
            raise
        except UNREADABLE as error:
            self._writer.failure(self.scope, LISTING, self._place, self._broken(self._plan.steps()[-1], error).call)
        await self._writer.finish(self.scope, self.row_count)

    async def _read(self) -> None:
        types = self._plan.table.all_columns()
        columns = {row.name: types[row.name].type for row in self._plan.reader.rows}
        for choice in self._choices:
            fits, self._adds = choice.fits, choice.adds
            self._base["where"] = choice.where
            async for page in self._items(choice.steps):
                for start in range(0, len(page), AT_ONCE):
                    batch = page[start : start + AT_ONCE]
                    await self._add(batch)
                    rows = [self._row(known) for known in batch]
                    self._note_failures(batch, rows)
                    rows = [row for row in rows if fits is None or fits(row)]
                    self.row_count += len(rows)
                    await self._writer.rows(self._plan.table.name, columns, rows)

    @property
    def table(self) -> str:
        """The table's name."""
        return self._plan.table.name

    def record(self) -> ScopeRecord:
        """What the store notes of this read."""
        return ScopeRecord(
            self.scope,
            self._account.connection,
            self.table,
            self._account.account_id,
            self._place,
            sorted(self._plan.columns),
            self._plan.filters,
            self.started,
        )

    def _row(self, known: dict[str, Any]) -> dict[str, Any]:
        row: dict[str, Any] = {"_scope": self.scope}
        for column in self._plan.reader.rows:
            try:
                row[column.name] = column.fill(known)
            except UNREADABLE as error:
                page = self._broken(self._plan.steps()[-1], error)
                known.setdefault("!", []).append((LISTING, page.call))
                row[column.name] = None
        return row

    # Listing

    async def _items(self, steps: list[Binder]) -> AsyncIterator[list[dict[str, Any]]]:
        if len(steps) == 1:
            async for batch in self._first(steps[0]):
                yield batch
            return
        async for parents in self._items(steps[:-1]):
            for start in range(0, len(parents), AT_ONCE):
                yield await self._children(steps[-1], parents[start : start + AT_ONCE])

    async def _first(self, step: Binder) -> AsyncIterator[list[dict[str, Any]]]:
        for params in step.params(self._base):
            async for page in self._calls.pages(self._account, self._region(step, self._base), step.call, params):
                self._note(LISTING, page, self._place)
                yield list(self._known(step.call, page.value, self._base))

    async def _children(self, step: Binder, parents: list[dict[str, Any]]) -> list[dict[str, Any]]:
        asked = self._batched(step, parents) if step.many else self._one_each(step, parents)
        found = await asyncio.gather(*[self._list(step, parent, region, params) for parent, region, params in asked])
        return [known for listed in found for known in listed]

    def _one_each(self, step: Binder, parents: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str, Params]]:
        for parent in parents:
            for params in step.params(parent):
                yield parent, self._region(step, parent), params

    def _batched(self, step: Binder, parents: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str, Params]]:
        assert step.many is not None
        name, size, value_of = step.many
        for region, fixed, members in self._alike(step, parents):
            values = [value_of(parent) for parent in members]
            for batch in batches([value for value in values if value is not None], size):
                yield members[0], region, {**fixed, name: batch}

    def _alike(self, step: Binder, rows: list[dict[str, Any]]) -> Iterator[tuple[str, Params, list[dict[str, Any]]]]:
        groups: dict[tuple[str, str], tuple[str, Params, list[dict[str, Any]]]] = {}
        for known in rows:
            region = self._region(step, known)
            for params in step.params(known):
                groups.setdefault((region, repr(params)), (region, params, []))[2].append(known)
        yield from groups.values()

    async def _list(self, step: Binder, parent: dict[str, Any], region: str, params: Params) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        async for page in self._calls.pages(self._account, region, step.call, params):
            self._note(LISTING, page, self._place)
            found.extend(self._known(step.call, page.value, parent))
        return found

    def _known(self, call: Call, answer: Mapping[str, Any] | None, parent: Known) -> Iterator[dict[str, Any]]:
        if answer is None:
            return
        for item in self._unpacked(LISTING, call, answer, items_of) or ():
            known = dict(parent)
            known["."] = item
            if call.name:
                known[call.name] = item
            yield known

    # Added calls

    async def _add(self, batch: list[dict[str, Any]]) -> None:
        for layer in self._plan.reader.layers:
            await asyncio.gather(*[self._add_one(name, self._adds[name], batch) for name in layer])

    async def _add_one(self, name: str, step: Binder, batch: list[dict[str, Any]]) -> None:
        if step.many is not None:
            await self._add_batched(name, step, batch)
        elif step.on is not None:
            await asyncio.gather(
                *[
                    self._add_matched(name, step, step.on, rows, region, params)
                    for region, params, rows in self._alike(step, batch)
                ]
            )
        else:
            await asyncio.gather(*[self._add_to_row(name, step, known) for known in batch])

    async def _add_to_row(self, name: str, step: Binder, known: dict[str, Any]) -> None:
        if step.unless(known) is not None:
            known[name] = None
            return
        region = self._region(step, known)
        asked = step.params(known)
        found = await asyncio.gather(
            *[self._calls.answers(self._account, region, step.call, params) for params in asked]
        )
        values: list[Any] = []
        for pages in found:
            self._used(name, pages)
            self._failed(name, known, pages)
            values.append(self._value(name, step.call, pages))
        known[name] = values if step.each else values[0] if values else None

    def _value(self, name: str, call: Call, pages: list[Page]) -> Any:
        answer = joined(pages, call)
        return None if answer is None else self._unpacked(name, call, answer, named_value)

    def _unpacked(self, slot: str, call: Call, answer: Mapping[str, Any], unpack: Unpack) -> Any:
        try:
            return unpack(call, answer)
        except UNREADABLE as error:
            self._writer.failure(self.scope, slot, self._place, self._broken(call, error).call)
            return None

    def _broken(self, call: Call, error: Exception) -> Page:
        region = self._region_of(call.service)
        return self._calls.broken(self._account, region, call, "InvalidDocument", said(error))

    async def _add_batched(self, name: str, step: Binder, batch: list[dict[str, Any]]) -> None:
        assert step.many is not None
        parameter, size, value_of = step.many
        asked: list[tuple[list[dict[str, Any]], str, Params]] = []
        for region, fixed, members in self._alike(step, batch):
            by_value: dict[Any, list[dict[str, Any]]] = defaultdict(list)
            for known in members:
                value = value_of(known)
                if value is not None:
                    by_value[value].append(known)
            for values in batches(list(by_value), size):
                rows = [known for value in values for known in by_value[value]]
                asked.append((rows, region, {**fixed, parameter: values}))
        await asyncio.gather(
            *[self._add_matched(name, step, value_of, rows, region, params) for rows, region, params in asked]
        )

    async def _add_matched(
        self,
        name: str,
        step: Binder,
        value_of: Callable[[Known], Any],
        rows: list[dict[str, Any]],
        region: str,
        params: Params,
    ) -> None:
        call = step.call
        pages = await self._calls.answers(self._account, region, call, params)
        answer = joined(pages, call)
        found = self._unpacked(name, call, answer, items_of) if answer is not None else None
        matching: dict[Any, list[Any]] = defaultdict(list)
        for item in found or ():
            matching[item.get(call.match)].append(item)
        self._used(name, pages)
        for known in rows:
            self._failed(name, known, pages)
            matched = matching.get(value_of(known), [])
            known[name] = matched if call.several else matched[0] if matched else None

    # Places and failures

    def _region(self, step: Binder, known: Known) -> str:
        own = step.region(known)
        if own:
            return str(own)
        return self._region_of(step.call.service)

    def _region_of(self, service: str) -> str:
        home = models.is_global(service, self._account.partition)
        if home is not None:
            return home
        return self._place if self._place != GLOBAL else home_region(service, self._account)

    def _note(self, slot: str, page: Page, region: str) -> None:
        self._writer.use(self.scope, slot, page.call)
        if page.failed:
            self._writer.failure(self.scope, slot, region, page.call)

    def _used(self, slot: str, pages: list[Page]) -> None:
        for page in pages:
            self._writer.use(self.scope, slot, page.call)

    def _failed(self, slot: str, known: dict[str, Any], pages: list[Page]) -> None:
        for page in pages:
            if page.failed:
                known.setdefault("!", []).append((slot, page.call))

    def _note_failures(self, batch: list[dict[str, Any]], rows: list[dict[str, Any]]) -> None:
        noted: set[tuple[str, str, int]] = set()
        for known, row in zip(batch, rows, strict=True):
            for slot, call in known.get("!", ()):
                noted.add((slot, row.get("region") or self._place, call))
        for slot, region, call in noted:
            self._writer.failure(self.scope, slot, region, call)


def chosen(plan: TablePlan, choice: Mapping[str, object]) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a row is of one choice of the filters' values, so that two prefixes that overlap give no row twice.

    The query drops rows of no choice itself. Only texts and booleans are compared: they have one spelling.
    """
    read = {row.name for row in plan.reader.rows}
    types = plan.table.all_columns()
    wanted = {
        column: key_word(value)
        for column, value in choice.items()
        if column in read and types[column].type in ("text", "boolean")
    }
    return lambda row: all(row[column] is None or key_word(row[column]) == word for column, word in wanted.items())


def home_region(service: str, account: Account) -> str:
    """Where to call a service that is asked once: the account's default region where the service is there."""
    offered = models.service_regions(service, account.partition)
    if offered is None or account.default_region in offered:
        return account.default_region
    return min(offered)


def said(error: Exception) -> str:
    """An error in words: our own as they are, Python's with their kind."""
    return str(error) if isinstance(error, SteelyardError) else f"{type(error).__name__}: {error}"
