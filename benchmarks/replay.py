"""A fast AWS endpoint for measuring: answers from memory what it has once asked of a slower one behind it.

    python benchmarks/replay.py UPSTREAM_URL [--latency 60]

Prints its URL. Every answer waits for the latency (milliseconds), as a real endpoint's would. ``GET /meter`` gives
the calls since the last ``DELETE /meter``: how many, by operation, how many were made twice, how many at once.
Two calls are the same when their method, target, region, service and body are. What the endpoint behind fails at
with a 5xx, since it is a mock that lacks an operation, is answered with nothing in JSON or XML, so that nobody retries.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

KEPT = ("content-type", "host", "authorization", "x-amz-target", "x-amz-date", "x-amz-security-token")
DROPPED = ("content-length", "transfer-encoding", "connection", "date", "server")
CREDENTIAL = re.compile(r"Credential=[^/]+/\d+/([^/]+)/([^/]+)/")

Key = tuple[str, str, str, str, str, bytes]


@dataclass
class Replay:
    """``answers``: what the endpoint behind said; ``asked``: how often each call came."""

    upstream: str
    latency: float
    answers: dict[Key, tuple[bytes, bytes]] = field(default_factory=dict)
    asked: Counter[Key] = field(default_factory=Counter)
    operations: Counter[str] = field(default_factory=Counter)
    in_flight: int = 0
    peak: int = 0
    one: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, request after request."""
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin1")
                line, *rest = head.split("\r\n")
                method, target, _ = line.split(" ")
                headers = {k.lower(): v.strip() for k, _, v in (h.partition(":") for h in rest if h)}
                if headers.get("expect"):
                    writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                body = await reader.readexactly(int(headers.get("content-length") or 0))
                if target == "/meter":
                    reply, data = self.meter(method)
                else:
                    reply, data = await self.answer(method, target, headers, body)
                length = b"Content-Length: %d\r\n\r\n" % len(data)
                writer.write(reply + length + (b"" if method == "HEAD" else data))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()

    def meter(self, method: str) -> tuple[bytes, bytes]:
        """The counts; DELETE starts them anew."""
        if method == "DELETE":
            self.asked.clear()
            self.operations.clear()
            self.peak = 0
        counts = {
            "calls": self.asked.total(),
            "twice": sum(count - 1 for count in self.asked.values()),
            "repeated": sorted({f"{key[3]}:{key[4] or key[1]} in {key[2]}" for key, n in self.asked.items() if n > 1}),
            "peak": self.peak,
            "operations": self.operations.most_common(),
        }
        return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n", json.dumps(counts).encode()

    async def answer(self, method: str, target: str, headers: dict[str, str], body: bytes) -> tuple[bytes, bytes]:
        """The remembered answer, after the latency."""
        found = CREDENTIAL.search(headers.get("authorization", ""))
        region, service = found.groups() if found else ("", "")
        host = headers.get("host", "") if service == "s3" else ""
        key = (method, host + target, region, service, headers.get("x-amz-target", ""), body)
        self.asked[key] += 1
        self.operations[f"{service}:{operation(method, target, headers, body)}"] += 1
        self.in_flight += 1
        self.peak = max(self.peak, self.in_flight)
        try:
            if key not in self.answers or b"Action=GenerateCredentialReport" in body:
                ask = asyncio.get_running_loop().run_in_executor
                self.answers[key] = await ask(self.one, self.forward, method, target, headers, body)
            await asyncio.sleep(self.latency)
        finally:
            self.in_flight -= 1
        return self.answers[key]

    def forward(self, method: str, target: str, headers: dict[str, str], body: bytes) -> tuple[bytes, bytes]:
        """Ask the endpoint behind."""
        where = urlsplit(self.upstream)
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=300)
        connection.request(method, target, body or None, {k: v for k, v in headers.items() if k in KEPT})
        answer = connection.getresponse()
        data = answer.read()
        kept = "".join(f"{k}: {v}\r\n" for k, v in answer.getheaders() if k.lower() not in DROPPED)
        connection.close()
        if answer.status >= 500:
            return nothing(headers, body)
        return f"HTTP/1.1 {answer.status} {answer.reason}\r\n{kept}".encode("latin1"), data


def nothing(headers: dict[str, str], body: bytes) -> tuple[bytes, bytes]:
    """An answer without members, in the protocol of the request."""
    if headers.get("content-type", "").startswith("application/x-www-form"):
        action = operation("", "", headers, body)
        xml = f"<{action}Response><{action}Result/></{action}Response>"
        return b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n", xml.encode()
    if "/s3/" in headers.get("authorization", ""):
        return b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n", b"<Nothing/>"
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n", b"{}"


def operation(method: str, target: str, headers: dict[str, str], body: bytes) -> str:
    """What is asked, for the counts."""
    if "x-amz-target" in headers:
        return headers["x-amz-target"].rpartition(".")[2]
    if headers.get("content-type", "").startswith("application/x-www-form"):
        return parse_qs(body.decode("latin1")).get("Action", ["?"])[0]
    path, _, query = target.partition("?")
    return f"{method} {re.sub(r'/[^/]*[0-9][^/]*', '/*', path)}?{query.partition('=')[0]}"


async def main() -> None:
    """Serve on a free port until killed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("upstream")
    parser.add_argument("--latency", type=float, default=60)
    given = parser.parse_args()
    replay = Replay(given.upstream, given.latency / 1000)
    server = await asyncio.start_server(replay.serve, "127.0.0.1", 0, limit=1 << 22)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
