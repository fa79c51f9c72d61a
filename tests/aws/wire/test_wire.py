"""Calls over a real connection to an endpoint that misbehaves in every way there is."""

import asyncio
import json
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from steelyard.aws.credentials import Credentials, Loaded
from steelyard.aws.limits import Limits, Rate
from steelyard.aws.outcome import CallError
from steelyard.aws.sign import Frozen
from steelyard.aws.wire import ABSENT
from steelyard.errors import CredentialsError, UsageError
from tests.aws.wire.server import KEYS, Bench, Reply, Request, bench

QUICK = Limits(first_backoff=0.001, longest_backoff=0.01)
TRAILS = Reply(body=b'{"trailList": [{"Name": "main"}]}', headers={"x-amzn-RequestId": "id-1"})
PARSED = {"trailList": [{"Name": "main"}]}


def _error(status: int, code: str, message: str = "said", **headers: str) -> Reply:
    return Reply(status, json.dumps({"__type": code, "message": message}).encode(), dict(headers))


async def _trails(at: Bench, credentials: Credentials = KEYS, **options: Any) -> dict[str, Any]:
    return await at.client.call(credentials, "123456789012", "eu-west-1", "cloudtrail", "DescribeTrails", {}, **options)


async def _s3(at: Bench, operation: str, region: str = "us-east-1", **options: Any) -> dict[str, Any]:
    return await at.client.call(KEYS, "123456789012", region, "s3", operation, {"Bucket": "bucket"}, **options)


def test_a_call_is_answered_and_told_of_once() -> None:
    async def run() -> None:
        async with bench([TRAILS]) as at:
            assert await _trails(at) == PARSED
            (outcome,) = at.outcomes
            assert outcome.ok
            assert (outcome.status, outcome.code, outcome.attempts, outcome.request_id) == (200, None, 1, "id-1")
            assert (outcome.account_id, outcome.region, outcome.params) == ("123456789012", "eu-west-1", "{}")
            assert outcome.started.utcoffset() == timedelta(0)
            assert outcome.milliseconds > 0
            (request,) = at.endpoint.requests
            assert request.headers["x-amz-security-token"] == "the-session-token"
            assert "/eu-west-1/cloudtrail/aws4_request" in request.headers["authorization"]

    asyncio.run(run())


@pytest.mark.parametrize(
    "broken",
    [
        Reply(500, b""),
        Reply(502, b"<html><body>Bad gateway</body></html>"),
        Reply(503, b"Service Unavailable"),
        Reply(504, b""),
        _error(400, "InternalFailure"),
        _error(400, "ThrottlingException", "Rate exceeded"),
        _error(429, "TooManyRequestsException"),
        _error(400, "com.amazonaws.x#RequestLimitExceeded"),
        Reply(200, TRAILS.body, cut=10),
        Reply(200, TRAILS.body[:-5]),
        Reply(200, b"<html>Sign in to the network</html>", {"Content-Type": "text/html"}),
        Reply(raw=b""),
        Reply(raw=b"HTTP/1.1 200"),
        Reply(raw=b"no http at all\r\n\r\n"),
        Reply(200, TRAILS.body, delay=0.5),
    ],
    ids=lambda reply: f"{reply.status}-{(reply.raw or reply.body)[:20]!r}-{reply.cut}-{reply.delay}",
)
def test_what_passes_is_tried_again(broken: Reply) -> None:
    async def run() -> None:
        limits = Limits(first_backoff=0.001, longest_backoff=0.01, read_timeout=0.2)
        async with bench([broken, broken, TRAILS], limits) as at:
            assert await _trails(at) == PARSED
            (outcome,) = at.outcomes
            assert outcome.ok
            assert outcome.attempts == 3

    asyncio.run(run())


@pytest.mark.parametrize(
    ("reply", "code", "asked"),
    [
        (_error(400, "AccessDeniedException", "you may not"), "AccessDeniedException", 1),
        (_error(400, "TrailNotFoundException"), "TrailNotFoundException", 1),
        (_error(400, "LimitExceededException", "too many trails"), "LimitExceededException", 1),
        (Reply(403, b"<html>Blocked by the proxy</html>", {"Content-Type": "text/html"}), "403", 1),
        (Reply(404, b""), "404", 1),
        (Reply(301, b"", {"Location": "http://127.0.0.1:1/"}), "301", 1),
        (Reply(200, b"garbage"), "InvalidResponse", 6),
        (Reply(200, b"[1]"), "InvalidResponse", 6),
        (Reply(raw=b"SSH-2.0-OpenSSH_9.6\r\n"), "InvalidResponse", 6),
        (Reply(500, b""), "500", 10),
        (Reply(raw=b""), "ConnectionFailed", 10),
    ],
)
def test_what_stays_is_one_clear_error(reply: Reply, code: str, asked: int) -> None:
    async def run() -> None:
        async with bench([reply]) as at:
            with pytest.raises(CallError) as caught:
                await _trails(at)
            (outcome,) = at.outcomes
            assert caught.value.outcome is outcome
            assert (outcome.code, outcome.attempts, len(at.endpoint.requests)) == (code, asked, asked)
            assert not outcome.ok
            text = str(caught.value)
            assert text.startswith(f"cloudtrail:DescribeTrails in eu-west-1 of account 123456789012: {code}")
            assert "\n" not in text

    asyncio.run(run())


@pytest.mark.parametrize("last", [Reply(200, b"{"), Reply(200, TRAILS.body, delay=0.5), Reply(raw=b"no http\r\n\r\n")])
def test_faults_of_one_kind_do_not_use_up_the_patience_for_another(last: Reply) -> None:
    async def run() -> None:
        limits = Limits(first_backoff=0.001, longest_backoff=0.01, read_timeout=0.2)
        async with bench([*[Reply(500, b"")] * 5, last, TRAILS], limits) as at:
            assert await _trails(at) == PARSED
            assert at.outcomes[0].attempts == 7

    asyncio.run(run())


def test_a_body_without_end_is_given_up() -> None:
    async def run() -> None:
        limits = Limits(first_backoff=0.001, longest_backoff=0.01, max_body=300_000)
        async with bench([Reply(endless=True)], limits) as at:
            with pytest.raises(CallError, match="ResponseTooLarge: the answer is larger than 300000 bytes"):
                await _trails(at)
        async with bench([Reply(headers={"Content-Length": "999999999"})], limits) as at:
            with pytest.raises(CallError, match="ResponseTooLarge"):
                await _trails(at)

    asyncio.run(run())


def test_nobody_listening_is_one_clear_error() -> None:
    async def run() -> None:
        async with bench([TRAILS]) as at:
            pass
        async with bench([TRAILS]) as other:
            other.client._templates._endpoints._override = at.endpoint.url
            with pytest.raises(CallError, match=r"ConnectionFailed: .*127\.0\.0\.1"):
                await _trails(other)
            assert other.outcomes[0].status is None
            assert other.outcomes[0].attempts == 4

    asyncio.run(run())


def test_absent_is_an_answer() -> None:
    async def run() -> None:
        async with bench([_error(400, "TrailNotFoundException")]) as at:
            assert await _trails(at, absent=["TrailNotFoundException"]) is ABSENT
            (outcome,) = at.outcomes
            assert outcome.ok
            assert outcome.absent
            assert outcome.code == "TrailNotFoundException"

    asyncio.run(run())


def test_a_broken_endpoint_gets_few_calls_twice() -> None:
    async def run() -> None:
        limits = Limits(first_backoff=0.001, longest_backoff=0.01, rates={"cloudtrail": Rate(1e5, 1e5)})
        async with bench([Reply(500, b"")], limits) as at:
            calls = [_trails(at) for _ in range(300)]
            results = await asyncio.gather(*calls, return_exceptions=True)
            assert all(isinstance(result, CallError) for result in results)
            assert len(at.outcomes) == 300
            # 500 to spend, 5 a retry: at most 100 requests more than calls.
            assert 300 <= len(at.endpoint.requests) <= 400

    asyncio.run(run())


def test_an_endpoint_that_answers_most_calls_never_runs_out_of_retries() -> None:
    count = 0

    def reply(request: Request) -> Reply:
        nonlocal count
        count += 1
        return Reply(500, b"") if count % 4 == 0 else TRAILS

    async def run() -> None:
        rates = {"cloudtrail": Rate(1e5, 1e5)}
        limits = Limits(first_backoff=0.1, longest_backoff=0.2, retry_budget=100, rates=rates)
        async with bench(reply, limits) as at:
            # All wait for their second try at once, long before any of those has succeeded.
            assert await asyncio.gather(*(_trails(at) for _ in range(300))) == [PARSED] * 300

    asyncio.run(run())


def test_faults_of_every_kind_lose_nothing() -> None:
    faults = [
        Reply(500, b""),
        Reply(503, b""),
        _error(400, "Throttling"),
        Reply(raw=b""),
        Reply(cut=1),
        Reply(200, b"{"),
    ]
    count = 0

    def reply(request: Request) -> Reply:
        nonlocal count
        count += 1
        return faults[count // 4 % 6] if count % 4 == 0 else TRAILS

    async def run() -> None:
        limits = Limits(first_backoff=0.001, longest_backoff=0.01, rates={"cloudtrail": Rate(1e5, 1e5)})
        async with bench(reply, limits) as at:
            results = await asyncio.gather(*(_trails(at) for _ in range(200)))
            assert results == [PARSED] * 200
            assert all(outcome.ok for outcome in at.outcomes)
            assert sum(outcome.attempts for outcome in at.outcomes) == len(at.endpoint.requests)

    asyncio.run(run())


def test_credentials_that_expire_are_renewed_once_for_all() -> None:
    loads = 0

    async def load(fresh: bool) -> Loaded:
        nonlocal loads
        loads += 1
        await asyncio.sleep(0.01)
        return Loaded(Frozen(f"AKID{loads}", "secret"))

    def reply(request: Request) -> Reply:
        stale = "Credential=AKID1/" in request.headers["authorization"]
        return _error(400, "ExpiredTokenException") if stale else TRAILS

    async def run() -> None:
        async with bench(reply) as at:
            keys = Credentials("test", load)
            assert await asyncio.gather(*(_trails(at, keys) for _ in range(10))) == [PARSED] * 10
            assert loads == 2

    asyncio.run(run())


def test_credentials_that_stay_expired_are_an_error() -> None:
    async def run() -> None:
        async with bench([_error(400, "ExpiredTokenException", "it is expired")]) as at:
            with pytest.raises(CallError, match="ExpiredTokenException: it is expired"):
                await _trails(at)
            assert len(at.endpoint.requests) == 1

    asyncio.run(run())


def test_no_credentials_is_told_of_as_a_call() -> None:
    async def load(fresh: bool) -> Loaded:
        raise CredentialsError("there are none")

    async def run() -> None:
        async with bench([TRAILS]) as at:
            with pytest.raises(CallError, match="CredentialsFailed: there are none"):
                await _trails(at, Credentials("test", load))
            assert at.outcomes[0].attempts == 0
            assert at.endpoint.requests == []

    asyncio.run(run())


def test_a_wrong_clock_is_set_by_the_servers() -> None:
    theirs = datetime.now(UTC) + timedelta(hours=3)

    def reply(request: Request) -> Reply:
        sent = datetime.strptime(request.headers["x-amz-date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        if abs(sent - theirs) < timedelta(minutes=5):
            return TRAILS
        date = {"Date": format_datetime(theirs, usegmt=True)}
        return Reply(400, b'{"__type": "InvalidSignatureException", "message": "Signature expired"}', date)

    async def run() -> None:
        async with bench(reply) as at:
            assert await _trails(at) == PARSED
            assert await _trails(at) == PARSED
            assert [outcome.attempts for outcome in at.outcomes] == [2, 1]

    asyncio.run(run())


def test_a_bad_signature_with_a_right_clock_is_an_error_at_once() -> None:
    async def run() -> None:
        date = format_datetime(datetime.now(UTC), usegmt=True)
        body = {
            "__type": "SignatureDoesNotMatch",
            "message": "It does not match. The Canonical String was the-session-token",
        }
        async with bench([Reply(403, json.dumps(body).encode(), {"Date": date})]) as at:
            with pytest.raises(CallError) as caught:
                await _trails(at)
            assert len(at.endpoint.requests) == 1
            assert "the-session-token" not in str(caught.value)
            assert "SignatureDoesNotMatch: It does not match." in str(caught.value)

    asyncio.run(run())


@pytest.mark.parametrize(
    "redirect",
    [
        Reply(301, b"", {"x-amz-bucket-region": "eu-central-1"}),
        Reply(
            400,
            b"<Error><Code>AuthorizationHeaderMalformed</Code><Message>m</Message><Region>eu-central-1</Region></Error>",
        ),
        Reply(307, b"<Error><Code>TemporaryRedirect</Code></Error>", {"x-amz-bucket-region": "eu-central-1"}),
    ],
)
def test_a_bucket_elsewhere_is_followed_once_and_remembered(redirect: Reply) -> None:
    there = Reply(200, b"<LocationConstraint>eu-central-1</LocationConstraint>")

    def reply(request: Request) -> Reply:
        return there if "/eu-central-1/s3/" in request.headers["authorization"] else redirect

    async def run() -> None:
        async with bench(reply) as at:
            for _ in range(2):
                assert await _s3(at, "GetBucketLocation") == {"LocationConstraint": "eu-central-1"}
            assert [outcome.attempts for outcome in at.outcomes] == [2, 1]
        async with bench([redirect]) as at:
            with pytest.raises(CallError):
                await _s3(at, "GetBucketLocation")
            assert len(at.endpoint.requests) == 2

    asyncio.run(run())


def test_an_error_that_s3_hides_behind_a_200_is_one() -> None:
    hidden = Reply(200, b'<?xml version="1.0"?>\n<Error><Code>InternalError</Code><Message>m</Message></Error>')
    good = Reply(200, b"<LocationConstraint/>")

    async def run() -> None:
        async with bench([hidden, good]) as at:
            assert await _s3(at, "GetBucketLocation") == {"LocationConstraint": None}
            assert at.outcomes[0].attempts == 2

    asyncio.run(run())


def test_a_head_without_a_body_has_its_status_as_code() -> None:
    async def run() -> None:
        async with bench([Reply(404, b"", {"x-amz-request-id": "id-7"})]) as at:
            assert await _s3(at, "HeadBucket", absent=["404"]) is ABSENT
            assert at.outcomes[0].request_id == "id-7"

    asyncio.run(run())


def test_retry_after_is_kept() -> None:
    async def run() -> None:
        reply = _error(429, "TooManyRequestsException", **{"Retry-After": "1"})
        async with bench([reply, TRAILS]) as at:
            start = time.monotonic()
            assert await _trails(at) == PARSED
            assert time.monotonic() - start >= 1

    asyncio.run(run())


def test_pages_follow_their_tokens_to_the_end() -> None:
    def reply(request: Request) -> Reply:
        token = json.loads(request.body).get("NextToken")
        page = int(token or 0)
        more = {"NextToken": str(page + 1)} if page < 3 else {}
        return Reply(200, json.dumps({"Trails": [{"Name": f"t{page}"}], **more}).encode())

    async def run() -> None:
        async with bench(reply) as at:
            pages = at.client.pages(KEYS, "1", "eu-west-1", "cloudtrail", "ListTrails", {})
            names = [trail["Name"] async for page in pages for trail in page["Trails"]]
            assert names == ["t0", "t1", "t2", "t3"]
            assert [outcome.params for outcome in at.outcomes][1] == '{"NextToken":"1"}'

    asyncio.run(run())


def test_a_token_that_repeats_is_an_error_and_no_endless_loop() -> None:
    async def run() -> None:
        async with bench([Reply(200, b'{"Trails": [], "NextToken": "again"}')]) as at:
            with pytest.raises(CallError, match="RepeatedToken"):
                async for _ in at.client.pages(KEYS, "1", "eu-west-1", "cloudtrail", "ListTrails", {}):
                    pass
            assert len(at.endpoint.requests) == 2

    asyncio.run(run())


def test_calls_under_way_are_capped_for_the_client_and_for_a_lane() -> None:
    async def run() -> None:
        slow = Reply(200, TRAILS.body, delay=0.01)
        fast = {"cloudtrail": Rate(1e5, 1e5, at_once=3)}
        async with bench([slow], Limits(rates=fast)) as at:
            await asyncio.gather(*(_trails(at) for _ in range(30)))
            assert at.endpoint.most_at_once == 3
        async with bench([slow], Limits(rates={"cloudtrail": Rate(1e5, 1e5)}), max_in_flight=5) as at:
            await asyncio.gather(*(_trails(at) for _ in range(30)))
            assert at.endpoint.most_at_once == 5

    asyncio.run(run())


def test_a_cancelled_call_leaves_its_place() -> None:
    async def run() -> None:
        slow = Reply(200, TRAILS.body, delay=0.05)
        async with bench([slow], Limits(rates={"cloudtrail": Rate(1e5, 1e5, at_once=2)})) as at:
            tasks = [asyncio.create_task(_trails(at)) for _ in range(8)]
            await asyncio.sleep(0.02)
            for task in tasks[::2]:
                task.cancel()
            results = await asyncio.gather(*tasks, return_exceptions=True)
            assert [isinstance(result, asyncio.CancelledError) for result in results] == [True, False] * 4
            assert await _trails(at) == PARSED
            assert at.client._lanes.lane("123456789012", "eu-west-1", "cloudtrail", "DescribeTrails").idle

    asyncio.run(run())


def test_a_write_is_never_sent() -> None:
    async def run() -> None:
        async with bench([TRAILS]) as at:
            with pytest.raises(UsageError, match="cloudtrail:DeleteTrail is refused"):
                await at.client.call(KEYS, "1", "eu-west-1", "cloudtrail", "DeleteTrail", {"Name": "x"})
            assert at.endpoint.requests == []

    asyncio.run(run())


def test_an_impossible_request_is_told_of_as_a_call() -> None:
    async def run() -> None:
        async with bench([TRAILS]) as at:
            with pytest.raises(CallError, match=r"InvalidRequest: .*Unknown parameter"):
                await at.client.call(KEYS, "1", "eu-west-1", "cloudtrail", "DescribeTrails", {"Nonsense": 1})
            assert [outcome.code for outcome in at.outcomes] == ["InvalidRequest"]

    asyncio.run(run())
