"""Sending calls to AWS: sign, send, wait, try again, parse. Only reads can be sent."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Final

from steelyard.aws import pages
from steelyard.aws.credentials import Credentials
from steelyard.aws.endpoints import Endpoints, Settings
from steelyard.aws.faults import Fault, Remedy, fault, hidden_error, request_id
from steelyard.aws.limits import Budget, Lane, Lanes, Limits
from steelyard.aws.outcome import CallError, Outcome
from steelyard.aws.parse import Parsed, ParseError
from steelyard.aws.request import Plan, Templates, plan
from steelyard.aws.scrub import scrub, shown_params
from steelyard.aws.serialize import canonical_params
from steelyard.aws.sign import Frozen, authorize
from steelyard.aws.transport import MOST_INVALID, Answer, Transport, TransportError
from steelyard.errors import CredentialsError, UsageError

# What call() returns for an error that the caller declared to mean "there is none". Compare with ``is``.
ABSENT: Final[dict[str, Any]] = {}

# A server's clock and ours may differ by this many seconds without AWS minding.
_SKEW_ALLOWED = 120.0
_BUCKETS_KEPT = 50_000
_LONGEST_PAUSE = 60.0


class _Run:
    """What one call has been through so far."""

    __slots__ = ("answered", "attempts", "cured", "faults", "frozen", "region", "sent", "started", "throttles")

    def __init__(self, region: str) -> None:
        self.region = region
        self.attempts = 0
        self.faults: Counter[tuple[str, int]] = Counter()
        self.throttles = 0
        self.cured: set[Remedy] = set()
        self.frozen: Frozen | None = None
        self.started = datetime.now(UTC)
        self.sent = 0.0
        self.answered: Answer | None = None


class Client:
    """Calls to any account, region and service over one HTTP session; an async context manager.

    ``on_outcome`` is told of each call once, when it is over. ``endpoint_url`` stands for every service;
    without it the environment and the profile are asked, as the AWS SDKs do.
    """

    def __init__(
        self,
        *,
        on_outcome: Callable[[Outcome], None],
        endpoint_url: str | None = None,
        limits: Limits | None = None,
        max_in_flight: int = 200,
        profile: str | None = None,
        settings: Settings | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._on_outcome = on_outcome
        chosen = settings or Settings.load(profile)
        self._templates = Templates(Endpoints(chosen, endpoint_url))
        self._transport = Transport(self._limits, connections=max_in_flight, ca_bundle=chosen.ca_bundle)
        self._in_flight = asyncio.Semaphore(max_in_flight)
        self._lanes = Lanes(self._limits)
        self._budgets: dict[tuple[str, str], Budget] = {}
        self._bucket_regions: dict[str, str] = {}
        self._clock_offset = 0.0
        self.throttles = 0

    async def __aenter__(self) -> "Client":
        await self._transport.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._transport.close()

    async def call(
        self,
        credentials: Credentials,
        account_id: str,
        region: str,
        service: str,
        operation: str,
        params: dict[str, object],
        *,
        absent: Collection[str] = (),
    ) -> dict[str, Any]:
        """The parsed answer of one call, under the model's member names.

        ``absent`` are error codes that mean "there is none": then the answer is ``ABSENT``. Raises CallError
        for every other failure, and UsageError for an operation that does not exist or does not only read.
        """
        made = plan(service, operation)
        packed = canonical_params(params)
        run = _Run(region)
        result = await self._until_done(made, credentials, account_id, params, packed, run, absent)
        failed = result if isinstance(result, Fault) else None
        none_there = failed is not None and (failed.code in absent or failed.alias in absent)
        outcome = _outcome(run, made, account_id, region, packed, failed, none_there)
        self._on_outcome(outcome)
        if isinstance(result, dict):
            return result
        if none_there:
            return ABSENT
        raise CallError(outcome)

    async def pages(
        self,
        credentials: Credentials,
        account_id: str,
        region: str,
        service: str,
        operation: str,
        params: dict[str, object],
        *,
        absent: Collection[str] = (),
    ) -> AsyncIterator[dict[str, Any]]:
        """The answers of a call page by page, each a call of its own. Raises as ``call`` does.

        A continuation that repeats would never end; it is a CallError with the code ``RepeatedToken``.
        """
        rule = pages.rule(service, operation)
        asked = params
        seen: set[str] = set()
        while True:
            answer = await self.call(credentials, account_id, region, service, operation, asked, absent=absent)
            yield answer
            tokens = rule.next(answer) if rule is not None else None
            if tokens is None:
                return
            asked = {**params, **tokens}
            packed = canonical_params(asked)
            if packed in seen:
                raise CallError(self._repeated(account_id, region, service, operation, packed))
            seen.add(packed)

    def _repeated(self, account_id: str, region: str, service: str, operation: str, packed: str) -> Outcome:
        fault = Fault(status=None, code="RepeatedToken", message="the same page was offered twice")
        outcome = _outcome(_Run(region), plan(service, operation), account_id, region, packed, fault, False)
        self._on_outcome(outcome)
        return outcome

    async def _until_done(
        self,
        made: Plan,
        credentials: Credentials,
        account_id: str,
        params: dict[str, object],
        packed: str,
        run: _Run,
        absent: Collection[str],
    ) -> Parsed | Fault:
        lane = self._lanes.lane(account_id, run.region, made.service, made.operation)
        budget = self._budget(made.service, run.region)
        bucket = params.get("Bucket") if made.s3 else None
        if isinstance(bucket, str):
            run.region = self._bucket_regions.get(bucket, run.region)
        while True:
            result = await self._once(made, credentials, lane, params, packed, run)
            if not isinstance(result, Fault):
                budget.earn()
                lane.succeeded()
                return result
            if result.code in absent or result.alias in absent:
                return result
            if not await self._cured(result, credentials, lane, budget, bucket, run):
                return result

    async def _once(
        self,
        made: Plan,
        credentials: Credentials,
        lane: Lane,
        params: dict[str, object],
        packed: str,
        run: _Run,
    ) -> Parsed | Fault:
        try:
            template = self._templates.get(made, run.region, params, packed)
        except UsageError as error:
            return Fault(status=None, code="InvalidRequest", message=str(error))
        await lane.enter()
        try:
            if made.signed:
                # Before taking a place: getting credentials may be a call that needs a place itself.
                run.frozen = await credentials.get()
            async with self._in_flight:
                headers = dict(template.headers)
                if run.frozen is not None:
                    moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(time.time() + self._clock_offset))
                    headers.update(
                        authorize(
                            template.signable,
                            run.frozen,
                            template.signing_region,
                            template.signing_name,
                            moment,
                        )
                    )
                if not run.attempts:
                    run.started, run.sent = datetime.now(UTC), time.perf_counter()
                run.attempts += 1
                run.answered = None
                answer = await self._transport.send(template.method, template.url, headers, template.body)
        except CredentialsError as error:
            return Fault(status=None, code="CredentialsFailed", message=str(error))
        except TransportError as error:
            remedy = Remedy.RETRY if error.retry else Remedy.NONE
            return Fault(status=None, code=error.kind, message=str(error), remedy=remedy, most=error.most)
        finally:
            lane.leave()
        run.answered = answer
        return self._understood(made, answer, run)

    def _understood(self, made: Plan, answer: Answer, run: _Run) -> Parsed | Fault:
        if answer.status >= 300:
            return fault(made.protocol, answer.status, answer.headers, answer.body)
        if made.s3 and not made.streams and hidden_error(answer.body):
            return fault(made.protocol, 500, answer.headers, answer.body)
        try:
            return made.parse(answer.status, answer.headers, answer.body)
        except ParseError as error:
            kind = answer.headers.get("content-type", "no content type")
            return Fault(
                status=answer.status,
                code="InvalidResponse",
                message=f"{error} ({kind})",
                request_id=request_id(answer.headers),
                remedy=Remedy.RETRY,
                most=MOST_INVALID,
            )

    async def _cured(
        self, fault: Fault, credentials: Credentials, lane: Lane, budget: Budget, bucket: object, run: _Run
    ) -> bool:
        """Do what the fault asks for; whether another attempt makes sense."""
        remedy = fault.remedy
        if remedy is Remedy.SLOW_DOWN:
            return await self._slowed(lane, run)
        if remedy is Remedy.RETRY:
            return await self._waited(fault, budget, run)
        if remedy is Remedy.CLOCK and not self._clock_was_wrong(run):
            remedy = Remedy.REFRESH if fault.code == "RequestExpired" else Remedy.NONE
        if remedy is Remedy.NONE or remedy in run.cured:
            return False
        run.cured.add(remedy)
        if remedy is Remedy.REFRESH:
            return await _refreshed(credentials, run)
        if remedy is Remedy.REDIRECT:
            return self._redirected(fault, bucket, run)
        return True

    async def _slowed(self, lane: Lane, run: _Run) -> bool:
        self.throttles += 1
        run.throttles += 1
        lane.throttled(asyncio.get_running_loop().time(), _retry_after(run.answered))
        if run.throttles >= self._limits.max_throttles:
            return False
        # The lane sees to the pace; this only keeps those who were told at once from coming back at once.
        await asyncio.sleep(self._limits.backoff(min(run.throttles, 3)))
        return True

    async def _waited(self, fault: Fault, budget: Budget, run: _Run) -> bool:
        # Each kind is counted by itself: a call that met three faults of the server may still meet a cut answer.
        run.faults[fault.code, fault.most] += 1
        met = run.faults.total()
        if met >= self._limits.max_attempts or run.faults[fault.code, fault.most] >= fault.most:
            return False
        if not budget.spend(timed_out=fault.code == "TimedOut"):
            return False
        wait = self._limits.backoff(met)
        asked = _retry_after(run.answered)
        await asyncio.sleep(max(wait, min(asked or 0.0, self._limits.longest_backoff)))
        return True

    def _clock_was_wrong(self, run: _Run) -> bool:
        """Whether the server's clock says that ours is; then ours is set by it for all calls."""
        date = run.answered.headers.get("Date") if run.answered is not None else None
        if date is None:
            return False
        try:
            theirs = parsedate_to_datetime(date).timestamp()
        except ValueError:
            return False
        offset = theirs - time.time()
        if abs(offset - self._clock_offset) < _SKEW_ALLOWED:
            # Another call may have set it since this one was signed.
            return abs(offset) >= _SKEW_ALLOWED
        self._clock_offset = offset
        return True

    def _redirected(self, fault: Fault, bucket: object, run: _Run) -> bool:
        if fault.region is None or fault.region == run.region:
            return False
        run.region = fault.region
        if isinstance(bucket, str):
            if len(self._bucket_regions) >= _BUCKETS_KEPT:
                self._bucket_regions.clear()
            self._bucket_regions[bucket] = fault.region
        return True

    def _budget(self, service: str, region: str) -> Budget:
        found = self._budgets.get((service, region))
        if found is None:
            found = self._budgets[service, region] = Budget(self._limits.retry_budget)
        return found


async def _refreshed(credentials: Credentials, run: _Run) -> bool:
    if run.frozen is None:
        return False
    try:
        return await credentials.refresh(run.frozen) != run.frozen
    except CredentialsError:
        # The first error, that they are expired, says more than that there are no others.
        return False


def _retry_after(answer: Answer | None) -> float | None:
    text = answer.headers.get("Retry-After", "") if answer is not None else ""
    # An endpoint may ask for a pause, but not for an end.
    return min(float(text), _LONGEST_PAUSE) if text.isdigit() and text.isascii() else None


def _outcome(
    run: _Run, made: Plan, account_id: str, region: str, packed: str, failed: Fault | None, absent: bool
) -> Outcome:
    answer = run.answered
    found = failed.request_id if failed is not None else None
    if found is None and answer is not None:
        found = request_id(answer.headers)
    return Outcome(
        started=run.started,
        account_id=account_id,
        region=region,
        service=made.service,
        operation=made.operation,
        params=shown_params(made.service, packed),
        status=answer.status if answer is not None else None,
        code=failed.code if failed is not None else None,
        message=scrub(failed.message, run.frozen) if failed is not None else None,
        request_id=found,
        milliseconds=(time.perf_counter() - run.sent) * 1000 if run.attempts else 0.0,
        attempts=run.attempts,
        absent=absent,
    )
