"""Each call once: who asks for the same answer gets the same answer, and every call leaves its record."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

import orjson

from steelyard.aws import models
from steelyard.aws.accounts import Account
from steelyard.aws.credentials import Credentials
from steelyard.aws.declare import Call
from steelyard.aws.outcome import CallError, Outcome
from steelyard.aws.paths import root, walk
from steelyard.aws.wire import ABSENT, Client
from steelyard.collect.write import Writer
from steelyard.store import Store

T = TypeVar("T")

POLL_SECONDS = 1.0
POLL_LIMIT = 120
MEMORY_LIMIT = 50_000  # answers kept for others who may ask; beyond it the account's oldest are forgotten


_Who = tuple[str, str]  # connection and account
_Key = tuple[str, str, str, bytes]  # region, service, operation and parameters


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: its value, or None where the call failed or there is none; and its number in the ledger."""

    value: Mapping[str, Any] | None
    call: int
    error: CallError | None = None

    @property
    def failed(self) -> bool:
        """Whether the call failed."""
        return self.error is not None


_Answers = OrderedDict[_Key, "asyncio.Future[list[Page]]"]

# The outcomes of the calls made for the caller in whose context they are made: the last is that of the call
# itself, those before are of calls it needed (assuming a role).
_OUTCOMES: ContextVar[list[Outcome]] = ContextVar("outcomes")


class Calls:
    """Asks AWS, remembers the answers for this run, and tells the ledger."""

    def __init__(self, client: Client, store: Store, writer: Writer, shared: frozenset[tuple[str, str]]) -> None:
        """``shared``: the listing operations that more than one table asks; only their pages are remembered."""
        self._client = client
        self._store = store
        self._writer = writer
        self._shared = shared
        self._known: dict[_Who, _Answers] = defaultdict(OrderedDict)
        self._count = 0

    async def pages(self, account: Account, region: str, call: Call, params: Mapping[str, Any]) -> AsyncIterator[Page]:
        """The pages of a listing as they come; remembered only where several tables ask for them."""
        if (call.service, call.operation) in self._shared:
            for page in await self.answers(account, region, call, params):
                yield page
        else:
            async for page in self._ask(account, region, call, params):
                yield page

    async def answers(self, account: Account, region: str, call: Call, params: Mapping[str, Any]) -> list[Page]:
        """All pages of a call, asked once in this run."""
        answers, key = self._known[_who(account)], _key(region, call, params)
        known = answers.get(key)
        if known is not None:
            answers.move_to_end(key)
            return await asyncio.shield(known)
        future: asyncio.Future[list[Page]] = asyncio.get_running_loop().create_future()
        self._remember(answers, key, future)
        try:
            found = [page async for page in self._ask(account, region, call, params)]
        except BaseException as error:
            if answers.pop(key, None) is not None:
                self._count -= 1
            future.set_exception(error)
            future.exception()  # nobody may be waiting, which is no mistake
            raise
        future.set_result(found)
        return found

    async def noted(self, work: Awaitable[T]) -> T:
        """Do work that calls AWS by itself, such as finding an organization's accounts; its calls are recorded."""
        outcomes = _listen()
        try:
            return await work
        finally:
            for outcome in outcomes:
                self._record(outcome)

    def adopt(self, account: Account, unknown: Account) -> None:
        """What was asked while the account's id was not known is the account's."""
        if _who(account) != _who(unknown):
            self._known[_who(account)].update(self._known.pop(_who(unknown), {}))

    def forget(self, account: Account) -> None:
        """Drop what is remembered of an account that has been read."""
        self._count -= len(self._known.pop(_who(account), ()))

    def broken(self, account: Account, region: str, call: Call, code: str, message: str) -> Page:
        """Note a failure that AWS did not report, such as an answer that cannot be read, as a page that failed."""
        outcome = Outcome(
            started=datetime.now(UTC),
            account_id=account.account_id,
            region=region,
            service=call.service,
            operation=call.operation,
            params="{}",
            status=None,
            code=code,
            message=message,
            request_id=None,
            milliseconds=0.0,
            attempts=0,
        )
        return Page(None, self._record(outcome), CallError(outcome))

    def _remember(self, answers: _Answers, key: _Key, future: asyncio.Future[list[Page]]) -> None:
        answers[key] = future
        self._count += 1
        if self._count > MEMORY_LIMIT:
            oldest, found = next(iter(answers.items()))
            if found.done():
                del answers[oldest]
                self._count -= 1
            else:
                answers.move_to_end(oldest)

    async def _ask(self, account: Account, region: str, call: Call, params: Mapping[str, Any]) -> AsyncIterator[Page]:
        if call.until is not None:
            yield await self._poll(account, region, call, params)
            return
        pages = self._client.pages(*_request(account, region, call, params), absent=_codes(call))
        while True:
            outcomes = _listen()
            try:
                value = await anext(pages)
            except StopAsyncIteration:
                return
            except CallError as error:
                yield self._failure(error, call, outcomes)
                return
            yield self._page(value, call, outcomes)

    async def _poll(self, account: Account, region: str, call: Call, params: Mapping[str, Any]) -> Page:
        assert call.until is not None
        path, wanted = call.until
        steps = root(path, ())[1]
        for _ in range(POLL_LIMIT):
            outcomes = _listen()
            try:
                value = await self._client.call(*_request(account, region, call, params), absent=_codes(call))
            except CallError as error:
                return self._failure(error, call, outcomes)
            page = self._page(value, call, outcomes)
            if walk(value, steps) == wanted:
                return page
            await asyncio.sleep(POLL_SECONDS)
        message = f"{call.operation} was not done after {POLL_LIMIT} s"
        return self.broken(account, region, call, "NotReady", message)

    def _page(self, value: Mapping[str, Any], call: Call, outcomes: Sequence[Outcome]) -> Page:
        number = [self._record(outcome) for outcome in outcomes][-1]
        return Page(call.default if value is ABSENT else value, number)

    def _failure(self, error: CallError, call: Call, outcomes: Sequence[Outcome]) -> Page:
        absent = _is_absent(error.outcome, call)
        for outcome in outcomes[:-1]:
            self._record(outcome)
        number = self._record(replace(error.outcome, absent=absent))
        return Page(call.default, number) if absent else Page(None, number, error)

    def _record(self, outcome: Outcome) -> int:
        number = self._store.new_id()
        self._writer.call(
            {
                "id": number,
                "time": outcome.started.isoformat(),
                "account_id": outcome.account_id,
                "region": outcome.region,
                "service": outcome.service,
                "operation": outcome.operation,
                "params": outcome.params,
                "status": "ok" if outcome.code is None else "absent" if outcome.absent else "error",
                "http_status": outcome.status,
                "error_code": outcome.code,
                "error_message": outcome.message,
                "request_id": outcome.request_id,
                "milliseconds": outcome.milliseconds,
                "attempts": outcome.attempts,
            }
        )
        return number


def took(outcome: Outcome) -> None:
    """What the client calls when a call is over: the outcome goes to whoever asked, in whose context it runs."""
    _OUTCOMES.get().append(outcome)


def _listen() -> list[Outcome]:
    outcomes: list[Outcome] = []
    _OUTCOMES.set(outcomes)
    return outcomes


def _request(
    account: Account, region: str, call: Call, params: Mapping[str, Any]
) -> tuple[Credentials, str, str, str, str, dict[str, Any]]:
    return account.credentials, account.account_id, region, call.service, call.operation, dict(params)


def _codes(call: Call) -> tuple[str, ...]:
    return tuple(code for code in call.absent if ":" not in code)


def _is_absent(outcome: Outcome, call: Call) -> bool:
    for entry in call.absent:
        code, _, words = entry.partition(": ")
        if words and code == outcome.code and words in (outcome.message or ""):
            return True
    return outcome.absent


def _who(account: Account) -> _Who:
    return account.connection, account.account_id


def _key(region: str, call: Call, params: Mapping[str, Any]) -> _Key:
    text = orjson.dumps(params, option=orjson.OPT_SORT_KEYS, default=str)
    return region, call.service, call.operation, text


def failure_of(pages: Sequence[Page]) -> CallError | None:
    """The first failure among the pages of a call."""
    return next((page.error for page in pages if page.error is not None), None)


def joined(pages: Sequence[Page], call: Call) -> Mapping[str, Any] | None:
    """All pages of a call as one answer: the lists that its paginator names are put together."""
    values = [page.value for page in pages if page.value is not None]
    if len(values) <= 1:
        return values[0] if values else None
    whole = dict(values[0])
    for name in _list_members(call):
        whole[name] = [element for value in values for element in value.get(name) or ()]
    return whole


def _list_members(call: Call) -> list[str]:
    rule = models.paginator(call.service, call.operation) or {}
    keys = rule.get("result_key")
    if isinstance(keys, str):
        return [keys]
    if keys:
        return list(keys)
    shape = models.operation(call.service, call.operation).output_shape
    return [name for name, member in shape.members.items() if member.type_name == "list"] if shape else []
