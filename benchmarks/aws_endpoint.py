"""A simulated AWS of many accounts, fast enough to measure against: latency, token buckets, throttling answers.

    python benchmarks/aws_endpoint.py [--latency 100]

Prints its URL. Each account has in each of four regions some volumes (in pages), keys and a trail. Each (account,
region, operation) has a token bucket of AWS's published size. Every 50th account is a busy one: forty times the
keys, and half of each bucket, as where other tools are at work. ``GET /meter`` gives the calls, those throttled, and
how many were under way at most.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import time
from collections import Counter
from functools import cache
from urllib.parse import parse_qs

REGIONS = ("us-east-1", "us-west-2", "eu-west-1", "ap-southeast-2")
VOLUMES, PAGES, KEYS, TRAILS = 20, 2, 3, 1
BUSY_KEYS = 40 * KEYS
# A second, and at once: EC2's calls that change nothing, CloudTrail's, KMS's, STS's.
BUCKETS = {"ec2": (20.0, 100.0), "cloudtrail": (10.0, 10.0), "kms": (50.0, 50.0), "sts": (600.0, 600.0)}
CREDENTIAL = re.compile(rb"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/")
EC2 = 'xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"'
STS = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"'


def busy(account: str) -> bool:
    """Whether it is one of the busy accounts."""
    return int(account) % 50 == 0


def keys_of(account: str) -> int:
    """How many keys an account has in each region."""
    return BUSY_KEYS if busy(account) else KEYS


class Cloud:
    """The buckets and the counts."""

    def __init__(self, latency: float) -> None:
        self.latency = latency
        self.buckets: dict[tuple[str, str, str], tuple[float, float]] = {}
        self.calls: Counter[str] = Counter()
        self.throttled = 0
        self.under_way = 0
        self.peak = 0

    def admit(self, account: str, region: str, service: str, operation: str) -> bool:
        """Take a token; False when there is none."""
        rate, burst = BUCKETS[service]
        if account and busy(account):
            rate, burst = rate / 2, burst / 2
        key, now = (account, region, operation), time.monotonic()
        level, at = self.buckets.get(key, (burst, now))
        level = min(burst, level + (now - at) * rate)
        admitted = level >= 1
        self.buckets[key] = (level - admitted, now)
        return admitted


class Endpoint(asyncio.Protocol):
    """One connection: a request at a time, answered after the latency."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud
        self.held = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.held += data
        end = self.held.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self.held[:end]
        length = re.search(rb"(?i)content-length: *(\d+)", head)
        size = end + 4 + (int(length[1]) if length else 0)
        if len(self.held) < size:
            return
        body, self.held = self.held[end + 4 : size], self.held[size:]
        if head.startswith(b"GET /meter"):
            counts = {"calls": self.cloud.calls, "throttled": self.cloud.throttled, "peak": self.cloud.peak}
            self.transport.write(http(200, json.dumps(counts)))
            return
        self.cloud.under_way += 1
        self.cloud.peak = max(self.cloud.peak, self.cloud.under_way)
        asyncio.get_running_loop().call_later(self.cloud.latency, self.reply, answer(self.cloud, head, body))

    def reply(self, data: bytes) -> None:
        self.cloud.under_way -= 1
        self.transport.write(data)


def answer(cloud: Cloud, head: bytes, body: bytes) -> bytes:
    """The answer to one call."""
    found = CREDENTIAL.search(head)
    assert found is not None
    key, region, service = (part.decode() for part in found.groups())
    account = key[4:] if key.startswith("ASIA") else ""
    target = re.search(rb"(?i)x-amz-target: *\S+\.(\w+)", head)
    if target is not None:
        operation, asked = target[1].decode(), json.loads(body or b"{}")
    else:
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        operation, asked = form["Action"], form
    cloud.calls[operation] += 1
    if not cloud.admit(account, region, service, operation):
        cloud.throttled += 1
        return throttled(service)
    return ANSWERS[operation](account, region, asked)


def http(status: int, text: str, kind: str = "application/x-amz-json-1.1") -> bytes:
    """A whole HTTP answer."""
    data = text.encode()
    return f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data


def throttled(service: str) -> bytes:
    """What the service says to a call too many."""
    if service == "ec2":
        error = "<Code>RequestLimitExceeded</Code><Message>Request limit exceeded.</Message>"
        return http(503, f"<Response><Errors><Error>{error}</Error></Errors></Response>", "text/xml")
    if service == "sts":
        return http(400, "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>", "text/xml")
    return http(400, '{"__type": "ThrottlingException", "message": "Rate exceeded"}')


def assume_role(account: str, region: str, asked: dict[str, str]) -> bytes:
    """Keys that say their account."""
    to = asked["RoleArn"].split(":")[4]
    keys = (
        f"<AccessKeyId>ASIA{to}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>"
        f"<SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>"
    )
    result = f"<AssumeRoleResult><Credentials>{keys}</Credentials></AssumeRoleResult>"
    return http(200, f"<AssumeRoleResponse {STS}>{result}</AssumeRoleResponse>", "text/xml")


def identity(account: str, region: str, asked: dict[str, str]) -> bytes:
    """Who asks."""
    told = f"<Arn>arn:aws:sts::{account}:assumed-role/r/s</Arn><UserId>U</UserId><Account>{account}</Account>"
    result = f"<GetCallerIdentityResult>{told}</GetCallerIdentityResult>"
    return http(200, f"<GetCallerIdentityResponse {STS}>{result}</GetCallerIdentityResponse>", "text/xml")


def regions(account: str, region: str, asked: dict[str, str]) -> bytes:
    """The four regions."""
    items = "".join(
        f"<item><regionName>{name}</regionName><optInStatus>opt-in-not-required</optInStatus></item>"
        for name in REGIONS
    )
    result = f"<regionInfo>{items}</regionInfo>"
    return http(200, f"<DescribeRegionsResponse {EC2}>{result}</DescribeRegionsResponse>", "text/xml")


@cache
def volume_page(page: int) -> str:
    """The volumes of a page, with a place for what tells accounts and regions apart."""
    each = VOLUMES // PAGES
    items = "".join(
        f"<item><volumeId>vol-{{place}}-{number:04}</volumeId><size>100</size><encrypted>true</encrypted>"
        f"<status>in-use</status><volumeType>gp3</volumeType><createTime>2024-05-01T12:00:00.000Z</createTime></item>"
        for number in range(page * each, (page + 1) * each)
    )
    token = f"<nextToken>{page + 1}</nextToken>" if page + 1 < PAGES else ""
    return f"<DescribeVolumesResponse {EC2}><volumeSet>{items}</volumeSet>{token}</DescribeVolumesResponse>"


def volumes(account: str, region: str, asked: dict[str, str]) -> bytes:
    """A page of volumes."""
    page = volume_page(int(asked.get("NextToken") or 0))
    return http(200, page.replace("{place}", f"{account}-{region}"), "text/xml")


def list_keys(account: str, region: str, asked: dict[str, str]) -> bytes:
    """The ids of the keys."""
    keys = [
        {"KeyId": f"key-{n}", "KeyArn": f"arn:aws:kms:{region}:{account}:key/key-{n}"} for n in range(keys_of(account))
    ]
    return http(200, json.dumps({"Keys": keys, "Truncated": False}))


def describe_key(account: str, region: str, asked: dict[str, str]) -> bytes:
    """One key."""
    key = {
        "KeyId": asked["KeyId"], "Arn": f"arn:aws:kms:{region}:{account}:key/x", "Enabled": True, "KeyState": "Enabled",
        "KeyManager": "CUSTOMER", "CreationDate": 1714567800.0, "Origin": "AWS_KMS", "KeyUsage": "ENCRYPT_DECRYPT",
    }  # fmt: skip
    return http(200, json.dumps({"KeyMetadata": key}))


def trails(account: str, region: str, asked: dict[str, str]) -> bytes:
    """The trail of a region."""
    arn = f"arn:aws:cloudtrail:{region}:{account}:trail/main"
    trail = {"Name": "main", "TrailARN": arn, "HomeRegion": region, "IsMultiRegionTrail": False, "S3BucketName": "b"}
    return http(200, json.dumps({"trailList": [trail]}))


def trail_status(account: str, region: str, asked: dict[str, str]) -> bytes:
    """That it logs."""
    return http(200, '{"IsLogging": true, "StartLoggingTime": 1704067200.0}')


ANSWERS = {
    "AssumeRole": assume_role,
    "GetCallerIdentity": identity,
    "DescribeRegions": regions,
    "DescribeVolumes": volumes,
    "ListKeys": list_keys,
    "DescribeKey": describe_key,
    "DescribeTrails": trails,
    "GetTrailStatus": trail_status,
}


async def main() -> None:
    """Serve on a free port until killed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--latency", type=float, default=100)
    cloud = Cloud(parser.parse_args().latency / 1000)
    server = await asyncio.get_running_loop().create_server(lambda: Endpoint(cloud), "127.0.0.1", 0, backlog=1024)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
