"""CPU of one small call: boto3 with 32 threads, aiobotocore, and Steelyard, against the same local endpoint.

    python benchmarks/wire_call.py [--calls 4000] [--aiobotocore PYTHON]

The endpoint answers every request at once with the same small JSON, from a process of its own. Each contender
runs in its own process too; what is counted is that process's CPU time (user and system) for the calls alone,
after a warm-up. aiobotocore holds botocore to one version, so it may need an environment of its own:

    python -m venv ENV && ENV/bin/pip install aiobotocore
    python benchmarks/wire_call.py --aiobotocore ENV/bin/python
"""

import argparse
import asyncio
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable

WARM_UP = 200
AT_ONCE = 32
ANSWER = json.dumps(
    {
        "IsLogging": True,
        "LatestDeliveryTime": 1714567800.123,
        "LatestNotificationTime": 1714567800.5,
        "StartLoggingTime": 1704067200.0,
        "LatestDigestDeliveryTime": 1714567800.25,
        "LatestDeliveryAttemptTime": "2024-05-01T12:50:00Z",
        "LatestDeliveryAttemptSucceeded": "2024-05-01T12:50:00Z",
        "TimeLoggingStarted": "2024-01-01T00:00:00Z",
        "TimeLoggingStopped": "",
    }
).encode()
REPLY = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\n"
    b"x-amzn-RequestId: 11111111-2222-3333-4444-555555555555\r\n"
    b"Content-Length: " + str(len(ANSWER)).encode() + b"\r\n\r\n" + ANSWER
)


class Endpoint(asyncio.Protocol):
    """Answers whatever it is asked, as soon as the request is whole."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.held = b""

    def data_received(self, data: bytes) -> None:
        self.held += data
        while (end := self.held.find(b"\r\n\r\n")) >= 0:
            head = self.held[:end].lower()
            at = head.find(b"content-length:")
            length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self.held) < end + 4 + length:
                return
            self.held = self.held[end + 4 + length :]
            self.transport.write(REPLY)


async def serve() -> None:
    """Listen on a free port, say which, and answer until killed."""
    server = await asyncio.get_running_loop().create_server(Endpoint, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def cpu() -> float:
    """CPU seconds of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def run_boto3(url: str, calls: int) -> tuple[float, float]:
    """boto3: one client, 32 threads."""
    from concurrent.futures import ThreadPoolExecutor

    import boto3
    from botocore.config import Config

    client = boto3.client("cloudtrail", endpoint_url=url, config=Config(max_pool_connections=AT_ONCE))
    with ThreadPoolExecutor(AT_ONCE) as pool:

        def go(count: int) -> None:
            for answer in pool.map(lambda _: client.get_trail_status(Name="main"), range(count)):
                assert answer["IsLogging"]

        go(WARM_UP)
        before, start = cpu(), time.perf_counter()
        go(calls)
        return cpu() - before, time.perf_counter() - start


async def _spread(call: Callable[[], Awaitable[object]], calls: int) -> None:
    left = iter(range(calls))

    async def worker() -> None:
        for _ in left:
            await call()

    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))


async def _measured(call: Callable[[], Awaitable[object]], calls: int) -> tuple[float, float]:
    await _spread(call, WARM_UP)
    before, start = cpu(), time.perf_counter()
    await _spread(call, calls)
    return cpu() - before, time.perf_counter() - start


async def run_aiobotocore(url: str, calls: int) -> tuple[float, float]:
    """aiobotocore: one client, 32 tasks."""
    from aiobotocore.config import AioConfig
    from aiobotocore.session import get_session

    config = AioConfig(max_pool_connections=AT_ONCE)
    async with get_session().create_client("cloudtrail", endpoint_url=url, config=config) as client:

        async def call() -> None:
            answer = await client.get_trail_status(Name="main")
            assert answer["IsLogging"]

        return await _measured(call, calls)


async def run_steelyard(url: str, calls: int) -> tuple[float, float]:
    """Steelyard: one client, 32 tasks; the rate limits are lifted, as the others have none."""
    from steelyard.aws.credentials import Credentials
    from steelyard.aws.limits import Limits, Rate
    from steelyard.aws.outcome import Outcome
    from steelyard.aws.wire import Client

    outcomes: list[Outcome] = []
    credentials = Credentials.from_profile()
    limits = Limits(rates={"cloudtrail": Rate(1e6, 1e6, at_once=AT_ONCE)})
    async with Client(endpoint_url=url, on_outcome=outcomes.append, limits=limits) as client:

        async def call() -> None:
            answer = await client.call(
                credentials, "123456789012", "eu-west-1", "cloudtrail", "GetTrailStatus", {"Name": "main"}
            )
            assert answer["IsLogging"]

        measured = await _measured(call, calls)
    if len(outcomes) != WARM_UP + calls or not all(outcome.ok for outcome in outcomes):
        raise SystemExit("not every call was answered and told of once")
    return measured


def measure(python: str, name: str, url: str, calls: int) -> tuple[float, float] | None:
    """One contender in a process of its own; None if it is not installed there."""
    environment = {
        **os.environ,
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "a-secret-for-a-local-endpoint",
        "AWS_DEFAULT_REGION": "eu-west-1",
    }
    command = [python, __file__, "--run", name, "--url", url, "--calls", str(calls)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        if "ModuleNotFoundError" in done.stderr:
            return None
        raise SystemExit(f"{name} failed:\n{done.stderr}")
    cpu_seconds, wall = json.loads(done.stdout)
    return cpu_seconds, wall


def contend(name: str, url: str, calls: int) -> None:
    """What the child process does: run one contender and print its seconds."""
    if name == "boto3":
        result = run_boto3(url, calls)
    elif name == "aiobotocore":
        result = asyncio.run(run_aiobotocore(url, calls))
    else:
        result = asyncio.run(run_steelyard(url, calls))
    print(json.dumps(result))


def main() -> None:
    """Start the endpoint, run the contenders one after the other, print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--calls", type=int, default=4000)
    arguments.add_argument("--aiobotocore", default=sys.executable, metavar="PYTHON")
    arguments.add_argument("--run", help=argparse.SUPPRESS)
    arguments.add_argument("--url", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.run == "endpoint":
        asyncio.run(serve())
        return
    if given.run:
        contend(given.run, given.url, given.calls)
        return
    endpoint = subprocess.Popen([sys.executable, __file__, "--run", "endpoint"], stdout=subprocess.PIPE, text=True)
    assert endpoint.stdout is not None
    try:
        url = f"http://127.0.0.1:{endpoint.stdout.readline().strip()}"
        print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; {given.calls} calls")
        pythons = {"boto3": sys.executable, "aiobotocore": given.aiobotocore, "steelyard": sys.executable}
        for name, python in pythons.items():
            measured = measure(python, name, url, given.calls)
            if measured is None:
                print(f"  {name:12} not installed; see the head of {os.path.basename(__file__)}")
                continue
            used, wall = (seconds / given.calls * 1000 for seconds in measured)
            print(f"  {name:12} {used:6.3f} ms CPU a call   {wall:6.3f} ms wall a call")
    finally:
        endpoint.kill()
        endpoint.wait()


if __name__ == "__main__":
    main()
