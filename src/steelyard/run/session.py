"""One run: what the queries need is collected once, then each query is asked."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import duckdb

from steelyard.aws.outcome import Outcome
from steelyard.aws.tables import Catalog, column_types
from steelyard.aws.ways import Way
from steelyard.aws.wire import Client
from steelyard.collect.calls import took
from steelyard.collect.collector import Collected, Collector
from steelyard.collect.offline import from_store
from steelyard.collect.plan import TablePlan, merge, plan
from steelyard.collect.progress import Progress
from steelyard.errors import SteelyardError
from steelyard.run.binding import bound, rows_as_values
from steelyard.run.evidence import apply, concerning, unreachable, unread
from steelyard.run.questions import Asked, Group, Question, Rows
from steelyard.run.results import STATUSES, ControlRun, GroupRun, Row, Run
from steelyard.sql import Compiled, Result, TableNeed, compile_query, fetch
from steelyard.store import OWN_TABLES, Failure, Store


class AllTables(Catalog):
    """The catalog of queries: AWS's tables and the store's own."""

    def __getitem__(self, name: str) -> Mapping[str, str]:
        return OWN_TABLES[name] if name in OWN_TABLES else super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        return name in OWN_TABLES or super().__contains__(name)


CATALOG = AllTables()


@dataclass(slots=True)
class Answer:
    """A query's result, and the failed calls because of which it may not be whole.

    ``oldest``: when the oldest of what was reused from the store had been read. ``aggregated``: rows that are
    missing may make those that are there wrong, such as a count. ``interrupted``: the user stopped the collection.
    """

    result: Result
    failures: list[Failure]
    unreachable: dict[str, SteelyardError]
    oldest: datetime | None
    aggregated: bool = False
    interrupted: bool = False

    @property
    def whole(self) -> bool:
        """Whether every call that the query rests on succeeded."""
        return not self.failures and not self.unreachable


@dataclass(slots=True)
class Session:
    """Runs queries and controls over accounts: a store, the ways to read, and how to make a client.

    ``client`` makes the client for one collection, given the function that is told of each call's outcome.
    ``max_age``: what the store has read no longer ago is reused. ``offline``: AWS is not asked at all.
    """

    store: Store
    ways: Sequence[Way]
    client: Callable[[Callable[[Outcome], None]], Client]
    progress: Progress = field(default_factory=Progress)
    max_age: timedelta | None = None
    offline: bool = False

    def query(self, text: str, args: Sequence[object] = (), name: str = "query") -> Answer:
        """Collect what a query needs and answer it. Raises `SqlError`, `CredentialsError`, `StoreError`."""
        compiled = compile_query(text, CATALOG, name)
        collected = self._collect([compiled.needs])
        with self._reader() as reader:
            result = patiently(reader, compiled, args)
        return Answer(
            result,
            concerning(compiled.needs, collected.failures(self.store)),
            collected.unreachable,
            collected.oldest,
            compiled.aggregated,
            collected.interrupted,
        )

    def collect(self, needs: Sequence[Mapping[str, TableNeed]]) -> Collected:
        """Read what those needs name into the store, and ask nothing of it."""
        return self._collect(needs)

    def run(self, roots: Sequence[Group | Question]) -> Run:
        """Collect what the controls need and evaluate each. One that cannot be run is an error, the others go on."""
        started = datetime.now(UTC)
        queries: dict[str, Compiled | SteelyardError] = {}
        for question in _questions(roots):
            for sql, name in ((question.sql, question.where), *((w.sql, f"with.{w.name}") for w in question.withs)):
                if sql not in queries:
                    queries[sql] = _attempt(sql, name)
        collected = self._collect([c.needs for c in queries.values() if isinstance(c, Compiled)])
        failures = collected.failures(self.store)
        with self._reader() as reader:
            evaluation = _Evaluation(reader, queries, failures, unreachable(collected.unreachable), collected.regions)
            trees = [evaluation.tree(root) for root in roots]
        accounts = sorted(collected.accounts)
        return Run(
            trees,
            started,
            datetime.now(UTC),
            accounts,
            self.progress.calls,
            interrupted=evaluation.interrupted or collected.interrupted,
            oldest=collected.oldest,
        )

    def _collect(self, needs: Sequence[Mapping[str, TableNeed]]) -> Collected:
        wanted = {name: need for name, need in merge(needs).items() if name not in OWN_TABLES}
        plans = plan(wanted)
        collected = self._gathered(plans) if plans else Collected()
        if collected.interrupted and not collected.accounts:
            raise KeyboardInterrupt
        if collected.unreachable and not collected.accounts and len(collected.unreachable) == 1:
            raise next(iter(collected.unreachable.values()))
        for name in wanted:
            self.store.show(name, column_types(name) or {}, collected.scopes.get(name, []))
        return collected

    @contextmanager
    def _reader(self) -> Iterator[duckdb.DuckDBPyConnection]:
        reader = self.store.reader()
        try:
            yield reader
        finally:
            reader.close()

    def _gathered(self, plans: Sequence[TablePlan]) -> Collected:
        if self.offline:
            return from_store(self.store, plans, self.ways)
        return asyncio.run(self._read(plans))

    async def _read(self, plans: Sequence[TablePlan]) -> Collected:
        def told(outcome: Outcome) -> None:
            self.progress.called(outcome)
            took(outcome)

        async with self.client(told) as client:
            return await Collector(client, self.store, plans, self.progress, self.max_age).collect(self.ways)


def patiently(reader: duckdb.DuckDBPyConnection, compiled: Compiled, args: Sequence[object]) -> Result:
    """`fetch` in a thread, because DuckDB hears of an interrupt only from outside. Raises what `fetch` raises."""
    with ThreadPoolExecutor(1, "query") as pool:
        running = pool.submit(fetch, reader, compiled, args)
        try:
            return running.result()
        except KeyboardInterrupt:
            reader.interrupt()
            raise


def _questions(roots: Sequence[Group | Question]) -> list[Question]:
    found: list[Question] = []
    for root in roots:
        found.extend(_questions(root.children) if isinstance(root, Group) else [root])
    return found


def compiled(sql: str, name: str) -> Compiled:
    """A control's query. Raises `SqlError`, and `UsageError` where a table cannot be read without a filter."""
    made = compile_query(sql, CATALOG, name)
    plan({table: need for table, need in made.needs.items() if table not in OWN_TABLES})
    return made


def _attempt(sql: str, name: str) -> Compiled | SteelyardError:
    try:
        return compiled(sql, name)
    except SteelyardError as error:
        return error


class _Evaluation:
    """Evaluates each distinct (query, arguments) once."""

    def __init__(
        self,
        reader: duckdb.DuckDBPyConnection,
        compiled: Mapping[str, Compiled | SteelyardError],
        failures: Sequence[Failure],
        closed: Sequence[Row],
        regions: Mapping[str, Collection[str]],
    ) -> None:
        self._reader = reader
        self._compiled = compiled
        self._failures = failures
        self._regions = regions
        self._closed = closed  # the error rows of connections that could not be entered
        self._done: dict[tuple[str, str], tuple[list[Row], str | None, float]] = {}
        self._results: dict[tuple[str, str], Rows] = {}
        self.interrupted = False

    def tree(self, root: Group | Question) -> GroupRun | ControlRun:
        """The results of a benchmark or control."""
        if isinstance(root, Group):
            children = [self.tree(child) for child in root.children]
            return GroupRun(root.name, root.full_name, root.title, root.description, root.tags, children)
        run = root.blank()
        if self.interrupted:
            run.error = "not run: the run was interrupted"
            return run
        try:
            run.rows, run.error, run.seconds = self._verdicts(root)
        except KeyboardInterrupt:
            self.interrupted = True
            run.error = "not run: the run was interrupted"
        return run

    def _verdicts(self, question: Question) -> tuple[list[Row], str | None, float]:
        started = time.perf_counter()
        try:
            failures = [f for asked in question.withs for f in concerning(self._query(asked.sql).needs, self._failures)]
            if failures:
                # What the arguments would have been nobody knows, so no verdict on any resource stands.
                return apply([], (), failures, self._closed), None, 0.0
            question = bound(question, self._asked)
        except SteelyardError as error:
            return [], str(error), time.perf_counter() - started
        key = (question.sql, repr(question.args))
        if key not in self._done:
            self._done[key] = self._evaluate(question)
        return self._done[key]

    def _evaluate(self, question: Question) -> tuple[list[Row], str | None, float]:
        started = time.perf_counter()
        try:
            compiled = self._query(question.sql)
            result = patiently(self._reader, compiled, question.args)
            rows = rows_of(result)
        except SteelyardError as error:
            return [], str(error), time.perf_counter() - started
        rows = unread(rows, compiled.needs, self._regions)
        kept = apply(rows, result.columns, concerning(compiled.needs, self._failures), self._closed)
        return kept, None, time.perf_counter() - started

    def _query(self, sql: str) -> Compiled:
        """The compiled query. Raises what compiling it raised."""
        compiled = self._compiled[sql]
        if isinstance(compiled, SteelyardError):
            raise compiled
        return compiled

    def _asked(self, asked: Asked) -> Rows:
        """The rows of a ``with``, asked once for each of its arguments."""
        key = (asked.sql, repr(asked.args))
        if key not in self._results:
            self._results[key] = rows_as_values(patiently(self._reader, self._query(asked.sql), asked.args))
        return self._results[key]


def rows_of(result: Result) -> list[Row]:
    """A control's result as verdicts. Raises `SteelyardError` where it has not the columns or a status is none."""
    missing = [name for name in ("resource", "status", "reason") if name not in result.columns]
    if missing:
        raise SteelyardError(f"the query gives no column {', '.join(missing)}; it gives {', '.join(result.columns)}")
    rows: list[Row] = []
    for values in result.text_rows():
        named = dict(zip(result.columns, values, strict=True))
        status = named.pop("status")
        if status not in STATUSES:
            raise SteelyardError(f"the query gives the status {status!r}; a status is one of {', '.join(STATUSES)}")
        resource, reason = named.pop("resource") or "", named.pop("reason") or ""
        rows.append(Row(status, resource, reason, {name: value or "" for name, value in named.items()}))
    return rows
