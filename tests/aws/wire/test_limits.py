"""Lanes, their rates and the budget of retries, on a clock that the tests turn."""

import asyncio

import pytest

from steelyard.aws import models
from steelyard.aws.limits import RATES, Budget, Lane, Lanes, Limits, Rate


def _sent(lane: Lane, seconds: float, start: float = 0.0) -> int:
    """How many of very many calls may be sent within so many seconds."""
    count = 0
    while start + lane.reserve(start) <= start + seconds:
        count += 1
    return count


def test_a_lane_lets_a_burst_through_and_then_its_rate() -> None:
    assert _sent(Lane(Rate(10, 20), 1.0), 0) == 20
    assert _sent(Lane(Rate(10, 20), 1.0), 5) == pytest.approx(20 + 5 * 10, abs=1)
    assert _sent(Lane(Rate(10, 20), 0.5), 5) == pytest.approx(20 + 5 * 5, abs=1)


def test_a_rested_lane_has_its_burst_again_and_no_more() -> None:
    lane = Lane(Rate(10, 20), 1.0)
    for _ in range(20):
        assert lane.reserve(100.0) == 0
    assert lane.reserve(100.0) > 0
    assert [lane.reserve(500.0) for _ in range(20)] == [0] * 20
    assert lane.reserve(500.0) > 0


def test_throttling_cuts_the_rate_once_for_all_who_hear_of_it() -> None:
    lane = Lane(Rate(10, 20), 1.0)
    for _ in range(8):
        lane.throttled(50.0, None)
    assert lane.per_second == pytest.approx(7)
    lane.throttled(52.0, None)
    assert lane.per_second == pytest.approx(4.9)
    assert lane.reserve(52.0) == pytest.approx(1 / 4.9)


def test_the_rate_never_falls_to_nothing_and_recovers() -> None:
    lane = Lane(Rate(10, 20), 1.0)
    for second in range(40):
        lane.throttled(100.0 + 10 * second, None)
    assert lane.per_second == 0.5
    lane = Lane(Rate(10, 20), 1.0)
    lane.throttled(100.0, None)
    successes = 0
    while lane.per_second < 9.5:
        successes += 1
        lane.succeeded()
    assert successes == 13, "fast to just below where it was throttled"
    for _ in range(50):
        lane.succeeded()
    assert lane.per_second == pytest.approx(10, abs=0.2), "and not beyond the published rate unasked"


def test_a_lane_that_many_wait_for_finds_a_raised_quota() -> None:
    lane = Lane(Rate(10, 20), 1.0)
    for _ in range(100):
        lane.succeeded()
    assert lane.per_second == 10, "a lane that nobody waits for has no reason to go faster"
    for _ in range(21):
        lane.reserve(100.0)
    for _ in range(10_000):
        lane.succeeded()
    assert lane.per_second == pytest.approx(40)


def test_a_bucket_like_awss_is_used_nearly_whole_and_rarely_throttles() -> None:
    """A thousand calls against a bucket of the published size, and against one of half of it."""
    for real in (10.0, 5.0):
        lane = Lane(Rate(10, 20), 1.0)
        now, tokens, filled, throttles, done = 0.0, 20.0, 0.0, 0, 0
        while done < 1000:
            now += lane.reserve(now)
            tokens = min(20.0, tokens + (now - filled) * real)
            filled = now
            if tokens >= 1:
                tokens -= 1
                done += 1
                lane.succeeded()
            else:
                throttles += 1
                lane.throttled(now, None)
                now += 0.05
        assert now <= 1.25 * (1000 - 20) / real
        assert throttles <= 100


def test_a_recovered_lane_does_not_stall() -> None:
    lane = Lane(Rate(20, 100), 1.0)
    lane.throttled(10.0, None)
    for _ in range(60):
        lane.succeeded()
    assert lane.reserve(10.2) == 0


def test_retry_after_holds_the_lane() -> None:
    async def run() -> None:
        lane = Lane(Rate(1000, 1000), 1.0)
        loop = asyncio.get_running_loop()
        start = loop.time()
        lane.throttled(start, 0.2)
        await lane.enter()
        assert loop.time() - start >= 0.2
        lane.leave()
        assert lane.idle

    asyncio.run(run())


def test_places_are_handed_on_in_order() -> None:
    async def run() -> None:
        lane = Lane(Rate(1e6, 1e6, at_once=2), 1.0)
        order: list[int] = []

        async def one(number: int) -> None:
            await lane.enter()
            order.append(number)
            await asyncio.sleep(0)
            lane.leave()

        await asyncio.gather(*(one(number) for number in range(20)))
        assert order == list(range(20))
        assert lane.idle

    asyncio.run(run())


def test_lanes_are_one_an_account_region_service_and_where_aws_counts_so_operation() -> None:
    lanes = Lanes(Limits())
    one = lanes.lane("1", "eu-west-1", "iam", "ListUsers")
    assert one is lanes.lane("1", "eu-west-1", "iam", "ListRoles")
    assert one is not lanes.lane("2", "eu-west-1", "iam", "ListUsers")
    assert one is not lanes.lane("1", "us-east-1", "iam", "ListUsers")
    trails = lanes.lane("1", "eu-west-1", "cloudtrail", "DescribeTrails")
    assert trails is not lanes.lane("1", "eu-west-1", "cloudtrail", "GetTrailStatus")


def test_idle_lanes_are_forgotten_and_busy_ones_kept() -> None:
    async def run() -> None:
        lanes = Lanes(Limits(), most=100)
        busy = lanes.lane("busy", "r", "iam", "x")
        await busy.enter()
        slowed = lanes.lane("slowed", "r", "iam", "x")
        slowed.throttled(asyncio.get_running_loop().time(), None)
        for number in range(10_000):
            lanes.lane(str(number), "r", "iam", "x")
        assert len(lanes) <= 101
        assert lanes.lane("busy", "r", "iam", "x") is busy
        assert lanes.lane("slowed", "r", "iam", "x") is slowed

    asyncio.run(run())


def test_a_budget_is_spent_by_faults_and_refilled_by_successes() -> None:
    budget = Budget(20)
    assert [budget.spend(timed_out=False) for _ in range(5)] == [True] * 4 + [False]
    budget.earn()
    assert not budget.spend(timed_out=True)
    for _ in range(100):
        budget.earn()
    assert [budget.spend(timed_out=True) for _ in range(3)] == [True, True, False]


def test_backoff_is_jittered_and_bounded() -> None:
    limits = Limits(first_backoff=1, longest_backoff=8)
    for attempt, most in ((1, 2), (2, 4), (3, 8), (30, 8)):
        waits = [limits.backoff(attempt) for _ in range(200)]
        assert 0 <= min(waits) < most / 4
        assert most * 3 / 4 < max(waits) <= most


def test_every_named_rate_is_of_a_service_and_sane() -> None:
    assert set(RATES) <= models.service_names()
    for rate in RATES.values():
        assert rate.per_second > 0
        assert rate.burst >= 1
        assert rate.at_once >= 1
