"""How fast, how much at once, and how often again.

A *lane* is one (account, region, service), for some services one (…, operation): that is how AWS counts.
Each lane has a rate that starts near AWS's published limit, is cut when AWS says "slower" and grows back to
just below where that was quickly, and from there on slowly. Lanes are made when first used and forgotten
when idle, so that a thousand accounts cost no more than those that are being read at the moment.
"""

import asyncio
import random
from collections import deque
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rate:
    """``per_second`` calls on average, ``burst`` at once from rest, at most ``at_once`` under way."""

    per_second: float
    burst: float
    at_once: int = 40
    by_operation: bool = False


DEFAULT_RATE = Rate(20, 20)
# For how long a lane that was throttled is remembered, in seconds.
_MEMORY = 60.0
# What is left of a rate after a throttle, and how far below that rate quick growth ends; calls a second at least.
_CUT = 0.7
_BELOW = 0.95
_LEAST = 0.5

# Where AWS publishes a number it is here, or a little less, since other tools share it. Sources: "Request
# throttling for the Amazon EC2 API" (100 at once, 20 a second for calls that change nothing); "Quotas in AWS
# CloudTrail" (10 a second for Describe, Get and List); "CloudWatch Logs quotas" (10 a second for
# DescribeLogGroups, 5 for others); "AWS KMS request quotas" (from 50 a second for GetKeyRotationStatus);
# "Route 53 quotas" (5 a second an account); "Performance design patterns for Amazon S3" (5,500 reads a
# second a prefix); "Lambda quotas" (15 a second for the control plane); "Elastic Load Balancing request
# throttling" (40 at once, 10 a second); "IAM and STS quotas" (600 a second for STS). For services whose page
# says nothing, IAM among them, the number is one that passes in practice; a lane that finds it too high
# lowers it, and one that finds it too low raises it, to four times as much at most.
RATES: dict[str, Rate] = {
    "acm": Rate(8, 10),
    "apigateway": Rate(10, 20),
    "autoscaling": Rate(20, 50),
    "backup": Rate(10, 20),
    "cloudformation": Rate(8, 20),
    "cloudfront": Rate(15, 30),
    "cloudtrail": Rate(10, 10, by_operation=True),
    "cloudwatch": Rate(9, 20, by_operation=True),
    "config": Rate(10, 20, by_operation=True),
    "dynamodb": Rate(10, 20),
    "ec2": Rate(20, 100, by_operation=True),
    "ecr": Rate(20, 40, by_operation=True),
    "ecs": Rate(20, 50, by_operation=True),
    "eks": Rate(10, 20),
    "elasticache": Rate(10, 20),
    "elb": Rate(10, 40),
    "elbv2": Rate(10, 40),
    "glue": Rate(10, 20),
    "guardduty": Rate(10, 20),
    "iam": Rate(20, 50),
    "kms": Rate(45, 50, by_operation=True),
    "lambda": Rate(15, 30, by_operation=True),
    "logs": Rate(5, 10, by_operation=True),
    "organizations": Rate(8, 12),
    "rds": Rate(15, 40),
    "redshift": Rate(10, 20),
    "route53": Rate(5, 5, at_once=5),
    "s3": Rate(300, 300, at_once=100),
    "s3control": Rate(10, 20),
    "sagemaker": Rate(8, 16),
    "secretsmanager": Rate(40, 50, by_operation=True),
    "securityhub": Rate(8, 20, by_operation=True),
    "sns": Rate(25, 30, by_operation=True),
    "sqs": Rate(50, 100),
    "ssm": Rate(10, 20, by_operation=True),
    "sts": Rate(100, 200, at_once=60),
    "wafv2": Rate(5, 10, by_operation=True),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How a client behaves. Times in seconds, sizes in bytes.

    ``scale`` multiplies every starting rate: below 1 where other tools share the account's limits.
    """

    connect_timeout: float = 10
    read_timeout: float = 60
    total_timeout: float = 300
    max_attempts: int = 10
    max_throttles: int = 40
    max_body: int = 64 * 1024 * 1024
    first_backoff: float = 0.1
    longest_backoff: float = 8
    retry_budget: float = 500
    scale: float = 1.0
    rates: dict[str, Rate] = field(default_factory=dict)

    def rate(self, service: str) -> Rate:
        """The starting rate of a service."""
        return self.rates.get(service) or RATES.get(service, DEFAULT_RATE)

    def backoff(self, attempt: int) -> float:
        """Seconds before the next attempt: anything up to a bound that doubles (full jitter)."""
        return random.uniform(0, min(self.longest_backoff, self.first_backoff * 2.0**attempt))


class Lane:
    """The gate of one lane: a place among those under way, then a moment at which to send.

    The rate is a token bucket whose level may fall below zero: who takes a token that is not there yet knows
    at once how long to wait for it, so a lane is a handful of numbers whatever its traffic.
    """

    __slots__ = (
        "_at",
        "_ceiling",
        "_held_until",
        "_per_second",
        "_rate",
        "_start",
        "_tokens",
        "_under_way",
        "_waiting",
    )

    def __init__(self, rate: Rate, scale: float) -> None:
        self._rate = rate
        self._start = self._per_second = self._ceiling = rate.per_second * scale
        self._tokens = rate.burst
        self._at = 0.0
        self._held_until = -_MEMORY
        self._under_way = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def idle(self) -> bool:
        """Whether nothing is under way or waiting."""
        return not self._under_way and not self._waiting

    @property
    def per_second(self) -> float:
        """The rate as it is now."""
        return self._per_second

    def forgettable(self, now: float) -> bool:
        """Whether a new lane would do as well: idle, bucket full, and no throttling in the last minute."""
        full = self._tokens + (now - self._at) * self._per_second >= self._rate.burst
        return self.idle and full and self._held_until + _MEMORY <= now

    async def enter(self) -> None:
        """Wait for a place and a moment. Whoever has entered must leave."""
        if self._under_way >= self._rate.at_once:
            turn = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    self.leave()
                elif turn in self._waiting:
                    self._waiting.remove(turn)
                raise
        else:
            self._under_way += 1
        await self._moment()

    async def _moment(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            wait = self.reserve(loop.time())
            if wait > 0:
                await asyncio.sleep(wait)
            while (held := self._held_until - loop.time()) > 0:
                await asyncio.sleep(held * random.uniform(1, 1.5))
        except asyncio.CancelledError:
            self.leave()
            raise

    def reserve(self, now: float) -> float:
        """Take one token; the answer is how many seconds from now it may be used."""
        self._fill(now)
        self._tokens -= 1
        return max(0.0, -self._tokens / self._per_second)

    def _fill(self, now: float) -> None:
        self._tokens = min(self._rate.burst, self._tokens + max(0.0, now - self._at) * self._per_second)
        self._at = now

    def leave(self) -> None:
        """Give the place to the next who waits."""
        self._under_way -= 1
        self._pass_on_if_room()

    def _pass_on_if_room(self) -> None:
        while self._waiting and self._under_way < self._rate.at_once:
            turn = self._waiting.popleft()
            if not turn.done():
                self._under_way += 1
                turn.set_result(None)

    def throttled(self, now: float, retry_after: float | None) -> None:
        """AWS said "slower": cut the rate, once for all who hear it at the same time, and pause."""
        if now >= self._held_until:
            self._fill(now)
            self._ceiling = self._per_second * _BELOW
            self._per_second = max(_LEAST, self._per_second * _CUT)
            self._tokens = min(self._tokens, 0.0)
            self._held_until = now + min(1.0, 1 / self._per_second)
        if retry_after:
            self._held_until = max(self._held_until, now + retry_after)

    def succeeded(self) -> None:
        """Grow: fast up to the ceiling, less so up to the starting rate, and beyond it slowly and only when needed."""
        if self._per_second < self._ceiling:
            self._per_second += self._start / 50
        elif self._per_second < self._start:
            self._per_second += self._start / 100
        elif self._tokens < 0 and self._per_second < 4 * self._start:
            self._per_second += self._start / 1000


class Lanes:
    """All lanes of a client, made when asked for; idle ones are dropped when there are many."""

    def __init__(self, limits: Limits, most: int = 4096) -> None:
        self._limits = limits
        self._most = most
        self._lanes: dict[tuple[str, str, str, str], Lane] = {}

    def __len__(self) -> int:
        return len(self._lanes)

    def lane(self, account_id: str, region: str, service: str, operation: str) -> Lane:
        """The lane that a call has to go through."""
        rate = self._limits.rate(service)
        key = (account_id, region, service, operation if rate.by_operation else "")
        found = self._lanes.get(key)
        if found is None:
            if len(self._lanes) >= self._most:
                self._sweep()
            found = self._lanes[key] = Lane(rate, self._limits.scale)
        return found

    def _sweep(self) -> None:
        now = asyncio.get_running_loop().time()
        for key in [key for key, lane in self._lanes.items() if lane.forgettable(now)]:
            del self._lanes[key]
        # When nearly all are busy, look again only after as many more.
        self._most = max(self._most, 2 * len(self._lanes))


class Budget:
    """What retries may cost at one endpoint: a retry costs 5, after a time-out 10; a success earns 5.

    An endpoint that fails every call gets few of them twice, as with the AWS SDKs. Theirs hand a retry's cost
    back only when that retry succeeds, which is too late here: thousands of calls wait at once, and the costs
    of those that wait would exhaust the budget of an endpoint that answers most calls well.
    """

    __slots__ = ("_left", "_most")

    def __init__(self, most: float) -> None:
        self._most = most
        self._left = most

    def spend(self, *, timed_out: bool) -> bool:
        """Pay for a retry; False when there is not enough left."""
        cost = 10.0 if timed_out else 5.0
        if self._left < cost:
            return False
        self._left -= cost
        return True

    def earn(self) -> None:
        """A call succeeded."""
        self._left = min(self._most, self._left + 5.0)
